import { shareOf, stands, type WeighedTerm } from '../evidence/wanted.ts';
import type { HeldPaper, PaperNumber } from '../facts/corpus.ts';
import { foldedAt } from '../facts/document.ts';
import { mayHold } from '../papers.ts';
import type { AskedQuestion } from '../question/question.ts';
import type { ReplyDeps } from '../reply/parts.ts';
import { isSameNumber, namingWords } from './asked.ts';
import { placesAboveIn } from './naming.ts';

/** Every paper of the places asked, the corpus's documents first to last. */
export function papersIn(
  { places }: Pick<AskedQuestion, 'places'>,
  { knowledge: { papers } }: Pick<ReplyDeps, 'knowledge'>,
): readonly HeldPaper[] {
  if (places.length === 0) return papers;
  return papers.filter(({ paper }) => paper.place !== undefined && places.includes(paper.place));
}

/** The papers that hold for the places asked without being theirs: of the city or province above, or of no known place. */
function papersAbove({ places }: AskedQuestion, { knowledge, gazetteer }: ReplyDeps): readonly HeldPaper[] {
  if (places.length === 0) return [];
  const above = new Set(places.flatMap(placesAboveIn(gazetteer)));
  return knowledge.papers.filter(({ paper: { place } }) => place === undefined || above.has(place));
}

/** Least share of the naming words of a question, by weight, that the title of the paper meant holds. 0 to 1. */
export const NAMED = 0.6;

/**
 * The papers whose titles hold most of what a question calls them by, or what it shortens; those in force where there are
 * any. Of the places asked; where these have none, of the places above them and of no known place.
 */
export function papersMeant(
  asked: AskedQuestion,
  subject: readonly WeighedTerm[],
  deps: ReplyDeps,
  ways: readonly Way[] = BY_TITLE,
): HeldPaper[] {
  const naming = namingWords(subject, asked.written);
  // Without a word to call it by all ways are one, and one word alone stands in many texts.
  for (const papers of [papersIn(asked, deps), papersAbove(asked, deps)])
    for (const way of ways.slice(0, naming.length + 1)) {
      const meant = bestNamed(papers, naming, asked, way);
      const inForce = meant.filter((held) => mayHold(deps.standingOf(held.document, held.span)));
      if (meant.length > 0) return inForce.length > 0 ? inForce : meant;
    }
  return [];
}

/** The papers of a number; of one that says no year, of the places and years asked. */
export function papersOfNumber(
  number: PaperNumber,
  { places, years }: Pick<AskedQuestion, 'places' | 'years'>,
  deps: ReplyDeps,
): HeldPaper[] {
  const isWhole = number.year !== undefined;
  return papersIn({ places: isWhole ? [] : places }, deps).filter(
    ({ number: own }) =>
      own !== undefined &&
      isSameNumber(own, number) &&
      (isWhole || years.length === 0 || years.includes(own.year ?? 0)),
  );
}

/** For a paper whether it may be called by a word. */
type Way = (held: HeldPaper) => (word: string) => boolean;

const asWritten: Way = (held) => (word) => stands(word, held.folded);
const shortened: Way = (held) => (word) => isShortFor(held.folded, word);
function byWhatItSays(held: HeldPaper): (word: string) => boolean {
  const text = foldedAt(held.document, held.span);
  return (word) => isShortFor(held.folded, word) || text.includes(word);
}

/** How a question calls a paper by its title, the plainest first. */
export const BY_TITLE: readonly Way[] = [asWritten, shortened];
/** By its title, or by what it says: 调停车费的文件 of one on 停车服务收费. */
export const BY_TEXT: readonly Way[] = [...BY_TITLE, byWhatItSays];

function bestNamed(
  papers: readonly HeldPaper[],
  naming: readonly WeighedTerm[],
  { years }: AskedQuestion,
  way: Way,
): HeldPaper[] {
  const shareNamed = (held: HeldPaper) => {
    if (years.length > 0 && !years.some((year) => isOfYear(held, year))) return 0;
    return naming.length === 0 ? 1 : shareOf(naming, way(held));
  };
  const scored = papers.map((held) => ({ held, share: shareNamed(held) }));
  const best = scored.reduce((most, { share }) => Math.max(most, share), 0);
  if (naming.length > 0 && best < NAMED) return [];
  return scored.filter(({ share }) => share >= best - 1e-9).map(({ held }) => held);
}

/** A title that is named with its year is of that year; one without a year of that in which the paper was issued. */
function isOfYear({ folded, paper: { issuedOn = '' } }: HeldPaper, year: number): boolean {
  return /(?:19|20)\d{2}/u.test(folded) ? folded.includes(String(year)) : issuedOn.startsWith(String(year));
}

/** 禁放 for 禁止燃放: two characters, each of a word of two. */
function isShortFor(title: string, word: string): boolean {
  if (stands(word, title)) return true;
  const [first = '', second = '', ...more] = word;
  const at = more.length > 0 || second === '' ? -1 : title.indexOf(first);
  return at >= 0 && title.slice(at + 2, at + 4).includes(second);
}
