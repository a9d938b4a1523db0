import { foldedAt, type ReadDocument } from '../facts/document.ts';
import { factsOf } from '../facts/facts.ts';
import { figuresOfCell } from '../facts/rows.ts';
import { type Figure, findFigures } from '../language/figures.ts';
import { type LabelledFigure, yearsOf } from '../language/labelled.ts';
import type { Bound } from '../language/numerals.ts';
import { relativeYearsOf } from '../language/relative-years.ts';
import { overlaps, slice } from '../language/text.ts';
import { blockAt } from '../papers/blocks.ts';
import { toldAbove } from '../papers/headed.ts';
import { headerOf, isBareNumber, isNumbering, isYearCell, unitOfColumn, yearsOfRow } from '../papers/rows.ts';
import { shortName } from '../places/place.ts';
import type { Knowledge } from '../ports.ts';
import type { BlockKind, Lead, LeadKind, Passage, PassageSentence, Span } from '../types.ts';
import { indicatorLabel } from './labels.ts';

/** A figure of a document with what it counts; `value` is in base units (4.26亿元 is 426,000,000 元). */
export interface ShownFigure {
  /** What it counts, in the words of its sentence. */
  readonly label: string;
  /** Which ones of these: a row's name, 75周岁以上. */
  readonly of?: string;
  readonly value: number;
  /** The other end of a range. */
  readonly upTo?: number;
  readonly bound: Bound;
  readonly unit: string;
  /** What a rate is per: 人·月. */
  readonly per?: string;
  /** As it is written, with its unit. */
  readonly said: string;
  /** Official name of the county that it is of. */
  readonly place?: string;
  /** The year, or years (`2016-2018`), that it is said of; absent where its sentence names none. */
  readonly year?: string;
  /** Still to come: a target. */
  readonly isPlan: boolean;
  /** What a change started from. */
  readonly isFrom: boolean;
  readonly documentId: string;
  /** Of its sentence. */
  readonly span: Span;
  /** Exactly the text of `span`. */
  readonly quote: string;
  /** Where in `quote` the figure is written. */
  readonly at: Span;
}

type Within = Pick<Knowledge, 'documentById'> & {
  /** The official name of the one county, city or province that is called exactly so. */
  readonly placeCalled: (name: string) => string | undefined;
};

const TELLING: ReadonlySet<BlockKind> = new Set(['paragraph', 'item', 'row', 'field', 'answer']);
/** Below this, a number in Han numerals is mostly a way of speaking: 三大体系, 一份答卷; so are years in them: 百年. */
const FEWEST_IN_WORDS = 10;
/** Units that count nothing of a county: a part, an order, a place in a day. */
const UNCOUNTED: ReadonlySet<string> = new Set(['', '分之', '月', '步', '大', '条心', '度']);

/**
 * The labelled figures of a passage, in order. Left out are those that nothing labels or no unit counts, those of a text
 * that was damaged, and what is denied.
 */
export function figuresOfPassage(passage: Passage, within: Within): ShownFigure[] {
  const document = within.documentById.get(passage.documentId);
  if (document === undefined) return [];
  return passage.sentences.flatMap((sentence) => {
    if (!/[\d一二三四五六七八九十百千万亿]/u.test(slice(document.facts.plain, sentence.span))) return [];
    if (!TELLING.has(blockAt(sentence.span, document)?.kind ?? 'paragraph')) return [];
    if (document.damage.some((lost) => overlaps(lost, sentence.span))) return [];
    const input = { passage, sentence, document, within };
    return sentence.cells === undefined ? figuresOfText(input) : figuresOfRow(input, sentence.cells);
  });
}

interface Input {
  readonly passage: Passage;
  readonly sentence: PassageSentence;
  readonly document: ReadDocument;
  readonly within: Within;
}

