import type { MessageEntity } from 'telegraf/types';

/** A rich message as plain words. Offsets are UTF-16 units of the text. */
export interface RichWords {
  readonly text: string;
  readonly entities: readonly MessageEntity[];
}

/** Telegram nests 16 deep at most; what is deeper is not read. */
const MOST_DEPTH = 64;
/** What holds text, and each as blocks have it, in the order in which it is read. */
const TEXTS = ['summary', 'text', 'expression', 'alternative_text'] as const;
const NESTED = ['blocks', 'items', 'cells'] as const;

type Fields = Readonly<Record<string, unknown>>;

/**
 * The words of a rich message as its blocks say them, a block a line, each item of a list behind its label, each row of a
 * table on a line of its own; with the mentions in them, and with what is no prose: code, and links and e-mail addresses
 * that are written out. Buttons and pictures say nothing. Kinds that are not known are read by the fields that known ones
 * have. Pure; time grows with the length alone.
 */
export function richWords({ blocks }: { readonly blocks?: unknown }): RichWords {
  const entities: MessageEntity[] = [];
  let text = '';
  /** What parts the words that come next from those before. */
  let gap: '' | ' ' | '\n' = '';
  /** What comes next stands on the line of its label. */
  let isLabelled = false;

  function write(words: string): void {
    if (words === '') return;
    text += text === '' ? words : gap + words;
    gap = '';
    isLabelled = false;
  }

  function endLine(): void {
    if (!isLabelled) gap = '\n';
  }

  /** Writes what the value says in a line, and marks it where its kind counts for who is spoken to. */
  function inline(value: unknown, depth: number): void {
    if (typeof value === 'string') write(value);
    if (typeof value !== 'object' || value === null || depth > MOST_DEPTH) return;
    if (Array.isArray(value)) {
      for (const part of value) inline(part, depth + 1);
      return;
    }
    const fields = value as Fields;
    if (fields.type === 'button') return;
    marked(fields, () => {
      const before = { text, gap, isLabelled, found: entities.length };
      texts(fields, depth);
      const name = nameIn(fields);
      const shown = text.slice(before.text.length).trim();
      // A name that is shown under other words.
      if (name !== undefined && shown.toLowerCase() !== name.toLowerCase()) {
        ({ text, gap, isLabelled } = before);
        entities.length = before.found;
        write(name);
      }
    });
    for (const name of NESTED) nested(name, fields[name], depth);
  }

  function texts(fields: Fields, depth: number): void {
    for (const name of TEXTS) inline(fields[name], depth + 1);
  }

  function marked(fields: Fields, inner: () => void): void {
    const offset = text === '' ? 0 : text.length + gap.length;
    inner();
    const words = text.slice(offset);
    const entity = words === '' ? undefined : entityOf(fields, words);
    if (entity !== undefined) entities.push({ offset, length: words.length, ...entity } as MessageEntity);
  }

  function nested(name: (typeof NESTED)[number], value: unknown, depth: number): void {
    if (!Array.isArray(value)) return;
    for (const one of value) {
      if (name === 'cells') row(one, depth + 1);
      else block(one, depth + 1);
    }
  }

  function row(cells: unknown, depth: number): void {
    endLine();
    for (const [at, cell] of (Array.isArray(cells) ? cells : [cells]).entries()) {
      if (at > 0 && gap === '') gap = ' ';
      inline(cell, depth + 1);
    }
    endLine();
  }

  function block(value: unknown, depth: number): void {
    if (depth > MOST_DEPTH) return;
    endLine();
    if (typeof value !== 'object' || value === null || Array.isArray(value)) inline(value, depth);
    else whole(value as Fields, depth);
    endLine();
  }

  function whole(fields: Fields, depth: number): void {
    if (fields.type === 'buttons') return;
    const { label, caption, credit } = fields;
    if (typeof label === 'string' && label !== '') {
      write(label);
      gap = ' ';
      isLabelled = true;
    }
    const isTable = Array.isArray(fields.cells);
    if (isTable) block(caption, depth + 1);
    marked(fields, () => texts(fields, depth));
    for (const name of NESTED) nested(name, fields[name], depth);
    if (!isTable) block(caption, depth + 1);
    block(credit, depth + 1);
    isLabelled = false;
  }

  nested('blocks', blocks, 0);
  return { text: text.trimEnd(), entities };
}

function nameIn({ type, username }: Fields): string | undefined {
  return type === 'mention' && typeof username === 'string' ? `@${username.replace(/^@/u, '')}` : undefined;
}

function entityOf({ type, user, url }: Fields, words: string): object | undefined {
  switch (type) {
    case 'mention':
    case 'code':
    case 'pre':
      return { type };
    case 'email_address':
      return { type: 'email' };
    case 'text_mention':
      return isUser(user) ? { type, user } : undefined;
    case 'url':
      return isAddress(words, url) ? { type } : undefined;
    default:
      return undefined;
  }
}

function isUser(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && typeof (value as Fields).id === 'number';
}

/** Whether the words of a link are its own address, which Telegram found in them. */
function isAddress(words: string, url: unknown): boolean {
  return typeof url === 'string' && (url === words || url.replace(/^[a-z]+:\/\//iu, '').startsWith(words));
}
