import { buildIndex } from '../app.ts';
import type { Config } from '../config.ts';
import { ingestLines } from './print.ts';
import { createProgressBar } from './progress.ts';

/**
 * Builds the index and prints what was detected of each report: for a person, or all of it as one line of JSON.
 * @returns the exit code. @throws AppError `stopped` by `signal`.
 */
export async function ingestCorpus(
  config: Config,
  { form = 'text', signal }: { readonly form?: 'text' | 'json'; readonly signal: AbortSignal },
): Promise<number> {
  const bar = createProgressBar();
  try {
    const report = await buildIndex(config, { onProgress: bar.update, signal });
    bar.stop();
    process.stdout.write(`${form === 'json' ? JSON.stringify(report) : ingestLines(report).join('\n')}\n`);
    return 0;
  } finally {
    bar.stop();
  }
}
