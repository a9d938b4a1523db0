import { describe, expect, test } from 'vitest';
import type { VectorIndex } from '../../src/core/ports.ts';
import { clusteredVectors, rows } from '../fakes/vectors.ts';

const DIMENSIONS = 32;

/** What every `VectorIndex` promises. @param create an index over unit vectors, row after row. */
export function vectorIndexContract(
  name: string,
  create: (vectors: Float32Array, dimensions: number) => Promise<VectorIndex>,
): void {
  describe(`${name} as a VectorIndex`, () => {
    const vectors = clusteredVectors({ count: 300, dimensions: DIMENSIONS, clusters: 12, seed: 7 });
    const query = (ordinal: number) => rows(vectors, DIMENSIONS)[ordinal]!;

    test('knows its size and dimensions', async () => {
      const index = await create(vectors, DIMENSIONS);
      expect(index.size).toBe(300);
      expect(index.dimensions).toBe(DIMENSIONS);
    });

    test('finds every vector as its own nearest, with a similarity of 1', async () => {
      const index = await create(vectors, DIMENSIONS);
      for (let ordinal = 0; ordinal < 300; ordinal += 7) {
        const [best] = index.search(query(ordinal), 1);
        expect(best?.ordinal).toBe(ordinal);
        expect(best?.score).toBeCloseTo(1, 5);
      }
    });

    test('scores by cosine, best first, and gives no passage twice', async () => {
      const index = await create(vectors, DIMENSIONS);
      const hits = index.search(query(5), 20);
      expect(hits).toHaveLength(20);
      expect(new Set(hits.map(({ ordinal }) => ordinal)).size).toBe(20);
      for (const [at, { ordinal, score }] of hits.entries()) {
        const expected = query(5).reduce((sum, value, i) => sum + value * query(ordinal)[i]!, 0);
        expect(score).toBeCloseTo(expected, 5);
        if (at > 0) expect(score).toBeLessThanOrEqual(hits[at - 1]!.score);
      }
    });

    test('gives similarities from -1 to 1', async () => {
      const [first] = rows(vectors, DIMENSIONS);
      const opposite = first!.map((value) => -value);
      const index = await create(Float32Array.from([...first!, ...opposite]), DIMENSIONS);
      const scores = index.search(first!, 2).map(({ score }) => score);
      expect(scores[0]).toBeCloseTo(1, 5);
      expect(scores[1]).toBeCloseTo(-1, 5);
      expect(Math.max(...scores.map(Math.abs))).toBeLessThanOrEqual(1);
    });

    test('searches among the given ordinals only', async () => {
      const index = await create(vectors, DIMENSIONS);
      const among = Uint32Array.from([3, 40, 41, 200, 299]);
      const hits = index.search(query(5), 3, among);
      expect(hits).toHaveLength(3);
      for (const { ordinal } of hits) expect([...among]).toContain(ordinal);
      expect(index.search(query(200), 1, among)[0]?.ordinal).toBe(200);
    });

    test('gives fewer than k when there are fewer', async () => {
      const index = await create(vectors, DIMENSIONS);
      expect(index.search(query(0), 5, Uint32Array.from([9, 10]))).toHaveLength(2);
      expect(index.search(query(0), 5, new Uint32Array())).toEqual([]);
      expect(index.search(query(0), 0)).toEqual([]);
      expect(index.search(query(0), 1_000)).toHaveLength(300);
    });

    test('an index of nothing finds nothing, one of one finds one', async () => {
      const none = await create(new Float32Array(), DIMENSIONS);
      expect(none.size).toBe(0);
      expect(none.search(query(0), 5)).toEqual([]);
      const one = await create(query(0), DIMENSIONS);
      expect(one.search(query(1), 5)).toHaveLength(1);
    });

    test('refuses a query of other dimensions, one that is not finite, and one of another length', async () => {
      const index = await create(vectors, DIMENSIONS);
      expect(() => index.search(new Float32Array(DIMENSIONS - 1), 5)).toThrow(/dimensions/);
      expect(() =>
        index.search(
          query(0).map(() => Number.NaN),
          5,
        ),
      ).toThrow(/length NaN/);
      expect(() => index.search(new Float32Array(DIMENSIONS), 5)).toThrow(/length 0/);
      expect(index.search(query(0), 1)).toHaveLength(1);
    });

    test('refuses a k that is no whole number and an ordinal beyond its size', async () => {
      const index = await create(vectors, DIMENSIONS);
      expect(() => index.search(query(0), -1)).toThrow(RangeError);
      expect(() => index.search(query(0), 1.5)).toThrow(RangeError);
      expect(() => index.search(query(0), 3, Uint32Array.from([299, 300]))).toThrow(RangeError);
    });

    test('is not made of half rows, zeros or NaN', async () => {
      await expect(create(vectors.subarray(1), DIMENSIONS)).rejects.toThrow(/whole rows/);
      await expect(create(new Float32Array(DIMENSIONS), DIMENSIONS)).rejects.toThrow(/length 0/);
      await expect(
        create(
          query(0).map(() => Number.NaN),
          DIMENSIONS,
        ),
      ).rejects.toThrow(/length NaN/);
    });
  });
}
