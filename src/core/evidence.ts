import { type Figure, findFigures } from './language/figures.ts';
import { namesPerson } from './language/people.ts';
import { fold, sentences, slice } from './language/text.ts';
import { synonymsOf } from './language/vocabulary.ts';
import type { Knowledge, Segmenter } from './ports.ts';
import type { AskedQuestion, Rate } from './question/question.ts';
import type { Ranked } from './retrieve.ts';
import type { Passage, Span } from './types.ts';

/** A sentence of a passage, prepared once for matching. */
export interface Sentence {
  readonly passage: Passage;
  readonly span: Span;
  readonly folded: string;
  readonly figures: readonly Figure[];
}

/** How well one sentence answers a question. */
export interface Evidence {
  readonly sentence: Sentence;
  /** Share of the question's subject, by weight, that the sentence and its headings speak of: 0 to 1. */
  readonly coverage: number;
  /** Cosine of the sentence's own vector to the question; null without a vector. */
  readonly similarity: number | null;
  /** Coverage corrected by similarity: what decides whether to speak. */
  readonly confidence: number;
  /** Confidence with what orders equal sentences: figures of the wanted unit, nearness, retrieval rank. */
  readonly score: number;
  /** The sentence has what the question's form asks for: a figure of the unit, a date, a person's name. */
  readonly hasWanted: boolean;
}

export interface EvidenceSettings {
  /** Passages looked into. */
  readonly passages: number;
  /** The same where no place was asked: several places may answer. */
  readonly passagesWithoutPlace: number;
  /** Least confidence for a sentence to count as an answer. */
  readonly minConfidence: number;
  /** `confidence = coverage + weight · (similarity − zero)`: belongs to one embedding model. */
  readonly similarityWeight: number;
  readonly similarityZero: number;
  /** The same weight where sentences are only put in order: long sentences dilute their vectors. */
  readonly orderingWeight: number;
  /** What a word is worth that stands only in the headings or the sentence before. 0 to 1. */
  readonly contextWorth: number;
}

export const EVIDENCE: EvidenceSettings = {
  passages: 12,
  passagesWithoutPlace: 30,
  minConfidence: 0.7,
  similarityWeight: 15,
  similarityZero: 0.9,
  orderingWeight: 5,
  contextWorth: 0.7,
};

const preparedSentences = new WeakMap<Passage, readonly Sentence[]>();

/** The sentences of a passage; kept as long as the passage lives. */
export function sentencesOf(passage: Passage): readonly Sentence[] {
  const known = preparedSentences.get(passage);
  if (known !== undefined) return known;
  const prepared = sentences(passage.text).map((span) => {
    const text = slice(passage.text, span);
    return {
      passage,
      span: { start: passage.span.start + span.start, end: passage.span.start + span.end },
      folded: fold(text),
      figures: findFigures(text),
    };
  });
  preparedSentences.set(passage, prepared);
  return prepared;
}

/** A word of the subject with what it weighs and every spelling that counts for it. */
export interface WeighedTerm {
  readonly term: string;
  readonly weight: number;
  readonly spellings: readonly string[];
}

/**
 * Weighs the words of a subject by how rare they are in the corpus: `0.35 + 0.65 · idf / idf(0)` with the BM25 idf
 * `ln(1 + (N − df + 0.5) / (df + 0.5))`, times what the part of speech is worth. Nouns say what is asked; a verb that
 * no report uses is mostly a spoken turn (砸了多少钱), while a noun that no report uses is what they lack.
 */
export function weighSubject(
  subject: readonly string[],
  knowledge: Knowledge,
  segmenter: Segmenter,
): WeighedTerm[] {
  const { size } = knowledge.words;
  const idf = (df: number) => Math.log(1 + (size - df + 0.5) / (df + 0.5));
  return subject.map((term) => {
    const spellings = [term, ...synonymsOf(term)];
    const df = Math.max(...spellings.map((spelling) => knowledge.words.documentFrequency(spelling)));
    const rarity = 0.35 + (0.65 * idf(df)) / idf(0);
    const speech = segmenter.partOfSpeech(term);
    return { term, spellings, weight: rarity * speechWorth(term, df > 0, speech) };
  });
}

/** Nouns, nominal verbs, abbreviations, idioms and words of kind and space in jieba's tag set. */
const NOUN = /^(?:n|vn|j|i|l|b|s)/u;

function speechWorth(term: string, isInCorpus: boolean, partOfSpeech: string | undefined): number {
  if (/^[\d.%]+$/u.test(term)) return 0.5;
  if (partOfSpeech !== undefined && /^[tmqdfrpcuyzeo]/u.test(partOfSpeech)) return 0.2;
  if (term.length === 1) return isInCorpus ? 0.33 : 0.15;
  if (partOfSpeech !== undefined && NOUN.test(partOfSpeech)) return 1;
  return isInCorpus ? 0.8 : 0.35;
}

/**
 * The evidence for a question in the best passages, best first: every sentence that shares a word with the subject.
 */
