import type { Clock } from '../../../src/chat/clock.ts';
import { isKnownKind, isWanted, knownKinds } from './update-kinds.ts';
import type { BotApiVersion } from './version.ts';

export interface QueuedUpdate {
  readonly update_id: number;
  readonly [kind: string]: unknown;
}

export type Polled = { readonly updates: readonly QueuedUpdate[] } | { readonly conflict: string };

/** An update that waits. The same update may wait twice. */
export interface Entry {
  readonly update: QueuedUpdate;
  readonly at: number;
}

export interface UpdateQueue {
  push(kind: string, payload: object): QueuedUpdate;
  /** Puts an update with an id of the caller's choosing: a redelivery. */
  redeliver(update: QueuedUpdate): void;
  /** One getUpdates: confirms what is below `offset`, waits up to `timeout` seconds for something to deliver. */
  poll(request: PollRequest): Promise<Polled>;
  readonly unconfirmed: number;
  /** What may be delivered, oldest first. */
  waiting(): readonly Entry[];
  confirm(entry: Entry): void;
  /** Only these kinds are delivered, as far as they are known; the usual ones where none is. */
  allow(kinds: readonly string[]): void;
  drop(): void;
  /** Called after each update that is put in. */
  onPushed: () => void;
  close(): void;
}

export interface PollRequest {
  readonly offset?: number;
  readonly limit?: number;
  readonly timeout?: number;
  readonly allowed?: readonly string[];
  readonly signal: AbortSignal;
}

const KEPT_FOR = 24 * 3_600_000;

/** Updates wait for 24 hours until an offset above them confirms them; of two pollers the first gets a 409. */
export function createUpdateQueue(
  clock: Clock,
  firstId: number,
  version: BotApiVersion = '10.3',
): UpdateQueue {
  let nextId = firstId;
  let queue: Entry[] = [];
  let allowed: readonly string[] = [];
  let polling: { conflict: () => void } | undefined;
  let wake = new AbortController();

  const pushed = (update: QueuedUpdate) => {
    // An older server has no such updates.
    if (!isKnownKind(update, version)) return update;
    queue.push({ update, at: clock.now() });
    wake.abort();
    wake = new AbortController();
    queueOf.onPushed();
    return update;
  };
  const waiting = () => {
    queue = queue.filter(({ at }) => clock.now() - at < KEPT_FOR);
    return queue.filter(({ update }) => isWanted(update, allowed));
  };
  const deliverable = (limit: number) =>
    waiting()
      .slice(0, limit)
      .map(({ update }) => update);

  const queueOf: UpdateQueue = {
    onPushed: () => undefined,
    waiting,
    confirm: (entry) => {
      queue = queue.filter((other) => other !== entry);
    },
    allow: (kinds) => {
      allowed = knownKinds(kinds, version);
    },
    drop: () => {
      queue = [];
    },
    push: (kind, payload) => pushed({ update_id: nextId++, [kind]: payload }),
    redeliver: pushed,
    async poll(request) {
      polling?.conflict();
      const superseded = new AbortController();
      const current = { conflict: () => superseded.abort() };
      polling = current;
      if (request.allowed) allowed = knownKinds(request.allowed, version);
      const { offset = 0, limit = 100, timeout = 0 } = request;
      if (offset < 0) queue = queue.slice(offset);
      else if (offset > 0) queue = queue.filter(({ update }) => update.update_id >= offset);

      const until = clock.now() + Math.min(timeout, 50) * 1_000;
      try {
        while (deliverable(1).length === 0 && clock.now() < until && !request.signal.aborted) {
          const stop = AbortSignal.any([superseded.signal, request.signal, wake.signal]);
          await clock.sleep(until - clock.now(), stop).catch(() => undefined);
          if (superseded.signal.aborted) {
            return {
              conflict:
                'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
            };
          }
        }
        return { updates: request.signal.aborted ? [] : deliverable(limit) };
      } finally {
        if (polling === current) polling = undefined;
      }
    },
    get unconfirmed() {
      return queue.length;
    },
    close: () => polling?.conflict(),
  };
  return queueOf;
}
