import { readNumber } from '../numerals.ts';
import type { Fit } from './classes.ts';

/** Days of a year, the first and the last, in `dayOf`; from a later one to an earlier one over the turn of the year. */
export interface Days {
  readonly from: number;
  readonly to: number;
}

const MONTH = '(?<!\\d|个)(1[0-2]|0?[1-9])月份?';
const DAY = '(3[01]|[12]\\d|0?[1-9])(?:[日号]|(?![日号\\d]))';
const TO = '\\s?[至到~—–-]{1,2}\\s?(?:次年|翌年|第二年|当年)?';
/** 8月5日 of itself, and not 8月5日前, which is a term. */
const ONE_DAY = new RegExp(`${MONTH}${DAY}(?![前后起止]|之[前后]|以[前后]|截止|${TO}\\d|\\d|元|个|%)`, 'gu');
const ONE_MONTH = new RegExp(`${MONTH}(?!\\d|[底初前后起止内]|之[前后]|以[前后]|${TO}\\d)`, 'gu');
/** 7月1日至7月10日, 7月1日至10日. */
const FROM_DAY = new RegExp(`${MONTH}${DAY}${TO}(?:${MONTH})?${DAY}(?!\\d|个|元)`, 'gu');
/** 11月至次年3月. */
const FROM_MONTH = new RegExp(`${MONTH}${TO}${MONTH}(?!\\d)`, 'gu');
const LAST = 31;
/** At the beginning of an item, a span says when it holds. */
const OPENS =
  /^(?:[(（][^()（）]{1,3}[)）]|\d{1,2}[.、]|[-·•])?(?:第\p{Script=Han}[批期次轮季档段])?[\s:]?$/u;
/** 八月份; not the rate of 一月多少, nor a count of months. */
const HAN_MONTH =
  /(?<![一二三四五六七八九十几两个第前后上下])(十[一二]?|[二三四五六七八九]|一(?!月(?:多|几|给|补|发|领|拿|挣)))月(?!亮|饼)/gu;

function dayOf(month: string | number, day: string | number): number {
  return Number(month) * 100 + Number(day);
}

/** The days, and whole months, of which a folded question is. */
export function daysAsked(written: string): readonly Days[] {
  const folded = written.replaceAll(HAN_MONTH, (_, month: string) => `${readNumber(month).value}月`);
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
 * Holds a row, or an item that opens with a span of days, against the days asked. @param read what rules it and the text
 * itself, in two lines. @param isRow it is a row, which is of its spans wherever they stand.
 */
export function fitOfDays(asked: readonly Days[], read: string): Fit {
  if (asked.length === 0) return 'untold';
  const own = read.slice(read.lastIndexOf('\n') + 1);
  const isRow = own.includes('\t');
  const spans = spansIn(own).filter(({ at }) => isRow || OPENS.test(own.slice(0, at)));
  if (spans.length === 0) return 'untold';
  return asked.every((days) => spans.some((span) => meet(span, days))) ? 'fits' : 'other';
}

function meet(span: Days, { from, to }: Days): boolean {
  if (span.from <= span.to) return from <= span.to && to >= span.from;
  return to >= span.from || from <= span.to;
}
