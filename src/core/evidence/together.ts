import { kept } from '../facts/once.ts';
import { bigramTerms } from '../language/terms.ts';
import type { Standings } from '../papers.ts';
import type { Knowledge } from '../ports.ts';
import type { AskedQuestion } from '../question/question.ts';
import { isEligible } from './answering.ts';
import { cosine, type Evidence } from './evidence.ts';
import { type Holding, inForceFirst, newestOf } from './excerpts/newest.ts';
import { NO_PRICE, type WeighedTerm, weightOf } from './wanted.ts';

/** The best of each side that are held against those of the others. */
const MOST_TRIED = 10;
/** What it counts, in the score of a sentence, how far it is the counterpart of another. */
const WORTH = { vectors: 0.15, words: 0.5, headings: 0.4, units: 0.5, subject: 0.8 } as const;
/** What it costs not to have the form that is asked for: 不补助 is told instead of how much. */
const OF_OTHER_FORM = 1;
/** So much less in the score, a sentence is not tried in place of the best of its side. */
const MUCH_LESS = 0.6;
/** From this likeness on, what is the counterpart of an answer answers too, unless there is next to nothing for it. */
const COUNTERPART = 0.7;
const LEAST_CONFIDENCE = 0.15;
/** Below this likeness to what answers for another place, the reader's word alone makes nothing an answer. */
const UNLIKE = 0.4;
/** So much goes before all others of its side what was chosen. */
const CHOSEN = 0.01;

/** What may answer for one of those that are held against each other, and which of it is tried. */
export interface Side {
  readonly all: readonly Evidence[];
  readonly holding: readonly Evidence[];
}

/** A side a place, of which what holds is tried, the newest of what is told in several years. */
export function sidesOfPlaces(
  asked: AskedQuestion,
  subject: readonly WeighedTerm[],
  evidence: readonly Evidence[],
  knowledge: Knowledge,
  standingOf: Standings['of'],
): Side[] {
  const holding: Holding = { asked, subject, knowledge, standingOf };
  return asked.places.map((place) => {
    const all = evidence.filter(({ sentence }) => sentence.passage.place === place);
    return { all, holding: newestOf(inForceFirst(all, holding), holding) };
  });
}

/**
 * The evidence with the sentences of all sides that answer together first: one of each side, which are the likeliest answers
 * and, of all these, the nearest to being counterparts. Where one of them is sure, so are its counterparts.
 */
export function together(
  asked: AskedQuestion,
  { subject, minConfidence }: { readonly subject: readonly WeighedTerm[]; readonly minConfidence: number },
  sides: readonly Side[],
  evidence: readonly Evidence[],
  knowledge: Knowledge,
): readonly Evidence[] {
  const worth = (one: Evidence) => one.score - (isEligible(asked, one) ? 0 : OF_OTHER_FORM);
  const tried = sides
    .map(({ holding }) => {
      const most = Math.max(...holding.map(worth));
      return holding.filter((one) => worth(one) >= most - MUCH_LESS).slice(0, MOST_TRIED);
    })
    .filter(({ length }) => length > 0);
  if (asked.wanted === 'list' || tried.length < 2) return evidence;
  const likeness = likenessOf(tried, subject, knowledge);
  const tuples = tried.flatMap((side) =>
    side.map((anchor) => {
      const chosen = tried
        .filter((other) => other !== side)
        .map((other) => best(other, (one) => worth(one) + likeness(anchor, one)));
      const sum = chosen.reduce((all, one) => all + worth(one) + likeness(anchor, one), worth(anchor));
      return { all: [anchor, ...chosen], sum };
    }),
  );
  const { all } = best(tuples, ({ sum }) => sum);
  const surest = best(all, (one) => (isEligible(asked, one) ? one.confidence : 0));
  const isSure = isEligible(asked, surest) && surest.confidence >= minConfidence;
  const isCounterpart = (one: Evidence) =>
    isSure &&
    (isEligible(asked, one) || tellsOfNone(one)) &&
    one.confidence >= LEAST_CONFIDENCE &&
    likeness(surest, one) >= COUNTERPART;
  const firstOf = (one: Evidence) =>
    Math.max(
      ...sides.filter((side) => side.all.includes(one)).flatMap((side) => side.all.map(({ score }) => score)),
    );
  const isUnlike = (one: Evidence) => isSure && one !== surest && likeness(surest, one) < UNLIKE;
  return evidence
    .map((one) => ({
      ...one,
      ...(all.includes(one) && { isTogether: true, score: Math.max(one.score, firstOf(one) + CHOSEN) }),
      ...(all.includes(one) &&
        isCounterpart(one) && { isCounterpart: true, confidence: Math.max(one.confidence, minConfidence) }),
      ...(isUnlike(one) && { isReadAlone: false }),
    }))
    .sort((a, b) => b.score - a.score);
}

