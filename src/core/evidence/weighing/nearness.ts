import type { Sentence } from '../../facts/sentence.ts';
import type { AskedQuestion } from '../../question/question.ts';
import type { Span } from '../../types.ts';
import { isAskedAsSum } from '../sums.ts';
import { countsAs, isTime, NO_PRICE, tellsNoPrice, type WeighedTerm, weightOf } from '../wanted.ts';

/** The figure counts a part of what stands before: 新修水窖640口，其中脱贫村210口. */
const PART_BEFORE = /其中[^。;]*$/u;
const PART_WORTH = 0.7;
/** A word of what rules a sentence is of all its figures. */
const RULING_GAP = 4;
/** The same of its title and headings, which are of other sentences too. */
const ABOVE_GAP = 15;
/** A date that opens a sentence is of all that the sentence tells, however far behind it stands. */
const OPENING_DATE_GAP = 6;

/**
 * How near the words of the subject stand to one figure that is wanted: for the best figure, the mean over the
 * subject, by weight, of `1 / (1 + gap / 10)` with the gap in characters. 0 to 1; 4127人参训 is nearer to 参训 than
 * a figure of another clause.
 */
export function nearness(asked: AskedQuestion, subject: readonly WeighedTerm[], sentence: Sentence): number {
  const { folded, ruling, above } = sentence;
  const spans = spansWanted(asked, sentence);
  if (spans.length === 0) return 0;
  const total = weightOf(subject);
  const terms = subject.map(({ term, spellings, weight }) => {
    const isIn = (text: string) => spellings.some((spelling) => text.includes(spelling));
    const isRuling = isIn(ruling) || isAskedAsSum(term, sentence);
    const outside = isRuling ? RULING_GAP : isIn(above) ? ABOVE_GAP : Number.POSITIVE_INFINITY;
    return { spellings, weight, outside };
  });
  let best = 0;
  for (const span of spans) {
    const opens = asked.wanted === 'time' && span.start <= 1;
    let sum = 0;
    for (const { spellings, weight, outside } of terms) {
      let apart = outside;
      for (const spelling of spellings) apart = Math.min(apart, gapTo(folded, spelling, span));
      const gap = opens ? Math.min(apart, OPENING_DATE_GAP) : apart;
      sum += weight / (1 + gap / 10);
    }
    const worth = PART_BEFORE.test(folded.slice(0, span.start)) ? PART_WORTH : 1;
    best = Math.max(best, (worth * sum) / total);
  }
  return best;
}

/** Where a sentence tells what is wanted: dates and durations, or figures, and that nothing is paid. */
function spansWanted(asked: AskedQuestion, { folded, figures, cells }: Sentence): Span[] {
  if (asked.wanted === 'time')
    return figures.filter((one) => isTime(asked, one, folded)).map(({ span }) => span);
  const counted = figures
    .filter((one) => countsAs(one, asked.units, folded) || (cells !== undefined && one.unit === ''))
    .map(({ span }) => span);
  if (!tellsNoPrice(asked, folded)) return counted;
  const free = [...folded.matchAll(new RegExp(NO_PRICE, 'gu'))];
  return [...counted, ...free.map(({ index, 0: word }) => ({ start: index, end: index + word.length }))];
}

/** Characters that a clause's end counts for: what stands in another clause is less likely to be of the figure. */
const CLAUSE_GAP = 8;

/**
 * Characters between a span and the nearest occurrence of `word`, ends of clauses between them counted as more;
 * Infinity when there is none.
 */
function gapTo(text: string, word: string, span: Span): number {
  let best = Number.POSITIVE_INFINITY;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const [from, to] = at >= span.end ? [span.end, at] : [at + word.length, span.start];
    let gap = Math.max(0, to - from);
    for (let behind = from; behind < to && gap < best; behind++)
      if (text[behind] === ',' || text[behind] === ';') gap += CLAUSE_GAP;
    best = Math.min(best, gap);
  }
  return best;
}
