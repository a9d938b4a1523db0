import type { Span } from '../../../../core/types.ts';
import { startsItem } from '../../../clean/forms.ts';
import { type GridCell, type GridRow, gridLines } from '../../../clean/grid.ts';
import { formRows } from '../../../clean/tables.ts';
import type { Line } from '../../../lines.ts';
import type { PageRun } from '../page.ts';
import { rowsOf } from '../rows.ts';
import { TextParts } from '../text-parts.ts';
import { isWrapped, wrapBlank } from '../wraps.ts';
import { fieldOf, type Grid } from './grids.ts';
import { type Segment, sideBySide } from './segments.ts';

/** A cell of a table on a page. */
export interface TableCell extends GridCell {
  /** From 0. */
  readonly column: number;
  readonly doubts: readonly Span[];
  readonly isScanned: boolean;
  /** The room left on its last line, in parts of the font's size. */
  readonly room: number;
}

export interface TableRow {
  readonly cells: readonly TableCell[];
  readonly page: number;
}

/** A table, or the part of one that stands on a page. */
export interface Table {
  readonly rows: readonly TableRow[];
  /** Where its columns begin, and the last one ends. */
  readonly xs: readonly number[];
}

/** How far a column may be moved on the next page (points), and still be the same. */
const MOVED = 4;

/** The table that a grid draws around runs; undefined where fewer than two columns hold text. */
export function tableOf(grid: Grid, runs: readonly PageRun[], page: number): Table | undefined {
  const width = grid.xs.length - 1;
  const cellAt = new Map<number, number>();
  grid.cells.forEach(({ row, column, rows, columns }, cell) => {
    for (let y = row; y < row + rows; y++)
      for (let x = column; x < column + columns; x++) cellAt.set(y * width + x, cell);
  });
  const inside = new Map<number, PageRun[]>();
  for (const run of runs) {
    const row = Math.min(fieldOf(grid.ys, run.y - 0.35 * run.size), grid.ys.length - 2);
    const column = Math.min(fieldOf(grid.xs, run.x + Math.min(run.width, run.size) / 2), width - 1);
    const cell = cellAt.get(row * width + column) ?? 0;
    const held = inside.get(cell);
    if (held === undefined) inside.set(cell, [run]);
    else held.push(run);
  }
  const filled = new Set([...inside.keys()].map((cell) => grid.cells[cell]?.column));
  if (filled.size < 2) return undefined;
  const rows: TableCell[][] = Array.from({ length: grid.ys.length - 1 }, () => []);
  grid.cells.forEach((place, cell) => {
    const left = grid.xs[place.column] ?? 0;
    const right = grid.xs[place.column + place.columns] ?? left;
    rows[place.row]?.push({
      column: place.column,
      columns: place.columns,
      rows: place.rows,
      ...cellText(inside.get(cell) ?? [], left, right, place.row === 0),
    });
  });
  return { xs: grid.xs, rows: rows.map((cells) => ({ cells, page })) };
}

/** The words between two borders, wrapped lines joined. */
function cellText(
  runs: readonly PageRun[],
  left: number,
  right: number,
  isName: boolean,
): Pick<TableCell, 'text' | 'doubts' | 'isScanned' | 'room'> {
  return joinedLines(
    rowsOf(runs).map((row) => sideBySide(row.segments)),
    left,
    right,
    isName,
  );
}

/** @param isName whether it is the name of a column, which is one wherever its line is broken. */
export function joinedLines(
  lines: readonly Segment[],
  left: number,
  right: number,
  isName: boolean,
): Pick<TableCell, 'text' | 'doubts' | 'isScanned' | 'room'> {
  const text = new TextParts();
  const padding = lines.reduce(
    (least, line) => Math.min(least, Math.max(0, line.left - left)),
    lines[0]?.size ?? 0,
  );
  let before: Segment | undefined;
  const roomOf = (line: Segment) => (right - left - 2 * padding - (line.right - line.left)) / line.size;
  for (const line of lines) {
    const words = line.text.replaceAll(/\s+/gu, ' ');
    const doubts = words.length === line.text.length ? line.doubts : line.doubts.map(() => whole(words));
    if (before !== undefined) {
      const isOne = isWrapped(roomOf(before), words) && !(/[。；;]$/u.test(before.text) && startsItem(words));
      const isJoined = isOne || isName || isAlone(before.text, words);
      text.add(isJoined ? wrapBlank(before.text, words, (right - left - 2 * padding) / line.size) : ' ');
    }
    text.add(words, doubts);
    before = line;
  }
  return {
    text: text.text,
    doubts: text.doubts,
    isScanned: lines.some(({ isScanned }) => isScanned),
    room: before === undefined ? 0 : roomOf(before),
  };
}

