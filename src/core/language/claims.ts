import { type Figure, findFigures, supportsFigure } from './figures.ts';
import { clauses, fold, sentences, slice } from './text.ts';

/** What a claim says that its quote does not. */
export type Unproven = 'unsupported-figure' | 'changed-sense' | 'foreign-link' | 'foreign-character';

/**
 * Compares a claim with the quote that should prove it, by what can be checked without understanding: figures with
 * unit, bound and rate; targets and negations; links; characters outside of plain Chinese. A text proves itself.
 * @param dates the documents' own dates in words, which prove a year or a day as well as the quote does.
 * @returns the first thing that is not proven; null when nothing is found.
 */
export function unprovenBy(claim: string, quote: string, dates: string): Unproven | null {
  const said = fold(claim);
  const written = fold(quote);
  if (!provesFigures(said, written, fold(dates))) return 'unsupported-figure';
  if (!provesRates(said, written) || !provesLooseQuantities(said, written)) return 'unsupported-figure';
  if (changesSense(said, written)) return 'changed-sense';
  if ((said.match(LINK) ?? []).some((link) => !written.includes(link))) return 'foreign-link';
  const known = new Set(written.match(NOT_PLAIN));
  return (said.match(NOT_PLAIN) ?? []).every((run) => known.has(run)) ? null : 'foreign-character';
}

const LINK =
  /[a-z][a-z0-9+.-]*:\/\/[\x21-\x7e]+|www\.[\x21-\x7e]+|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?:\/[\x21-\x7e]*)?|@\w+|\/[a-z]\w*|<\/?[a-z][^>]*>/gu;

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
  const inDates = findFigures(dates);
  return findFigures(claim).every((figure) => {
    if (isDate(figure)) return supportsFigure([...inQuote, ...inDates], figure);
    return supportsFigure(
      inQuote.filter((other) => isAsExact(figure, claim, other, quote)),
      figure,
    );
  });
}

/** 63101人 does not prove a bare 63101, 近5000人 not 5000人, 3至5户 not 3户. */
function isAsExact(figure: Figure, claim: string, other: Figure, quote: string): boolean {
  return (
    figure.unit === other.unit &&
    (figure.upTo === undefined) === (other.upTo === undefined) &&
    boundOf(figure, claim) === boundOf(other, quote)
  );
}

function boundOf(figure: Figure, folded: string): 'exact' | 'least' | 'most' | 'about' {
  if (!figure.approximate) return 'exact';
  const written = slice(folded, figure.span);
  if (/超|逾|余|多|以上|至少|最低/u.test(written)) return 'least';
  return /近|不到|以下|以内|最高/u.test(written) ? 'most' : 'about';
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

const TARGET = /力争|计划(?!生育)|预计|目标|(?<![模虚])拟|将(?!军)/u;
const RESULT = /已|完成|实现|达到|截至|累计|了/u;
const NEGATION = /未(?!来)|没有|尚无|不再|取消/u;
const NEGATED = /(?:未(?!来)|没有|尚无|不再|不得|不能|不予|禁止|严禁)(\p{Script=Han}{2})/gu;

/** A target told as a result or the other way round, a negation left out or put in. */
function changesSense(claim: string, quote: string): boolean {
  if (TARGET.test(claim) && !TARGET.test(quote)) return true;
  if (NEGATION.test(claim) && !NEGATION.test(quote)) return true;
  for (const [whole, word = ''] of quote.matchAll(NEGATED)) {
    const elsewhere = quote.replaceAll(whole, ' ').includes(word);
    if (!elsewhere && claim.replaceAll(whole, ' ').includes(word) && !NEGATION.test(claim)) return true;
  }
  const inQuote = findFigures(quote);
  return findFigures(claim)
    .filter((figure) => !isDate(figure))
    .some((figure) => {
      const settings = inQuote
        .filter((other) => supportsFigure([other], figure))
        .map((other) => settingOf(other, quote));
      const always = (sign: 'isTarget' | 'isNegated') =>
        settings.length > 0 && settings.every((setting) => setting[sign]);
      return (
        (always('isTarget') && !TARGET.test(claim)) ||
        (always('isNegated') && !/[未没无不]|取消/u.test(claim))
      );
    });
}

/** What the clause of a figure, and for a target the sentence up to it, make of it. */
function settingOf({ span }: Figure, quote: string): { isTarget: boolean; isNegated: boolean } {
  const holds = ({ start, end }: { start: number; end: number }) => start <= span.start && span.start < end;
  const sentence = sentences(quote).find(holds) ?? { start: 0, end: quote.length };
  const own = clauses(quote, sentence).find(holds) ?? sentence;
  const clause = slice(quote, own);
  const before = quote.slice(sentence.start, own.start);
  return {
    isTarget: TARGET.test(clause) || (TARGET.test(before) && !RESULT.test(clause)),
    isNegated: NEGATION.test(clause),
  };
}
