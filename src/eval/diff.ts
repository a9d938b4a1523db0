import { ANSWER_METRICS, type MetricName } from './metrics.ts';
import type { Comparable } from './report.ts';

type Compared = Comparable['cases'][number];

/** A case that both reports have and that came out otherwise. */
export interface Turned {
  readonly id: string;
  readonly kind: string;
  readonly question: string;
  /** `outcome`: another outcome, as right or as wrong as before. `rank`: the first relevant passage moved. */
  readonly turn: 'to-wrong' | 'to-right' | 'outcome' | 'rank';
  readonly before: string;
  readonly after: string;
}

export interface MetricChange {
  readonly metric: MetricName;
  readonly before: number | null;
  readonly after: number | null;
  /** Each value lies outside of the other's 95 % interval: chance alone does not explain it. */
  readonly isClear: boolean;
}

export interface Difference {
  readonly turned: readonly Turned[];
  readonly metrics: readonly MetricChange[];
  /** Ids that only one of the reports has. */
  readonly onlyBefore: readonly string[];
  readonly onlyAfter: readonly string[];
}

const ORDER: readonly Turned['turn'][] = ['to-wrong', 'to-right', 'outcome', 'rank'];

/** What changed from one report to another: metrics, and the cases that turned, those that got worse first. */
export function differenceOf(before: Comparable, after: Comparable): Difference {
  const later = new Map(after.cases.map((one) => [one.id, one]));
  const earlier = new Set(before.cases.map(({ id }) => id));
  const turned = before.cases.flatMap((one) => {
    const now = later.get(one.id);
    return now === undefined ? [] : turnOf(one, now);
  });
  return {
    turned: turned.sort((a, b) => ORDER.indexOf(a.turn) - ORDER.indexOf(b.turn)),
    metrics: ANSWER_METRICS.flatMap((metric) => metricChange(metric, before, after) ?? []),
    onlyBefore: before.cases.flatMap(({ id }) => (later.has(id) ? [] : [id])),
    onlyAfter: after.cases.flatMap(({ id }) => (earlier.has(id) ? [] : [id])),
  };
}

function turnOf(before: Compared, after: Compared): Turned[] {
  const { id, kind, question } = after;
  const turned = (turn: Turned['turn'], from: string, to: string) => [
    { id, kind, question, turn, before: from, after: to },
  ];
  const outcomes = [before.outcome ?? '', after.outcome ?? ''] as const;
  if (before.right !== after.right && before.right !== undefined && after.right !== undefined)
    return turned(after.right ? 'to-right' : 'to-wrong', ...outcomes);
  if (outcomes[0] !== outcomes[1]) return turned('outcome', ...outcomes);
  const ranks = [before, after].map(({ ranking }) => ranking?.first ?? null);
  if (before.right !== undefined || ranks[0] === ranks[1]) return [];
  const [from, to] = ranks.map((rank) => (rank === null ? '-' : String(rank)));
  return turned('rank', from ?? '-', to ?? '-');
}

function metricChange(metric: MetricName, before: Comparable, after: Comparable): MetricChange | null {
  const [a, b] = [before.total[metric], after.total[metric]];
  if (a === undefined || b === undefined || a.value === b.value) return null;
  const outside = (value: number | null, { low, high }: typeof a) =>
    value !== null && low !== null && high !== null && (value < low || value > high);
  return { metric, before: a.value, after: b.value, isClear: outside(b.value, a) && outside(a.value, b) };
}
