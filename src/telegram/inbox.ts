import { setMaxListeners } from 'node:events';
import type { Update } from 'telegraf/types';
import type { IncomingUpdate, PendingUpdate, Store } from '../core/ports.ts';
import type { Log } from '../log.ts';
import type { Clock } from './clock.ts';

export interface Inbox {
  /** Keeps the new updates durably and queues them. Throws when they could not be kept. */
  accept(updates: readonly Update[]): void;
  /** Queues what an earlier run left unfinished. Called once, before the first `accept`. */
  resume(): void;
  /** Takes nothing up any more; resolves when what is being worked on is done. */
  close(): Promise<void>;
}

/** Runs of the process in which an update is taken up: one that kills it must not do so for ever. */
const MOST_RUNS = 5;
/** Tries within a run when the fault does not pass by itself. */
const MOST_TRIES = 3;
const RETRY_AFTER = 30_000;

/** Works the updates off: in order within a chat, chats side by side, each until `handle` resolves. */
export function createInbox(options: {
  readonly store: Store;
  /** Rejects when the update should be taken up again later. */
  readonly handle: (update: Update, kept: PendingUpdate) => Promise<void>;
  readonly clock: Clock;
  readonly log: Log;
  readonly describe: (thrown: unknown) => string;
  /** True for a fault that ends by itself, a network that is down: tried again for as long as it takes. */
  readonly passes: (thrown: unknown) => boolean;
}): Inbox {
  const { store, handle, clock, log, describe, passes } = options;
  const queues = new Map<number | null, PendingUpdate[]>();
  const running = new Set<Promise<void>>();
  const closing = new AbortController();
  setMaxListeners(0, closing.signal);

  function enqueue(updates: readonly PendingUpdate[]): void {
    for (const update of updates) {
      const queue = queues.get(update.chat);
      if (queue) {
        queue.push(update);
        continue;
      }
      const started = [update];
      queues.set(update.chat, started);
      const run: Promise<void> = workOff(update.chat, started).finally(() => running.delete(run));
      running.add(run);
    }
  }

  async function workOff(chat: number | null, queue: PendingUpdate[]): Promise<void> {
    for (let next = queue[0]; next !== undefined && !closing.signal.aborted; next = queue[0]) {
      try {
        await finish(next.id);
        queue.shift();
      } catch (thrown) {
        if (closing.signal.aborted) break;
        // The store failed: nothing can be recorded, so nothing is taken up until it works again.
        log('error', 'telegram-queue-waits', { chat, reason: describe(thrown) });
        await clock.sleep(RETRY_AFTER, closing.signal).catch(() => undefined);
      }
    }
    queues.delete(chat);
  }

  async function finish(id: number): Promise<void> {
    const runs = store.inbox.claim(id);
    if (runs === 0) return;
    for (let tries = 1; runs <= MOST_RUNS; tries++) {
      // Read anew each time: a part of the reply may have been sent before the fault.
      const kept = store.inbox.find(id);
      if (kept === undefined) return;
      try {
        await handle(JSON.parse(kept.body) as Update, kept);
        store.inbox.done(id, Date.now());
        return;
      } catch (thrown) {
        closing.signal.throwIfAborted();
        log('warn', 'telegram-update-retried', { update: id, tries, reason: describe(thrown) });
        if (tries >= MOST_TRIES && !passes(thrown)) break;
        await clock.sleep(RETRY_AFTER, closing.signal);
      }
    }
    log('error', 'telegram-update-given-up', { update: id, runs });
    store.inbox.done(id, Date.now());
  }

  return {
    accept(updates) {
      enqueue(store.inbox.put(updates.map(incoming), Date.now()));
    },
    resume() {
      const pending = store.inbox.pending();
      if (pending.length > 0) log('info', 'telegram-updates-resumed', { count: pending.length });
      enqueue(pending);
    },
    async close() {
      closing.abort();
      await Promise.allSettled(running);
    },
  };
}

function incoming(update: Update): IncomingUpdate {
  const [subject] = Object.values(update).filter(
    (value): value is { chat: { id: number } } =>
      typeof value === 'object' && value !== null && 'chat' in value && typeof value.chat?.id === 'number',
  );
  return { id: update.update_id, chat: subject?.chat.id ?? null, body: JSON.stringify(update) };
}
