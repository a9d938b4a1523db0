import { startsItem } from '../../../clean/forms.ts';
import type { Item } from './items.ts';
import type { Segment } from './segments.ts';
import { joinedLines, type Table, type TableCell } from './tables.ts';

/** So many rows tell a table that no lines draw. */
const LEAST_ROWS = 3;
const MOST_ROWS = 2000;
const LONGEST_CELL = 40;
/** Parts of the font's size: how far the cells of a column may be out of line, and how large a share of them is in it. */
const OUT_OF_LINE = 0.7;
const ALIGNED_SHARE = 0.7;
/** A line that goes on within a cell is so much nearer to the one above than rows are. */
const WITHIN = 0.85;
/** The names of columns stand no further above the rows than so many of their steps. */
const HEAD = 1.8;
/** 电话：, 电话：123: a line of a form. */
const LABEL = /[:：]$|^\p{Script=Han}{2,8}\s*[:：]./u;

interface Column {
  left: number;
  right: number;
  readonly cells: Segment[];
}

/** The cells of a row by column, each with its lines. */
type Cells = Map<number, Segment[]>;

interface Rows {
  readonly columns: readonly Column[];
  readonly rows: readonly Cells[];
  readonly to: number;
}

/**
 * A table without lines that begins with an item: three rows or more of short cells that stand under each other. Prose, labels
 * with their values and items behind their numbers are none.
 */
export function alignedTable(
  items: readonly Item[],
  from: number,
  page: number,
): { readonly table: Table; readonly to: number } | undefined {
  const found = alignedRows(items, from) ?? belowHead(items, from);
  if (found === undefined) return undefined;
  const { columns, rows, to } = found;
  const xs = [...columns.map(({ left }) => left), columns.at(-1)?.right ?? 0];
  return {
    table: { xs, rows: rows.map((cells, at) => ({ page, cells: cellsOf(cells, columns, at === 0) })) },
    to,
  };
}

/** Rows whose names of columns stand in the middle, beside what is below them at the columns' edges. */
function belowHead(items: readonly Item[], from: number): Rows | undefined {
  const head = items[from];
  const first = items[from + 1];
  const second = items[from + 2];
  if (head === undefined || first === undefined || second === undefined) return undefined;
  if (!('row' in head) || !('row' in first) || first.y - head.y > HEAD * (second.y - first.y))
    return undefined;
  const { segments } = head.row;
  if (segments.length !== first.row.segments.length || !isRow(segments)) return undefined;
  if (segments.some(({ text }) => !/\p{Script=Han}/u.test(text))) return undefined;
  const below = alignedRows(items, from + 1);
  if (below === undefined) return undefined;
  const isOver = segments.every(
    ({ left, right, size }, at) =>
      left >= (below.columns[at]?.left ?? 0) - OUT_OF_LINE * size &&
      left > (below.columns[at - 1]?.right ?? Number.NEGATIVE_INFINITY) &&
      right < (below.columns[at + 1]?.left ?? Number.POSITIVE_INFINITY),
  );
  if (!isOver) return undefined;
  const rows = [new Map(segments.map((segment, at) => [at, [segment]])), ...below.rows];
  segments.forEach(({ right }, at) => {
    const column = below.columns[at];
    if (column !== undefined) column.right = Math.max(column.right, right);
  });
  return { ...below, rows };
}

/** The rows that begin with an item, and the first item behind them. */
function alignedRows(items: readonly Item[], from: number): Rows | undefined {
  const first = items[from];
  if (first === undefined || !('row' in first) || !isRow(first.row.segments)) return undefined;
  const columns = first.row.segments.map(({ left, right }): Column => ({ left, right, cells: [] }));
  const rows: Cells[] = [];
  let to = from;
  let pitch = Number.POSITIVE_INFINITY;
  let last = first.y;
  for (let item = items[to]; item !== undefined && to < from + MOST_ROWS; item = items[++to]) {
    if (!('row' in item)) break;
    const { segments, size } = item.row;
    const step = item.y - last;
    if (to > from && step > 4 * size) break;
    const placed = placedIn(columns, segments);
    if (placed === undefined) break;
    const above = rows.at(-1);
    const isFirstFilled = placed.has(0);
    if (above !== undefined && !isFirstFilled && step < WITHIN * pitch && rows.length > 1) {
      for (const [column, segment] of placed) above.set(column, [...(above.get(column) ?? []), segment]);
      last = item.y;
      continue;
    }
    if (!isRow(segments)) break;
    if (to > from) pitch = Math.min(pitch, step);
    last = item.y;
    rows.push(new Map([...placed].map(([column, segment]) => [column, [segment]])));
    for (const [column, segment] of placed) columns[column]?.cells.push(segment);
  }
  if (rows.length < LEAST_ROWS || !columns.every(isAligned)) return undefined;
  return { columns, rows, to };
}

function isRow(segments: readonly Segment[]): boolean {
  if (segments.length < 2) return false;
  if (
    segments.some(({ text }) => text.length > LONGEST_CELL || LABEL.test(text) || /[，,。；;]$/u.test(text))
  )
    return false;
  return !(segments.length === 2 && startsItem(`${segments[0]?.text} `));
}

/** Each segment in the column that it stands in, whose edges grow by it; undefined where it stands in none or in two. */
function placedIn(
  columns: readonly Column[],
  segments: readonly Segment[],
): Map<number, Segment> | undefined {
  const placed = new Map<number, Segment>();
  for (const segment of segments) {
    const at = columns.findIndex((column) => isOver(segment, column));
    if (at < 0 || placed.has(at) || columns.some((column, other) => other > at && isOver(segment, column)))
      return undefined;
    placed.set(at, segment);
  }
  for (const [at, { left, right }] of placed) {
    const column = columns[at];
    if (column === undefined) continue;
    column.left = Math.min(column.left, left);
    column.right = Math.max(column.right, right);
  }
  return placed;
}

function isOver(segment: Segment, { left, right }: Column): boolean {
  return segment.left < right && left < segment.right;
}

/** Whether most cells of a column begin, end or have their middle at one place. */
function isAligned({ cells }: Column): boolean {
  if (cells.length < 2) return false;
  const places: ((cell: Segment) => number)[] = [
    ({ left }) => left,
    ({ right }) => right,
    ({ left, right }) => (left + right) / 2,
  ];
  return places.some((place) => {
    const sorted = cells.map(place).sort((a, b) => a - b);
    const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
    const near = OUT_OF_LINE * (cells[0]?.size ?? 1);
    return sorted.filter((value) => Math.abs(value - median) <= near).length >= ALIGNED_SHARE * cells.length;
  });
}

function cellsOf(cells: Cells, columns: readonly Column[], isHead: boolean): TableCell[] {
  return columns.map(({ left, right }, column) => ({
    column,
    ...joinedLines(cells.get(column) ?? [], left, right, isHead),
  }));
}
