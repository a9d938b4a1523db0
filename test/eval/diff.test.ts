import { expect, test } from 'vitest';
import { differenceOf } from '../../src/eval/diff.ts';
import type { Comparable } from '../../src/eval/report.ts';
import { share } from '../../src/eval/statistics.ts';

type Compared = Comparable['cases'][number];

const one = (id: string, more: Partial<Compared> = {}): Compared => ({
  ...{ id, question: `${id}?`, kind: 'figure', right: true, outcome: 'answer', ranking: null },
  ...more,
});

const report = (cases: Compared[], total: Comparable['total'] = {}): Comparable => ({
  ...{ format: 1, of: 'answers', at: '2026-01-01T00:00:00.000Z' },
  ...{ total, cases },
});

test('cases that turned are listed, those that got worse first', () => {
  const before = report([
    one('won', { right: false, outcome: 'refuse' }),
    one('same'),
    one('other', { right: true, outcome: 'answer' }),
    one('lost'),
    one('gone'),
  ]);
  const after = report([
    one('won'),
    one('same'),
    one('other', { right: true, outcome: 'clarify' }),
    one('lost', { right: false }),
    one('new'),
  ]);
  const { turned, onlyBefore, onlyAfter } = differenceOf(before, after);
  expect(turned.map(({ id, turn, before: from, after: to }) => [id, turn, from, to])).toEqual([
    ['lost', 'to-wrong', 'answer', 'answer'],
    ['won', 'to-right', 'refuse', 'answer'],
    ['other', 'outcome', 'answer', 'clarify'],
  ]);
  expect({ onlyBefore, onlyAfter }).toEqual({ onlyBefore: ['gone'], onlyAfter: ['new'] });
});

test('where nothing was answered, the rank of the first relevant passage turns', () => {
  const ranked = (first: number | null) =>
    report([{ id: 'r', question: 'r?', kind: 'question', ranking: { first } }]);
  expect(differenceOf(ranked(2), ranked(null)).turned).toEqual([
    { id: 'r', kind: 'question', question: 'r?', turn: 'rank', before: '2', after: '-' },
  ]);
  expect(differenceOf(ranked(2), ranked(2)).turned).toEqual([]);
});

test('a metric that changed is clear where each value lies outside of the other’s interval', () => {
  const { metrics } = differenceOf(
    report([], { right: share(50, 100), hit1: share(90, 100), mrr: share(1, 2) }),
    report([], { right: share(90, 100), hit1: share(91, 100), mrr: share(1, 2) }),
  );
  expect(metrics).toEqual([
    { metric: 'right', before: 0.5, after: 0.9, isClear: true },
    { metric: 'hit1', before: 0.9, after: 0.91, isClear: false },
  ]);
});
