import { findFigures } from '../language/figures.ts';
import { bigramTerms } from '../language/terms.ts';
import { fold, sentences, slice } from '../language/text.ts';
import { synonymsOf } from '../language/vocabulary.ts';
import type { Knowledge, Segmenter } from '../ports.ts';
import type { AskedQuestion } from '../question/question.ts';
import type { Ranked } from '../retrieve.ts';
import type { Passage } from '../types.ts';
import { holdsWanted, namesYear, nearness, type Sentence, type WeighedTerm } from './wanted.ts';

/** How well one sentence answers a question. */
export interface Evidence {
  readonly sentence: Sentence;
  readonly signals: Signals;
  /** How likely the sentence answers: what decides whether to speak. 0 to 1. */
  readonly confidence: number;
  /** What puts the sentences in order: the signals, figures of the wanted unit and year, the retrieval rank. */
  readonly score: number;
  /** The sentence has what the question's form asks for: a figure of the unit, a date, a person's name. */
  readonly hasWanted: boolean;
}

export interface EvidenceSettings {
  /** Passages looked into for each place that is asked. */
  readonly passages: number;
  /** The same where no place was asked: several places may answer. */
  readonly passagesWithoutPlace: number;
  /** Least confidence for a sentence to count as an answer. 0 to 1. */
  readonly minConfidence: number;
  /** What a word is worth that stands only in the headings or the sentence before. 0 to 1. */
  readonly contextWorth: number;
  readonly calibration: Calibration;
}

/**
 * The weights of a logistic model of "this sentence answers the question", fitted on the cases that are looked at.
 * Cosines lie in another band for every embedding model: it belongs to one.
 */
export interface Calibration {
  readonly bias: number;
  /** Of the share of the subject that sentence and context speak of. */
  readonly coverage: number;
  /** Of the cosine above `usualSimilarity`, which also stands in where there is none. */
  readonly similarity: number;
  readonly usualSimilarity: number;
  /** Of the nearness of figure and subject above `usualNearness`, where a figure or a date is wanted. */
  readonly nearness: number;
  readonly usualNearness: number;
  /** Of the weight of a topic that the sentence lacks and other passages of the place have: negative. */
  readonly elsewhere: number;
  readonly foreign: number;
  /** Of the logarithm of the sentence's length over 60 characters: long sentences dilute their vectors. */
  readonly length: number;
}

/** Fitted for multilingual-e5-small. */
const E5_SMALL: Calibration = {
  bias: 0.1,
  coverage: 2.5,
  similarity: 50,
  usualSimilarity: 0.9,
  nearness: 3,
  usualNearness: 0.4,
  elsewhere: -2.8,
  foreign: -2,
  length: 1,
};

export const EVIDENCE: EvidenceSettings = {
  passages: 12,
  passagesWithoutPlace: 30,
  minConfidence: 0.6,
  contextWorth: 0.7,
  calibration: E5_SMALL,
};

/** What the confidence in a sentence is made of. */
export interface Signals {
  readonly coverage: number;
  readonly similarity: number | null;
  /** Null where neither a figure nor a date is wanted. */
  readonly nearness: number | null;
  readonly elsewhere: number;
  /** Weight of a topic that no passage of the place has, and other places' passages have. */
  readonly foreign: number;
  /** Characters of the sentence. */
  readonly length: number;
}

/** How likely a sentence with these signals answers the question, 0 to 1. */
export function confidenceOf(signals: Signals, calibration: Calibration): number {
  const { coverage, similarity, nearness, elsewhere, foreign, length } = signals;
  const sum =
    calibration.bias +
    calibration.coverage * coverage +
    calibration.similarity * ((similarity ?? calibration.usualSimilarity) - calibration.usualSimilarity) +
    (nearness === null ? 0 : calibration.nearness * (nearness - calibration.usualNearness)) +
    calibration.elsewhere * elsewhere +
    calibration.foreign * foreign +
    calibration.length * Math.log(length / 60);
  return 1 / (1 + Math.exp(-sum));
}

/** What similarity weighs where sentences are put in order: less than in the confidence, for the long ones' sake. */
const SIMILARITY_ORDER = 5;

const preparedSentences = new WeakMap<Passage, readonly Sentence[]>();

