import { buildIndex } from '../app.ts';
import type { Config } from '../config.ts';
import { ingestLines } from './print.ts';
import { createProgressBar } from './progress.ts';

/** Builds the index and prints what was detected of each report. @returns the exit code. @throws AppError `stopped` by `signal`. */
export async function ingestCorpus(config: Config, signal: AbortSignal): Promise<number> {
  const bar = createProgressBar();
  try {
    const report = await buildIndex(config, { onProgress: bar.update, signal });
    bar.stop();
    process.stdout.write(`${ingestLines(report).join('\n')}\n`);
    return 0;
  } finally {
    bar.stop();
  }
}
