import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createStore } from '../../src/state/store.ts';
import { SURFACE } from '../../src/telegram/ids.ts';
import { renderAnswer } from '../../src/telegram/render.ts';
import { wording } from '../../src/wording.ts';
import type { BotApiServer, Chat } from '../fakes/bot-api/types.ts';
import { createBotApiServer } from '../fakes/bot-api-server.ts';
import { createFastClock } from '../fakes/clock.ts';
import { deliveredBy } from '../fakes/delivered.ts';
import { answerOf } from '../fakes/scripted-app.ts';
import { answerTo } from '../faults/telegram-answers.ts';
import { bundleBot } from '../faults/telegram-rounds.ts';
import { ANSWER, ASKED, clock, createTelegramScene, later, type TelegramScene } from './telegram-scene.ts';

const words = wording.telegram;
const firstLines = (texts: readonly string[]) => texts.map((text) => text.split('\n')[0]);

describe('thirty members who each ask within twenty seconds', () => {
  /** How fast the clocks of bot and server go. */
  const FACTOR = 50;
  const QUESTIONS = Array.from({ length: 30 }, (_, at) => `第${at + 1}问是什么？`);

  let folder: string;
  let script: string;
  let server: BotApiServer;
  let group: Chat;
  const children: ChildProcess[] = [];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mingbai-crowd-'));
    script = await bundleBot();
    server = await createBotApiServer({ clock: createFastClock(FACTOR) });
    group = server.group();
  });
  afterEach(async () => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    await server.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function startBot(): Promise<ChildProcess> {
    const args = [script, join(folder, 'state.sqlite'), server.token, server.apiRoot, String(FACTOR)];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    children.push(child);
    const lines = createInterface(child.stdout);
    await new Promise<void>((resolve) => lines.on('line', (line) => line === 'up' && resolve()));
    return child;
  }

  async function askAll(): Promise<void> {
    for (const text of QUESTIONS) {
      server.say(group, server.person(), `@${server.bot.username} ${text}`);
      await createFastClock(FACTOR).sleep(20_000 / QUESTIONS.length);
    }
  }

  const delivered = () => (deliveredBy(server).get(group.id) ?? []).map(({ text }) => text);
  const expected = QUESTIONS.flatMap((text) => renderAnswer(answerTo(text)).map(({ html }) => html));
  const allAnswered = () =>
    server.waitFor('all answers', () => delivered().at(-1) === expected.at(-1), 600_000);
  const crowdLines = () =>
    server.sent(group.id).filter(({ text }) => /本群有 \d+ 个问题在排队/u.test(text ?? ''));

  async function expectNothingLeft(): Promise<void> {
    const exits = children.map((child) => once(child, 'exit'));
    for (const child of children.splice(0)) child.kill('SIGTERM');
    await Promise.all(exits);
    const store = createStore(join(folder, 'state.sqlite'));
    expect(store.inbox(SURFACE).pending()).toEqual([]);
    store.close();
    expect(server.violations).toEqual([]);
  }

  test('get all their answers, in order, at the pace of Telegram, and are told that they wait', async () => {
    await startBot();
    await askAll();
    await allAnswered();
    expect(delivered()).toEqual(expected);
    expect(crowdLines().length).toBeGreaterThanOrEqual(1);
    expect(crowdLines().length).toBeLessThanOrEqual(3);
    await expectNothingLeft();
  });

  test('get them over a kill -9 in the middle, none twice save the one in flight', async () => {
    const first = await startBot();
    await askAll();
    await server.waitFor('some answers', () => delivered().length >= 10, 600_000);
    const exit = once(first, 'exit');
    first.kill('SIGKILL');
    expect(await exit).toEqual([null, 'SIGKILL']);
    children.splice(0);
    const before = delivered().length;
    expect(before).toBeLessThan(QUESTIONS.length);

    await startBot();
    await allAnswered();
    const got = delivered();
    const repeats = got.flatMap((text, at) => (text === got[at - 1] ? [at] : []));
    expect(got.filter((_, at) => !repeats.includes(at))).toEqual(expected);
    expect(repeats.length).toBeLessThanOrEqual(1);
    await expectNothingLeft();
  });
});

describe('the queue of a group', () => {
  let scene: TelegramScene;
  let { server, app, group, member, start, mention, textsOf } = {} as TelegramScene;

  beforeEach(async () => {
    scene = await createTelegramScene();
    ({ server, app, group, member, start, mention, textsOf } = scene);
  });
  afterEach(async () => {
    expect(await scene.end()).toEqual([]);
  });

  test('that is full says so in one line, not to each, and every question in it is answered', async () => {
    const slow = later();
    app.on('慢问题是什么', slow.answer);
    await start();
    server.say(group, member, mention('慢问题是什么'));
    for (let at = 0; at < 64; at++) server.say(group, server.person(), mention(ASKED));
    await server.waitFor('the line', () => textsOf(group).includes(words.limited.full));
    slow.give(answerOf('慢的答案[1]。', '原文'));
    const answers = () => firstLines(textsOf(group)).filter((line) => line === '低保标准为260元[1]。').length;
    await server.waitFor('all answers', () => answers() >= 59, 600_000);
    await clock.sleep(15_000);
    expect(answers()).toBe(59);
    expect(textsOf(group).filter((text) => text === words.limited.full)).toHaveLength(1);
    expect(scene.store.inbox(SURFACE).pending()).toEqual([]);
  }, 120_000);

  test('has one member who floods it answered six times a minute and told once, and the others all the same', async () => {
    await start();
    const other = server.person();
    app.on('医保交多少', ANSWER);
    const began = clock.now();
    for (let at = 0; at < 20; at++) {
      server.say(group, member, mention(ASKED));
      await clock.sleep(2_500);
      if (at % 5 === 4) server.say(group, other, mention('医保交多少'));
    }
    const asked = (text: string) => app.questions.filter((question) => question.text === text).length;
    await server.waitFor('the others', () => asked('医保交多少') === 4, 600_000);
    // A busy machine takes longer to ask.
    const minutes = Math.floor((clock.now() - began) / 60_000) + 1;
    const told = textsOf(group).filter((text) => text === words.limited.member).length;
    expect(told).toBeGreaterThanOrEqual(1);
    expect(told).toBeLessThanOrEqual(minutes);
    expect(asked(ASKED)).toBeLessThanOrEqual(6 * minutes);
  });
});
