import type { Form, Line, LineOrigin } from '../lines.ts';
import { formRows } from './tables.ts';

/** A cell as a file has it; it goes over `columns` columns and `rows` rows. */
export interface GridCell {
  /** Its paragraphs parted by line ends. */
  readonly text: string;
  /** From 1; 1 where absent. */
  readonly columns?: number;
  readonly rows?: number;
}

export interface GridRow {
  /** From the left, without the columns that a cell of a row above goes over. */
  readonly cells: readonly GridCell[];
  /** The file says that the row names the columns: one of the first ones of its table. */
  readonly isHeader?: boolean;
  readonly origin?: Omit<LineOrigin, 'at'>;
}

/** A cell in its place; `above`: so many rows above stands the one that goes over it. */
interface Laid {
  readonly text: string;
  readonly above?: number;
}

/**
 * The lines of a table whose merged cells are known: its rows, each with as many cells as the table has columns. A table
 * of one column is no table but a frame around paragraphs; a text over all columns before the first or behind the last row is a
 * paragraph above or below the table. Linear in the cells.
 */
export function gridLines(rows: readonly GridRow[]): Line[] {
  const laid = layOut(rows);
  const width = laid.reduce((widest, cells) => Math.max(widest, cells.length), 0);
  const filled = rows
    .map((row, at) => ({ row, cells: laid[at] ?? [] }))
    .filter(({ cells }) => cells.some(isFilled));
  if (width <= 1)
    return filled.flatMap(({ row, cells }) => cells.flatMap(({ text }) => paragraphs(text, row.origin)));
  let from = 0;
  let to = filled.length;
  while (from < to && isAcross(filled[from], width)) from++;
  while (to > from && isAcross(filled[to - 1], width)) to--;
  const table = filled.slice(from, to);
  const outside = (one: (typeof filled)[number]) =>
    one.cells.flatMap(({ text }) => paragraphs(text, one.row.origin));
  return [
    ...filled.slice(0, from).flatMap(outside),
    ...tableLines(table, width),
    ...filled.slice(to).flatMap(outside),
  ];
}

function tableLines(
  rows: readonly { readonly row: GridRow; readonly cells: readonly Laid[] }[],
  width: number,
): Line[] {
  const formed = formRows(
    rows.map(({ cells }) => ({
      line: { text: '', indent: 0, gap: 0 },
      cells: Array.from({ length: width }, (_, column) => oneLine(cells[column]?.text ?? '')),
    })),
    rows[0]?.row.isHeader === true,
    headerRows(rows.map(({ row }) => row)),
  );
  return formed.map((line, at): Line => {
    const { row, cells } = rows[at] ?? { row: undefined, cells: [] };
    const form: Form | undefined = line.form?.cells && {
      ...line.form,
      cells: line.form.cells.map(({ text }, column) => {
        const above = cells[column]?.above;
        return above === undefined || above > at ? { text } : { text, above };
      }),
    };
    return {
      ...line,
      ...(form && { form }),
      ...(row?.origin && { origins: [{ at: 0, ...row.origin }] }),
    };
  });
}

/** How many rows the header has, if there is one: those that the file says, and those that a cell of the first goes over. */
function headerRows(rows: readonly GridRow[]): number {
  const said = rows.findIndex(({ isHeader }) => isHeader !== true);
  const [first] = rows;
  const over = first?.cells.reduce((most, { rows: down = 1 }) => Math.max(most, down), 1) ?? 1;
  return Math.max(
    Math.min(said, MOST_HEADER_ROWS),
    over < rows.length && over <= MOST_HEADER_ROWS ? over : 1,
  );
}

/** Names of columns seldom stand on three levels, and on no more. */
const MOST_HEADER_ROWS = 3;

/** Each cell in its column: what goes over several stands in the first, and the others are empty. */
function layOut(rows: readonly GridRow[]): Laid[][] {
  /** By column: how many rows below still belong to the cell above, and how far above it stands. */
  const open: { left: number; above: number; isFirst: boolean }[] = [];
  return rows.map(({ cells }) => {
    const laid: Laid[] = [];
    let column = 0;
    const passOver = () => {
      for (let cell = open[column]; cell !== undefined && cell.left > 0; cell = open[++column]) {
        laid[column] = cell.isFirst ? { text: '', above: cell.above } : { text: '' };
        cell.left--;
        cell.above++;
      }
    };
    for (const { text, columns = 1, rows: down = 1 } of cells) {
      passOver();
      for (let over = 0; over < Math.max(1, columns); over++, column++) {
        laid[column] = { text: over === 0 ? text.trim() : '' };
        open[column] = { left: Math.max(1, down) - 1, above: 1, isFirst: over === 0 };
      }
    }
    passOver();
    return Array.from({ length: laid.length }, (_, at) => laid[at] ?? { text: '' });
  });
}

function isFilled({ text }: Laid): boolean {
  return text !== '';
}

/** Whether one cell goes over the whole row. */
function isAcross(
  one: { readonly row: GridRow; readonly cells: readonly Laid[] } | undefined,
  width: number,
): boolean {
  return one?.row.cells.length === 1 && (one.row.cells[0]?.columns ?? 1) >= width;
}

function paragraphs(text: string, origin: GridRow['origin']): Line[] {
  return text
    .split('\n')
    .map((line) => line.replaceAll('\t', ' ').trim())
    .filter((line) => line !== '')
    .map((line) => ({ text: line, indent: 0, gap: 0, ...(origin && { origins: [{ at: 0, ...origin }] }) }));
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/gu, ' ').trim();
}
