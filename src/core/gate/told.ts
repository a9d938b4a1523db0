import { wording } from '../../wording.ts';
import type { ReadDocument } from '../facts/document.ts';
import type { Facts } from '../facts/facts.ts';
import type { LabelledFigure } from '../language/labelled.ts';
import { contains, slice } from '../language/text.ts';
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
  const isOfAnother = placesIn(found.label.own).some((place) => place !== (paper.place ?? place));
  if (isOfAnother) return null;
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
    cumulative: isCumulative(
      found,
      folded.slice(Math.max(0, found.figure.span.start - TIME_REACH), found.figure.span.start),
    ),
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
export function periodOf({ year, paper }: Told): string {
  const date = dateOf(paper);
  if (year !== undefined) return wording.answer.years(year);
  return date === undefined ? '' : wording.answer.dated(date);
}

/** The year that a figure is of, its report's own where the text gives none; undefined where that is none, or several are. */
export function yearOf({ year, paper, cumulative }: Told): number | undefined {
  const [from = '', to = from] = cumulative ? [] : (year ?? (dateOf(paper) ?? '').slice(0, 4)).split('-');
  return from !== '' && from === to ? Number(from) : undefined;
}

/** The years that a figure is of as one word, or the year that it is counted up to; its report's own where the text gives none. */
export function yearsOf({ year, paper, cumulative }: Told): string {
  const [from = '', to = from] = (year ?? (dateOf(paper) ?? '').slice(0, 4)).split('-');
  return from === to || cumulative ? to : `${from}-${to}`;
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
