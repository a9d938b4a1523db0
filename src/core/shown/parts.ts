import { overlaps, slice } from '../language/text.ts';
import { originOf } from '../papers/blocks.ts';
import type { Block, BlockKind, Origin, SourceDocument, Span } from '../types.ts';

/** One cell of a row; that of a merged column is the one above that is valid here. */
export interface ShownCell {
  readonly span: Span;
  /** It stands in the row itself; false: in one above. */
  readonly isOwn: boolean;
}

/** A row of a table, or the names of its columns; `cells` are as many as the table has columns. */
export interface ShownRow {
  readonly kind: 'header' | 'row';
  readonly span: Span;
  readonly cells: readonly ShownCell[];
}

/** A stretch of text of one kind. `rest`: words that no block holds. */
export interface ShownText {
  readonly kind: Exclude<BlockKind, 'header' | 'row'> | 'rest';
  readonly span: Span;
  /** Of a title, heading or item: the smaller, the further out. */
  readonly level?: number;
  /** The words that open it and say what the rest is: a label, a run-in heading. */
  readonly topic?: Span;
  /** Where in its file it begins: told of the first part, and wherever another page or sheet begins. */
  readonly origin?: Origin;
}

/** Rows that stand under the same names of columns, `ROWS_A_TABLE` at most: a longer table goes on in the next part. */
export interface ShownTable {
  readonly kind: 'table';
  /** Of the rows in it; the names of the columns may stand before it, where the table goes on. */
  readonly span: Span;
  /** The names of the columns, outermost first; none where they have no names. */
  readonly headers: readonly ShownRow[];
  readonly rows: readonly ShownRow[];
  /** It goes on a table whose first rows are in the part before. */
  readonly isContinued: boolean;
  readonly origin?: Origin;
}

export type ShownPart = ShownText | ShownTable;

const ROWS_A_TABLE = 100;

/**
 * A document as it was read, from top to bottom: its blocks as texts and tables. Every character that is no blank stands in
 * one of them, in order.
 */
export function shownParts(document: Pick<SourceDocument, 'text' | 'blocks' | 'origins'>): ShownPart[] {
  const { text, blocks } = document;
  const parts: ShownPart[] = [];
  const page = pageTeller(document);
  const addRest = (start: number, end: number) => {
    if (text.slice(start, end).trim() !== '')
      parts.push({ kind: 'rest', span: { start, end }, ...page({ start, end }) });
  };
  let at = 0;
  let table: Block[] = [];
  const endTable = () => {
    parts.push(...tablesOf(table, page));
    table = [];
  };
  for (const block of blocks) {
    const hasBetween = text.slice(at, block.span.start).trim() !== '';
    const isTable = block.kind === 'header' || block.kind === 'row';
    if (table.length > 0 && (!isTable || hasBetween || beginsTable(block, table))) endTable();
    if (hasBetween) addRest(at, block.span.start);
    at = block.span.end;
    if (isTable) table.push(block);
    else parts.push({ ...textOf(block), ...page(block.span) });
  }
  if (table.length > 0) endTable();
  addRest(at, text.length);
  return parts;
}

/** Names of columns behind rows, or a row of another width, begin another table. */
function beginsTable(block: Block, table: readonly Block[]): boolean {
  const last = table.at(-1);
  if (block.kind === 'header') return last?.kind === 'row';
  return block.cells?.length !== last?.cells?.length;
}

function tablesOf(blocks: readonly Block[], page: (span: Span) => { origin?: Origin }): ShownTable[] {
  const headers = blocks.filter(({ kind }) => kind === 'header').map(rowOf);
  const rows = blocks.filter(({ kind }) => kind === 'row').map(rowOf);
  const tables: ShownTable[] = [];
  for (let from = 0; from === 0 || from < rows.length; from += ROWS_A_TABLE) {
    const some = rows.slice(from, from + ROWS_A_TABLE);
    const within = from === 0 ? [...headers, ...some] : some;
    const span = { start: within[0]?.span.start ?? 0, end: within.at(-1)?.span.end ?? 0 };
    tables.push({ kind: 'table', span, headers, rows: some, isContinued: from > 0, ...page(span) });
  }
  return tables;
}

function rowOf({ kind, span, cells = [span] }: Block): ShownRow {
  return {
    kind: kind === 'header' ? 'header' : 'row',
    span,
    cells: cells.map((cell) => ({ span: cell, isOwn: cell.start >= span.start && cell.end <= span.end })),
  };
}

function textOf({ kind, span, level, topic }: Block): ShownText {
  return {
    kind: kind === 'header' || kind === 'row' ? 'rest' : kind,
    span,
    ...(level === undefined ? {} : { level }),
    ...(topic === undefined ? {} : { topic }),
  };
}

/** Tells the origin of a stretch where it is on another page or sheet than the one told before. */
function pageTeller(document: Pick<SourceDocument, 'origins'>): (span: Span) => { origin?: Origin } {
  let told: Origin | undefined;
  return (span) => {
    const origin = originOf(span, document);
    if (origin === undefined || (origin.page === told?.page && origin.sheet === told?.sheet)) return {};
    told = origin;
    return { origin };
  };
}

/** A stretch that is shown otherwise than the text around it. */
export interface Mark<K extends string> {
  readonly kind: K;
  readonly span: Span;
}

/** A stretch of text between two edges of marks, with the kinds of the marks that lie over it. */
export interface Piece<K extends string> {
  readonly span: Span;
  readonly text: string;
  readonly kinds: readonly K[];
}

/** Cuts a stretch at the edges of marks, which may overlap: the pieces joined are its text. */
export function piecesOf<K extends string>(
  { text }: Pick<SourceDocument, 'text'>,
  within: Span,
  marks: readonly Mark<K>[],
): Piece<K>[] {
  const over = marks.filter(({ span }) => overlaps(span, within));
  const edges = [
    ...[within.start, within.end],
    ...over.flatMap(({ span }) => [Math.max(span.start, within.start), Math.min(span.end, within.end)]),
  ];
  const sorted = [...new Set(edges)].toSorted((a, b) => a - b);
  return sorted.slice(1).map((end, at) => {
    const span = { start: sorted[at] ?? within.start, end };
    const kinds = over.filter((mark) => overlaps(mark.span, span)).map(({ kind }) => kind);
    return { span, text: slice(text, span), kinds: [...new Set(kinds)] };
  });
}
