/*
 * What groups do to one another, and to the bot's event loop, in real time and with the whole product: the bot runs in a
 * process of its own over the reports in seeds/, with the strict Bot API server and a scripted chat model in this one.
 *   1. 100 groups ask 1,000 questions at once: how late the event loop is (promised: p99 below 50 ms).
 *   2. 20 groups ask in turn, and each answer is timed; then again while one more group waits for a model call of 60 s
 *      (promised: the 95th percentile of the 20 grows by 1.1 at most). The two take turns, so that a noisy machine is
 *      noisy for both.
 * Run it by `npm run bench:groups` on an idle machine; it takes about five minutes.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { readCases } from '../../src/eval/cases.ts';
import { passagesShown } from '../eval/model-scene.ts';
import type { BotApiServer, Chat } from '../fakes/bot-api/types.ts';
import { createBotApiServer } from '../fakes/bot-api-server.ts';
import { type ChatReply, type ChatRequest, chunk, startChatServer } from '../fakes/chat-server.ts';
import { deliveredBy } from '../fakes/delivered.ts';
import type { LoopReport } from './groups-bot.ts';
import { at, line } from './timing.ts';

const GROUPS = 100;
const AT_ONCE = 1_000;
/** Groups that ask in turn, and the milliseconds between two questions over all of them. */
const STEADY_GROUPS = 20;
const STEADY_EVERY = 300;
/** Questions asked in one turn of the second measure: a minute, as long as the slow call lasts. */
const STEADY = 200;
/** The second measure is made so often with the slow group and without. */
const TURNS = 2;
/** Within the deadlines of the model's client a call of 60 s says a word now and then. */
const SLOW_WORDS = 11;
const SLOW_EVERY = 5_300;

const [slowQuestion = '', ...questions] = (await readCases(new URL('../eval/cases.jsonl', import.meta.url)))
  .filter(({ history, expect }) => history.length === 0 && expect === 'answer')
  .map(({ question }) => question);
const model = await startChatServer();
model.otherwise(worded);

/** Words the answer with the first passage's first sentence; slowly where the question is the slow one. */
function worded(request: ChatRequest): ChatReply {
  const content = request.body.messages.at(-1)?.content ?? '';
  const [passage] = passagesShown(request);
  const sentence = /^[^。\n]+/u.exec(passage?.text ?? '')?.[0] ?? '资料没有写明';
  const text = `${sentence}[1]。`;
  if (!content.includes(slowQuestion)) return { text };
  const words = Array.from({ length: SLOW_WORDS }, () => [chunk({ content: '慢' }), { pauseMs: SLOW_EVERY }]);
  return { stream: [...words.flat(), chunk({ content: text }), chunk({}, 'stop')] };
}

const folder = await mkdtemp(join(tmpdir(), 'mingbai-groups-'));
const server = await createBotApiServer();
try {
  const without = await startBot({});
  process.stdout.write(`${await askAtOnce(without)}\n`);
  await stopBot(without);
  const withModel = await startBot({
    ...{ OPENAI_API_KEY: 'key', OPENAI_BASE_URL: model.url, OPENAI_MODEL: 'scripted' },
  });
  process.stdout.write(`${await besideSlow()}\n`);
  await stopBot(withModel);
  process.stdout.write(`violations of the Bot API: ${server.violations.length}\n`);
  for (const violation of new Set(server.violations)) process.stdout.write(`  ${violation}\n`);
} finally {
  await server.close();
  await model.close();
  await rm(folder, { recursive: true, force: true });
}

async function startBot(env: NodeJS.ProcessEnv): Promise<ChildProcess> {
  const child = fork(
    fileURLToPath(new URL('groups-bot.ts', import.meta.url)),
    [server.token, server.apiRoot],
    {
      execArgv: ['--import', 'tsx'],
      env: { PATH: process.env.PATH, DATA_DIR: await mkdtemp(join(folder, 'data-')), ...env },
    },
  );
  const gone = once(child, 'exit').then(([code]) => {
    throw new Error(`the bot ended with ${code}; its reason stands above`);
  });
  await Promise.race([once(child, 'message'), gone]);
  gone.catch(() => undefined);
  return child;
}

