/** What decides which updates are taken up together. */
export interface Arrival {
  readonly id: string;
  /** Monotonic milliseconds. */
  readonly at: number;
  /** When it was written, by the surface's clock: seconds since 1970. */
  readonly sentAt: number;
  /** Who wrote, and in which thread; undefined where that is not known. */
  readonly author: string | undefined;
  /** May be one question with the author's messages around it. */
  readonly merges: boolean;
  /** How long more of the same author is waited for. Milliseconds. */
  readonly patience: number;
}

/** The updates of one chat, grouped into bursts. */
export interface Bursts {
  add(arrival: Arrival): void;
  /** The ids of the burst that was the first to become complete; undefined while none is. Nothing joins it any more. */
  take(now: number): readonly string[] | undefined;
  /** When the next burst becomes complete; undefined when there is none. Monotonic milliseconds. */
  due(): number | undefined;
}

/** Two messages of one author within so many milliseconds are one question. */
export const BURST_GAP = 2_000;
/** Surfaces tell times in whole seconds. */
const GAP_SECONDS = BURST_GAP / 1_000;
/** As many as an album has; who writes on and on gets an answer on the way. */
const MOST_MESSAGES = 10;

interface Burst {
  readonly ids: string[];
  readonly author: string | undefined;
  dueAt: number;
  lastAt: number;
  lastSentAt: number;
}

/**
 * Groups what an author writes in one breath, and hands bursts out in the order in which they become complete.
 * A message that needs no waiting completes the burst it joins. An author's own order always stands: whatever
 * cannot join completes what waits before it. Both clocks must agree, so that a backlog that comes in at once
 * after an outage is not one question.
 */
export function createBursts(): Bursts {
  /** By `dueAt`. */
  const waiting: Burst[] = [];
  const open = new Map<string, Burst>();

  function insert(burst: Burst): void {
    let at = waiting.length;
    while (at > 0 && (waiting[at - 1]?.dueAt ?? 0) > burst.dueAt) at--;
    waiting.splice(at, 0, burst);
  }

  /** A burst that is complete and only waits for its turn keeps its place. */
  function reschedule(burst: Burst, now: number, dueAt: number): void {
    if (burst.dueAt <= now) return;
    waiting.splice(waiting.indexOf(burst), 1);
    burst.dueAt = dueAt;
    insert(burst);
  }

  function joins(burst: Burst, { merges, at, sentAt }: Arrival): boolean {
    return (
      merges &&
      burst.ids.length < MOST_MESSAGES &&
      at - burst.lastAt <= BURST_GAP &&
      Math.abs(sentAt - burst.lastSentAt) <= GAP_SECONDS
    );
  }

  return {
    add(arrival) {
      const { id, author, merges, at, sentAt } = arrival;
      const patience = merges ? Math.max(0, arrival.patience) : 0;
      const before = author === undefined ? undefined : open.get(author);
      if (before && joins(before, arrival)) {
        before.ids.push(id);
        before.lastAt = at;
        before.lastSentAt = sentAt;
        reschedule(before, at, at + patience);
        return;
      }
      if (before) reschedule(before, at, at);
      const burst = { ids: [id], author, dueAt: at + patience, lastAt: at, lastSentAt: sentAt };
      insert(burst);
      if (author === undefined) return;
      if (merges) open.set(author, burst);
      else open.delete(author);
    },
    take(now) {
      const [first] = waiting;
      if (first === undefined || first.dueAt > now) return undefined;
      waiting.shift();
      if (first.author !== undefined && open.get(first.author) === first) open.delete(first.author);
      return first.ids;
    },
    due: () => waiting[0]?.dueAt,
  };
}
