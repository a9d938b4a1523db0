import { setTimeout as wait } from 'node:timers/promises';

/** Time as limits and waits see it: monotonic, so that a corrected wall clock neither stalls nor floods. */
export interface Clock {
  /** Milliseconds since an arbitrary start; never goes back. */
  now(): number;
  /** How fast it goes beside the wall clock; absent: as fast. */
  readonly speed?: number;
  /** Rejects with the signal's reason when it aborts. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

export const monotonicClock: Clock = {
  now: () => performance.now(),
  sleep: async (milliseconds, signal) => {
    await wait(milliseconds, undefined, signal === undefined ? {} : { signal });
  },
};

/** What the clock showed at a time of the wall clock, milliseconds since 1970; good for minutes, not for hours. */
export function clockTimeOf(wallTime: number, { now, speed = 1 }: Clock): number {
  return now() - Math.max(0, Date.now() - wallTime) * speed;
}

/** What `work` gives, or `late` where it gives nothing within so many milliseconds of the clock; it then goes on unheard. */
export async function within<T, L>(
  clock: Clock,
  milliseconds: number,
  work: Promise<T>,
  late: L,
): Promise<T | L> {
  const done = new AbortController();
  const end = clock.sleep(milliseconds, done.signal).then(() => late);
  try {
    return await Promise.race([work, end]);
  } finally {
    done.abort();
    end.catch(() => undefined);
  }
}
