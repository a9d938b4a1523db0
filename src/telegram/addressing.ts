import type { Message } from 'telegraf/types';
import type { Ignored, Sign } from '../chat/decision.ts';
import { hasWords } from '../core/language/text.ts';
import { isSent, kindOf } from './addressing/kinds.ts';
import { looksLikeQuestion } from './addressing/question-words.ts';
import {
  type BotIdentity,
  commandIn,
  isForwarded,
  mentionsOf,
  otherMentionsOf,
  type Written,
  without,
  writtenIn,
} from './addressing/written.ts';

export { looksLikeQuestion } from './addressing/question-words.ts';
export { type BotIdentity, isCommand } from './addressing/written.ts';

/** What a message wants of the bot, and by which sign it is known. */
export type Addressed =
  | { readonly kind: 'question'; readonly text: string; readonly by: Sign }
  /** `name` in lower case, without `/` and without the bot's name; `argument`: what follows it. */
  | { readonly kind: 'command'; readonly name: string; readonly argument: string }
  /** Spoken to with nothing to answer: a bare mention, an `/ask` alone. */
  | { readonly kind: 'nothing-asked' }
  /** Something without words that may hold a question: a photo, a voice; in groups where it is for the bot. */
  | { readonly kind: 'no-text' }
  /** Asked of nobody in particular: for groups where the bot listens. */
  | { readonly kind: 'overheard'; readonly text: string }
  | {
      readonly kind: 'ignored';
      readonly why: Ignored;
    };

/** In whose name a message was sent. */
export type Sender =
  | { readonly kind: 'member'; readonly id: number }
  /** Writes in the name of the group itself; which administrator it is, nobody is told. */
  | { readonly kind: 'anonymous-admin' }
  /** A channel: its own posts, and members who write in its name. */
  | { readonly kind: 'channel'; readonly id: number }
  | { readonly kind: 'bot'; readonly id: number };

/** One message of a burst, read for itself. */
type Line =
  | Extract<Addressed, { kind: 'command' | 'no-text' | 'ignored' }>
  | {
      readonly kind: 'line';
      /** Without the bot's name; may have no words. */
      readonly text: string;
      readonly by?: Sign;
      /** What is asked about when nothing else is said: the message replied to. */
      readonly about?: string;
      /** Written below something that cannot be read. */
      readonly isCaption: boolean;
    }
  /** Brought from another chat: no words of one's own, yet what a bare mention beside it asks about. */
  | { readonly kind: 'brought'; readonly text: string }
  | { readonly kind: 'to-another'; readonly text: string };

/**
 * Decides whether what was written is for the bot, and what is asked: one message, new or edited, or the messages that
 * one member wrote in one breath, oldest first. Of these one sign of address is enough, and every line counts once.
 * Pure, and in time that grows with the length alone.
 */
export function addressed(messages: Message | readonly Message[], bot: BotIdentity): Addressed {
  const lines = (isSeveral(messages) ? messages : [messages]).map((message) => read(message, bot));
  const command = lines.find((line) => line.kind === 'command');
  if (command) return command;

  const own = lines.filter((line) => line.kind === 'line');
  const brought = lines.filter((line) => line.kind === 'brought');
  const text = joined(own);
  const by = own.find((line) => line.by !== undefined)?.by;
  if (by !== undefined) {
    if (hasWords(text)) return { kind: 'question', text, by };
    const about = joined([
      ...own.flatMap((line) => (line.about === undefined ? [] : [{ text: line.about }])),
      ...brought,
    ]);
    if (about !== '') return { kind: 'question', text: about, by };
    // Signs without words are still a question in private; the answer says that nothing was understood.
    if (by === 'private' && text !== '') return { kind: 'question', text, by };
    const isOfMedia = own.some(({ isCaption }) => isCaption) || lines.some(({ kind }) => kind === 'no-text');
    return { kind: isOfMedia ? 'no-text' : 'nothing-asked' };
  }
  if (own.length > 0) {
    return looksLikeQuestion(text) ? { kind: 'overheard', text } : { kind: 'ignored', why: 'not-a-question' };
  }
  if (brought.length > 0) return { kind: 'ignored', why: 'forwarded' };
  if (lines.some((line) => line.kind === 'to-another')) return { kind: 'ignored', why: 'not-addressed' };
  return (
    lines.find((line) => line.kind === 'no-text') ??
    lines.find((line) => line.kind === 'ignored') ?? { kind: 'ignored', why: 'service' }
  );
}

/** The part of a question that one of its messages holds: without the bot's name; may have no words. */
export function ownWords(message: Message, bot: BotIdentity): string {
  const line = read(message, bot);
  return line.kind === 'line' ? line.text : '';
}

/** In whose name a message was sent, as far as Telegram tells. */
export function senderOf(message: Message): Sender {
  const { chat, from } = message;
  const inNameOf = 'sender_chat' in message ? message.sender_chat : undefined;
  if (chat.type === 'channel' || from === undefined) return { kind: 'channel', id: inNameOf?.id ?? chat.id };
  if (inNameOf?.id === chat.id) return { kind: 'anonymous-admin' };
  if (inNameOf !== undefined) return { kind: 'channel', id: inNameOf.id };
  return { kind: from.is_bot ? 'bot' : 'member', id: from.id };
}

