import { evalWording, evalPage as words } from '../../wording/eval.ts';
import { bar } from '../holdings/bars.ts';
import { type Html, html } from '../markup.ts';
import type { Estimate, RunCase } from './runs.ts';

/** The Chinese name of a metric, kind or outcome; its own where there is none. */
export function called(names: Readonly<Record<string, string>>, name: string): string {
  return Object.hasOwn(names, name) ? (names[name] ?? name) : name;
}

export const kindName = (kind: string): string => called(evalWording.kind, kind);
export const metricName = (metric: string): string => called(evalWording.metric, metric);

/** Metrics that count cases rather than tell a share of them. */
const COUNTS: ReadonlySet<string> = new Set(['wrongPlace', 'wrongFigure']);
/** Means between 0 and 1 that are no shares. */
const MEANS: ReadonlySet<string> = new Set(['mrr', 'ndcg5']);

/** A value as its metric is told: 93.3 %, 0.871, 2; a dash where there is none. */
export function saidValue(metric: string, value: number | null | undefined): string {
  if (value === null || value === undefined) return evalWording.noInterval;
  if (COUNTS.has(metric)) return String(value);
  return MEANS.has(metric) ? value.toFixed(3) : `${(100 * value).toFixed(1)}%`;
}

/** A value with its interval below it. */
export function estimateOf(metric: string, estimate: Estimate | undefined): Html | string {
  if (estimate === undefined) return evalWording.noInterval;
  const { value, low, high } = estimate;
  if (low === null || high === null) return saidValue(metric, value);
  return html`${saidValue(metric, value)} <span class="small soft">${words.interval(saidValue(metric, low), saidValue(metric, high))}</span>`;
}

/** A share drawn with its interval; nothing for what is no share. */
export function drawn(metric: string, { value, low, high }: Estimate): Html | null {
  if (value === null || COUNTS.has(metric)) return null;
  return bar(value, low === null || high === null ? undefined : [low, high]);
}

export function verdict({ right }: Pick<RunCase, 'right'>): Html | null {
  if (right === undefined) return null;
  return right
    ? html`<span class="chip is-good">${words.right}</span>`
    : html`<span class="chip is-bad">${words.wrong}</span>`;
}

export const outcomeName = (outcome: string | undefined): string =>
  outcome === undefined ? '' : called(evalWording.outcome, outcome);

export const runLink = (id: string): string => `/evals/run/${encodeURIComponent(id)}`;
export const caseLink = (id: string, at: number): string => `${runLink(id)}/${at + 1}`;
