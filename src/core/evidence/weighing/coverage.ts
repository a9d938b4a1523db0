import type { Sentence } from '../../facts/sentence.ts';
import type { AskedQuestion } from '../../question/question.ts';
import type { Span } from '../../types.ts';
import { isAskedAsSum, isTotal, ownCells } from '../sums.ts';
import {
  countsAs,
  holds,
  isTime,
  NO_PRICE,
  stands,
  tellsNoPrice,
  type WeighedTerm,
  weightOf,
} from '../wanted.ts';

/** How far a sentence speaks of a subject. */
export interface Coverage {
  /** What the words weigh that stand in it or in what it must be read under. */
  readonly covered: number;
  /** What those weigh that stand in the sentence itself. */
  readonly own: number;
  /** A word that tells rows apart stands in the sentence itself, or in a cell above that goes over it. */
  readonly isNamed: boolean;
  /** Words that stand neither in it nor in what it must be read under, those of one character left out. */
  readonly missing: readonly string[];
  /** The most that a word which it lacks counts against it: one that other sentences of its place know. 0 to 1. */
  readonly elsewhere: number;
  /** The same of one that its place does not know. 0 to 1. */
  readonly foreign: number;
}

/** How far, and of what weight, a word of the subject must stand in a row for the row to be named by it. 0 to 1. */
const NAMED = 0.9;
const NAMING_WEIGHT = 0.3;
/** From here on a word stands in a sentence by most of its name. 0 to 1. */
const HALF_NAMED = 0.5;
/** What a word is worth that stands in what rules a sentence, or only in the headings or the sentence beside it. 0 to 1. */
const RULING_WORTH = 0.95;
const CONTEXT_WORTH = 0.7;

/**
 * How far a sentence speaks of a subject, by weight. `isKnown` tells whether a word stands anywhere in the texts of the
 * sentence's place, and `isUnsaid` whether the sentence is of it without saying it.
 */
export function coverageOf(
  subject: readonly WeighedTerm[],
  sentence: Sentence,
  isKnown: (term: WeighedTerm) => boolean,
  isUnsaid: (term: WeighedTerm) => boolean = () => false,
): Coverage {
  const { unmarked, merged, ruling, above, beside } = sentence;
  const around = [
    [RULING_WORTH, ruling],
    [CONTEXT_WORTH, above],
    [CONTEXT_WORTH, beside],
  ] as const;
  const degrees = subject.map((term) => {
    const named = spellingsIn(sentence, term.spellings);
    const here = isAskedAsSum(term.term, sentence) ? 1 : matchDegree(named, unmarked);
    let degree = here;
    // What is worth no more than a word is already is not looked at.
    for (const [worth, text] of around)
      if (degree < worth) degree = Math.max(degree, worth * matchDegree(term.spellings, text));
    return { term, named, here, degree };
  });
  // A part of the rules is that of another matter where the matter stands there by a part of its name: 救助 of 临时救助.
  const isOfMatter = degrees.every(
    ({ term, degree }) => isUnsaid(term) || term.topicWeight === 0 || degree === 0 || degree >= HALF_NAMED,
  );
  const said = degrees.filter(({ term, degree }) => degree > 0 || !isOfMatter || !isUnsaid(term));
  const lacking = said.filter(({ degree }) => degree === 0).map(({ term }) => term);
  const sum = (worth: (one: (typeof said)[number]) => number) =>
    said.reduce((all, one) => all + one.term.weight * worth(one), 0);
  const covered = sum(({ degree }) => degree);
  const weightSaid = sum(() => 1);
  const unsaid = weightOf(degrees.filter((one) => !said.includes(one)).map(({ term }) => term));
  const heaviest = (terms: readonly WeighedTerm[]) =>
    Math.max(0, ...terms.map(({ topicWeight }) => topicWeight));
  return {
    // What need not be said counts as far as the rest does.
    covered: covered + (weightSaid === 0 ? 0 : (unsaid * covered) / weightSaid),
    own: sum(({ here }) => here),
    isNamed: said.some(
      ({ term: { term, weight }, named, here }) =>
        weight >= NAMING_WEIGHT &&
        Math.max(here, matchDegree(named, merged)) >= NAMED &&
        !isOfColumn(term, sentence),
    ),
    missing: lacking.map(({ term }) => term).filter((word) => word.length > 1),
    elsewhere: heaviest(lacking.filter(isKnown)),
    foreign: heaviest(lacking.filter((term) => !isKnown(term))),
  };
}

