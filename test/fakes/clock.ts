import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../../src/chat/clock.ts';

export interface TestClock extends Clock {
  /** Wakes sleepers one by one, in order of their time, until nobody sleeps any more. */
  runAll(): Promise<void>;
  /** Lets `milliseconds` pass, waking whoever is due on the way. */
  advance(milliseconds: number): Promise<void>;
}

/** Time that stands still until the test moves it. Only for code that awaits nothing but this clock and promises. */
export function createTestClock(start = 1_000_000): TestClock {
  let time = start;
  let sleepers: { at: number; wake: () => void }[] = [];
  const settle = async () => {
    for (let round = 0; round < 10; round++) await turn();
  };
  const wakeNext = (until: number): boolean => {
    const next = sleepers.reduce<{ at: number; wake: () => void } | undefined>(
      (first, sleeper) => (first === undefined || sleeper.at < first.at ? sleeper : first),
      undefined,
    );
    if (next === undefined || next.at > until) return false;
    sleepers = sleepers.filter((sleeper) => sleeper !== next);
    time = Math.max(time, next.at);
    next.wake();
    return true;
  };
  const advanceTo = async (until: number) => {
    await settle();
    while (wakeNext(until)) await settle();
  };
  return {
    now: () => time,
    sleep: (milliseconds, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) {
          reject(signal.reason);
          return;
        }
        const stop = () => {
          sleepers = sleepers.filter((other) => other !== sleeper);
          reject(signal?.reason);
        };
        const wake = () => {
          signal?.removeEventListener('abort', stop);
          resolve();
        };
        const sleeper = { at: time + milliseconds, wake };
        sleepers.push(sleeper);
        signal?.addEventListener('abort', stop);
      }),
    runAll: () => advanceTo(Number.POSITIVE_INFINITY),
    advance: async (milliseconds) => {
      const until = time + milliseconds;
      await advanceTo(until);
      time = until;
    },
  };
}

/** Real time, `factor` times as fast: a minute of waiting in a flow test takes `60 / factor` seconds. */
export function createFastClock(factor: number): Clock {
  return {
    now: () => performance.now() * factor,
    speed: factor,
    sleep: async (milliseconds, signal) => {
      await wait(milliseconds / factor, undefined, signal === undefined ? {} : { signal });
    },
  };
}
