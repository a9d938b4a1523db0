/** A share with its interval, as a report of an evaluation has it. */
export const share = (value: number | null, of = 4) => ({
  value,
  low: value && value - 0.1,
  high: value && value + 0.1,
  of,
});

/** A case that was answered rightly, and one that was not. */
export const rightCase = {
  ...{
    id: 'right',
    kind: 'figure',
    question: '低保标准是多少',
    expect: 'answer',
    also: [],
    outcome: 'answer',
  },
  ...{
    right: true,
    outcomeRight: true,
    missing: [],
    forbidden: [],
    inexact: [],
    wrongPlaces: [],
    wrongFigures: [],
  },
  ...{
    citedRelevant: true,
    citations: 1,
    history: [],
    points: ['560元'],
    lost: [],
    ms: 12.3,
    confidence: 0.91,
  },
  ...{
    ranking: { first: 1, ranks: [1] },
    relevant: [{ document: '云岭县低保问答.txt', quote: '每人每月560元' }],
  },
  answer: '每人每月560元[1]。',
  quotes: [{ marker: 1, about: '云岭县 · 2023-06-01', quote: '2023年农村低保标准为每人每月560元。' }],
};
export const wrongCase = {
  ...rightCase,
  ...{ id: 'wrong', question: '改造了多少危房', right: false, missing: ['512户'], wrongPlaces: ['江畔县'] },
  ...{ answer: '改造了97户[1]。', points: ['512户'], ranking: { first: null, ranks: [null] } },
};
/** An evaluation as it is kept. */
export const runOf = (at: string, cases: readonly object[], more: object = {}) => ({
  ...{
    format: 1,
    of: 'answers',
    at,
    files: ['cases.jsonl'],
    corpora: [{ corpusVersion: 'v1', passages: 9 }],
  },
  ...{ embeddingModel: 'some-model', chatModel: null, latency: { p50: 1, p95: 2, p99: 3 } },
  total: { right: share(0.75), refusalF1: share(0.9), wrongPlace: share(1), wrongFigure: share(0) },
  byKind: { figure: { right: share(0.5) }, list: { right: share(null, 0) } },
  cases,
  ...more,
});