/** The forum topic; undefined outside of forums and in the general topic, where a thread id is refused or means a reply. */
export function topicOf(message: Message): number | undefined {
  return 'is_topic_message' in message && message.is_topic_message ? message.message_thread_id : undefined;
}

function isSeveral(messages: Message | readonly Message[]): messages is readonly Message[] {
  return Array.isArray(messages);
}

function read(message: Message, bot: BotIdentity): Line {
  if (senderOf(message).kind === 'bot') return { kind: 'ignored', why: 'bot' };
  if (message.chat.type === 'channel' || isLinkedPost(message))
    return { kind: 'ignored', why: 'channel-post' };
  if ('is_direct_messages' in message.chat) return { kind: 'ignored', why: 'direct-messages' };
  const isPrivate = message.chat.type === 'private';
  const written = writtenIn(message);
  if (written === undefined) return wordless(message, bot);
  const mentions = mentionsOf(written, bot);
  const own = without(written.text, mentions);
  if (isForwarded(message)) {
    const text = commandIn(own)?.rest ?? own;
    return isPrivate ? { kind: 'line', text, by: 'private', isCaption: false } : { kind: 'brought', text };
  }
  // The words are another bot's, and the member only chose them.
  if (!isPrivate && 'via_bot' in message) return { kind: 'ignored', why: 'other-bot' };

  const about = repliedText(message, bot);
  const line = {
    kind: 'line' as const,
    text: own,
    isCaption: kindOf(message) !== 'words',
    ...(about === undefined ? {} : { about }),
  };
  const command = commandIn(own);
  if (command) {
    const { name, target, rest } = command;
    if (target !== undefined && target !== bot.username.toLowerCase())
      return { kind: 'ignored', why: 'other-bot' };
    return name === 'ask' ? { ...line, text: rest, by: 'ask' } : { kind: 'command', name, argument: rest };
  }
  if (isPrivate) return { ...line, by: 'private' };
  if (mentions.length > 0) return { ...line, by: 'mention' };
  const named = firstNamed(written, bot);
  if (repliesTo(message, bot)) {
    if (named?.start === 0) {
      return isBotName(written, named)
        ? { kind: 'ignored', why: 'other-bot' }
        : { kind: 'to-another', text: own };
    }
    return hasWords(own) ? { ...line, by: 'reply' } : line;
  }
  return named !== undefined || repliesToAnother(message) ? { kind: 'to-another', text: own } : line;
}

/** A gesture asks nothing in a group, as an emoji asks nothing there. */
function wordless(message: Message, bot: BotIdentity): Line {
  if (!isSent(message)) return { kind: 'ignored', why: 'service' };
  if (message.chat.type === 'private') return { kind: 'no-text' };
  const isOwn = !isForwarded(message) && !('via_bot' in message);
  return isOwn && kindOf(message) !== 'gesture' && repliesTo(message, bot)
    ? { kind: 'no-text' }
    : { kind: 'ignored', why: 'service' };
}

/** The lines of a question as one text: those that have any, each once, one below the other. */
export function joined(lines: readonly { readonly text: string }[]): string {
  return [...new Set(lines.map(({ text }) => text).filter((text) => text !== ''))].join('\n');
}

/** A post of the linked channel, which Telegram puts into the group by itself. */
function isLinkedPost(message: object): boolean {
  return 'is_automatic_forward' in message && message.is_automatic_forward === true;
}

/**
 * What a reply without words of its own is about: the part of the message that the member quoted, else all of it.
 * Of the bot's own answers only a part that was quoted can be asked about.
 */
function repliedText(message: Message, bot: BotIdentity): string | undefined {
  const quote = 'quote' in message ? message.quote : undefined;
  if (repliesTo(message, bot) && quote?.is_manual !== true) return undefined;
  const replied = repliedMessage(message);
  const written: Written | undefined =
    quote === undefined ? replied && writtenIn(replied) : { text: quote.text, entities: [] };
  if (written === undefined) return undefined;
  const own = without(written.text, mentionsOf(written, bot));
  const text = commandIn(own)?.rest ?? own;
  return hasWords(text) ? text : undefined;
}

function repliedMessage(message: Message) {
  return 'reply_to_message' in message ? message.reply_to_message : undefined;
}

function repliesTo(message: Message, bot: BotIdentity): boolean {
  const replied = repliedMessage(message);
  // In a forum every message of a topic "replies" to the service message that opened the topic.
  return replied?.from?.id === bot.id && isSent(replied);
}

/** A reply to somebody else's message; to one's own it is the same thought, below a channel's post a remark to all. */
function repliesToAnother(message: Message): boolean {
  const replied = repliedMessage(message);
  if (replied === undefined || isLinkedPost(replied)) return false;
  if (!isSent(replied)) return false;
  const [asker, other] = [senderOf(message), senderOf(replied)];
  // Two anonymous administrators look alike: whether it is the same one is unknown.
  if (asker.kind === 'anonymous-admin' || other.kind === 'anonymous-admin') return true;
  return asker.kind !== other.kind || asker.id !== other.id;
}

function firstNamed(written: Written, bot: BotIdentity) {
  return otherMentionsOf(written, bot)[0];
}

/** Names of bots end in `bot`, by Telegram's rule. */
function isBotName({ text }: Written, { start, end }: { start: number; end: number }): boolean {
  return /^@.*bot$/i.test(text.slice(start, end));
}
