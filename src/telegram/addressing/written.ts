import type { Message, MessageEntity } from 'telegraf/types';
import { fold } from '../../core/language/text.ts';
import type { Span } from '../../core/types.ts';
import { richWords } from './rich-words.ts';

export interface BotIdentity {
  readonly id: number;
  /** Without `@`. */
  readonly username: string;
}

/** What somebody wrote: a text, plain or rich, the caption of a picture, or a checklist. */
export interface Written {
  readonly text: string;
  readonly entities: readonly MessageEntity[];
}

/** `/name`, `/name@bot` in folded text; a Han character may follow at once, as people type it. */
const COMMAND = /^\/([a-z][a-z0-9_]{0,31})(?:@([a-z0-9_]{3,32}))?(?![a-z0-9_@/])/;
const LEADING_NAMES = /^(?:@[a-z0-9_]{3,32}(?![a-z0-9_])[\s,:;~、]*)+/;
/** Characters that part a mention from the question around it. */
const SEPARATORS: ReadonlySet<string> = new Set(',，、:：;；~～');
const NOT_PROSE: ReadonlySet<string> = new Set(['url', 'email', 'code', 'pre']);
/** Undefined where a message holds no words: a rich message may be pictures alone. */
export function writtenIn(message: object): Written | undefined {
  const { text, entities, caption, caption_entities, rich_message, checklist } = message as Worded;
  if (text !== undefined) return { text, entities: entities ?? [] };
  if (caption !== undefined) return { text: caption, entities: caption_entities ?? [] };
  if (checklist !== undefined) return checklistWords(checklist);
  const rich = rich_message === undefined ? undefined : richWords(rich_message);
  return rich?.text === '' ? undefined : rich;
}

/** The fields that hold words, newer ones than Telegraf's types have included. */
interface Worded {
  readonly text?: string;
  readonly entities?: readonly MessageEntity[];
  readonly caption?: string;
  readonly caption_entities?: readonly MessageEntity[];
  readonly rich_message?: { readonly blocks?: unknown };
  readonly checklist?: Checklist;
}

interface Checklist {
  readonly title: string;
  readonly title_entities?: readonly MessageEntity[];
  readonly tasks: readonly { readonly text: string; readonly text_entities?: readonly MessageEntity[] }[];
}

/** Title and tasks, a line each. */
function checklistWords({ title, title_entities, tasks }: Checklist): Written {
  const lines = [
    { text: title, entities: title_entities },
    ...tasks.map((task) => ({ text: task.text, entities: task.text_entities })),
  ];
  let offset = 0;
  const entities: MessageEntity[] = [];
  for (const line of lines) {
    for (const entity of line.entities ?? []) entities.push({ ...entity, offset: entity.offset + offset });
    offset += line.text.length + 1;
  }
  return { text: lines.map(({ text }) => text).join('\n'), entities };
}

export function isForwarded(message: Message): boolean {
  return 'forward_origin' in message || 'forward_date' in message;
}

/**
 * Where the bot is named, first to last. By the entity that Telegram made (offsets are UTF-16 units, as JavaScript
 * strings have them), and by the text as well: Telegram makes none where a letter of any script touches the name.
 */
export function mentionsOf({ text, entities }: Written, bot: BotIdentity): Span[] {
  const folded = fold(text);
  const name = `@${bot.username}`.toLowerCase();
  const found = new Map<number, Span>();
  for (const entity of entities) {
    const span = { start: entity.offset, end: entity.offset + entity.length };
    if (isMentionOf(entity, folded, bot)) found.set(span.start, span);
  }
  for (let at = folded.indexOf(name); at >= 0; at = folded.indexOf(name, at + 1)) {
    const end = at + name.length;
    const touches = /[a-z0-9_.@/]/.test(folded.charAt(at - 1)) || /[a-z0-9_]/.test(folded.charAt(end));
    const inProse = !entities.some(
      ({ type, offset, length }) => NOT_PROSE.has(type) && offset < end && at < offset + length,
    );
    if (!touches && inProse) found.set(at, { start: at, end });
  }
  return [...found.values()].sort((a, b) => a.start - b.start);
}

function isMentionOf(entity: MessageEntity, folded: string, bot: BotIdentity): boolean {
  if (entity.type === 'text_mention') return entity.user.id === bot.id;
  const { type, offset, length } = entity;
  return type === 'mention' && folded.slice(offset, offset + length) === `@${bot.username}`.toLowerCase();
}

/** Names of others than the bot, first to last. */
export function otherMentionsOf({ text, entities }: Written, bot: BotIdentity): Span[] {
  const folded = fold(text);
  return entities
    .filter(
      (entity) =>
        (entity.type === 'mention' || entity.type === 'text_mention') && !isMentionOf(entity, folded, bot),
    )
    .map(({ offset, length }) => ({ start: offset, end: offset + length }))
    .sort((a, b) => a.start - b.start);
}

/** The text without the spans, which stand in order, and without what parted them from the rest. */
export function without(text: string, spans: readonly Span[]): string {
  let rest = '';
  let from = 0;
  for (const { start, end } of spans) {
    rest += `${text.slice(from, start)} `;
    from = Math.max(from, end);
  }
  return trimmed(rest + text.slice(from));
}

/** Without separators around it, each run of spaces as one, none before a Chinese mark. */
export function trimmed(text: string): string {
  const separates = (at: number) => SEPARATORS.has(text.charAt(at)) || /\s/u.test(text.charAt(at));
  let start = 0;
  let end = text.length;
  while (start < end && separates(start)) start++;
  while (end > start && separates(end - 1)) end--;
  return text
    .slice(start, end)
    .replaceAll(/[^\S\n]+/gu, ' ')
    .replaceAll(/ (?=[，。？！、：；])/gu, '');
}

/** The command that a text opens with, in lower case; `rest`: what follows it. */
export function commandIn(
  text: string,
): { readonly name: string; readonly target: string | undefined; readonly rest: string } | undefined {
  const found = COMMAND.exec(fold(text));
  if (found === null) return undefined;
  const [whole, name = '', target] = found;
  return { name, target, rest: trimmed(text.slice(whole.length)) };
}

/** Whether a message is a command, to whichever bot. */
export function isCommand(message: Message): boolean {
  const written = writtenIn(message);
  if (written === undefined) return false;
  const folded = fold(written.text).trimStart();
  return COMMAND.test(folded.replace(LEADING_NAMES, ''));
}
