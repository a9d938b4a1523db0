import { readUnder, type Sentence } from '../facts/sentence.ts';
import type { Fit } from '../language/figures/classes.ts';
import { fitOf, fitOfNamed } from '../language/figures/conditions.ts';
import type { Knowledge, Segmenter } from '../ports.ts';
import { askedOfRows, wasSaid } from '../question/follow-up.ts';
import { speaksOf, type Wanted } from '../question/forms.ts';
import type { AskedQuestion } from '../question/question.ts';
import type { Ranked } from '../retrieve.ts';
import type { Passage } from '../types.ts';
import { type AspectFit, aspectFits, isOfAspect, LABELLED, namesAspect } from './aspects.ts';
import { type Calibration, confidenceOf, type Signals, UNMEASURED } from './confidence.ts';
import { headedList } from './excerpts/heads.ts';
import { cellAsked } from './excerpts/tables.ts';
import { weighSubject } from './subject.ts';
import { holdsWanted, type WeighedTerm } from './wanted.ts';
import { type Asking, askingOf } from './weighing/asking.ts';
import { coverageOf, keptRows } from './weighing/coverage.ts';
import { isOnlyLeftOut } from './weighing/left-out.ts';
import { nearness } from './weighing/nearness.ts';
import { isOfOtherCase, isOfOtherThing, type Met } from './weighing/others.ts';
import { lacksNameAsked } from './weighing/which.ts';
import { worthOfForm } from './weighing/worth.ts';

/** How well one sentence answers a question. */
export interface Evidence {
  readonly sentence: Sentence;
  /** Of its vector among those of all sentences. */
  readonly row: number;
  readonly signals: Signals;
  /** How likely the sentence answers: what decides whether to speak. 0 to 1. */
  readonly confidence: number;
  /** What puts the passages in order: how far the sentence bears on what is asked, whatever form of answer it has. */
  readonly bearing: number;
  /** What puts the sentences in order: the signals, figures of the wanted unit and year, the retrieval rank. */
  readonly score: number;
  /** The sentence has what the question's form asks for: a figure of the unit, a date, a person's name. */
  readonly hasWanted: boolean;
  /** It is of other conditions, years, rows or siblings than those asked, whatever form it has. */
  readonly isOfOthers: boolean;
  /** The same but for rows and things counted, of which a reader may know better. */
  readonly isOfOtherCase: boolean;
  /** Its words or its unit tell in which column of a row that is asked which has a value there. */
  readonly isOfColumn: boolean;
  /** The column of a row that a reader takes for the one asked; null where it takes none; absent where its cells were not read. */
  readonly columnRead?: number | null;
  /** It says of what is asked only that another matter leaves it out. */
  readonly isLeftOut: boolean;
  /** How it fits the conditions asked. */
  readonly fit: Fit;
  /** How it stands to the part of the rules that is asked for. */
  readonly aspect: AspectFit;
  /** It is of the very conditions asked: 80—89周岁 to 82岁. */
  readonly isOfAsked: boolean;
  /** The reader is sure that it answers; absent where it was not read. */
  readonly isReadAsAnswer?: boolean;
  /** The reader's word alone makes it an answer, where nothing else is one; absent where it was not read. */
  readonly isReadAlone?: boolean;
  /** It is the one of its place that answers together with those of the other places. */
  readonly isTogether?: boolean;
  /** It is the counterpart of what answers for another place, and answers for its own. */
  readonly isCounterpart?: boolean;
  /** The confidence before the reader had its word, by which places are held against each other; absent where it had none. */
  readonly weighed?: number;
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
  /** Signals that are taken as these instead of measured: what an ablation leaves out. */
  readonly fixed: Partial<Signals>;
  /** Whether a sentence must hold the form that is asked for. */
  readonly checksForm: boolean;
}

export const EVIDENCE: EvidenceSettings = {
  passages: 12,
  passagesWithoutPlace: 30,
  contextWorth: 0.7,
  ...UNMEASURED,
  fixed: {},
  checksForm: true,
};

/** A subject of less weight than this stands in every second sentence: its figure must then stand this near to it. */
export const LIGHT_SUBJECT = 0.5;
const NEAR_ENOUGH = 0.4;

/** Forms of answer that a list gives: its head alone says nothing. */
const ANNOUNCED: ReadonlySet<Wanted> = new Set(['list', 'definition', 'statement', 'reason']);

