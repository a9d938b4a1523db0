import { setMaxListeners } from 'node:events';
import type { Update } from 'telegraf/types';
import { createAnswering } from '../chat/answering/answering.ts';
import { createQuestions } from '../chat/answering/questions.ts';
import { createQueueNotices } from '../chat/answering/queue-notices.ts';
import { type Clock, clockTimeOf, monotonicClock, within } from '../chat/clock.ts';
import type { Decision } from '../chat/decision.ts';
import { createInbox, type Inbox } from '../chat/delivery/inbox.ts';
import { createReplies } from '../chat/delivery/replies.ts';
import { createQuota } from '../chat/quota.ts';
import type { App } from '../core/ports/app.ts';
import { type Meter, silentMeter } from '../core/ports/meter.ts';
import type { Store } from '../core/ports.ts';
import type { AppError } from '../errors.ts';
import type { Log } from '../log.ts';
import { createAbilities } from './abilities.ts';
import { createBotApi, failureOf } from './api.ts';
import { createButtonSigner } from './buttons/data.ts';
import { createPresses } from './buttons/press.ts';
import { createCommands } from './commands/index.ts';
import { createMenus } from './commands/menu.ts';
import { createReceiving } from './delivery/receiving.ts';
import { sift } from './delivery/sifting.ts';
import { UPDATES } from './delivery/updates.ts';
import { createWebhookReceiver } from './delivery/webhook.ts';
import { createHandler } from './handle.ts';
import { SURFACE } from './ids.ts';
import { createRichChoice } from './outbox/rich-choice.ts';
import { createStanding } from './outbox/standing.ts';
import { createOutbox } from './outbox.ts';
import { createTelegramSurface } from './surface.ts';

export interface TelegramBot {
  /**
   * Resolves when the bot knows its name and receives updates; waits for the network as long as it takes.
   * @throws AppError `telegram-token-refused`.
   */
  start(): Promise<void>;
  /** Takes nothing new, gives what is being answered 25 s, keeps the rest for the next start. */
  stop(): Promise<void>;
  /** Answers a request to the webhook; 503 before the start and while it stops. */
  receive(request: Request): Promise<Response>;
  health(): { readonly isUp: boolean; readonly detail: string };
}

export interface TelegramBotOptions {
  readonly app: App;
  readonly store: Store;
  readonly token: string;
  /** Default: https://api.telegram.org */
  readonly apiRoot?: string | undefined;
  /** Telegram calls this address with updates; absent: they are fetched by long polling. */
  readonly webhook?: { readonly url: string; readonly secret: string } | undefined;
  /** Users who may `/reload`. */
  readonly operatorIds: readonly number[];
  /** Groups where the bot speaks; empty: every group. Private chats are always open. */
  readonly groupIds: readonly number[];
  /** 'auto': an answer is in blocks where it says more so and the server takes them; 'off': every answer is a text. */
  readonly rich?: 'auto' | 'off';
  readonly log: Log;
  readonly meter?: Meter;
  /** Called when Telegram refuses the token or the webhook while running; the bot then receives nothing any more. */
  readonly onFatal?: (error: AppError) => void;
  readonly clock?: Clock;
}

const DRAIN = 25_000;
const MINUTE = 61_000;
const LAST_WRITES = 1_000;
/** How long a start waits to be told what the server can do; the bot then does as with the oldest until it is told. */
const LEARNING = 15_000;
const FORGET_EVERY = 3_600_000;