function isQuestion(folded: string): boolean {
  return /[?？][”’」』"']?$/u.test(folded) || /^问[:：]/u.test(folded);
}

/** The sentences of a passage; kept as long as the passage lives. */
export function sentencesOf(passage: Passage): readonly Sentence[] {
  const known = preparedSentences.get(passage);
  if (known !== undefined) return known;
  const spans = sentences(passage.text);
  const folded = spans.map((span) => fold(slice(passage.text, span)));
  const headings = passage.headings.map(fold).join('\n');
  const prepared = spans.map((span, at) => {
    const text = slice(passage.text, span);
    return {
      passage,
      span: { start: passage.span.start + span.start, end: passage.span.start + span.end },
      folded: folded[at] ?? '',
      answers: folded.slice(0, at).findLast(isQuestion) ?? '',
      isQuestion: isQuestion(folded[at] ?? ''),
      around: [headings, folded[0] ?? '', at > 1 ? (folded[at - 1] ?? '') : ''].join('\n'),
      figures: findFigures(text),
    };
  });
  preparedSentences.set(passage, prepared);
  return prepared;
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
  return subject
    .flatMap((word) => knownParts(word, knowledge))
    .map((term) => {
      const spellings = [term, ...synonymsOf(term)];
      const df = Math.max(
        ...spellings.map((spelling) => knowledge.words.documentFrequency(spelling)),
        term.length > 1 ? leastFrequent(bigramTerms(term), knowledge) : 0,
      );
      const rarity = 0.35 + (0.65 * idf(df)) / idf(0);
      const speech = segmenter.partOfSpeech(term);
      const weight = rarity * speechWorth(term, df > 0, speech);
      const isNamed = speech === undefined || NOUN.test(speech) || spellings.length > 1;
      const isTopic = weight >= TOPIC_WEIGHT && df > 0 && isNamed;
      return { term, spellings, weight, isTopic };
    });
}

/** A run of single characters that no report holds is taken apart again. */
function knownParts(word: string, knowledge: Knowledge): string[] {
  const isKnown = knowledge.words.documentFrequency(word) > 0 || synonymsOf(word).length > 0;
  if (isKnown || word.length > 4 || !/^\p{Script=Han}{2,}$/u.test(word)) return [word];
  return leastFrequent(bigramTerms(word), knowledge) > 0 || !isLooseRun(word, knowledge) ? [word] : [...word];
}

/** Each of its characters is a term of the corpus by itself. */
function isLooseRun(word: string, knowledge: Knowledge): boolean {
  return [...word].every((han) => knowledge.words.documentFrequency(han) > 0);
}

function leastFrequent(pairs: readonly string[], knowledge: Knowledge): number {
  return Math.min(...pairs.map((pair) => knowledge.bigrams.documentFrequency(pair)));
}

/** Nouns, nominal verbs, abbreviations, idioms and words of kind and space in jieba's tag set. */
const NOUN = /^(?:n|vn|j|i|l|b|s)/u;

/** From this weight up, a noun of the question is a topic of its own. */
const TOPIC_WEIGHT = 0.65;

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
  const standsIn = termsByPlace(knowledge);
  const isCounted = asked.wanted === 'figure' || asked.wanted === 'time';
  const depth =
    asked.places.length > 0 ? settings.passages * asked.places.length : settings.passagesWithoutPlace;
  for (const [rank, { ordinal }] of ranked.slice(0, depth).entries()) {
    const passage = knowledge.passages[ordinal];
    if (passage === undefined) continue;
    const inPassage = sentencesOf(passage);
    for (const [at, sentence] of inPassage.entries()) {
      if (sentence.isQuestion) continue;
      let covered = 0;
      let own = 0;
      let elsewhere = 0;
      let foreign = 0;
      for (const term of subject) {
        const { spellings, weight } = term;
        const here = matchDegree(spellings, sentence.folded);
        const degree = Math.max(
          here,
          0.95 * matchDegree(spellings, sentence.answers),
          settings.contextWorth * matchDegree(spellings, sentence.around),
        );
        own += weight * here;
        covered += weight * degree;
        if (!term.isTopic || degree > 0) continue;
        if (standsIn(term, passage.place)) elsewhere = Math.max(elsewhere, weight);
        else foreign = Math.max(foreign, weight);
      }
      if (covered === 0) continue;
      const hasWanted = holdsWanted(asked, sentence, inPassage, at, segmenter);
      const signals: Signals = {
        coverage: covered / total,
        similarity:
          vector === null || asked.carried.length > 0
            ? null
            : cosine(vector, knowledge.sentenceVectors, (knowledge.sentenceOffsets[ordinal] ?? 0) + at),
        nearness: isCounted ? nearness(asked, subject, sentence) : null,
        elsewhere,
        foreign,
        length: sentence.folded.length,
      };
      const { calibration } = settings;
      const score =
        signals.coverage +
        (signals.similarity === null
          ? 0
          : SIMILARITY_ORDER * (signals.similarity - calibration.usualSimilarity)) +
        0.2 * (own / total) +
        (hasWanted ? 0.3 : 0) +
        (namesYear(asked.years, sentence) ? 0.2 : 0) +
        0.1 / (rank + 1) +
        0.4 * (signals.nearness ?? 0);
      evidence.push({ sentence, signals, confidence: confidenceOf(signals, calibration), score, hasWanted });
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

/** Tells whether some passage of a place (of the corpus, for none) holds a term; each is looked up once. */
function termsByPlace(knowledge: Knowledge): (term: WeighedTerm, place: string | undefined) => boolean {
  const known = new Map<string, boolean>();
  return ({ term, spellings }, place) => {
    const key = `${place}\n${term}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const among = place === undefined ? undefined : knowledge.ordinalsByPlace.get(place);
    const stands = knowledge.words.search(spellings, 1, among).length > 0;
    known.set(key, stands);
    return stands;
  };
}

/** Dot product of a unit vector with one row of unit vectors. */
function cosine(vector: Float32Array, rows: Float32Array, row: number): number {
  let sum = 0;
  const start = row * vector.length;
  for (let index = 0; index < vector.length; index++)
    sum += (vector[index] ?? 0) * (rows[start + index] ?? 0);
  return sum;
}
