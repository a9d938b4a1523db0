import { fitOf } from '../language/figures/conditions.ts';
import { extremeAsked } from '../language/figures/extremes.ts';
import { speaksOfGrant } from '../language/grants.ts';
import type { Knowledge, Segmenter } from '../ports.ts';
import { wasSaid } from '../question/follow-up.ts';
import { speaksOf, type Wanted } from '../question/forms.ts';
import { asksGrant, grantAsked } from '../question/grants.ts';
import type { AskedQuestion } from '../question/question.ts';
import type { Ranked } from '../retrieve.ts';
import { type Calibration, confidenceOf, type Signals, UNMEASURED } from './confidence.ts';
import { headedList } from './excerpts/heads.ts';
import { asksTotal, cellAsked, isTotal } from './excerpts/tables.ts';
import { countedNoun, countsNoun } from './figures/counted.ts';
import { bearsLabel, LABELLED, namesKind } from './labels.ts';
import { type Sentence, sentencesOf } from './sentences.ts';
import { holdsWanted, isOfYears, namesYear, nearness, type WeighedTerm, weightOf } from './wanted.ts';

/** How well one sentence answers a question. */
export interface Evidence {
  readonly sentence: Sentence;
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
  /** The reader is sure that it answers; absent where it was not read. */
  readonly isReadAsAnswer?: boolean;
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

/** How far, and of what weight, a word of the subject must stand in a row for the row to be named by it. 0 to 1. */
const NAMED = 0.9;
const NAMING_WEIGHT = 0.3;
/** What it is worth, where sentences are put in order, that one says whether something is granted, or names several things. */
const GRANT_WORTH = 0.25;
const LIST_WORTH = 0.2;
/** The same of a value whose label is what is asked for, and of an item whose head names its kind. */
const LABEL_WORTH = 0.2;
/** The same of being of the conditions asked, or of others. */
const FIT_WORTH = 0.3;

/** 甲、乙、丙: three things or more. */
function enumerates(folded: string): boolean {
  return (folded.match(/、/gu)?.length ?? 0) >= 2;
}

/** What a word is worth that stands in what rules a sentence. 0 to 1. */
const RULING_WORTH = 0.95;

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
  const total = weightOf(subject);
  if (total === 0) return [];
  const evidence: Evidence[] = [];
  const standsIn = termsByPlace(knowledge);
  const isCounted = asked.wanted === 'figure' || asked.wanted === 'time';
  const counted = countedNoun(asked, subject, segmenter);
  const wantsTotal = asksTotal(asked.written);
  const isGrant = asksGrant(asked.written);
  const grant = grantAsked(asked.written);
  const isExtreme = extremeAsked(asked.written) !== undefined;
  const depth =
    asked.places.length > 0 ? settings.passages * asked.places.length : settings.passagesWithoutPlace;
  for (const [rank, { ordinal }] of ranked.slice(0, depth).entries()) {
    const passage = knowledge.passages[ordinal];
    if (passage === undefined) continue;
    const inPassage = sentencesOf(passage, knowledge);
    for (const [at, sentence] of inPassage.entries()) {
      if (
        sentence.isQuestion ||
        (sentence.isHead && !ANNOUNCED.has(asked.wanted)) ||
        (sentence.isHead && headedList(sentence, knowledge) === null) ||
        !namesOneOf(asked.toldOf, sentence) ||
        wasSaid(sentence.folded, asked.alreadySaid) ||
        (asked.scale !== undefined && !speaksOf(asked.scale, sentence.folded))
      )
        continue;
      let covered = 0;
      let own = 0;
      let isNamed = false;
      let elsewhere = 0;
      let foreign = 0;
      for (const term of subject) {
        const { spellings, weight } = term;
        const here = matchDegree(spellings, sentence.unmarked);
        const degree = Math.max(
          here,
          RULING_WORTH * matchDegree(spellings, sentence.ruling),
          settings.contextWorth * matchDegree(spellings, sentence.above),
          settings.contextWorth * matchDegree(spellings, sentence.beside),
        );
        own += weight * here;
        isNamed ||= here >= NAMED && weight >= NAMING_WEIGHT;
        covered += weight * degree;
        if (degree > 0) continue;
        if (standsIn(term, passage.place)) elsewhere = Math.max(elsewhere, term.topicWeight);
        else foreign = Math.max(foreign, term.topicWeight);
      }
      const near = isCounted ? nearness(asked, subject, sentence) : null;
      const signals: Signals = {
        coverage: covered / total,
        similarity:
          vector === null || asked.carried.length > 0
            ? null
            : cosine(vector, knowledge.sentenceVectors, (knowledge.sentenceOffsets[ordinal] ?? 0) + at),
        nearness: near,
        // What is looked for under a label of its own does not repeat what the paper is of.
        elsewhere: LABELLED.has(asked.wanted) ? 0 : elsewhere,
        foreign,
        unplaced: asked.places.length === 0 ? 1 : 0,
        length: sentence.folded.length,
        ...settings.fixed,
      };
      // In no word alike, it may still be near in meaning.
      if (covered === 0 && signals.similarity === null && asked.carried.length === 0) continue;
      const isFar = signals.nearness !== null && total < LIGHT_SUBJECT && signals.nearness < NEAR_ENOUGH;
      // A row answers for what it is named, and for no sibling of that: the names of columns are every row's.
      const isNamedRow = isNamed || fitOf(asked.conditions, sentence.folded) === 'fits';
      const fitted = fitOf(asked.conditions, `${sentence.ruling}\n${sentence.folded}`);
      // Whether somebody may is told by the condition that he does not meet, too.
      const fit = isGrant && fitted === 'other' ? 'untold' : fitted;
      const cell = sentence.cells === undefined ? undefined : cellAsked(sentence, subject, knowledge);
      const isOfOthers =
        fit === 'other' ||
        isOfSiblings(asked, subject, sentence, Math.max(elsewhere, foreign)) ||
        (sentence.cells !== undefined && !isNamedRow && !isTotal(sentence) && !isExtreme) ||
        cell?.isEmpty === true ||
        (counted !== undefined && cell?.figure === undefined && !countsNoun(counted, sentence, segmenter)) ||
        !isOfYears(asked, sentence, inPassage.slice(0, at));
      const hasWanted =
        !settings.checksForm ||
        (!isFar &&
          !isOfOthers &&
          ((asked.wanted === 'figure' && cell?.figure?.unit === '') ||
            holdsWanted(asked, sentence, segmenter)));
      const { calibration } = settings;
      const bearing =
        signals.coverage +
        (signals.similarity === null
          ? 0
          : SIMILARITY_ORDER * (signals.similarity - calibration.usualSimilarity)) +
        0.2 * (own / total) +
        (hasWanted ? 0.3 : 0) +
        (namesYear(asked.years, sentence) ? 0.2 : 0) +
        0.1 / (rank + 1) +
        0.4 * (signals.nearness ?? 0);
      const score =
        bearing +
        (isGrant && speaksOfGrant(`${sentence.ruling}\n${sentence.folded}`) ? GRANT_WORTH : 0) +
        (grant !== undefined && sentence.grant === grant ? GRANT_WORTH : 0) +
        (asked.wanted === 'list' && enumerates(sentence.folded) ? LIST_WORTH : 0) +
        (bearsLabel(asked.wanted, sentence.folded) ? LABEL_WORTH : 0) +
        (sentence.listHead !== undefined && namesKind(asked.written, sentence.ruling) ? LABEL_WORTH : 0) +
        (fit === 'fits' || (isGrant && fitted !== 'untold') ? FIT_WORTH : fit === 'other' ? -FIT_WORTH : 0) +
        (sentence.cells === undefined || isTotal(sentence) === wantsTotal ? 0 : -FIT_WORTH);
      evidence.push({
        sentence,
        bearing,
        signals,
        confidence: confidenceOf(signals, calibration),
        score,
        hasWanted,
        isOfOthers,
      });
    }
  }
  return evidence.sort((a, b) => b.score - a.score);
}