function figuresOfText({ passage, sentence, document }: Input): ShownFigure[] {
  const { span, lead } = sentence;
  const { place, period } = passage;
  const names = namesOf(place);
  const above = toldAbove(span, document);
  const ofHeading = onlyYear(above.years);
  // All sentences of a corpus are read here: what they say is not kept.
  const { folded, figures, quantities } = factsOf(foldedAt(document, span), above.standing === 'planned');
  const years = figures.filter((figure) => yearsOf(figure).length > 0);
  return quantities.flatMap((quantity): ShownFigure[] => {
    const { figure, label, isNegated, isPlanned, isFrom, isChange } = quantity;
    if (isNegated || !isCounted(figure)) return [];
    const own = indicatorLabel(label.own, isChange, names) || labelOfLead(lead, document, names);
    if (own === '') return [];
    const isDated = quantity.year !== undefined || label.year !== undefined;
    const year =
      yearTold(quantity, folded, years) ??
      relativeYear(folded, figure, period) ??
      (isDated ? undefined : ofHeading);
    const of = label.conditions.map((one) => slice(folded, one.span)).join('、');
    const said = slice(document.text, shifted(figure.span, span.start)).trim();
    const told = { label: own, of, said, place, year, isPlan: isPlanned, isFrom, at: figure.span };
    return [shownFigure(figure, told, span, document)];
  });
}

interface Told extends Pick<ShownFigure, 'label' | 'said' | 'isPlan' | 'isFrom' | 'at'> {
  /** Empty where it is of all. */
  readonly of: string;
  readonly place: string | undefined;
  readonly year: string | undefined;
}

function shownFigure(
  { value, upTo, bound, unit, per }: Figure,
  { label, of, said, place, year, isPlan, isFrom, at }: Told,
  span: Span,
  { id, text }: ReadDocument,
): ShownFigure {
  return {
    label,
    ...(of === '' ? {} : { of }),
    value,
    ...(upTo === undefined ? {} : { upTo }),
    ...{ bound, unit },
    ...(per === undefined ? {} : { per }),
    said,
    ...(place === undefined ? {} : { place }),
    ...(year === undefined ? {} : { year }),
    ...{ isPlan, isFrom, documentId: id, span, quote: slice(text, span), at },
  };
}

function isCounted({ unit, han, value }: Figure): boolean {
  return !UNCOUNTED.has(unit) && !(han && (value < FEWEST_IN_WORDS || unit === '年'));
}

/** The year that is told, where no other is. */
function onlyYear([year, ...others]: readonly number[]): string | undefined {
  return year === undefined || others.length > 0 ? undefined : String(year);
}

