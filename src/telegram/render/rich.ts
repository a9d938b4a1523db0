import { notesOn } from '../../core/shown/citations.ts';
import type { Answer, Citation } from '../../core/types.ts';
import { wording } from '../../wording.ts';
import type { RichBlock, RichMessage } from '../methods.ts';
import { clean, quoteOf, sourceLine } from './parts.ts';
import { isWithinBounds, packBlocks } from './rich-bounds.ts';
import { saidBlocks } from './rich-lists.ts';
import { tableBlock } from './rich-table.ts';

export { forOlder } from './rich-older.ts';

/**
 * The rich messages that say an answer, in blocks of Bot API 10.3, first to last, each within the bounds of either form; null
 * where HTML says the same: there is no table, no list, and no paper that was repealed. What they say beside the table is
 * what `renderAnswer` says. Pure.
 */
export function renderRich(answer: Answer): readonly RichMessage[] | null {
  if (answer.kind !== 'answered') return null;
  const { text, table, closing, citations } = answer;
  const said = saidBlocks(clean(text));
  const beside = table === undefined ? null : tableBlock(table);
  const tables = beside !== null && isWithinBounds(beside) ? [beside] : [];
  const isPlain = said.every(({ type }) => type === 'paragraph') && !citations.some(isStruck);
  if (tables.length === 0 && isPlain) return null;
  const blocks = [
    ...notesOn(answer, wording.telegram.ownPlace).flatMap(paragraph),
    ...said,
    ...tables,
    ...(closing === undefined ? [] : paragraph(closing)),
    ...citations.map(source),
  ];
  return packBlocks(blocks).map((own) => ({ blocks: own, skip_entity_detection: true }));
}

function paragraph(text: string): RichBlock[] {
  const words = clean(text).trim();
  return words === '' ? [] : [{ type: 'paragraph', text: words }];
}

/** A quote that folds, over the line that says whose it is. */
function source(citation: Citation): RichBlock {
  const line = sourceLine(citation).trim();
  const quote = quoteOf(citation);
  if (quote === '') return { type: 'paragraph', text: line };
  return {
    type: 'expandable_blockquote',
    text: isStruck(citation) ? { type: 'strikethrough', text: quote } : quote,
    credit: line,
  };
}

/** What another paper took back; what only ran out is not. */
function isStruck({ ended }: Citation): boolean {
  return ended !== undefined && ended !== 'expired';
}
