import { beforeEach, describe, expect, test } from 'vitest';
import type { IngestProgress, ReloadReport } from '../../../src/core/ports.ts';
import { AppError } from '../../../src/errors.ts';
import { wording } from '../../../src/wording.ts';
import { ADMIN, type CommandScene, createCommandScene, GROUP, OPERATOR } from './scene.ts';

const words = wording.telegram;
const REPORT: ReloadReport = {
  corpusVersion: 'v2',
  documents: [],
  refusedFiles: [],
  passages: 40,
  embedded: 3,
  changes: { added: ['新.txt'], changed: [], removed: [] },
  seconds: 2.4,
};
const progress = (phase: IngestProgress['phase'], done: number, total: number) => ({ phase, done, total });

let scene: CommandScene;
let tell: (progress: IngestProgress) => void;
let finish: (outcome: ReloadReport | Error) => void;

beforeEach(() => {
  scene = createCommandScene();
  scene.app.onReload(
    (onProgress) =>
      new Promise((resolve, reject) => {
        tell = (told) => onProgress?.(told);
        finish = (outcome) => (outcome instanceof Error ? reject(outcome) : resolve(outcome));
      }),
  );
});

async function telling(...steps: IngestProgress[]) {
  for (const step of steps) tell(step);
  await scene.clock.runAll();
}

async function ending(outcome: ReloadReport | Error) {
  finish(outcome);
  await scene.clock.runAll();
}

describe('/reload by an operator', () => {
  test('shows how far it is in one message, and then the result in another', async () => {
    expect(await scene.say('/reload', { from: OPERATOR })).toBe('');
    await telling(progress('reading', 0, 5));
    expect(scene.shown()).toEqual([words.reloadProgress(progress('reading', 0, 5))]);
    await telling(progress('embedding', 60, 100));
    expect(scene.shown()).toEqual([words.reloadProgress(progress('embedding', 60, 100))]);
    await ending(REPORT);
    expect(scene.shown()).toEqual([words.commands.reloadEnded, words.reloadDone(REPORT)]);
    expect(scene.api.violations).toEqual([]);
  });

  test('edits a few times only, and leaves the group’s minute to its answers', async () => {
    await scene.say('/reload', { from: OPERATOR });
    for (let done = 0; done <= 1_000; done++) tell(progress('embedding', done, 1_000));
    await scene.clock.runAll();
    const edits = () => scene.api.calls.filter(({ method }) => method === 'editMessageText').length;
    expect(edits()).toBeLessThanOrEqual(4);
    expect(scene.shown()).toEqual([words.reloadProgress(progress('embedding', 1_000, 1_000))]);
    const before = edits();
    for (let at = 0; at < 10; at++) void scene.outbox.send({ chat: GROUP, html: `${at}`, plain: `${at}` });
    await scene.clock.advance(20_000);
    tell(progress('checking', 0, 1));
    await scene.clock.advance(5_000);
    expect(edits()).toBe(before);
  });

  test('that had nothing to tell on the way gives the result alone', async () => {
    await scene.say('/reload', { from: OPERATOR });
    await ending(REPORT);
    expect(scene.shown()).toEqual([words.reloadDone(REPORT)]);
  });

  test('that fails says that the old corpus serves, and why to the operator alone', async () => {
    const fault = new AppError('index-write', { path: '/srv/index', details: '磁盘已满（ENOSPC）' });
    await scene.say('/reload', { from: OPERATOR, chat: null });
    await ending(fault);
    expect(scene.shown(OPERATOR.id)).toHaveLength(1);
    expect(scene.shown(OPERATOR.id)[0]).toMatch(/原来的资料继续使用。\n原因：.*磁盘已满.*（index-write）$/u);
    await scene.say('/reload', { from: OPERATOR });
    await ending(fault);
    expect(scene.shown()).toEqual([words.reloadFailed(null).join('\n')]);
    expect(scene.logged.filter((line) => line.includes('/srv/index'))).toHaveLength(2);
  });

  test('that fails by a bug says that the old corpus serves, and nothing of the error', async () => {
    await scene.say('/reload', { from: OPERATOR, chat: null });
    await telling(progress('reading', 0, 5));
    await ending(new Error('ENOSPC /srv/index'));
    expect(scene.shown(OPERATOR.id)).toEqual([
      words.commands.reloadEnded,
      words.reloadFailed(null).join('\n'),
    ]);
  });

  test('ends well where its messages do not get through', async () => {
    await scene.say('/reload', { from: OPERATOR });
    scene.api.chat(GROUP).blocked = 'Forbidden: bot was kicked from the supergroup chat';
    await telling(progress('reading', 0, 5));
    await ending(REPORT);
    expect(scene.shown()).toEqual([]);
  });

  test('answers in the topic where it was asked for', async () => {
    scene.api.chat(GROUP).topics.add(7);
    await scene.say('/reload', {
      from: OPERATOR,
      fields: { is_topic_message: true, message_thread_id: 7 },
    });
    await telling(progress('reading', 0, 5));
    await ending(REPORT);
    expect(scene.api.chat(GROUP).sent.map(({ message_thread_id: topic }) => topic)).toEqual([7, 7]);
  });
});

test('/reload by anybody else gets one line and does nothing', async () => {
  const anonymous = { sender_chat: scene.api.chat(GROUP).chat };
  expect(await scene.say('/reload')).toBe(words.notOperator);
  expect(await scene.say('/reload', { from: ADMIN })).toBe(words.notOperator);
  expect(await scene.say('/reload', { from: OPERATOR, fields: anonymous })).toBe(words.notOperator);
  expect(await scene.say('/reload', { chat: null })).toBe(words.notOperator);
  expect(scene.app.reloads).toBe(0);
  expect(scene.logged.filter((line) => line.includes('reload-denied'))).toHaveLength(4);
});

test('tells of what is new which paper it is, and what a person should look at', () => {
  const paper = {
    ...{
      path: '新.txt',
      title: '江山市水价办法',
      titleBy: 'title',
      place: '江山市',
      number: '江政发〔2024〕2号',
    },
    ...{ issuedOn: '2024-03-01', date: '2024-03-01', effectiveFrom: '2024-04-01', validUntil: '2029-03-31' },
    ...{
      repeals: [{ title: '江山市水费办法' }],
      sections: [],
      blocks: { row: 3 },
      characters: 90,
      passages: 1,
    },
    ...{ damage: [], setAside: [], warnings: ['请核对地区'] },
  };
  const old = { ...paper, path: '旧.txt', title: '江山市气价办法', warnings: [] };
  const lines = words.reloadDone({ ...REPORT, documents: [paper, old] }).split('\n');
  expect(lines.slice(-3)).toEqual([
    '· 江山市水价办法，江山市，2024年3月1日，江政发〔2024〕2号，自2024年4月1日起施行，有效期至2029年3月31日，废止《江山市水费办法》',
    '请核对 1 处：',
    '⚠ 请核对地区（新.txt）',
  ]);
  expect(lines.join()).not.toContain('气价');
});
