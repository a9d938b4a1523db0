import { readNumber } from '../numerals.ts';
import type { Fit } from './classes.ts';

/** Days of a year, the first and the last, in `dayOf`; from a later one to an earlier one over the turn of the year. */
export interface Days {
  readonly from: number;
  readonly to: number;
}

const MONTH = '(?<![\\d.]|个)(1[0-2]|0?[1-9])月(?:份|(?!份))';
const DAY = '(3[01]|[12]\\d|0?[1-9])(?:[日号]|(?![日号\\d]))';
const TO = '\\s?起?[至到~—–-]{1,2}\\s?(?:次年|翌年|第二年|当年|\\d{4}年)?';
/** 3月5日出生的, 6月交的: of somebody or something, and no day asked. */
const OF_THINGS = '\\p{Script=Han}{0,2}(?:出生|生的|生人|满|交的|买的|办的|做的|发的)';
/** 8月5日 of itself, and not 8月5日前, which is a term. */
const ONE_DAY = new RegExp(
  `${MONTH}${DAY}(?![前后起止]|之[前后]|以[前后]|截止|${OF_THINGS}|${TO}\\d|\\d|元|个|%)`,
  'gu',
);
const ONE_MONTH = new RegExp(
  `${MONTH}(?!\\d|[底初前后起止内龄]|[上中下]旬|之[前后]|以[前后]|${OF_THINGS}|${TO}\\d)`,
  'gu',
);
/** 7月1日至7月10日, 7月1日至10日. */
const FROM_DAY = new RegExp(`${MONTH}${DAY}${TO}(?:${MONTH})?${DAY}(?!\\d|个|元)`, 'gu');
/** 11月至次年3月. */
const FROM_MONTH = new RegExp(`(?<![\\d.]|个)(1[0-2]|0?[1-9])(?:月份?)?${TO}${MONTH}(?!\\d)`, 'gu');
const LAST = 31;
/** At the beginning of an item, a span says when it holds. */
const OPENS =
  /^(?:[(（][^()（）]{1,3}[)）]|\d{1,2}[.、]|[-·•])?(?:第\p{Script=Han}[批期次轮季档段])?[\s:]?$/u;
/** 八月份, 七月五号; 一月 alone is a rate: 一月多少. */
const HAN_MONTH =
  /(?<![一二三四五六七八九十几两个第前后上下])(十[一二]?|[二三四五六七八九]|一(?=月(?:份|[\d一二三四五六七八九十])))月/gu;
const HAN_DAY = /(?<=月)([一二三四五六七八九十]{1,3})(?=[日号])/gu;

function dayOf(month: string | number, day: string | number): number {
  return Number(month) * 100 + Number(day);
}

/** The days, and whole months, of which a folded question is. */
export function daysAsked(written: string): readonly Days[] {
  const folded = written
    .replaceAll(HAN_MONTH, (_, month: string) => `${readNumber(month).value}月`)
    .replaceAll(HAN_DAY, (day) => String(readNumber(day).value));
  const spans = spansIn(folded).map(({ from, to }) => ({ from, to }));
  if (spans.length > 0) return spans;
  const days = [...folded.matchAll(ONE_DAY)].map(([, month = '', day = '']) => dayOf(month, day));
  const months = [...folded.matchAll(ONE_MONTH)].map(([, month = '']) => month);
  return [
    ...days.map((day) => ({ from: day, to: day })),
    ...months.map((month) => ({ from: dayOf(month, 1), to: dayOf(month, LAST) })),
  ];
}

/** The spans of days in a folded text, each with its place. */
function spansIn(folded: string): (Days & { readonly at: number })[] {
  const ofDays = [...folded.matchAll(FROM_DAY)].map(
    ({ index, 1: first = '', 2: day = '', 3: last, 4: end = '' }) => ({
      ...{ at: index, from: dayOf(first, day), to: dayOf(last ?? first, end) },
    }),
  );
  const ofMonths = [...folded.matchAll(FROM_MONTH)].map(({ index, 1: first = '', 2: last = '' }) => ({
    ...{ at: index, from: dayOf(first, 1), to: dayOf(last, LAST) },
  }));
  return [...ofDays, ...ofMonths];
}

/**
 * Holds a row, or an item that opens with a span of days, against the days asked, where these are of one time. @param read what rules it and the text
 * itself, in two lines. @param isRow it is a row, which is of its spans wherever they stand.
 */
export function fitOfDays(asked: readonly Days[], read: string): Fit {
  const [days, ...others] = asked;
  if (days === undefined || others.length > 0) return 'untold';
  const own = read.slice(read.lastIndexOf('\n') + 1);
  const isRow = own.includes('\t');
  const spans = spansIn(own).filter(({ at }) => isRow || OPENS.test(own.slice(0, at)));
  if (spans.length === 0) return 'untold';
  return spans.some((span) => meet(span, days)) ? 'fits' : 'other';
}

function meet(one: Days, other: Days): boolean {
  return withinYear(one).some(({ from, to }) =>
    withinYear(other).some((span) => from <= span.to && to >= span.from),
  );
}

/** Days over the turn of a year as those before and those after it. */
function withinYear({ from, to }: Days): readonly Days[] {
  return from <= to
    ? [{ from, to }]
    : [
        { from, to: dayOf(12, LAST) },
        { from: dayOf(1, 1), to },
      ];
}
