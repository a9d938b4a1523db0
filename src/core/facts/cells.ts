import { type Figure, findFigures } from '../language/figures.ts';
import { contains, slice } from '../language/text.ts';
import { headerOf, isBareNumber, isYearCell, unitNamed, unitOfColumn } from '../papers/rows.ts';
import type { PassageSentence, Span } from '../types.ts';
import { foldedAt, type ReadDocument } from './document.ts';

/** A bare number in a table counts what the name of its column says: 金额（万元）, 户数. */
export function figuresOfCell(
  cell: Span,
  column: number,
  sentence: PassageSentence,
  document: ReadDocument,
): Figure[] {
  const { span, lead } = sentence;
  if (!contains(span, cell) || cell.start === cell.end) return [];
  const text = slice(document.facts.plain, cell);
  const offset = cell.start - span.start;
  const shifted = (figure: Figure): Figure => ({
    ...figure,
    span: { start: figure.span.start + offset, end: Math.min(figure.span.end, text.length) + offset },
  });
  const header = lead.findLast(({ kind }) => kind === 'header');
  const names = headerOf(document, lead)?.[column] ?? [];
  const unit =
    header &&
    (unitOfColumn(names, -1, document) ??
      unitBeside(column, sentence, document) ??
      unitOfRow(column, sentence, document) ??
      unitOfColumn(names, header.start, document));
  return findFigures(isBareNumber(text) && unit !== undefined ? `${text}${unit}` : text).map(shifted);
}

/** What the next cell says that a number is counted in, in a column that is called so: 5000 | 元/艘 under 标准 | 单位. */
function unitBeside(
  column: number,
  { lead, cells = [] }: PassageSentence,
  document: ReadDocument,
): string | undefined {
  const cell = cells[column + 1];
  const names = headerOf(document, lead)?.[column + 1] ?? [];
  if (cell === undefined || !names.some((name) => UNIT_COLUMN.test(foldedAt(document, name).trim())))
    return undefined;
  const unit = slice(document.facts.plain, cell).trim();
  return findFigures(`1${unit}`)[0]?.unit ? unit : undefined;
}

/**
 * What the figures of a row are counted in, whose columns are of years or the like: what the one column of units says of it
 * (粮食产量 | 万吨 | 32 | 33), else the name that it begins with (粮食产量（万吨） | 32 | 33).
 */
function unitOfRow(
  column: number,
  { lead, cells = [] }: PassageSentence,
  document: ReadDocument,
): string | undefined {
  const header = headerOf(document, lead) ?? [];
  const isUnits = (names: readonly Span[]) =>
    names.some((name) => UNIT_COLUMN.test(foldedAt(document, name).trim()));
  const [at = -1, ...others] = [...header.keys()].filter((one) => isUnits(header[one] ?? []));
  const cell = others.length === 0 ? cells[at] : undefined;
  const said = cell === undefined ? '' : slice(document.facts.plain, cell).trim();
  if (findFigures(`1${said}`)[0]?.unit) return said;
  const name = cells
    .slice(0, column)
    .map((one) => foldedAt(document, one).trim())
    .findLast((text) => text !== '' && !isBareNumber(text));
  return name === undefined || isYearCell(name) ? undefined : unitNamed(name);
}

const UNIT_COLUMN = /^(?:计量|计价|货币)?单\s{0,4}位$/u;
