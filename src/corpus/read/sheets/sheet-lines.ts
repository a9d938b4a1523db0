import type { Origin } from '../../../core/types.ts';
import { type DoubtedText, joinedDoubts, movedDoubts, paragraphsOf, withDoubts } from '../../clean/doubts.ts';
import { gridLines } from '../../clean/grid.ts';
import { formRows } from '../../clean/tables.ts';
import type { Line } from '../../lines.ts';
import { charactersIn, leftOutNotes } from '../unseen.ts';
import { columnsOf, gridOf, withinReason } from './grid-of.ts';
import { hasOwnMark, type Segment, segmentsOf } from './segments.ts';
import { type Fault, lettersOf, MOST_ROWS, type Sheet, type SheetCell, type SheetRow } from './sheet.ts';
import { keyOf, type Shown, shownOf } from './visible.ts';

export interface SheetLines {
  readonly lines: readonly Line[];
  readonly notes: readonly string[];
  /** Its first line is the title of one of several tables side by side. */
  readonly isUntitled: boolean;
}

export interface SheetOptions {
  /** Where a workbook has several sheets, each line says in which it stands. */
  readonly sheet?: string;
  /** Whether the file tells merged cells; else an empty cell may be the lower part of the one above. */
  readonly hasMerges: boolean;
}

/** A sheet as paragraphs and tables, from the top. */
export function linesOfSheet(sheet: Sheet, { sheet: name, hasMerges }: SheetOptions): SheetLines {
  const shown = shownOf(sheet);
  const segments = segmentsOf(shown, sheet.headers).map((segment) => ({
    ...segment,
    rows: segment.kind === 'table' ? withinReason(segment.rows) : segment.rows,
  }));
  const tables = new Map(
    segments
      .filter(({ kind, rows }) => kind === 'table' && rows.length > 1)
      .map((segment, at) => [segment, at + 1]),
  );
  const mergeAt = new Map(shown.merges.map((area) => [keyOf(area.top, area.left), area]));
  const lines: Line[] = [];
  for (const segment of segments) {
    const table = tables.get(segment);
    const origin: Origin = {
      ...(name !== undefined && { sheet: name }),
      ...(tables.size > 1 && table !== undefined && { table }),
    };
    const own =
      segment.kind === 'text'
        ? segment.rows.flatMap((row) => rowParagraphs(row, origin))
        : hasMerges
          ? gridLines(gridOf(segment, mergeAt, origin))
          : plainRows(segment, origin);
    for (const [at, line] of own.entries()) lines.push(at === 0 ? { ...line, gap: segment.gap } : line);
  }
  const read = segments.reduce((sum, { rows }) => sum + rows.length, 0);
  const [first, second] = segments;
  return {
    lines,
    isUntitled: first?.isBeside === true && first.kind === 'text' && second?.kind === 'table',
    notes: [
      ...shown.notes,
      ...faultNotes(shown, segments),
      ...(sheet.isCut || read < shown.rows.length ? [`太长，只读了前 ${Math.min(read, MOST_ROWS)} 行`] : []),
      ...leftOutNotes({ hidden: 0, pale: sheet.pale, struck: charactersIn(sheet.struck.join('')) }),
    ].map((note) => (name === undefined ? note : `工作表“${name}”：${note}`)),
  };
}

/** Its cells as paragraphs, from the left; a sign that counts stands before its text. */
function rowParagraphs({ row, cells }: SheetRow, origin: Origin): Line[] {
  return (hasOwnMark(cells) ? [behindMark(cells)] : cells).flatMap(paragraphsOf).map((words) => ({
    ...words,
    indent: 0,
    gap: 0,
    origins: [{ at: 0, ...origin, row }],
  }));
}

function behindMark(cells: readonly SheetCell[]): DoubtedText {
  const parted = cells.map(({ text }) => text).join(' ');
  const text = parted.replace(/^(\S*[、)）.．]) /u, '$1');
  return withDoubts(text, movedDoubts({ text: parted, doubts: joinedDoubts(cells) }, text));
}

/** The rows of a table of which the file tells no merged cells: a text, whose cells have no doubts. */
function plainRows({ rows, headerRows }: Segment, origin: Origin): Line[] {
  const columns = columnsOf(rows);
  if (columns.length === 1) return rows.flatMap((row) => rowParagraphs(row, origin));
  const plain = rows.map(({ row, cells }) => {
    const texts = new Map(cells.map(({ column, text }) => [column, text.replaceAll(/\s+/gu, ' ')]));
    return {
      line: { text: '', indent: 0, gap: 0, origins: [{ at: 0, ...origin, row }] },
      cells: columns.map((column) => texts.get(column) ?? ''),
    };
  });
  return formRows(plain, headerRows > 0);
}

const FAULTS: Readonly<Record<Fault, (places: string) => string>> = {
  uncalculated: (places) => `${places}没有算出结果，请用 Excel 打开、保存一次`,
  error: (places) => `${places}是错误值（#DIV/0! 等），没有读`,
  digits: (places) => `${places}超过 15 位，后面几位已经丢失，请改成文本格式`,
};
/** More places are only counted. */
const PLACES_NAMED = 3;

function faultNotes({ faults }: Shown, segments: readonly Segment[]): string[] {
  return (Object.keys(FAULTS) as Fault[]).flatMap((kind) => {
    const own = faults.filter(({ fault }) => fault === kind);
    if (own.length === 0) return [];
    const named = own
      .slice(0, PLACES_NAMED)
      .map(({ row, column }) => `第${row}行${nameOf(segments, row, column)}`);
    return [FAULTS[kind](named.join('、') + (own.length > PLACES_NAMED ? `等 ${own.length} 处` : ''))];
  });
}

/** What the column of a cell is called: by the first row of its table, else by its letter. */
function nameOf(segments: readonly Segment[], row: number, column: number): string {
  const table = segments.findLast(({ kind, rows }) => kind === 'table' && (rows[0]?.row ?? row) < row);
  const name = table?.rows[0]?.cells.findLast((cell) => cell.column <= column && !/\d/u.test(cell.text));
  return name?.column === column ? `“${name.text.replaceAll('\n', '')}”` : `${lettersOf(column)}列`;
}
