import type { Message } from 'telegraf/types';
import { type Decision, NO_SCORES } from '../../chat/decision.ts';
import type { Quota, Requester } from '../../chat/quota.ts';
import type { ChatAddress, QuestionLine, SentAnswer, Store } from '../../core/ports.ts';
import { wording } from '../../wording.ts';
import { type BotIdentity, ownWords, type Sender, senderOf, topicOf } from '../addressing.ts';
import { addressOf } from '../ids.ts';
import { renderLines } from '../render.ts';
import type { Answering } from './answering.ts';
import type { Asked } from './asked.ts';
import type { QueueNotices } from './queue-notices.ts';
import type { Replies, ReplyPlace } from './replies.ts';

/** One burst of messages that asks something: what it is about, and the updates that a reply settles. */
export interface Request {
  readonly id: string;
  readonly others: readonly string[];
  /** The first message, which the answer points at. */
  readonly message: Message;
  /** All of them, oldest first. */
  readonly messages: readonly Message[];
  readonly text: string;
  readonly by: Asked['by'];
}

/** Takes questions from the decision to answer them to the reply that was sent. All reject when Telegram cannot be reached. */
export interface Questions {
  asked(request: Request): Promise<void>;
  /** A line of a group where the bot listens: answered where the evidence is strong, silence else. */
  overheard(request: Request): Promise<void>;
  /** A question that was edited: its answer is edited. */
  edited(request: Request, prior: SentAnswer, lines?: readonly QuestionLine[]): Promise<void>;
  /** The county was chosen by its button: the question back becomes the answer. @param id of the press. */
  chosen(id: string, sent: SentAnswer, county: string): Promise<void>;
  /** Counts a request of the sender; false, and one polite line a minute, where a limit is reached. */
  isWithinLimits(request: Omit<Request, 'text' | 'by'>, by: Request['by'] | 'command'): Promise<boolean>;
  decide(message: Message, decision: Decision): void;
}

/** Answers in a row to a sender that is no person: a channel that answers the bot is answered once. */
const MOST_HOPS = 1;
/** Chats whose question waits for a free place; more, and who asks is told to try later. */
const MOST_WAITING = 2_000;