/** Whether the name of a column has a word of a row, as 养护方式 has 养护: it is every row's, and names none. */
function isOfColumn(word: string, { cells, ruling }: Sentence): boolean {
  return cells !== undefined && ruling.split('\n').some((line) => line.includes('\t') && line.includes(word));
}

/**
 * The spellings that count in a sentence itself. A row is full of names: a word of one character that stands for another
 * (花 for 投资) counts there at the end of a cell alone, and not in 桃花镇.
 */
function spellingsIn(sentence: Sentence, spellings: readonly string[]): readonly string[] {
  if (sentence.cells === undefined) return spellings;
  const endsCell = (spelling: string) =>
    [...ownCells(sentence), ...sentence.merged.split('\n')].some((cell) => cell.endsWith(spelling));
  return spellings.filter((spelling, at) => at === 0 || spelling.length > 1 || endsCell(spelling));
}

/**
 * How far a text holds one of the spellings: 1 whole, 0.9 for both halves of four characters (危房改造 in
 * 改造农村危房), else for three characters and more the share of its character pairs times 0.8 (贫困发生率 against 贫困率), 0 for
 * two characters that are not there.
 */
function matchDegree(spellings: readonly string[], folded: string): number {
  let best = 0;
  for (const [at, spelling] of spellings.entries()) {
    if (folded.includes(spelling)) return at === 0 ? 1 : 0.95;
    if (stands(spelling, folded)) best = Math.max(best, 0.9);
    if (at > 0 || spelling.length < 3) continue;
    let pairs = 0;
    for (let index = 0; index + 1 < spelling.length; index++)
      if (folded.includes(spelling.slice(index, index + 2))) pairs++;
    best = Math.max(best, (0.8 * pairs) / (spelling.length - 1));
  }
  return best;
}

/**
 * The rows that a question leaves to earlier turns: where it names none itself, those that the newest turn which names some
 * names by most of its words.
 * @param weigh weighs the words of a turn.
 */
export function keptRows(
  { kept }: Pick<AskedQuestion, 'kept'>,
  met: readonly { readonly sentence: Sentence; readonly coverage: Coverage }[],
  weigh: (words: Pick<AskedQuestion, 'subject' | 'topic'>) => readonly WeighedTerm[],
): ReadonlySet<Sentence> {
  if (kept === undefined) return new Set();
  const rows = met.filter(({ sentence }) => sentence.cells !== undefined && !isTotal(sentence));
  if (rows.some(({ coverage }) => coverage.isNamed)) return new Set();
  // A column that its table lacks is none of a row.
  const mayBeKept = rows.filter(({ coverage }) => !kept.isAssumed || coverage.missing.length === 0);
  for (const subject of kept.subjects) {
    const terms = weigh({ subject, topic: subject.join('') });
    const named = mayBeKept
      .map(({ sentence }) => ({ sentence, ...coverageOf(terms, sentence, () => false) }))
      .filter(({ isNamed }) => isNamed);
    const most = Math.max(...named.map(({ own }) => own));
    if (named.length > 0)
      return new Set(named.filter(({ own }) => own === most).map(({ sentence }) => sentence));
  }
  return new Set();
}

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
  const terms = subject.map((term) => {
    const isRuling = holds(ruling, term) || isAskedAsSum(term.term, sentence);
    return {
      term,
      outside: isRuling ? RULING_GAP : holds(above, term) ? ABOVE_GAP : Number.POSITIVE_INFINITY,
    };
  });
  const nearnessTo = (span: Span) => {
    const opens = asked.wanted === 'time' && span.start <= 1;
    const most = opens ? OPENING_DATE_GAP : Number.POSITIVE_INFINITY;
    const sum = terms.reduce((all, { term: { spellings, weight }, outside }) => {
      const gaps = spellings.map((spelling) => gapTo(folded, spelling, span));
      return all + weight / (1 + Math.min(most, outside, ...gaps) / 10);
    }, 0);
    const worth = PART_BEFORE.test(folded.slice(0, span.start)) ? PART_WORTH : 1;
    return (worth * sum) / weightOf(subject);
  };
  return Math.max(0, ...spansWanted(asked, sentence).map(nearnessTo));
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
