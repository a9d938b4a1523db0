import { HAN_DIGIT, readNumber } from '../core/language/numerals.ts';
import { plannedSpans } from '../core/language/planned.ts';
import { fold } from '../core/language/text.ts';
import type { Span } from '../core/types.ts';

const HAN_YEAR = new RegExp(`${HAN_DIGIT}{4}(?=年)`, 'gu');
/** A year, with its month and day where they follow; a bare number of four digits is no year. */
const DATE =
  /(?<!\d)((?:19|20)\d{2})\s*(?:年\s*(?:(\d{1,2})\s*月\s*(?:(\d{1,2})\s*[日号])?|(底|末|年底))?|([-/])(\d{1,2})(?:\5(\d{1,2}))?(?!\d)|\.(\d{1,2})\.(\d{1,2})(?!\d))/gu;
/** A date in a file name stands apart from its other letters and digits: 2018-06-03_report, 20180603. */
const IN_FILE_NAME =
  /(?<![0-9A-Za-z])((?:19|20)\d{2})(?:[-_.年]?(\d{2})(?:[-_.月]?(\d{2}))?)?日?(?![0-9A-Za-z])/u;
/** A range of years whose first lacks 年: 2017~2019年, 2016-2017年. */
const RANGE_START = /(?<!\d)(?:19|20)\d{2}\s*[-~至到]+\s*$/u;
/** Dates that name a plan, or the day by which something must be: neither is told as past. */
const NAMES_PLAN = /^[^,。;\n]{0,16}(?:规划|方案|行动计划|达到|实现全面|全面建成|建成小康|目标|要)/u;
const UNTIL = /(?:规划|展望|最迟|不迟于)[^,。;\n]{0,10}$/u;
/** How far behind a date, in characters, a word that plans still plans for it: 2020年全县力争. */
const PLAN_REACH = 16;
const DONE = /已|累计|完成了|实现了|截至|共[有实完投]|以来|荣获|获/u;

/** Folds full-width digits and 二〇一八年 to 2018年; offsets stay. */
function readable(text: string): string {
  return fold(text).replaceAll(HAN_YEAR, (year) => String(readNumber(year).value).padStart(4, '0'));
}

function iso(year: string, month?: string, day?: string): string | undefined {
  if (month === undefined) return year;
  if (Number(month) < 1 || Number(month) > 12) return undefined;
  const yearMonth = `${year}-${month.padStart(2, '0')}`;
  if (day === undefined) return yearMonth;
  return isRealDate(`${yearMonth}-${day.padStart(2, '0')}`)
    ? `${yearMonth}-${day.padStart(2, '0')}`
    : undefined;
}

/** The date of a match of `DATE`. */
function isoOf(match: RegExpExecArray): string | undefined {
  return iso(match[1] ?? '', match[2] ?? match[6] ?? match[8], match[3] ?? match[7] ?? match[9]);
}

/** What a date that is written for us must look like. */
export const DATE_FORM = '日期要写成 2018、2018-12 或 2018-12-10 这样';

export const DAY_FORM = '日期要写到日，如 2018-12-10';

/** Whether the text is an ISO date or its beginning (`2018`, `2018-12`, `2018-12-10`) that the calendar has. */
export function isRealDate(text: string): boolean {
  const parts = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text);
  if (parts === null) return false;
  const [, year = '', month = '01', day = '01'] = parts;
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(`${year}-${month}-${day}`);
}

/** Digits between strokes are a day behind a label alone: 日期：2024-05-06. */
const WRITTEN_DAY =
  /(?<!\d)((?:19|20)\d{2})\s*(?:年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]|(?<=(?:日期|时间)\s*:\s*\d{4})([-/.])(\d{1,2})\4(\d{1,2})(?!\d))/gu;

/** The days of a text that no calendar has, as they are written: 2023年2月30日. */
export function impossibleDays(text: string): string[] {
  const found = [...readable(text).matchAll(WRITTEN_DAY)].filter(
    (match) => iso(match[1] ?? '', match[2] ?? match[5], match[3] ?? match[6]) === undefined,
  );
  return [...new Set(found.map(({ index, 0: { length } }) => text.slice(index, index + length)))];
}

/** The first date of a header line (`时间:2017-09-14`). */
export function firstDate(text: string): string | undefined {
  for (const match of readable(text).matchAll(DATE)) {
    const date = isoOf(match);
    if (date !== undefined) return date;
  }
  return undefined;
}

