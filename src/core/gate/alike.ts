import { foldedAt } from '../facts/document.ts';
import { namedIn } from '../language/figures/conditions.ts';
import type { Figure } from '../language/figures.ts';
import { overlaps, slice } from '../language/text.ts';
import { lastBegun } from '../papers/blocks.ts';
import type { Span } from '../types.ts';
import { isOfUntoldYear, type Told, withoutCarriers } from './told.ts';

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
const SENTENCE_END = /[。!?;\n]/u;

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

function amountOf({ value, upTo, unit, bound }: Figure): unknown {
  return [value, upTo, unit, bound];
}
