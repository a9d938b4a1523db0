import { setMaxListeners } from 'node:events';
import { type Meter, silentMeter } from '../../core/ports/meter.ts';
import type { InboxStore, PendingUpdate } from '../../core/ports.ts';
import type { Log } from '../../log.ts';
import { maskPersonalDataDeep } from '../../personal-data.ts';
import type { Clock } from '../clock.ts';
import { type Arrival, type Bursts, createBursts } from './bursts.ts';

/** What the queue must know of an update of a surface. */
export interface UpdateForm<Update> {
  /** The surface's own id of it. */
  id(update: Update): string;
  /** The chat whose order it belongs to; null for an update without a chat. */
  chat(update: Update): string | null;
  /** The lane of the chat that it waits in: what has one of its own waits behind nothing else. Undefined: the chat's. */
  lane(update: Update): string | undefined;
  /** Who wrote it and when, and whether what was written may be part of a longer question. */
  authorship(update: Update): Pick<Arrival, 'sentAt' | 'author' | 'merges'>;
}

/** Updates that are taken up together: what one member wrote in one breath, else a single one. */
export interface Burst<Update> {
  /** At least one, oldest first. */
  readonly updates: readonly Update[];
  /** The first of them, as it is kept. */
  readonly kept: PendingUpdate;
  /** The ids of the others, for whoever keeps a reply to all of them. */
  readonly others: readonly string[];
  /** When the first of them came. Monotonic milliseconds. */
  readonly at: number;
  /** More was written with it, which was settled by somebody else before its turn. */
  readonly isCut: boolean;
}

export interface Inbox<Update> {
  /** Keeps the new updates durably, personal data masked, and queues them. Throws when they could not be kept. */
  accept(updates: readonly Update[]): void;
  /** Queues what an earlier run left unfinished. Called once, before the first `accept`. */
  resume(): void;
  /** Takes nothing up any more; resolves when what is being worked on is done. The rest waits for the next start. */
  close(): Promise<void>;
}

export interface InboxOptions<Update> {
  /** What log events are called after. */
  readonly surface: string;
  readonly store: InboxStore;
  readonly form: UpdateForm<Update>;
  /** Rejects when the burst should be taken up again later. */
  readonly handle: (burst: Burst<Update>) => Promise<void>;
  /** How long to wait for more of the same member before a new message is taken up. Milliseconds. */
  readonly patience: (update: Update) => number;
  /** Told of every new update once it is kept and queued, and of those of an earlier run without a reply. */
  readonly onKept?: (update: Update, from: 'now' | 'before') => void;
  /** Told of updates that are done with: handled, given up, or settled by somebody else before their turn. */
  readonly onSettled?: (ids: readonly string[]) => void;
  readonly clock: Clock;
  readonly log: Log;
  readonly meter?: Meter;
  readonly describe: (thrown: unknown) => string;
  /** True for a fault that ends by itself, a network that is down: tried again for as long as it takes. */
  readonly passes: (thrown: unknown) => boolean;
}

/**
 * Runs of the process in which an update without a reply is taken up: one that kills it must not do so for ever. So many
 * that one which was only being worked on when something else ended the process is not blamed.
 */
const MOST_RUNS = 10;
/** Tries within a run when the fault does not pass by itself. */
const MOST_TRIES = 3;
const RETRY_AFTER = 30_000;

/** What is taken up one after another. */
interface Lane {
  readonly bursts: Bursts;
  /** Aborted to look again at what is complete. */
  asleep?: AbortController;
}

/**
 * Works the updates off, burst by burst: in order within a chat, chats side by side, each until `handle` resolves.
 * Memory holds ids and times alone; what was written stays in the store until its turn.
 */
