import { wording } from '../../wording.ts';
import { foldedAt, type ReadDocument } from '../facts/document.ts';
import type { Facts } from '../facts/facts.ts';
import { namedIn } from '../language/figures/conditions.ts';
import type { Figure } from '../language/figures.ts';
import type { LabelledFigure } from '../language/labelled.ts';
import { contains, overlaps, slice } from '../language/text.ts';
import { lastBegun } from '../papers/blocks.ts';
import { dateOf, paperAt, type Standings } from '../papers.ts';
import type { Knowledge } from '../ports.ts';
import type { Paper, Source, Span } from '../types.ts';
import { isSame } from './verbatim.ts';

/** One figure that a report states. */
export interface Operand {
  /** What is cited for it. */
  readonly source: Source;
  /** The figure in the document's text, within the source's span. */
  readonly figure: Span;
  /** What the sentence calls the place of the report. */
  readonly name: string;
}

/** What the gate must know. */
export interface GateContext {
  readonly knowledge: Pick<Knowledge, 'documentById'>;
  /** Official names of the places that a text names. */
  readonly placesIn: (text: string) => readonly string[];
  /** How it stands with the paper of what is cited; all are in force when absent. */
  readonly standingOf?: Standings['of'];
}

/** An operand as its report tells it. */
export interface Told extends LabelledFigure {
  readonly document: ReadDocument;
  /** Of the whole sentences that it is told in: what the spans of `figure` count in. */
  readonly facts: Facts;
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
const NO_DIFFERENCE: ReadonlySet<string> = new Set(['', ...'倍番折成届期批级度']);
const SENTENCE_END = /[。！？!?；;\n]/u;
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

/**
 * What a report tells of a figure; null where none stands there that counts something, it is of another place than the
 * report, or the place has another name.
 */
export function told({ source, figure, name }: Operand, { knowledge, placesIn }: GateContext): Told | null {
  const document = knowledge.documentById.get(source.documentId);
  if (document === undefined || !contains(source.span, figure)) return null;
  const paper = paperAt(document, source.span);
  if (paper.place !== undefined && !isNameOf(name, paper.place, placesIn)) return null;
  const { start, facts } = document.facts.around(source.span);
  const { folded, quantities: inLine } = facts;
  const spanOf = (one: LabelledFigure) => shifted(one.figure.span, start);
  const index = inLine.findIndex((one) => isSame(spanOf(one), figure));
  const found = inLine[index];
  if (found === undefined || found.isNegated || NO_DIFFERENCE.has(found.figure.unit)) return null;
  if (placesIn(found.label.own).some((place) => place !== (paper.place ?? place))) return null;
  const next = inLine.slice(index + 1).find((one) => one.figure.unit === found.figure.unit);
  const isNear =
    next !== undefined && !SENTENCE_END.test(document.text.slice(figure.end, spanOf(next).start));
  // A year that only a range holds (the middle of 2017~2019年) stands nowhere, and is not said.
  const isStated = found.year === undefined || found.year.split('-').every((year) => folded.includes(year));
  return {
    ...found,
    ...(isStated ? {} : { year: undefined, isOtherYear: true }),
    ...{ document, facts, paper, name, at: figure, written: slice(document.text, figure) },
    thing: withoutCarriers(found.label.own, paper.place ?? name, name),
    cumulative: isCumulative(found, folded),
    next: isNear ? spanOf(next) : undefined,
  };
}

/** Folded words without a place, by its official name and as a sentence calls it, and without what only carries a figure. */
export function withoutCarriers(words: string, place: string, name: string): string {
  return [place, name, name.slice(0, -1)]
    .reduce((rest, one) => rest.replaceAll(one, ' '), words)
    .replaceAll(CARRIERS, '');
}

/** 去年 and the like, which a report's date does not put in words. */
export function isOfUntoldYear({ year, isOtherYear }: Pick<Told, 'year' | 'isOtherYear'>): boolean {
  return year === undefined && isOtherYear;
}

/** Whether a figure of a folded text is counted up over a time. A share or a rate is where it stands at the end of it. */
function isCumulative({ figure, label, year }: LabelledFigure, folded: string): boolean {
  const ahead = folded.slice(Math.max(0, figure.span.start - TIME_REACH), figure.span.start);
  const clause = /[^,。;]*$/u.exec(ahead)?.[0] ?? '';
  if (COUNTED_UP.test(label.own) || COUNTED_UP.test(clause)) return true;
  if (figure.unit === '%' || figure.per !== undefined) return false;
  const [from, to] = (year ?? '').split('-');
  const before = ahead.split(SENTENCE_END).at(-1) ?? '';
  const last = [...before.matchAll(YEAR_BEFORE)].at(-1)?.index ?? 0;
  return (to !== undefined && from !== to) || OPEN_TIME.test(before.slice(last));
}

/** The year or years that a figure is of; the report's date where the text gives none. */
export function periodOf({ year, paper }: Told): string {
  const date = dateOf(paper);
  if (year !== undefined) return wording.answer.years(year);
  return date === undefined ? '' : wording.answer.dated(date);
}

/** The year that a figure is of, its report's own where the text gives none; undefined where that is none, or several are. */
export function yearOf(told: Told): number | undefined {
  const [from, to] = boundsOf(told);
  return !told.cumulative && from !== '' && from === to ? Number(from) : undefined;
}

/** The years that a figure is of as one word, or the year that it is counted up to; its report's own where the text gives none. */
export function yearsOf(told: Told): string {
  const [from, to] = boundsOf(told);
  return from === to || told.cumulative ? to : `${from}-${to}`;
}

/** The first and the last year that a figure is of, its report's own where the text gives none; '' where that is none. */
function boundsOf({ year, paper }: Told): readonly [string, string] {
  const [from = '', to = from] = (year ?? (dateOf(paper) ?? '').slice(0, 4)).split('-');
  return [from, to];
}

/** The place's name or a short form of it: its characters in order, some left out, and no other place's name. */
function isNameOf(name: string, place: string, placesIn: GateContext['placesIn']): boolean {
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

/**
 * Months, quarters and halves: a year is all that is told of when a figure is. The end of a year closes it, and what
 * holds from a day on holds in the year.
 */
const PART_OF_YEAR =
  /(?<!\d)(?!12月(?:底|末|31日))(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?!份?(?:\d{1,2}日)?起)|季度|[上下]半年|[上中下]旬/u;
/** All of a place of some kind. */
const SCOPE = /全([国省州市县区旗盟乡镇村])/gu;
/** What a heading says is done with that of which it speaks. */
const OF_HEADINGS = /做好|抓好|加强|提高|落实|推进|规范|完善|健全|开展|实施|关于/gu;

/** What figures must agree in to be held against each other; undefined for those that may be held against none. */
export function kindOf(told: Told): string | undefined {
  const { figure, label, thing, isPlanned, isChange, isFrom, cumulative } = told;
  if (thing === '' || isChange || isFrom || isOfUntoldYear(told)) return undefined;
  const around = sentenceAround(told);
  if (PART_OF_YEAR.test(around.before) || !isOfItsPlace(told, around)) return undefined;
  const { unit, per } = figure;
  const conditions = [...label.conditions, ...around.conditions].map(amountOf);
  return JSON.stringify({ thing, unit, per, conditions, of: ofWhom(told), isPlanned, cumulative });
}

function amountOf({ value, upTo, unit, bound }: Figure): unknown {
  return [value, upTo, unit, bound];
}

/**
 * Of whom or of what a figure is by what stands around it: grades, townships, parts of a year, what its sentence begins with,
 * what its heading calls the thing. Empty where nothing is told.
 */
export function ofWhom(told: Told): string[] {
  const around = sentenceAround(told);
  const { grades, townships, numbered, seasons } = namedIn(`${around.before}\n${around.behind}`);
  return [grades, townships, numbered, seasons, topicsOf(told, around)].flat();
}

/** What the sentence of a figure says before and behind it, folded; behind it, as far as that is not of the next figure. */
interface Around {
  readonly before: string;
  readonly behind: string;
  /** The figures of it that say which ones are counted: 80周岁, 3万元以下. */
  readonly conditions: readonly Figure[];
  /** All figures before, from the start of `before`. */
  readonly figures: readonly Span[];
}

export function sentenceAround({ facts: { folded, figures }, figure: { span } }: Told): Around {
  const before = folded.slice(0, span.start).split(SENTENCE_END).at(-1) ?? '';
  const [rest = ''] = folded.slice(span.end).split(SENTENCE_END);
  const start = span.start - before.length;
  const within = (from: number, to: number) =>
    figures.filter((one) => from <= one.span.start && one.span.end <= to);
  const ahead = within(start, span.start);
  const others = within(span.end, span.end + rest.length);
  const isFollowed = others.some((one) => !saysWhich(one, folded));
  const behind = isFollowed ? (/^\s*\([^()]*\)/u.exec(rest)?.[0] ?? '') : rest;
  const all = [...ahead, ...within(span.end, span.end + behind.length)];
  return {
    before,
    behind,
    conditions: all.filter((one) => saysWhich(one, folded)),
    figures: ahead.map((one) => ({ start: one.span.start - start, end: one.span.end - start })),
  };
}

/** Whether a figure says which ones are counted: 80周岁, 3万元以下. */
export function saysWhich({ unit, span }: Figure, folded: string): boolean {
  return unit === '岁' || /以[上下内]$/u.test(slice(folded, span));
}

/** Whether a figure of all of a place is of the one that its report is of: in a county's, 全市 is the city above it. */
function isOfItsPlace({ paper: { place } }: Told, { before }: Around): boolean {
  const [, kind] = [...before.matchAll(SCOPE)].at(-1) ?? [];
  return kind === undefined || place === undefined || place.endsWith(kind);
}

/**
 * What says of whom or of what a figure is and stands before its clause: clauses without a figure of their own (农村妇女方面),
 * and what its heading calls the thing (城市低保 above 低保标准).
 */
function topicsOf(told: Told, { before, figures }: Around): string[] {
  const { paper, name, thing } = told;
  let from = before.length + 1;
  const parts = before
    .split(',')
    .reverse()
    .map((words) => {
      const end = from - 1;
      from = end - words.length;
      return { words, holds: figures.some((one) => overlaps(one, { start: end - words.length, end })) };
    });
  const [, ...clauses] = parts;
  const end = clauses.findIndex(({ holds }) => holds);
  const heading = headingAbove(told);
  const called = heading.slice(0, Math.max(0, heading.indexOf(thing.slice(0, 2))));
  const free = clauses.slice(0, end < 0 ? clauses.length : end).map(({ words }) => words);
  return [free.join(), called.replace(OF_HEADINGS, '')]
    .map((words) => withoutCarriers(words, paper.place ?? name, name))
    .filter((words) => words !== '');
}

/** The heading that a figure stands under, folded, without the sign that counts it; '' where it stands under none. */
function headingAbove({ document, at }: Told): string {
  const { blocks } = document;
  let last = lastBegun(blocks, at.start, ({ span }) => span.start) - 1;
  while (last >= 0 && blocks[last]?.kind !== 'heading') last--;
  const heading = blocks[last];
  if (heading === undefined) return '';
  return foldedAt(document, { start: heading.mark?.end ?? heading.span.start, end: heading.span.end });
}
