import { readUnder, type Sentence } from '../../facts/sentence.ts';
import { fitOf } from '../../language/figures/conditions.ts';
import type { Extreme } from '../../language/figures/extremes.ts';
import { MEASURED_BY } from '../../language/figures/measured.ts';
import { fold } from '../../language/text.ts';
import { columnTexts, headerOf, isNumbering, isYearCell, yearsIn } from '../../papers/rows.ts';
import { dateOf, paperAt } from '../../papers.ts';
import type { Knowledge } from '../../ports.ts';
import type { AskedQuestion } from '../../question/question.ts';
import { isOfAllRows, isTotal } from '../sums.ts';
import { isOfYears, TELLING, type WeighedTerm } from '../wanted.ts';
import { cellText, ownCells } from '../weighing/cells.ts';
import { tableKeyOf } from './like-rows.ts';
import { figureIn, UNIT_WORTH, worthOf } from './tables.ts';

/** The rows that have the most, or the least. */
export interface Extremes {
  readonly rows: readonly Sentence[];
  /** Of one column, or of each: else some rows have most in one and some in another. */
  readonly isOfEach: boolean;
}

const NONE: Extremes = { rows: [], isOfEach: true };

/**
 * The rows that have the most, or the least, among those of the table of a row and of the other tables of its kind: of the
 * years asked, or else of the newest, of the kind of place asked, no sums. Where no column is meant, of every column that
 * counts something. None where the table has no names of columns, or counts nothing.
 * @param others rows of other papers, whose tables may be of the same kind.
 * @param read the column that a reader takes for the one asked, where no name of one says which.
 */
export function extremeRows(
  row: Sentence,
  extreme: Extreme,
  asked: AskedQuestion,
  subject: readonly WeighedTerm[],
  others: readonly Sentence[],
  knowledge: Knowledge,
  read?: number,
): Extremes {
  const document = knowledge.documentById.get(row.passage.documentId);
  const header = document && headerOf(document, row.lead);
  if (document === undefined || header === undefined) return NONE;
  const names = columnTexts(header, document);
  // Which year has most of its columns, a row shows by itself.
  if (ASKS_YEAR.test(asked.written) && names.some((name) => yearsIn(name).length > 0)) return NONE;
  if (asksGroup(row, names, asked, knowledge)) return NONE;
  const rows = meantRows(rowsOfKind(row, others, knowledge), asked, subject, knowledge);
  const isNamed = rows[0] !== undefined && namesAll(rows, names, subject);
  const columns = columnsMeant(names, rows, asked, subject, isNamed, read);
  const found = columns.map((column) => mostIn(rows, column, extreme));
  const all = new Set(found.flat());
  return {
    rows: rows.filter((one) => all.has(one)),
    isOfEach: found.every((some) => some.length === all.size),
  };
}

function mostIn(rows: readonly Sentence[], column: number, extreme: Extreme): readonly Sentence[] {
  const valued = rows.flatMap((one) => {
    const value = figureIn(one, column)?.value;
    return value === undefined ? [] : [{ one, value }];
  });
  const wanted = valued
    .map(({ value }) => value)
    .reduce((a, b) => (extreme === 'most' ? Math.max(a, b) : Math.min(a, b)), valued[0]?.value ?? 0);
  return valued.filter(({ value }) => value === wanted).map(({ one }) => one);
}

/** Whether it is asked among groups of rows (哪个片区), of which no row tells by itself: a name in their column is of several. */
function asksGroup(
  row: Sentence,
  names: readonly string[],
  { written }: AskedQuestion,
  knowledge: Knowledge,
): boolean {
  const column = names.findIndex((name) => {
    const at = name.length > 1 ? written.indexOf(name) : -1;
    return at >= 0 && ASKS_WHICH.test(written.slice(0, at));
  });
  if (column < 0) return false;
  const values = rowsOfKind(row, [], knowledge)
    .filter((one) => !isOfAllRows(one))
    .map((one) => `${one.years.join()}\t${cellAt(one, column)}`);
  return new Set(values).size < values.length;
}

/** What stands before the kind of thing that is asked for. */
const ASKS_WHICH = /(?:哪(?:一?个|几个|些)?|最.的?是?)$/u;

