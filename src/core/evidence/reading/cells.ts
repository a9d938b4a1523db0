import type { ReadDocument } from '../../facts/document.ts';
import type { Sentence } from '../../facts/sentence.ts';
import { fitOf } from '../../language/figures/conditions.ts';
import { type Extreme, extremeAsked } from '../../language/figures/extremes.ts';
import { bigramTerms } from '../../language/terms.ts';
import { contains, fold, slice } from '../../language/text.ts';
import { columnTexts, headerOf, isNumbering, isYearCell, readCells } from '../../papers/rows.ts';
import { titleAt } from '../../papers.ts';
import type { Knowledge, LedSentence } from '../../ports.ts';
import { askedOfRows } from '../../question/follow-up.ts';
import type { Wanted } from '../../question/forms.ts';
import type { AskedQuestion } from '../../question/question.ts';
import type { Evidence } from '../evidence.ts';
import { figureIn } from '../excerpts/tables.ts';
import { asksTotal, isOfAllRows, isSumOfAll } from '../sums.ts';
import { CLOCK, isTime, mayBeAsked, TELLS_NUMBER, TIMES } from '../wanted.ts';
import { cellText } from '../weighing/cells.ts';

/** A row that a question names, or that stands for all of its table, with those of its cells that may be what is asked. */
export interface RowToRead {
  readonly row: Evidence;
  readonly cells: readonly CellToRead[];
}

export interface CellToRead {
  readonly column: number;
  /** Its first figure; 0 where it has none. */
  readonly value: number;
  readonly led: LedSentence;
}

/** Rows and tables whose cells are read for one question: others that it names are told by their words. */
const MOST_ROWS = 2;
/** Forms of answer that one cell holds: a row of which no cell does so answers nothing. */
export const HELD_BY_CELLS: ReadonlySet<Wanted> = new Set([
  'figure',
  'time',
  'person',
  'phone',
  'hours',
  'where',
  'list',
]);

/**
 * The rows whose cells are read one by one: those that the question alone names among the rows of their tables, the sums where a
 * sum is asked; where it asks which row has most, one row of each table with the cells that have most. Best first.
 */
export function rowsToRead(
  asked: AskedQuestion,
  evidence: readonly Evidence[],
  knowledge: Pick<Knowledge, 'documentById'>,
): RowToRead[] {
  const tables = new Map<string, Evidence[]>();
  for (const one of evidence) {
    const table = tableOf(one.sentence);
    if (table !== undefined && !one.isOfOtherCase) tables.set(table, [...(tables.get(table) ?? []), one]);
  }
  const which = extremeAsked(asked.written);
  const isSum = asksTotal(asked.written);
  const chosen = [...tables.values()].flatMap((rows): { row: Evidence; of: readonly Sentence[] }[] => {
    if (which !== undefined) {
      const single = rows.filter(({ sentence }) => !isOfAllRows(sentence));
      return single.slice(0, 1).map((row) => ({ row, of: single.map(({ sentence }) => sentence) }));
    }
    const named = namedRows(asked, rows);
    const meant = named.length > 0 || !isSum ? named : rows.filter(({ sentence }) => isSumOfAll(sentence));
    return meant.map((row) => ({ row, of: [row.sentence] }));
  });
  return chosen.flatMap(({ row, of }, at) => {
    if (at >= MOST_ROWS) return which === undefined ? [{ row, cells: [] }] : [];
    const document = knowledge.documentById.get(row.sentence.passage.documentId);
    if (document === undefined) return [];
    const cells = of.flatMap((one) => cellsToRead(asked, one, document));
    return [{ row, cells: which === undefined ? cells : extremeCells(cells, which) }];
  });
}

/** Which table a row is of, by where its header stands; undefined of what is no row under a header. */
export function tableOf({ cells, lead, passage }: Sentence): string | undefined {
  const header = cells && lead.find(({ kind }) => kind === 'header');
  return header && `${passage.documentId} ${header.start}`;
}

/** Of each column the cell with the most, or the least. */
function extremeCells(cells: readonly CellToRead[], which: Extreme): CellToRead[] {
  const best = new Map<number, CellToRead>();
  for (const cell of cells) {
    const before = best.get(cell.column);
    const isMore = before === undefined || cell.value > before.value === (which === 'most');
    if (isMore && cell.value !== before?.value) best.set(cell.column, cell);
  }
  return [...best.values()];
}

