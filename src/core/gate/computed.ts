import { wording } from '../../wording.ts';
import type { LabelledFigure } from '../language/labelled.ts';
import { scaleOf } from '../language/numerals.ts';
import { contains, slice } from '../language/text.ts';
import { dateOf, paperAt } from '../papers.ts';
import type { Knowledge } from '../ports.ts';
import type { NonEmpty, Paper, Source, SourceDocument, Span } from '../types.ts';
import { figuresAround } from './figures-around.ts';

/** One figure that a report states. */
export interface Operand {
  /** What is cited for it. */
  readonly source: Source;
  /** The figure in the document's text, within the source's span. */
  readonly figure: Span;
  /** What the sentence calls the place of the report. */
  readonly name: string;
}

/**
 * The one thing that may be said beyond the reports: how much two stated figures differ. `change`: one place, the
 * earlier figure first. `comparison`: two places.
 */
export interface Computation {
  readonly kind: 'change' | 'comparison';
  readonly first: Operand;
  readonly second: Operand;
}

/** Why two figures may not be subtracted from each other. */
export type Obstacle =
  /** No figure stands there, or it is negated, or no quantity that a difference makes sense of. */
  | 'no-figure'
  | 'unit'
  | 'rate'
  /** They do not count the same thing in the same words. */
  | 'label'
  /** One of them says by how much something rose or fell, not where it stands: 提高30元. */
  | 'change'
  /** One of them is still to come. */
  | 'planned'
  /** 近300户, 3至5户. */
  | 'inexact'
  | 'place'
  /** Which of them is the earlier is not told. */
  | 'order';

export interface ComputeContext {
  readonly knowledge: Pick<Knowledge, 'documentById'>;
  /** Official names of the places that a text names. */
  readonly placesIn: (text: string) => readonly string[];
}

/** An operand as its report tells it. */
interface Told extends LabelledFigure {
  readonly document: SourceDocument;
  /** What of the document it is told in. */
  readonly paper: Paper;
  readonly name: string;
  /** In the document's text. */
  readonly at: Span;
  readonly written: string;
  /** What it counts, without the words that only carry it. */
  readonly thing: string;
  /** Counted up over years or up to a day, and not of one year: 累计投入, 2014年以来. */
  readonly cumulative: boolean;
  /** The next figure of the same unit and sentence, which 由 … 至 … ends with. */
  readonly next: Span | undefined;
}

/** Units of which a difference says nothing. */
const NO_DIFFERENCE: ReadonlySet<string> = new Set([
  '',
  '倍',
  '番',
  '折',
  '成',
  '届',
  '期',
  '批',
  '级',
  '度',
]);
const SENTENCE_END = /[。！？!?；;\n]/u;
/** Digits that a difference keeps: more would show how doubles round. */
const DIGITS = 12;
/** Beside a figure: counted up over a time. */
const COUNTED_UP = /累计|总计|总共|先后|历年/u;
/** Behind the last year told before an amount, or in front of it: counted up from or to it. */
const OPEN_TIME = /截[至止]|以来|至今/u;
/** How far before a figure, in characters, its time is looked for. */
const TIME_REACH = 160;
const YEAR_BEFORE = /(?:截[至止]到?)?\d{4}年/gu;
/** Words beside a figure that carry it and do not say what it counts. */
const CARRIERS =
  /累计|总计|共计|合计|一共|总共|先后|截至|截止|年底|目前|现有|全[县市区州乡镇村]|[该我本]县|当地|实现|完成|达到|(?:提高|提升|增长|增加|上升|上涨|下降|降低|减少|上调|下调|调整|[升降涨])[至到为]|每个?[人月年户亩日]|[将把由从至到为达有共已了的约]|[^\p{Script=Han}a-z]/gu;

/** The sentence that two figures allow, with the working in it; else what stands in the way. */
export function compute(
  { kind, first, second }: Computation,
  context: ComputeContext,
): { readonly text: string } | { readonly obstacle: Obstacle } {
  const a = told(first, context);
  const b = told(second, context);
  if (a === null || b === null) return { obstacle: 'no-figure' };
  const obstacle = obstacleTo(kind, a, b);
  if (obstacle !== null) return { obstacle };
  return { text: kind === 'change' ? changeOf(a, b) : comparisonOf(a, b) };
}

