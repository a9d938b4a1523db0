import type { Span } from '../types.ts';
import { type Figure, findFigures, supportsFigure } from './figures.ts';
import { plannedSpans } from './planned.ts';
import { clauses, fold, sentences, slice } from './text.ts';

/** What a claim says that its quote does not. */
export type Unproven = 'unsupported-figure' | 'changed-sense' | 'foreign-link' | 'foreign-character';

/**
 * Compares a claim with the quote that should prove it, by what can be checked without understanding: figures with
 * unit, bound and rate; plans, changes, years and negations; links; characters outside of plain Chinese. A text proves itself.
 * @param dates the documents' own dates in words, which prove a year or a day as well as the quote does.
 * @returns the first thing that is not proven; null when nothing is found.
 */
export function unprovenBy(claim: string, quote: string, dates: string): Unproven | null {
  const said = fold(claim);
  const written = fold(quote);
  const own = fold(dates);
  if (!provesFigures(said, written, own)) return 'unsupported-figure';
  if (!provesRates(said, written) || !provesLooseQuantities(said, written)) return 'unsupported-figure';
  if (changesSense(said, written, own)) return 'changed-sense';
  if ((said.match(LINK) ?? []).some((link) => !written.includes(link))) return 'foreign-link';
  const known = new Set(written.match(NOT_PLAIN));
  return (said.match(NOT_PLAIN) ?? []).every((run) => known.has(run)) ? null : 'foreign-character';
}

/** Each alternative begins at the start of a run of its own characters, so that a long run is read once. */
const LINK =
  /(?<![a-z0-9+.-])[a-z0-9+.-]+:\/\/[\x21-\x7e]+|www\.[\x21-\x7e]+|(?<![a-z0-9.-])[a-z0-9.-]*\.[a-z]{2,}(?:\/[\x21-\x7e]*)?|@\w+|\/[a-z]\w*|<\/?[a-z][^<>]*>/gu;

/**
 * Whatever is not Han, a European digit or common punctuation: letters of other scripts, other digits (which no
 * figure is read from), emoji, combining marks, control, format and bidirectional characters, brackets of markers.
 */
