import type { DoubtedText } from '../../clean/doubts.ts';
import type { GridCell, GridRow } from '../../clean/grid.ts';
import { childOf, elementsOf, type XmlElement } from '../containers/xml.ts';
import { isOn, numberOf, valueIn } from './properties.ts';

/** Word has no more columns than this; a file that states more states nonsense. */
const MOST_COLUMNS = 63;

/** A row as the file has it, without what is deleted. */
export interface TableRow {
  readonly element: XmlElement;
  readonly cells: readonly XmlElement[];
  readonly isHeader: boolean;
  /** Empty columns before its first cell and behind its last. */
  readonly before: number;
  readonly after: number;
}

/** The rows of `w:tbl`, be they within content controls; what stands within deleted ones is given to `skip`. */
export function rowsOf(table: XmlElement, skip: (row: XmlElement) => void): TableRow[] {
  return within(table, 'tr').flatMap((element): TableRow[] => {
    const properties = childOf(element, 'trPr');
    const isOut = childOf(properties, 'del') !== undefined || isHiddenRow(element);
    if (isOut) {
      skip(element);
      return [];
    }
    const cells = within(element, 'tc').filter(
      (cell) => childOf(childOf(cell, 'tcPr'), 'cellDel') === undefined,
    );
    return [
      {
        element,
        cells,
        isHeader: isOn(properties, 'tblHeader') ?? false,
        before: columns(valueIn(properties, 'gridBefore'), 0),
        after: columns(valueIn(properties, 'gridAfter'), 0),
      },
    ];
  });
}

export function isHiddenRow(row: XmlElement): boolean {
  return isOn(childOf(row, 'trPr'), 'hidden') === true;
}

/** The elements of a name below an element, whatever wraps them, but not those within tables of cells. */
function within(parent: XmlElement, name: string): XmlElement[] {
  return elementsOf(parent).flatMap((child) => {
    if (child.name === name) return [child];
    return /^(?:sdt|sdtContent|customXml|ins|moveTo|smartTag)$/u.test(child.name) ? within(child, name) : [];
  });
}

function columns(value: string | undefined, least: number): number {
  return Math.min(Math.max(least, numberOf(value) ?? least), MOST_COLUMNS);
}

/** Whether a table is only a frame: one cell in each row. */
export function isFrame(rows: readonly TableRow[]): boolean {
  return rows.every(({ cells }) => cells.length <= 1);
}

/** A cell that goes over rows while they are read. */
interface Open {
  readonly cell: { rows: number };
  readonly columns: number;
}

/**
 * Rows with their merged cells.
 * @param textOf reads a cell, in order; a cell that another one goes over is not read.
 */
export function gridOf(
  rows: readonly TableRow[],
  textOf: (cell: XmlElement) => DoubtedText,
  originOf: (row: number) => NonNullable<GridRow['origin']>,
): GridRow[] {
  let open = new Map<number, Open>();
  return rows.map((row, at): GridRow => {
    const cells: (DoubtedText & { columns: number; rows: number })[] = [];
    const next = new Map<number, Open>();
    let column = row.before;
    if (row.before > 0) cells.push({ text: '', columns: row.before, rows: 1 });
    for (const element of row.cells) {
      const properties = childOf(element, 'tcPr');
      const span = columns(valueIn(properties, 'gridSpan'), 1);
      const last = cells.at(-1);
      if (mergeOf(properties, 'hMerge') === 'continue' && last !== undefined) last.columns += span;
      else {
        const merge = mergeOf(properties, 'vMerge');
        const above = merge === 'continue' ? open.get(column) : undefined;
        if (above !== undefined && above.columns === span) {
          above.cell.rows++;
          next.set(column, above);
        } else {
          const cell = { ...textOf(element), columns: span, rows: 1 };
          cells.push(cell);
          if (merge !== undefined) next.set(column, { cell, columns: span });
        }
      }
      column += span;
    }
    if (row.after > 0) cells.push({ text: '', columns: row.after, rows: 1 });
    open = next;
    return { cells: cells satisfies GridCell[], isHeader: row.isHeader, origin: originOf(at) };
  });
}

/** `<w:vMerge/>` goes on what begins above. */
function mergeOf(properties: XmlElement | undefined, name: string): 'restart' | 'continue' | undefined {
  const merge = childOf(properties, name);
  if (merge === undefined) return undefined;
  return merge.attributes.val === 'restart' ? 'restart' : 'continue';
}
