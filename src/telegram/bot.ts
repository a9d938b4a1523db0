import { setMaxListeners } from 'node:events';
import type { App, Store } from '../core/ports.ts';
import { AppError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { BotIdentity } from './addressing.ts';
import { backoff, createBotApi, failureOf } from './api.ts';
import { type Clock, monotonicClock } from './clock.ts';
import { publishCommands } from './commands/index.ts';
import { createHandler } from './handle.ts';
import { createInbox, type Inbox } from './inbox.ts';
import { createOutbox } from './outbox.ts';
import { pollUpdates } from './polling.ts';

export interface TelegramBot {
  /**
   * Resolves when the bot knows its name and receives updates; waits for the network as long as it takes.
   * @throws AppError `telegram-token-refused`.
   */
  start(): Promise<void>;
  /** Takes nothing new, gives what is being answered 25 s, keeps the rest for the next start. */
  stop(): Promise<void>;
}

export interface TelegramBotOptions {
  readonly app: App;
  readonly store: Store;
  readonly token: string;
  /** Default: https://api.telegram.org */
  readonly apiRoot?: string | undefined;
  /** Users who may `/reload`. */
  readonly operatorIds: readonly number[];
  /** Groups where the bot speaks; empty: every group. Private chats are always open. */
  readonly groupIds: readonly number[];
  readonly log: Log;
  /** Called when Telegram refuses the token while running; the bot then receives nothing any more. */
  readonly onFatal?: (error: AppError) => void;
  readonly clock?: Clock;
}

const DRAIN = 25_000;
const LAST_WRITES = 1_000;
const FORGET_EVERY = 3_600_000;

/** The Telegram surface: long polling -> durable inbox -> answer -> outbox. */
export function createTelegramBot(options: TelegramBotOptions): TelegramBot {
  const { app, store, token, apiRoot, operatorIds, groupIds, log, onFatal, clock = monotonicClock } = options;
  const api = createBotApi({ token, apiRoot, clock });
  const outbox = createOutbox({ api, clock, log, onMoved: (from, to) => store.moveChat(from, to) });
  const stopping = new AbortController();
  // One listener for each wait, and many chats may wait.
  setMaxListeners(0, stopping.signal);
  const background: Promise<unknown>[] = [];
  let inbox: Inbox | undefined;

  async function identify(): Promise<BotIdentity> {
    for (let attempt = 1; ; attempt++) {
      try {
        const { id, username } = await api.call('getMe', {}, { signal: stopping.signal });
        // Telegraf's own loop starts so too: a webhook left behind would keep every update from us.
        await api.call('deleteWebhook', {}, { signal: stopping.signal });
        return { id, username };
      } catch (thrown) {
        stopping.signal.throwIfAborted();
        const failure = failureOf(thrown);
        if (failure.kind === 'token-refused') throw tokenRefused(thrown);
        if (failure.kind === 'flood') api.holdAll(failure.retryAfter);
        log('warn', 'telegram-unreachable', { attempt, reason: api.describe(thrown) });
        await clock.sleep(backoff(attempt), stopping.signal);
      }
    }
  }

  const tokenRefused = (thrown: unknown) =>
    new AppError('telegram-token-refused', { details: api.describe(thrown) });

  async function keepForgetting(): Promise<void> {
    for (;;) {
      try {
        store.forget(Date.now());
      } catch (thrown) {
        log('warn', 'state-not-cleaned', { reason: api.describe(thrown) });
      }
      await clock.sleep(FORGET_EVERY, stopping.signal);
    }
  }

  async function within(milliseconds: number, work: Promise<void>): Promise<void> {
    const done = new AbortController();
    await Promise.race([work, clock.sleep(milliseconds, done.signal).catch(() => undefined)]);
    done.abort();
  }

  async function poll(accept: Inbox['accept']): Promise<void> {
    try {
      await pollUpdates({
        api,
        accept,
        allowed: ['message', 'edited_message', 'my_chat_member'],
        clock,
        log,
        signal: stopping.signal,
      });
    } catch (thrown) {
      const error = tokenRefused(thrown);
      log('error', error.code, { reason: error.message });
      onFatal?.(error);
    }
  }

  return {
    async start() {
      const bot = await identify();
      const handle = createHandler({
        app,
        store,
        outbox,
        bot,
        operatorIds,
        groupIds,
        clock,
        log,
        describe: api.describe,
      });
      inbox = createInbox({
        store,
        handle,
        clock,
        log,
        describe: api.describe,
        passes: (thrown) => ['unreachable', 'token-refused'].includes(failureOf(thrown).kind),
      });
      inbox.resume();
      background.push(
        poll(inbox.accept),
        keepForgetting().catch(() => undefined),
        publishCommands(api, operatorIds, log, stopping.signal),
      );
      log('info', 'telegram-started', { username: bot.username });
    },
    async stop() {
      stopping.abort();
      await Promise.allSettled(background);
      if (inbox) {
        const closed = inbox.close();
        await within(DRAIN, closed);
        outbox.stop();
        // What was being sent ends at once; an answer that never comes is not waited for.
        await within(LAST_WRITES, closed);
      }
      outbox.stop();
      log('info', 'telegram-stopped', {});
    },
  };
}