async function stopBot(child: ChildProcess): Promise<void> {
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  await exit;
}

async function askAtOnce(bot: ChildProcess): Promise<string> {
  const chats = Array.from({ length: GROUPS }, () => server.group());
  bot.send('watch');
  const asked = Array.from({ length: AT_ONCE }, (_, nth) => say(chats[nth % GROUPS], nth));
  const times = await timesOf(asked, 300_000);
  bot.send('report');
  const [report] = (await once(bot, 'message')) as [LoopReport];
  return [
    `${GROUPS} groups ask ${AT_ONCE} questions at once: ${times.length} answered, the last after ${(Math.max(...times) / 1_000).toFixed(1)} s`,
    `event loop              p50 ${report.p50.toFixed(1)} ms   p99 ${report.p99.toFixed(1)} ms   most ${report.max.toFixed(1)} ms`,
  ].join('\n');
}

async function besideSlow(): Promise<string> {
  const chats = Array.from({ length: STEADY_GROUPS }, () => server.group());
  const alone: number[] = [];
  const beside: number[] = [];
  for (let turn = 0; turn < TURNS; turn++) {
    alone.push(...(await askSteadily(chats)));
    const slow = server.group();
    const asked = ask(slow, slowQuestion);
    beside.push(...(await askSteadily(chats)));
    const [took = Number.NaN] = await timesOf([asked], 60_000);
    process.stdout.write(`the slow group waited ${(took / 1_000).toFixed(1)} s\n`);
    if (!(took > 50_000)) throw new Error('The slow call was not slow: nothing is measured beside it.');
  }
  const [p95Alone, p95Beside] = [at(alone, 0.95), at(beside, 0.95)];
  return [
    line('answers, alone', alone),
    line('beside a slow group', beside),
    `95th percentiles: ${p95Alone.toFixed(1)} ms and ${p95Beside.toFixed(1)} ms, ${(p95Beside / p95Alone).toFixed(2)} times`,
  ].join('\n');
}

async function askSteadily(chats: readonly Chat[]): Promise<number[]> {
  const asked: Asked[] = [];
  for (let nth = 0; nth < STEADY; nth++) {
    asked.push(say(chats[nth % chats.length], nth));
    await delay(STEADY_EVERY);
  }
  return timesOf(asked, 60_000);
}

interface Asked {
  readonly chat: Chat;
  readonly id: number;
  readonly at: number;
}

function say(chat: Chat | undefined, nth: number): Asked {
  if (chat === undefined) throw new RangeError('There is no group to ask in.');
  return ask(chat, questions[nth % questions.length] ?? '');
}

/** Each question is another member's, so that no limit of a member and no earlier turn comes in. */
function ask(chat: Chat, text: string): Asked {
  const asked = performance.now();
  const { message_id: id } = server.say(chat, server.person(), `@${server.bot.username} ${text}`);
  return { chat, id, at: asked };
}

/** Milliseconds from each question to its answer, as far as they come in time. */
async function timesOf(asked: readonly Asked[], patience: number): Promise<number[]> {
  const until = performance.now() + patience;
  for (;;) {
    const answers = answeredAt(server);
    const times = asked.flatMap(({ chat, id, at: from }) => {
      const answered = answers.get(`${chat.id} ${id}`);
      return answered === undefined ? [] : [answered - from];
    });
    if (times.length === asked.length || performance.now() > until) return times;
    await delay(500);
  }
}

/** When each question had its answer; both clocks are this process's. */
function answeredAt(of: BotApiServer): Map<string, number> {
  const answered = new Map<string, number>();
  for (const [chat, delivered] of deliveredBy(of)) {
    for (const { question, at: when } of delivered) {
      const key = `${chat} ${question}`;
      if (question !== undefined && !answered.has(key)) answered.set(key, when);
    }
  }
  return answered;
}
