import { findFigures } from '../language/figures.ts';
import { fold, slice } from '../language/text.ts';
import type { SourceDocument, Span } from '../types.ts';
import { blockAt } from './blocks.ts';

/**
 * The unit that a column is counted in: by its name (标准（元/人·月）, 户数), else by 单位：亩 above the table; undefined
 * where neither says. @param name the column's. @param headerAt where the names of the columns begin. @param plain the text
 * in simplified characters, as long as the document's.
 */
export function unitOfColumn(
  name: Span | undefined,
  headerAt: number,
  { blocks }: Pick<SourceDocument, 'blocks'>,
  plain: string,
): string | undefined {
  const named = name === undefined ? undefined : unitNamed(fold(slice(plain, name)));
  if (named !== undefined) return named;
  const above = blocks[blocks.findIndex(({ span }) => span.start === headerAt) - 1];
  return above && /单位\s?[:：]\s?([^\s，,。；;）)]{1,12})/u.exec(slice(plain, above.span))?.[1];
}

function unitNamed(name: string): string | undefined {
  const inBrackets = /[(（]\s*(?:单位[:：])?\s*([^()（）]{1,12})[)）]/u.exec(name)?.[1];
  if (inBrackets !== undefined && findFigures(`1${inBrackets}`)[0]?.unit) return inBrackets;
  return /([户人])(?:口)?数$/u.exec(name)?.[1];
}

/** A number, and nothing else. */
export function isBareNumber(cell: string): boolean {
  return /^[\d.,，]+$/u.test(fold(cell));
}

/**
 * A row of a table as one reads it, each cell behind the name of its column and with the unit that this gives:
 * 居民用水2.50元/立方米，…. Undefined for a stretch that is no row under names of columns.
 */
export function readRow(span: Span, document: SourceDocument): string | undefined {
  const row = blockAt(span, document);
  if (row?.kind !== 'row' || row.cells === undefined) return undefined;
  if (row.span.start !== span.start || row.span.end !== span.end) return undefined;
  const { blocks, text } = document;
  const header = blocks.slice(0, blocks.indexOf(row)).findLast(({ kind }) => kind !== 'row');
  if (header?.kind !== 'header' || header.cells === undefined) return undefined;
  const names = header.cells;
  return row.cells
    .map((cell, column) => {
      const written = slice(text, cell).trim();
      const name = names[column];
      const unit = unitOfColumn(name, header.span.start, document, text);
      const plainName =
        name === undefined
          ? ''
          : slice(text, name)
              .replace(/[(（][^()（）]*[)）]/u, '')
              .trim();
      const parting = /\d$/u.test(plainName) ? '：' : '';
      return `${plainName}${parting}${written}${unit !== undefined && isBareNumber(written) ? unit : ''}`;
    })
    .join('，');
}
