import { clauses, sentences } from '../../core/language/text.ts';
import type { Origin, SourceDocument, Span } from '../../core/types.ts';
import { type Cell, type Form, type Paragraph, usualGap } from '../lines.ts';
import type { LineForm, TextLine } from '../structure/blocks.ts';
import { unclosed } from '../structure/headings.ts';
import { PICTURE_GAP } from './captions.ts';

export type Origins = NonNullable<SourceDocument['origins']>;

export interface Assembled {
  readonly text: string;
  readonly lines: TextLine[];
  readonly damage: Span[];
  readonly origins?: Origins;
}

/** Puts the text together, with the spans of its lines, cells and losses. Linear in the text. */
export function assemble(blocks: readonly Paragraph[]): Assembled {
  const usual = usualGap(blocks);
  const damage: Span[] = [];
  const parts: string[] = [];
  const starts: number[] = [];
  let length = 0;
  blocks.forEach((block, at) => {
    const space = at === 0 ? '' : block.gap >= usual + PICTURE_GAP && !block.afterAside ? '\n\n' : '\n';
    parts.push(space, block.text);
    starts.push(length + space.length);
    length += space.length + block.text.length;
  });
  const text = parts.join('');
  blocks.forEach((block, at) => {
    const start = starts[at] ?? 0;
    for (const doubt of block.doubts ?? [])
      damage.push({
        start: start + doubt.start,
        end: Math.min(start + doubt.end, start + block.text.length),
      });
    if (block.form !== undefined) return;
    const within = { start, end: start + block.text.length };
    const found = block.lostStart || block.lostEnd ? clauses(text, within) : [];
    const first = found[0];
    const last = found.at(-1);
    if (block.lostStart && first) damage.push(first);
    if (block.lostEnd && last) damage.push(last);
    damage.push(...unclosedTitles(text, within, block.lostEnd));
  });
  const origins = originsOf(blocks, starts);
  return {
    text,
    lines: linesOf(blocks, starts),
    damage: merged(damage),
    ...(origins.length === 0 ? {} : { origins }),
  };
}

/** One for each stretch that stands elsewhere than the one before it. */
function originsOf(blocks: readonly Paragraph[], starts: readonly number[]): Origins {
  const found: Origins[number][] = [];
  blocks.forEach(({ origins, text }, block) => {
    // What has no place of its own is not where the line before it is.
    const own = origins ?? (found.length === 0 ? [] : [{ at: 0 }]);
    for (const { at, ...origin } of own) {
      const start = (starts[block] ?? 0) + Math.min(at, text.length);
      const last = found.at(-1);
      if (last !== undefined && isSame(last, origin)) continue;
      if (last?.start === start) found.pop();
      found.push({ start, ...origin });
    }
  });
  return found;
}

function isSame(a: Origin, b: Origin): boolean {
  return (
    a.page === b.page &&
    a.sheet === b.sheet &&
    a.table === b.table &&
    a.row === b.row &&
    a.isScanned === b.isScanned
  );
}

/** The lines with their spans, and the spans of cells and marks. */
function linesOf(blocks: readonly Paragraph[], starts: readonly number[]): TextLine[] {
  const cellsOf: (readonly Span[] | undefined)[] = [];
  return blocks.map(({ text, form }, at): TextLine => {
    const start = starts[at] ?? 0;
    const skipped = text.length - text.trimStart().length;
    const span = { start: start + skipped, end: start + text.length };
    const cells =
      form?.cells && cellSpans(form.cells, start, span, (above, column) => cellsOf[at - above]?.[column]);
    cellsOf.push(cells);
    return form === undefined ? { span } : { span, is: formOf(form, span, cells) };
  });
}

function formOf({ kind, level, mark }: Form, span: Span, cells: readonly Span[] | undefined): LineForm {
  return {
    kind,
    ...(level === undefined ? {} : { level }),
    ...(mark === undefined ? {} : { mark: { start: span.start, end: span.start + mark } }),
    ...(cells === undefined ? {} : { cells }),
  };
}

/** An empty cell is an empty span within the row. */
function cellSpans(
  cells: readonly Cell[],
  start: number,
  row: Span,
  above: (rows: number, column: number) => Span | undefined,
): Span[] {
  let at = start;
  return cells.map((cell, column): Span => {
    const from = Math.min(Math.max(at, row.start), row.end);
    const to = Math.min(Math.max(at + cell.text.length, row.start), row.end);
    at += cell.text.length + 1;
    return (cell.above === undefined ? undefined : above(cell.above, column)) ?? { start: from, end: to };
  });
}

/** Sentences that open a 《 and never close it, within a paragraph that is whole otherwise. */
function unclosedTitles(text: string, within: Span, alreadyMarked: boolean): Span[] {
  const paragraph = text.slice(within.start, within.end);
  if (alreadyMarked || unclosed(paragraph) !== '《') return [];
  const opened = within.start + paragraph.lastIndexOf('《');
  return sentences(text, within).filter((sentence) => sentence.start <= opened && opened < sentence.end);
}

function merged(spans: readonly Span[]): Span[] {
  const result: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const last = result.at(-1);
    if (last !== undefined && span.start <= last.end)
      result[result.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    else result.push(span);
  }
  return result;
}