/** What a computed sentence must cite: the sources of both figures, each once. */
export function sourcesOf({ first, second }: Computation): NonEmpty<Source> {
  return isSameSource(first.source, second.source) ? [first.source] : [first.source, second.source];
}

/** Whether a sentence says what its computation gives, word for word, and cites both of its figures. */
export function provesComputation(
  sentence: { readonly text: string; readonly sources: readonly Source[] },
  computation: Computation,
  context: ComputeContext,
): boolean {
  const computed = compute(computation, context);
  const cited = sourcesOf(computation);
  return (
    'text' in computed &&
    computed.text === sentence.text &&
    cited.length === sentence.sources.length &&
    cited.every((source) => sentence.sources.some((other) => isSameSource(source, other)))
  );
}

function isSameSource(a: Source, b: Source): boolean {
  return a.documentId === b.documentId && isSame(a.span, b.span);
}

function told({ source, figure, name }: Operand, { knowledge, placesIn }: ComputeContext): Told | null {
  const document = knowledge.documentById.get(source.documentId);
  if (document === undefined || !contains(source.span, figure)) return null;
  const paper = paperAt(document, source.span);
  if (paper.place !== undefined && !isNameOf(name, paper.place, placesIn)) return null;
  const { start, folded, figures: inLine } = figuresAround(document, source.span);
  const spanOf = (one: LabelledFigure) => shifted(one.figure.span, start);
  const index = inLine.findIndex((one) => isSame(spanOf(one), figure));
  const found = inLine[index];
  if (found === undefined || found.isNegated || NO_DIFFERENCE.has(found.figure.unit)) return null;
  const next = inLine.slice(index + 1).find((one) => one.figure.unit === found.figure.unit);
  const isNear =
    next !== undefined && !SENTENCE_END.test(document.text.slice(figure.end, spanOf(next).start));
  // A year that only a range holds (the middle of 2017~2019年) stands nowhere, and is not said.
  const isStated = found.year === undefined || found.year.split('-').every((year) => folded.includes(year));
  return {
    ...found,
    ...(isStated ? {} : { year: undefined, isOtherYear: true }),
    ...{ document, paper, name, at: figure, written: slice(document.text, figure) },
    thing: [paper.place ?? name, name, name.slice(0, -1)]
      .reduce((label, place) => label.replaceAll(place, ' '), found.label.own)
      .replaceAll(CARRIERS, ''),
    cumulative: isCumulative(
      found,
      folded.slice(Math.max(0, found.figure.span.start - TIME_REACH), found.figure.span.start),
    ),
    next: isNear ? spanOf(next) : undefined,
  };
}

function obstacleTo(kind: Computation['kind'], a: Told, b: Told): Obstacle | null {
  const isOnePlace =
    a.paper.place === undefined ? a.document === b.document : a.paper.place === b.paper.place;
  const isPlaced = a.paper.place !== undefined && b.paper.place !== undefined;
  if (isOnePlace !== (kind === 'change') || (kind === 'comparison' && !isPlaced)) return 'place';
  if (a.figure.unit !== b.figure.unit) return 'unit';
  if (a.figure.per !== b.figure.per) return 'rate';
  if ([a, b].some(({ figure }) => figure.bound !== 'exact' || figure.upTo !== undefined)) return 'inexact';
  if (a.isPlanned || b.isPlanned) return 'planned';
  if (a.isChange || b.isChange) return 'change';
  const isFromTo =
    a.isFrom && !b.isFrom && a.next !== undefined && a.document === b.document && isSame(a.next, b.at);
  if (kind === 'change' && isFromTo) return null;
  if (a.isFrom || b.isFrom) return 'order';
  if (a.thing === '' || a.thing !== b.thing || a.cumulative !== b.cumulative) return 'label';
  if (kind === 'change') return isEarlier(a, b) ? null : 'order';
  return [a, b].some(isOfUntoldYear) ? 'order' : null;
}

