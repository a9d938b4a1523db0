import { type Figure, figuresIn, findFigures } from '../language/figures.ts';
import { contains, fold, slice } from '../language/text.ts';
import { headerOf, isBareNumber, isYearCell, unitNamed, unitOfColumn, yearsIn } from '../papers/rows.ts';
import { titleAt } from '../papers.ts';
import type { Lead, PassageSentence, Span } from '../types.ts';
import type { DatedRow } from './corpus.ts';
import { foldedAt, type ReadDocument } from './document.ts';
import type { Sentence } from './sentence.ts';

/** The rows of a document that are of a year, by what they are told by but for that. */
export function datedRows(sentences: readonly Sentence[], document: ReadDocument): Map<string, DatedRow[]> {
  const rows = new Map<string, DatedRow[]>();
  for (const sentence of sentences) {
    const year = sentence.cells === undefined ? undefined : yearOfRow(sentence, document);
    const key = year === undefined ? undefined : rowKeyOf(sentence, document);
    if (year === undefined || key === undefined) continue;
    rows.set(key, [...(rows.get(key) ?? []), { sentence, year }]);
  }
  return rows;
}

/** The last year that a row is of, else that the title of its paper names. */
export function yearOfRow({ years, span }: Sentence, document: ReadDocument): number | undefined {
  const all = years.length > 0 ? years : yearsIn(titleAt(document, span));
  return all.length === 0 ? undefined : Math.max(...all);
}

/** A year with what parts it, the number of a table, the sign that counts a heading: all in which captions of one kind differ. */
const OF_EDITION =
  /(?<!\d)(?:19|20)\d{2}(?!\d)(?:\s*[-—~至]\s*(?:19|20)?\d{2})?\s*(?:学?年度?)?(?:[春夏秋冬]季?|[上下]半年)?|\d{1,2}月|[图表附件]+\s*\d{1,2}|^[(（]?[一二三四五六七八九十\d]{1,3}[)）、.．]/gu;

function withoutEdition(text: string): string {
  return fold(text)
    .replaceAll(OF_EDITION, '')
    .replaceAll(/[\s:：]/gu, '');
}

/** What the table of a row is told by but for its year: place, names of columns, and title and headings, where they count. */
export function tableKey(
  { lead, passage, span }: Sentence,
  document: ReadDocument,
  withCaptions: boolean,
): string | undefined {
  const header = headerOf(document, lead);
  if (header === undefined) return undefined;
  const textOf = (part: Span) => foldedAt(document, part).trim();
  const names = header.map((own) => withoutEdition(own.map(textOf).join('')));
  const above = [titleAt(document, span), ...lead.filter(({ kind }) => kind === 'heading').map(textOf)];
  const captions = withCaptions ? above.map(withoutEdition) : [];
  return [passage.place, ...captions, ...names].join('\t');
}

/** What a row is told by but for its year: what its table is, and the cells before its first figure. */
export function rowKeyOf(row: Sentence, document: ReadDocument, withCaptions = true): string | undefined {
  const key = tableKey(row, document, withCaptions);
  if (key === undefined) return undefined;
  const texts = (row.cells ?? []).map((part) => foldedAt(document, part).trim());
  const filled = texts.filter(
    (text, column) => text !== '' && !isYearCell(text) && !(column === 0 && COUNT.test(text)),
  );
  const figure = filled.findIndex(isValue);
  const labels = figure < 0 ? filled : filled.slice(0, figure);
  return labels.length === 0 ? undefined : [key, ...labels].join('\t');
}

/** 1, 2, 3 before the names of rows. */
const COUNT = /^\d{1,3}$/u;

/** Units of figures that say who or what is meant. */
const NAMING = new Set(['岁', '周岁', '级', '类', '档', '等', '期', '批', '号', '年', '月', '日', '']);

/** An amount: what a row tells, and not what it is called. */
function isValue(text: string): boolean {
  if (isBareNumber(text)) return true;
  const [first] = figuresIn(text);
  return first !== undefined && first.span.start <= 1 && first.upTo === undefined && !NAMING.has(first.unit);
}

/** A bare number in a table counts what the name of its column says: 金额（万元）, 户数. */
export function figuresOfCell(
  cell: Span,
  column: number,
  { span, lead, cells = [] }: PassageSentence,
  document: ReadDocument,
): Figure[] {
  if (!contains(span, cell) || cell.start === cell.end) return [];
  const text = slice(document.facts.plain, cell);
  const unit = isBareNumber(text) ? unitOf(column, lead, cells, document) : undefined;
  const offset = cell.start - span.start;
  return findFigures(`${text}${unit ?? ''}`).map((figure) => ({
    ...figure,
    span: { start: figure.span.start + offset, end: Math.min(figure.span.end, text.length) + offset },
  }));
}

/**
 * What a cell of a row is counted in, by the nearest that says so: the names of its column; the next cell, under a name that says
 * so (5000 | 元/艘 under 标准 | 单位); the one column of units, where others are of years or the like (粮食产量 | 万吨 | 32 | 33); the
 * name that the row begins with (粮食产量（万吨） | 32 | 33); what stands above the table.
 */
function unitOf(
  column: number,
  lead: readonly Lead[],
  cells: readonly Span[],
  document: ReadDocument,
): string | undefined {
  const header = lead.findLast(({ kind }) => kind === 'header');
  if (header === undefined) return undefined;
  const columns = headerOf(document, lead) ?? [];
  const names = columns[column] ?? [];
  const textOf = (part: Span) => foldedAt(document, part).trim();
  const ofUnits = [...columns.keys()].filter((one) =>
    columns[one]?.some((name) => UNIT_COLUMN.test(textOf(name))),
  );
  const saidIn = (one: number | undefined) => {
    const cell = one === undefined ? undefined : cells[one];
    const said = cell === undefined ? '' : slice(document.facts.plain, cell).trim();
    return findFigures(`1${said}`)[0]?.unit ? said : undefined;
  };
  const nameOfRow = () => {
    const name = cells
      .slice(0, column)
      .map(textOf)
      .findLast((text) => text !== '' && !isBareNumber(text));
    return name === undefined || isYearCell(name) ? undefined : unitNamed(name);
  };
  return (
    unitOfColumn(names, -1, document) ??
    saidIn(ofUnits.find((one) => one === column + 1)) ??
    (ofUnits.length === 1 ? saidIn(ofUnits[0]) : undefined) ??
    nameOfRow() ??
    unitOfColumn(names, header.start, document)
  );
}

const UNIT_COLUMN = /^(?:计量|计价|货币)?单\s{0,4}位$/u;
