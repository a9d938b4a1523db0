import { type Facts, factsOf } from '../facts/facts.ts';
import { type CalendarDate, datesReport } from '../language/figures/dates.ts';
import type { Label } from '../language/figures/labels.ts';
import { type Figure, hiddenNumbersIn } from '../language/figures.ts';
import { type LabelledFigure, NEGATION, yearsOf } from '../language/labelled.ts';
import { relativeYearWords } from '../language/relative-years.ts';
import { fold } from '../language/text.ts';
import { exchangesKind, exchangesWord, labelKeeper } from './fit.ts';
import { closesList, exchangesPhone, turnsRound } from './senses.ts';

/** What a claim says that its quote does not. */
export type Unproven = 'unsupported-figure' | 'changed-sense' | 'foreign-link' | 'foreign-character';

/**
 * Compares a claim with the quote that should prove it, by what can be checked without understanding: figures with
 * unit, bound and rate; plans, changes, years and negations; links; characters outside of plain Chinese. A text proves itself.
 * @param dates the document's dates in words and the years of its title, which prove a year or a day where the quote names none.
 * @param about its place and title: words that a claim may take over.
 * @param isUnderPlan what stands above the quote says that it is still to come.
 * @returns the first thing that is not proven; null when nothing is found.
 */
export function unprovenBy(
  claim: string,
  quote: string,
  dates: string,
  about = '',
  isUnderPlan = false,
): Unproven | null {
  if (claim === quote) return null;
  const said = factsOf(fold(claim));
  const written = factsOf(fold(quote), isUnderPlan);
  const own = factsOf(fold(dates));
  if (!provesFigures(said, written, own)) return 'unsupported-figure';
  if (!provesHiddenNumbers(said.folded, written.folded)) return 'unsupported-figure';
  if (!provesRates(said, written) || !provesLooseQuantities(said, written)) return 'unsupported-figure';
  if (exchangesPhone(said.folded, written.folded)) return 'changed-sense';
  if (changesSense(said, written, { dates: own, about: fold(about) })) return 'changed-sense';
  if ((said.folded.match(LINK) ?? []).some((link) => !written.folded.includes(link))) return 'foreign-link';
  const known = new Set(written.folded.match(NOT_PLAIN));
  return (said.folded.match(NOT_PLAIN) ?? []).every((run) => known.has(run)) ? null : 'foreign-character';
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

function provesFigures(claim: Facts, quote: Facts, dates: Facts): boolean {
  const inDates = new Set(claim.dates.flatMap((date) => [...date.values()]));
  return (
    provesDates(claim, quote, dates) &&
    claim.figures.every(
      (figure) => inDates.has(figure) || quote.figures.some((other) => isSame(figure, other)),
    )
  );
}

/**
 * Whether each date of a claim stands in its quote: part by part in one date there, so that the month of one and the
 * year of another make no third, and no end of a range is told alone. A date without a year is of the last year named
 * before it, else of the document's. The document's own date may be
 * added where the quote names no year, and to name the report (2018年的报告).
 * @param own the document's dates in words. All folded.
 */
function provesDates(claim: Facts, quote: Facts, { dates: ofDocument }: Facts): boolean {
  const inQuote = withYears(quote.dates, ofDocument);
  const namesYear = quote.dates.some((date) => date.has('年'));
  return claim.dates.every((date) => {
    const isQuoted = inQuote.some((other) => includes(other, date));
    const isOwn = ofDocument.some((other) => includes(other, date));
    return isQuoted || (isOwn && (!namesYear || datesReport(claim.folded, date)));
  });
}

function includes(whole: CalendarDate, part: CalendarDate): boolean {
  return [...part].every(([name, { value, upTo, per }]) => {
    const figure = whole.get(name);
    return figure?.value === value && figure.upTo === upTo && figure.per === per;
  });
}

function withYears(dates: readonly CalendarDate[], ofDocument: readonly CalendarDate[]): CalendarDate[] {
  let year: Figure | undefined;
  return dates.flatMap((date) => {
    year = date.get('年') ?? year;
    if (date.has('年')) return [date];
    const years = year === undefined ? ofDocument.flatMap((own) => own.get('年') ?? []) : [year];
    return [date, ...years.map((one) => new Map(date).set('年', one))];
  });
}

/** 138****0000 is said sign for sign or not at all. */
function provesHiddenNumbers(claim: string, quote: string): boolean {
  const known = new Set(hiddenNumbersIn(quote));
  return hiddenNumbersIn(claim).every((number) => known.has(number));
}

/** 4127人 does not prove a bare 4127, near 5000 not 5000人, 3至5年 not 3年, 315元/人·月 not 315元 nor 315元/人·年. */
function isSame(claimed: Figure, quoted: Figure): boolean {
  return (
    claimed.value === quoted.value &&
    claimed.unit === quoted.unit &&
    claimed.upTo === quoted.upTo &&
    claimed.bound === quoted.bound &&
    rateOf(claimed) === rateOf(quoted)
  );
}

function rateOf({ per }: Figure): string {
  return (per ?? '').split('·').sort().join('·');
}

const RATE = /每个?([人名户月年天日亩])|([人户月年亩])均(?!衡)/gu;

/** Rates without a figure too: 每月一例会 is not 每年一例会. */
function provesRates(claim: Facts, quote: Facts): boolean {
  const known = ratesIn(quote);
  return [...ratesIn(claim)].every((rate) => known.has(rate));
}

function ratesIn({ folded, figures }: Facts): Set<string> {
  const told = [...folded.matchAll(RATE)].map(([, each, mean]) => each ?? mean ?? '');
  const ofFigures = figures.flatMap(({ per }) => per?.split('·') ?? []);
  return new Set([...told, ...ofFigures].map((unit) => unit.replace('名', '人').replace('天', '日')));
}

/** Amounts that are no figures: 二十万 without a unit, 上千, 过半, 翻番. They are copied or not said. */
const LOOSE_QUANTITY =
  /[零一二两三四五六七八九十百千万亿]{2,}|[半数几上成][十百千万亿]+|一半|过半|半数|翻[一二两三]?番|[廿卅卌]/gu;

function provesLooseQuantities({ folded, figures }: Facts, quote: Facts): boolean {
  return [...folded.matchAll(LOOSE_QUANTITY)].every(
    ({ 0: written, index }) =>
      quote.folded.includes(written) || figures.some(({ span }) => span.start <= index && index < span.end),
  );
}

/** A part of a county told as the whole of it. */
const WHOLE = /全[县省市国]/u;
const PART = /(?<![各个多少困进先每全下到的])\p{Script=Han}{2}(?:[乡镇]|街道|社区)(?!村)/u;

/** What a document says outside of the quote. */
interface Known {
  readonly dates: Facts;
  readonly about: string;
}

/** A plan told as a result, a change turned round, a figure of another year or label, a negation left out or put in. */
function changesSense(said: Facts, written: Facts, { dates, about }: Known): boolean {
  const { folded: claim, quantities: inClaim } = said;
  const { folded: quote, quantities: inQuote, isUnderPlan } = written;
  if (NEGATION.test(claim) && !NEGATION.test(quote)) return true;
  if (!isUnderPlan && said.planned.length > 0 && written.planned.length === 0) return true;
  if (relativeYearWords(claim).some((word) => !quote.includes(word))) return true;
  if (turnsRound(claim, quote) || closesList(claim, quote)) return true;
  if (WHOLE.test(claim) && !WHOLE.test(quote) && PART.test(quote) && !PART.test(claim)) return true;
  const negates = /[未没无不]|取消/u.test(claim);
  const years = new Set(dates.figures.flatMap(yearsOf));
  if (inClaim.length > 0 && (exchangesWord(said, quote, about) || exchangesKind(claim, quote))) return true;
  const keepsLabel = labelKeeper(inQuote, `${quote}\n${about}`);
  return inClaim.some(
    (claimed) =>
      !inQuote.some(
        (quoted) =>
          isSame(claimed.figure, quoted.figure) &&
          claimed.isPlanned === quoted.isPlanned &&
          claimed.isFrom === quoted.isFrom &&
          keepsDirection(claimed, quoted) &&
          keepsYear(claimed, quoted, years) &&
          (negates || !quoted.isNegated) &&
          (quoted.isNegated || !claimed.isNegated) &&
          keepsPlaceInList(claimed.label, quoted.label) &&
          claimed.label.conditions.every((one) =>
            quoted.label.conditions.some((other) => isSame(one, other)),
          ) &&
          keepsLabel(claimed, quoted),
      ),
  );
}

function keepsDirection(claimed: LabelledFigure, quoted: LabelledFigure): boolean {
  return claimed.direction === undefined
    ? quoted.direction === undefined || !quoted.isChange
    : claimed.direction === quoted.direction;
}

/** The nth of a list stays the nth of a list as long. */
function keepsPlaceInList({ nth: claimed }: Label, { nth: quoted }: Label): boolean {
  return (
    claimed === undefined || quoted === undefined || claimed.of !== quoted.of || claimed.at === quoted.at
  );
}

/** A quote that names no year is of the document's own, unless it says 去年. */
function keepsYear(claimed: LabelledFigure, quoted: LabelledFigure, own: ReadonlySet<string>): boolean {
  if (claimed.year === undefined || claimed.year === quoted.year) return true;
  return quoted.year === undefined && !quoted.isOtherYear && own.has(claimed.year);
}
