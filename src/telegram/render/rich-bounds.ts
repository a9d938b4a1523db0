import { wording } from '../../wording.ts';
import type { RichBlock } from '../methods.ts';
import { portions } from './parts.ts';

/** Of one rich message: characters of all its texts, in UTF-16 units, which are never fewer; blocks with all that are within. */
const RICH_CHARACTERS = 32_768;
const RICH_BLOCKS = 500;
const RICH_COLUMNS = 20;

interface Size {
  readonly characters: number;
  readonly blocks: number;
}

type RichText = Extract<RichBlock, { readonly type: 'paragraph' }>['text'];
type Quote = Extract<RichBlock, { readonly type: 'expandable_blockquote' }>;
type List = Extract<RichBlock, { readonly type: 'list' }>;

/** Whether a message of this block alone is within the bounds. */
export function isWithinBounds(block: RichBlock): boolean {
  const isNarrow = block.type !== 'table' || block.cells.every(({ length }) => length <= RICH_COLUMNS);
  return isNarrow && fits(sizeOf(block));
}

/** Fills messages with whole blocks, in order; one that is longer than a message goes on in the next. */
export function packBlocks(blocks: readonly RichBlock[]): RichBlock[][] {
  const messages: RichBlock[][] = [];
  let size: Size = { characters: 0, blocks: 0 };
  for (const block of blocks.flatMap(cut)) {
    const own = sizeOf(block);
    const next = { characters: size.characters + own.characters, blocks: size.blocks + own.blocks };
    const last = messages.at(-1);
    if (last !== undefined && fits(next)) last.push(block);
    else messages.push([block]);
    size = last !== undefined && fits(next) ? next : own;
  }
  return messages;
}

function fits({ characters, blocks }: Size): boolean {
  return characters <= RICH_CHARACTERS && blocks <= RICH_BLOCKS;
}

/** The texts of a rich text, one after the other. */
function wordsOf(text: RichText | undefined): string {
  if (text === undefined) return '';
  if (typeof text === 'string') return text;
  if (Array.isArray(text)) return text.map(wordsOf).join('');
  return 'text' in text ? wordsOf(text.text) : '';
}

/** The blocks that an answer is made of; a quote counts as it is told to an older server, where it is three. */
function sizeOf(block: RichBlock): Size {
  switch (block.type) {
    case 'paragraph':
      return { characters: wordsOf(block.text).length, blocks: 1 };
    case 'expandable_blockquote':
      return { characters: wordsOf(block.credit).length + wordsOf(block.text).length, blocks: 3 };
    case 'table':
      return {
        characters: sum([
          wordsOf(block.caption).length,
          ...block.cells.flat().map(({ text }) => wordsOf(text).length),
        ]),
        blocks: 1 + block.cells.length,
      };
    case 'list': {
      const inner = block.items.flatMap((item) => item.blocks.map(sizeOf));
      return {
        characters: sum(inner.map(({ characters }) => characters)),
        blocks: 1 + block.items.length + sum(inner.map(({ blocks }) => blocks)),
      };
    }
    default:
      return { characters: 0, blocks: 1 };
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}

/** The block, or where it is longer than a message, blocks that are not; each part of a quote keeps its number. */
function cut(block: RichBlock): RichBlock[] {
  if (fits(sizeOf(block))) return [block];
  if (block.type === 'paragraph')
    return portions(wordsOf(block.text), RICH_CHARACTERS).map((text) => ({ type: 'paragraph', text }));
  if (block.type === 'expandable_blockquote') return cutQuote(block);
  return block.type === 'list' ? cutList(block) : [block];
}

function cutQuote({ text, credit }: Quote): RichBlock[] {
  const isStruck = typeof text === 'object' && !Array.isArray(text);
  const line = portions(wordsOf(credit), RICH_CHARACTERS / 4)[0] ?? '';
  const further = `${line}${wording.telegram.continued}`;
  return portions(wordsOf(text), RICH_CHARACTERS - further.length).map((part, at) => ({
    type: 'expandable_blockquote',
    text: isStruck ? { type: 'strikethrough', text: part } : part,
    credit: at === 0 ? line : further,
  }));
}

/** Lists of as many whole items as fit; an item that is longer than a message is paragraphs. */
function cutList({ items }: List): RichBlock[] {
  const blocks: RichBlock[] = [];
  for (const item of items) {
    const last = blocks.at(-1);
    const longer: List | undefined =
      last?.type === 'list' ? { type: 'list', items: [...last.items, item] } : undefined;
    const alone: List = { type: 'list', items: [item] };
    if (longer !== undefined && fits(sizeOf(longer))) blocks.splice(-1, 1, longer);
    else if (fits(sizeOf(alone))) blocks.push(alone);
    else blocks.push(...item.blocks.flatMap(cut));
  }
  return blocks;
}
