import type { Area, Sheet, SheetCell, SheetRow } from './sheet.ts';
import { besideEachOther, namesColumns, ROWS_SHOWN } from './side-by-side.ts';
import type { Shown } from './visible.ts';

/** Rows that belong together: paragraphs, or a table. */
export interface Segment {
  readonly kind: 'text' | 'table';
  readonly rows: readonly SheetRow[];
  /** How many empty rows stand before it. */
  readonly gap: number;
  /** So many of its first rows name the columns, as far as the workbook tells. */
  readonly headerRows: number;
  /** Another table stands beside it. */
  readonly isBeside?: true;
}

/** Nobody freezes more rows to name columns. */
const MOST_HEADER_ROWS = 20;

const LABEL = /^[(（]?\p{Script=Han}{2,8}\s{0,4}[:：]/u;
const DATE = /^(?:19|20)\d{2}\s?[-年/.]\s?\d{1,2}/u;
/** What stands below a table. */
const NOTE =
  /^[(（]?\s{0,4}(?:注|备\s?注|说明|附注|附|填[表报]|制[表单]|审[核批]|经办|联系|资料来源|数据来源|来源|单位|※|\*|\d{1,2}\s?[、.．)）]|[一二三四五六七八九十]{1,3}[、)）])/u;
const LONGEST_LABEL = 20;
const MARK =
  /^(?:第[一二三四五六七八九十百零〇\d]{1,5}[章节条款]|[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.、．])$/u;

/**
 * What the rows of a sheet are: titles, units and notes are paragraphs above and below their table; an empty row, or a title in the
 * middle with names of columns below it, parts two tables, and so do blank columns between tables side by side. Linear in the cells.
 * @param headers rows that name columns by what the workbook does with them.
 */
export function segmentsOf(shown: Shown, headers: Sheet['headers']): Segment[] {
  const segments: OpenSegment[] = [];
  const covered = coveredRows(shown);
  const named = new Set<number>();
  for (const { from, to } of headers)
    for (let row = from; row <= Math.min(to, from + MOST_HEADER_ROWS); row++) named.add(row);
  const merges = new Map<number, Area[]>();
  for (const area of shown.merges) {
    const begun = merges.get(area.top);
    if (begun === undefined) merges.set(area.top, [area]);
    else begun.push(area);
  }
  const add = (rows: readonly SheetRow[], gap: number, isBeside = false) =>
    addBlock(segments, rows, gap, { covered, named, isBeside });
  for (const { rows, gap } of blocksOf(shown.rows, shown, covered)) {
    const [first = [], ...beside] = besideEachOther(rows, merges);
    if (beside.length === 0) add(rows, gap);
    // What stands beside another part begins anew, however many rows below its last one it ends.
    else
      for (const part of [first, ...beside])
        for (const [at, own] of blocksOf(part, shown, covered).entries())
          add(own.rows, at > 0 ? own.gap : part === first ? gap : 1, true);
  }
  return segments;
}

/** Rows that a cell of a row above goes over. */
function coveredRows({ rows, merges }: Shown): Set<number> {
  const bottoms = new Map<number, number>();
  for (const { top, bottom } of merges)
    if (bottom > top) bottoms.set(top, Math.max(bottom, bottoms.get(top) ?? 0));
  const covered = new Set<number>();
  let bottom = 0;
  for (const { row } of rows) {
    if (row <= bottom) covered.add(row);
    bottom = Math.max(bottom, bottoms.get(row) ?? 0);
  }
  return covered;
}

/** Rows with no empty row between them. */
function blocksOf(
  rows: readonly SheetRow[],
  { hiddenBetween }: Shown,
  covered: ReadonlySet<number>,
): { rows: SheetRow[]; gap: number }[] {
  const blocks: { rows: SheetRow[]; gap: number }[] = [];
  let before = 0;
  for (const row of rows) {
    const gap = row.row - before - 1 - hiddenBetween(before, row.row);
    const last = blocks.at(-1);
    if (last === undefined) blocks.push({ rows: [row], gap: 0 });
    else if (gap > 0 && !covered.has(row.row)) blocks.push({ rows: [row], gap });
    else last.rows.push(row);
    before = row.row;
  }
  return blocks;
}

interface OpenSegment extends Segment {
  readonly rows: SheetRow[];
}

interface Context {
  /** Rows that a cell of a row above goes over. */
  readonly covered: ReadonlySet<number>;
  /** Rows that name columns by what the workbook does with them. */
  readonly named: ReadonlySet<number>;
  readonly isBeside: boolean;
}

function addBlock(segments: OpenSegment[], rows: readonly SheetRow[], gap: number, context: Context): void {
  const leftmost = rows.reduce(
    (least, { cells }) => Math.min(least, cells[0]?.column ?? least),
    Number.MAX_SAFE_INTEGER,
  );
  const isText = (at: number) => {
    const row = rows[at];
    return row !== undefined && isTextRow(row, rows[at + 1], leftmost, context);
  };
  let notes = rows.length;
  while (notes > 0 && isBelow(rows[notes - 1], context)) notes--;
  let space = gap;
  const add = (kind: Segment['kind'], from: number, to: number) => {
    if (from >= to) return;
    const part = rows.slice(from, to);
    const headerRows = kind === 'table' ? headerRowsOf(part, context) : 0;
    const last = segments.at(-1);
    if (kind === 'table' && last?.kind === 'table' && headerRows === 0 && goesOn(last, part))
      for (const row of part) last.rows.push(row);
    else
      segments.push({
        kind,
        rows: part,
        gap: space,
        headerRows,
        ...(context.isBeside && { isBeside: true }),
      });
    space = 0;
  };
  for (let at = 0; at < rows.length; ) {
    let from = at;
    while (from < rows.length && isText(from)) from++;
    add('text', at, from);
    at = endOfTable(rows, from, Math.max(notes, from + 1), isText, context);
    add('table', from, at);
  }
}

