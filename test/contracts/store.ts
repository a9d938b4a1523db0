import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Store } from '../../src/core/ports.ts';

const HOUR = 3_600_000;
const update = (id: number, chat: number | null = -1) => ({ id, chat, body: `{"update_id":${id}}` });

/** What every `Store` promises. `open` gives an empty one; what outlives a process is tested with the real file. */
export function storeContract(name: string, open: () => Store): void {
  describe(`${name} as a store`, () => {
    let store: Store;
    beforeEach(() => {
      store = open();
    });
    afterEach(() => store.close());
    const ids = () => store.inbox.pending().map(({ id }) => id);

    test('keeps updates in order of arrival, whatever their ids', () => {
      store.inbox.put([update(9), update(3)], 1);
      store.inbox.put([update(5)], 2);
      expect(ids()).toEqual([9, 3, 5]);
    });

    test('returns only the updates that are new', () => {
      expect(store.inbox.put([update(1), update(1), update(2)], 1).map(({ id }) => id)).toEqual([1, 2]);
      expect(store.inbox.put([update(2), update(3)], 2).map(({ id }) => id)).toEqual([3]);
      expect(ids()).toEqual([1, 2, 3]);
    });

    test('keeps body and chat as they were put, a missing chat included', () => {
      store.inbox.put(
        [{ id: 1, chat: -1_002_345_678_901, body: '{"text":"低保\\ud83d\\ude4f"}' }, update(2, null)],
        77,
      );
      expect(store.inbox.find(1)).toEqual({
        id: 1,
        chat: -1_002_345_678_901,
        body: '{"text":"低保\\ud83d\\ude4f"}',
        receivedAt: 77,
        attempts: 0,
        reply: null,
        sent: 0,
      });
      expect(store.inbox.find(2)?.chat).toBeNull();
      expect(store.inbox.find(3)).toBeUndefined();
    });

    test('counts attempts of what is unfinished', () => {
      store.inbox.put([update(1)], 1);
      expect([store.inbox.claim(1), store.inbox.claim(1), store.inbox.claim(2)]).toEqual([1, 2, 0]);
      store.inbox.done(1, 2);
      expect(store.inbox.claim(1)).toBe(0);
    });

    test('remembers a reply and how many of its parts are sent', () => {
      store.inbox.put([update(1)], 1);
      store.inbox.keepReply(1, ['甲', '乙']);
      store.inbox.partSent(1);
      expect(store.inbox.pending()[0]).toMatchObject({ reply: ['甲', '乙'], sent: 1 });
    });

    test('knows the id of a finished update for 24 hours, and no longer', () => {
      store.inbox.put([update(1)], 1);
      store.inbox.done(1, 1_000);
      store.forget(1_000 + 24 * HOUR);
      expect(store.inbox.put([update(1)], 2)).toEqual([]);
      store.forget(1_001 + 24 * HOUR);
      expect(store.inbox.put([update(1)], 3)).toHaveLength(1);
    });

    test('never forgets an unfinished update', () => {
      store.inbox.put([update(1)], 1);
      store.forget(1_000 * HOUR);
      expect(ids()).toEqual([1]);
    });

    test('finds a sent answer by its chat and message', () => {
      const answer = { chat: -1, messageId: 7, question: '低保标准', member: 5, sentAt: 10 };
      store.answers.record(answer);
      store.answers.record({ ...answer, chat: -2, member: null });
      expect(store.answers.find(-1, 7)).toEqual(answer);
      expect(store.answers.find(-2, 7)?.member).toBeNull();
      expect(store.answers.find(-1, 8)).toBeUndefined();
      store.forget(11 + 30 * 24 * HOUR);
      expect(store.answers.find(-1, 7)).toBeUndefined();
    });

    test('keeps the turns of members, chats and topics apart', () => {
      const at = { chat: -1, topic: 0, member: 5 };
      const said = (content: string) => [{ role: 'user' as const, content }];
      store.turns.add(at, said('一'), 10);
      store.turns.add({ ...at, member: 6 }, said('二'), 10);
      store.turns.add({ ...at, topic: 3 }, said('三'), 10);
      store.turns.add({ ...at, chat: -2 }, said('四'), 10);
      expect(store.turns.recent(at, 0, 9)).toEqual(said('一'));
    });

    test('gives the latest turns, oldest first, none from before `since`', () => {
      const at = { chat: -1, topic: 0, member: 5 };
      for (const [index, content] of ['一', '二', '三', '四'].entries()) {
        store.turns.add(at, [{ role: index % 2 === 0 ? 'user' : 'assistant', content }], index * 10);
      }
      const contents = (since: number, limit: number) =>
        store.turns.recent(at, since, limit).map(({ content }) => content);
      expect(contents(0, 2)).toEqual(['三', '四']);
      expect(contents(10, 9)).toEqual(['二', '三', '四']);
      store.forget(25 + HOUR);
      expect(contents(0, 9)).toEqual(['四']);
    });

    test('moves a chat with everything that belongs to it', () => {
      const at = { chat: -1, topic: 0, member: 5 };
      store.inbox.put([update(1)], 1);
      store.answers.record({ chat: -1, messageId: 7, question: '问', member: 5, sentAt: 1 });
      store.turns.add(at, [{ role: 'user', content: '问' }], 1);
      store.moveChat(-1, -100);
      expect(store.inbox.find(1)?.chat).toBe(-100);
      expect(store.answers.find(-100, 7)?.question).toBe('问');
      expect(store.turns.recent({ ...at, chat: -100 }, 0, 9)).toHaveLength(1);
      expect(store.turns.recent(at, 0, 9)).toEqual([]);
    });
  });
}
