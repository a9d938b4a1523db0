import { setMaxListeners } from 'node:events';
import type { Log } from '../log.ts';
import { type BotApi, backoff, failureOf } from './api.ts';
import type { Clock } from './clock.ts';
import { createLimit } from './limit.ts';

/** One message on its way out. */
export interface Outgoing {
  readonly chat: number;
  /** Forum topic; absent outside of forums and in the general topic. */
  readonly topic?: number;
  readonly replyTo?: number;
  readonly html: string;
  /** Sent where Telegram refuses the HTML. */
  readonly plain: string;
}

export type Delivery =
  | { readonly kind: 'sent'; readonly chat: number; readonly messageId: number }
  /** Nobody will ever get it: the bot is blocked, was removed, or Telegram refuses the message for good. */
  | { readonly kind: 'dropped' };

export interface Outbox {
  /**
   * Sends in order within a chat, within Telegram's limits, waiting out every retry_after.
   * Rejects when Telegram stays out of reach, refuses the token, or the outbox is stopped.
   */
  send(message: Outgoing): Promise<Delivery>;
  /** Shows "typing" until the returned function is called; skipped while a message of the chat waits. */
  typing(chat: number, topic?: number): () => void;
  /** From now on messages to `from` go to `to`. */
  moved(from: number, to: number): void;
  stop(): void;
}

/** Milliseconds between two messages of a chat: Telegram allows about one a second. */
const CHAT_SPACING = 1_100;
/** Messages a minute in a group, of the 20 that Telegram allows. */
const GROUP_A_MINUTE = 15;
const MINUTE = 61_000;
/** Messages a second over all chats, of the 30 that Telegram allows. */
const ALL_A_SECOND = 25;
const MOST_CONNECTIONS = 30;
const MOST_TRIES = 6;
/** Chats that wait out a retry_after at the same time before it is taken to mean the whole bot. */
const CHATS_OF_A_GLOBAL_FLOOD = 3;
const MARGIN = 250;
/** "Typing" is shown for 5 s; a fast answer needs none. */
const TYPING_AFTER = 400;
const TYPING_EVERY = 4_500;
const MOST_IDLE_LANES = 1_000;

interface Lane {
  tail: Promise<unknown>;
  /** Messages queued or on their way. */
  waiting: number;
  sentAt: number[];
  blockedUntil: number;
}