export function createInbox<Update>(options: InboxOptions<Update>): Inbox<Update> {
  const { surface, store, form, handle, clock, log, describe, passes, meter = silentMeter } = options;
  const lanes = new Map<string, Lane>();
  const running = new Set<Promise<void>>();
  const closing = new AbortController();
  // One listener for each wait, and many chats may wait.
  setMaxListeners(0, closing.signal);
  const arrivedAt = new Map<string, number>();
  let pending = 0;

  function enqueue({ id, chat }: PendingUpdate, update: Update, at: number, hasReply: boolean): void {
    const own = form.lane(update);
    const name = own === undefined ? String(chat) : `${chat} ${own}`;
    let lane = lanes.get(name);
    if (lane === undefined) {
      const started: Lane = { bursts: createBursts() };
      lanes.set(name, started);
      const run: Promise<void> = workOff(name, started).finally(() => running.delete(run));
      running.add(run);
      lane = started;
    }
    arrivedAt.set(id, at);
    lane.bursts.add({ id, at, ...joiningOf(update, hasReply) });
    lane.asleep?.abort();
  }

  /** An update that is kept must be queued, whatever is wrong with it. */
  function joiningOf(update: Update, hasReply: boolean): Omit<Arrival, 'id' | 'at'> {
    try {
      const authorship = form.authorship(update);
      // What has its reply is only sent; it answers nothing more.
      const merges = authorship.merges && !hasReply;
      return { ...authorship, merges, patience: merges ? options.patience(update) : 0 };
    } catch (thrown) {
      log('error', `${surface}-queue-fault`, { update: form.id(update), reason: describe(thrown) });
      return { sentAt: 0, author: undefined, merges: false, patience: 0 };
    }
  }

  async function workOff(name: string, lane: Lane): Promise<void> {
    // What arrives together is grouped before the first of it is taken up.
    await Promise.resolve();
    while (!closing.signal.aborted) {
      const now = clock.now();
      const ids = lane.bursts.take(now);
      if (ids !== undefined) {
        await finishOnceKept(name, ids);
        continue;
      }
      const due = lane.bursts.due();
      if (due === undefined) break;
      lane.asleep = new AbortController();
      await clock.sleep(due - now, lane.asleep.signal).catch(() => undefined);
    }
    lanes.delete(name);
  }

  async function finishOnceKept(lane: string, ids: readonly string[]): Promise<void> {
    while (!closing.signal.aborted) {
      try {
        await finish(ids);
        return;
      } catch (thrown) {
        if (closing.signal.aborted) return;
        // The store failed: nothing can be recorded, so nothing is taken up until it works again.
        log('error', `${surface}-queue-waits`, { lane, reason: describe(thrown) });
        await clock.sleep(RETRY_AFTER, closing.signal).catch(() => undefined);
      }
    }
  }

  async function finish(ids: readonly string[]): Promise<void> {
    const runs = Math.max(...ids.map((id) => store.claim(id)));
    for (let tries = 1; ; tries++) {
      // Read anew each time: a part of the reply may have been sent before the fault.
      const burst = burstOf(ids);
      if (burst === undefined) return settle(ids);
      // What has its reply was survived: it is only sent, and may wait through any number of restarts.
      if (runs > MOST_RUNS && burst.kept.reply === null) break;
      try {
        await handle(burst);
        return settle(ids);
      } catch (thrown) {
        closing.signal.throwIfAborted();
        log('warn', `${surface}-update-retried`, { update: ids[0], tries, reason: describe(thrown) });
        if (tries >= MOST_TRIES && !passes(thrown)) break;
        await clock.sleep(RETRY_AFTER, closing.signal);
      }
    }
    log('error', `${surface}-update-given-up`, { update: ids[0], runs });
    settle(ids);
    for (const _ of ids) meter.count('updates', { result: 'given-up' });
  }

  function burstOf(ids: readonly string[]): Burst<Update> | undefined {
    const rows = ids.map((id) => store.find(id)).filter((row) => row !== undefined);
    const [kept, ...others] = rows;
    if (kept === undefined) return undefined;
    return {
      updates: rows.map(({ body }) => JSON.parse(body) as Update),
      kept,
      others: others.map(({ id }) => id),
      at: arrivedAt.get(kept.id) ?? clock.now(),
      isCut: rows.length < ids.length,
    };
  }

  function settle(ids: readonly string[]): void {
    for (const id of ids) {
      store.done(id, Date.now());
      arrivedAt.delete(id);
    }
    count(-ids.length);
    tell(ids[0], () => options.onSettled?.(ids));
  }

  /** A fault of whoever is told is none of the queue. */
  function tell(id: string | undefined, told: () => void): void {
    try {
      told();
    } catch (thrown) {
      log('error', `${surface}-queue-fault`, { update: id, reason: describe(thrown) });
    }
  }

  function count(more: number): void {
    pending += more;
    meter.gauge('inbox_pending', pending);
  }

  return {
    accept(updates) {
      const masked = updates.map((update) => maskPersonalDataDeep(update) as Update);
      const byId = new Map(masked.map((update) => [form.id(update), update]));
      const added = store.put(
        masked.map((update) => ({
          id: form.id(update),
          chat: form.chat(update),
          body: JSON.stringify(update),
        })),
        Date.now(),
      );
      count(added.length);
      for (const _ of added) meter.count('updates', { result: 'taken' });
      for (const _ of updates.slice(added.length)) meter.count('updates', { result: 'repeated' });
      const now = clock.now();
      for (const kept of added) {
        const update = byId.get(kept.id);
        if (update !== undefined) enqueue(kept, update, now, false);
      }
      for (const { id } of added) {
        const update = byId.get(id);
        if (update !== undefined) tell(id, () => options.onKept?.(update, 'now'));
      }
    },
    resume() {
      const left = store.pending();
      if (left.length > 0) log('info', `${surface}-updates-resumed`, { count: left.length });
      count(left.length);
      const arrivals = arrivalTimes(left, clock.now());
      for (const [index, kept] of left.entries()) {
        const at = arrivals[index] ?? clock.now();
        const update = JSON.parse(kept.body) as Update;
        enqueue(kept, update, at, kept.reply !== null);
        if (kept.reply === null) tell(kept.id, () => options.onKept?.(update, 'before'));
      }
    },
    async close() {
      closing.abort();
      for (const { asleep } of lanes.values()) asleep?.abort();
      await Promise.allSettled(running);
    },
  };
}

/**
 * When updates of an earlier run arrived, as the monotonic clock would have it. Their distances count, not the wall
 * clock's time of day: it may have been set in between.
 */
function arrivalTimes(left: readonly PendingUpdate[], now: number): number[] {
  const times: number[] = [];
  let next = { at: now, receivedAt: Date.now() };
  for (const { receivedAt } of [...left].reverse()) {
    next = { at: next.at - Math.max(0, next.receivedAt - receivedAt), receivedAt };
    times.push(next.at);
  }
  return times.reverse();
}
