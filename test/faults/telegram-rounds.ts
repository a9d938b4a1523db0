import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'vitest';
import { createStore } from '../../src/state/store.ts';
import { SURFACE } from '../../src/telegram/ids.ts';
import { renderAnswer } from '../../src/telegram/render.ts';
import type { Chat, Person } from '../fakes/bot-api/types.ts';
import { createBotApiServer } from '../fakes/bot-api-server.ts';
import { createFastClock } from '../fakes/clock.ts';
import { deliveredBy } from '../fakes/delivered.ts';
import { createRandom } from '../fakes/random.ts';
import { bundleChild } from './bundle.ts';
import { answerTo } from './telegram-answers.ts';

/** How fast the clocks of bot and server go: a minute of the group limits is 1.2 s. */
const FACTOR = 50;
const GROUPS = 4;
const PRIVATE_CHATS = 2;
/** Chats of one bot; a message may be in flight in each of them when it is killed. */
export const CHATS = GROUPS + PRIVATE_CHATS;
/**
 * Real milliseconds between two questions of a chat, within the limits of a member and a group; two questions of one
 * member that come within 2 s would be one.
 */
const PAUSE = { group: 200, private: 3_500 };
/** Questions of a chat that wait for their answer, at most. */
const MOST_OPEN = 3;

/** Makes the bot that is killed one file. @returns its path. */
export const bundleBot = () => bundleChild('telegram-child');

interface Asking {
  readonly chat: Chat;
  /** Whose private chat it is. */
  readonly person?: Person;
  readonly pause: number;
  /** The questions, in order. */
  readonly texts: string[];
  nextAt: number;
}

const nothingAsked = (pause: number) => ({ pause, texts: [], nextAt: 0 });

export interface KillReport {
  readonly kills: number;
  readonly questions: number;
  /** Messages that came twice. */
  readonly repeats: number;
}

/**
 * Kills a bot `rounds` times with SIGKILL, by turns at a random moment of its start, at a random moment of its work and
 * as a message of it arrives, while members go on asking in six chats. Then lets one work everything off, and holds what
 * the chats got against what was asked.
 */
export async function killBotRounds(
  script: string,
  folder: string,
  rounds: number,
  seed: number,
): Promise<KillReport> {
  const random = createRandom(seed);
  const server = await createBotApiServer({ clock: createFastClock(FACTOR) });
  const statePath = join(folder, `state-${seed}.sqlite`);
  const where = `seed ${seed}`;
  const chats: Asking[] = [
    ...Array.from({ length: GROUPS }, () => ({ chat: server.group(), ...nothingAsked(PAUSE.group) })),
    ...Array.from({ length: PRIVATE_CHATS }, () => {
      const person = server.person();
      return { chat: server.private(person), person, ...nothingAsked(PAUSE.private) };
    }),
  ];
  let asked = 0;
  let isAsking = true;
  let lines: string[] = [];

  /** Questions of a chat that nothing replies to yet, not even a notice. */
  const openIn = ({ chat, texts }: Asking) =>
    texts.length -
    new Set(server.sent(chat.id).flatMap(({ reply_to_message: to }) => to?.message_id ?? [])).size;

  async function keepAsking(): Promise<void> {
    while (isAsking) {
      const now = performance.now();
      for (const one of chats) {
        if (now < one.nextAt || openIn(one) >= MOST_OPEN) continue;
        one.nextAt = now + one.pause * (1 + random.below(100) / 100);
        const text = `第${++asked}问是什么？`;
        one.texts.push(text);
        // In a group everybody asks once.
        if (one.person === undefined)
          server.say(one.chat, server.person(), `@${server.bot.username} ${text}`);
        else server.say(one.chat, one.person, text);
      }
      await delay(10);
    }
  }

  function start(): { child: ChildProcess; up: Promise<void> } {
    const args = [script, statePath, server.token, server.apiRoot, String(FACTOR)];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    const up = new Promise<void>((resolve) => {
      if (child.stdout === null) return;
      createInterface(child.stdout).on('line', (line) => {
        if (line === 'up') resolve();
        else lines.push(line);
      });
    });
    return { child, up };
  }

  const total = () => chats.reduce((sum, { chat }) => sum + server.sent(chat.id).length, 0);
  async function moment(round: number, up: Promise<void>, exit: Promise<unknown>): Promise<void> {
    if (round % 3 === 0) return void (await delay(random.below(400)));
    await Promise.race([up, exit]);
    if (round % 3 === 1) return void (await delay(random.below(300)));
    const until = total() + 1 + random.below(6);
    await server.waitFor('a message', () => total() >= until, 2_000).catch(() => undefined);
  }

  const questions = keepAsking();
  try {
    for (let round = 0; round < rounds; round++) {
      const { child, up } = start();
      const exit = once(child, 'exit');
      await moment(round, up, exit);
      child.kill('SIGKILL');
      expect(await exit, `${where}, round ${round}: ${lines.join(' ')}`).toEqual([null, 'SIGKILL']);
    }
    isAsking = false;
    await questions;
    const givenUp = lines.filter((line) => line.startsWith('telegram-update-given-up'));
    expect(givenUp, where).toEqual([]);

    lines = [];
    const last = start();
    await last.up;
    for (let tries = 0; tries < 600 && !isAllAnswered(); tries++) await delay(100);
    const exit = once(last.child, 'exit');
    last.child.kill('SIGTERM');
    expect(await exit).toEqual([0, null]);
    expect(server.violations, where).toEqual([]);

    const store = createStore(statePath);
    expect(store.inbox(SURFACE).pending(), where).toEqual([]);
    store.close();
    return { kills: rounds, questions: asked, repeats: repeatsIn() };
  } finally {
    isAsking = false;
    await server.close();
  }

  function isAllAnswered(): boolean {
    const delivered = deliveredBy(server);
    return chats.every(({ chat, texts }) => {
      const last = texts.at(-1);
      return last === undefined || delivered.get(chat.id)?.at(-1)?.text === partsOf(last).at(-1);
    });
  }

  /**
   * Each chat got every part of every answer, in order; a part again only as the first that a run sends to the chat,
   * which may not have known that it was sent.
   */
  function repeatsIn(): number {
    const delivered = deliveredBy(server);
    // The first call of every run; what a killed one had still sent is read before it.
    const starts = server.calls.flatMap(({ method, at }) => (method === 'getMe' ? [at] : []));
    const runOf = (at: number) => starts.filter((start) => start <= at).length;
    let repeats = 0;
    for (const { chat, texts } of chats) {
      const about = `${where}, chat ${chat.id}`;
      const got = (delivered.get(chat.id) ?? []).map(({ text, at }) => ({ text, run: runOf(at) }));
      const isRepeat = (_: unknown, at: number) => got[at]?.text === got[at - 1]?.text;
      expect(
        got.filter((_, at) => !isRepeat(_, at)).map(({ text }) => text),
        about,
      ).toEqual(texts.flatMap(partsOf));
      for (const [at, { text, run }] of got.entries()) {
        if (!isRepeat(text, at)) continue;
        repeats++;
        expect(run, `${about}: ${text}`).toBeGreaterThan(got[at - 1]?.run ?? run);
      }
    }
    return repeats;
  }
}

/** The messages that answer a question. */
function partsOf(text: string): string[] {
  return renderAnswer(answerTo(text)).map(({ html }) => html);
}
