import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, type TestContext, test, vi } from 'vitest';
import { createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import type { App } from '../../src/core/ports/app.ts';
import { createStore } from '../../src/state/store.ts';
import { createTelegramBot } from '../../src/telegram/bot.ts';
import { wording } from '../../src/wording.ts';
import { createBotApiServer } from '../fakes/bot-api-server.ts';
import { scratchFolder, WITHOUT_READER } from './command-line.ts';

/*
 * The five reports, the real model, and a server that enforces what Telegram enforces, in real time: most of it is spent
 * waiting for what a member may still add, so each test has a bot of its own and all go on at once.
 */

vi.setConfig({ testTimeout: 60_000, hookTimeout: 180_000 });

const folder = await scratchFolder();
const PATIENCE = 30_000;
let app: App;

beforeAll(async () => {
  const config = readConfig({ ...WITHOUT_READER, INDEX_DIR: join(folder, 'index') });
  app = await createApp(config, { log: () => undefined, build: 'stale' });
});
afterAll(() => app.close());

/** A group with a bot, until the test is done. */
async function openGroup({ onTestFinished }: Pick<TestContext, 'onTestFinished'>) {
  const server = await createBotApiServer();
  const group = server.group();
  const member = server.person();
  const operator = server.person('管');
  const bot = createTelegramBot({
    app,
    store: createStore(':memory:'),
    token: server.token,
    apiRoot: server.apiRoot,
    operatorIds: [operator.id],
    groupIds: [],
    log: () => undefined,
  });
  onTestFinished(async () => {
    await bot.stop();
    await server.close();
    expect(server.violations).toEqual([]);
  });
  await bot.start();
  return {
    ...{ server, group, member, operator },
    ask: (text: string, by = member) => server.say(group, by, `@${server.bot.username} ${text}`),
    /** The bot's n-th message to the group, from 1. */
    reply: async (count: number) => (await server.waitForSent(group.id, count, PATIENCE))[count - 1],
  };
}

describe.concurrent('the bot over the five reports', () => {
  test('a mention in a group is answered with the clause, its marker, and the source below with its quote folded', async (context) => {
    const { ask, reply } = await openGroup(context);
    const question = ask('蓬安低保标准是多少');
    const sent = await reply(1);
    expect(sent?.reply_to_message?.message_id).toBe(question.message_id);
    const [said = '', footer = '', quote = ''] = (sent?.text ?? '').split(/\n\n|\n/u);
    expect(said).toMatch(/^蓬安县（2017年9月14日）：.*260元.*\[1\]。$/u);
    expect(footer).toBe('[1] 蓬安县 · 贯彻战略新思想 精准发力拔穷根 · 2017年9月14日');
    expect(quote).toContain('将低保标准由110元∕人·月提高至260元∕人·月');
    expect(sent?.entities.map(({ type }) => type)).toEqual(['expandable_blockquote']);
  });

  test('a follow-up takes the topic of the question before it, and the other county', async (context) => {
    const { ask, reply } = await openGroup(context);
    ask('蓬安有多少人脱贫');
    await reply(1);
    ask('那石柱呢');
    const followed = await reply(2);
    expect(followed?.text).toContain('63101人');
    expect(followed?.text).toContain('[1] 石柱土家族自治县 · ');
    expect(followed?.text).not.toContain('蓬安');
  });

  test('a question that more counties answer than one message holds is asked back, with the counties to choose from', async (context) => {
    const { ask, reply } = await openGroup(context);
    ask('脱贫了多少人');
    const sent = await reply(1);
    const { text } = await app.answer({ text: '脱贫了多少人', history: [] }).then((answer) => answer);
    expect(sent?.text.startsWith(text)).toBe(true);
    expect(text).toContain('请问您问的是哪个县？');
    expect(sent?.reply_markup?.inline_keyboard.flat().length).toBeGreaterThan(3);
  });

  test('what was offered is taken by its number or its name: in private, by a reply, and beside a county that the group set', async (context) => {
    const { server, group, member, operator, ask, reply } = await openGroup(context);
    const asked = '脱贫了多少人';
    const back = await app.answer({ text: asked, history: [] });
    if (back.kind !== 'clarify') throw new Error(back.text);
    const second = back.options[1]?.label ?? '';
    const here = server.private(member);
    server.say(here, member, asked);
    await server.waitForSent(member.id, 1, PATIENCE);
    server.say(here, member, '２');
    const taken = (await server.waitForSent(member.id, 2, PATIENCE))[1];
    expect(taken?.text.startsWith(second)).toBe(true);
    server.say(here, member, '那搬迁呢');
    expect((await server.waitForSent(member.id, 3, PATIENCE))[2]?.text.startsWith(second)).toBe(true);

    ask(asked);
    const offered = await reply(1);
    server.say(group, operator, '/region 依安');
    expect((await reply(2))?.text).toContain(wording.telegram.commands.region.set('依安县'));
    server.say(group, member, '2', { reply_to: offered! });
    const chosen = await reply(3);
    expect(chosen?.text.startsWith(second)).toBe(true);
    server.say(group, server.person(), '资源', { reply_to: offered! });
    expect((await reply(4))?.text).toMatch(/^资源县（/u);
    // Another member goes on with what the choice stood for, not with the number.
    server.say(group, server.person(), '那绥宁呢', { reply_to: chosen! });
    const other = await reply(5);
    expect(other?.text).toMatch(/^绥宁县（/u);
    expect(other?.text).toMatch(/脱贫/u);
  });

  test('a number and a courtesy that nobody addressed to the bot get silence, also where it listens', async (context) => {
    const { server, group, operator, ask, reply } = await openGroup(context);
    server.say(group, operator, '/listen on');
    await reply(1);
    ask('脱贫了多少人');
    await reply(2);
    for (const text of ['2', '谢谢', '你好', '在吗？', '你是谁？', '能问什么？', '有哪些资料？'])
      server.say(group, server.person(), text);
    ask('谢谢', server.person());
    expect((await reply(3))?.text).toBe(wording.answer.courtesies.thanks());
  });

  test('a courtesy between two questions leaves the second a follow-up', async (context) => {
    const { server, group, member, ask, reply } = await openGroup(context);
    ask('蓬安低保标准是多少，谢谢');
    const first = await reply(1);
    expect(first?.text).toContain(wording.answer.closings.thanks);
    server.say(group, member, '收到', { reply_to: first! });
    expect((await reply(2))?.text).toBe(wording.answer.courtesies.nod());
    ask('那残疾人生活补助呢');
    expect((await reply(3))?.text).toMatch(/^蓬安县（/u);
  });

  test('a place without a report, a policy without content and chatter are each refused in their own way', async (context) => {
    const { ask, reply } = await openGroup(context);
    ask('兰考县低保标准是多少');
    expect((await reply(1))?.text).toContain('现有资料里没有兰考县的报告');
    ask('十免四补助是什么');
    expect((await reply(2))?.text).toMatch(/资料只提到“十免四补助”这个名称，没有列出内容。.*\[1\]/u);
    ask('今天天气怎么样');
    expect((await reply(3))?.text).toBe(wording.answer.offTopic);
  });

  test('questions are answered while an operator reloads, and nobody else may', async (context) => {
    const { server, group, member, operator, ask, reply } = await openGroup(context);
    const { corpusVersion } = app.status();
    server.say(group, member, '/reload');
    expect((await reply(1))?.text).toBe(wording.telegram.notOperator);
    server.say(group, operator, '/reload');
    ask('蓬安低保标准是多少', server.person());
    ask('石柱低保标准是多少', server.person());
    const texts = (await server.waitForSent(group.id, 5, PATIENCE)).map(({ text }) => text);
    expect(texts.filter((text) => text.includes('260元'))).toHaveLength(1);
    expect(texts.filter((text) => text.startsWith('石柱县的资料没有写明这一点'))).toHaveLength(1);
    expect(texts.filter((text) => /^正在重新载入资料|^重新载入已结束/u.test(text))).toHaveLength(1);
    expect(texts.filter((text) => text.startsWith('资料已更新：5 份'))).toEqual([
      expect.stringContaining('其中新算 0 段'),
    ]);
    expect(app.status().corpusVersion).toBe(corpusVersion);
  });
});
