import { beforeEach, describe, expect, test } from 'vitest';
import { wording } from '../../../src/wording.ts';
import { type CommandScene, createCommandScene, MEMBER, OPERATOR, OTHER } from './scene.ts';

const words = wording.telegram.commands.feedback;
const AT = Date.UTC(2026, 2, 5, 6, 2);
let scene: CommandScene;

beforeEach(() => {
  scene = createCommandScene();
});

const ask = () => scene.say('/feedback', { chat: null, from: OPERATOR });

describe('/feedback', () => {
  test('gives an operator the counts, and the newest complaints with reason, time, question and link', async () => {
    const first = await scene.answered(['一'], { question: '低保标准\n是多少' });
    const second = await scene.answered(['二'], { thread: '7', question: '长'.repeat(200), recalledAt: 1 });
    scene.store.feedback.record(first.key, String(MEMBER.id), 'wrong-figure', AT);
    scene.store.feedback.record(first.key, String(OTHER.id), 'good', AT + 1);
    scene.store.feedback.record(second.key, String(MEMBER.id), 'outdated', AT + 60_000);
    expect(await ask()).toBe(
      [
        '近 30 天的评价：有用 1，数字错 1，过期 1。',
        '',
        words.newest,
        '1. 3月5日 14:03 · 过期 · 已撤回',
        `问：${'长'.repeat(80)}…`,
        `https://t.me/c/1234567890/7/${second.messageIds[0]}`,
        '2. 3月5日 14:02 · 数字错',
        '问：低保标准 是多少',
        `https://t.me/c/1234567890/${first.messageIds[0]}`,
      ].join('\n'),
    );
  });

  test('names no link where there is none: private chats, basic groups, answers without a message', async () => {
    const inPrivate = await scene.answered([], { key: 'a', chat: String(MEMBER.id), messageIds: ['3'] });
    const basic = await scene.answered([], { key: 'b', chat: '-77', messageIds: ['3'] });
    const unsent = await scene.answered([], { key: 'c' });
    for (const { key } of [inPrivate, basic, unsent]) {
      scene.store.feedback.record(key, String(MEMBER.id), 'bad', AT);
    }
    const told = (await ask())?.split('\n') ?? [];
    expect(told.filter((line) => line === words.inPrivate)).toHaveLength(1);
    expect(told.filter((line) => line === words.noLink)).toHaveLength(2);
  });

  test('shows ten complaints at most', async () => {
    for (let at = 0; at < 12; at++) {
      const { key } = await scene.answered([], { key: `k${at}`, question: `第${at}问` });
      scene.store.feedback.record(key, String(MEMBER.id), 'incomplete', AT + at);
    }
    const told = await ask();
    expect(told).toContain('不全 12');
    expect(told?.match(/^问：/gmu)).toHaveLength(10);
    expect(told).toContain('第11问');
    expect(told).not.toContain('问：第1问');
  });

  test('of praise alone has no complaints; of nothing says so', async () => {
    expect(await ask()).toBe(words.none);
    const { key } = await scene.answered(['一']);
    scene.store.feedback.record(key, String(MEMBER.id), 'good', AT);
    expect(await ask()).toBe('近 30 天的评价：有用 1。');
  });

  test('is refused to everybody else, and to operators where others read along', async () => {
    const { key } = await scene.answered(['一']);
    scene.store.feedback.record(key, String(MEMBER.id), 'bad', AT);
    const denied = wording.telegram.commands.operatorsOnly;
    expect(await scene.say('/feedback', { chat: null })).toBe(denied);
    expect(await scene.say('/feedback', { fields: { sender_chat: { id: OTHER.id, type: 'channel' } } })).toBe(
      denied,
    );
    expect(await scene.say('/feedback', { from: OPERATOR })).toBe(words.privateOnly);
  });
});
