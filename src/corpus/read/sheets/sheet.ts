import type { Span } from '../../../core/types.ts';

/** A workbook as it is shown, whatever file it comes from. */
export interface Workbook {
  readonly sheets: readonly Sheet[];
  /** In Chinese: sheets that are hidden, or hold no cells. */
  readonly notes: readonly string[];
}

/** A sheet that is shown. Rows and columns are counted from 1, as they are shown. */
export interface Sheet {
  readonly name: string;
  /** Those with cells, from the top; hidden ones too. */
  readonly rows: readonly SheetRow[];
  readonly merges: readonly Area[];
  readonly hiddenRows: ReadonlySet<number>;
  readonly hiddenColumns: readonly { readonly from: number; readonly to: number }[];
  /** Rows that name columns by what the workbook does with them: a table's first, filtered, frozen, printed on each page. */
  readonly headers: readonly { readonly from: number; readonly to: number }[];
  /** Texts and numbers that are struck out. */
  readonly struck: readonly string[];
  /** Characters of cells that are shown, in the colour of their ground. */
  readonly pale: number;
  /** More rows than are read. */
  readonly isCut: boolean;
}

export interface SheetRow {
  readonly row: number;
  /** From the left; only those that have something. */
  readonly cells: readonly SheetCell[];
}

export interface SheetCell {
  readonly column: number;
  /** As it is shown; its paragraphs parted by `\n`. */
  readonly text: string;
  /** Stretches of the text that cannot be relied on. */
  readonly doubts?: readonly Span[];
  readonly isBold?: boolean;
  /** Why it shows no value, or none to rely on. */
  readonly fault?: Fault;
}

/** A formula without its result; an error in place of a value; a number whose last digits are lost. */
export type Fault = 'uncalculated' | 'error' | 'digits';

/** Both ends counted in. */
export interface Area {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** Of a sheet more rows are not read, nor more cells. */
export const MOST_ROWS = 200_000;
export const MOST_CELLS = 2_000_000;
/** A spreadsheet has no more. */
const LAST_ROW = 1_048_576;
const LAST_COLUMN = 16_384;

/** Where `B12` stands; undefined for what is no cell. */
export function placeOf(reference: string): { row: number; column: number } | undefined {
  const [, letters, digits] = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/iu.exec(reference) ?? [];
  if (letters === undefined) return undefined;
  let column = 0;
  for (const letter of letters.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64;
  const row = Number(digits);
  return row < 1 || row > LAST_ROW || column > LAST_COLUMN ? undefined : { row, column };
}

/** What `A1:C3` covers, or `A1` alone; undefined for what is no area. */
export function areaOf(reference: string): Area | undefined {
  const [from = '', to = from] = reference.split(':');
  const [first, last] = [placeOf(from), placeOf(to)];
  if (first === undefined || last === undefined) return undefined;
  return {
    top: Math.min(first.row, last.row),
    left: Math.min(first.column, last.column),
    bottom: Math.max(first.row, last.row),
    right: Math.max(first.column, last.column),
  };
}

/** `B` for 2. */
export function lettersOf(column: number): string {
  let letters = '';
  for (let left = column; left > 0; left = Math.floor((left - 1) / 26))
    letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters;
  return letters;
}
