import { fold } from '../../core/language/text.ts';

/** A row as it is read: cells in order, an empty one as an empty text. */
interface CellsRow {
  readonly cells: readonly string[];
}

/** So many rows tell which columns hold figures. */
export const ROWS_SHOWN = 40;

/**
 * Whether the second row parts names of the first: it names columns that the first leaves empty, holds no value, and leaves
 * empty what goes over both.
 */
export function namesBelow([first, second, third]: readonly CellsRow[]): boolean {
  if (first === undefined || second === undefined || third === undefined) return false;
  if (second.cells[0] !== '' || second.cells.some(hasValue)) return false;
  const parted = second.cells.filter((cell, column) => cell !== '' && (first.cells[column] ?? '') === '');
  const isFilled = first.cells.every((cell, column) => cell !== '' || (second.cells[column] ?? '') !== '');
  return parted.length > 0 && isFilled && third.cells.some(hasFigure);
}

/** Whether the first row holds no value and no sentence, and stands over a column of figures. */
export function namesColumns(rows: readonly CellsRow[]): boolean {
  const [first, ...others] = rows.slice(0, ROWS_SHOWN);
  if (first === undefined || first.cells.filter((cell) => cell !== '').length < 2) return false;
  if (first.cells.some((cell) => hasValue(cell) || /[。！？；]$/u.test(cell))) return false;
  return first.cells.some((cell, column) => {
    const below = others.map(({ cells }) => cells[column] ?? '').filter((text) => text !== '');
    // Bands stand under bands in a row of names as well: 80—89岁 over 90—99岁.
    const counts = hasFigure(cell) ? hasValue : hasFigure;
    return cell !== '' && below.length > 0 && below.filter(counts).length * 2 > below.length;
  });
}

/**
 * Ages, months, grades, batches, kinds above a bound (50亩以上大户) and what stands in brackets behind a name (大村(2500人以上))
 * name a column as well as they name a row.
 */
const BAND =
  /(?<=^\p{Script=Han}{2,12})\([^()]*\)$|\d+(?:[-—–~至]\d+)?\s?周?岁(?:及?以[上下内])?|(?<!\d)\d{1,2}(?:[-—–~至]\d{1,2})?\s?(?:月份?|季度)(?!\d)|第\s?\d+\s?(?:批|期|次|季度|年|档|学期)|\d[\d.]*\p{Script=Han}{1,3}(?:及?以[上下内])的?(?=\p{Script=Han})|(?<!\d)\d\s?[级类等档](?!\d)/gu;

/** A figure that is no band: 50元 of 80—89岁\t50元. */
function hasValue(cell: string): boolean {
  return hasFigure(fold(cell).replaceAll(BAND, ''));
}

/** A figure other than a year, which names a column as well: 2022年. */
export function hasFigure(cell: string): boolean {
  return /\d/u.test(fold(cell).replaceAll(/(?<!\d)(?:19|20)\d{2}(?:年度?)?(?!\d)/gu, ''));
}
