import type { Update } from 'telegraf/types';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { type Burst, createInbox } from '../../../src/chat/delivery/inbox.ts';
import type { InboxStore, Store } from '../../../src/core/ports.ts';
import { createStore } from '../../../src/state/store.ts';
import { UPDATES } from '../../../src/telegram/delivery/updates.ts';
import { SURFACE } from '../../../src/telegram/ids.ts';
import { createTestClock } from '../../fakes/clock.ts';

interface Said {
  readonly text?: string;
  readonly from?: number;
  readonly topic?: number;
}

/** A message of somebody in the chat: each of another member, unless `from` says whose it is. */
const update = (id: number, chat: number, { text = '低保', from = 10_000 + id, topic }: Said = {}) =>
  ({
    update_id: id,
    message: {
      message_id: id,
      date: 1_700_000_000,
      chat: { id: chat, type: 'supergroup' },
      from: { id: from, is_bot: false },
      text,
      ...(topic === undefined ? {} : { is_topic_message: true, message_thread_id: topic }),
    },
  }) as unknown as Update;

const press = (id: number, chat: number) =>
  ({
    update_id: id,
    callback_query: {
      id: String(id),
      data: 'd',
      from: { id: 1 },
      message: { message_id: 1, chat: { id: chat } },
    },
  }) as unknown as Update;

interface Work {
  readonly ids: readonly number[];
  readonly texts: readonly string[];
  readonly others: readonly string[];
  readonly attempts: number;
  finish(): void;
  fail(error: Error): void;
}

/** Messages that end with `…` are waited for; every other one is taken up at once. */
function setUp(
  store: Store = createStore(':memory:'),
  kept: InboxStore = store.inbox(SURFACE),
  onBurst: (burst: Burst<Update>) => void = () => undefined,
) {
  const clock = createTestClock();
  const working: Work[] = [];
  const finished: number[] = [];
  const logged: string[] = [];
  const told: number[] = [];
  const settled: number[] = [];
  const inbox = createInbox({
    surface: SURFACE,
    store: kept,
    form: UPDATES,
    clock,
    handle: (burst) =>
      new Promise<void>((resolve, reject) => {
        const { updates, kept, others } = burst;
        onBurst(burst);
        const ids = updates.map(({ update_id }) => update_id);
        working.push({
          ids,
          texts: updates.map((one) => ('message' in one && 'text' in one.message ? one.message.text : '')),
          others,
          attempts: kept.attempts,
          finish: () => {
            finished.push(...ids);
            resolve();
          },
          fail: reject,
        });
      }),
    patience: (one) =>
      'message' in one && 'text' in one.message && one.message.text.endsWith('…') ? 2_000 : 0,
    onKept: ({ update_id }) => told.push(update_id),
    onSettled: (ids) => settled.push(...ids.map(Number)),
    log: (_, event) => logged.push(event),
    describe: String,
    passes: (thrown) => thrown instanceof Error && thrown.message === 'network',
  });
  const workOn = (...ids: readonly number[]) => {
    const at = working.findIndex((work) => work.ids.join() === ids.join());
    if (at < 0) throw new Error(`nobody works on ${ids}`);
    return working.splice(at, 1)[0]!;
  };
  /** The ids of each burst at work; a burst of one as the id itself. */
  const atWork = () => working.map(({ ids }) => (ids.length === 1 ? ids[0] : ids));
  return { store, clock, inbox, working: atWork, workOn, finished, logged, told, settled };
}