export function createOutbox(options: {
  readonly api: BotApi;
  readonly clock: Clock;
  readonly log: Log;
  /** A group became a supergroup. */
  readonly onMoved: (from: number, to: number) => void;
  readonly random?: () => number;
}): Outbox {
  const { api, clock, log, onMoved, random } = options;
  const lanes = new Map<number, Lane>();
  const movedTo = new Map<number, number>();
  const stopping = new AbortController();
  // One listener for each wait, and many chats may wait.
  setMaxListeners(0, stopping.signal);
  const connection = createLimit(MOST_CONNECTIONS);
  let lastSecond: number[] = [];

  function laneOf(chat: number): Lane {
    const known = lanes.get(chat);
    if (known) return known;
    if (lanes.size >= MOST_IDLE_LANES) {
      for (const [id, { waiting, sentAt, blockedUntil }] of lanes) {
        const quiet = clock.now() - (sentAt.at(-1) ?? 0) > MINUTE && clock.now() > blockedUntil;
        if (waiting === 0 && quiet) lanes.delete(id);
      }
    }
    const lane: Lane = { tail: Promise.resolve(), waiting: 0, sentAt: [], blockedUntil: 0 };
    lanes.set(chat, lane);
    return lane;
  }

  function send(message: Outgoing): Promise<Delivery> {
    const chat = movedTo.get(message.chat) ?? message.chat;
    const lane = laneOf(chat);
    lane.waiting++;
    const delivery = lane.tail.then(() => deliver({ ...message, chat }, lane));
    lane.tail = delivery.then(
      () => lane.waiting--,
      () => lane.waiting--,
    );
    return delivery;
  }

  /** Takes a place in the budgets of the chat and of the bot as soon as both have one. */
  async function clearance(chat: number, lane: Lane): Promise<void> {
    for (;;) {
      stopping.signal.throwIfAborted();
      const now = clock.now();
      lastSecond = lastSecond.filter((at) => now - at < 1_000);
      lane.sentAt = lane.sentAt.filter((at) => now - at < MINUTE);
      const nextInGroup = lane.sentAt.at(-GROUP_A_MINUTE);
      const wait = Math.max(
        lane.blockedUntil - now,
        (lane.sentAt.at(-1) ?? Number.NEGATIVE_INFINITY) + CHAT_SPACING - now,
        chat < 0 && nextInGroup !== undefined ? nextInGroup + MINUTE - now : 0,
        lastSecond.length >= ALL_A_SECOND ? (lastSecond[0] ?? now) + 1_000 - now : 0,
      );
      if (wait <= 0) {
        lane.sentAt.push(now);
        lastSecond.push(now);
        return;
      }
      await clock.sleep(wait, stopping.signal);
    }
  }

  async function deliver(message: Outgoing, lane: Lane): Promise<Delivery> {
    const { chat } = message;
    let { topic } = message;
    let asHtml = true;
    let tries = 0;
    for (;;) {
      await clearance(chat, lane);
      try {
        const sent = await connection(() =>
          api.call(
            'sendMessage',
            {
              chat_id: chat,
              text: asHtml ? message.html : message.plain,
              ...(asHtml ? { parse_mode: 'HTML' as const } : {}),
              link_preview_options: { is_disabled: true },
              ...(topic === undefined ? {} : { message_thread_id: topic }),
              ...(message.replyTo === undefined
                ? {}
                : { reply_parameters: { message_id: message.replyTo, allow_sending_without_reply: true } }),
            },
            { signal: stopping.signal },
          ),
        );
        return { kind: 'sent', chat, messageId: sent.message_id };
      } catch (thrown) {
        stopping.signal.throwIfAborted();
        const failure = failureOf(thrown);
        switch (failure.kind) {
          case 'flood':
            flooded(chat, lane, failure.retryAfter);
            break;
          case 'unreachable':
            if (++tries >= MOST_TRIES) throw thrown;
            log('warn', 'telegram-send-retried', { chat, tries, reason: api.describe(thrown) });
            await clock.sleep(backoff(tries, random), stopping.signal);
            break;
          case 'moved': {
            moved(chat, failure.to);
            onMoved(chat, failure.to);
            // Message ids of the old group mean other messages in the new one.
            const { replyTo: _, topic: __, ...rest } = message;
            return await send({ ...rest, chat: failure.to });
          }
          case 'refused':
            if (asHtml && /can't parse entities/i.test(failure.description)) {
              log('error', 'telegram-html-refused', { chat, reason: failure.description });
              asHtml = false;
              break;
            }
            if (topic !== undefined && /thread not found|topic/i.test(failure.description)) {
              topic = undefined;
              break;
            }
            log('warn', 'telegram-message-dropped', { chat, reason: failure.description });
            return { kind: 'dropped' };
          case 'forbidden':
            log('info', 'telegram-message-dropped', { chat, reason: 'blocked or removed' });
            return { kind: 'dropped' };
          case 'token-refused':
          case 'conflict':
          case 'fault':
            throw thrown;
        }
      }
    }
  }

  function flooded(chat: number, lane: Lane, retryAfter: number): void {
    log('warn', 'telegram-flood', { chat, retryAfter });
    lane.blockedUntil = clock.now() + retryAfter * 1_000 + MARGIN;
    const held = [...lanes.values()].filter(({ blockedUntil }) => blockedUntil > clock.now());
    if (held.length >= CHATS_OF_A_GLOBAL_FLOOD) api.holdAll(retryAfter);
  }

  function moved(from: number, to: number): void {
    movedTo.set(from, to);
  }

  function typing(chat: number, topic?: number): () => void {
    const stop = new AbortController();
    const signal = AbortSignal.any([stop.signal, stopping.signal]);
    const show = async () => {
      await clock.sleep(TYPING_AFTER, signal);
      while (!signal.aborted) {
        const target = movedTo.get(chat) ?? chat;
        const lane = laneOf(target);
        if (lane.waiting === 0 && clock.now() >= lane.blockedUntil) {
          const action = connection(() =>
            api.call(
              'sendChatAction',
              {
                chat_id: target,
                action: 'typing',
                ...(topic === undefined ? {} : { message_thread_id: topic }),
              },
              { signal: stopping.signal, deadline: 5_000 },
            ),
          );
          // A message that comes meanwhile waits for the outcome: it may be a retry_after.
          lane.tail = action.catch((thrown: unknown) => {
            const failure = failureOf(thrown);
            if (failure.kind === 'flood') flooded(target, lane, failure.retryAfter);
          });
          await action;
        }
        await clock.sleep(TYPING_EVERY, signal);
      }
    };
    show().catch(() => undefined);
    return () => stop.abort();
  }

  return { send, typing, moved, stop: () => stopping.abort() };
}
