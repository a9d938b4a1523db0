import type { Extreme } from '../../language/figures/extremes.ts';
import type { Figure } from '../../language/figures.ts';
import { fold, slice } from '../../language/text.ts';
import { headerOf } from '../../papers/rows.ts';
import type { Knowledge } from '../../ports.ts';
import { passagesOf } from '../policies/quoted-names.ts';
import { type Sentence, sentencesOf } from '../sentences.ts';
import type { WeighedTerm } from '../wanted.ts';

/** Rows that sum the others up. */
const TOTAL = /^(?:合\s?计|总\s?计|小\s?计|总数|共计|全县|全市|全乡|全镇)/u;
const ASKS_TOTAL = /合计|总计|一共|总共|共有?多少|全部加起来|加起来|总数/u;

/** Whether a question asks for what all rows come to. */
export function asksTotal(written: string): boolean {
  return ASKS_TOTAL.test(fold(written));
}

/** Whether a sentence is the row that sums a table up. */
export function isTotal({ cells, folded }: Sentence): boolean {
  return cells !== undefined && TOTAL.test(folded.trim());
}

/**
 * The rows of the table of a row that have the most, or the least, in the column that is asked about; those of one value all of them.
 * Empty where the table has no names of columns, or the column holds no figures.
 */
export function extremeRows(
  row: Sentence,
  extreme: Extreme,
  { written, subject }: { readonly written: string; readonly subject: readonly WeighedTerm[] },
  knowledge: Knowledge,
): readonly Sentence[] {
  const document = knowledge.documentById.get(row.passage.documentId);
  const header = document && headerOf(document, row.lead);
  const start = row.lead.find(({ kind }) => kind === 'header')?.start;
  if (document === undefined || header === undefined || start === undefined) return [];
  const rows = passagesOf(document.id, knowledge)
    .flatMap((passage) => sentencesOf(passage, knowledge))
    .filter(
      (one) => one.lead.some((lead) => lead.kind === 'header' && lead.start === start) && !isTotal(one),
    );
  const names = header.map((own) => fold(own.map((name) => slice(document.text, name)).join('')));
  const column = columnMeant(names, rows, subject, written);
  if (column === undefined) return [];
  const valued = rows.flatMap((one) => {
    const value = figureIn(one, column)?.value;
    return value === undefined ? [] : [{ one, value }];
  });
  const wanted = valued
    .map(({ value }) => value)
    .reduce((a, b) => (extreme === 'most' ? Math.max(a, b) : Math.min(a, b)), valued[0]?.value ?? 0);
  return valued.filter(({ value }) => value === wanted).map(({ one }) => one);
}

/** The figures' column whose name shares most with the subject; the only one where there is but one. */
function columnMeant(
  names: readonly string[],
  rows: readonly Sentence[],
  subject: readonly WeighedTerm[],
  written: string,
): number | undefined {
  const counting = names.flatMap((name, column) => {
    const unit = rows.map((row) => figureIn(row, column)?.unit).find((one) => one !== undefined);
    return unit === undefined ? [] : [{ name, column, unit }];
  });
  const scored = counting.map(({ name, column, unit }) => ({
    column,
    worth:
      (isCalled(name, written) ? NAME_WORTH : 0) +
      (COUNTED_BY.get(unit)?.test(written) === true ? UNIT_WORTH : 0) +
      worthOf(
        name,
        subject,
        counting.length,
        (word) => counting.filter((other) => other.name.includes(word)).length,
      ),
  }));
  const [best, next] = [...scored].sort((a, b) => b.worth - a.worth);
  if (best === undefined) return undefined;
  if (counting.length === 1) return best.column;
  return best.worth > 0 && best.worth > (next?.worth ?? 0) ? best.column : undefined;
}

/** A question says the whole name of a column, but for its unit. */
function isCalled(name: string, written: string): boolean {
  const plain = name.replace(/[(（][^()（）]*[)）]/u, '').trim();
  return plain.length >= 2 && fold(written).includes(plain);
}

/** Names of columns are short, and people shorten them: each pair of characters that they share counts. */
function worthOf(
  name: string,
  subject: readonly WeighedTerm[],
  columns: number,
  inColumns: (word: string) => number,
): number {
  return subject.reduce((sum, { spellings, weight }) => {
    const found = spellings.find((spelling) => name.includes(spelling));
    const whole = found !== undefined;
    // A word that every column has tells none from the others.
    if (found !== undefined && columns > 1 && inColumns(found) === columns) return sum;
    const pairs = spellings.flatMap((word) => [...word].slice(1).map((_, at) => word.slice(at, at + 2)));
    const shared = pairs.some((pair) => name.includes(pair));
    return sum + weight * (whole ? 1 : shared ? 0.6 : 0);
  }, 0);
}

/** Nothing stands in it, or a sign for nothing. */
const EMPTY = /^[\s—–\-/／无]*$/u;

/** The cell of a row in the one column that a subject names: what it counts, if it does. */
export interface CellAsked {
  readonly isEmpty: boolean;
  readonly figure?: Figure;
}

/** Undefined where the subject names no column before the others. */
export function cellAsked(
  row: Sentence,
  subject: readonly WeighedTerm[],
  knowledge: Pick<Knowledge, 'documentById' | 'simplified'>,
): CellAsked | undefined {
  const document = knowledge.documentById.get(row.passage.documentId);
  const header = document && headerOf(document, row.lead);
  if (document === undefined || header === undefined || row.cells === undefined) return undefined;
  const plain = knowledge.simplified.get(document.id) ?? document.text;
  const names = header.map((own) => fold(own.map((name) => slice(plain, name)).join('')));
  const inColumns = (word: string) => names.filter((name) => name.includes(word)).length;
  const [best, next] = names
    .map((name, column) => ({ column, worth: worthOf(name, subject, names.length, inColumns) }))
    .sort((a, b) => b.worth - a.worth);
  if (best === undefined || best.worth <= (next?.worth ?? 0)) return undefined;
  const cell = row.cells[best.column];
  const figure = figureIn(row, best.column);
  return {
    isEmpty: cell === undefined || EMPTY.test(slice(plain, cell)),
    ...(figure === undefined ? {} : { figure }),
  };
}

/** Words by which people ask for figures of a unit. */
const COUNTED_BY: ReadonlyMap<string, RegExp> = new Map([
  ['元', /钱|资金|金额|元|补|奖|贵|便宜|[票车]?价|费/u],
  ['户', /户|家/u],
  ['人', /人/u],
  ['亩', /亩|面积|地/u],
  ['公里', /公里|远|近|长|短/u],
]);
const UNIT_WORTH = 0.5;
const NAME_WORTH = 1;

function figureIn({ cells, span, figures }: Sentence, column: number): Figure | undefined {
  const cell = cells?.[column];
  if (cell === undefined) return undefined;
  const [from, to] = [cell.start - span.start, cell.end - span.start];
  return figures.find((figure) => from <= figure.span.start && figure.span.end <= to);
}
