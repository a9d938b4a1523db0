import type { Message, Update } from 'telegraf/types';
import type { App, Conversation, PendingUpdate, Store } from '../core/ports.ts';
import type { Answer } from '../core/types.ts';
import type { Log } from '../log.ts';
import { wording } from '../wording.ts';
import { addressed, type BotIdentity } from './addressing.ts';
import type { Clock } from './clock.ts';
import { COMMANDS } from './commands/index.ts';
import { createLimit } from './limit.ts';
import type { Outbox, Outgoing } from './outbox.ts';
import { type Rendered, renderAnswer, renderLines } from './render.ts';

/** Questions answered at a time, over all chats. */
const MOST_ANSWERING = 8;
/** Milliseconds; far beyond the deadlines of the answer itself. */
const ANSWER_DEADLINE = 180_000;
/** A question older than this gets a line instead of an answer nobody waits for. Milliseconds. */
const STALE = 10 * 60_000;
/** How long turns are looked back on, and how many. */
const MEMORY = 3_600_000;
const MOST_TURNS = 6;

/** A part of a reply as the store keeps it. */
interface Part extends Outgoing {
  /** Present on the parts of an answer: what was asked, and by whom. */
  readonly answers?: { readonly question: string; readonly member: number | null };
}

/** Where the reply goes. */
interface Place {
  readonly chat: number;
  readonly topic?: number;
  readonly replyTo: number;
}

