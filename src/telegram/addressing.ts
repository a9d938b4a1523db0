import type { Message, MessageEntity } from 'telegraf/types';
import { hasWords } from '../core/language/text.ts';

export interface BotIdentity {
  readonly id: number;
  /** Without `@`. */
  readonly username: string;
}

/** What a message wants of the bot, and by which sign it is known. */
export type Addressed =
  | { readonly kind: 'question'; readonly text: string; readonly by: 'private' | 'mention' | 'reply' | 'ask' }
  /** `name` in lower case, without `/` and without the bot's name. */
  | { readonly kind: 'command'; readonly name: string }
  /** Spoken to with nothing to answer: a bare mention, an `/ask` alone. */
  | { readonly kind: 'nothing-asked' }
  /** A photo, voice or sticker without words, in private. */
  | { readonly kind: 'no-text' }
  | {
      readonly kind: 'ignored';
      readonly why: 'bot' | 'service' | 'channel-post' | 'forwarded' | 'other-bot' | 'not-addressed';
    };

interface Text {
  readonly text: string;
  readonly entities: readonly MessageEntity[];
}

/** `/name`, `/name@bot`; a Han character may follow at once, as people type it. */
const COMMAND = /^\/([a-z0-9_]{1,32})(?:@([a-z0-9_]{3,32}))?(?![a-z0-9_@/])/i;
/** Characters that part a mention from the question around it. */
const SEPARATORS = /^[\s,，、:：;；~～]+|[\s,，、:：;；~～]+$/gu;
const NOT_PROSE: ReadonlySet<string> = new Set(['url', 'email', 'code', 'pre']);

/**
 * Decides whether a new message is for the bot, and what is asked. Pure.
 *
 * A mention counts by its entity, and by its text as well: Telegram makes no entity where a letter of any script
 * (a Han character included) touches the name, as in 请问@bot. Such lines only arrive with privacy mode off.
 */
export function addressed(message: Message, bot: BotIdentity): Addressed {
  const senderChat = 'sender_chat' in message ? message.sender_chat : undefined;
  // Anonymous administrators and members who write as a channel come from a bot account, with `sender_chat` set.
  if (message.from?.is_bot && senderChat === undefined) return { kind: 'ignored', why: 'bot' };
  if (
    message.chat.type === 'channel' ||
    ('is_automatic_forward' in message && message.is_automatic_forward)
  ) {
    return { kind: 'ignored', why: 'channel-post' };
  }
  const isPrivate = message.chat.type === 'private';
  const body = textOf(message);
  if (body === undefined) {
    return isPrivate && hasMedia(message) ? { kind: 'no-text' } : { kind: 'ignored', why: 'service' };
  }
  if (!isPrivate && 'forward_origin' in message && message.forward_origin !== undefined) {
    return { kind: 'ignored', why: 'forwarded' };
  }

  const mentions = mentionsOf(body, bot);
  const own = without(body.text, mentions);
  const command = COMMAND.exec(own);
  if (command) {
    const [whole, name = '', target] = command;
    if (target !== undefined && target.toLowerCase() !== bot.username.toLowerCase()) {
      return { kind: 'ignored', why: 'other-bot' };
    }
    const rest = trimmed(own.slice(whole.length));
    if (name.toLowerCase() === 'ask') return asked(rest, 'ask', message, bot);
    return { kind: 'command', name: name.toLowerCase() };
  }
  if (isPrivate) return { kind: 'question', text: own === '' ? body.text : own, by: 'private' };
  if (mentions.length > 0) return asked(own, 'mention', message, bot);
  if (repliesTo(message, bot) && hasWords(own)) {
    return opensWithAnotherBot(body)
      ? { kind: 'ignored', why: 'other-bot' }
      : { kind: 'question', text: own, by: 'reply' };
  }
  return { kind: 'ignored', why: 'not-addressed' };
}

