import { readUnder, type Sentence } from '../../facts/sentence.ts';
import { isYear, yearsTitled } from '../../language/figures/dates.ts';
import type { Figure } from '../../language/figures.ts';
import { relativeYearsOf, tellsRelativeYear } from '../../language/relative-years.ts';
import type { AskedQuestion } from '../../question/question.ts';
import type { Span } from '../../types.ts';

/** The sentence, or else the nearest before it that has one, speaks of one of the years asked. */
export function isOfYears(asked: AskedQuestion, sentence: Sentence, before: readonly Sentence[]): boolean {
  if (asked.years.length + asked.relativeYears.length === 0) return true;
  const { edition, passage, yearsAbove } = sentence;
  const issued = passage.period === undefined ? [] : [Number(passage.period.slice(0, 4))];
  const latest = edition?.newest ?? latestOf(sentence, issued[0]);
  const behind = edition === undefined ? 0 : edition.newest - edition.year;
  const read = readUnder(sentence);
  if (asked.relativeYears.some((offset) => tellsRelativeYear(read, offset + behind))) return true;
  // Of a report, what it means to do is of the next year, whenever it came out.
  if (asked.relativeYears.includes(1) && sentence.isUnderPlan) return true;
  const presents = presentsOf(sentence, latest);
  const years = [
    ...asked.years,
    ...asked.relativeYears.flatMap((offset) => presents.map((year) => year + offset)),
  ];
  if (sentence.years.length > 0) return sentence.years.some((year) => years.includes(year));
  // 上年网络零售额5.9亿元 is of the year before that of its paper, and of no other.
  if (BEGINS_LAST_YEAR.test(sentence.folded))
    return relativeYearsOf(sentence.folded).some(
      (offset) => latest !== undefined && years.includes(latest - behind + offset),
    );
  const titled =
    edition !== undefined && asked.years.length === 0
      ? [edition.year]
      : [...sentence.above.matchAll(/(?:19|20)\d{2}/gu)].map(([year]) => Number(year));
  // 今年 of a paper that its title dates is that year, whenever it was issued; of several papers, that of the newest.
  if (edition === undefined && asked.relativeYears.includes(0) && yearsAbove.length === 0)
    years.push(...titled);
  // Another row is of its own year, and so is what a paper repeals.
  const others = before
    .filter(
      ({ cells, isOfStanding }) => (sentence.cells === undefined || cells === undefined) && !isOfStanding,
    )
    .reverse();
  // 比2023年的187起少: of that year, too.
  const isOfBaseline = ({ value, span }: Figure) =>
    years.includes(value) && /^的\d/u.test(sentence.folded.slice(span.end));
  if (sentence.figures.some((figure) => isYear(figure) && isOfBaseline(figure))) return true;
  // The years of other items are theirs, but for those of what announces them all.
  let isOfItem = true;
  for (const one of [sentence, ...others]) {
    const rules = isOfItem || one.folded.endsWith(':');
    if (BEGINS_ITEM.test(one.folded)) isOfItem = false;
    if (!rules) continue;
    const said = one.figures.filter(
      (figure) =>
        isYear(figure) &&
        !isComparedWith(figure.span, one.folded) &&
        (one === sentence || !isOpenYear(figure, one.folded)),
    );
    if (said.length > 0)
      return said.some((figure) => years.some((year) => reaches(figure, year, one.folded)));
  }
  const own = yearsAbove.length > 0 ? yearsAbove : titled.length > 0 ? titled : issued;
  // What no paper dates holds now.
  if (own.length === 0)
    return asked.years.length === 0 && asked.relativeYears.every((offset) => offset === 0);
  return own.some((year) => years.includes(year));
}

/**
 * The years from which a question may look at what a paper tells: its own; of a review of a year (2025年工作总结) that year
 * and the next, in which it is read; and the next where it came out in December, or a part of it is of that.
 */
function presentsOf(
  { above, passage: { period = '' }, yearsAbove, edition }: Sentence,
  latest: number | undefined,
): number[] {
  if (latest === undefined) return [];
  if (edition !== undefined) return [latest];
  const title = titleOf(above);
  const [reviewed, ...others] = REVIEW.test(title) && !PLAN.test(title) ? yearsTitled(title) : [];
  const isAtEnd = period.slice(5, 7) === '12' || yearsAbove.includes(latest + 1);
  return [
    latest,
    ...(isAtEnd ? [latest + 1] : []),
    ...(reviewed === undefined || others.length > 0 ? [] : [reviewed, reviewed + 1]),
  ];
}

/** What tells of a year that is over, and what sets out the next. */
const REVIEW = /总结|报告|情况|汇报|述职|通报|经验|纪实|回顾/u;
const PLAN = /要点|计划|打算|安排|方案|思路|政府工作报告/u;

function titleOf(above: string): string {
  return above.split('\n', 1)[0] ?? '';
}

/**
 * The year of which a paper speaks as 今年: that of its issue, or the next where its title names that as well
 * (2025年工作总结和2026年打算); where it bears no date, that of its title. Undefined where neither tells.
 */
function latestOf({ above }: Sentence, issued: number | undefined): number | undefined {
  const near = yearsTitled(titleOf(above)).filter((year) => issued === undefined || year === issued + 1);
  const known = issued === undefined ? near : [issued, ...near];
  return known.length === 0 ? undefined : Math.max(...known);
}

const BEGINS_LAST_YEAR = /^(?:[^,;。:、]{1,3}、)?(?:去年|上一?年)/u;
const BEGINS_ITEM =
  /^(?:第[\d一二三四五六七八九十百]{1,4}[条章节款项]|[一二三四五六七八九十]{1,3}、|\((?:[一二三四五六七八九十]{1,3}|\d{1,2})\)|\d{1,2}[.、](?!\d))/u;
/** Behind a year that says which things are meant, and no date by which something is done: 2016年以前出厂的. */
const UNTIL = /^(?:以前|之前)\p{Script=Han}{0,8}的/u;
const SINCE = /^(?:以后|之后)\p{Script=Han}{0,8}的/u;

/** 2016年以前: a bound, and no date of what is told. */
function isOpenYear({ span: { end } }: Figure, folded: string): boolean {
  return UNTIL.test(folded.slice(end)) || SINCE.test(folded.slice(end));
}

/** Whether a year, or years from or up to one, are or hold another. */
function reaches({ value, upTo = value, span: { end } }: Figure, year: number, folded: string): boolean {
  const [from, to] = [
    UNTIL.test(folded.slice(end)) ? 0 : value,
    SINCE.test(folded.slice(end)) ? Number.POSITIVE_INFINITY : upTo,
  ];
  return from <= year && year <= to;
}

/** 与2018年相比, 比2018年: what is told is of another year. */
function isComparedWith({ start, end }: Span, folded: string): boolean {
  return (
    /比\s*$/u.test(folded.slice(0, start)) || /^\p{Script=Han}{0,4}(?:相比|比较)/u.test(folded.slice(end))
  );
}
