import type { Hit, VectorIndex } from '../core/ports.ts';
import { createTopK } from './top-k.ts';

/** How far a stored vector's length may be from 1: float32 rounding stays below 1e-6. */
const LENGTH_TOLERANCE = 1e-3;

/**
 * Cosine search that looks at every vector: the oracle of the tests and the fallback when the native index cannot be
 * used. About 0.8 ms for 1,000 vectors of 384 dimensions.
 * @param vectors unit vectors, row after row.
 * @throws Error when `vectors` is not whole rows of finite unit vectors.
 */
export function createExactIndex(vectors: Float32Array, dimensions: number): VectorIndex {
  const size = countUnitVectors(vectors, dimensions);
  return {
    size,
    dimensions,
    search(vector, k, among) {
      checkQuery(vector, dimensions);
      return exactSearch(vectors, dimensions, vector, k, among);
    },
  };
}

/** The `k` rows nearest to `vector`, best first, ties by ordinal; among all rows or only the given ones. */
export function exactSearch(
  vectors: Float32Array,
  dimensions: number,
  vector: Float32Array,
  k: number,
  among?: Uint32Array,
): Hit[] {
  const size = vectors.length / dimensions;
  const best = createTopK(k);
  const query = Float64Array.from(vector);
  if (among) {
    for (const ordinal of among) {
      if (ordinal >= size) throw new RangeError(`ordinal ${ordinal} is beyond the index of ${size}`);
      best.offer(ordinal, cosine(vectors, ordinal * dimensions, query));
    }
  } else {
    for (let ordinal = 0; ordinal < size; ordinal++) {
      best.offer(ordinal, cosine(vectors, ordinal * dimensions, query));
    }
  }
  return best.take();
}

/**
 * Dot product of two unit vectors, -1 to 1.
 * @param row where the first begins in `vectors`.
 * @param query in 64 bits, since the engine then converts one side only: a quarter faster than two Float32Arrays.
 */
export function cosine(vectors: Float32Array, row: number, query: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < query.length; at++) sum += (vectors[row + at] as number) * (query[at] as number);
  return Math.min(1, Math.max(-1, sum));
}

/**
 * The number of rows. Native code takes NaN, zero vectors and half rows without a word, so they are refused here.
 * @throws Error naming the first row that is not a finite unit vector.
 */
export function countUnitVectors(vectors: Float32Array, dimensions: number): number {
  if (!Number.isInteger(dimensions) || dimensions < 1 || vectors.length % dimensions !== 0)
    throw new Error(
      `${vectors.length} numbers are not whole rows of ${dimensions} dimensions; build the index again (npm run ingest)`,
    );
  const size = vectors.length / dimensions;
  for (let row = 0; row < size; row++) {
    let squares = 0;
    for (let at = row * dimensions; at < (row + 1) * dimensions; at++)
      squares += (vectors[at] as number) ** 2;
    if (!(Math.abs(Math.sqrt(squares) - 1) <= LENGTH_TOLERANCE))
      throw new Error(
        `vector ${row} has length ${Math.sqrt(squares)}; expected 1. Build the index again (npm run ingest)`,
      );
  }
  return size;
}

/** @throws Error when the query is not one finite unit vector of the index's dimensions. */
export function checkQuery(vector: Float32Array, dimensions: number): void {
  if (vector.length !== dimensions)
    throw new Error(
      `the query has ${vector.length} dimensions, the index ${dimensions}; build the index with the model that is set (npm run ingest)`,
    );
  countUnitVectors(vector, dimensions);
}
