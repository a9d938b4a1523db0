import { type DoubtedText, withDoubts } from '../../clean/doubts.ts';
import type { GridCell, GridRow } from '../../clean/grid.ts';

/** A cell of a row that is told by its edges; its paragraphs are parted by line ends. */
export interface EdgeCell extends DoubtedText {
  /** Where it ends, in twips (1/1440 inch) from the margin. */
  readonly right: number;
  /** It belongs to the cell on its left. */
  readonly isContinued: boolean;
  /** It begins a cell that goes over rows, or goes on one. */
  readonly vertical: 'restart' | 'continue' | undefined;
}

export interface EdgeRow {
  /** Where its first cell begins, in twips. */
  readonly left: number;
  readonly cells: readonly EdgeCell[];
  readonly isHeader: boolean;
}

/** Edges as near as this (twips; 2 mm) are one: rows are drawn by hand. */
const NEAR = 120;

/** The rows of a table of which each states where its cells end. */
export function gridOfEdges(rows: readonly EdgeRow[], table: number): GridRow[] {
  const columnAt = columnsOf(rows);
  let open = new Map<number, { rows: number }>();
  return rows.map((row, at): GridRow => {
    const cells: (GridCell & { columns: number; rows: number })[] = [];
    const next = new Map<number, { rows: number }>();
    let column = columnAt(row.left);
    if (column > 0) cells.push({ text: '', columns: column, rows: 1 });
    for (const { text, doubts = [], right, isContinued, vertical } of row.cells) {
      const from = column;
      column = Math.max(from + 1, columnAt(right));
      const last = cells.at(-1);
      const above = vertical === 'continue' ? open.get(from) : undefined;
      if (isContinued && last !== undefined) last.columns += column - from;
      else if (above !== undefined) {
        above.rows++;
        next.set(from, above);
      } else {
        const cell = { ...withDoubts(text, doubts), columns: column - from, rows: 1 };
        cells.push(cell);
        if (vertical !== undefined) next.set(from, cell);
      }
    }
    open = next;
    return { cells, isHeader: row.isHeader, origin: { table, row: at + 1 } };
  });
}

/** The column that begins at an edge, from 0. */
function columnsOf(rows: readonly EdgeRow[]): (edge: number) => number {
  const edges = rows.flatMap(({ left, cells }) => [left, ...cells.map(({ right }) => right)]);
  const columns = new Map<number, number>();
  let column = -1;
  let first = Number.NEGATIVE_INFINITY;
  for (const edge of edges.toSorted((a, b) => a - b)) {
    if (edge - first > NEAR) {
      column++;
      first = edge;
    }
    columns.set(edge, column);
  }
  return (edge) => columns.get(edge) ?? 0;
}
