import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { App } from '../../src/core/ports/app.ts';
import { createStore } from '../../src/state/store.ts';
import { createTelegramBot } from '../../src/telegram/bot.ts';
import { SURFACE } from '../../src/telegram/ids.ts';
import { renderRich } from '../../src/telegram/render/rich.ts';
import { renderAnswer } from '../../src/telegram/render.ts';
import { createBotApiServer } from '../fakes/bot-api-server.ts';
import { deliveredBy } from '../fakes/delivered.ts';
import { type SmallApp, startSmallApp } from '../fakes/small-app.ts';
import { TWO_COUNTIES } from '../fakes/small-knowledge.ts';
import { TABLE } from '../fakes/tables.ts';

const GROUPS = 100;
/** One for each member of a group. */
const QUESTIONS = [
  '汝城脱贫了多少人？',
  '汝城的低保标准是多少？',
  '汝城搬迁了多少户？',
  '汝城的贫困发生率是多少？',
  '汝城有多少个贫困村？',
  '桂东脱贫了多少人？',
  '桂东的低保标准是多少？',
  '桂东发放产业奖补资金多少？',
  '桂东建成光伏电站多少座？',
  '七免三补是什么？',
];
/** Real milliseconds; at 25 messages a second the answers alone take 40 s. */
const PATIENCE = 300_000;

let small: SmallApp;
beforeAll(async () => {
  small = await startSmallApp(TWO_COUNTIES);
});
afterAll(() => small?.close());

/** An app whose every answer has a table. */
function tabled({ app }: SmallApp): App {
  const explain: App['explain'] = async (question, options) => {
    const explained = await app.explain(question, options);
    const { answer } = explained;
    return answer.kind === 'answered' ? { ...explained, answer: { ...answer, table: TABLE } } : explained;
  };
  return { ...app, explain };
}

test.each([
  ['as texts', false],
  ['in blocks, with tables', true],
] as const)(
  '100 groups that ask 1,000 questions at once get every answer once, in order, within the limits of Telegram: %s',
  async (_, inBlocks) => {
    const server = await createBotApiServer();
    const app = inBlocks ? tabled(small) : small.app;
    const store = createStore(':memory:');
    const faults: string[] = [];
    const bot = createTelegramBot({
      app,
      store,
      token: server.token,
      apiRoot: server.apiRoot,
      operatorIds: [],
      groupIds: [],
      log: (level, event, fields) => {
        if (level === 'warn' || level === 'error') faults.push(`${event} ${JSON.stringify(fields)}`);
      },
    });
    const expected = new Map<string, string[]>();
    for (const text of QUESTIONS) {
      const { answer } = await app.explain({ text, history: [] });
      expect(answer.kind, text).toBe('answered');
      expected.set(
        text,
        inBlocks
          ? (renderRich(answer) ?? []).map((message) => JSON.stringify(message))
          : renderAnswer(answer).map(({ html }) => html),
      );
    }
    await bot.start();
    const groups = Array.from({ length: GROUPS }, (_, nth) => ({
      chat: server.group(),
      // Not the same question in every group at the same time.
      texts: QUESTIONS.map((_, at) => QUESTIONS[(nth + at) % QUESTIONS.length] ?? ''),
    }));
    const asked = groups.map(({ chat, texts }) => ({
      chat,
      questions: texts.map((text) => {
        const message = server.say(chat, server.person(), `@${server.bot.username} ${text}`);
        return { id: message.message_id, text };
      }),
    }));

    const total = GROUPS * QUESTIONS.length;
    const answered = () => [...deliveredBy(server).values()].reduce((sum, { length }) => sum + length, 0);
    for (let waited = 0; waited < PATIENCE && answered() < total; waited += 500) await delay(500);
    // Time for an answer that came twice.
    await delay(3_000);

    expect(server.violations).toEqual([]);
    expect(faults).toEqual([]);
    const delivered = deliveredBy(server);
    for (const { chat, questions } of asked) {
      expect(
        (delivered.get(chat.id) ?? []).map(({ question, text }) => ({ question, text })),
        `group ${chat.id}`,
      ).toEqual(
        questions.flatMap(({ id, text }) =>
          (expected.get(text) ?? []).map((html, part) => ({
            question: part === 0 ? id : undefined,
            text: html,
          })),
        ),
      );
    }
    await bot.stop();
    expect(store.inbox(SURFACE).pending()).toEqual([]);
    store.close();
    await server.close();
  },
);
