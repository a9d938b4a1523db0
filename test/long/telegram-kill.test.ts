import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleBot, CHATS, type KillReport, killBotRounds } from '../faults/telegram-rounds.ts';

/** Bots side by side, each with a server, chats and a state of its own. */
const BOTS = 3;
const ROUNDS = 1_000;

let folder: string;
let script: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mingbai-bot-kill-'));
  script = await bundleBot();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test(`of ${ROUNDS} kill -9 over inbox and outbox no question is lost, and none is answered twice save the one in flight`, async () => {
  const seed = Date.now() % 1_000_000;
  const bots = Array.from({ length: BOTS }, (_, nth) =>
    killBotRounds(script, folder, Math.ceil(ROUNDS / BOTS), seed + nth),
  );
  // One that fails leaves the others their folder.
  await Promise.allSettled(bots);
  const reports = await Promise.all(bots);
  const sum = (of: (report: KillReport) => number) =>
    reports.reduce((total, report) => total + of(report), 0);
  const [kills, questions, repeats] = [
    sum((one) => one.kills),
    sum((one) => one.questions),
    sum((one) => one.repeats),
  ];
  process.stdout.write(
    `${kills} kills, ${questions} questions; ${(repeats / kills / CHATS).toFixed(2)} messages twice for each kill and chat\n`,
  );
  expect(kills).toBeGreaterThanOrEqual(ROUNDS);
  // The kills hit work, and not an idle bot.
  expect(questions).toBeGreaterThan(ROUNDS / 4);
});
