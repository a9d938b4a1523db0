import { setImmediate as breathe } from 'node:timers/promises';
import type { Embedder } from '../../core/ports.ts';
import type { NonEmpty } from '../../core/types.ts';
import { AppError } from '../../errors.ts';

/** How far a vector's length may be from 1. */
const UNIT_TOLERANCE = 0.01;

export interface EmbedOptions {
  /** The text of a row; asked only where its vector is not known. */
  readonly textOf: (row: number) => string;
  /** One a row: texts of one key are equal, and embedded once. */
  readonly keys: readonly string[];
  /** Vectors that are known already, by key. */
  readonly kept: KeptVectors;
  readonly embedders: NonEmpty<Embedder>;
  readonly onEmbedded: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

/** Vectors of texts, by the keys of these. */
export interface KeptVectors {
  has(key: string): boolean;
  /** Fills `into` with the vector of a key. @returns false where there is none. */
  read(key: string, into: Float32Array): boolean;
}

/** Rows that are looked for, and read from their file, between two turns of the event loop. */
const ROWS_A_TURN = 1_024;

/** Texts that are worth another embedder: to load a model takes as long as to embed some of them. */
const TEXTS_EACH = 8;

/**
 * The vector of every text, row after row, by as many of the embedders as the texts are worth. Each takes the next text
 * as soon as it is free, one a run, so the result does not depend on how many they are.
 * @throws what an embedder throws, AppError `embedder-failed` for a vector that cannot be searched, the signal's reason.
 */
export async function embedAll(options: EmbedOptions): Promise<Float32Array> {
  const { textOf, keys, kept, embedders, onEmbedded, signal } = options;
  const { dimensions } = embedders[0].model;
  const vectors = new Float32Array(keys.length * dimensions);

  const rowsByKey = new Map<string, number[]>();
  for (const [row, key] of keys.entries()) {
    if (row % ROWS_A_TURN === 0) await breathe();
    if (kept.read(key, vectors.subarray(row * dimensions, (row + 1) * dimensions))) continue;
    const same = rowsByKey.get(key);
    if (same) same.push(row);
    else rowsByKey.set(key, [row]);
  }
  const work = [...rowsByKey.values()];
  const total = work.reduce((sum, rows) => sum + rows.length, 0);
  let next = 0;
  let done = 0;
  onEmbedded(done, total);

  const run = async (embedder: Embedder): Promise<void> => {
    for (let rows = work[next++]; rows !== undefined; rows = work[next++]) {
      signal?.throwIfAborted();
      const vector = await embedder.embedPassage(textOf(rows[0] ?? 0));
      assertUnit(vector, dimensions);
      for (const row of rows) vectors.set(vector, row * dimensions);
      done += rows.length;
      onEmbedded(done, total);
    }
  };
  const needed = embedders.slice(0, Math.max(1, Math.ceil(work.length / TEXTS_EACH)));
  // The others are waited for, so that nothing still runs when the caller goes on.
  const runs = await Promise.allSettled(
    needed.map((embedder) =>
      run(embedder).catch((error: unknown) => {
        next = work.length;
        throw error;
      }),
    ),
  );
  for (const result of runs) if (result.status === 'rejected') throw result.reason;
  return vectors;
}

/** The native index takes a vector of NaN or of another length without a word, and searches it wrongly. */
function assertUnit(vector: Float32Array, dimensions: number): void {
  let squares = 0;
  for (const value of vector) squares += value * value;
  if (vector.length !== dimensions || !(Math.abs(Math.sqrt(squares) - 1) <= UNIT_TOLERANCE)) {
    throw new AppError('embedder-failed', {
      details: `得到的向量有 ${vector.length} 维、长度 ${Math.sqrt(squares).toFixed(3)}，应为 ${dimensions} 维、长度 1`,
    });
  }
}