function whole(text: string): Span {
  return { start: 0, end: text.length };
}

/** A name that stands upright in a narrow cell, one character under another. */
function isAlone(before: string, after: string): boolean {
  return /^\p{Script=Han}$/u.test(before) && /^\p{Script=Han}$/u.test(after);
}

/** Whether a table at the top of a page goes on from the one at the end of the page before. */
export function isContinued(above: Table, below: Table): boolean {
  if (above.xs.length !== below.xs.length) return false;
  if (repeatedRows(above, below) > 0) return true;
  const isSame = above.xs.every(
    (x, at) => Math.abs(x - (above.xs[0] ?? 0) - ((below.xs[at] ?? 0) - (below.xs[0] ?? 0))) <= MOVED,
  );
  return isSame && !hasOwnNames(above, below);
}

/** So many rows tell whether the first one names the columns. */
const ROWS_SHOWN = 40;

/** Whether the first row of a table names its columns, and is neither the rest of a row nor like one above: 和安乡\t无. */
function hasOwnNames(above: Table, below: Table): boolean {
  const [first] = below.rows;
  const last = above.rows.at(-1);
  if (first === undefined || last === undefined || joinedRow(last, first) !== undefined) return false;
  const rows = below.rows.slice(0, ROWS_SHOWN).map(({ cells }) => {
    const texts = new Map(cells.map(({ column, text }) => [column, text]));
    return {
      line: { text: '', indent: 0, gap: 0 },
      cells: below.xs.slice(1).map((_, column) => texts.get(column) ?? ''),
    };
  });
  if (formRows(rows, false)[0]?.form?.kind !== 'header') return false;
  const known = above.rows.slice(1).slice(-ROWS_SHOWN);
  const isKnown = ({ column, text }: TableCell) =>
    text !== '' &&
    known.some(({ cells }) => cells.some((cell) => cell.column === column && cell.text === text));
  return !first.cells.some(isKnown);
}

/** Both parts as one table: the header that is repeated left out, a row that the page parted joined. */
export function continued(above: Table, below: Table): Table {
  const repeated = repeatedRows(above, below);
  const rows = [...above.rows];
  const rest = below.rows.slice(repeated);
  const [first, ...others] = rest;
  const last = rows.at(-1);
  if (first === undefined) return above;
  const joined = last && joinedRow(last, first);
  if (joined === undefined) rows.push(first);
  else rows[rows.length - 1] = joined;
  rows.push(...others);
  return { xs: above.xs, rows };
}

/** How many rows at the head of both are the same; a table of one row repeats nothing. */
function repeatedRows(above: Table, below: Table): number {
  const most = Math.min(above.rows.length - 1, below.rows.length);
  let same = 0;
  const key = (row: TableRow | undefined) =>
    row?.cells.map(({ text, column }) => `${column} ${text}`).join('\n');
  while (same < most && key(above.rows[same]) === key(below.rows[same])) same++;
  return same;
}

/** A row of which only cells go on whose last line above was full, and at least one does not. */
function joinedRow(above: TableRow, below: TableRow): TableRow | undefined {
  const filled = below.cells.filter(({ text }) => text !== '');
  const cellAbove = ({ column, columns }: TableCell) =>
    above.cells.find((cell) => cell.column === column && cell.columns === columns);
  const goesOn = (cell: TableCell) => {
    const before = cellAbove(cell);
    return (
      before !== undefined &&
      before.text !== '' &&
      !/[。；;]$/u.test(before.text) &&
      isWrapped(before.room, cell.text)
    );
  };
  const isPart = filled.length > 0 && filled.length < above.cells.filter(({ text }) => text !== '').length;
  if (!isPart || !filled.every(goesOn)) return undefined;
  return {
    page: above.page,
    cells: above.cells.map((cell) => {
      const next = filled.find(({ column }) => column === cell.column);
      if (next === undefined) return cell;
      const text = new TextParts();
      text.add(cell.text, cell.doubts);
      text.add(wrapBlank(cell.text, next.text, Number.POSITIVE_INFINITY));
      text.add(next.text, next.doubts);
      return { ...cell, text: text.text, doubts: text.doubts, isScanned: cell.isScanned || next.isScanned };
    }),
  };
}

/** @param number of the table in its document, from 1. */
export function linesOfTable({ rows }: Table, number: number): Line[] {
  return gridLines(
    rows.map(
      ({ cells, page }, at): GridRow => ({
        cells,
        origin: {
          page,
          table: number,
          row: at + 1,
          ...(cells.some(({ isScanned }) => isScanned) && { isScanned: true }),
        },
      }),
    ),
  );
}
