import { quantile } from '../../src/eval/statistics.ts';

/** Milliseconds that `work` takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** The value at a share of the times; NaN when there are none. */
export function at(times: readonly number[], share: number): number {
  return quantile(times, share) ?? Number.NaN;
}

/** One line of a bench's table: median and 99th percentile. */
export function line(name: string, times: readonly number[]): string {
  return `${name.padEnd(24)} p50 ${at(times, 0.5).toFixed(2)} ms   p99 ${at(times, 0.99).toFixed(2)} ms`;
}
