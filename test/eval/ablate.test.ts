import { describe, expect, test } from 'vitest';
import { DEFAULT_SETTINGS, PASSAGES, RULES } from '../../src/core/settings.ts';
import { ablate, VARIANTS, type Variant } from '../../src/eval/ablate.ts';
import { retrievalMetrics } from '../../src/eval/metrics.ts';
import type { RetrievalResult } from '../../src/eval/run.ts';
import { evalWording } from '../../src/wording/eval.ts';

const result = (id: string, first: number | null): RetrievalResult => ({
  ...{ id, kind: 'question', question: id, ms: 1, lost: [], relevant: [] },
  ranking: { first, ranks: [first] },
});

describe('the variants', () => {
  test('leave out every rule, every list of retrieval, and the ways of cutting, one at a time', () => {
    const names = VARIANTS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(
      expect.arrayContaining([
        ...RULES.map((rule) => `no-${rule}`),
        ...['dense', 'words', 'bigrams', 'dense+words', 'no-placeBefore', 'size-120', 'size-400'],
      ]),
    );
    for (const { change, passages, name } of VARIANTS.slice(1)) {
      expect([change === undefined, passages === undefined].filter(Boolean), name).toHaveLength(1);
      if (change !== undefined) expect(change(DEFAULT_SETTINGS), name).not.toEqual(DEFAULT_SETTINGS);
      if (passages !== undefined) expect(passages, name).not.toEqual(PASSAGES);
    }
  });

  test('have a name for people', () => {
    expect(VARIANTS.filter(({ name }) => !Object.hasOwn(evalWording.variant, name))).toEqual([]);
  });
});

test('the product whole comes first, then what was asked for, with the cases that turned', async () => {
  const asked: Variant[] = [];
  const { full, rows } = await ablate({
    only: ['words', 'size-120'],
    metrics: retrievalMetrics,
    measure: async (variant) => {
      asked.push(variant);
      return variant.name === 'words'
        ? [result('a', 9), result('b', 2), result('c', 5)]
        : [result('a', 1), result('b', null), result('c', 5)];
    },
  });
  expect(asked.map(({ name }) => name)).toEqual(['full', 'words', 'size-120']);
  expect(full).toHaveLength(3);
  expect(rows.map(({ name, lost, won }) => ({ name, lost, won }))).toEqual([
    { name: 'full', lost: [], won: [] },
    { name: 'words', lost: ['a'], won: ['b'] },
    { name: 'size-120', lost: [], won: [] },
  ]);
  expect(rows[1]?.total.hit1).toMatchObject({ value: 0, of: 3 });
});