export function createQuestions(options: {
  readonly store: Store;
  readonly answering: Answering;
  readonly replies: Replies;
  readonly notices: QueueNotices;
  readonly quota: Quota;
  readonly bot: BotIdentity;
  readonly onDecision: (decision: Decision) => void;
}): Questions {
  const { store, answering, replies, notices, quota, bot } = options;

  function record(chat: ChatAddress, messageId: string, decision: Decision): void {
    store.decisions.record(chat, messageId, JSON.stringify(decision), Date.now());
    options.onDecision(decision);
  }
  const decide: Questions['decide'] = ({ chat, message_id: id }, decision) =>
    record(addressOf(chat.id), String(id), decision);

  /** The answer of the bot that one of the messages replies to. */
  function answerRepliedTo(messages: readonly Message[]): SentAnswer | undefined {
    for (const message of messages) {
      const replied = 'reply_to_message' in message ? message.reply_to_message : undefined;
      const sent =
        replied?.from?.id === bot.id
          ? store.answers.find(addressOf(message.chat.id), String(replied.message_id))
          : undefined;
      if (sent !== undefined && sent.recalledAt === null) return sent;
    }
    return undefined;
  }

  function askedBy({ id, message, messages, text, by }: Request): Asked {
    const sender = senderOf(message);
    const continues = answerRepliedTo(messages);
    const lines = messages.map((one) => ({ messageId: String(one.message_id), text: ownWords(one, bot) }));
    return {
      place: placeOf(message),
      text,
      by,
      member: sender.kind === 'member' ? String(sender.id) : null,
      isPrivate: message.chat.type === 'private',
      hops: sender.kind === 'channel' ? (continues?.hops ?? 0) + 1 : 0,
      draftId: draftIdOf(id),
      continues,
      ...(lines.length > 1 ? { lines } : {}),
    };
  }

  /** The sign by which a question was known that was answered before; a part of it alone may show none. */
  function signOf(prior: SentAnswer): Asked['by'] {
    const kept = prior.questionId === null ? undefined : store.decisions.find(prior, prior.questionId);
    return kept === undefined ? 'overheard' : (JSON.parse(kept.body) as Decision).by;
  }

  async function refuse(
    { id, others, message }: Omit<Request, 'text' | 'by'>,
    limit: 'member' | 'group' | 'queue',
    by?: Asked['by'],
  ): Promise<void> {
    decide(message, silent(limit, 'limited', by));
    if (!quota.tells(requesterOf(message), limit)) return;
    const messages = renderLines([wording.telegram.limited[limit]]);
    await replies.reply(id, others, { place: placeOf(message), messages });
  }

  return {
    decide,

    async asked(request) {
      const { id, others, message } = request;
      const asked = askedBy(request);
      if (asked.hops > MOST_HOPS) return decide(message, silent('hop-limit', 'silent', request.by));
      if (answering.waiting >= MOST_WAITING) return refuse(request, 'queue', request.by);
      let told: Promise<(number | undefined)[]> | undefined;
      const { reply, decision, remember } = await answering.answer({
        ...asked,
        onBegun: () => {
          told = Promise.all([id, ...others].map((one) => notices.begun(one)));
        },
      });
      const instead = (await told)?.filter((one) => one !== undefined) ?? [];
      await replies.reply(id, others, { ...reply, instead }, () => {
        decide(message, decision);
        remember();
      });
    },

    async overheard(request) {
      const { id, others, message } = request;
      const isListening = store.chats.settings(addressOf(message.chat.id)).isListening;
      if (!isListening || senderOf(message).kind === 'channel')
        return decide(message, silent('not-listening', 'silent', 'overheard'));
      const { reply, decision, remember } = await answering.overhear(askedBy(request));
      if (reply === null) return decide(message, decision);
      const limit = quota.take(requesterOf(message));
      if (limit !== 'ok') return decide(message, { ...decision, outcome: 'limited', reason: limit });
      await replies.reply(id, others, reply, () => {
        decide(message, decision);
        remember();
      });
    },

    async edited(request, prior, lines) {
      const { reply, decision, remember } = await answering.answer({
        ...askedBy(request),
        by: request.by === 'overheard' ? signOf(prior) : request.by,
        lines,
        hops: prior.hops,
        replaces: prior,
      });
      await replies.reply(request.id, request.others, reply, () => {
        if (prior.questionId !== null) record(prior, prior.questionId, decision);
        remember();
      });
    },

    async chosen(id, sent, county) {
      const { questionId, lines, question, meant = question, member, hops } = sent;
      const { reply, decision, remember } = await answering.answer({
        place: placeOfAnswer(sent),
        text: meant,
        lines,
        by: 'choice',
        member,
        isPrivate: Number(sent.chat) > 0,
        hops,
        draftId: draftIdOf(id),
        replaces: sent,
        chosen: county,
      });
      // The question was edited meanwhile: what it says now has its answer.
      if (store.answers.findByKey(sent.key)?.sentAt !== sent.sentAt) return;
      await replies.reply(id, [], reply, () => {
        if (questionId !== null) record(sent, questionId, decision);
        remember();
      });
    },

    async isWithinLimits(request, by) {
      const { message } = request;
      const what = by === 'command' ? by : 'question';
      const limit = quota.take(requesterOf(message), what);
      if (limit !== 'ok') await refuse(request, limit, by === 'command' ? 'none' : by);
      return limit === 'ok';
    },
  };
}

/** Nothing is said, or one line instead of an answer. */
export function silent(
  reason: NonNullable<Decision['reason']>,
  outcome: 'silent' | 'limited' | 'stale' = 'silent',
  by: Decision['by'] = 'none',
): Decision {
  return { outcome, by, reason, ...NO_SCORES };
}

export function placeOf(message: Message): ReplyPlace & { readonly replyTo: number } {
  const topic = topicOf(message);
  return { chat: message.chat.id, replyTo: message.message_id, ...(topic === undefined ? {} : { topic }) };
}

function placeOfAnswer({ chat, thread, questionId }: SentAnswer): ReplyPlace & { readonly replyTo: number } {
  return {
    chat: Number(chat),
    replyTo: Number(questionId ?? 0),
    ...(thread === '' ? {} : { topic: Number(thread) }),
  };
}

/** Whose limits count: anonymous administrators of a group share them as one. */
function requesterOf(message: Message): Requester {
  const { chat } = message;
  const sender: Sender = senderOf(message);
  const member = String(sender.kind === 'anonymous-admin' ? chat.id : sender.id);
  return { ...addressOf(chat.id), member, isGroup: chat.id < 0 };
}

/** Telegram wants a number that is not zero, within 32 bits. */
function draftIdOf(updateId: string): number {
  return (Number(updateId) % 2_147_483_647) + 1;
}
