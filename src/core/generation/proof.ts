import type { Facts } from '../facts/facts.ts';
import type { Sentence } from '../facts/sentence.ts';
import { readUnder } from '../facts/sentence.ts';
import { contentRuns, pairsOf, withoutFigures } from '../language/content.ts';
import { figuresIn, supportsFigure } from '../language/figures.ts';
import { clauses, contains, fold, slice } from '../language/text.ts';
import { kindOf, shortName } from '../places/place.ts';
import type { Knowledge } from '../ports.ts';
import type { Passage } from '../types.ts';

/** Least share of a claim's character pairs that its proof must hold. */
const MIN_OVERLAP = 0.6;
/** The same for each clause, list item and bracket of it. */
const MIN_PART_OVERLAP = 0.5;
/** Pairs in a row that the proof lacks: five characters of the model's own. */
const MAX_NEW_PAIRS = 4;
/** Sentences of one passage that prove one claim, at most. */
const MAX_PROOF = 3;
/** Words of time that hold no figure: a sentence that has one of a claim's earns its place beside the first. */
const TIME_WORDS = /近年来|近[几两三]年来?|[今去前明]年|目前|当前|年底|上半年|下半年/gu;
/** New pairs that earn a sentence its place beside the first. */
const MIN_GAIN = 3;
const FIGURE_GAIN = 10;
const TIME_GAIN = 3;

/** The fewest sentences of a passage that hold the figures and the words of a claim, in order of the text. */
export function provingSentences(
  claim: Facts,
  passage: Passage,
  knowledge: Pick<Knowledge, 'sentencesOf'>,
): Sentence[] {
  const left = withoutOtherRows(claim.folded, knowledge.sentencesOf(passage));
  const chosen: Sentence[] = [];
  let pairs = contentRuns(withoutFigures(claim.folded, claim.figures)).flatMap(pairsOf);
  const inDates = new Set(claim.dates.flatMap((date) => [...date.values()].map(({ span }) => span.start)));
  let figures = claim.figures.filter(({ span }) => !inDates.has(span.start));
  let times: readonly string[] = claim.folded.match(TIME_WORDS) ?? [];
  while (chosen.length < MAX_PROOF) {
    let best: { sentence: Sentence; gain: number } | undefined;
    for (const sentence of left) {
      const proven = figures.filter((figure) => supportsFigure(sentence.figures, figure)).length;
      const held = new Set(pairs.filter((pair) => sentence.folded.includes(pair))).size;
      const timed = times.filter((word) => sentence.folded.includes(word)).length;
      const gain = FIGURE_GAIN * proven + TIME_GAIN * timed + held;
      if (best === undefined || gain > best.gain) best = { sentence, gain };
    }
    if (best === undefined || best.gain < (chosen.length === 0 ? 1 : MIN_GAIN)) break;
    const { sentence } = best;
    chosen.push(sentence);
    left.splice(left.indexOf(sentence), 1);
    pairs = pairs.filter((pair) => !sentence.folded.includes(pair));
    figures = figures.filter((figure) => !supportsFigure(sentence.figures, figure));
    times = times.filter((word) => !sentence.folded.includes(word));
  }
  return chosen.sort((a, b) => a.span.start - b.span.start);
}

/** The sentences, of rows only those that a claim names most cells of: a row's figure is told of no other row. */
function withoutOtherRows(said: string, sentences: readonly Sentence[]): Sentence[] {
  const named = ({ folded }: Sentence) =>
    folded.split('\t').filter((cell) => /\p{Script=Han}{2}/u.test(cell) && said.includes(cell.trim())).length;
  const rows = sentences.filter(({ cells }) => cells !== undefined);
  const most = Math.max(0, ...rows.map(named));
  return sentences.filter((one) => one.cells === undefined || named(one) === most);
}

/**
 * True when a claim is put together from the words of its proof: as a whole, in every part between commas, list marks
 * and brackets, with no stretch of its own words; and each clause's figures stand in one sentence with its words.
 */
export function isWordedBy({ folded: claim, quantities }: Facts, proof: readonly Sentence[]): boolean {
  // Not its title: what somebody writes into one, as an order, would be proven.
  const above = proof.flatMap(({ passage: { place = '' }, headings }) => [place, ...headings]);
  const about = [...new Set(above)].map(fold).join('\n');
  const known = [about, ...proof.map(readUnder)].join('\n');
  if (overlap(claim, known) < MIN_OVERLAP) return false;
  if (longestNewRun(withoutPlaces(claim, proof), known) >= MAX_NEW_PAIRS) return false;
  const parts = claim.split(/[,，、:：;；()（）“”"《》「」\s和与及或-]+/u);
  if (parts.some((part) => overlap(part, known) < MIN_PART_OVERLAP)) return false;
  return clauses(claim).every((span) => {
    const clause = slice(claim, span);
    const figures = quantities.map(({ figure }) => figure).filter((figure) => contains(span, figure.span));
    return (
      figures.length === 0 ||
      proof.some(
        (sentence) =>
          figures.every((figure) => supportsFigure(sentence.figures, figure)) &&
          overlap(clause, `${about}\n${readUnder(sentence)}`) >= MIN_PART_OVERLAP,
      )
    );
  });
}

/** A claim with blanks for the names of the places that its proof is of: what stands beside them is not one word with them. */
function withoutPlaces(claim: string, proof: readonly Sentence[]): string {
  const names = proof.flatMap(({ passage: { place } }) =>
    place === undefined ? [] : [place, `${shortName(place)}${kindOf(place)}`, shortName(place)],
  );
  return names.reduce((left, name) => left.replaceAll(name, ' '), claim);
}

/** Share of a text's character pairs that `known` (folded) holds: 0 to 1; 1 for a text without any. */
function overlap(text: string, known: string): number {
  const pairs = contentRuns(withoutFigures(text, figuresIn(text))).flatMap(pairsOf);
  return pairs.length === 0 ? 1 : pairs.filter((pair) => known.includes(pair)).length / pairs.length;
}

function longestNewRun(text: string, known: string): number {
  let longest = 0;
  for (const run of contentRuns(withoutFigures(text, figuresIn(text)))) {
    let length = 0;
    for (const pair of pairsOf(run)) {
      length = known.includes(pair) ? 0 : length + 1;
      longest = Math.max(longest, length);
    }
  }
  return longest;
}
