import type { Knowledge } from '../ports.ts';
import type { AskedQuestion } from '../question/question.ts';
import { askedOfRows } from '../question/turns/follow-up.ts';
import type { Ranked } from '../retrieve.ts';
import type { Passage } from '../types.ts';
import { LABELLED } from './aspects.ts';
import { type Calibrated, confidenceOf, type Signals, UNMEASURED } from './confidence.ts';
import { weighSubject } from './subject.ts';
import { holdsWanted } from './wanted.ts';
import type { Asking, Met } from './weighing/asking.ts';
import { keptRows } from './weighing/coverage.ts';
import { type Meeting, meetingOf } from './weighing/meeting.ts';
import { isOfOtherThing } from './weighing/others.ts';

/** How well one sentence answers a question. */
export interface Evidence extends Pick<Met, 'sentence' | 'fit' | 'aspect' | 'isLeftOut' | 'isOfOtherCase'> {
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
  /** It is of another case than is asked, or of other rows and things counted, of which a reader may know better. */
  readonly isOfOthers: boolean;
  /** Its words or its unit tell in which column of a row that is asked which has a value there. */
  readonly isOfColumn: boolean;
  /** The column of a row that a reader takes for the one asked; null where it takes none; absent where its cells were not read. */
  readonly columnRead?: number | null;
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

export interface EvidenceSettings extends Omit<Calibrated, 'listening'> {
  /** Signals that are taken as these instead of measured: what an ablation leaves out. */
  readonly fixed: Partial<Signals>;
  /** Whether a sentence must hold the form that is asked for. */
  readonly checksForm: boolean;
}

export const EVIDENCE: EvidenceSettings = {
  ...UNMEASURED,
  fixed: {},
  checksForm: true,
};

/** Passages looked into for each place that is asked, and where none is: several places may answer then. */
const PASSAGES_OF_PLACE = 12;
const PASSAGES_WITHOUT_PLACE = 30;

/** A subject of less weight than this stands in every second sentence: its figure must then stand this near to it. */
export const LIGHT_SUBJECT = 0.5;
const NEAR_ENOUGH = 0.4;

/** What similarity weighs where sentences are put in order: less than in the confidence, for the long ones' sake. */
const SIMILARITY_ORDER = 5;

/**
 * The evidence for a question in the best passages, best first: every sentence that shares a word with the subject, or may be
 * near it in meaning.
 * @param meeting what the sentences are to the question but for its vector, as far as that is known.
 */
export function weighEvidence(
  meeting: Meeting,
  ranked: readonly Ranked[],
  knowledge: Knowledge,
  vector: Float32Array | null,
  settings: EvidenceSettings = EVIDENCE,
): Evidence[] {
  const { asking } = meeting;
  const { asked, subject, segmenter } = asking;
  const inRanks = ranked.slice(0, depthOf(asked)).flatMap(({ ordinal }, rank): MetInRank[] => {
    const inPassage = meeting.of(ordinal);
    if (inPassage.length === 0) return [];
    const first = knowledge.sentenceOffsets[ordinal] ?? 0;
    const compared = asked.carried.length > 0 ? null : vector;
    const sentences = knowledge.passages[ordinal]?.sentences.length ?? 0;
    const vectors = new Float32Array(sentences * (compared?.length ?? 0));
    if (compared !== null) knowledge.sentenceVectors.read(first, vectors);
    return inPassage.flatMap((met) => {
      const similarity = compared === null ? null : cosine(compared, vectors, met.at);
      // In no word alike, it may still be near in meaning.
      if (met.coverage.covered === 0 && similarity === null && asked.carried.length === 0) return [];
      return [{ met, row: first + met.at, similarity, rank }];
    });
  });
  const all = inRanks.map(({ met }) => met);
  const kept = keptRows(asked, all, (words) => weighSubject(words, knowledge, segmenter));
  if (asked.kept?.isAssumed && kept.size === 0) {
    const { kept: _, ...alone } = asked;
    return weighEvidence(
      meetingOf(alone, subject, knowledge, segmenter),
      ranked,
      knowledge,
      vector,
      settings,
    );
  }
  return inRanks
    .map((one) => weigh(asking, one, kept.has(one.met.sentence), settings))
    .sort((a, b) => b.score - a.score);
}

interface MetInRank {
  readonly met: Met;
  /** Of its vector among those of all sentences. */
  readonly row: number;
  readonly similarity: number | null;
  /** Of its passage, from 0. */
  readonly rank: number;
}

/** @param isKept earlier turns named the row, and the question names none. */
function weigh(
  asking: Asking,
  { met, row, similarity, rank }: MetInRank,
  isKept: boolean,
  { fixed, checksForm, calibration }: EvidenceSettings,
): Evidence {
  const { asked, total, segmenter } = asking;
  const { sentence, coverage, cell, fit, aspect, isLeftOut, isOfOtherCase } = met;
  const asOfRow = sentence.cells === undefined ? asked : askedOfRows(asked);
  const signals: Signals = {
    coverage: coverage.covered / total,
    similarity,
    nearness: met.nearness,
    // What is looked for under a label of its own does not repeat what the paper is of.
    elsewhere: LABELLED.has(asked.wanted) ? 0 : coverage.elsewhere,
    foreign: coverage.foreign,
    unplaced: asked.places.length === 0 && asked.above === undefined ? 1 : 0,
    length: sentence.folded.length,
    ...fixed,
  };
  // What a follow-up leaves to the turns before it need not stand near the figure.
  const isFar =
    asked.carried.length === 0 &&
    signals.nearness !== null &&
    total < LIGHT_SUBJECT &&
    signals.nearness < NEAR_ENOUGH;
  const isOfOthers = isOfOtherCase || isOfOtherThing(asking, met, isKept);
  const isFigureAsked = asked.wanted === 'figure' && cell?.figure?.unit === '';
  const hasWanted =
    !checksForm || (!isFar && !isOfOthers && (isFigureAsked || holdsWanted(asOfRow, sentence, segmenter)));
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
    score: bearing + met.worth,
    hasWanted,
    isOfOthers,
    isOfOtherCase,
    isOfColumn: cell?.isEmpty === false && (asked.wanted !== 'figure' || cell.figure !== undefined),
    isLeftOut,
    fit,
    aspect,
    isOfAsked: fit === 'fits' && !isOfOthers,
  };
}

/** Passages that are looked into. */
function depthOf({ above, places }: Pick<AskedQuestion, 'above' | 'places'>): number {
  const { length } = above?.flat() ?? places;
  return length > 0 ? PASSAGES_OF_PLACE * length : PASSAGES_WITHOUT_PLACE;
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
  const bearingOf = ({ ordinal }: Ranked) => {
    const passage = passages[ordinal];
    return (passage && best.get(passage)) ?? -Number.MAX_VALUE;
  };
  return [...ranked].sort((a, b) => bearingOf(b) - bearingOf(a));
}
