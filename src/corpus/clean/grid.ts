import type { Span } from '../../core/types.ts';
import type { Form, Line, LineOrigin } from '../lines.ts';
import { type DoubtedText, joinedDoubts, oneLine, paragraphsOf, withDoubts } from './doubts.ts';
import { formRows } from './tables.ts';

/** A cell as a file has it; it goes over `columns` columns and `rows` rows. */
export interface GridCell {
  /** Its paragraphs parted by line ends. */
  readonly text: string;
  /** Stretches of the text as it is given that were not read for sure. */
  readonly doubts?: readonly Span[];
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

/** A cell in its place; `above`: so many rows above stands the one that goes over it, all rows counted. */
interface Laid extends DoubtedText {
  readonly above?: number;
}

interface LaidRow {
  readonly row: GridRow;
  readonly cells: readonly Laid[];
  /** Its place among all rows. */
  readonly at: number;
}

/** A table that takes more room is not laid out. */
const MOST_CELLS = 2_000_000;
const EMPTY: Laid = { text: '' };

/**
 * The lines of a table whose merged cells are known: its rows, each with as many cells as the table has columns. A table
 * of one column is no table but a frame around paragraphs; a text over all columns before the first or behind the last row is a
 * paragraph above or below the table; beyond reason each row is a paragraph. Linear in rows times columns, of which no more
 * than `MOST_CELLS` are laid out.
 */
export function gridLines(rows: readonly GridRow[]): Line[] {
  const laid = layOut(rows);
  const filled = laid?.filter(({ cells }) => cells.some(isFilled));
  const width = laid?.reduce((widest, { cells }) => Math.max(widest, cells.length), 0) ?? 0;
  if (filled === undefined || width * filled.length > MOST_CELLS) return rows.flatMap(rowParagraph);
  if (width <= 1) return filled.flatMap(cellParagraphs);
  let from = 0;
  let to = filled.length;
  while (from < to && isAcross(filled[from], width)) from++;
  while (to > from && isAcross(filled[to - 1], width)) to--;
  return [
    ...filled.slice(0, from).flatMap(cellParagraphs),
    ...tableLines(filled.slice(from, to), width),
    ...filled.slice(to).flatMap(cellParagraphs),
  ];
}

function tableLines(rows: readonly LaidRow[], width: number): Line[] {
  const tidied = rows.map(({ cells }) =>
    Array.from({ length: width }, (_, column) => oneLine(cells[column] ?? EMPTY)),
  );
  const formed = formRows(
    tidied.map((cells) => ({
      line: { text: '', indent: 0, gap: 0 },
      cells: cells.map(({ text }) => text),
    })),
    rows[0]?.row.isHeader === true,
    headerRows(rows),
  );
  const placeOf = new Map(rows.map(({ at }, place) => [at, place]));
  return formed.map((line, place): Line => {
    const { row, cells, at } = rows[place] as LaidRow;
    const form: Form | undefined = line.form?.cells && {
      ...line.form,
      cells: line.form.cells.map(({ text }, column) => {
        const above = cells[column]?.above;
        const source = above === undefined ? undefined : placeOf.get(at - above);
        return source === undefined ? { text } : { text, above: place - source };
      }),
    };
    return {
      ...line,
      ...(form && { form }),
      ...originsOf(row),
      ...withDoubts(line.text, joinedDoubts(tidied[place] ?? [])),
    };
  });
}

/** How many rows the header has, if there is one: those that the file says, and those that a cell of the first goes over. */
function headerRows(rows: readonly LaidRow[]): number {
  const said = rows.findIndex(({ row: { isHeader } }) => isHeader !== true);
  const [first] = rows;
  const below = first?.row.cells.reduce((most, { rows: down = 1 }) => Math.max(most, down), 1) ?? 1;
  const end = (first?.at ?? 0) + below;
  const over = rows.slice(0, MOST_HEADER_ROWS + 1).filter(({ at }) => at < end).length;
  return Math.max(
    Math.min(said, MOST_HEADER_ROWS),
    over < rows.length && over <= MOST_HEADER_ROWS ? over : 1,
  );
}

/** Names of columns seldom stand on three levels, and on no more. */
const MOST_HEADER_ROWS = 3;

/**
 * Each cell in its column: what goes over several stands in the first, and the others are empty. Undefined where that
 * takes too much room.
 */
function layOut(rows: readonly GridRow[]): LaidRow[] | undefined {
  /** By column: how many rows below still belong to the cell above, and how far above it stands. */
  const open: { left: number; above: number; isFirst: boolean }[] = [];
  const found: LaidRow[] = [];
  let size = 0;
  for (const [at, row] of rows.entries()) {
    const laid: Laid[] = [];
    const passOver = () => {
      for (let cell = open[laid.length]; cell !== undefined && cell.left > 0; cell = open[laid.length]) {
        laid.push(cell.isFirst ? { text: '', above: cell.above } : EMPTY);
        cell.left--;
        cell.above++;
      }
    };
    for (const { text, doubts = [], columns = 1, rows: down = 1 } of row.cells) {
      passOver();
      if (size + laid.length + columns > MOST_CELLS) return undefined;
      for (let over = 0; over < Math.max(1, columns); over++) {
        open[laid.length] = { left: Math.max(1, down) - 1, above: 1, isFirst: over === 0 };
        laid.push(over === 0 ? withDoubts(text, doubts) : EMPTY);
      }
    }
    passOver();
    size += laid.length;
    if (size > MOST_CELLS) return undefined;
    found.push({ row, cells: laid, at });
  }
  return found;
}

function isFilled({ text }: Laid): boolean {
  return /\S/u.test(text);
}

/** Whether one cell goes over the whole row. */
function isAcross(one: LaidRow | undefined, width: number): boolean {
  return one?.row.cells.length === 1 && (one.row.cells[0]?.columns ?? 1) >= width;
}

function cellParagraphs({ row, cells }: LaidRow): Line[] {
  return cells.flatMap(paragraphsOf).map((text) => paragraph(text, row));
}

/** All words of a row, parted by blanks. */
function rowParagraph(row: GridRow): Line[] {
  const cells = row.cells.map(oneLine).filter(isFilled);
  const text = cells.map((cell) => cell.text).join(' ');
  return text === '' ? [] : [paragraph(withDoubts(text, joinedDoubts(cells)), row)];
}

function paragraph(text: DoubtedText, row: GridRow): Line {
  return { ...text, indent: 0, gap: 0, ...originsOf(row) };
}

function originsOf({ origin }: GridRow): Pick<Line, 'origins'> {
  return origin === undefined ? {} : { origins: [{ at: 0, ...origin }] };
}
