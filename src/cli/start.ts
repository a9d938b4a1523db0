import { createApp } from '../app.ts';
import type { Config } from '../config.ts';
import type { Log } from '../log.ts';
import { commandLine } from '../wording/command-line.ts';
import { wording } from '../wording.ts';
import { wrongUsage } from './arguments.ts';
import { START } from './commands.ts';
import { createProgressBar } from './progress.ts';

/**
 * Serves until it is told to stop: Telegram where a token is set, with health and metrics over HTTP, and the chat in the
 * terminal where there is none.
 * The index is built first where it is missing or stale. @returns the exit code: 0 when `signal` ends the serving.
 * @throws AppError `stopped` when `signal` aborts before it serves.
 */
export async function start(
  config: Config,
  log: Log,
  { terminal, signal }: { readonly terminal: boolean; readonly signal: AbortSignal },
): Promise<number> {
  if (config.telegram === null && !terminal) throw wrongUsage(commandLine.start.nothingToServe, START);
  const bar = createProgressBar();
  const app = await createApp(config, {
    log,
    build: 'stale',
    signal,
    onProgress: bar.update,
    onBuild: (reason) => process.stderr.write(`${wording.terminal.building(reason)}\n`),
  }).finally(bar.stop);
  try {
    if (config.telegram === null) await (await import('./chat.ts')).chat(app, signal);
    else await (await import('./telegram.ts')).serveTelegram(app, config, config.telegram, log, signal);
    return 0;
  } finally {
    await app.close();
  }
}
