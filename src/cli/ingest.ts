import { buildIndex } from '../app.ts';
import type { Config } from '../config.ts';
import { ingestLines } from './print.ts';
import { createProgressBar } from './progress.ts';

/**
 * Builds the index and prints what was detected of each report: for a person, or all of it as one line of JSON.
 * @param isStrict whether one file that cannot be read fails all. @returns the exit code.
 * @throws AppError `stopped` by `signal`, `files-refused`.
 */
export async function ingestCorpus(
  config: Config,
  {
    form = 'text',
    isStrict,
    signal,
  }: { readonly form?: 'text' | 'json'; readonly isStrict?: boolean; readonly signal: AbortSignal },
): Promise<number> {
  const bar = createProgressBar();
  try {
    const report = await buildIndex(config, { onProgress: bar.update, isStrict, signal });
    bar.stop();
    process.stdout.write(`${form === 'json' ? JSON.stringify(report) : ingestLines(report).join('\n')}\n`);
    return 0;
  } finally {
    bar.stop();
  }
}
