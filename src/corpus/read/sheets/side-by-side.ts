import { formRows } from '../../clean/tables.ts';
import type { Area, SheetRow } from './sheet.ts';

/** So many rows tell what the columns of a table are. */
export const ROWS_SHOWN = 40;
/** A row that counts the others ends a table. */
const TOTAL = /^(?:合\s?计|总\s?计|小\s?计|共计)/u;
/** Merged areas by the row that they begin in. */
export type MergesByTop = ReadonlyMap<number, readonly Area[]>;

/** So many blank columns are tried: nobody sets more tables side by side. */
const MOST_BLANKS = 16;
/** So many rows beyond the other's last one show that a table is one of its own. */
const LONGER = 2;

/**
 * Rows without an empty one between them, parted where tables stand beside each other: blank columns lie between, on both sides a
 * row names columns over rows with names of their own, and something tells that no row goes over both: a title above each, the
 * same name above the first column of each, or one that goes on below the other. Whole where nothing tells so.
 */
export function besideEachOther(rows: readonly SheetRow[], merges: MergesByTop): SheetRow[][] {
  const whole = [[...rows]];
  // A title over all stands alone in its row.
  const from = rows.findIndex(({ cells }) => cells.length > 1);
  if (from < 0 || rows.length - from < 2) return whole;
  for (const blank of blanksIn(rows.slice(from), merges)) {
    const parts = [
      within(rows.slice(from), (column) => column < blank),
      within(rows.slice(from), (column) => column > blank),
    ] as const;
    if (!areApart(parts[0], parts[1])) continue;
    return [
      ...(from > 0 ? [rows.slice(0, from)] : []),
      ...besideEachOther(parts[0], merges),
      ...besideEachOther(parts[1], merges),
    ];
  }
  return whole;
}

/** Columns between those of the rows that no row has anything in, one of each stretch of them; none where they are too many. */
function blanksIn(rows: readonly SheetRow[], merges: MergesByTop): number[] {
  const filled = rows.flatMap(({ cells }) => cells.map(({ column }) => ({ left: column, right: column })));
  const merged = rows.flatMap(({ row }) => merges.get(row) ?? []);
  const areas = [...filled, ...merged].sort((a, b) => a.left - b.left);
  const blanks: number[] = [];
  let right = areas[0]?.right ?? 0;
  for (const area of areas) {
    if (area.left > right + 1) blanks.push(right + 1);
    right = Math.max(right, area.right);
  }
  return blanks.length > MOST_BLANKS ? [] : blanks;
}

function within(rows: readonly SheetRow[], holds: (column: number) => boolean): SheetRow[] {
  return rows
    .map(({ row, cells }) => ({ row, cells: cells.filter(({ column }) => holds(column)) }))
    .filter(({ cells }) => cells.length > 0);
}

function areApart(left: readonly SheetRow[], right: readonly SheetRow[]): boolean {
  const [one, other] = [tableIn(left), tableIn(right)];
  if (one === undefined || other === undefined) return false;
  const areTitled = one.isTitled && other.isTitled;
  const [name, otherName] = [one, other].map(({ rows: [head] }) => head?.cells[0]?.text);
  return (
    areTitled ||
    name === otherName ||
    isLonger(other.rows, one.rows, 1) ||
    isLonger(one.rows, other.rows, LONGER)
  );
}

/** A table with names of columns over rows that have names of their own; titled where one text stands alone above it. */
function tableIn(
  rows: readonly SheetRow[],
): { readonly rows: readonly SheetRow[]; readonly isTitled: boolean } | undefined {
  const from = rows.findIndex(({ cells }) => cells.length > 1);
  const table = rows.slice(Math.max(0, from));
  if (from < 0 || !namesColumns(table.slice(0, ROWS_SHOWN))) return undefined;
  const first = table[0]?.cells[0]?.column;
  const names = table
    .slice(1, ROWS_SHOWN)
    .flatMap(
      ({ cells }) =>
        cells.find(({ column, text }) => column === first && !isCount(text)) ?? cells.slice(1, 2),
    );
  const named = names.filter(({ text }) => /^[^\d]*\p{Script=Han}/u.test(text));
  return named.length * 2 > table.length - 1 ? { rows: table, isTitled: from > 0 } : undefined;
}

/** 1, 2, 3 before the names of rows. */
function isCount(text: string): boolean {
  return /^\d{1,3}$/u.test(text);
}

/** Whether rows go on below the last one of others, sums apart. */
function isLonger(rows: readonly SheetRow[], others: readonly SheetRow[], least: number): boolean {
  const last = others.at(-1)?.row ?? 0;
  return rows.filter(({ row, cells }) => row > last && !TOTAL.test(cells[0]?.text ?? '')).length >= least;
}

/** Whether the first row names the columns of those below it. */
export function namesColumns(rows: readonly SheetRow[]): boolean {
  const columns = [...new Set(rows.flatMap(({ cells }) => cells.map(({ column }) => column)))].sort(
    (a, b) => a - b,
  );
  const texts = rows.map(({ cells }) => {
    const byColumn = new Map(cells.map(({ column, text }) => [column, text]));
    return {
      line: { text: '', indent: 0, gap: 0 },
      cells: columns.map((column) => byColumn.get(column) ?? ''),
    };
  });
  return formRows(texts, false)[0]?.form?.kind === 'header';
}