const HAN_PART = /(?<=年\s*|月\s*)[一二三四五六七八九十廿卅]{1,3}(?=\s*[月日号])/gu;

/**
 * The first date of a text that names its day, Han figures (二〇二四年十月八日) included, with where it stands.
 * @param text folded.
 */
export function fullDate(text: string): { date: string; start: number; end: number } | undefined {
  const years = text
    .replaceAll('○', '零')
    .replaceAll('o', '零')
    .replaceAll(HAN_YEAR, (year) => String(readNumber(year).value).padStart(4, '0'));
  const read = { text: '', from: [] as number[] };
  let at = 0;
  const keep = (end: number) => {
    for (; at < end; at++) {
      read.from.push(at);
      read.text += years.charAt(at);
    }
  };
  for (const part of years.matchAll(HAN_PART)) {
    keep(part.index);
    const digits = String(readNumber(part[0].replace('廿', '二十').replace('卅', '三十')).value);
    for (const digit of digits) {
      read.from.push(at);
      read.text += digit;
    }
    at += part[0].length;
  }
  keep(years.length);
  read.from.push(years.length);
  for (const match of read.text.matchAll(DATE)) {
    const date = isoOf(match);
    if (date === undefined || date.length !== 10) continue;
    return {
      date,
      start: read.from[match.index] ?? 0,
      end: read.from[match.index + match[0].length] ?? text.length,
    };
  }
  return undefined;
}

/** The day so many years, months and days after another one, as the calendar has it. @param date a full ISO date. */
export function daysLater(
  date: string,
  { years = 0, months = 0, days = 0 }: { years?: number; months?: number; days?: number },
): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return new Date(Date.UTC(year + years, month - 1 + months, day + days)).toISOString().slice(0, 10);
}

/** The date that a file name carries. */
export function dateOfFileName(name: string): string | undefined {
  const match = IN_FILE_NAME.exec(name);
  return match ? iso(match[1] ?? '', match[2], match[3]) : undefined;
}

/** The day that the figures stand for: the latest 截至 …, else the latest date that the text tells as past. */
export function asOfDate(text: string): { date: string; by: 'as-of' | 'text' } | undefined {
  const folded = readable(text).replaceAll(/《[^《》\n]{0,120}》/gu, (title) => ' '.repeat(title.length));
  const planned = plannedSpans(folded);
  let asOf: string | undefined;
  let latest: string | undefined;
  for (const match of folded.matchAll(DATE)) {
    const month = match[4] === undefined ? (match[2] ?? match[6] ?? match[8]) : '12';
    const date = iso(match[1] ?? '', month, match[3] ?? match[7] ?? match[9]);
    if (date === undefined) continue;
    const before = folded.slice(Math.max(0, match.index - 16), match.index);
    if (/(?:截至|截止|截止到|截至到)\s*$/u.test(before)) asOf = later(asOf, date);
    else if (!isPlanned({ start: match.index, end: match.index + match[0].length }, folded, planned))
      latest = later(latest, date);
  }
  if (
    asOf !== undefined &&
    (latest === undefined || later(asOf, latest) === asOf || latest.startsWith(asOf.slice(0, 4)))
  ) {
    return { date: asOf, by: 'as-of' };
  }
  return latest === undefined ? undefined : { date: latest, by: 'text' };
}

function isPlanned(date: Span, folded: string, planned: readonly Span[]): boolean {
  const before = folded.slice(Math.max(0, date.start - 16), date.start);
  const after = folded.slice(date.end, date.end + 40);
  const clause = /^[^,。;\n]*/u.exec(after)?.[0] ?? '';
  const lead = /[^,。;\n]*$/u.exec(before)?.[0] ?? '';
  if (DONE.test(clause) || DONE.test(lead)) return false;
  const reach = date.end + Math.min(clause.length, PLAN_REACH);
  if (planned.some(({ start, end }) => start < reach && end > date.start)) return true;
  if (UNTIL.test(before) || NAMES_PLAN.test(after)) return true;
  return /[到至]\s*$/u.test(before) && !/年\s*[到至]\s*$/u.test(before) && !RANGE_START.test(before);
}

/** The later of two dates; of 2018 and 2018-06 the one that says more. */
function later(a: string | undefined, b: string): string {
  if (a === undefined) return b;
  if (a.startsWith(b) || b.startsWith(a)) return a.length >= b.length ? a : b;
  return a > b ? a : b;
}