const pendingIn = (store: Store) =>
  store
    .inbox(SURFACE)
    .pending()
    .map(({ id }) => Number(id));

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
    const { inbox, clock, working, workOn, finished, told } = setUp();
    inbox.accept([update(1, -1), update(1, -1)]);
    inbox.accept([update(1, -1)]);
    await clock.advance(0);
    workOn(1).finish();
    await clock.advance(0);
    inbox.accept([update(1, -1)]);
    await clock.advance(0);
    expect(working()).toEqual([]);
    expect(finished).toEqual([1]);
    expect(told).toEqual([1]);
  });

  test('a later update with a smaller id is not lost', async () => {
    const { inbox, clock, working } = setUp();
    inbox.accept([update(900, -1)]);
    inbox.accept([update(5, -2)]);
    await clock.advance(0);
    expect(working()).toEqual([900, 5]);
  });

  test('an update that could not be kept is not taken', async () => {
    const { inbox, clock, store, working, told } = setUp();
    store.close();
    expect(() => inbox.accept([update(1, -1)])).toThrow();
    await clock.advance(0);
    expect(working()).toEqual([]);
    expect(told).toEqual([]);
  });

  test('keeps no identity number, and what is handled has none', async () => {
    const { inbox, clock, store, workOn } = setUp();
    inbox.accept([update(1, -1, { text: '我是110101199003074514，低保多少' })]);
    expect(store.inbox(SURFACE).find('1')?.body).not.toContain('110101199003074514');
    await clock.advance(0);
    const [text = ''] = workOn(1).texts;
    expect(text).toMatch(/^我是█+，低保多少$/);
    expect(text).toHaveLength('我是110101199003074514，低保多少'.length);
  });

  test('a button press waits behind no answer, and presses of a chat keep their order', async () => {
    const { inbox, clock, store, working, workOn } = setUp();
    inbox.accept([update(1, -1), press(2, -1), press(3, -1)]);
    await clock.advance(0);
    expect(working()).toEqual([1, 2]);
    expect(store.inbox(SURFACE).find('2')?.chat).toBe('-1');
    workOn(2).finish();
    await clock.advance(0);
    expect(working()).toEqual([1, 3]);
  });

  test('what is done with is told of once: handled, given up, or settled by somebody else before its turn', async () => {
    const { inbox, clock, store, workOn, settled } = setUp();
    inbox.accept([update(1, -1), update(2, -1), update(3, -1)]);
    store.inbox(SURFACE).done('2', Date.now());
    for (let round = 0; round < 3; round++) {
      await clock.advance(31_000);
      expect(settled).toEqual([]);
      workOn(1).fail(new Error('a bug'));
    }
    await clock.advance(0);
    expect(settled).toEqual([1, 2]);
    workOn(3).finish();
    await clock.advance(0);
    expect(settled).toEqual([1, 2, 3]);
  });

  test('a fault of whoever is told of an update, or asked about it, does not lose it', async () => {
    const store = createStore(':memory:');
    const clock = createTestClock();
    const handled: number[] = [];
    const bug = () => {
      throw new Error('a bug');
    };
    const inbox = createInbox({
      surface: SURFACE,
      store: store.inbox(SURFACE),
      form: UPDATES,
      clock,
      handle: async ({ kept }) => void handled.push(Number(kept.id)),
      patience: bug,
      onKept: bug,
      onSettled: bug,
      log: () => undefined,
      describe: String,
      passes: () => false,
    });
    inbox.accept([update(1, -1), update(2, -2)]);
    await clock.advance(0);
    expect(handled).toEqual([1, 2]);
    expect(pendingIn(store)).toEqual([]);
  });
});

describe('an update that nothing can be made of', () => {
  test('is queued all the same, and those that came with it', async () => {
    const store = createStore(':memory:');
    const nonsense = [{ message: { text: '没有群' } }, { message: null }, { callback_query: null }, {}];
    const updates = nonsense.map((body, at) => ({ update_id: at + 1, ...body }) as never);
    const { inbox, clock, working } = setUp(store);
    inbox.accept([...updates, update(9, -1)]);
    await clock.advance(0);
    expect(working()).toContain(9);
    const next = setUp(store);
    next.inbox.resume();
    await next.clock.advance(0);
    expect(next.working()).toContain(9);
  });
});

