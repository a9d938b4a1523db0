import { stretches } from '../../../wording/papers.ts';
import { type Area, type Fault, lettersOf, type Sheet, type SheetCell, type SheetRow } from './sheet.ts';

/** What of a sheet is shown. */
export interface Shown {
  readonly rows: readonly SheetRow[];
  /** Without rows and columns that are hidden: each begins where it is seen first. */
  readonly merges: readonly Area[];
  /** How many of the rows between two are hidden. */
  hiddenBetween(above: number, below: number): number;
  /** Cells without a value to rely on. */
  readonly faults: readonly { readonly row: number; readonly column: number; readonly fault: Fault }[];
  /** In Chinese. */
  readonly notes: readonly string[];
}

/** A spreadsheet has no more columns. */
const COLUMNS = 16_384;

/** Takes out what is hidden. What is merged over hidden rows or columns stands where it is seen first. */
export function shownOf({ rows, merges, hiddenRows, hiddenColumns }: Sheet): Shown {
  const isHidden = new Uint8Array(COLUMNS + 2);
  for (const { from, to } of hiddenColumns) isHidden.fill(1, Math.max(1, from), Math.min(COLUMNS, to) + 1);
  const hidden = [...hiddenRows].sort((a, b) => a - b);
  const nextRow = nextShown(hidden);
  const columns = new Map<number, number>();
  for (let column = COLUMNS; column > 0; column--)
    if (isHidden[column] === 1) columns.set(column, columns.get(column + 1) ?? column + 1);

  const byPlace = new Map<number, Area>();
  const seen: Area[] = [];
  for (const area of merges) {
    const top = nextRow.get(area.top) ?? area.top;
    const left = columns.get(area.left) ?? area.left;
    if (top > area.bottom || left > area.right) continue;
    seen.push({ ...area, top, left });
    if (top !== area.top || left !== area.left)
      byPlace.set(keyOf(area.top, area.left), { ...area, top, left });
  }

  const moved = new Map<number, SheetCell[]>();
  const hiddenCells = { rows: new Set<number>(), columns: new Set<number>() };
  const kept = new Map<number, SheetCell[]>();
  for (const { row, cells } of rows)
    for (const cell of cells) {
      const isOut = hiddenRows.has(row) || isHidden[cell.column] === 1;
      const area = isOut ? byPlace.get(keyOf(row, cell.column)) : undefined;
      if (area !== undefined) push(moved, area.top, { ...cell, column: area.left });
      else if (!isOut) push(kept, row, cell);
      else if (hiddenRows.has(row)) hiddenCells.rows.add(row);
      else hiddenCells.columns.add(cell.column);
    }
  for (const [row, cells] of moved)
    kept.set(
      row,
      [...(kept.get(row) ?? []), ...cells].sort((a, b) => a.column - b.column),
    );
  const shown = [...kept].map(([row, cells]) => ({ row, cells })).sort((a, b) => a.row - b.row);
  return {
    rows: shown
      .map(({ row, cells }) => ({ row, cells: cells.filter(({ text }) => text !== '') }))
      .filter(({ cells }) => cells.length > 0),
    merges: seen,
    hiddenBetween: (above, below) => countBelow(hidden, below) - countBelow(hidden, above + 1),
    faults: shown.flatMap(({ row, cells }) =>
      cells.flatMap(({ column, fault }) => (fault === undefined ? [] : [{ row, column, fault }])),
    ),
    notes: [
      ...(hiddenCells.rows.size > 0 ? [`第${stretches(hiddenCells.rows)}行是隐藏的，没有读`] : []),
      ...(hiddenCells.columns.size > 0
        ? [`${stretches(hiddenCells.columns, lettersOf)}列是隐藏的，没有读`]
        : []),
    ],
  };
}

export function keyOf(row: number, column: number): number {
  return row * (COLUMNS + 1) + column;
}

function push(all: Map<number, SheetCell[]>, row: number, cell: SheetCell): void {
  const cells = all.get(row);
  if (cells === undefined) all.set(row, [cell]);
  else cells.push(cell);
}

/** For each hidden row the next one that is shown. @param hidden in order. */
function nextShown(hidden: readonly number[]): Map<number, number> {
  const next = new Map<number, number>();
  for (const row of hidden.toReversed()) next.set(row, next.get(row + 1) ?? row + 1);
  return next;
}

/** How many of the numbers, which are in order, are below a bound. */
function countBelow(ordered: readonly number[], bound: number): number {
  let from = 0;
  let to = ordered.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((ordered[middle] ?? 0) < bound) from = middle + 1;
    else to = middle;
  }
  return from;
}
