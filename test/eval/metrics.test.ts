import { describe, expect, test } from 'vitest';
import {
  answerMetrics,
  byKind,
  f1,
  latencyOf,
  outcomeTable,
  retrievalMetrics,
} from '../../src/eval/metrics.ts';
import type { CaseResult } from '../../src/eval/run.ts';

let made = 0;

function result(more: Partial<CaseResult> = {}): CaseResult {
  return {
    ...{ id: `c${made++}`, kind: 'figure', question: '问', history: [], expect: 'answer', also: [] },
    ...{ ranking: null, ms: 1, lost: [], outcome: 'answer', right: true, outcomeRight: true, missing: [] },
    ...{ forbidden: [], citedRelevant: null, citations: 0, inexact: [], wrongPlaces: [], wrongFigures: [] },
    ...{ answer: '', quotes: [], confidence: null },
    ...more,
  } as CaseResult;
}

const value = (metrics: ReturnType<typeof answerMetrics>, name: keyof typeof metrics) => {
  const { value: measured, of } = metrics[name] ?? {};
  return [measured, of];
};

describe('retrieval', () => {
  const metrics = retrievalMetrics([
    { ranking: { first: 1, ranks: [1] } },
    { ranking: { first: 3, ranks: [3, null] } },
    { ranking: { first: null, ranks: [null] } },
    { ranking: { first: 6, ranks: [6] } },
    { ranking: null },
  ]);

  test('counts only the cases for which something is relevant', () => {
    expect(value(metrics, 'hit1')).toEqual([0.25, 4]);
    expect(value(metrics, 'hit3')).toEqual([0.5, 4]);
    expect(value(metrics, 'hit5')).toEqual([0.5, 4]);
    expect(value(metrics, 'mrr')).toEqual([(1 + 1 / 3 + 1 / 6) / 4, 4]);
    expect(value(metrics, 'covered5')).toEqual([(1 + 0.5) / 4, 4]);
    // 1; 1/log2 4 over 1 + 1/log2 3; 0; beyond the fifth.
    expect(value(metrics, 'ndcg5')[0]).toBeCloseTo((1 + 0.5 / 1.63093) / 4, 5);
  });
});

describe('refusals', () => {
  const refusal = (
    expect_: CaseResult['expect'],
    outcome: CaseResult['outcome'],
    also: CaseResult['also'] = [],
  ) => result({ expect: expect_, outcome, also });

  test('have precision, recall and F1; to ask back is no refusal, and what may be either is left out', () => {
    const metrics = answerMetrics([
      refusal('refuse', 'refuse'),
      refusal('silent', 'refuse'),
      refusal('refuse', 'answer'),
      refusal('refuse', 'clarify'),
      refusal('answer', 'refuse'),
      refusal('answer', 'answer'),
      refusal('answer', 'clarify'),
      refusal('refuse', 'answer', ['answer']),
      refusal('answer', 'refuse', ['refuse']),
    ]);
    expect(value(metrics, 'refusalPrecision')).toEqual([2 / 3, 3]);
    expect(value(metrics, 'refusalRecall')).toEqual([2 / 4, 4]);
    // 2·2 / (2·2 + 1 + 2)
    expect(value(metrics, 'refusalF1')).toEqual([4 / 7, 7]);
  });

  test('have no F1 where none is due and none came', () => {
    expect(f1([{ due: false, refused: false }])).toBeNull();
    expect(f1([{ due: true, refused: false }])).toBe(0);
  });

  test('of figure questions that can be answered are counted apart', () => {
    const metrics = answerMetrics([
      result({ kind: 'change', outcome: 'refuse' }),
      result({ kind: 'several', outcome: 'clarify' }),
      result({ kind: 'figure', expect: 'refuse', outcome: 'refuse' }),
      result({ kind: 'list', outcome: 'refuse' }),
    ]);
    expect(value(metrics, 'figureRefused')).toEqual([0.5, 2]);
  });
});

test('citations are counted one by one, wrong counties and figures by case', () => {
  const metrics = answerMetrics([
    result({ citations: 3, inexact: ['甲'], citedRelevant: true, wrongPlaces: ['某县', '某市'] }),
    result({ citations: 1, citedRelevant: false, wrongFigures: ['1户', '2户'] }),
    result({ citations: 0, right: false, outcomeRight: false }),
  ]);
  expect(value(metrics, 'exact')).toEqual([0.75, 4]);
  expect(value(metrics, 'relevant')).toEqual([0.5, 2]);
  expect(value(metrics, 'wrongPlace')).toEqual([1, 3]);
  expect(value(metrics, 'wrongFigure')).toEqual([1, 3]);
  expect(value(metrics, 'right')).toEqual([2 / 3, 3]);
});

test('results are shown by kind, the most frequent first', () => {
  const kinds = byKind(['b', 'a', 'a', 'c'].map((kind) => ({ kind })));
  expect([...kinds].map(([kind, of]) => [kind, of.length])).toEqual([
    ['a', 2],
    ['b', 1],
    ['c', 1],
  ]);
});

test('what was expected stands against what came', () => {
  const table = outcomeTable([
    result(),
    result({ outcome: 'refuse' }),
    result({ expect: 'silent', outcome: 'refuse' }),
  ]);
  expect(table.answer).toEqual({ answer: 1, clarify: 0, refuse: 1, silent: 0 });
  expect(table.silent.refuse).toBe(1);
});

test('latency is given at the median, the 95th and the 99th percentile', () => {
  const times = Array.from({ length: 200 }, (_, at) => ({ ms: at + 1 }));
  expect(latencyOf(times)).toEqual({ p50: 100, p95: 190, p99: 198 });
});
