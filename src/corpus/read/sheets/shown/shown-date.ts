import type { FormatSection } from './number-format.ts';

type TimeToken = { readonly kind: 'time'; readonly text: string; readonly isElapsed: boolean };

const SECONDS_A_DAY = 86_400;
/** The days from 1899-12-31 to 1970-01-01, and from 1904-01-01. */
const DAYS_TO_1970 = 25_568;
const DAYS_FROM_1904 = 1462;
/** 1900-02-29, which spreadsheets count though there was none. */
const LEAP_DAY = 60;
/** 9999-12-31 is the last day that a spreadsheet shows. */
const LAST_DAY = 2_958_465;

interface Moment {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** 0 is Sunday. */
  readonly weekday: number;
  /** Since the day began. */
  readonly seconds: number;
  /** Since day 0. */
  readonly elapsed: number;
}

/**
 * A date or time as its format shows it, in figures: years in four digits, 二〇一七 as 2017. One that a Chinese reader could take
 * for another (9/14/17, 14-Sep-17) is 2017年9月14日.
 * @returns undefined for a number that is no date.
 */
export function shownDate(serial: number, { tokens }: FormatSection, is1904: boolean): string | undefined {
  const times = tokens.filter((token): token is TimeToken => token.kind === 'time');
  const fraction = tokens.slice(tokens.findLastIndex(({ kind }) => kind === 'time')).filter(isZero).length;
  const moment = momentOf(serial + (is1904 ? DAYS_FROM_1904 : 0), fraction);
  if (moment === undefined) return undefined;
  if (isForeign(times)) return inChinese(moment, times);
  let text = '';
  let time = -1;
  let isFraction = false;
  for (const token of tokens) {
    if (token.kind === 'time') {
      time++;
      text += shownPart(moment, times, time);
      isFraction = false;
    } else if (token.kind === 'point') {
      isFraction = times[time]?.text.startsWith('s') === true && fraction > 0;
      text += '.';
    } else if (token.kind === 'digit' && isFraction) {
      text += (moment.seconds % 1).toFixed(fraction).slice(2);
      isFraction = false;
    } else if (token.kind === 'literal') text += token.text;
    else if (token.kind === 'slash') text += '/';
    else if (token.kind === 'comma') text += ',';
  }
  return text.trim();
}

function isZero(token: FormatSection['tokens'][number]): boolean {
  return token.kind === 'digit' && token.text === '0';
}

/** Seconds are rounded to what is shown: 23:59:59 is kept as 0.99998842592. */
function momentOf(serial: number, fraction: number): Moment | undefined {
  if (!(serial >= 0 && serial < LAST_DAY + 1)) return undefined;
  const precision = 10 ** fraction;
  const elapsed = Math.round(serial * SECONDS_A_DAY * precision) / precision;
  const days = Math.floor(elapsed / SECONDS_A_DAY);
  const seconds = elapsed - days * SECONDS_A_DAY;
  const weekday = (days + 6) % 7;
  if (days === LEAP_DAY) return { year: 1900, month: 2, day: 29, weekday, seconds, elapsed };
  if (days === 0) return { year: 1900, month: 1, day: 0, weekday, seconds, elapsed };
  const { year, month, day } = civilDate((days > LEAP_DAY ? days - 1 : days) - DAYS_TO_1970);
  return { year, month, day, weekday, seconds, elapsed };
}

/** The date so many days after 1970-01-01. */
function civilDate(days: number): { year: number; month: number; day: number } {
  // Years begin in March, so that the leap day is their last; eras have 400 years, 146,097 days.
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1,
  };
}

/** Named months, or a month before its day and year. */
function isForeign(times: readonly TimeToken[]): boolean {
  const order = times.map(({ text }, at) => (isMinute(times, at) ? '' : text.charAt(0))).join('');
  return times.some(({ text }) => /^m{3,}$/u.test(text)) || /md[ye]|dm[ye]/u.test(order);
}

function inChinese(moment: Moment, times: readonly TimeToken[]): string {
  const has = (letter: string) =>
    times.some(({ text }, at) => text.startsWith(letter) && !(letter === 'm' && isMinute(times, at)));
  const { year, month, day, seconds } = moment;
  const date =
    (has('y') || has('e') ? `${year}年` : '') +
    (has('m') ? `${month}月` : '') +
    (times.some(({ text }) => text === 'd' || text === 'dd') ? `${day}日` : '');
  if (!has('h')) return date;
  return `${date} ${Math.floor(seconds / 3600)}:${padded(Math.floor(seconds / 60) % 60)}`.trim();
}

/** `m` behind hours or before seconds. */
function isMinute(times: readonly TimeToken[], at: number): boolean {
  const { text, isElapsed } = times[at] ?? { text: '', isElapsed: false };
  if (text !== 'm' && text !== 'mm') return false;
  const before = times[at - 1];
  const isAfterHours =
    before?.text.startsWith('h') || (before?.text === 'ampm' && times[at - 2]?.text.startsWith('h'));
  return isElapsed || isAfterHours === true || times[at + 1]?.text.startsWith('s') === true;
}

function shownPart(moment: Moment, times: readonly TimeToken[], at: number): string {
  const { text, isElapsed } = times[at] ?? { text: '', isElapsed: false };
  const { seconds, elapsed } = moment;
  const wide = (value: number) => (text.length > 1 ? padded(value) : String(value));
  switch (text.charAt(0)) {
    case 'y':
    case 'e':
      return String(moment.year);
    case 'm': {
      if (isElapsed) return wide(Math.floor(elapsed / 60));
      return wide(isMinute(times, at) ? Math.floor(seconds / 60) % 60 : moment.month);
    }
    case 'd':
      return text.length > 2 ? `星期${WEEKDAYS.charAt(moment.weekday)}` : wide(moment.day);
    case 'h': {
      if (isElapsed) return wide(Math.floor(elapsed / 3600));
      const hour = Math.floor(seconds / 3600);
      const isHalved = times.some((other) => other.text === 'ampm');
      return wide(isHalved ? hour % 12 || 12 : hour);
    }
    case 's':
      return wide(Math.floor(isElapsed ? elapsed : seconds % 60));
    case 'a':
      if (text === 'ampm') return seconds < SECONDS_A_DAY / 2 ? '上午' : '下午';
      return `${text.length > 3 ? '星期' : '周'}${WEEKDAYS.charAt(moment.weekday)}`;
    default:
      return '';
  }
}

const WEEKDAYS = '日一二三四五六';

function padded(value: number): string {
  return String(value).padStart(2, '0');
}

/** The number that a date as 2017-09-14T08:30:00 is kept as; undefined for another text. */
export function serialOf(date: string, is1904: boolean): number | undefined {
  const [, year, month, day, hours, minutes, seconds] =
    /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d(?:\.\d{1,9})?))?Z?)?$/u.exec(date.trim()) ?? [];
  if (year === undefined) return undefined;
  const days = daysSince1970(Number(year), Number(month), Number(day)) + DAYS_TO_1970;
  const time = Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0);
  return (days >= LEAP_DAY ? days + 1 : days) + time / SECONDS_A_DAY - (is1904 ? DAYS_FROM_1904 : 0);
}

function daysSince1970(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}
