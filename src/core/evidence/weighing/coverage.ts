import type { Sentence } from '../../facts/sentence.ts';
import type { AskedQuestion } from '../../question/question.ts';
import { isAskedAsSum, isTotal } from '../sums.ts';
import type { WeighedTerm } from '../wanted.ts';
import { ownCells } from './cells.ts';

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
/** What a word is worth that stands in what rules a sentence. 0 to 1. */
const RULING_WORTH = 0.95;

/**
 * How far a sentence speaks of a subject, by weight. A word in headings or the sentence beside it is worth `contextWorth`
 * (0 to 1); `isKnown` tells whether a word stands anywhere in the texts of the sentence's place, and `isUnsaid` whether the
 * sentence is of it without saying it.
 */
export function coverageOf(
  subject: readonly WeighedTerm[],
  sentence: Sentence,
  contextWorth: number,
  isKnown: (term: WeighedTerm) => boolean,
  isUnsaid: (term: WeighedTerm) => boolean = () => false,
): Coverage {
  const { unmarked, merged, ruling, above, beside } = sentence;
  const around = [
    [RULING_WORTH, ruling],
    [contextWorth, above],
    [contextWorth, beside],
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
  let covered = 0;
  let said = 0;
  let unsaid = 0;
  let own = 0;
  let isNamed = false;
  const missing: string[] = [];
  let elsewhere = 0;
  let foreign = 0;
  for (const { term, named, here, degree } of degrees) {
    const { weight, topicWeight } = term;
    if (degree === 0 && isOfMatter && isUnsaid(term)) {
      unsaid += weight;
      continue;
    }
    said += weight;
    own += weight * here;
    isNamed ||=
      weight >= NAMING_WEIGHT &&
      Math.max(here, matchDegree(named, merged)) >= NAMED &&
      !isOfColumn(term.term, sentence);
    covered += weight * degree;
    if (degree > 0) continue;
    if (term.term.length > 1) missing.push(term.term);
    if (isKnown(term)) elsewhere = Math.max(elsewhere, topicWeight);
    else foreign = Math.max(foreign, topicWeight);
  }
  // What need not be said counts as far as the rest does.
  covered += said === 0 ? 0 : (unsaid * covered) / said;
  return { covered, own, isNamed, missing, elsewhere, foreign };
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
  if (sentence.cells === undefined || spellings.every((spelling, at) => at === 0 || spelling.length > 1))
    return spellings;
  const told = [...ownCells(sentence), ...sentence.merged.split('\n')];
  return spellings.filter(
    (spelling, at) => at === 0 || spelling.length > 1 || told.some((cell) => cell.endsWith(spelling)),
  );
}

/**
 * How far a text holds one of the spellings: 1 whole, 0.9 for both halves of four characters (危房改造 in
 * 改造农村危房), else for three characters and more the share of its character
 * pairs times 0.8 (贫困发生率 against 贫困率), 0 for two characters that are not there.
 */
function matchDegree(spellings: readonly string[], folded: string): number {
  let best = 0;
  for (const [at, spelling] of spellings.entries()) {
    if (folded.includes(spelling)) return at === 0 ? 1 : 0.95;
    if (
      spelling.length === 4 &&
      folded.includes(spelling.slice(0, 2)) &&
      folded.includes(spelling.slice(2))
    ) {
      best = Math.max(best, 0.9);
    }
    if (at > 0 || spelling.length < 3) continue;
    let pairs = 0;
    for (let index = 0; index + 1 < spelling.length; index++) {
      if (folded.includes(spelling.slice(index, index + 2))) pairs++;
    }
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
  for (const subject of kept.subjects) {
    const terms = weigh({ subject, topic: subject.join('') });
    const named = rows.flatMap(({ sentence, coverage }) => {
      // A column that its table lacks is none of this row.
      if (kept.isAssumed && coverage.missing.length > 0) return [];
      const { isNamed, own } = coverageOf(terms, sentence, 0, () => false);
      return isNamed ? [{ sentence, own }] : [];
    });
    const most = Math.max(...named.map(({ own }) => own));
    if (named.length > 0)
      return new Set(named.filter(({ own }) => own === most).map(({ sentence }) => sentence));
  }
  return new Set();
}