/** What similarity weighs where sentences are put in order: less than in the confidence, for the long ones' sake. */
const SIMILARITY_ORDER = 5;

/**
 * The evidence for a question in the best passages, best first: every sentence that shares a word with the subject, or may be
 * near it in meaning.
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
  const asking = askingOf(asked, subject, segmenter);
  if (asking.total === 0) return [];
  const aspectOf = aspectFits(asking.aspects);
  const standsIn = termsByPlace(knowledge);
  const isKnownIn = (place: string | undefined) => (term: WeighedTerm) => standsIn(term, place);
  const places = asked.above?.flat() ?? asked.places;
  const depth = places.length > 0 ? settings.passages * places.length : settings.passagesWithoutPlace;
  const rows = askedOfRows(asked);
  const met = ranked.slice(0, depth).flatMap(({ ordinal }, rank): MetInRank[] => {
    const passage = knowledge.passages[ordinal];
    if (passage === undefined) return [];
    const inPassage = knowledge.sentencesOf(passage);
    const document = knowledge.documentById.get(passage.documentId);
    const isKnown = isKnownIn(passage.place);
    const first = knowledge.sentenceOffsets[ordinal] ?? 0;
    const vectors =
      vector === null || asked.carried.length > 0 ? null : new Float32Array(inPassage.length * vector.length);
    if (vectors !== null) knowledge.sentenceVectors.read(first, vectors);
    return inPassage.flatMap((sentence, at) => {
      if (!mayAnswer(asked, sentence, knowledge) || isOfOtherTitle(asked, sentence)) return [];
      const aspect = aspectOf(sentence);
      const isUnsaid = ({ term }: WeighedTerm) => isOfAspect(aspect) && namesAspect(asking.aspects, term);
      const coverage = coverageOf(subject, sentence, settings.contextWorth, isKnown, isUnsaid);
      const row = first + at;
      const similarity = vector === null || vectors === null ? null : cosine(vector, vectors, at);
      // In no word alike, it may still be near in meaning.
      if (coverage.covered === 0 && similarity === null && asked.carried.length === 0) return [];
      const { conditions } = sentence.cells === undefined ? asked : rows;
      const fit = fitOf(conditions, readUnder(sentence));
      const cell = sentence.cells === undefined ? undefined : cellAsked(asked, sentence, subject, knowledge);
      const before = inPassage.slice(0, at);
      const isLeftOut = isOnlyLeftOut(subject, sentence, document);
      return [{ sentence, row, before, coverage, fit, aspect, cell, isLeftOut, similarity, rank }];
    });
  });
  const kept = keptRows(asked, met, (words) => weighSubject(words, knowledge, segmenter));
  if (asked.kept?.isAssumed && kept.size === 0) {
    const { kept: _, ...alone } = asked;
    return weighEvidence(alone, subject, ranked, knowledge, segmenter, vector, settings);
  }
  return met
    .map((one) => weigh(asking, one, kept.has(one.sentence), settings))
    .sort((a, b) => b.score - a.score);
}

/** Whether a sentence names no class that is asked of, and the title or a heading of its paper names others of the kind. */
function isOfOtherTitle({ conditions }: AskedQuestion, sentence: Sentence): boolean {
  return (
    fitOfNamed(conditions, sentence.above) === 'other' &&
    fitOfNamed(conditions, readUnder(sentence)) === 'untold'
  );
}

/** Neither a question nor a bare head, of what is asked of, by a name of the kind that is asked for, and not said before. */
function mayAnswer(asked: AskedQuestion, sentence: Sentence, knowledge: Knowledge): boolean {
  return (
    !sentence.isQuestion &&
    (!sentence.isHead || (ANNOUNCED.has(asked.wanted) && headedList(sentence, knowledge) !== null)) &&
    !lacksNameAsked(asked, sentence) &&
    (asked.toldOf?.some(({ short }) => sentence.folded.includes(short)) ?? true) &&
    !wasSaid(sentence.folded, asked.alreadySaid) &&
    (asked.scale === undefined || speaksOf(asked.scale, sentence.folded))
  );
}

interface MetInRank extends Met {
  /** Of its vector among those of all sentences. */
  readonly row: number;
  readonly similarity: number | null;
  /** Of its passage, from 0. */
  readonly rank: number;
}

