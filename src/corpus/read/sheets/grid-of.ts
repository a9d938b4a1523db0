import type { Origin } from '../../../core/types.ts';
import { withDoubts } from '../../clean/doubts.ts';
import type { GridCell, GridRow } from '../../clean/grid.ts';
import type { Segment } from './segments.ts';
import { MOST_CELLS, type SheetRow } from './sheet.ts';
import { keyOf, type Shown } from './visible.ts';

/** The columns that hold something in any of the rows, from the left. */
export function columnsOf(rows: readonly SheetRow[]): number[] {
  const columns = new Set<number>();
  for (const { cells } of rows) for (const { column } of cells) columns.add(column);
  return [...columns].sort((a, b) => a - b);
}

/** The rows of a table that are read. Its empty cells count as well, for each is laid out. */
export function withinReason(rows: readonly SheetRow[]): readonly SheetRow[] {
  const most = Math.max(2, Math.floor(MOST_CELLS / Math.max(1, columnsOf(rows).length)));
  return rows.length > most ? rows.slice(0, most) : rows;
}

/** Lays out a table with its merged cells; empty columns are left out. Linear in rows times columns. */
export function gridOf(
  { rows, headerRows }: Segment,
  mergeAt: ReadonlyMap<number, Shown['merges'][number]>,
  origin: Origin,
): GridRow[] {
  const columns = columnsOf(rows);
  /** By column: the last of the rows that a cell above goes over. */
  const coveredTo = columns.map(() => -1);
  return rows.map(({ row, cells: filled }, at): GridRow => {
    const cellAt = new Map(filled.map((cell) => [cell.column, cell]));
    const cells: GridCell[] = [];
    for (let place = 0; place < columns.length; ) {
      const column = columns[place] ?? 0;
      if ((coveredTo[place] ?? -1) >= at) {
        place++;
        continue;
      }
      const area = mergeAt.get(keyOf(row, column));
      const last = area === undefined ? at : lastWithin(rows, at, area.bottom);
      const from = place;
      do {
        coveredTo[place] = last;
        place++;
      } while (
        area !== undefined &&
        (columns[place] ?? Number.POSITIVE_INFINITY) <= area.right &&
        (coveredTo[place] ?? -1) < at
      );
      const { text, doubts = [] } = cellAt.get(column) ?? { text: '' };
      cells.push({ ...withDoubts(text, doubts), columns: place - from, rows: last - at + 1 });
    }
    return { cells, origin: { ...origin, row }, ...(at < headerRows && { isHeader: true }) };
  });
}

/** The last of the rows, from `at` on, that is not below `bottom`. */
function lastWithin(rows: readonly SheetRow[], at: number, bottom: number): number {
  let from = at;
  let to = rows.length - 1;
  while (from < to) {
    const middle = (from + to + 1) >> 1;
    if ((rows[middle]?.row ?? 0) <= bottom) from = middle;
    else to = middle - 1;
  }
  return from;
}
