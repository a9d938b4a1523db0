import { openStore } from '../../app.ts';
import type { Config, TelegramConfig } from '../../config.ts';
import type { App } from '../../core/ports/app.ts';
import { AppError, reasonOf } from '../../errors.ts';
import { createMetrics } from '../../http/metrics.ts';
import type { HttpServer } from '../../http/server.ts';
import type { Log } from '../../log.ts';
import { createTelegramBot } from '../../telegram/bot.ts';
import { wording } from '../../wording.ts';
import { staleLines } from '../print.ts';
import { openServer } from './server.ts';

/** How long Telegram may not be reached until that is told. Milliseconds. */
const LATE = 8_000;

/**
 * Serves Telegram, and over HTTP, until `signal` ends it. Stops in this order: the bot drains (its
 * webhook answers 503 meanwhile), the server closes, then the store.
 * @throws AppError `telegram-*` when Telegram refuses the bot, `state-*`, `http-unusable`.
 */
export async function serveTelegram(
  app: App,
  config: Config,
  telegram: TelegramConfig,
  log: Log,
  signal: AbortSignal,
): Promise<void> {
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
      ...telegram,
      meter: metrics.meter,
      log,
      onFatal: (error) => {
        fault = error;
        refused.abort();
      },
    });
    const { webhook } = telegram;
    server = await openServer(app, config, {
      ...{ store, metrics, log },
      bot: {
        health: bot.health,
        routes: webhook === undefined ? {} : { [new URL(webhook.url).pathname]: bot.receive },
      },
    });
    process.stderr.write(`${wording.terminal.address(server.url)}\n`);
    const late = setTimeout(() => process.stderr.write(`${wording.terminal.telegramLate}\n`), LATE).unref();
    const starting = bot
      .start()
      .then(() => process.stderr.write(`${wording.terminal.telegramOn}\n`))
      .finally(() => clearTimeout(late));
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
}
