import type { Meter } from '../../core/ports/meter.ts';

/** Measures how many wait to be sent: counts each in until its promise ends, and hands what it resolves with to `count`. */
export function createWaiting(meter: Meter): <T>(work: Promise<T>, count: (result: T) => void) => Promise<T> {
  let waiting = 0;
  return async (work, count) => {
    meter.gauge('outbox_waiting', ++waiting);
    try {
      const result = await work;
      count(result);
      return result;
    } finally {
      meter.gauge('outbox_waiting', --waiting);
    }
  };
}
