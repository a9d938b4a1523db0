/*
 * Loaded before what a process runs: tells of its event loop and its memory, when asked over IPC and, in the file that
 * BENCH_PROBE names, at its end.
 */
import { writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';

/** How often the loop is looked at; no part of what is told. Milliseconds. */
const RESOLUTION = 1;

export type ProbeOrder = 'probe:watch' | 'probe:report';

export interface ProbeReport {
  /** How late the loop was since `probe:watch`. Milliseconds. */
  readonly loop: { readonly p50: number; readonly p99: number; readonly max: number };
  /** Megabytes of 10⁶ bytes. */
  readonly resident: number;
  readonly peak: number;
}

const loop = monitorEventLoopDelay({ resolution: RESOLUTION });
const late = (nanoseconds: number) => Math.max(0, nanoseconds / 1e6 - RESOLUTION);
const report = (): ProbeReport => ({
  loop: { p50: late(loop.percentile(50)), p99: late(loop.percentile(99)), max: late(loop.max) },
  resident: process.memoryUsage.rss() / 1e6,
  peak: (process.resourceUsage().maxRSS * 1024) / 1e6,
});

process.on('message', (order: ProbeOrder) => {
  if (order === 'probe:watch') {
    loop.reset();
    loop.enable();
  } else if (order === 'probe:report') process.send?.({ probe: report() });
});
// What it is loaded into ends when it is done.
process.channel?.unref();
const file = process.env.BENCH_PROBE;
if (file !== undefined) process.on('exit', () => writeFileSync(file, JSON.stringify(report())));
