import { tableKey } from '../../facts/rows.ts';
import { readUnder, type Sentence } from '../../facts/sentence.ts';
import { fitOf } from '../../language/figures/conditions.ts';
import { type Extreme, extremeAsked } from '../../language/figures/extremes.ts';
import { MEASURED_BY } from '../../language/figures/measured.ts';
import { fold } from '../../language/text.ts';
import { columnTexts, headerOf, isNumbering, isYearCell, yearsIn } from '../../papers/rows.ts';
import { dateOf, paperAt } from '../../papers.ts';
import type { Knowledge } from '../../ports.ts';
import type { AskedQuestion } from '../../question/question.ts';
import { askedOfRows } from '../../question/turns/follow-up.ts';
import type { Evidence } from '../evidence.ts';
import { cellText, isOfAllRows, isTotal, ownCells } from '../sums.ts';
import { TELLING, type WeighedTerm } from '../wanted.ts';
import { isOfYears } from '../weighing/years.ts';
import { documentOf } from './around.ts';
import { type Excerpt, excerptsOf, type Quoting } from './excerpt.ts';
import { ASKED_WORTH, figureIn, meantAlone, UNIT_WORTH, worthOf } from './tables.ts';

/** A table, with the others of its kind. */
interface Tables {
  /** What each column is called. */
  readonly names: readonly string[];
  /** Of all of them, those of the table's own paper first. */
  readonly rows: readonly Sentence[];
  /** The column that a reader takes for the one asked, where no name of one says which. */
  readonly read: number | undefined;
}

/**
 * The rows that have most, or least, where that is asked: of the first table in the paper of the best sentence that counts
 * something, and of the other tables of its kind that were met.
 */
export function extremeExcerpts(
  { sentence: { passage }, score }: Evidence,
  evidence: readonly Evidence[],
  quoting: Quoting,
): Excerpt[] {
  const { asked, subject, knowledge, settings } = quoting;
  const which = extremeAsked(asked.written);
  if (which === undefined) return [];
  const met = evidence.filter(
    ({ sentence }) => sentence.cells !== undefined && sentence.passage.place === passage.place,
  );
  const tried = new Set<string>();
  for (const { sentence } of met) {
    const key = keyOf(sentence, knowledge);
    if (sentence.passage.documentId !== passage.documentId || key === undefined || tried.has(key)) continue;
    tried.add(key);
    const tables = tablesOf(sentence, key, met, knowledge);
    const { rows, isOfEach } = extremeRows(tables, which, askedOfRows(asked), subject, knowledge);
    const quoted = excerptsOf(rows.slice(0, settings.maxListItems), score, quoting);
    const extreme = { which, rows: rows.length, shown: quoted.length };
    if (quoted.length > 0) return isOfEach ? quoted.map((one) => ({ ...one, extreme })) : quoted;
  }
  return [];
}

/** What tells the table of a row from those of another kind: the same for tables that differ by their years. Undefined of one without names of columns. */
function keyOf(row: Sentence, knowledge: Knowledge): string | undefined {
  return tableKey(row, documentOf(row, knowledge), true);
}

/** The table of a row with those of its kind in the papers of other rows. */
function tablesOf(row: Sentence, key: string, others: readonly Evidence[], knowledge: Knowledge): Tables {
  const document = documentOf(row, knowledge);
  const alike = others.filter(({ sentence }) => keyOf(sentence, knowledge) === key);
  const ids = new Set([document.id, ...alike.map(({ sentence }) => sentence.passage.documentId)]);
  const rows = [...ids]
    .flatMap((id) => knowledge.passagesOf(id))
    .flatMap((passage) => knowledge.sentencesOf(passage))
    .filter((one) => one.cells !== undefined && keyOf(one, knowledge) === key);
  const read = alike.find(({ columnRead }) => columnRead != null)?.columnRead ?? undefined;
  return { names: columnTexts(headerOf(document, row.lead) ?? [], document), rows, read };
}

/** Asks in which year there was most, among the years of one thing. */
const ASKS_YEAR = /哪[一几]?个?年/u;

/**
 * The rows that have the most, or the least: of the years asked, or else of the newest, of the kind of place asked, no sums.
 * Where no column is meant, of every column that counts something; `isOfEach` unless some rows have most in one and some in
 * another. None where the tables count nothing.
 */
function extremeRows(
  tables: Tables,
  extreme: Extreme,
  asked: AskedQuestion,
  subject: readonly WeighedTerm[],
  knowledge: Knowledge,
): { readonly rows: readonly Sentence[]; readonly isOfEach: boolean } {
  const { names } = tables;
  // Which year has most of its columns, a row shows by itself.
  const isByColumn = ASKS_YEAR.test(asked.written) && names.some((name) => yearsIn(name).length > 0);
  if (isByColumn || asksGroup(tables, asked)) return { rows: [], isOfEach: true };
  const rows = meantRows(tables.rows, asked, subject, knowledge);
  const found = columnsMeant({ ...tables, rows }, asked, subject).map((column) =>
    mostIn(rows, column, extreme),
  );
  const all = new Set(found.flat());
  return {
    rows: rows.filter((one) => all.has(one)),
    isOfEach: found.every((some) => some.length === all.size),
  };
}

function mostIn(rows: readonly Sentence[], column: number, extreme: Extreme): readonly Sentence[] {
  const valued = rows.flatMap((row) => {
    const value = figureIn(row, column)?.value;
    return value === undefined ? [] : [{ row, value }];
  });
  const values = valued.map(({ value }) => value);
  const wanted = extreme === 'most' ? Math.max(...values) : Math.min(...values);
  return valued.filter(({ value }) => value === wanted).map(({ row }) => row);
}

