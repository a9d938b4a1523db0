import {
  type Calibrated,
  type Calibration,
  lengthFeature,
  type Signals,
} from '../../core/evidence/confidence.ts';
import { calibrated } from '../../core/settings.ts';
import { evalWording } from '../../wording/eval.ts';
import type { Variant } from '../ablate.ts';
import type { Case } from '../cases.ts';
import { expectedOutcomes } from '../judge.ts';
import { f1, refusalsOf } from '../metrics.ts';
import { holds } from '../relevance.ts';
import { shown } from '../report/text.ts';
import type { CaseResult, Observed } from '../run.ts';
import { quantile } from '../statistics.ts';
import { areaUnderCurve, fitLogistic, type Observation, probability } from './logistic.ts';

export interface CalibrationOptions {
  /** Asks every case once with other settings, and tells what was weighed for each. */
  readonly measure: (
    variant: Partial<Variant>,
    onAsked?: (observed: Observed) => void,
  ) => Promise<CaseResult[]>;
}

export interface CalibrationResult {
  /** What was fitted, where it is no worse than what serves now; null where it is. */
  readonly better: Calibrated | null;
  /** What the better of the two answers. */
  readonly result: readonly CaseResult[];
  /** For a person. */
  readonly lines: readonly string[];
}

/** Cases that a fit needs of either sort. */
const FEWEST = 20;
const FOLDS = 5;
/** Thresholds that are tried. */
const THRESHOLDS = Array.from({ length: 17 }, (_, at) => Number((0.1 + 0.05 * at).toFixed(2)));

/** One sentence that was weighed, labelled: it holds what is relevant, and its question can be answered. */
interface Labelled {
  readonly caseId: string;
  readonly signals: Signals;
  readonly positive: boolean;
}

/**
 * Fits the confidence to the cases: a logistic regression of "this sentence holds what is relevant" on the signals, then
 * the threshold under which the cases are answered best, by answers right plus refusal F1. It is kept only where it is
 * no worse than what serves now on these cases.
 */
export async function calibrate({ measure }: CalibrationOptions): Promise<CalibrationResult> {
  const observed: Observed[] = [];
  const present = await measure({}, (one) => observed.push(one));
  const before = scoreOf(present);
  const labelled = observed.flatMap(labelledOf);
  const positives = labelled.filter(({ positive }) => positive).length;
  const words = evalWording.calibration;
  const said = [
    words.material(present.length, labelled.length, positives),
    words.present(shown('right', before.right), shown('refusalF1', before.f1)),
  ];
  if (Math.min(positives, labelled.length - positives) < FEWEST)
    return { better: null, result: present, lines: [...said, words.tooFew(FEWEST)] };

  const calibration = fitted(labelled, offTopicOf(observed));
  said.push(words.separates(crossValidated(labelled, calibration)?.toFixed(3) ?? '-'));
  let best:
    | { readonly fit: Calibrated; readonly results: readonly CaseResult[]; readonly score: Score }
    | undefined;
  for (const minConfidence of THRESHOLDS) {
    const fit = { minConfidence, calibration };
    const results = await measure({ change: (settings) => calibrated(settings, fit) });
    const score = scoreOf(results);
    // Of equals the more careful one.
    if (best === undefined || score.sum >= best.score.sum) best = { fit, results, score };
  }
  if (best === undefined) return { better: null, result: present, lines: said };
  said.push(
    words.fitted(best.fit.minConfidence, shown('right', best.score.right), shown('refusalF1', best.score.f1)),
  );
  const isBetter = best.score.sum >= before.sum;
  return {
    better: isBetter ? best.fit : null,
    result: isBetter ? best.results : present,
    lines: [...said, isBetter ? words.better : words.worse],
  };
}

interface Score {
  readonly right: number;
  readonly f1: number;
  readonly sum: number;
}

function scoreOf(results: readonly CaseResult[]): Score {
  const right = results.filter((one) => one.right).length / Math.max(1, results.length);
  const refusal = f1(refusalsOf(results)) ?? 0;
  return { right, f1: refusal, sum: right + refusal };
}

/**
 * The sentence that an answer would begin with. Where another one of an answerable case holds what is relevant, the best
 * may answer as well for all that is known: it is left out.
 */
