import type { Update } from 'telegraf/types';
import { describe, expect, test } from 'vitest';
import type { Store } from '../../src/core/ports.ts';
import { createStore } from '../../src/state/store.ts';
import { createInbox } from '../../src/telegram/inbox.ts';
import { createTestClock } from '../fakes/clock.ts';

const update = (id: number, chat: number) =>
  ({ update_id: id, message: { message_id: id, date: 1, chat: { id: chat } } }) as unknown as Update;

interface Work {
  readonly id: number;
  finish(): void;
  fail(error: Error): void;
}

function setUp(store: Store = createStore(':memory:')) {
  const clock = createTestClock();
  const working: Work[] = [];
  const finished: number[] = [];
  const logged: string[] = [];
  const inbox = createInbox({
    store,
    clock,
    handle: ({ update_id: id }) =>
      new Promise<void>((resolve, reject) => {
        working.push({
          id,
          finish: () => {
            finished.push(id);
            resolve();
          },
          fail: reject,
        });
      }),
    log: (_, event) => logged.push(event),
    describe: String,
    passes: (thrown) => thrown instanceof Error && thrown.message === 'network',
  });
  const workOn = (id: number) => {
    const at = working.findIndex((work) => work.id === id);
    if (at < 0) throw new Error(`nobody works on ${id}`);
    return working.splice(at, 1)[0]!;
  };
  return { store, clock, inbox, working: () => working.map(({ id }) => id), workOn, finished, logged };
}

describe('the queue of updates', () => {
  test('works in order within a chat, and on all chats at once', async () => {
    const { inbox, clock, working, workOn } = setUp();
    inbox.accept([update(1, -1), update(2, -1), update(3, -2)]);
    await clock.advance(0);
    expect(working()).toEqual([1, 3]);
    workOn(1).finish();
    await clock.advance(0);
    expect(working()).toEqual([3, 2]);
  });

  test('takes an update once, however often it is delivered', async () => {
    const { inbox, clock, working, workOn, finished } = setUp();
    inbox.accept([update(1, -1), update(1, -1)]);
    inbox.accept([update(1, -1)]);
    await clock.advance(0);
    workOn(1).finish();
    await clock.advance(0);
    inbox.accept([update(1, -1)]);
    await clock.advance(0);
    expect(working()).toEqual([]);
    expect(finished).toEqual([1]);
  });

  test('a later update with a smaller id is not lost', async () => {
    const { inbox, clock, working } = setUp();
    inbox.accept([update(900, -1)]);
    inbox.accept([update(5, -2)]);
    await clock.advance(0);
    expect(working()).toEqual([900, 5]);
  });

  test('an update that could not be kept is not taken', () => {
    const { inbox, store, working } = setUp();
    store.close();
    expect(() => inbox.accept([update(1, -1)])).toThrow();
    expect(working()).toEqual([]);
  });

  test('what was unfinished is taken up by the next run, in order, before anything new', async () => {
    const first = setUp();
    first.inbox.accept([update(1, -1), update(2, -1), update(3, -2)]);
    await first.clock.advance(0);
    first.workOn(3).finish();
    await first.clock.advance(0);

    const second = setUp(first.store);
    second.inbox.resume();
    second.inbox.accept([update(4, -1), update(2, -1)]);
    for (const id of [1, 2, 4]) {
      await second.clock.advance(0);
      expect(second.working()).toEqual([id]);
      second.workOn(id).finish();
    }
  });

  test('a fault that passes is waited out, and the order kept', async () => {
    const { inbox, clock, working, workOn } = setUp();
    inbox.accept([update(1, -1), update(2, -1)]);
    for (let round = 0; round < 20; round++) {
      await clock.advance(31_000);
      expect(working()).toEqual([1]);
      workOn(1).fail(new Error('network'));
    }
    await clock.advance(31_000);
    workOn(1).finish();
    await clock.advance(0);
    expect(working()).toEqual([2]);
  });

  test('an update that fails each time is given up, and the next one has its turn', async () => {
    const { inbox, clock, working, workOn, store, logged } = setUp();
    inbox.accept([update(1, -1), update(2, -1)]);
    for (let round = 0; round < 3; round++) {
      await clock.advance(31_000);
      workOn(1).fail(new Error('a bug'));
    }
    await clock.advance(0);
    expect(working()).toEqual([2]);
    expect(store.inbox.pending().map(({ id }) => id)).toEqual([2]);
    expect(logged).toContain('telegram-update-given-up');
  });

  test('an update that kills the process again and again is given up', async () => {
    const store = createStore(':memory:');
    setUp(store).inbox.accept([update(1, -1)]);
    let runs = 1;
    for (; store.inbox.pending().length > 0 && runs < 20; runs++) {
      const run = setUp(store);
      run.inbox.resume();
      await run.clock.advance(0);
    }
    expect(runs).toBe(6);
  });

  test('closing waits for the work at hand and leaves the rest', async () => {
    const { inbox, clock, workOn, store } = setUp();
    inbox.accept([update(1, -1), update(2, -1)]);
    await clock.advance(0);
    const closed = inbox.close();
    workOn(1).finish();
    await closed;
    expect(store.inbox.pending().map(({ id }) => id)).toEqual([2]);
  });
});
