import { foldedAt, type ReadDocument } from '../facts/document.ts';
import { groupBy } from '../facts/once.ts';
import { MEASURED_BY } from '../language/figures/measured.ts';
import { findFigures } from '../language/figures.ts';
import { fold, slice } from '../language/text.ts';
import { dateOf, paperAt, titleAt } from '../papers.ts';
import type { Lead, PassageSentence, SourceDocument, Span } from '../types.ts';
import { blockAt } from './blocks.ts';

/** A row of a table with what stands above it and its cells, merged ones above it among them. */
export interface Row extends Pick<PassageSentence, 'span' | 'lead'> {
  readonly cells: readonly Span[];
}

/**
 * The names of each column, outermost first: in a row above the last a name goes over the empty cells on its right that have a
 * name below. @param headers the cells of the rows of names, outermost first.
 */
function namesOfColumns(headers: readonly (readonly Span[])[], text: string): Span[][] {
  const lowest = headers.at(-1) ?? [];
  const isEmpty = (cell: Span | undefined) => cell === undefined || slice(text, cell).trim() === '';
  return lowest.map((own, column) => {
    const names: Span[] = [];
    for (const row of headers) {
      let at = column;
      if (row !== lowest && !isEmpty(own)) while (at > 0 && isEmpty(row[at])) at--;
      const name = row[at];
      if (name === undefined || isEmpty(name)) continue;
      if (!names.some(({ start }) => start === name.start)) names.push(name);
    }
    return names;
  });
}

/** What each column is called, folded: all of its names as one. @param header its names, outermost first. */
export function columnTexts(header: readonly (readonly Span[])[], { facts }: ReadDocument): string[] {
  return header.map((names) => fold(names.map((name) => slice(facts.plain, name)).join('')));
}

/**
 * The unit that a column is counted in: by its names, the lowest first (标准（元/人·月）, 户数), else by 单位：亩 above the table,
 * of several (单位：万亩、眼、万元) the one in which that is counted what it is called; undefined where neither says.
 * @param names the column's, outermost first. @param headerAt where the names of the columns begin.
 */
export function unitOfColumn(
  names: readonly Span[],
  headerAt: number,
  document: ReadDocument,
): string | undefined {
  const named = names
    .toReversed()
    .map((name) => unitNamed(foldedAt(document, name)))
    .find((unit) => unit !== undefined);
  if (named !== undefined) return named;
  const { blocks, facts } = document;
  const above = blocks[blocks.findIndex(({ span }) => span.start === headerAt) - 1];
  const said = above && /单位\s?[:：]\s?([^\s。；;）)]{1,40})/u.exec(slice(facts.plain, above.span))?.[1];
  const [unit, ...others] = said?.split(/[、，,]/u) ?? [];
  if (unit === undefined || others.length === 0) return unit;
  const called = names.map((name) => foldedAt(document, name)).join('');
  const fitting = [unit, ...others].filter((one) => isMeasuredIn(one, called));
  return fitting.length === 1 ? fitting[0] : undefined;
}

/** Whether what a column is called is counted in a unit: 投资 in 万元. */
function isMeasuredIn(unit: string, called: string): boolean {
  const base = findFigures(`1${unit}`)[0]?.unit;
  return base !== undefined && MEASURED_BY.get(base)?.test(called) === true;
}

/** 户数, 人口数, 头数: what a column counts. */
const COUNT = /([人户]次|[户人头只辆台件家个套处栋所项株艘座口眼间宗起例])(?:口)?数$/u;
/** What a column of years is called. */
const YEARS = /^(?:\p{Script=Han}{0,4}(?:年度|年份|年别)|年)$/u;

/** The unit that the name of a column or a row gives: 标准（元/人·月）, 户数; undefined where it gives none. @param name folded. */
export function unitNamed(name: string): string | undefined {
  const inBrackets = /[(（]\s*(?:单位[:：]\s*)?([^()（）]{1,12})[)）]/u.exec(name)?.[1];
  if (inBrackets !== undefined && findFigures(`1${inBrackets}`)[0]?.unit) return inBrackets;
  return YEARS.test(name) ? '年' : (COUNT.exec(name)?.[1] ?? /^[人户]次$/u.exec(name)?.[0]);
}

/** The names of each column that a row is read with, outermost first; undefined where the columns have none. */
export function headerOf(
  document: SourceDocument,
  lead: readonly Lead[],
): readonly (readonly Span[])[] | undefined {
  const rows = lead
    .filter(({ kind }) => kind === 'header')
    .flatMap((header) => {
      const block = blockAt(header, document);
      return block?.kind === 'header' && block.span.start === header.start && block.cells
        ? [block.cells]
        : [];
    })
    // The chain has the row right above the rows first.
    .toReversed();
  return rows.length === 0 ? undefined : namesOfColumns(rows, document.text);
}

/** 序号, 行次: what columns are called that only number the rows. */
const NUMBERING = /^(?:序\s?号?|行\s?次)$/u;

/** Whether a column of such a name numbers the rows, and tells nothing of them. */
export function isNumbering(name: string): boolean {
  return NUMBERING.test(name.trim());
}

/** A number, and nothing else. */
export function isBareNumber(cell: string): boolean {
  return /^[\d.,，]+$/u.test(fold(cell));
}

/**
 * A row of a table as one reads it, in simplified characters, each cell behind the name of its column and with the unit that this gives:
 * 居民用水2.50元/立方米，…. Undefined for a stretch that is no row under names of columns.
 */
export function readRow(span: Span, document: ReadDocument): string | undefined {
  return readCells(span, document)?.join('，');
}

