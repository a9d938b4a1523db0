import { TelegramError } from 'telegraf';
import { describe, expect, test } from 'vitest';
import type { BotApi } from '../../../src/telegram/api.ts';
import { createStanding } from '../../../src/telegram/outbox/standing.ts';
import { createTestClock } from '../../fakes/clock.ts';

const GROUP = -1001;

function scene(answers: readonly (string | TelegramError)[], self: number | null = 1) {
  const clock = createTestClock();
  const asked: object[] = [];
  const call = (async (_: string, payload: object) => {
    const answer = answers[asked.push(payload) - 1];
    if (typeof answer !== 'string') throw answer;
    return { status: answer };
  }) as unknown as BotApi['call'];
  const api = { call, describe: String };
  const standing = createStanding({ api, clock, log: () => undefined, self: () => self ?? undefined });
  return { clock, asked, standing };
}

describe('whether the bot is an administrator', () => {
  test('is asked once for each group, and remembered', async () => {
    const { asked, standing } = scene(['administrator', 'member']);
    expect(standing.isKnownAdmin(GROUP)).toBe(false);
    expect(await Promise.all([standing.isAdmin(GROUP), standing.isAdmin(GROUP)])).toEqual([true, true]);
    expect(await standing.isAdmin(-2)).toBe(false);
    expect(await standing.isAdmin(GROUP)).toBe(true);
    expect(standing.isKnownAdmin(GROUP)).toBe(true);
    expect(asked).toEqual([
      { chat_id: GROUP, user_id: 1 },
      { chat_id: -2, user_id: 1 },
    ]);
  });

  test('is what Telegram told last of its own accord, without asking', async () => {
    const { asked, standing } = scene([]);
    standing.told(GROUP, true);
    expect(await standing.isAdmin(GROUP)).toBe(true);
    standing.told(GROUP, false);
    expect(await standing.isAdmin(GROUP)).toBe(false);
    expect(asked).toEqual([]);
  });

  test('is taken for untrue where Telegram does not tell, and asked again after a minute', async () => {
    const { asked, clock, standing } = scene([
      new TelegramError({ error_code: 400, description: 'Bad Request: member list is inaccessible' }),
      'administrator',
    ]);
    expect(await standing.isAdmin(GROUP)).toBe(false);
    expect(await standing.isAdmin(GROUP)).toBe(false);
    expect(asked).toHaveLength(1);
    await clock.advance(60_000);
    expect(await standing.isAdmin(GROUP)).toBe(true);
  });

  test('is not asked before the bot knows who it is', async () => {
    const { asked, standing } = scene(['administrator'], null);
    expect(await standing.isAdmin(GROUP)).toBe(false);
    expect(asked).toEqual([]);
  });
});