/** Decides on one update and sees its reply through to Telegram. Rejects when Telegram cannot be reached. */
export function createHandler(options: {
  readonly app: App;
  readonly store: Store;
  readonly outbox: Outbox;
  readonly bot: BotIdentity;
  readonly operatorIds: readonly number[];
  readonly groupIds: readonly number[];
  readonly clock: Clock;
  readonly log: Log;
  readonly describe: (thrown: unknown) => string;
}): (update: Update, kept: PendingUpdate) => Promise<void> {
  const { app, store, outbox, bot, clock, log, describe } = options;
  const operators = new Set(options.operatorIds);
  const groups = new Set(options.groupIds);
  const answering = createLimit(MOST_ANSWERING);
  const toldStale = new Map<number, number>();

  return async (update, kept) => {
    if (kept.reply !== null) {
      await sendParts(kept.id, kept.reply, kept.sent);
    } else if ('my_chat_member' in update) {
      const { chat, new_chat_member: member } = update.my_chat_member;
      log('info', 'telegram-membership', { chat: chat.id, status: member.status });
    } else if ('message' in update) {
      await handleMessage(kept.id, update.message);
    }
  };

  async function handleMessage(id: number, message: Message): Promise<void> {
    const { chat } = message;
    if ('migrate_to_chat_id' in message) {
      store.moveChat(chat.id, message.migrate_to_chat_id);
      outbox.moved(chat.id, message.migrate_to_chat_id);
      if (groups.has(chat.id)) {
        groups.add(message.migrate_to_chat_id);
        log('warn', 'telegram-group-id-changed', { from: chat.id, to: message.migrate_to_chat_id });
      }
      return;
    }
    const isPrivate = chat.type === 'private';
    if (!isPrivate && groups.size > 0 && !groups.has(chat.id)) {
      log('info', 'telegram-group-not-allowed', { chat: chat.id });
      return;
    }
    const wish = addressed(message, bot);
    log('debug', 'telegram-message', { chat: chat.id, update: id, wish: wish.kind });
    if (wish.kind === 'ignored') return;

    const topic =
      'is_topic_message' in message && message.is_topic_message ? message.message_thread_id : undefined;
    const place: Place = {
      chat: chat.id,
      replyTo: message.message_id,
      ...(topic === undefined ? {} : { topic }),
    };
    const anonymous = 'sender_chat' in message && message.sender_chat !== undefined;
    const member = anonymous ? null : (message.from?.id ?? null);
    const age = Date.now() - message.date * 1_000;
    if (age > STALE) {
      log('info', 'telegram-message-stale', { chat: chat.id, update: id });
      if (Date.now() - (toldStale.get(chat.id) ?? 0) < STALE) return;
      toldStale.set(chat.id, Date.now());
      await reply(id, place, renderLines([wording.telegram.stale]));
      return;
    }
    switch (wish.kind) {
      case 'question':
        await answer(id, place, wish.text, member);
        break;
      case 'nothing-asked':
        await reply(id, place, renderLines([wording.telegram.nothingAsked(bot.username)]));
        break;
      case 'no-text':
        await reply(id, place, renderLines([wording.telegram.noText]));
        break;
      case 'command': {
        const command = COMMANDS.get(wish.name);
        if (command === undefined && !isPrivate) return;
        const isOperator = member !== null && operators.has(member);
        const messages = command
          ? command({
              app,
              bot,
              isPrivate,
              member,
              isOperator,
              tell: (told) => tell(place, told),
              log,
              describe,
            })
          : renderLines([wording.telegram.unknownCommand]);
        await reply(id, place, messages);
      }
    }
  }

  async function answer(id: number, place: Place, question: string, member: number | null): Promise<void> {
    const conversation: Conversation | undefined =
      member === null ? undefined : { chat: place.chat, topic: place.topic ?? 0, member };
    const stopTyping = outbox.typing(place.chat, place.topic);
    let rendered: Rendered[];
    try {
      const started = clock.now();
      const found = await answering(() => {
        const history = conversation ? store.turns.recent(conversation, Date.now() - MEMORY, MOST_TURNS) : [];
        return withDeadline(app.answer({ text: question, history }));
      });
      rendered = renderAnswer(found);
      if (conversation && isRemembered(found)) {
        const turns = [
          { role: 'user', content: question },
          { role: 'assistant', content: found.text },
        ] as const;
        store.turns.add(conversation, turns, Date.now());
      }
      log('info', 'telegram-answered', {
        chat: place.chat,
        update: id,
        kind: found.kind,
        ms: Math.round(clock.now() - started),
      });
    } catch (thrown) {
      log('error', 'telegram-answer-failed', { chat: place.chat, update: id, reason: describe(thrown) });
      rendered = renderLines([wording.telegram.failed]);
    } finally {
      stopTyping();
    }
    await reply(id, place, rendered, { question, member });
  }

  async function withDeadline<T>(work: Promise<T>): Promise<T> {
    const done = new AbortController();
    const late = clock.sleep(ANSWER_DEADLINE, done.signal).then(() => {
      throw new Error(`no answer within ${ANSWER_DEADLINE} ms`);
    });
    try {
      return await Promise.race([work, late]);
    } finally {
      done.abort();
      late.catch(() => undefined);
    }
  }

  async function reply(
    id: number,
    place: Place,
    messages: readonly Rendered[],
    answers?: Part['answers'],
  ): Promise<void> {
    const parts = partsOf(place, messages).map((part) =>
      JSON.stringify(answers === undefined ? part : { ...part, answers }),
    );
    store.inbox.keepReply(id, parts);
    await sendParts(id, parts, 0);
  }

  async function sendParts(id: number, parts: readonly string[], sent: number): Promise<void> {
    for (const text of parts.slice(sent)) {
      const { answers, ...message } = JSON.parse(text) as Part;
      const delivery = await outbox.send(message);
      if (delivery.kind === 'dropped') return;
      store.inbox.partSent(id);
      if (answers) {
        const { chat, messageId } = delivery;
        store.answers.record({ chat, messageId, ...answers, sentAt: Date.now() });
      }
    }
  }

  /** Best effort, for what is told beside the queue. */
  async function tell(place: Place, messages: readonly Rendered[]): Promise<void> {
    try {
      for (const message of partsOf(place, messages)) await outbox.send(message);
    } catch (thrown) {
      log('warn', 'telegram-message-dropped', { chat: place.chat, reason: describe(thrown) });
    }
  }
}

/** A refusal too is what a follow-up leans on: else it slid back to the county before. Chatter is no ground for one. */
function isRemembered(answer: Answer): boolean {
  return answer.kind !== 'refused' || !['off-topic', 'empty', 'too-long'].includes(answer.reason);
}

/** Only the first part points at the question. */
function partsOf({ replyTo, ...place }: Place, messages: readonly Rendered[]): Outgoing[] {
  return messages.map((message, at) => ({ ...place, ...(at === 0 ? { replyTo } : {}), ...message }));
}