/** The rows of one table with two characters of the question in what they are called that no other row of it has. */
function namedRows({ topic }: AskedQuestion, rows: readonly Evidence[]): Evidence[] {
  const said = new Set(bigramTerms(fold(topic)));
  const called = rows.map(({ sentence }) => {
    const names = namesOf(sentence).flatMap((name) => bigramTerms(name));
    return new Set(names.filter((pair) => said.has(pair)));
  });
  const telling = called.map(
    (own, at) =>
      [...own].filter((pair) => called.every((other, beside) => beside === at || !other.has(pair))).length,
  );
  return rows
    .flatMap((row, at) => ((telling[at] ?? 0) > 0 ? [{ row, worth: telling[at] ?? 0 }] : []))
    .sort((a, b) => b.worth - a.worth)
    .map(({ row }) => row);
}

/** More than the number of a row. */
const TELLS_FIGURE = /^(?!\d{1,3}$).*\d/u;
/** 城镇低收入家庭(人均月收入1500元以下): a figure that says who is meant. */
const IN_BRACKETS = /\([^()]*\)/gu;

/** What a row is called: its cells, and those merged above it, before the first with a figure. */
function namesOf(row: Sentence): string[] {
  const own = (row.cells ?? []).map((cell) => cellText(row, cell) ?? '');
  const figure = own.findIndex(
    (cell) => TELLS_FIGURE.test(cell.replaceAll(IN_BRACKETS, '')) && !isYearCell(cell),
  );
  const names = figure < 0 ? own.slice(0, 2) : own.slice(0, figure);
  return [...row.merged.split('\n'), ...names].filter((name) => /\p{Script=Han}/u.test(name));
}

/** The cells that may hold what is asked, each behind what its row is called. */
function cellsToRead(asked: AskedQuestion, row: Sentence, document: ReadDocument): CellToRead[] {
  const header = headerOf(document, row.lead);
  const read = readCells(row.span, document);
  if (header === undefined || read === undefined) return [];
  const columns = columnTexts(header, document);
  const topic = fold(asked.topic);
  const { conditions } = askedOfRows(asked);
  const isExtreme = extremeAsked(asked.written) !== undefined;
  const names = namesOf(row);
  const above = row.lead.filter(({ kind, start, end }) => {
    const isOfTable = kind === 'header' || kind === 'cell' || kind === 'title';
    return !isOfTable && !contains(row.span, { start, end });
  });
  const title = titleAt(document, row.span).replaceAll(/\s+/gu, '');
  const lead = above.map((one) => slice(document.facts.plain, one).replaceAll(/\s+/gu, ' ').trim()).join(' ');
  return (row.cells ?? []).flatMap((cell, column) => {
    const said = cellText(row, cell) ?? '';
    const name = columns[column] ?? '';
    if (said === '' || isNumbering(name) || !mayHold(asked, row, cell, said)) return [];
    // A column of a band that misses what is asked of tells nothing of it.
    if (conditions.amounts.length > 0 && fitOf(conditions, name) === 'other') return [];
    // By this the row is called, and nothing is told.
    if (!isExtreme && names.includes(said) && bigramTerms(said).some((pair) => topic.includes(pair)))
      return [];
    const called = names.filter((name) => name !== said).join('');
    const value = figureIn(row, column)?.value ?? 0;
    return [{ column, value, led: { title, lead, text: `${called}${read[column] ?? ''}` } }];
  });
}

/** Whether a cell has the form that is asked for. @param said what it says, folded. */
function mayHold(asked: AskedQuestion, row: Sentence, cell: { start: number; end: number }, said: string) {
  const own = askedOfRows(asked);
  const at = { start: cell.start - row.span.start, end: cell.end - row.span.start };
  const figures = row.figures
    .filter(({ span }) => at.start <= span.start && span.end <= at.end)
    .map((figure) => ({
      ...figure,
      span: { start: figure.span.start - at.start, end: figure.span.end - at.start },
    }));
  if (extremeAsked(own.written) !== undefined) return figures.length > 0 && !isYearCell(said);
  switch (own.wanted) {
    case 'figure':
      return figures.some((figure) => figure.unit === '' || mayBeAsked(own, figure, said));
    case 'time':
      return TIMES.test(said) || isYearCell(said) || figures.some((figure) => isTime(own, figure, said));
    case 'phone':
      return TELLS_NUMBER.test(said);
    case 'hours':
      return CLOCK.test(said);
    case 'person':
    case 'where':
    case 'list':
      return /^\P{Nd}*\p{Script=Han}/u.test(said);
    default:
      return true;
  }
}
