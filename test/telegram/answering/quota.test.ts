import { describe, expect, test } from 'vitest';
import { createQuota } from '../../../src/telegram/answering/quota.ts';
import { createTestClock } from '../../fakes/clock.ts';

const GROUP = -100;
const PRIVATE = 11;

describe('the quota', () => {
  test('lets a member ask six times a minute, over all chats, and again as the minute passes', async () => {
    const clock = createTestClock();
    const quota = createQuota({ clock });
    for (let at = 0; at < 6; at++) {
      expect(quota.take(at % 2 === 0 ? GROUP : PRIVATE, PRIVATE)).toBe('ok');
      await clock.advance(1_000);
    }
    expect(quota.take(-200, PRIVATE)).toBe('member');
    await clock.advance(54_000);
    expect(quota.take(GROUP, PRIVATE)).toBe('ok');
    expect(quota.take(GROUP, PRIVATE)).toBe('member');
  });

  test('lets a group ask twelve times a minute, whoever asks, and other groups all the same', () => {
    const quota = createQuota({ clock: createTestClock() });
    for (let member = 1; member <= 12; member++) expect(quota.take(GROUP, member)).toBe('ok');
    expect(quota.take(GROUP, 13)).toBe('group');
    expect(quota.take(-200, 13)).toBe('ok');
  });

  test('counts commands apart from questions, of a member and of a group', () => {
    const quota = createQuota({ clock: createTestClock(), aMinute: { member: 1, group: 2 } });
    expect(quota.take(GROUP, 1)).toBe('ok');
    expect(quota.take(GROUP, 1, 'command')).toBe('ok');
    expect(quota.take(GROUP, 1)).toBe('member');
    expect(quota.take(GROUP, 1, 'command')).toBe('member');
    expect(quota.take(GROUP, 2)).toBe('ok');
    expect(quota.take(GROUP, 3)).toBe('group');
    expect(quota.take(GROUP, 3, 'command')).toBe('ok');
  });

  test('counts nothing that it refused', async () => {
    const clock = createTestClock();
    const quota = createQuota({ clock, aMinute: { member: 1, group: 5 } });
    expect(quota.take(GROUP, 1)).toBe('ok');
    await clock.advance(59_000);
    expect(quota.take(GROUP, 1)).toBe('member');
    await clock.advance(1_000);
    expect(quota.take(GROUP, 1)).toBe('ok');
  });

  test('has the limit told once a minute to each member, and once to the group', async () => {
    const clock = createTestClock();
    const quota = createQuota({ clock });
    expect([quota.tells(GROUP, 1, 'member'), quota.tells(GROUP, 1, 'member')]).toEqual([true, false]);
    expect(quota.tells(GROUP, 2, 'member')).toBe(true);
    expect([quota.tells(GROUP, 1, 'group'), quota.tells(GROUP, 2, 'group')]).toEqual([true, false]);
    await clock.advance(60_000);
    expect(quota.tells(GROUP, 1, 'member')).toBe(true);
  });
});