/** The Telegram surface: updates -> durable inbox -> answer -> outbox. Everything of it is made and wired here. */
export function createTelegramBot(options: TelegramBotOptions): TelegramBot {
  const { app, store, token, apiRoot, webhook, operatorIds, groupIds, log, onFatal } = options;
  const { clock = monotonicClock, meter = silentMeter, rich = 'auto' } = options;
  const stopping = new AbortController();
  // One listener for each wait, and many chats may wait.
  setMaxListeners(0, stopping.signal);

  const api = createBotApi({ token, apiRoot, clock });
  const { describe } = api;
  const abilities = createAbilities({
    ...{ api, clock, log },
    // A command that is still published for its caller alone could not be answered any more.
    onLost: (what) => void (what === 'ephemeral' && menus.publish()),
  });
  const menus = createMenus({ api, abilities, operatorIds, clock, log, signal: stopping.signal });
  let self: number | undefined;
  const standing = createStanding({ api, clock, log, self: () => self });
  const outbox = createOutbox({
    api,
    clock,
    log,
    meter,
    aside: { abilities, standing },
    onMoved: (from, to) => store.moveChat(SURFACE, String(from), String(to)),
  });
  const signer = createButtonSigner(token);
  const richChoice = createRichChoice({ setting: rich, abilities, log });
  const surface = createTelegramSurface({ outbox, signer, richChoice, abilities });
  const answering = createAnswering({ app, store, surface, clock, log, describe });
  const notices = createQueueNotices({ surface, clock, waitingElsewhere: () => answering.waiting });
  const replies = createReplies({ store, surface });
  const receiving = createReceiving({
    api,
    webhook,
    clock,
    log,
    signal: stopping.signal,
    onState: (isUp) => meter.gauge('telegram_up', isUp ? 1 : 0),
  });
  const background: Promise<unknown>[] = [];
  let inbox: Inbox<Update> | undefined;

  const accept: Inbox<Update>['accept'] = (updates) => {
    if (inbox === undefined) throw new Error('the bot has not started yet');
    inbox.accept(sift(updates, log));
  };
  const receive = createWebhookReceiver({
    secret: webhook?.secret ?? '',
    accept,
    isDraining: () => inbox === undefined || webhook === undefined || stopping.signal.aborted,
    log,
    meter,
  });

  function onDecision({ outcome, by, ms }: Decision): void {
    if (by !== 'none') meter.count('questions', { outcome, by });
    if (ms !== undefined && (outcome === 'answered' || outcome === 'clarify' || outcome === 'refused'))
      meter.observe('answer_seconds', ms / 1_000, { outcome });
  }

  async function keepForgetting(): Promise<void> {
    for (;;) {
      try {
        store.forget(Date.now());
      } catch (thrown) {
        log('warn', 'state-not-cleaned', { reason: describe(thrown) });
      }
      await clock.sleep(FORGET_EVERY, stopping.signal);
    }
  }

  return {
    async start() {
      const bot = await receiving.identify();
      self = bot.id;
      stopping.signal.throwIfAborted();
      const learning = abilities.learn(stopping.signal);
      background.push(learning);
      await within(clock, LEARNING, learning, undefined);
      stopping.signal.throwIfAborted();
      const questions = createQuestions({
        store,
        surface,
        answering,
        replies,
        notices,
        quota: createQuota({ clock }),
        onDecision,
      });
      const handler = createHandler({
        store,
        outbox,
        answering,
        questions,
        replies,
        notices,
        command: createCommands({ app, store, surface, api, bot, operatorIds, clock, log }),
        menus,
        standing,
        press: createPresses({ app, store, outbox, api, signer, richChoice, log, meter }),
        bot,
        groupIds,
        clock,
        log,
      });
      inbox = createInbox({
        surface: SURFACE,
        store: store.inbox(SURFACE),
        form: UPDATES,
        handle: handler.handle,
        patience: handler.patience,
        onKept: handler.arrived,
        onSettled: handler.settled,
        clock,
        log,
        meter,
        describe,
        passes: (thrown) => ['unreachable', 'token-refused'].includes(failureOf(thrown).kind),
      });
      // Telegram counts what went out before a restart, too.
      const sent = store.inbox(SURFACE).sentSince(Date.now() - MINUTE, Date.now());
      for (const { chat, at, parts } of sent) outbox.wasSent(Number(chat), clockTimeOf(at, clock), parts);
      inbox.resume();
      background.push(
        receiving.receive(accept).catch((error: AppError) => {
          log('error', error.code, { reason: error.message });
          onFatal?.(error);
        }),
        keepForgetting().catch(() => undefined),
        learning.then(() => menus.publish()),
      );
      log('info', 'telegram-started', { username: bot.username, by: webhook ? 'webhook' : 'polling' });
    },

    async stop() {
      stopping.abort();
      notices.stop();
      await Promise.allSettled(background);
      if (inbox) {
        const closed = inbox.close();
        await within(clock, DRAIN, closed, undefined);
        outbox.stop();
        // What was being sent ends at once; an answer that never comes is not waited for.
        await within(clock, LAST_WRITES, closed, undefined);
      }
      outbox.stop();
      log('info', 'telegram-stopped', {});
    },

    receive,
    health: receiving.state,
  };
}