/** Weight of a missing topic from which on it is none of those that a scale tells of. 0 to 1. */
const MISSING = 0.6;
/** Pieces of one form that make a scale: 糖尿病2000元，冠心病2600元，脑卒中2400元. */
const SCALE = 3;
const STEP = /^[^\d]{1,12}\d[\d.]*([万亿]?\p{Script=Han}{1,2})$/u;

/** A scale that tells of others, and not of what is asked, which other sentences know or none does. */
function isOfSiblings(
  asked: AskedQuestion,
  subject: readonly WeighedTerm[],
  { folded, cells }: Sentence,
  missing: number,
): boolean {
  if (asked.wanted !== 'figure' || cells !== undefined || missing < MISSING) return false;
  const steps = folded.split(/[,、;。:]/u).flatMap((piece) => {
    const unit = STEP.exec(piece)?.[1];
    return unit === undefined ? [] : [{ piece, unit }];
  });
  const isNamed = subject.some(({ spellings }) =>
    spellings.some((word) => steps.some(({ piece }) => piece.includes(word))),
  );
  return !isNamed && steps.some(({ unit }) => steps.filter((other) => other.unit === unit).length >= SCALE);
}

function namesOneOf(places: AskedQuestion['toldOf'], { folded }: Sentence): boolean {
  return places === undefined || places.some(({ short }) => folded.includes(short));
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
