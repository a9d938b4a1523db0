import { setTimeout as wait } from 'node:timers/promises';

/** Time as limits and waits see it: monotonic, so that a corrected wall clock neither stalls nor floods. */
export interface Clock {
  /** Milliseconds since an arbitrary start; never goes back. */
  now(): number;
  /** Rejects with the signal's reason when it aborts. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

export const monotonicClock: Clock = {
  now: () => performance.now(),
  sleep: async (milliseconds, signal) => {
    await wait(milliseconds, undefined, signal === undefined ? {} : { signal });
  },
};

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
