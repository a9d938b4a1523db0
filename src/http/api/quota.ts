import type { Caller } from '../access.ts';
import { Refusal } from '../errors.ts';

const MINUTE = 60_000;

/** Counts the questions of each key, and what is said of answers by it. */
export interface KeyQuota {
  /** Counts one of them. @throws Refusal `quota` where the key has none left in this minute. */
  take(caller: Caller): void;
}

/** @param now milliseconds, never going back. */
export function createKeyQuota(now: () => number = () => performance.now()): KeyQuota {
  const taken = new Map<string, number[]>();
  return {
    take(caller) {
      if (caller.kind !== 'key') return;
      const { name, aMinute } = caller.key;
      const at = now();
      const recent = (taken.get(name) ?? []).filter((one) => at - one < MINUTE);
      taken.set(name, recent);
      if (recent.length < aMinute) {
        recent.push(at);
        return;
      }
      const seconds = Math.max(1, Math.ceil((MINUTE - (at - (recent[0] ?? at))) / 1000));
      throw new Refusal('quota', { headers: { 'retry-after': String(seconds) } });
    },
  };
}
