import { createApp, openStore } from '../app.ts';
import type { Config } from '../config.ts';
import type { App } from '../core/ports.ts';
import { AppError, messageOf, reasonOf } from '../errors.ts';
import { createMetrics } from '../http/metrics.ts';
import { createHttpServer, type HttpServer } from '../http/server.ts';
import type { Log } from '../log.ts';
import { createTelegramBot } from '../telegram/bot.ts';
import { commandLine } from '../wording/command-line.ts';
import { wording } from '../wording.ts';
import { wrongUsage } from './arguments.ts';
import { chat } from './chat.ts';
import { START } from './commands.ts';
import { staleLines } from './print.ts';
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
    return config.telegram === null
      ? await chat(app, signal).then(() => 0)
      : await serveTelegram(app, config, log, signal);
  } finally {
    await app.close();
  }
}

/** Stops in this order: the bot drains (its webhook answers 503 meanwhile), the server closes, then the store. */
async function serveTelegram(app: App, config: Config, log: Log, signal: AbortSignal): Promise<number> {
  if (config.telegram === null) return 0;
  for (const line of staleLines(app.status().staleBecause)) process.stderr.write(`${line}\n`);
  const store = openStore(config);
  // Looked for while nobody asks, so that the first /help need not wait.
  void app.examples();
  const metrics = createMetrics();
  const refused = new AbortController();
  let fault: AppError | undefined;
  let server: HttpServer | undefined;
  try {
    const bot = createTelegramBot({
      app,
      store,
      ...config.telegram,
      meter: metrics.meter,
      log,
      onFatal: (error) => {
        fault = error;
        refused.abort();
      },
    });
    const { webhook } = config.telegram;
    server = await openServer(config, {
      health: () => {
        const { corpusVersion, passages } = app.status();
        return { telegram: bot.health(), corpus: { version: corpusVersion, passages } };
      },
      metrics,
      routes: webhook === undefined ? {} : { [new URL(webhook.url).pathname]: bot.receive },
      log,
    });
    const starting = bot.start().then(() => process.stderr.write(`${wording.terminal.telegramOn}\n`));
    starting.catch((error: unknown) => {
      if (!signal.aborted)
        fault =
          error instanceof AppError
            ? error
            : new AppError('telegram-failed', { details: reasonOf(error) }, error);
      refused.abort();
    });
    await new Promise<void>((resolve) => {
      const either = AbortSignal.any([signal, refused.signal]);
      if (either.aborted) resolve();
      either.addEventListener('abort', () => resolve(), { once: true });
    });
    await bot.stop();
  } finally {
    await server?.close();
    store.close();
  }
  if (fault !== undefined) throw fault;
  return 0;
}

/**
 * Health and metrics are a help: the bot goes without them where the default port is taken. A webhook, and a port that
 * was asked for, it needs. @throws AppError `http-unusable`.
 */
async function openServer(
  { http, telegram }: Config,
  served: Pick<Parameters<typeof createHttpServer>[0], 'health' | 'metrics' | 'routes' | 'log'>,
): Promise<HttpServer | undefined> {
  try {
    return await createHttpServer({ ...http, ...served });
  } catch (thrown) {
    if (http.isPortChosen || telegram?.webhook !== undefined) throw thrown;
    served.log('warn', 'http-off', { reason: messageOf(thrown) });
    return undefined;
  }
}
