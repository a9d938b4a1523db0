import { beforeEach, describe, expect, test } from 'vitest';
import type { Sender } from '../../../src/telegram/addressing.ts';
import { createAdmins, rules } from '../../../src/telegram/commands/admins.ts';
import { ADMIN, GROUP, MEMBER, person } from '../../chat/commands/scene.ts';
import { createDirectBotApi, type DirectBotApi } from '../../fakes/bot-api/direct.ts';
import { createTestClock, type TestClock } from '../../fakes/clock.ts';

let clock: TestClock;
let api: DirectBotApi;
let logged: string[];
let isAdmin: (chat: number, member: number) => Promise<boolean>;

beforeEach(() => {
  clock = createTestClock();
  api = createDirectBotApi(clock);
  logged = [];
  ({ isAdmin } = createAdmins({ api, clock, log: (_, event) => logged.push(event) }));
  api.promote(GROUP, ADMIN);
  api.promote(GROUP, MEMBER, 'member');
});

describe('a group is run', () => {
  test('by its creator and its administrators, and by no other rank', async () => {
    const ranks = ['creator', 'administrator', 'member', 'left', 'kicked'] as const;
    for (const [at, rank] of ranks.entries()) api.promote(GROUP, person(600 + at), rank);
    const told = await Promise.all(ranks.map((_, at) => isAdmin(GROUP, 600 + at)));
    expect(told).toEqual([true, true, false, false, false]);
  });

  test('by nobody of whom Telegram does not tell, which is logged', async () => {
    expect(await isAdmin(GROUP, 999)).toBe(false);
    api.fail(GROUP, 'network');
    expect(await isAdmin(GROUP, ADMIN.id)).toBe(false);
    api.fail(GROUP, { status: 403, description: 'Forbidden: bot was kicked from the supergroup chat' });
    expect(await isAdmin(GROUP, MEMBER.id)).toBe(false);
    expect(logged).toEqual(Array(3).fill('telegram-admin-unknown'));
  });
});

describe('Telegram is asked', () => {
  test('once a minute a member, however often and however many at once', async () => {
    expect(await Promise.all([isAdmin(GROUP, ADMIN.id), isAdmin(GROUP, ADMIN.id)])).toEqual([true, true]);
    await clock.advance(59_000);
    api.promote(GROUP, ADMIN, 'member');
    expect(await isAdmin(GROUP, ADMIN.id)).toBe(true);
    expect(api.calls).toHaveLength(1);
    await clock.advance(2_000);
    expect(await isAdmin(GROUP, ADMIN.id)).toBe(false);
    expect(api.calls).toHaveLength(2);
  });

  test('anew for another group', async () => {
    api.promote(-5, ADMIN, 'member');
    expect([await isAdmin(GROUP, ADMIN.id), await isAdmin(-5, ADMIN.id)]).toEqual([true, false]);
  });

  test('not at all for anybody before a retry_after is over', async () => {
    api.fail(GROUP, { status: 429, description: 'Too Many Requests', parameters: { retry_after: 300 } });
    expect(await isAdmin(GROUP, MEMBER.id)).toBe(false);
    await clock.advance(200_000);
    expect(await isAdmin(GROUP, ADMIN.id)).toBe(false);
    expect(api.calls).toHaveLength(1);
    await clock.advance(101_000);
    expect(await isAdmin(GROUP, ADMIN.id)).toBe(true);
    expect(api.violations).toEqual([]);
  });

  test('again for whom it was asked longest ago, once a thousand others were', async () => {
    await isAdmin(GROUP, ADMIN.id);
    for (let id = 10_000; id < 11_000; id++) await isAdmin(GROUP, id);
    const before = api.calls.length;
    await isAdmin(GROUP, 10_999);
    expect(api.calls).toHaveLength(before);
    await isAdmin(GROUP, ADMIN.id);
    expect(api.calls).toHaveLength(before + 1);
  });
});

describe('who decides for a chat', () => {
  const decides = (sender: Sender, more: { isPrivate?: boolean; isOperator?: boolean } = {}) =>
    rules({ isAdmin }, { chat: GROUP, isPrivate: false, isOperator: false, sender, ...more });

  test('in a group: administrators, operators and whoever is anonymous as the group', async () => {
    expect(await decides({ kind: 'member', id: ADMIN.id })).toBe(true);
    expect(await decides({ kind: 'member', id: MEMBER.id })).toBe(false);
    expect(await decides({ kind: 'member', id: MEMBER.id }, { isOperator: true })).toBe(true);
    expect(await decides({ kind: 'anonymous-admin' })).toBe(true);
  });

  test('never a channel or a bot', async () => {
    api.promote(GROUP, person(700));
    expect(await decides({ kind: 'channel', id: 700 }, { isOperator: true })).toBe(false);
    expect(await decides({ kind: 'bot', id: 700 }, { isOperator: true })).toBe(false);
  });

  test('in private everybody, and Telegram is not asked', async () => {
    expect(await decides({ kind: 'member', id: MEMBER.id }, { isPrivate: true })).toBe(true);
    expect(api.calls).toEqual([]);
  });
});