/** All rows of the tables of one kind in the papers of a row and of the others. */
function rowsOfKind(row: Sentence, others: readonly Sentence[], knowledge: Knowledge): Sentence[] {
  const key = tableKeyOf(row, knowledge);
  const alike = others.filter((one) => tableKeyOf(one, knowledge) === key);
  const ids = new Set([row, ...alike].map(({ passage }) => passage.documentId));
  return [...ids]
    .flatMap((id) => knowledge.passagesOf(id))
    .flatMap((passage) => knowledge.sentencesOf(passage))
    .filter((one) => one.cells !== undefined && tableKeyOf(one, knowledge) === key);
}

/** Asks in which year there was most, among the years of one thing. */
const ASKS_YEAR = /哪[一几]?个?年/u;
/** Which kind of place is asked for, and how the names of such end. */
const KINDS: readonly (readonly [RegExp, RegExp])[] = [
  ['乡镇|[乡镇]|街道', '(?:[乡镇]|街道(?:办事处)?)'],
  ['村|社区', '(?:村|社区)'],
  ['[县市区旗]', '[县市区旗]'],
].map(([kind, end]) => [
  new RegExp(`(?:哪(?:一?个|几个|些)?|最.的?是?)(?:${kind})(?!的)`, 'u'),
  new RegExp(`${end}$`, 'u'),
]);

/** Those rows that may be meant: of the years, the conditions and the kind of place asked, and no sums. */
function meantRows(
  all: readonly Sentence[],
  asked: AskedQuestion,
  subject: readonly WeighedTerm[],
  knowledge: Knowledge,
): readonly Sentence[] {
  const single = all.filter(
    (one) => !isOfAllRows(one) && fitOf(asked.conditions, readUnder(one)) !== 'other',
  );
  const named = ofNamedCell(single, asked);
  const kind = KINDS.find(([question]) => question.test(asked.written))?.[1];
  const ofKind =
    kind === undefined ? [] : named.filter((one) => cellsOf(one).some((cell) => kind.test(cell)));
  const rows = ofKind.length > 0 ? ofKind : named;
  if (asked.years.length + asked.relativeYears.length > 0)
    return rows.filter((one) => isOfYears(asked, one, []));
  if (ASKS_YEAR.test(asked.written)) return rowsOfOne(all, subject);
  const years = new Map(rows.map((one) => [one, newestYear(one, knowledge)]));
  const newest = Math.max(...years.values());
  return rows.filter((one) => years.get(one) === newest);
}

/** The rows with a cell that the question says (河谷片区哪个村…), where some have one and some do not. */
function ofNamedCell(rows: readonly Sentence[], { written }: AskedQuestion): readonly Sentence[] {
  const said = fold(written);
  const named = rows.filter((one) =>
    cellsOf(one).some((cell) => /^\p{Script=Han}{2,}$/u.test(cell) && said.includes(cell)),
  );
  return named.length > 0 ? named : rows;
}

/** Of one thing over the years: the rows that the question names, else the sums, else all. */
function rowsOfOne(all: readonly Sentence[], subject: readonly WeighedTerm[]): readonly Sentence[] {
  const isNamed = (one: Sentence) =>
    cellsOf(one).some((cell) =>
      subject.some(({ spellings }) => spellings.some((word) => word.length > 1 && cell.includes(word))),
    );
  const [named, sums] = [all.filter(isNamed), all.filter(isTotal)];
  return named.length > 0 ? named : sums.length > 0 ? sums : all;
}

/** The newest year that a row is of: by itself, its title or its date; 0 where nothing tells. */
function newestYear({ years, passage, span }: Sentence, { documentById }: Knowledge): number {
  const document = documentById.get(passage.documentId);
  if (years.length > 0 || document === undefined) return Math.max(0, ...years);
  const paper = paperAt(document, span);
  return Math.max(0, ...yearsIn(paper.title), Number(dateOf(paper)?.slice(0, 4) ?? 0));
}

function cellsOf(row: Sentence): string[] {
  return [...row.merged.split('\n').map((text) => text.trim()), ...ownCells(row)];
}

/**
 * The column of figures whose name shares most with what is asked; all of them where none does before the others, and all
 * that is asked is of the table (`isOfTable`).
 */