/**
 * Where the table that begins at `from` ends: at a title with names of columns behind it, else at the notes below it.
 * Behind `from`, or there where no row is left.
 */
function endOfTable(
  rows: readonly SheetRow[],
  from: number,
  notes: number,
  isText: (at: number) => boolean,
  context: Context,
): number {
  for (let at = from + 1; at < notes; at++) {
    if (!isText(at)) continue;
    let next = at;
    while (next < notes && isText(next)) next++;
    if (next < notes && at - from > 1 && opensTable(rows, next, rows[from], context)) return at;
    at = next;
  }
  return Math.min(notes, rows.length);
}

/** A row of one text, or of labels with their values, at the margin of a table. */
function isTextRow(
  { row, cells }: SheetRow,
  next: SheetRow | undefined,
  leftmost: number,
  { covered }: Context,
): boolean {
  if (covered.has(row)) return false;
  const [first, ...others] = cells;
  if (first === undefined) return false;
  // 低保标准 over several columns, with 县 and years below it.
  if (others.length === 0)
    return (
      first.column === leftmost || isLabelled(first) || (next?.cells.length ?? 0) < 2 || !isOver(first, next)
    );
  if (hasOwnMark(cells)) return true;
  return others.every(isLabelled) && (isLabelled(first) || (next?.cells.length ?? 0) > cells.length);
}

/** 第一条 in a cell of its own, before its text. */
export function hasOwnMark([mark, ...others]: readonly SheetCell[]): boolean {
  return others.length === 1 && MARK.test(mark?.text ?? '');
}

/** Whether a row names columns on both sides of where a cell begins. */
function isOver({ column }: SheetCell, next: SheetRow | undefined): boolean {
  const columns = next?.cells.map((cell) => cell.column) ?? [];
  return columns.some((one) => one < column) && columns.some((one) => one > column);
}

function isLabelled({ text }: SheetCell): boolean {
  return LABEL.test(text) || DATE.test(text);
}

function isBelow(row: SheetRow | undefined, { covered }: Context): boolean {
  if (row === undefined || covered.has(row.row)) return false;
  const [first, ...others] = row.cells;
  if (first === undefined) return false;
  if (others.length > 0) return row.cells.every(isLabelled);
  return NOTE.test(first.text) || first.text.length > LONGEST_LABEL || /[。；;]$/u.test(first.text);
}

/** How many of a table's first rows name its columns: as the workbook uses them, or as they alone are bold. */
function headerRowsOf(rows: readonly SheetRow[], { named }: Context): number {
  const isUsed = ({ row, cells }: SheetRow) => cells.length > 1 && named.has(row);
  const isBold = ({ cells }: SheetRow) => cells.length > 1 && cells.every((cell) => cell.isBold === true);
  const [first] = rows;
  if (first === undefined || rows.length < 2) return 0;
  const countOf = (is: (row: SheetRow) => boolean) =>
    rows.slice(0, ROWS_SHOWN).findIndex((row, at) => !is(row) || (at > 0 && row.cells.some(isNumber)));
  const used = countOf(isUsed);
  const bold = countOf(isBold);
  return used > 0 ? used : Math.max(0, bold);
}

/** A number that is no year: no row of names has one below the first. */
function isNumber({ text }: SheetCell): boolean {
  return /^[-¥]?\d[\d,.]*[%元]?$/u.test(text) && !/^(?:19|20)\d\d$/u.test(text);
}

/** Whether names of columns stand in a row: a new table begins there, and not the next part of one. */
function opensTable(
  rows: readonly SheetRow[],
  at: number,
  header: SheetRow | undefined,
  context: Context,
): boolean {
  const part = rows.slice(at, at + ROWS_SHOWN);
  const wordsOf = (row: SheetRow | undefined) => row?.cells.map(({ text }) => text).join('\t') ?? '';
  const isBold = (row: SheetRow | undefined) => row?.cells.every((cell) => cell.isBold === true) === true;
  if (wordsOf(part[0]) === wordsOf(header)) return true;
  return namesColumns(part) || (isBold(header) && headerRowsOf(part, context) > 0);
}

/** Whether rows behind an empty one are still of the table above it: under its columns, and without names of their own. */
function goesOn(above: Segment, rows: readonly SheetRow[]): boolean {
  if (namesColumns(rows.slice(0, ROWS_SHOWN))) return false;
  const known = new Set(
    above.rows.slice(0, ROWS_SHOWN).flatMap(({ cells }) => cells.map(({ column }) => column)),
  );
  return rows.slice(0, ROWS_SHOWN).every(({ cells }) => cells.every(({ column }) => known.has(column)));
}
