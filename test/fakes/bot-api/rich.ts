import type { RichBlock } from '@grammyjs/types';
import {
  ACTIONS,
  BLOCKS,
  BUTTON,
  CELL,
  DETECTED,
  ITEM,
  type Kind,
  NEWER_NAMES,
  TEXTS,
} from './rich-kinds.ts';
import { isObject, type Json, plain } from './rich-words.ts';
import { type BotApiVersion, knows } from './version.ts';

/** Telegram's limits: characters, blocks with list items and rows, depth of blocks and texts, media, columns, buttons. */
const MOST_CHARACTERS = 32_768;
const MOST_BLOCKS = 500;
const MOST_DEPTH = 16;
const MOST_MEDIA = 50;
const MOST_COLUMNS = 20;
const MOST_BUTTONS = 8;
/** 10.1 had HTML and Markdown alone. */
const BLOCKS_SINCE = '10.2';

/** A rich message as it comes to a bot. */
export interface RichMessage {
  readonly blocks: RichBlock[];
  readonly is_rtl?: true;
}

export type RichReading =
  /** Refused before the chat is looked for: the JSON says something that this server does not know. */
  | { readonly unreadable: string; readonly ignored: readonly string[] }
  | {
      readonly message: RichMessage;
      /** Why the content is refused. */
      readonly refused?: string;
      /** What Telegram takes, and a well-behaved bot does not send. */
      readonly faults: readonly string[];
      readonly ignored: readonly string[];
    };

class Unreadable extends Error {}

