import { describe, expect, test } from 'vitest';
import { createQuota } from '../../src/chat/quota.ts';
import { createTestClock } from '../fakes/clock.ts';

const GROUP = 'group';
const PRIVATE = 'private';
const by = (member: number, chat: string = GROUP) => ({
  ...{ surface: 'telegram', chat, member: String(member), isGroup: chat !== PRIVATE },
});

describe('the quota', () => {
  test('lets a member ask six times a minute, over all chats, and again as the minute passes', async () => {
    const clock = createTestClock();
    const quota = createQuota({ clock });
    for (let at = 0; at < 6; at++) {
      expect(quota.take(by(11, at % 2 === 0 ? GROUP : PRIVATE))).toBe('ok');
      await clock.advance(1_000);
    }
    expect(quota.take(by(11, 'other'))).toBe('member');
    await clock.advance(54_000);
    expect(quota.take(by(11))).toBe('ok');
    expect(quota.take(by(11))).toBe('member');
  });

  test('lets a group ask as much as it likes, whoever asks', () => {
    const quota = createQuota({ clock: createTestClock() });
    for (let member = 1; member <= 100; member++) expect(quota.take(by(member))).toBe('ok');
  });

  test('says nothing unasked in a group where twelve were answered in the minute', async () => {
    const clock = createTestClock();
    const quota = createQuota({ clock });
    for (let member = 1; member <= 11; member++) expect(quota.take(by(member))).toBe('ok');
    expect(quota.take(by(12), 'unasked')).toBe('ok');
    expect(quota.take(by(13), 'unasked')).toBe('group');
    expect(quota.take(by(13, 'other'), 'unasked')).toBe('ok');
    await clock.advance(60_000);
    expect(quota.take(by(14), 'unasked')).toBe('ok');
  });

  test('counts commands apart from questions, of a member and of a group', () => {
    const quota = createQuota({ clock: createTestClock(), aMinute: { member: 1, group: 2 } });
    expect(quota.take(by(1))).toBe('ok');
    expect(quota.take(by(1), 'command')).toBe('ok');
    expect(quota.take(by(1))).toBe('member');
    expect(quota.take(by(1), 'command')).toBe('member');
    expect(quota.take(by(2), 'command')).toBe('ok');
    expect(quota.take(by(3), 'command')).toBe('group');
    expect(quota.take(by(3))).toBe('ok');
  });

  test('is told of a limit of the whole chat once a minute, to all of it or to each who is told alone', () => {
    const quota = createQuota({ clock: createTestClock() });
    expect([1, 2].map((member) => quota.tells(by(member), 'full'))).toEqual([true, false]);
    expect([1, 2, 2].map((member) => quota.tells(by(member), 'full', 'member'))).toEqual([true, true, false]);
    expect([1, 2].map((member) => quota.tells(by(member), 'member'))).toEqual([true, true]);
  });

  test('counts a question by when it came, however long it waited for its turn', async () => {
    const clock = createTestClock();
    const quota = createQuota({ clock });
    const came = clock.now();
    for (let at = 0; at < 6; at++) {
      expect(quota.take(by(1), 'question', came + at)).toBe('ok');
      await clock.advance(30_000);
    }
    expect(quota.take(by(1), 'question', came + 6)).toBe('member');
    expect(quota.take(by(1), 'question', came + 70_000)).toBe('ok');
  });

  test('counts nothing that it refused', async () => {
    const clock = createTestClock();
    const quota = createQuota({ clock, aMinute: { member: 1, group: 5 } });
    expect(quota.take(by(1))).toBe('ok');
    await clock.advance(59_000);
    expect(quota.take(by(1))).toBe('member');
    await clock.advance(1_000);
    expect(quota.take(by(1))).toBe('ok');
  });

  test('has the limit told once a minute to each member, and once to the group', async () => {
    const clock = createTestClock();
    const quota = createQuota({ clock });
    expect([quota.tells(by(1), 'member'), quota.tells(by(1), 'member')]).toEqual([true, false]);
    expect(quota.tells(by(2), 'member')).toBe(true);
    expect([quota.tells(by(1), 'group'), quota.tells(by(2), 'group')]).toEqual([true, false]);
    await clock.advance(60_000);
    expect(quota.tells(by(1), 'member')).toBe(true);
  });
});
