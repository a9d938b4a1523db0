import { setImmediate as breathe } from 'node:timers/promises';
import type { KeywordIndex, VectorRows } from '../../core/ports.ts';
import { AppError } from '../../errors.ts';
import type { OpenedKnowledge } from '../knowledge.ts';
import type { Terms } from './keywords.ts';

/** How many passages, spread evenly over the corpus, must find themselves. */
const SAMPLES = 64;
/** Of those, the share whose vector must come back as its own nearest: HNSW is approximate. */
const FOUND_SHARE = 0.95;
/** Cosine similarity of a unit vector with itself, less what 32-bit arithmetic loses. */
const SAME_VECTOR = 0.999;

/** Rows that are compared between two turns of the event loop. */
const ROWS_A_TURN = 1_024;

export interface Expected {
  readonly documents: number;
  readonly passages: number;
  readonly vectors: Float32Array;
  readonly sentenceVectors: Float32Array;
  /** The terms that a passage is found by. */
  readonly termsOf: (ordinal: number) => Terms;
}

/**
 * Proves a generation, opened as a reader opens it, before it may serve: the vector of every sentence came back from the
 * disk, its texts being proved where they are read back, and a sample of its passages finds itself in each of its three indexes.
 * @throws AppError `index-unproven`
 */
export async function checkKnowledge(
  indexDir: string,
  { knowledge, exactBecause }: OpenedKnowledge,
  expected: Expected,
): Promise<void> {
  const prove = (holds: boolean, details: string): void => {
    if (!holds) throw new AppError('index-unproven', { path: indexDir, details });
  };
  const { passages, vectors, embeddingModel } = knowledge;
  const size = expected.passages;
  prove(exactBecause === undefined, `向量索引打不开（${exactBecause}）`);
  prove(knowledge.documents.length === expected.documents, '资料份数不对');
  prove(passages.length === size, `有 ${passages.length} 段，应为 ${size} 段`);
  prove(await areRows(expected.sentenceVectors, knowledge.sentenceVectors), '句子的向量读回来不一样');
  prove(knowledge.words.size === size, '词索引的段数不对');
  prove(knowledge.bigrams.size === size, '二字组索引的段数不对');

  const step = Math.max(1, Math.floor(size / SAMPLES));
  let sampled = 0;
  let found = 0;
  for (let ordinal = 0; ordinal < size; ordinal += step) {
    const { dimensions } = embeddingModel;
    const vector = expected.vectors.subarray(ordinal * dimensions, (ordinal + 1) * dimensions);
    sampled++;
    await breathe();
    if ((vectors.search(vector, 1)[0]?.score ?? -1) >= SAME_VECTOR) found++;
    const among = Uint32Array.of(ordinal);
    const { words, bigrams } = expected.termsOf(ordinal);
    prove(holdsTerms(knowledge.words, words, among), `第 ${ordinal} 段用它自己的词查不到`);
    prove(holdsTerms(knowledge.bigrams, bigrams, among), `第 ${ordinal} 段用它自己的二字组查不到`);
  }
  prove(found >= sampled * FOUND_SHARE, `抽查 ${sampled} 段，用自己的向量查得到的只有 ${found} 段`);
}

/** Bit by bit. */
async function areRows(expected: Float32Array, { size, dimensions, read }: VectorRows): Promise<boolean> {
  if (size * dimensions !== expected.length) return false;
  for (let first = 0; first < size; first += ROWS_A_TURN) {
    const wanted = expected.subarray(first * dimensions, (first + ROWS_A_TURN) * dimensions);
    const found = new Float32Array(wanted.length);
    read(first, found);
    if (Buffer.compare(bytesOf(found), bytesOf(wanted)) !== 0) return false;
    await breathe();
  }
  return true;
}

function bytesOf({ buffer, byteOffset, byteLength }: Float32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function holdsTerms(index: KeywordIndex, terms: readonly string[], among: Uint32Array): boolean {
  if (terms.length === 0) return true;
  return index.search(terms, 1, among)[0]?.ordinal === among[0];
}