/** Words of one's own are the question; with none, the message replied to is. */
function asked(own: string, by: 'mention' | 'ask', message: Message, bot: BotIdentity): Addressed {
  if (hasWords(own)) return { kind: 'question', text: own, by };
  const replied = repliedText(message, bot);
  return replied === undefined ? { kind: 'nothing-asked' } : { kind: 'question', text: replied, by };
}

/** The quoted part, else the whole text, of the message that is replied to, unless the bot wrote it. */
function repliedText(message: Message, bot: BotIdentity): string | undefined {
  if (repliesTo(message, bot)) return undefined;
  const quote = 'quote' in message ? message.quote?.text : undefined;
  const replied = 'reply_to_message' in message ? message.reply_to_message : undefined;
  const body = quote === undefined ? replied && textOf(replied) : { text: quote, entities: [] };
  if (body === undefined) return undefined;
  const text = without(body.text, mentionsOf(body, bot)).replace(COMMAND, '').trim();
  return hasWords(text) ? text : undefined;
}

function repliesTo(message: Message, bot: BotIdentity): boolean {
  const replied = 'reply_to_message' in message ? message.reply_to_message : undefined;
  // In a forum every message of a topic "replies" to the service message that opened the topic.
  return replied?.from?.id === bot.id && textOf(replied) !== undefined;
}

function textOf(message: object): Text | undefined {
  const fields = message as {
    text?: string;
    entities?: MessageEntity[];
    caption?: string;
    caption_entities?: MessageEntity[];
  };
  if (fields.text !== undefined) return { text: fields.text, entities: fields.entities ?? [] };
  if (fields.caption !== undefined) return { text: fields.caption, entities: fields.caption_entities ?? [] };
  return undefined;
}

const MEDIA = [
  'photo',
  'voice',
  'audio',
  'video',
  'video_note',
  'document',
  'sticker',
  'animation',
  'location',
];

function hasMedia(message: Message): boolean {
  return MEDIA.some((kind) => kind in message);
}

/** Offsets are UTF-16 units, as JavaScript strings have them. */
function mentionsOf({ text, entities }: Text, bot: BotIdentity): { start: number; end: number }[] {
  const name = `@${bot.username}`.toLowerCase();
  const found: { start: number; end: number }[] = [];
  for (const entity of entities) {
    const span = { start: entity.offset, end: entity.offset + entity.length };
    if (entity.type === 'text_mention' && entity.user.id === bot.id) found.push(span);
  }
  const lower = text.toLowerCase();
  // A character whose lower case has another length would shift every offset behind it.
  const searched = lower.length === text.length ? lower : text;
  for (let at = searched.indexOf(name); at >= 0; at = searched.indexOf(name, at + 1)) {
    const end = at + name.length;
    const touches = /[a-z0-9_.@/]/.test(searched.charAt(at - 1)) || /[a-z0-9_]/.test(searched.charAt(end));
    const inProse = !entities.some(
      ({ type, offset, length }) => NOT_PROSE.has(type) && offset < end && at < offset + length,
    );
    if (!touches && inProse) found.push({ start: at, end });
  }
  return found.sort((a, b) => a.start - b.start);
}

function opensWithAnotherBot({ text, entities }: Text): boolean {
  const first = entities.find(({ offset }) => offset === 0);
  return first?.type === 'mention' && /bot$/i.test(text.slice(0, first.length));
}

function without(text: string, spans: readonly { start: number; end: number }[]): string {
  let rest = '';
  let from = 0;
  for (const { start, end } of spans) {
    rest += `${text.slice(from, start)} `;
    from = Math.max(from, end);
  }
  return trimmed(rest + text.slice(from));
}

function trimmed(text: string): string {
  return text
    .replaceAll(SEPARATORS, '')
    .replaceAll(/[^\S\n]+/gu, ' ')
    .replaceAll(/ (?=[，。？！、：；])/gu, '');
}