function columnsMeant(
  names: readonly string[],
  rows: readonly Sentence[],
  { inFull, years, conditions }: AskedQuestion,
  subject: readonly WeighedTerm[],
  isOfTable: boolean,
  read: number | undefined,
): number[] {
  const counting = names.flatMap((name, column) => {
    const figures = rows.flatMap((row) => figureIn(row, column) ?? []);
    const [first] = figures;
    return first === undefined || isOfNames(name, rows, column) ? [] : [{ name, column, unit: first.unit }];
  });
  const dated = ofYears(counting, years);
  const scored = dated.map(({ name, column, unit }) => ({
    column,
    worth:
      (isCalled(name, inFull) || fitOf(conditions, fold(name)) === 'fits' ? NAME_WORTH : 0) +
      (MEASURED_BY.get(unit)?.test(inFull) === true ? UNIT_WORTH : 0) +
      worthOf(
        name,
        subject,
        dated.length,
        (word) => dated.filter((other) => other.name.includes(word)).length,
      ),
  }));
  const [best, next] = [...scored].sort((a, b) => b.worth - a.worth);
  if (best === undefined) return [];
  if (best.worth > 0 && best.worth > (next?.worth ?? 0)) return [best.column];
  if (read !== undefined && dated.some(({ column }) => column === read)) return [read];
  // 最远, 最贵: what has no column of its own is told by none.
  const isOfAny = isOfTable && (dated.length === 1 || COUNTED.test(inFull));
  return isOfAny ? dated.map(({ column }) => column) : [];
}

/** What may be said of whatever is counted. */
const COUNTED = /最[多少高低大小]|第一/u;

/** Whether every word that is asked stands in a table, its names or what it is told under. */
function namesAll(
  rows: readonly Sentence[],
  names: readonly string[],
  subject: readonly WeighedTerm[],
): boolean {
  const told = [...names, ...rows.flatMap(({ above, ruling, folded }) => [above, ruling, folded])].join('\n');
  return subject.every(
    ({ term, weight, spellings }) =>
      term.length < 2 || weight < TELLING || spellings.some((word) => told.includes(word)),
  );
}

/** What puts rows in order, or says what they are. */
const RANKING = /^(?:编\s?号|no\.?|排\s?[名序]|名次|备\s?注)$/u;

function isOfNames(name: string, rows: readonly Sentence[], column: number): boolean {
  const cells = rows.map((row) => cellAt(row, column));
  return (
    isNumbering(name) || RANKING.test(name.trim()) || cells.every((cell) => cell === '' || isYearCell(cell))
  );
}

/** Where columns are of years, those of the years asked, or else of the newest. */
function ofYears<T extends { readonly name: string }>(
  columns: readonly T[],
  asked: readonly number[],
): readonly T[] {
  const told = columns.flatMap(({ name }) => yearsIn(name));
  if (told.length === 0) return columns;
  const meant = told.some((year) => asked.includes(year)) ? asked : [Math.max(...told)];
  return columns.filter(({ name }) => {
    const own = yearsIn(name);
    return own.length === 0 || own.some((year) => meant.includes(year));
  });
}

/** A question says the whole name of a column, but for its unit. */
function isCalled(name: string, written: string): boolean {
  const plain = name.replace(/[(（][^()（）]*[)）]/u, '').trim();
  return plain.length >= 2 && fold(written).includes(plain);
}

const NAME_WORTH = 1;

/** A cell of a row, folded; empty of one that is merged with those above. */
function cellAt(row: Sentence, column: number): string {
  const cell = row.cells?.[column];
  return (cell && cellText(row, cell)) ?? '';
}

const RANKS = /最[多高大少低小]|第一|排名|名次|位次/u;
const ASKS_PLACE = /哪(?:一?个|些)?(?:乡|镇|村|街道|社区|县|区)/u;
const PLACE = /\p{Script=Han}(?:[乡镇村县区]|街道|社区)/gu;

/**
 * Whether a sentence may tell which of several has most: it says so, or gives several figures of one unit; of places, where
 * these are asked. One row among others does not.
 */
export function tellsExtreme(
  { written }: AskedQuestion,
  { cells, ruling, folded, figures }: Sentence,
): boolean {
  if (RANKS.test(readUnder({ ruling, folded }))) return true;
  if (cells !== undefined || (ASKS_PLACE.test(written) && (folded.match(PLACE)?.length ?? 0) < 2))
    return false;
  return figures.some(({ unit }, at) => unit !== '' && figures.findIndex((one) => one.unit === unit) < at);
}
