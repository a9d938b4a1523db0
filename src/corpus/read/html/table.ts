import type { DoubtedText } from '../../clean/doubts.ts';
import type { GridCell, GridRow } from '../../clean/grid.ts';
import { isData, rowsOf } from './measure.ts';
import { elementsOf, isHidden, type PageElement, textOf } from './page/page.ts';

/** More columns than this has no table, and more cells no page. */
const MOST_COLUMNS = 256;
const MOST_ROWS_DOWN = 10_000;
const MOST_CELLS = 400_000;
/** So long is the text of a cell that holds a page and no value. */
const LONG_CELL = 400;

export function cellsOf(row: PageElement): PageElement[] {
  return elementsOf(row).filter(({ name }) => name === 'td' || name === 'th');
}

function shownRows(table: PageElement): PageElement[] {
  return rowsOf(table).filter((row) => !isHidden(row));
}

/**
 * Whether a table only places the parts of a page: it has one column, a table within it has rows of its own, or a cell
 * holds a text of many paragraphs.
 */
export function isFrame(table: PageElement): boolean {
  if (/^(?:presentation|none)$/u.test(table.attributes.get('role') ?? '')) return true;
  const rows = shownRows(table).map(cellsOf);
  const cells = rows.flat();
  if (rows.every((row) => row.length <= 1)) return true;
  if (rows.length > MOST_ROWS_DOWN || cells.length > MOST_CELLS || widest(rows) * rows.length > MOST_CELLS)
    return true;
  if (elementsOf(table).some(({ name }) => name === 'caption' || name === 'thead')) return false;
  if (cells.some((cell) => holdsTable(cell))) return !isData(table);
  if (isData(table) || cells.some(({ name }) => name === 'th')) return false;
  return (
    cells.some((cell) => paragraphsIn(cell) > 3 && textOf(cell).trim().length > LONG_CELL) ||
    cells.some(holdsHeading)
  );
}

function widest(rows: readonly (readonly PageElement[])[]): number {
  return rows.reduce(
    (most, row) =>
      Math.max(
        most,
        row.reduce((sum, cell) => sum + columnsOf(cell), 0),
      ),
    0,
  );
}

/** Whether an element holds a table with two rows or more that are no frame. */
function holdsTable(element: PageElement): boolean {
  return elementsOf(element).some(
    (child) => (child.name === 'table' && rowsOf(child).length > 1) || holdsTable(child),
  );
}

function holdsHeading(element: PageElement): boolean {
  return elementsOf(element).some((child) => /^h[1-6]$/u.test(child.name) || holdsHeading(child));
}

function paragraphsIn(element: PageElement): number {
  return elementsOf(element).reduce(
    (sum, child) => sum + (/^(?:p|div|br|li)$/u.test(child.name) ? 1 : 0) + paragraphsIn(child),
    0,
  );
}

/** The rows of a table, each cell with its paragraphs as `textIn` reads them. */
export function gridOf(table: PageElement, textIn: (cell: PageElement) => DoubtedText): GridRow[] {
  const headed = new Set(
    elementsOf(table)
      .filter(({ name }) => name === 'thead')
      .flatMap(rowsOf),
  );
  const rows = shownRows(table);
  return rows.map((row, at) => {
    const cells = cellsOf(row).filter((cell) => !isHidden(cell));
    const isHeader = headed.has(row) || (cells.length > 0 && cells.every(({ name }) => name === 'th'));
    return {
      cells: cells.map(
        (cell): GridCell => ({
          ...textIn(cell),
          columns: columnsOf(cell),
          rows: rowsOver(cell, rows.length - at),
        }),
      ),
      ...(isHeader ? { isHeader } : {}),
    };
  });
}

function columnsOf({ attributes }: PageElement): number {
  return Math.min(MOST_COLUMNS, spanOf(attributes.get('colspan')) || 1);
}

/** 0 goes down to the last row. */
function rowsOver({ attributes }: PageElement, left: number): number {
  return Math.min(left, spanOf(attributes.get('rowspan') ?? '1') || left);
}

function spanOf(text: string | undefined): number {
  const digits = /^\s*(\d{1,6})/u.exec(text ?? '1')?.[1];
  return digits === undefined ? 1 : Number(digits);
}