/** @param isKept earlier turns named the row, and the question names none. */
function weigh(
  asking: Asking,
  met: MetInRank,
  isKept: boolean,
  { fixed, checksForm, calibration }: EvidenceSettings,
): Evidence {
  const { asked, subject, total, segmenter } = asking;
  const { sentence, row, coverage, cell, similarity, rank } = met;
  const asOfRow = sentence.cells === undefined ? asked : askedOfRows(asked);
  const signals: Signals = {
    coverage: coverage.covered / total,
    similarity,
    nearness: asking.isCounted ? nearness(asOfRow, subject, sentence) : null,
    // What is looked for under a label of its own does not repeat what the paper is of.
    elsewhere: LABELLED.has(asked.wanted) ? 0 : coverage.elsewhere,
    foreign: coverage.foreign,
    unplaced: asked.places.length === 0 && asked.above === undefined ? 1 : 0,
    length: sentence.folded.length,
    ...fixed,
  };
  const isFar = signals.nearness !== null && total < LIGHT_SUBJECT && signals.nearness < NEAR_ENOUGH;
  const isOtherCase = isOfOtherCase(asking, met);
  const isOther = isOtherCase || isOfOtherThing(asking, met, isKept);
  const isFigureAsked = asked.wanted === 'figure' && cell?.figure?.unit === '';
  const hasWanted =
    !checksForm || (!isFar && !isOther && (isFigureAsked || holdsWanted(asOfRow, sentence, segmenter)));
  const bearing =
    signals.coverage +
    (signals.similarity === null
      ? 0
      : SIMILARITY_ORDER * (signals.similarity - calibration.usualSimilarity)) +
    0.2 * (coverage.own / total) +
    (hasWanted ? 0.3 : 0) +
    0.1 / (rank + 1) +
    0.4 * (signals.nearness ?? 0);
  return {
    sentence,
    row,
    bearing,
    signals,
    confidence: confidenceOf(signals, calibration),
    score: bearing + worthOfForm(asking, met),
    hasWanted,
    isOfOthers: isOther,
    isOfOtherCase: isOtherCase,
    isOfColumn: cell?.isEmpty === false && (asked.wanted !== 'figure' || cell.figure !== undefined),
    isLeftOut: met.isLeftOut,
    fit: met.fit,
    aspect: met.aspect,
    isOfAsked: met.fit === 'fits' && !isOther,
  };
}

/** Tells whether some passage of a place (of the corpus, for none) holds a term; each is looked up once. */
function termsByPlace(knowledge: Knowledge): (term: WeighedTerm, place: string | undefined) => boolean {
  const known = new Map<string, boolean>();
  return ({ term, spellings }, place) => {
    const key = `${place}\n${term}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const among = place === undefined ? undefined : knowledge.ordinalsByPlace.get(place);
    const stands =
      among === undefined
        ? spellings.some((spelling) => knowledge.words.documentFrequency(spelling) > 0)
        : knowledge.words.search(spellings, 1, among).length > 0;
    known.set(key, stands);
    return stands;
  };
}

/** Dot product of a unit vector with one row of unit vectors. */
export function cosine(vector: Float32Array, rows: Float32Array, row: number): number {
  let sum = 0;
  const start = row * vector.length;
  for (let index = 0; index < vector.length; index++)
    sum += (vector[index] ?? 0) * (rows[start + index] ?? 0);
  return sum;
}

/**
 * The passages in the order of their best sentence. Those without evidence stand behind, in the order in which
 * they were retrieved.
 */
export function rankByEvidence(
  ranked: readonly Ranked[],
  evidence: readonly Evidence[],
  { passages }: Knowledge,
): Ranked[] {
  const best = new Map<Passage, number>();
  for (const { sentence, bearing } of evidence)
    best.set(sentence.passage, Math.max(best.get(sentence.passage) ?? Number.NEGATIVE_INFINITY, bearing));
  const scoreOf = ({ ordinal }: Ranked): number => {
    const passage = passages[ordinal];
    return (passage && best.get(passage)) ?? Number.NEGATIVE_INFINITY;
  };
  return ranked
    .map((one) => ({ one, score: scoreOf(one) }))
    .sort((a, b) => (a.score === b.score ? 0 : b.score - a.score))
    .map(({ one }) => one);
}
