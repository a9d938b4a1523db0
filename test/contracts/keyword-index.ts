import { describe, expect, test } from 'vitest';
import type { KeywordIndex } from '../../src/core/ports.ts';

/** What every `KeywordIndex` promises. @param create an index over the terms of each passage. */
export function keywordIndexContract(
  name: string,
  create: (terms: readonly (readonly string[])[]) => KeywordIndex,
): void {
  const passages = [
    ['农村', '低保', '标准', '提高'],
    ['危房', '改造', '补助', '标准'],
    ['低保', '对象', '低保', '标准'],
    [],
    ['公路', '建设', '公路', '桥梁'],
  ];
  const ordinals = (index: KeywordIndex, terms: string[], k = 10, among?: Uint32Array) =>
    index.search(terms, k, among).map(({ ordinal }) => ordinal);

  describe(`${name} as a KeywordIndex`, () => {
    test('knows its size and in how many passages a term stands', () => {
      const index = create(passages);
      expect(index.size).toBe(5);
      expect(index.documentFrequency('标准')).toBe(3);
      expect(index.documentFrequency('低保')).toBe(2);
      expect(index.documentFrequency('公路')).toBe(1);
      expect(index.documentFrequency('教育')).toBe(0);
      expect(index.documentFrequency('')).toBe(0);
    });

    test('lists every term once', () => {
      expect(create(passages).terms().sort()).toEqual([...new Set(passages.flat())].sort());
    });

    test('finds the passages that hold at least one term, best first', () => {
      const index = create(passages);
      expect(ordinals(index, ['低保', '标准'])).toEqual([2, 0, 1]);
      expect(ordinals(index, ['公路'])).toEqual([4]);
      const scores = index.search(['低保', '标准'], 10).map(({ score }) => score);
      expect(scores).toEqual(scores.toSorted((a, b) => b - a));
      expect(Math.min(...scores)).toBeGreaterThan(0);
    });

    test('finds nothing for unknown terms and for none', () => {
      const index = create(passages);
      expect(index.search(['教育'], 10)).toEqual([]);
      expect(index.search([], 10)).toEqual([]);
    });

    test('gives at most k, and breaks ties by ordinal', () => {
      const index = create(Array.from({ length: 50 }, () => ['低保']));
      expect(ordinals(index, ['低保'], 3)).toEqual([0, 1, 2]);
      expect(ordinals(index, ['低保'], 0)).toEqual([]);
      expect(ordinals(index, ['低保'], 1_000)).toEqual(Array.from({ length: 50 }, (_, at) => at));
    });

    test('searches among the given ordinals only, with the scores of the whole index', () => {
      const index = create(passages);
      const all = index.search(['低保', '标准'], 10);
      const scoped = index.search(['低保', '标准'], 10, Uint32Array.from([0, 1, 4]));
      expect(scoped).toEqual(all.filter(({ ordinal }) => ordinal !== 2));
      expect(index.search(['低保'], 10, new Uint32Array())).toEqual([]);
    });

    test('does not remember an earlier search', () => {
      const index = create(passages);
      const before = index.search(['低保', '标准'], 10);
      index.search(['标准', '公路', '补助'], 1, Uint32Array.from([4]));
      expect(index.search(['低保', '标准'], 10)).toEqual(before);
    });

    test('an index of nothing finds nothing', () => {
      const index = create([]);
      expect(index.size).toBe(0);
      expect(index.search(['低保'], 10)).toEqual([]);
    });
  });
}
