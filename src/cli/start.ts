import { aborted } from '../abort.ts';
import type { Models } from '../app/models.ts';
import { createApp, freeGarbage } from '../app.ts';
import type { Config } from '../config.ts';
import type { Log } from '../log.ts';
import { wording } from '../wording.ts';
import { createProgressBar } from './progress.ts';

export interface StartOptions {
  /** The chat in the terminal, where nothing else is served. */
  readonly terminal: boolean;
  /** Of whoever closes them behind it. */
  readonly models: Models;
  readonly signal: AbortSignal;
}

/**
 * Serves over HTTP until it is told to stop, with Telegram where a token is set, else with the chat in the terminal where
 * there is one.
 * The index is built first where it is missing or stale; a service reloads at SIGHUP. @returns the exit code: 0 when `signal` ends the serving.
 * @throws AppError `stopped` when `signal` aborts before it serves.
 */
export async function start(
  config: Config,
  log: Log,
  { terminal, models, signal }: StartOptions,
): Promise<number> {
  const bar = createProgressBar();
  const app = await createApp(config, {
    log,
    models,
    build: 'stale',
    signal,
    onProgress: bar.update,
    onBuild: (reason) => process.stderr.write(`${wording.terminal.building(reason)}\n`),
  }).finally(bar.stop);
  freeGarbage();
  // A terminal that is closed ends the chat in it.
  const isService = config.telegram !== null || !terminal;
  const stopReloading = isService
    ? (await import('./serving/hangup.ts')).reloadOnHangup(app, signal)
    : undefined;
  try {
    if (config.telegram === null) {
      const { serveAlone } = await import('./serving/alone.ts');
      const { chat } = await import('./chat.ts');
      const stream = terminal ? process.stdout : process.stderr;
      await serveAlone(app, config, log, {
        print: (line) => stream.write(`${line}\n`),
        until: () => (terminal ? chat(app, signal) : aborted(signal)),
      });
    } else
      await (await import('./serving/telegram.ts')).serveTelegram(app, config, config.telegram, log, signal);
    return 0;
  } finally {
    stopReloading?.();
    await app.close();
  }
}