function shifted({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}

function namesOf(place: string | undefined): string[] {
  if (place === undefined) return [];
  const short = shortName(place);
  return short.length > 1 ? [place, `${short}县`, short] : [place];
}

/** What rules a sentence may say what its figure counts: 补贴标准：500元. */
const LABELLING: ReadonlySet<LeadKind> = new Set(['label', 'topic', 'head', 'heading']);

function labelOfLead(lead: readonly Lead[], document: ReadDocument, names: readonly string[]): string {
  const nearest = lead.findLast(({ kind }) => LABELLING.has(kind));
  if (nearest === undefined) return '';
  const words = foldedAt(document, nearest).replace(
    /^(?:[(（]?[一二三四五六七八九十\d]+[)）、.]|第.{1,4}[条章节])\s*/u,
    '',
  );
  return indicatorLabel(words, false, names);
}

/** Behind a year that something has gone on since: 2015年以来共补助. */
const SINCE = /^(?:以来|以后|之后|起|后)/u;
/** Before a year that something is compared with, or starts from: 较2015年下降, 由2015年的17.2%. */
const BASELINE = /(?:比|较|同|与)$/u;
const START = /(?:由|从|自)$/u;

/**
 * The year of a figure, as its sentence tells it: not the one that it is compared with, nor one since which it was counted. What a change started from has the
 * year that it started in, where that is told, what was reached never has.
 */
function yearTold(
  { figure, label, year, isFrom }: LabelledFigure,
  folded: string,
  years: readonly Figure[],
): string | undefined {
  if (label.year !== undefined) return String(label.year);
  if (year === undefined) return undefined;
  const before = years.filter(({ span }) => span.end <= figure.span.start);
  const last = before.at(-1);
  if (last === undefined || yearsOf(last)[0] !== year) return yearOf(year);
  if (SINCE.test(folded.slice(last.span.end).trimStart())) return undefined;
  const own = before.findLast(({ span, upTo }) => {
    const ahead = folded.slice(0, span.start).trimEnd();
    const isStart = upTo === undefined && START.test(ahead);
    return !BASELINE.test(ahead) && isStart === isFrom;
  });
  const [told] = own === undefined ? [] : yearsOf(own);
  return told === undefined ? undefined : yearOf(told);
}

/** `2019` of `2019-2019`. */
function yearOf(years: string): string {
  const [from, to] = years.split('-');
  return from === to ? (from ?? years) : years;
}

/** 去年 of a report of 2020 is 2019; undefined where none is told before the figure, or several are. */
function relativeYear(folded: string, { span }: Figure, period: string | undefined): string | undefined {
  const [offset, ...more] = relativeYearsOf(folded.slice(0, span.start));
  const own = Number(period?.slice(0, 4));
  return offset === undefined || more.length > 0 || !Number.isInteger(own) ? undefined : String(own + offset);
}

/** What columns are called that say where a row stands, or by what number it is called. */
const RANKING = /^(?:编号|排名|名次)$/u;
const UNIT_COLUMN = /^(?:计量)?单位$/u;
const YEAR = /((?:19|20)\d{2})(?:\s?[-—~至]\s?((?:19|20)\d{2}))?年?度?/u;

function figuresOfRow({ passage, sentence, document, within }: Input, cells: readonly Span[]): ShownFigure[] {
  const { lead, span } = sentence;
  const columns = headerOf(document, lead);
  const header = lead.findLast(({ kind }) => kind === 'header');
  if (columns === undefined || header === undefined) return [];
  const words = (one: Span) => foldedAt(document, one).trim();
  const read = cells.map((cell, column) => {
    const text = words(cell);
    const names = columns[column] ?? [];
    const name = names.map((one) => words(one).replaceAll(/[(（][^()（）]*[)）]/gu, '')).join('');
    const isTold = !isNumbering(name) && !RANKING.test(name) && text !== '' && !isYearCell(text);
    return { cell, column, names, text, name, isTold, isNumber: isBareNumber(text) || isWholeFigure(text) };
  });
  const unitCell = read.find(({ name }) => UNIT_COLUMN.test(name))?.text;
  const rowWords = read
    .filter(({ isNumber, isTold, name }) => isTold && !isNumber && !UNIT_COLUMN.test(name))
    .map(({ text }) => text);
  const [first] = rowWords;
  const called = first === undefined ? undefined : within.placeCalled(first);
  const place = called ?? passage.place;
  const rowName = rowWords.slice(called === undefined ? 0 : 1).join('·');
  const names = namesOf(place);
  const ofRow = rowName.replace(YEAR, '');
  const yearOfRow = onlyYear(yearsOfRow({ span, lead, cells }, document));
  return read
    .filter(({ isNumber, isTold }) => isNumber && isTold)
    .flatMap(({ cell, column, names: own, text, name }): ShownFigure[] => {
      const [found] = figuresOfCell(cell, column, sentence, document);
      const [inUnit] = unitCell === undefined ? [] : findFigures(`${text}${unitCell}`);
      const figure = found?.unit === '' ? inUnit : found;
      if (figure === undefined || figure.unit === '') return [];
      const byColumn = indicatorLabel(name.replace(YEAR, ''), false, names);
      const label = byColumn === '' ? indicatorLabel(ofRow, false, names) : byColumn;
      if (label === '') return [];
      const unit = isBareNumber(text) ? (unitOfColumn(own, header.start, document) ?? unitCell ?? '') : '';
      const told = {
        label,
        of: byColumn === '' ? '' : ofRow.trim(),
        said: `${slice(document.text, cell).trim()}${unit}`,
        place,
        year: yearNamed(name) ?? yearNamed(rowName) ?? yearOfRow,
        isPlan: PLANNED.test(`${name}${rowName}`),
        isFrom: false,
        at: shifted(cell, -span.start),
      };
      return [shownFigure(figure, told, span, document)];
    });
}

/** 目标 and 计划 in the names of a column or row. */
const PLANNED = /目标|计划|任务数|预期/u;

function isWholeFigure(text: string): boolean {
  const [figure, ...more] = findFigures(text);
  return (
    figure !== undefined && more.length === 0 && figure.span.start === 0 && figure.span.end === text.length
  );
}

/** The year, or the years, in the name of a column or row. */
function yearNamed(name: string): string | undefined {
  const [, from, to] = YEAR.exec(name) ?? [];
  return to === undefined ? from : `${from}-${to}`;
}