/** What asks for one of several, before the kind of thing that is meant. */
const WHICH = '(?:哪(?:一?个|几个|些)?|最.的?是?)';
const ASKS_WHICH = new RegExp(`${WHICH}$`, 'u');

/** Whether it is asked among groups of rows (哪个片区), of which no row tells by itself: a name in their column is of several. */
function asksGroup({ names, rows }: Tables, { written }: AskedQuestion): boolean {
  const column = names.findIndex((name) => {
    const at = name.length > 1 ? written.indexOf(name) : -1;
    return at >= 0 && ASKS_WHICH.test(written.slice(0, at));
  });
  if (column < 0) return false;
  const values = rows
    .filter((one) => one.passage.documentId === rows[0]?.passage.documentId && !isOfAllRows(one))
    .map((one) => `${one.years.join()}\t${cellAt(one, column)}`);
  return new Set(values).size < values.length;
}

/** Which kind of place is asked for, and how the names of such end. */
const KINDS: readonly (readonly [RegExp, RegExp])[] = [
  ['乡镇|[乡镇]|街道', '(?:[乡镇]|街道(?:办事处)?)'],
  ['村|社区', '(?:村|社区)'],
  ['[县市区旗]', '[县市区旗]'],
].map(([kind, end]) => [new RegExp(`${WHICH}(?:${kind})(?!的)`, 'u'), new RegExp(`${end}$`, 'u')]);

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
  const said = fold(asked.written);
  // 河谷片区哪个村…: a cell that the question says.
  const named = preferred(single, (cell) => /^\p{Script=Han}{2,}$/u.test(cell) && said.includes(cell));
  const kind = KINDS.find(([question]) => question.test(asked.written))?.[1];
  const rows = kind === undefined ? named : preferred(named, (cell) => kind.test(cell));
  if (asked.years.length + asked.relativeYears.length > 0)
    return rows.filter((one) => isOfYears(asked, one, []));
  if (ASKS_YEAR.test(asked.written)) {
    // Of one thing over the years.
    const words = subject.flatMap(({ spellings }) => spellings).filter((word) => word.length > 1);
    const sums = all.filter(isTotal);
    return preferred(all, (cell) => words.some((word) => cell.includes(word)), sums.length > 0 ? sums : all);
  }
  const years = new Map(rows.map((one) => [one, newestYear(one, knowledge)]));
  const newest = Math.max(...years.values());
  return rows.filter((one) => years.get(one) === newest);
}

/** The rows with a cell, of their own or merged with those above, that is meant; where none has one, the others. */
function preferred(
  rows: readonly Sentence[],
  isMeant: (cell: string) => boolean,
  others: readonly Sentence[] = rows,
): readonly Sentence[] {
  const found = rows.filter((one) =>
    [...one.merged.split('\n').map((text) => text.trim()), ...ownCells(one)].some(isMeant),
  );
  return found.length > 0 ? found : others;
}

/** The newest year that a row is of: by itself, its title or its date; 0 where nothing tells. */
function newestYear(row: Sentence, knowledge: Knowledge): number {
  if (row.years.length > 0) return Math.max(...row.years);
  const paper = paperAt(documentOf(row, knowledge), row.span);
  return Math.max(...yearsIn(paper.title), Number(dateOf(paper)?.slice(0, 4) ?? 0));
}

/**
 * The column of figures whose name shares most with what is asked; all of them where none does before the others, and all
 * that is asked is of the tables.
 */
function columnsMeant(
  { names, rows, read }: Tables,
  { inFull, years, conditions }: AskedQuestion,
  subject: readonly WeighedTerm[],
): number[] {
  const counting = names.flatMap((name, column) => {
    const [first] = rows.flatMap((row) => figureIn(row, column) ?? []);
    return first === undefined || isOfNames(name, rows, column) ? [] : [{ name, column, unit: first.unit }];
  });
  const dated = ofYears(counting, years);
  const called = dated.map(({ name }) => name);
  const said = fold(inFull);
  const meant = meantAlone(
    dated.map(({ name, column, unit }) => {
      // The whole name, but for its unit.
      const whole = name.replace(/[(（][^()（）]*[)）]/u, '').trim();
      const isSaid = (whole.length >= 2 && said.includes(whole)) || fitOf(conditions, name) === 'fits';
      const isOfUnit = MEASURED_BY.get(unit)?.test(inFull) === true;
      const worth = (isSaid ? ASKED_WORTH : 0) + (isOfUnit ? UNIT_WORTH : 0) + worthOf(name, called, subject);
      return { column, worth };
    }),
  );
  if (meant !== undefined) return [meant.column];
  if (read !== undefined && dated.some(({ column }) => column === read)) return [read];
  // 最远, 最贵: what has no column of its own is told by none.
  const isOfAny = (dated.length === 1 || COUNTED.test(inFull)) && namesAll(rows, names, subject);
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

/** Whether a column tells which row one is, and counts nothing. */
function isOfNames(name: string, rows: readonly Sentence[], column: number): boolean {
  if (isNumbering(name) || RANKING.test(name.trim())) return true;
  return rows.map((row) => cellAt(row, column)).every((cell) => cell === '' || isYearCell(cell));
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
  const namesSeveral = !ASKS_PLACE.test(written) || (folded.match(PLACE)?.length ?? 0) > 1;
  const units = figures.map(({ unit }) => unit).filter((unit) => unit !== '');
  return cells === undefined && namesSeveral && new Set(units).size < units.length;
}
