import type { ReadDocument } from '../../facts/document.ts';
import type { Sentence } from '../../facts/sentence.ts';
import { fitOf } from '../../language/figures/conditions.ts';
import { type Extreme, extremeAsked } from '../../language/figures/extremes.ts';
import type { Figure } from '../../language/figures.ts';
import { bigramTerms } from '../../language/terms.ts';
import { contains, fold, slice } from '../../language/text.ts';
import { columnTexts, headerOf, isNumbering, isYearCell, readCells } from '../../papers/rows.ts';
import { titleAt } from '../../papers.ts';
import type { Knowledge, LedSentence } from '../../ports.ts';
import type { Wanted } from '../../question/forms.ts';
import type { AskedQuestion } from '../../question/question.ts';
import { askedOfRows } from '../../question/turns/follow-up.ts';
import type { LeadKind, Span } from '../../types.ts';
import type { Evidence } from '../evidence.ts';
import { documentOf } from '../excerpts/around.ts';
import { asksTotal, cellText, isOfAllRows, isSumOfAll } from '../sums.ts';
import { CLOCK, isTime, mayBeAsked, TELLS_NUMBER, TIMES } from '../wanted.ts';

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
  const byTable = new Map<string, Evidence[]>();
  for (const one of evidence) {
    const table = tableOf(one.sentence);
    if (table !== undefined && !one.isOfOtherCase) byTable.set(table, [...(byTable.get(table) ?? []), one]);
  }
  const tables = [...byTable.values()];
  const cellsOf = ({ sentence }: Evidence) => cellsToRead(asked, sentence, knowledge);
  const which = extremeAsked(asked.written);
  if (which !== undefined)
    return tables
      .map((rows) => rows.filter(({ sentence }) => !isOfAllRows(sentence)))
      .flatMap((rows) => rows.slice(0, 1).map((row) => ({ row, rows })))
      .slice(0, MOST_ROWS)
      .map(({ row, rows }) => ({ row, cells: extremeCells(rows.flatMap(cellsOf), which) }));
  const isSum = asksTotal(asked.written);
  return tables
    .flatMap((rows) => {
      const named = namedRows(asked, rows);
      return named.length > 0 || !isSum ? named : rows.filter(({ sentence }) => isSumOfAll(sentence));
    })
    .map((row, at) => ({ row, cells: at < MOST_ROWS ? cellsOf(row) : [] }));
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
  const called = rows.map((row) => {
    const pairs = namesOf(row.sentence).flatMap((name) => bigramTerms(name));
    return { row, pairs: new Set(pairs.filter((pair) => said.has(pair))) };
  });
  return called
    .map(({ row, pairs }) => {
      const others = called.filter((other) => other.row !== row);
      const own = [...pairs].filter((pair) => !others.some((other) => other.pairs.has(pair)));
      return { row, worth: own.length };
    })
    .filter(({ worth }) => worth > 0)
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

/** What stretches of a document say, in simplified characters, on one line. */
export function textOf(spans: readonly Span[], { facts: { plain } }: ReadDocument): string {
  return spans
    .map((span) => slice(plain, span).replaceAll(/\s+/gu, ' ').trim())
    .join(' ')
    .trim();
}

/** The title of a sentence's paper, in simplified characters and without spaces. */
export function titleOf({ span }: Sentence, document: ReadDocument): string {
  return titleAt(document, span).replaceAll(/\s+/gu, '');
}

/** The cells that may hold what is asked, each behind what its row is called. */
function cellsToRead(
  asked: AskedQuestion,
  row: Sentence,
  knowledge: Pick<Knowledge, 'documentById'>,
): CellToRead[] {
  const document = documentOf(row, knowledge);
  const header = headerOf(document, row.lead);
  const read = readCells(row.span, document);
  if (header === undefined || read === undefined) return [];
  const columns = columnTexts(header, document);
  const topic = fold(asked.topic);
  const asOfRow = askedOfRows(asked);
  const { conditions } = asOfRow;
  const isExtreme = extremeAsked(asked.written) !== undefined;
  const names = namesOf(row);
  const above = row.lead.filter((one) => !OF_TABLES.has(one.kind) && !contains(row.span, one));
  const led = { title: titleOf(row, document), lead: textOf(above, document) };
  return (row.cells ?? []).flatMap((cell, column) => {
    const said = cellText(row, cell) ?? '';
    const name = columns[column] ?? '';
    if (said === '' || isNumbering(name)) return [];
    const figures = figuresOfCell(row, cell);
    const mayTell = isExtreme ? figures.length > 0 && !isYearCell(said) : mayHold(asOfRow, figures, said);
    if (!mayTell) return [];
    // A column of a band that misses what is asked of tells nothing of it.
    if (conditions.amounts.length > 0 && fitOf(conditions, name) === 'other') return [];
    // By this the row is called, and nothing is told.
    if (!isExtreme && names.includes(said) && bigramTerms(said).some((pair) => topic.includes(pair)))
      return [];
    const called = names.filter((one) => one !== said).join('');
    return [
      { column, value: figures[0]?.value ?? 0, led: { ...led, text: `${called}${read[column] ?? ''}` } },
    ];
  });
}

/** What stands above the rows of a table as part of it, or of its whole paper. */
const OF_TABLES: ReadonlySet<LeadKind> = new Set(['header', 'cell', 'title']);

/** The figures of a cell, with offsets in it. */
function figuresOfCell({ span, figures }: Sentence, { start, end }: Span): Figure[] {
  const [from, to] = [start - span.start, end - span.start];
  return figures
    .filter((figure) => from <= figure.span.start && figure.span.end <= to)
    .map((figure) => ({
      ...figure,
      span: { start: figure.span.start - from, end: figure.span.end - from },
    }));
}

/** Whether a cell has the form that is asked for. @param said what it says, folded. */
function mayHold(asked: AskedQuestion, figures: readonly Figure[], said: string): boolean {
  switch (asked.wanted) {
    case 'figure':
      return figures.some((figure) => figure.unit === '' || mayBeAsked(asked, figure, said));
    case 'time':
      return TIMES.test(said) || isYearCell(said) || figures.some((figure) => isTime(asked, figure, said));
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