function best<T>(all: readonly T[], worth: (one: T) => number): T {
  return all.reduce((most, one) => (worth(one) > worth(most) ? one : most));
}

/** 不补助 is told in place of how much. */
function tellsOfNone({ sentence: { folded, grant } }: Evidence): boolean {
  return grant === 'denied' || NO_PRICE.test(folded);
}

/** How far two sentences of different sides are counterparts: 0 for two of the usual nearness that share nothing. */
function likenessOf(
  sides: readonly (readonly Evidence[])[],
  subject: readonly WeighedTerm[],
  knowledge: Knowledge,
) {
  const vectors = vectorsOf(knowledge);
  const cosines = sides.flatMap((side, at) =>
    side.flatMap((a) => sides.slice(at + 1).flatMap((other) => other.map((b) => vectors(a, b)))),
  );
  const usual = cosines.reduce((sum, one) => sum + one, 0) / cosines.length;
  const spread = Math.sqrt(cosines.reduce((sum, one) => sum + (one - usual) ** 2, 0) / cosines.length) || 1;
  return (a: Evidence, b: Evidence): number => {
    // As it was asked: what means nearly the same is nearly the other's.
    const weightIn = (holds: (word: string) => boolean) =>
      weightOf(subject.filter(({ term }) => holds(term)));
    const [ofA = '', ofB = ''] = [a, b].map(({ sentence: { unmarked, ruling } }) => `${unmarked}\n${ruling}`);
    const both = weightIn((word) => ofA.includes(word) && ofB.includes(word));
    const either = weightIn((word) => ofA.includes(word) || ofB.includes(word));
    return (
      (WORTH.vectors * (vectors(a, b) - usual)) / spread +
      WORTH.words * shared(pairsOf(a.sentence.folded), pairsOf(b.sentence.folded)) +
      WORTH.headings * shared(pairsOf(a.sentence.heading), pairsOf(b.sentence.heading)) +
      WORTH.units * shared(unitsOf(a), unitsOf(b)) +
      (either === 0 ? 0 : (WORTH.subject * both) / either)
    );
  };
}

const SIGN = /^(?:第?[\d一二三四五六七八九十]+[、.．条章:：)）]|[(（][\d一二三四五六七八九十]+[)）])+/u;

function pairsOf(text: string): readonly string[] {
  return bigramTerms(text.replace(SIGN, '').replaceAll(/\d[\d.]*/gu, '0'));
}

function unitsOf({ sentence }: Evidence): readonly string[] {
  return sentence.figures.map(({ unit }) => unit);
}

/** The share of two sets that is in both. 0 to 1; 0 where both are empty. */
function shared(some: readonly string[], others: readonly string[]): number {
  const [a, b] = [new Set(some), new Set(others)];
  const both = [...a].filter((one) => b.has(one)).length;
  return a.size + b.size === 0 ? 0 : (2 * both) / (a.size + b.size);
}

/** The cosine of two sentences' vectors, each of which is read once. */
function vectorsOf({ sentenceVectors, embeddingModel: { dimensions } }: Knowledge) {
  const vectorOf = kept(({ row }: Evidence) => {
    const vector = new Float32Array(dimensions);
    sentenceVectors.read(row, vector);
    return vector;
  });
  return (a: Evidence, b: Evidence): number => cosine(vectorOf(a), vectorOf(b), 0);
}