describe('what a member writes in one breath', () => {
  const wang = { from: 1 };
  const li = { from: 2 };

  test('is one question when the first part waits for the second', async () => {
    const { inbox, clock, store, working, workOn } = setUp();
    inbox.accept([update(1, -1, { ...wang, text: '请教…' })]);
    await clock.advance(1_900);
    expect(working()).toEqual([]);
    inbox.accept([update(2, -1, { ...wang, text: '低保多少' })]);
    await clock.advance(0);
    expect(working()).toEqual([[1, 2]]);
    const work = workOn(1, 2);
    expect(work.texts).toEqual(['请教…', '低保多少']);
    expect(work.others).toEqual(['2']);
    work.finish();
    await clock.advance(0);
    expect(pendingIn(store)).toEqual([]);
  });

  test('is two questions when the second comes later', async () => {
    const { inbox, clock, working, workOn } = setUp();
    inbox.accept([update(1, -1, { ...wang, text: '一…' })]);
    await clock.advance(1_000);
    inbox.accept([update(2, -1, { ...wang, text: '二…' })]);
    await clock.advance(2_000);
    expect(working()).toEqual([[1, 2]]);
    await clock.advance(100);
    inbox.accept([update(3, -1, { ...wang, text: '三' })]);
    workOn(1, 2).finish();
    await clock.advance(0);
    expect(working()).toEqual([3]);
  });

  test('is kept apart by member and by topic', async () => {
    const { inbox, clock, working, workOn } = setUp();
    inbox.accept([
      update(1, -1, wang),
      update(2, -1, li),
      update(3, -1, { ...wang, topic: 5 }),
      update(4, -1, { ...wang, topic: 6 }),
    ]);
    for (const id of [1, 2, 3, 4]) {
      await clock.advance(0);
      expect(working()).toEqual([id]);
      workOn(id).finish();
    }
  });

  test('does not hold up others while it waits', async () => {
    const { inbox, clock, working, workOn } = setUp();
    inbox.accept([update(1, -1, { ...wang, text: '请教…' }), update(2, -1, li)]);
    await clock.advance(0);
    expect(working()).toEqual([2]);
    workOn(2).finish();
    await clock.advance(2_000);
    expect(working()).toEqual([1]);
  });

  test('never takes in a command', async () => {
    const { inbox, clock, working, workOn } = setUp();
    inbox.accept([
      update(1, -1, { ...wang, text: '请教…' }),
      update(2, -1, { ...wang, text: '/region 蓬安…' }),
      update(3, -1, wang),
    ]);
    for (const id of [1, 2, 3]) {
      await clock.advance(0);
      expect(working()).toEqual([id]);
      workOn(id).finish();
    }
  });

  test('is told to be cut where a part of it was settled before its turn', async () => {
    const cut: (readonly [string, boolean])[] = [];
    const store = createStore(':memory:');
    const { inbox, clock, working, workOn } = setUp(store, undefined, ({ kept, isCut }) => {
      cut.push([kept.id, isCut]);
    });
    inbox.accept([update(1, -1), update(2, -1, wang), update(3, -1, wang)]);
    await clock.advance(0);
    store.inbox(SURFACE).done('3', Date.now());
    workOn(1).finish();
    await clock.advance(0);
    expect(working()).toEqual([2]);
    expect(cut).toEqual([
      ['1', false],
      ['2', true],
    ]);
  });

  test('is tried again as a whole', async () => {
    const { inbox, clock, working, workOn, logged } = setUp();
    inbox.accept([update(1, -1, wang), update(2, -1, wang)]);
    await clock.advance(0);
    workOn(1, 2).fail(new Error('network'));
    await clock.advance(31_000);
    expect(working()).toEqual([[1, 2]]);
    expect(logged).toEqual(['telegram-update-retried']);
  });
});

describe('after a restart', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  test('what was unfinished is taken up, in order, before anything new', async () => {
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

  test('a burst is the same burst, and is answered once', async () => {
    const first = setUp();
    first.inbox.accept([update(1, -1, { from: 1 }), update(2, -1, { from: 1 }), update(3, -1, { from: 2 })]);
    await first.clock.advance(0);
    expect(first.working()).toEqual([[1, 2]]);

    const second = setUp(first.store);
    second.inbox.resume();
    await second.clock.advance(0);
    const work = second.workOn(1, 2);
    expect(work.attempts).toBe(2);
    second.store.inbox(SURFACE).keepReply('1', ['答复'], work.others, Date.now());
    expect(pendingIn(first.store)).toEqual([1, 3]);

    const third = setUp(first.store);
    third.inbox.resume();
    await third.clock.advance(0);
    expect(third.working()).toEqual([1]);
    third.workOn(1).finish();
    await third.clock.advance(0);
    expect(third.working()).toEqual([3]);
    third.workOn(3).finish();
    await third.clock.advance(0);
    expect(pendingIn(first.store)).toEqual([]);
  });

  test('a message that has its reply takes in no later one', async () => {
    const first = setUp();
    first.inbox.accept([update(1, -1, { from: 1 })]);
    first.store.inbox(SURFACE).keepReply('1', ['答复'], [], Date.now());
    first.inbox.accept([update(2, -1, { from: 1 })]);

    const second = setUp(first.store);
    second.inbox.resume();
    await second.clock.advance(0);
    expect(second.working()).toEqual([1]);
  });

  test('messages that came apart stay apart, also where the wall clock was set back', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const first = setUp();
    first.inbox.accept([update(1, -1, { from: 1 })]);
    vi.setSystemTime(Date.now() + 3_000);
    first.inbox.accept([update(2, -1, { from: 1 })]);
    const apart = setUp(first.store);
    apart.inbox.resume();
    await apart.clock.advance(0);
    expect(apart.working()).toEqual([1]);

    vi.setSystemTime(Date.now() - 3_600_000);
    first.inbox.accept([update(3, -1)]);
    const later = setUp(first.store);
    later.inbox.resume();
    await later.clock.advance(0);
    expect(pendingIn(first.store)).toEqual([1, 2, 3]);
    expect(later.working()).toEqual([1]);
  });

  test('the rest of a message is still waited for', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const first = setUp();
    first.inbox.accept([update(1, -1, { from: 1, text: '请教…' })]);
    await first.inbox.close();
    vi.setSystemTime(Date.now() + 1_500);

    const second = setUp(first.store);
    second.inbox.resume();
    await second.clock.advance(400);
    expect(second.working()).toEqual([]);
    second.inbox.accept([update(2, -1, { from: 1 })]);
    await second.clock.advance(0);
    expect(second.working()).toEqual([[1, 2]]);
  });
});