export function weighEvidence(
  asked: AskedQuestion,
  subject: readonly WeighedTerm[],
  ranked: readonly Ranked[],
  knowledge: Knowledge,
  segmenter: Segmenter,
  vector: Float32Array | null,
  settings: EvidenceSettings = EVIDENCE,
): Evidence[] {
  const total = subject.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) return [];
  const evidence: Evidence[] = [];
  const depth = asked.places.length > 0 ? settings.passages : settings.passagesWithoutPlace;
  for (const [rank, { ordinal }] of ranked.slice(0, depth).entries()) {
    const passage = knowledge.passages[ordinal];
    if (passage === undefined) continue;
    const inPassage = sentencesOf(passage);
    for (const [at, sentence] of inPassage.entries()) {
      const around = [
        ...passage.headings.map(fold),
        inPassage[at - 1]?.folded ?? '',
        inPassage[0]?.folded ?? '',
      ].join('\n');
      let covered = 0;
      let own = 0;
      for (const { spellings, weight } of subject) {
        const here = matchDegree(spellings, sentence.folded);
        const degree = Math.max(here, settings.contextWorth * matchDegree(spellings, around));
        own += weight * here;
        covered += weight * degree;
      }
      if (own === 0) continue;
      const coverage = covered / total;
      const near =
        asked.wanted === 'figure' || asked.wanted === 'time' ? nearness(asked, subject, sentence) : 0;
      const hasWanted = holdsWanted(asked, sentence, inPassage, at, segmenter);
      const similarity =
        vector === null || asked.carried.length > 0
          ? null
          : cosine(vector, knowledge.sentenceVectors, (knowledge.sentenceOffsets[ordinal] ?? 0) + at);
      const confidence =
        coverage +
        (similarity === null ? 0 : settings.similarityWeight * (similarity - settings.similarityZero));
      const nearTo = (weight: number) =>
        similarity === null ? 0 : weight * (similarity - settings.similarityZero);
      const score =
        coverage +
        nearTo(settings.orderingWeight) +
        0.2 * (own / total) +
        (hasWanted ? 0.3 : 0) +
        0.1 / (rank + 1) +
        0.4 * near;
      evidence.push({ sentence, coverage, similarity, confidence, score, hasWanted });
    }
  }
  return evidence.sort((a, b) => b.score - a.score);
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

function holdsWanted(
  asked: AskedQuestion,
  sentence: Sentence,
  inPassage: readonly Sentence[],
  at: number,
  segmenter: Segmenter,
): boolean {
  switch (asked.wanted) {
    case 'figure':
      return (
        sentence.figures.some((figure) => countsAs(figure, asked.units)) &&
        asked.rates.every((rate) => RATE_SIGNS[rate].test(sentence.folded)) &&
        isOfYears(asked.years, sentence, inPassage.slice(0, at))
      );
    case 'time':
      return sentence.figures.some(({ unit }) => unit === '年' || unit === '月' || unit === '日');
    case 'person':
      return namesPerson(sentence.folded, asked.subject, segmenter);
    case 'list':
      return /、/u.test(sentence.folded);
    default:
      return true;
  }
}

const RATE_SIGNS: Readonly<Record<Rate, RegExp>> = {
  person: /每人|每名|人均|\/人|每个人/u,
  household: /每户|户均|\/户|每家/u,
  month: /每月|每个月|月均|\/月|[·.]月|按月/u,
  year: /每年|年均|\/年|[·.]年|一年/u,
  mu: /每亩|亩均|\/亩/u,
};

/** The sentence, or else the nearest before it that has one, speaks of one of the years asked. */
function isOfYears(years: readonly number[], sentence: Sentence, before: readonly Sentence[]): boolean {
  if (years.length === 0) return true;
  for (const { figures } of [sentence, ...[...before].reverse()]) {
    const said = figures.filter(({ unit, value }) => unit === '年' && value >= 1900);
    if (said.length > 0)
      return said.some(({ value, upTo }) =>
        years.some((year) => year === value || (upTo !== undefined && value <= year && year <= upTo)),
      );
  }
  const { period } = sentence.passage;
  return period !== undefined && years.includes(Number(period.slice(0, 4)));
}

/** A date is no quantity, 一人 no count; otherwise the unit must be among those wanted, where any are. */
function countsAs({ unit, han, value }: Figure, units: ReadonlySet<string>): boolean {
  if (han && value === 1) return false;
  if (units.size > 0) return units.has(unit);
  return !han && unit !== '年' && unit !== '月' && unit !== '日' && unit !== '';
}

/**
 * How near the words of the subject stand to one figure that is wanted: for the best figure, the mean over the
 * subject, by weight, of `1 / (1 + gap / 10)` with the gap in characters. 0 to 1; 63101人脱贫 is nearer to 脱贫 than
 * a figure of another clause.
 */
function nearness(
  asked: AskedQuestion,
  subject: readonly WeighedTerm[],
  { folded, figures }: Sentence,
): number {
  const total = subject.reduce((sum, { weight }) => sum + weight, 0);
  let best = 0;
  for (const figure of figures) {
    const fits = asked.wanted === 'time' ? /[年月日]/u.test(figure.unit) : countsAs(figure, asked.units);
    if (!fits) continue;
    let sum = 0;
    for (const { spellings, weight } of subject) {
      const gap = Math.min(...spellings.map((spelling) => gapTo(folded, spelling, figure.span)));
      sum += weight / (1 + gap / 10);
    }
    best = Math.max(best, sum / total);
  }
  return best;
}

/** Characters between a span and the nearest occurrence of `word`; Infinity when there is none. */
function gapTo(text: string, word: string, span: Span): number {
  let best = Number.POSITIVE_INFINITY;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    best = Math.min(best, at >= span.end ? at - span.end : Math.max(0, span.start - at - word.length));
  }
  return best;
}

/** Dot product of a unit vector with one row of unit vectors. */
function cosine(vector: Float32Array, rows: Float32Array, row: number): number {
  let sum = 0;
  const start = row * vector.length;
  for (let index = 0; index < vector.length; index++)
    sum += (vector[index] ?? 0) * (rows[start + index] ?? 0);
  return sum;
}
