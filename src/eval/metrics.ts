import { OUTCOMES, type Outcome } from './cases.ts';
import { expectedOutcomes } from './judge.ts';
import { covered, ndcg, type Ranking, reciprocalRank } from './relevance.ts';
import type { CaseResult, RetrievalResult } from './run.ts';
import { bootstrap, count, type Estimate, mean, quantile, share } from './statistics.ts';

/** Retrieval, over the cases for which something is relevant. */
const RETRIEVAL_METRICS = ['hit1', 'hit3', 'hit5', 'mrr', 'ndcg5', 'covered5'] as const;
export const ANSWER_METRICS = [
  /** Outcome expected, points present, nothing forbidden. */
  'right',
  /** Outcome expected. */
  'outcome',
  ...RETRIEVAL_METRICS,
  /** Citations whose quote is the exact slice of its document. */
  'exact',
  /** Answers, where something is relevant, that cite it. */
  'relevant',
  'refusalPrecision',
  'refusalRecall',
  'refusalF1',
  /** Of the figure questions that can be answered, those refused. */
  'figureRefused',
  /** Cases that cite a county that is not asked about. */
  'wrongPlace',
  /** Cases that say a figure which the quotes cited for it lack. */
  'wrongFigure',
] as const;
export type MetricName = (typeof ANSWER_METRICS)[number];

export type Metrics = Readonly<Partial<Record<MetricName, Estimate>>>;

/** Counts of faults and `figureRefused`: the fewer the better. */
export const LOWER_IS_BETTER: ReadonlySet<MetricName> = new Set([
  'figureRefused',
  'wrongPlace',
  'wrongFigure',
]);
export const COUNTS: ReadonlySet<MetricName> = new Set(['wrongPlace', 'wrongFigure']);

/** Kinds of question that ask for a figure, whatever else a case file calls its kinds. */
const FIGURE_KINDS: ReadonlySet<string> = new Set([
  'figure',
  'target-result',
  'change',
  'compare',
  'several',
  'no-place',
]);

export function retrievalMetrics(results: readonly Pick<RetrievalResult, 'ranking'>[]): Metrics {
  const rankings = results.flatMap(({ ranking }) => ranking ?? []);
  const hits = (k: number) =>
    share(rankings.filter(({ first }) => first !== null && first <= k).length, rankings.length);
  const average = (measure: (ranking: Ranking) => number) => mean(rankings.map(measure));
  return {
    hit1: hits(1),
    hit3: hits(3),
    hit5: hits(5),
    mrr: average(reciprocalRank),
    ndcg5: average((ranking) => ndcg(ranking, 5)),
    covered5: average((ranking) => covered(ranking, 5)),
  };
}

export function answerMetrics(results: readonly CaseResult[]): Metrics {
  const shareOf = <T>(all: readonly T[], is: (one: T) => boolean) => share(all.filter(is).length, all.length);
  const cited = results.filter(({ citedRelevant }) => citedRelevant !== null);
  const citations = results.reduce((sum, one) => sum + one.citations, 0);
  const inexact = results.reduce((sum, one) => sum + one.inexact.length, 0);
  const refusals = refusalsOf(results);
  const figures = results.filter((one) => FIGURE_KINDS.has(one.kind) && !expectedOutcomes(one).has('refuse'));
  return {
    right: shareOf(results, ({ right }) => right),
    outcome: shareOf(results, ({ outcomeRight }) => outcomeRight),
    ...retrievalMetrics(results),
    exact: share(citations - inexact, citations),
    relevant: shareOf(cited, ({ citedRelevant }) => citedRelevant === true),
    refusalPrecision: shareOf(
      refusals.filter(({ refused }) => refused),
      ({ due }) => due,
    ),
    refusalRecall: shareOf(
      refusals.filter(({ due }) => due),
      ({ refused }) => refused,
    ),
    refusalF1: bootstrap(refusals, f1),
    figureRefused: shareOf(figures, ({ outcome }) => outcome === 'refuse'),
    wrongPlace: count(results.filter(({ wrongPlaces }) => wrongPlaces.length > 0).length, results.length),
    wrongFigure: count(results.filter(({ wrongFigures }) => wrongFigures.length > 0).length, results.length),
  };
}

interface Refusal {
  /** The question should be refused. */
  readonly due: boolean;
  readonly refused: boolean;
}

/** Of the cases that must be refused or must not be. */
export function refusalsOf(results: readonly Pick<CaseResult, 'expect' | 'also' | 'outcome'>[]): Refusal[] {
  return results.flatMap((one) => refusalOf(one) ?? []);
}

/** Null where a refusal is as good as an answer. To ask back is not to refuse. */
function refusalOf(one: Pick<CaseResult, 'expect' | 'also' | 'outcome'>): Refusal | null {
  const expected = expectedOutcomes(one);
  const due = expected.has('refuse');
  if (due && (expected.has('answer') || expected.has('clarify'))) return null;
  return { due, refused: one.outcome === 'refuse' };
}

/** `2·TP / (2·TP + FP + FN)`, with the questions to be refused as the positive class; null without any of the three. */
export function f1(refusals: readonly Refusal[]): number | null {
  let hits = 0;
  let faults = 0;
  for (const { due, refused } of refusals) {
    if (due && refused) hits++;
    else if (due !== refused) faults++;
  }
  return hits + faults === 0 ? null : (2 * hits) / (2 * hits + faults);
}

/** The results of each kind, the most frequent kind first. */
export function byKind<T extends { readonly kind: string }>(results: readonly T[]): Map<string, T[]> {
  const kinds = new Map<string, T[]>();
  for (const one of results) kinds.set(one.kind, [...(kinds.get(one.kind) ?? []), one]);
  return new Map([...kinds].sort(([, a], [, b]) => b.length - a.length));
}

/** Milliseconds. */
export interface Latency {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

export function latencyOf(results: readonly Pick<RetrievalResult, 'ms'>[]): Latency {
  const times = results.map(({ ms }) => ms);
  const at = (part: number) => quantile(times, part) ?? 0;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

/** How often each outcome was expected and came. Rows: expected; columns: what came. */
export function outcomeTable(
  results: readonly CaseResult[],
): Readonly<Record<Outcome, Readonly<Record<Outcome, number>>>> {
  const row = (expect: Outcome) =>
    Object.fromEntries(
      OUTCOMES.map((outcome) => [
        outcome,
        results.filter((one) => one.expect === expect && one.outcome === outcome).length,
      ]),
    ) as Record<Outcome, number>;
  return Object.fromEntries(OUTCOMES.map((expect) => [expect, row(expect)])) as Record<
    Outcome,
    Record<Outcome, number>
  >;
}
