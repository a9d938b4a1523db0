import { conditionsOf } from '../language/figures/conditions.ts';
import { type Figure, findFigures } from '../language/figures.ts';
import { fold, lineAround, slice } from '../language/text.ts';
import { isOfUntoldYear, type Told, withoutCarriers } from './told.ts';

/**
 * Months, quarters and halves: a year is all that is told of when a figure is. The end of a year closes it, and what
 * holds from a day on holds in the year.
 */
const PART_OF_YEAR =
  /(?<!\d)(?!12月(?:底|末|31日))(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?!份?(?:\d{1,2}日)?起)|季度|[上下]半年|[上中下]旬/u;
/** All of a place of some kind. */
const SCOPE = /全([国省州市县区旗盟乡镇村])/gu;
const SENTENCE_END = /[。!?;\n]/u;

/** What figures must agree in to be held against each other; undefined for those that may be held against none. */
export function kindOf(told: Told): string | undefined {
  const { figure, label, thing, isPlanned, isChange, isFrom, cumulative } = told;
  if (thing === '' || isChange || isFrom || isOfUntoldYear(told)) return undefined;
  const around = sentenceAround(told);
  if (PART_OF_YEAR.test(around.before) || !isOfItsPlace(told, around)) return undefined;
  const { unit, per } = figure;
  const { grades, townships, numbered, seasons } = conditionsOf(`${around.before}\n${around.behind}`);
  const conditions = [...label.conditions, ...conditionsIn(around).map((one) => one.figure)].map(amountOf);
  const parts = { grades, townships, numbered, seasons };
  const topic = topicOf(told, around);
  return JSON.stringify({ thing, unit, per, conditions, ...parts, isPlanned, cumulative, topic });
}

/** What the sentence of a figure says before and behind it, folded; behind it, as far as that is not of the next figure. */
interface Around {
  readonly before: string;
  readonly behind: string;
}

export function sentenceAround({ document, at }: Told): Around {
  const { start, end } = lineAround(document.text, at);
  const before =
    fold(slice(document.text, { start, end: at.start }))
      .split(SENTENCE_END)
      .at(-1) ?? '';
  const [rest = ''] = fold(slice(document.text, { start: at.end, end })).split(SENTENCE_END);
  const isFollowed = findFigures(rest).length > conditionsIn({ before: rest, behind: '' }).length;
  return { before, behind: isFollowed ? (/^\s*\([^()]*\)/u.exec(rest)?.[0] ?? '') : rest };
}

/** Figures that say which ones are counted: 80周岁, 3万元以下. */
export function conditionsIn({
  before,
  behind,
}: Around): { readonly figure: Figure; readonly written: string }[] {
  return [before, behind].flatMap((text) =>
    findFigures(text)
      .map((figure) => ({ figure, written: slice(text, figure.span) }))
      .filter(({ figure, written }) => figure.unit === '岁' || /以[上下内]$/u.test(written)),
  );
}

/** Whether a figure of all of a place is of the one that its report is of: in a county's, 全市 is the city above it. */
function isOfItsPlace({ paper: { place } }: Told, { before }: Around): boolean {
  const [, kind] = [...before.matchAll(SCOPE)].at(-1) ?? [];
  return kind === undefined || place === undefined || place.endsWith(kind);
}

/** What stands before a figure's clause and has none of its own, which says of whom or of what it is: 农村妇女方面. */
function topicOf({ paper, name }: Told, { before }: Around): string {
  const [, ...clauses] = before.split(',').reverse();
  const end = clauses.findIndex((clause) => findFigures(clause).length > 0);
  return withoutCarriers(clauses.slice(0, end < 0 ? clauses.length : end).join(), paper.place ?? name, name);
}

function amountOf({ value, upTo, unit, bound }: Figure): unknown {
  return [value, upTo, unit, bound];
}
