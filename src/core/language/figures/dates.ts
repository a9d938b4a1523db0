import { type Figure, figuresIn } from '../figures.ts';

export type DatePart = '年' | '月' | '日';

/** A day, a month, a year or a range of one of them: 2022年5月16日, 5月, 2021—2023年. */
export type CalendarDate = ReadonlyMap<DatePart, Figure>;

const PARTS: readonly DatePart[] = ['年', '月', '日'];
/** What may stand between the parts of one date. */
const DATE_GAP = /^[\s./-]*$/u;

/**
 * The dates of a text, in order. 连续3年 and 公示3天 are none, nor is a day without its month.
 * @param folded as `fold` gives it. @param figures all of its figures, in order.
 */
export function datesIn(folded: string, figures: readonly Figure[] = figuresIn(folded)): CalendarDate[] {
  const dates: Map<DatePart, Figure>[] = [];
  let last: { figure: Figure; rank: number } | undefined;
  for (const figure of figures) {
    const rank = (PARTS as readonly string[]).indexOf(figure.unit);
    const part = PARTS[rank];
    if (part === undefined || (part === '年' && !isYear(figure))) continue;
    const isNext =
      last !== undefined &&
      rank === last.rank + 1 &&
      DATE_GAP.test(folded.slice(last.figure.span.end, figure.span.start));
    if (!isNext && part === '日') continue;
    const open = isNext ? dates.at(-1) : undefined;
    if (open === undefined) dates.push(new Map([[part, figure]]));
    else open.set(part, figure);
    last = { figure, rank };
  }
  return dates;
}

/** A year of the calendar, or a range of them; 连续3年 is none. */
export function isYear({ unit, value }: Figure): boolean {
  return unit === '年' && value >= 1900;
}

/** 第二批, 二级: a figure that is a part of a name. */
export function isName({ unit }: Figure): boolean {
  return unit.startsWith('第') || unit === '级' || unit === '届';
}

const LIMIT = /以[上下内]$/u;

/** A figure that says which ones are meant: 30亩以上的大户, 75周岁的, 500元档次. */
export function isCondition({ unit, span }: Figure, folded: string): boolean {
  const follows = folded.charAt(span.end);
  if (follows === '档') return unit === '元';
  return follows === '的' && (unit === '岁' || LIMIT.test(folded.slice(span.start, span.end)));
}

const OPENING_QUOTE = /[“"‘'「『]/u;

/** “一亩油茶”, “四个一”: a name that a figure begins, which counts nothing. */
export function beginsName({ han, span: { start } }: Figure, folded: string): boolean {
  return han && OPENING_QUOTE.test(folded.charAt(start - 1));
}

/** The figures of a text that say how much or how many: neither dates, names nor conditions. */
export function quantitiesIn(
  folded: string,
  figures: readonly Figure[],
  dates: readonly CalendarDate[] = datesIn(folded, figures),
): Figure[] {
  const inDates = new Set(dates.flatMap((date) => [...date.values()]));
  return figures.filter(
    (figure) =>
      !inDates.has(figure) && !isName(figure) && !isCondition(figure, folded) && !beginsName(figure, folded),
  );
}

/** A report named by its date: what it tells may be of another. */
const REPORT = /^的?(?:工作)?(?:报告|报道|资料|文件|通知|材料|数据)/u;

/** Whether a date names a report (2018年的报告), and no time of what is told. */
export function datesReport(folded: string, date: CalendarDate): boolean {
  const end = Math.max(...[...date.values()].map(({ span }) => span.end));
  return REPORT.test(folded.slice(end, end + 8));
}

const YEARS_OF_SPAN = /(?:19|20)\d{2}年?\s?[—–~至到-]+\s?(?:19|20)\d{2}/gu;

/** The years that a title names, but for those of a span: 2025—2027年. */
export function yearsTitled(title: string): number[] {
  return [...title.replaceAll(YEARS_OF_SPAN, '').matchAll(/(?:19|20)\d{2}(?=年)/gu)].map(Number);
}