/** The cells of a row as `readRow` reads them, each by itself. */
export function readCells(span: Span, document: ReadDocument): string[] | undefined {
  const row = blockAt(span, document);
  if (row?.kind !== 'row' || row.cells === undefined) return undefined;
  if (row.span.start !== span.start || row.span.end !== span.end) return undefined;
  const { blocks } = document;
  const text = document.facts.plain;
  const above = blocks.slice(0, blocks.indexOf(row));
  const last = above.findLastIndex(({ kind }) => kind !== 'row');
  const first = above.findLastIndex(({ kind }, at) => at <= last && kind !== 'header') + 1;
  const headers = above.slice(first, last + 1);
  const outermost = headers[0];
  if (outermost === undefined) return undefined;
  const names = namesOfColumns(
    headers.map(({ cells }) => cells ?? []),
    text,
  );
  return row.cells.map((cell, column) => {
    const written = slice(text, cell).trim();
    const own = names[column] ?? [];
    const unit = unitOfColumn(own, outermost.span.start, document);
    const plainName = own
      .map((name) =>
        slice(text, name)
          .replace(/[(（][^()（）]*[)）]/u, '')
          .trim(),
      )
      .join('');
    const parting = /\d$/u.test(plainName) ? '：' : '';
    return `${plainName}${parting}${written}${unit !== undefined && isBareNumber(written) ? unit : ''}`;
  });
}

const YEAR = /(?<!\d)(?:19|20)\d{2}(?!\d)/gu;
const YEAR_CELL =
  /^(?:19|20)\d{2}(?:\s*[-—~至]\s*(?:19|20)?\d{2})?\s*(?:学?年度?)?(?:[春夏秋冬]季?|[上下]半年|第?[一二三四1-4]季度)?$/u;
/** What a column of years is called that tells since when something is there, and not of which year its row is. */
const SINCE =
  /建成|始建|建[设立校院站]|成立|设立|投[用产运入]|启用|开[办业工]|竣工|完工|购[置买]|出生|入[职党户]|加入/u;
const UNIT = /单位\s?[:：]/u;

/** Whether a cell says a year, and nothing else: 2021, 2021年度, 2023年秋季. */
export function isYearCell(cell: string): boolean {
  return YEAR_CELL.test(fold(cell).trim());
}

/** The calendar years that a text writes in digits, in order. */
export function yearsIn(text: string): number[] {
  return [...fold(text).matchAll(YEAR)].map(([year]) => Number(year));
}

function yearsAt(part: Span, { facts }: ReadDocument): number[] {
  return yearsIn(slice(facts.plain, part));
}

/**
 * The years that a row is of: by its own cells, else by what its table stands under, the nearest first, or by columns that are each
 * of a year; empty where none of them says.
 */
export function yearsOfRow(row: Row, document: ReadDocument): number[] {
  const { own, columns } = yearsWithin(row, document);
  if (own.length > 0) return own;
  const headings = row.lead.filter(({ kind }) => kind === 'heading');
  const above = headings.map((one) => yearsAt(one, document)).findLast((years) => years.length > 0) ?? [];
  return columns.length === 0 ? above : [...columns, ...above, ...yearsIn(titleAt(document, row.span))];
}

/** The years that a row says in its own cells, and those that the names of its columns say. */
function yearsWithin({ lead, cells }: Row, document: ReadDocument): { own: number[]; columns: number[] } {
  const header = headerOf(document, lead) ?? [];
  const textOf = (part: Span) => slice(document.facts.plain, part);
  const own = cells.flatMap((cell, column) => {
    const text = textOf(cell);
    const names = header[column] ?? [];
    if (!isYearCell(text) || names.some((name) => SINCE.test(textOf(name)))) return [];
    return /年/u.test(text) || unitOfColumn(names, -1, document) === '年' ? yearsIn(text) : [];
  });
  return { own, columns: header.flat().flatMap((name) => yearsAt(name, document)) };
}

/**
 * What of the headings and the title above a table a row cannot be told without: what names its year or its unit, where nothing
 * nearer does, and what tells its table from another one with the same names of columns.
 */
export function captionsOfRow(row: Row, document: ReadDocument): Lead[] {
  const { span, lead } = row;
  const above = ['title', 'heading'].flatMap((of) => lead.filter(({ kind }) => kind === of));
  const headings = above.filter(({ kind }) => kind === 'heading');
  const isDating = (part: Span) => yearsAt(part, document).length > 0;
  const givesUnit = (part: Span) => UNIT.test(slice(document.facts.plain, part));
  const { own, columns } = yearsWithin(row, document);
  const nearest = headings.findLast(isDating) ?? above.find(isDating);
  // The date of the paper is said anyway.
  const date = dateOf(paperAt(document, span))?.slice(0, 4) ?? '';
  const isSaid = nearest === undefined || yearsAt(nearest, document).every((year) => String(year) === date);
  const dated = isSaid || own.length > 0 || columns.length > 0 ? undefined : nearest;
  const isCounted = lead.some((one) => one.kind === 'head' && givesUnit(one));
  const counted = isCounted ? undefined : above.findLast(givesUnit);
  const apart = hasLikeTable(lead, document) ? headings.at(-1) : undefined;
  return above.filter((one) => one === dated || one === counted || one === apart);
}

/** Whether another table of the document has the same names of columns. */
function hasLikeTable(lead: readonly Lead[], document: ReadDocument): boolean {
  const header = lead.find(({ kind }) => kind === 'header');
  if (header === undefined) return false;
  return (document.facts.headers().get(slice(document.text, header)) ?? 0) > 1;
}

/** How many tables of a document have the same names of columns, by these. */
export function countHeaders({ blocks, text }: SourceDocument): Map<string, number> {
  const headers = blocks.filter(({ kind }) => kind === 'header');
  const alike = groupBy(headers, ({ span }) => slice(text, span));
  return new Map([...alike].map(([words, all]) => [words, all.length]));
}