function labelledOf({ one, explained, targets }: Observed): Labelled[] {
  const best = explained.evidence.find(({ isEligible }) => isEligible);
  if (best === undefined) return [];
  const positive = isAnswerable(one);
  if (positive && !targets.some((target) => holds(best, target))) return [];
  return [{ caseId: one.id, signals: best.signals, positive }];
}

function isAnswerable(one: Pick<Case, 'expect' | 'also'>): boolean {
  return !expectedOutcomes(one).has('refuse');
}

/** The features in the order of the weights; what was not measured is taken for the usual. */
function featuresOf(signals: Signals, usualSimilarity: number, usualNearness: number): number[] {
  const { coverage, similarity, nearness, elsewhere, foreign, unplaced, length } = signals;
  return [
    coverage,
    similarity === null ? 0 : similarity - usualSimilarity,
    nearness === null ? 0 : nearness - usualNearness,
    elsewhere,
    foreign,
    unplaced,
    lengthFeature(length),
  ];
}

function fitted(labelled: readonly Labelled[], offTopic: number): Calibration {
  const middle = (values: readonly (number | null)[]) =>
    round(
      quantile(
        values.filter((value) => value !== null),
        0.5,
      ) ?? 0,
    );
  const usualSimilarity = middle(labelled.map(({ signals }) => signals.similarity));
  const usualNearness = middle(labelled.map(({ signals }) => signals.nearness));
  const { bias, weights } = fitLogistic(observationsOf(labelled, usualSimilarity, usualNearness));
  const [coverage = 0, similarity = 0, nearness = 0, elsewhere = 0, foreign = 0, unplaced = 0, length = 0] =
    weights.map(round);
  return {
    ...{ bias: round(bias), coverage, similarity, usualSimilarity, nearness, usualNearness },
    ...{ elsewhere, foreign, unplaced, length, offTopic },
  };
}

function observationsOf(
  labelled: readonly Labelled[],
  usualSimilarity: number,
  usualNearness: number,
): Observation[] {
  return labelled.map(({ signals, positive }) => ({
    features: featuresOf(signals, usualSimilarity, usualNearness),
    positive,
  }));
}

/** How well the model tells sentences of cases that it was not fitted to: area under the curve over five folds. */
function crossValidated(
  labelled: readonly Labelled[],
  { usualSimilarity, usualNearness }: Calibration,
): number | null {
  const foldOf = new Map(
    [...new Set(labelled.map(({ caseId }) => caseId))].map((id, at) => [id, at % FOLDS]),
  );
  const isIn = (fold: number) => (one: Labelled) => foldOf.get(one.caseId) === fold;
  const scored = Array.from({ length: FOLDS }, (_, fold) => {
    const rest = labelled.filter((one) => !isIn(fold)(one));
    const model = fitLogistic(observationsOf(rest, usualSimilarity, usualNearness));
    return observationsOf(labelled.filter(isIn(fold)), usualSimilarity, usualNearness).map(
      ({ features, positive }) => ({ score: probability(model, features), positive }),
    );
  });
  return areaUnderCurve(scored.flat());
}

/**
 * The cosine of the best passage that best tells chatter from what can be answered (the largest sum of the two shares
 * told rightly); 1, so that no question is on topic for its cosine alone, where the cases have no chatter.
 */
function offTopicOf(observed: readonly Observed[]): number {
  const best = observed.flatMap(({ one, explained }) => {
    const cosines = explained.retrieved.flatMap(({ similarity }) => similarity ?? []);
    const chatter = one.expect === 'silent';
    return cosines.length === 0 || (!chatter && !isAnswerable(one))
      ? []
      : [{ chatter, cosine: Math.max(...cosines) }];
  });
  const chatter = best.filter((one) => one.chatter).length;
  if (chatter === 0 || chatter === best.length) return 1;
  const told = (at: number) =>
    best.filter((one) => one.chatter && one.cosine < at).length / chatter +
    best.filter((one) => !one.chatter && one.cosine >= at).length / (best.length - chatter);
  const tried = best.map(({ cosine }) => cosine);
  return round(tried.reduce((top, at) => (told(at) > told(top) ? at : top), tried[0] ?? 1));
}

function round(value: number): number {
  return Number(value.toFixed(3));
}
