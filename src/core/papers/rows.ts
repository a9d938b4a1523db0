import { foldedAt, type ReadDocument } from '../facts/document.ts';
import { MEASURED_BY } from '../language/figures/measured.ts';
import { findFigures } from '../language/figures.ts';
import { fold, slice } from '../language/text.ts';
import type { Lead, SourceDocument, Span } from '../types.ts';
import { blockAt } from './blocks.ts';

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
