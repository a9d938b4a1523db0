import type { Hit, VectorIndex, VectorRows } from '../core/ports.ts';
import { createTopK } from './top-k.ts';

/** How far a stored vector's length may be from 1: float32 rounding stays below 1e-6. */
const LENGTH_TOLERANCE = 1e-3;

/** Rows of an array. */
export function inMemory(vectors: Float32Array, dimensions: number): VectorRows {
  return {
    size: vectors.length / dimensions,
    dimensions,
    read(first, into) {
      into.set(vectors.subarray(first * dimensions, first * dimensions + into.length));
    },
  };
}

/** Rows that are read at once. */
const BLOCK = 256;
/** Rows between two that are looked at, which are read with them: one long reading is quicker than two short ones. */
const GAP = 8;

/**
 * Cosine search that looks at every vector: the oracle of the tests and the fallback when the native index cannot be
 * used. About 0.8 ms for 1,000 vectors of 384 dimensions.
 * @throws Error when `vectors` is not whole rows of finite unit vectors.
 */
export function createExactIndex(vectors: VectorRows): VectorIndex {
  const size = countUnitVectors(vectors);
  const { dimensions } = vectors;
  return {
    size,
    dimensions,
    search(vector, k, among) {
      checkQuery(vector, dimensions);
      return exactSearch(vectors, vector, k, among);
    },
  };
}

/** The `k` rows nearest to `vector`, best first, ties by ordinal; among all rows or only the given ones, ascending. */
export function exactSearch(
  vectors: VectorRows,
  vector: Float32Array,
  k: number,
  among?: Uint32Array,
): Hit[] {
  const { size, dimensions } = vectors;
  const best = createTopK(k);
  const query = Float64Array.from(vector);
  if (among === undefined) {
    eachBlock(vectors, (block, first, rows) => {
      for (let row = 0; row < rows; row++) best.offer(first + row, cosine(block, row * dimensions, query));
    });
    return best.take();
  }
  const block = new Float32Array(Math.min(BLOCK, size) * dimensions);
  for (let from = 0; from < among.length; ) {
    const first = among[from] as number;
    let to = from + 1;
    while (to < among.length && isNear(among[to] as number, among[to - 1] as number, first)) to++;
    const last = among[to - 1] as number;
    if (last >= size) throw new RangeError(`ordinal ${last} is beyond the index of ${size}`);
    vectors.read(first, block.subarray(0, (last - first + 1) * dimensions));
    for (; from < to; from++) {
      const ordinal = among[from] as number;
      best.offer(ordinal, cosine(block, (ordinal - first) * dimensions, query));
    }
  }
  return best.take();
}

function isNear(next: number, last: number, first: number): boolean {
  return next > last && next - last <= GAP && next - first < BLOCK;
}

function eachBlock(
  vectors: VectorRows,
  look: (block: Float32Array, first: number, rows: number) => void,
): void {
  const { size, dimensions } = vectors;
  const whole = new Float32Array(Math.min(BLOCK, size) * dimensions);
  for (let first = 0; first < size; first += BLOCK) {
    const rows = Math.min(BLOCK, size - first);
    const block = whole.subarray(0, rows * dimensions);
    vectors.read(first, block);
    look(block, first, rows);
  }
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
export function countUnitVectors(vectors: VectorRows): number {
  const { size, dimensions } = vectors;
  if (!Number.isInteger(dimensions) || dimensions < 1 || !Number.isInteger(size))
    throw new Error(
      `${size * dimensions} numbers are not whole rows of ${dimensions} dimensions; build the index again (npm run ingest)`,
    );
  eachBlock(vectors, (block, first, rows) => {
    for (let row = 0; row < rows; row++) checkUnit(block, row * dimensions, dimensions, first + row);
  });
  return size;
}

function checkUnit(vectors: Float32Array, start: number, dimensions: number, row: number): void {
  let squares = 0;
  for (let at = start; at < start + dimensions; at++) squares += (vectors[at] as number) ** 2;
  if (!(Math.abs(Math.sqrt(squares) - 1) <= LENGTH_TOLERANCE))
    throw new Error(
      `vector ${row} has length ${Math.sqrt(squares)}; expected 1. Build the index again (npm run ingest)`,
    );
}

/** @throws Error when the query is not one finite unit vector of the index's dimensions. */
export function checkQuery(vector: Float32Array, dimensions: number): void {
  if (vector.length !== dimensions)
    throw new Error(
      `the query has ${vector.length} dimensions, the index ${dimensions}; build the index with the model that is set (npm run ingest)`,
    );
  checkUnit(vector, 0, dimensions, 0);
}