const NOT_PLAIN =
  /[^\p{Script=Han}0-9０-９ \u3000，。、；：？！“”‘’（）《》〈〉「」『』—…·～~%％‰/+,.:;?!()"'–-]+/gu;

const CALENDAR: ReadonlySet<string> = new Set(['月', '日']);

function isDate({ unit, value, upTo }: Figure): boolean {
  return CALENDAR.has(unit) || (unit === '年' && value >= 1900 && upTo === undefined);
}

function provesFigures(claim: string, quote: string, dates: string): boolean {
  const inQuote = findFigures(quote);
  const all = [...inQuote, ...findFigures(dates)];
  return findFigures(claim).every((figure) =>
    isDate(figure) ? supportsFigure(all, figure) : inQuote.some((other) => isSame(figure, other)),
  );
}

/** 63101人 does not prove a bare 63101, 近5000人 not 5000人, 3至5年 not 3年. */
function isSame(claimed: Figure, quoted: Figure): boolean {
  return (
    claimed.value === quoted.value &&
    claimed.unit === quoted.unit &&
    claimed.upTo === quoted.upTo &&
    supportsFigure([quoted], claimed)
  );
}

/** How a rate is written, by what it is per. */
const RATES: readonly RegExp[] = [
  /每(?:个人|人|名|位)|人均|[/·.]人/u,
  /每(?:个)?(?:户|家)|户均|[/·.]户/u,
  /每个?月|按月|月均|月人均|[/·.]月/u,
  /每年|按年|年均|年人均|[/·.]年/u,
  /每(?:天|日)|日均|[/·.][天日]/u,
  /每亩|亩均|[/·.]亩/u,
  /每(?:个)?学期|[/·.]学期/u,
  /每学年|[/·.]学年/u,
];

function provesRates(claim: string, quote: string): boolean {
  return RATES.every((rate) => !rate.test(claim) || rate.test(quote));
}

/** Amounts that are no figures: 二十万 without a unit, 上千, 过半, 翻番. They are copied or not said. */
const LOOSE_QUANTITY =
  /[零一二两三四五六七八九十百千万亿]{2,}|[半数几上成][十百千万亿]+|一半|过半|半数|翻[一二两三]?番|[廿卅卌]/gu;

function provesLooseQuantities(claim: string, quote: string): boolean {
  const figures = findFigures(claim);
  return [...claim.matchAll(LOOSE_QUANTITY)].every(
    ({ 0: written, index }) =>
      quote.includes(written) || figures.some(({ span }) => span.start <= index && index < span.end),
  );
}

const NEGATION = /未(?!来)|没有|尚无|不再|取消/u;
const NEGATED = /(?:未(?!来)|没有|尚无|不再|不得|不能|不予|禁止|严禁)(\p{Script=Han}{2})/gu;

/** A plan told as a result, a change turned round, a figure of another year, a negation left out or put in. */
function changesSense(claim: string, quote: string, dates: string): boolean {
  if (NEGATION.test(claim) && !NEGATION.test(quote)) return true;
  if (plannedSpans(claim).length > 0 && plannedSpans(quote).length === 0) return true;
  for (const [whole, word] of new Map([...quote.matchAll(NEGATED)].map(([all, verb = '']) => [all, verb]))) {
    const elsewhere = quote.replaceAll(whole, ' ').includes(word);
    if (!elsewhere && claim.replaceAll(whole, ' ').includes(word) && !NEGATION.test(claim)) return true;
  }
  const negates = /[未没无不]|取消/u.test(claim);
  const years = new Set(findFigures(dates).flatMap((figure) => (isYear(figure) ? yearOf(figure) : [])));
  const inQuote = settingsIn(quote);
  return settingsIn(claim).some(
    (claimed) =>
      !inQuote.some(
        (quoted) =>
          isSame(claimed.figure, quoted.figure) &&
          claimed.isPlanned === quoted.isPlanned &&
          claimed.isFrom === quoted.isFrom &&
          keepsDirection(claimed, quoted) &&
          keepsYear(claimed, quoted, years) &&
          (negates || !quoted.isNegated),
      ),
  );
}

/** What the words around a figure make of it. */
interface Setting {
  readonly figure: Figure;
  readonly isPlanned: boolean;
  readonly isNegated: boolean;
  /** What a change starts from: 110元 of 由110元提高至260元. */
  readonly isFrom: boolean;
  readonly direction: 'up' | 'down' | undefined;
  /** The figure is the change itself (下降5%), not the level reached (下降至5%): without its direction it says another thing. */
  readonly isChange: boolean;
  /** The year, or the years, that the figure is of: the nearest before it in the sentence. */
  readonly year: string | undefined;
  /** 去年, 明年: a year that is not the report's own. */
  readonly isOtherYear: boolean;
}

const UP =
  '提高|提升|增长|增加|上升|上涨|上调|新增|净增|递增|增收|增幅|涨幅|扩大|[增升涨](?=[至到为了]|[约近超]?\\d)';
const DOWN = '下降|降低|减少|下调|下跌|缩减|缩小|回落|递减|降幅|减幅|[降减](?=[至到为了]|[约近超]?\\d)';
const DIRECTION = new RegExp(`(?<up>${UP})|${DOWN}`, 'gu');
const DIRECTION_AFTER = new RegExp(
  `^(?:以上|左右)?(?:的|逐步|逐年|大幅)?(?:(?<up>${UP})|${DOWN})(?:[至到为了幅]|$|[,.。;])`,
  'u',
);
const FROM_BEFORE = /[由从][^,。;:至到为]{0,12}$/u;
const FROM_AFTER = new RegExp(`^[^。;]{0,8}?(?:${UP}|${DOWN}|[至到]|调整|发展|变)`, 'u');
/** How far before a figure, in characters, a word still tells its direction; and how near the figure is the change. */
const DIRECTION_REACH = 14;
const CHANGE_REACH = 2;
const OTHER_YEAR = /去年|上年|前年|明年|次年|来年/u;

function isYear(figure: Figure): boolean {
  return figure.unit === '年' && isDate(figure);
}

/** Years since 1900 and ranges of them; 连续3年 is none. */
function yearOf({ unit, value, upTo }: Figure): string[] {
  return unit === '年' && value >= 1900 ? [`${value}-${upTo ?? value}`] : [];
}

/** The settings of all figures that are no dates, in order. */
function settingsIn(folded: string): Setting[] {
  const figures = findFigures(folded);
  const planned = plannedSpans(folded);
  let next = 0;
  let plan = 0;
  return sentences(folded).flatMap((sentence) => {
    let year: string | undefined;
    const settings: Setting[] = [];
    for (const clause of clauses(folded, sentence)) {
      const from = next;
      while ((figures[next]?.span.start ?? Number.POSITIVE_INFINITY) < clause.end) next++;
      const own = figures.slice(from, next);
      const isNegated = NEGATION.test(slice(folded, clause));
      const trailing = own.slice(-1).flatMap(yearOf)[0];
      for (const figure of own) {
        const [named] = yearOf(figure);
        year = named ?? year;
        if (named !== undefined || isDate(figure)) continue;
        const { start } = figure.span;
        while ((planned[plan]?.end ?? Number.POSITIVE_INFINITY) <= start) plan++;
        const isPlanned = (planned[plan]?.start ?? Number.POSITIVE_INFINITY) <= start;
        settings.push({
          ...{ figure, isPlanned, isNegated, year: year ?? trailing },
          ...around(figure, folded, sentence, clause),
        });
      }
    }
    return settings;
  });
}

function around({ span }: Figure, folded: string, sentence: Span, clause: Span) {
  const before = folded.slice(Math.max(clause.start, span.start - DIRECTION_REACH), span.start);
  const after = folded.slice(span.end, Math.min(sentence.end, span.end + DIRECTION_REACH));
  const word = [...before.matchAll(DIRECTION)].at(-1);
  const follows = word === undefined ? DIRECTION_AFTER.exec(after) : null;
  const told = word ?? follows;
  const between = word === undefined ? '' : before.slice(word.index + word[0].length);
  return {
    direction: told?.groups === undefined ? undefined : told.groups.up === undefined ? 'down' : 'up',
    isChange: word !== undefined && between.length <= CHANGE_REACH && !/[至到为达]/u.test(between),
    isFrom: FROM_BEFORE.test(before) && FROM_AFTER.test(after),
    isOtherYear: OTHER_YEAR.test(folded.slice(Math.max(sentence.start, span.start - 40), span.start)),
  } as const;
}

function keepsDirection(claimed: Setting, quoted: Setting): boolean {
  return claimed.direction === undefined
    ? quoted.direction === undefined || !quoted.isChange
    : claimed.direction === quoted.direction;
}

/** A quote that names no year is of the document's own, unless it says 去年. */
function keepsYear(claimed: Setting, quoted: Setting, own: ReadonlySet<string>): boolean {
  if (claimed.year === undefined || claimed.year === quoted.year) return true;
  return quoted.year === undefined && !quoted.isOtherYear && own.has(claimed.year);
}