/** Reads the parameter `rich_message` as a server of `version` does, into the shape that comes back in. */
export function readRich(
  given: Json,
  { version, inDraft = false }: { readonly version: BotApiVersion; readonly inDraft?: boolean },
): RichReading {
  const ignored: string[] = [];
  const faults: string[] = [];
  let refused: string | undefined;
  let characters = 0;
  let blocks = 0;
  let depth = 0;
  let media = 0;

  const refuse = (why: string) => {
    refused ??= `Bad Request: ${why}`;
  };
  const reach = (level: number) => {
    depth = Math.max(depth, level);
  };
  const words = (value: string): string => {
    if (!value.isWellFormed()) refuse('strings must be encoded in UTF-8');
    characters += [...value].length;
    return value;
  };

  /** The fields that this server knows of an object, each read by its name. */
  function fieldsOf(
    what: string,
    value: unknown,
    kind: Kind,
    read: (name: string, value: unknown) => unknown,
  ) {
    if (!isObject(value)) throw new Unreadable(`can't parse ${what}: object expected`);
    const known = ['type', ...kind.needs, ...(kind.may ?? [])];
    for (const name of kind.needs) {
      if (value[name] === undefined) throw new Unreadable(`can't parse ${what}: Can't find field "${name}"`);
    }
    const fields: [string, unknown][] = [];
    for (const [name, field] of Object.entries(value)) {
      if (!known.includes(name)) faults.push(`${what} has no field ${name}`);
      else if (!knows(version, NEWER_NAMES[name])) ignored.push(`rich_message.${name}`);
      else fields.push([name, read(name, field)]);
    }
    return Object.fromEntries(fields) as Record<string, never>;
  }

  function textOf(value: unknown, level: number): unknown {
    if (typeof value === 'string') return words(value);
    if (Array.isArray(value)) return value.map((part) => textOf(part, level));
    if (!isObject(value)) throw new Unreadable('invalid rich text specified');
    reach(level);
    const type = String(value.type);
    const kind = Object.hasOwn(TEXTS, type) ? TEXTS[type] : undefined;
    if (!kind || !knows(version, kind.since)) throw new Unreadable('Unsupported rich text type');
    const text = fieldsOf('RichText', value, kind, (name, field) => {
      if (name === 'text') return textOf(field, level + 1);
      if (name === 'button') return buttonOf(field, level + 1);
      if (name === 'expression' || name === 'alternative_text') return words(String(field));
      if (name === 'url' && !isAddress(field)) refuse('RICH_MESSAGE_URL_INVALID');
      return field;
    });
    return Object.hasOwn(DETECTED, type) ? text.text : text;
  }

  function buttonOf(value: unknown, level: number): unknown {
    const button = fieldsOf('RichMessageButton', value, BUTTON, (name, field) =>
      name === 'text' ? textOf(field, level) : field,
    );
    const actions = ACTIONS.filter((name) => button[name] !== undefined);
    if (actions.length !== 1)
      throw new Unreadable("can't parse RichMessageButton: exactly one action expected");
    const bytes = Buffer.byteLength(String(button.callback_data ?? '-'));
    if (bytes < 1 || bytes > 64) refuse('BUTTON_DATA_INVALID');
    if (button.style === 'link' && actions[0] !== 'callback_data') {
      refuse('only callback buttons can have the link style');
    }
    return button;
  }

  const blocksOf = (value: unknown, level: number): RichBlock[] => {
    if (!Array.isArray(value)) throw new Unreadable("can't parse InputRichBlock: array expected");
    return value.map((block) => blockOf(block, level));
  };

  function blockOf(value: unknown, level: number): RichBlock {
    if (!isObject(value)) throw new Unreadable("can't parse InputRichBlock: object expected");
    const type = String(value.type);
    const kind = Object.hasOwn(BLOCKS, type) ? BLOCKS[type] : undefined;
    if (!kind || !knows(version, kind.since)) {
      throw new Unreadable(`can't parse InputRichBlock: type "${type}" is unsupported`);
    }
    if (type === 'thinking' && !inDraft) refuse('thinking blocks can be used only in drafts');
    if (Object.hasOwn(value, type)) media++;
    blocks++;
    reach(level);
    const block = fieldsOf(`InputRichBlock`, value, kind, (name, field) => {
      switch (name) {
        case 'text':
        case 'summary':
          return filled(textOf(field, level + 1), 'block must be non-empty');
        case 'credit':
          return textOf(field, level + 1);
        case 'caption':
          return type === 'table' ? textOf(field, level + 1) : captionOf(field, level + 1);
        case 'blocks':
          return filledList(blocksOf(field, level + 1), 'block must be non-empty');
        case 'items':
          return itemsOf(field, level + 1);
        case 'cells':
          return cellsOf(field, level + 1);
        case 'buttons':
          return buttonsOf(field, level + 1);
        case 'expression':
          return words(String(field));
        default:
          return field;
      }
    });
    if (type === 'heading' && ![1, 2, 3, 4, 5, 6].includes(block.size as never)) {
      refuse('invalid section heading size specified');
    }
    return block as unknown as RichBlock;
  }

  const filled = <T>(text: T, otherwise: string): T => {
    if (plain(text).trim() === '') refuse(otherwise);
    return text;
  };
  const filledList = <T>(list: readonly T[], otherwise: string): readonly T[] => {
    if (list.length === 0) refuse(otherwise);
    return list;
  };

  const captionOf = (value: unknown, level: number) =>
    fieldsOf('RichBlockCaption', value, { needs: ['text'], may: ['credit'] }, (_, field) =>
      textOf(field, level),
    );

  function itemsOf(value: unknown, level: number): unknown {
    if (!Array.isArray(value)) throw new Unreadable("can't parse InputRichBlockListItem: array expected");
    filledList(value, 'list must be non-empty');
    const items = value.map((given) => {
      blocks++;
      return fieldsOf('InputRichBlockListItem', given, ITEM, (name, field) =>
        name === 'blocks' ? filledList(blocksOf(field, level + 1), 'list item must be non-empty') : field,
      );
    });
    const ordered = items.filter(({ type }) => type !== undefined);
    if (ordered.length > 0 && ordered.length < items.length)
      refuse('list must be either ordered or unordered');
    return items.map((item, at) => ({
      ...item,
      label: item.type === undefined ? '•' : `${item.value ?? at + 1}.`,
    }));
  }

  function cellsOf(value: unknown, level: number): unknown {
    if (!Array.isArray(value) || !value.every(Array.isArray)) {
      throw new Unreadable("can't parse RichBlockTableCell: array expected");
    }
    filledList(value, 'block must be non-empty');
    return value.map((row: readonly unknown[]) => {
      blocks++;
      filledList(row, 'block must be non-empty');
      let columns = 0;
      const cells = row.map((given) => {
        const cell = fieldsOf('RichBlockTableCell', given, CELL, (name, field) =>
          name === 'text' ? filled(textOf(field, level), 'table cell must be non-empty') : field,
        );
        if (cell.text === undefined) faults.push('a table cell without text, which nobody sees');
        for (const name of ['colspan', 'rowspan'] as const) {
          if (Number(cell[name] ?? 1) < 0) refuse(`invalid table cell ${name} specified`);
        }
        columns += Math.max(1, Number(cell.colspan ?? 1));
        return { align: cell.is_header ? 'center' : 'left', valign: 'middle', ...cell };
      });
      if (columns > MOST_COLUMNS) refuse('RICH_MESSAGE_TABLE_COLS_TOO_MANY');
      return cells;
    });
  }

  function buttonsOf(value: unknown, level: number): unknown {
    if (!Array.isArray(value)) throw new Unreadable("can't parse RichMessageButton: array expected");
    filledList(value, 'button row must be non-empty');
    if (value.length > MOST_BUTTONS) refuse(`a button row can have at most ${MOST_BUTTONS} buttons`);
    return value.map((button) => buttonOf(button, level));
  }

  try {
    if (!knows(version, BLOCKS_SINCE) && given.blocks !== undefined) {
      ignored.push('rich_message.blocks');
      throw new Unreadable('rich message must be non-empty');
    }
    if (given.blocks === undefined) {
      if (given.html !== undefined || given.markdown !== undefined) faults.push('markup in place of blocks');
      throw new Unreadable('rich message must be non-empty');
    }
    for (const name of Object.keys(given)) {
      if (!['blocks', 'is_rtl', 'skip_entity_detection'].includes(name)) faults.push(`rich_message.${name}`);
    }
    if (given.skip_entity_detection !== true) faults.push('a rich message whose entities are detected');
    const read = blocksOf(given.blocks, 1);
    if (read.length === 0) refuse('rich message must be non-empty');
    if (characters > MOST_CHARACTERS) refuse('RICH_MESSAGE_TEXT_TOO_LONG');
    if (blocks > MOST_BLOCKS) refuse('RICH_MESSAGE_BLOCKS_TOO_MANY');
    if (depth > MOST_DEPTH) refuse('RICH_MESSAGE_DEPTH_INVALID');
    if (media > MOST_MEDIA) refuse('RICH_MESSAGE_MEDIA_TOO_MANY');
    return {
      message: { blocks: read, ...(given.is_rtl === true ? { is_rtl: true } : {}) },
      ...(refused === undefined ? {} : { refused }),
      faults,
      ignored,
    };
  } catch (thrown) {
    if (!(thrown instanceof Unreadable)) throw thrown;
    return { unreadable: `Bad Request: ${thrown.message}`, ignored };
  }
}

function isAddress(value: unknown): boolean {
  return URL.canParse(String(value)) && /^(?:https?|tg|mailto|tel):$/u.test(new URL(String(value)).protocol);
}