/** Each is of one year, the text's or else the report's, and the first one's is the earlier. */
function isEarlier(a: Told, b: Told): boolean {
  const [first, second] = [a, b].map(({ year, isOtherYear, paper }) => {
    if (isOfUntoldYear({ year, isOtherYear })) return undefined;
    const [from, to] = (year ?? (dateOf(paper) ?? '').slice(0, 4)).split('-');
    return to === undefined || to === from ? Number(from || Number.NaN) : undefined;
  });
  return first !== undefined && second !== undefined && first < second;
}

/** 去年 and the like, which a report's date does not put in words. */
function isOfUntoldYear({ year, isOtherYear }: Pick<Told, 'year' | 'isOtherYear'>): boolean {
  return year === undefined && isOtherYear;
}

/**
 * Whether a figure is counted up over a time. A share or a rate is where it stands at the end of it.
 * @param ahead the folded text in front of it.
 */
function isCumulative({ figure, label, year }: LabelledFigure, ahead: string): boolean {
  const clause = /[^,。;]*$/u.exec(ahead)?.[0] ?? '';
  if (COUNTED_UP.test(label.own) || COUNTED_UP.test(clause)) return true;
  if (figure.unit === '%' || figure.per !== undefined) return false;
  const [from, to] = (year ?? '').split('-');
  const before = ahead.split(SENTENCE_END).at(-1) ?? '';
  const last = [...before.matchAll(YEAR_BEFORE)].at(-1)?.index ?? 0;
  return (to !== undefined && from !== to) || OPEN_TIME.test(before.slice(last));
}

/** The year or years that a figure is of; the report's date where the text gives none. */
function periodOf({ year, paper }: Told): string {
  const date = dateOf(paper);
  if (year !== undefined) return wording.answer.years(year);
  return date === undefined ? '' : wording.answer.dated(date);
}

function changeOf(a: Told, b: Told): string {
  const years =
    a.year === b.year || a.year === undefined || b.year === undefined ? ['', ''] : [a, b].map(periodOf);
  return wording.answer.change(
    { written: a.written, year: years[0] ?? '' },
    { written: b.written, year: years[1] ?? '' },
    { ...difference(a, b), isShare: a.figure.unit === '%', isMore: b.figure.value > a.figure.value },
  );
}

function comparisonOf(a: Told, b: Told): string {
  const [more, less] = a.figure.value >= b.figure.value ? [a, b] : [b, a];
  const [first, second] = [periodOf(more), periodOf(less)];
  return wording.answer.comparison(
    { name: more.name, period: first === second ? '' : first },
    { name: less.name, period: first === second ? '' : second },
    {
      ...difference(a, b),
      isLevel: a.figure.unit === '%' || a.figure.per !== undefined,
      isEqual: a.figure.value === b.figure.value,
    },
  );
}

/** The difference in the larger figure's own scale, and how it was worked out; the larger figure stands first. */
function difference(a: Told, b: Told): { readonly amount: string; readonly working: string } {
  const [more, less] = a.figure.value >= b.figure.value ? [a, b] : [b, a];
  const { unit, per } = more.figure;
  const scale = /亿/u.test(more.written) ? '亿' : /万/u.test(more.written) ? '万' : '';
  const value = (more.figure.value - less.figure.value) / scaleOf(scale);
  const amount = `${Number(value.toPrecision(DIGITS))}${scale}${unit === '%' ? '个百分点' : unit}`;
  return {
    amount: per === undefined ? amount : `${amount}/${per}`,
    working: wording.answer.working(more.written, less.written, amount),
  };
}

/** The place's name or a short form of it: its characters in order, some left out, and no other place's name. */
function isNameOf(name: string, place: string, placesIn: ComputeContext['placesIn']): boolean {
  let at = 0;
  for (const character of name) {
    at = place.indexOf(character, at) + 1;
    if (at === 0) return false;
  }
  const [named, ...others] = placesIn(name);
  return named === place && others.length === 0;
}

function shifted({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}

function isSame(a: Span, b: Span): boolean {
  return a.start === b.start && a.end === b.end;
}