describe('a fault', () => {
  test('that passes is waited out, and the order kept', async () => {
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

  test('that comes each time gives the update up, and the next one has its turn', async () => {
    const { inbox, clock, working, workOn, store, logged } = setUp();
    inbox.accept([update(1, -1), update(2, -1)]);
    for (let round = 0; round < 3; round++) {
      await clock.advance(31_000);
      workOn(1).fail(new Error('a bug'));
    }
    await clock.advance(0);
    expect(working()).toEqual([2]);
    expect(pendingIn(store)).toEqual([2]);
    expect(logged).toContain('telegram-update-given-up');
  });

  test('that kills the process again and again gives the update up', async () => {
    const store = createStore(':memory:');
    setUp(store).inbox.accept([update(1, -1)]);
    let runs = 1;
    for (; pendingIn(store).length > 0 && runs < 20; runs++) {
      const run = setUp(store);
      run.inbox.resume();
      await run.clock.advance(0);
      expect(run.settled).toEqual(pendingIn(store).length > 0 ? [] : [1]);
    }
    expect(runs).toBe(11);
  });

  test('that ends the process while a decided reply waits loses it in no number of runs', async () => {
    const store = createStore(':memory:');
    setUp(store).inbox.accept([update(1, -1)]);
    store.inbox(SURFACE).keepReply('1', ['答'], [], 0);
    for (let runs = 0; runs < 30; runs++) {
      const { inbox, clock, working } = setUp(store);
      inbox.resume();
      await clock.advance(0);
      expect(working()).toEqual([1]);
    }
  });

  test('of the store is waited out: nothing more is taken up until what was done can be recorded', async () => {
    const real = createStore(':memory:');
    let isFull = false;
    const done: InboxStore['done'] = (id, now) => {
      if (isFull) throw new Error('database or disk is full');
      real.inbox(SURFACE).done(id, now);
    };
    const { inbox, clock, working, workOn, logged } = setUp(real, { ...real.inbox(SURFACE), done });
    inbox.accept([update(1, -1), update(2, -1)]);
    await clock.advance(0);
    isFull = true;
    for (let round = 0; round < 6; round++) {
      if (working().length > 0) workOn(1).finish();
      await clock.advance(31_000);
    }
    expect(pendingIn(real)).toEqual([1, 2]);
    expect(logged).toContain('telegram-queue-waits');
    isFull = false;
    for (let round = 0; round < 2 && !working().includes(2); round++) {
      if (working().includes(1)) workOn(1).finish();
      await clock.advance(31_000);
    }
    expect(working()).toEqual([2]);
    expect(pendingIn(real)).toEqual([2]);
  });
});

describe('closing', () => {
  test('waits for the work at hand and leaves the rest', async () => {
    const { inbox, clock, workOn, store } = setUp();
    inbox.accept([update(1, -1), update(2, -1)]);
    await clock.advance(0);
    const closed = inbox.close();
    workOn(1).finish();
    await closed;
    expect(pendingIn(store)).toEqual([2]);
  });

  test('does not wait for more of a member, whose message stays for the next start', async () => {
    const { inbox, clock, working, store } = setUp();
    inbox.accept([update(1, -1, { text: '请教…' })]);
    await clock.advance(0);
    await inbox.close();
    expect(working()).toEqual([]);
    expect(pendingIn(store)).toEqual([1]);
  });
});
