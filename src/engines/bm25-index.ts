import type { KeywordIndex } from '../core/ports.ts';
import { decodePostings, encodePostings } from './bm25/format.ts';
import { createTopK } from './top-k.ts';

/** Saturation of a term's frequency, 0 up: at 0 a second occurrence adds nothing. */
const K1 = 1.2;
/** Weight of the passage's length, 0 (none) to 1 (in full). */
const B = 0.75;

/** See `IndexEngines.buildKeywordIndex`. */
export function buildBm25Index(
  terms: readonly (readonly string[] | number)[],
  before?: Uint8Array,
): Uint8Array {
  return encodePostings(terms, before);
}

/**
 * BM25 after Robertson and Zaragoza, "The Probabilistic Relevance Framework" (2009), equation 3.15, with the inverse
 * document frequency ln(1 + (N - n + 0.5) / (n + 0.5)) of Lucene, which is never negative:
 *
 *   score = sum over terms of idf * f (k1 + 1) / (f + k1 (1 - b + b * length / average length))
 *
 * A term that the query repeats counts once: who says a word twice does not ask for it twice.
 * @throws Error when the bytes are not a whole index of this format.
 */
export function openBm25Index(bytes: Uint8Array): KeywordIndex {
  const { size, terms, lengths, starts, ordinals, frequencies, find } = decodePostings(bytes);
  let total = 0;
  for (const length of lengths) total += length;
  const average = total / size || 1;
  const lengthPenalty = Float64Array.from(lengths, (length) => K1 * (1 - B + (B * length) / average));
  // Shared by all searches, which are synchronous; every search leaves it all zero.
  const scores = new Float64Array(size);

  function frequencyOf(term: number): number {
    return (starts[term + 1] as number) - (starts[term] as number);
  }

  /** Scores the passages from one ordinal to another, both included. */
  function addScores(term: number, first: number, last: number, touched: number[]): void {
    const holding = frequencyOf(term);
    const idf = Math.log(1 + (size - holding + 0.5) / (holding + 0.5));
    const end = starts[term + 1] as number;
    for (let at = firstFrom(term, first); at < end; at++) {
      const ordinal = ordinals[at] as number;
      if (ordinal > last) return;
      const frequency = frequencies[at] as number;
      if (scores[ordinal] === 0) touched.push(ordinal);
      scores[ordinal] =
        (scores[ordinal] as number) +
        (idf * frequency * (K1 + 1)) / (frequency + (lengthPenalty[ordinal] as number));
    }
  }

  /** Where the postings of a term from an ordinal on begin. */
  function firstFrom(term: number, ordinal: number): number {
    let low = starts[term] as number;
    let high = starts[term + 1] as number;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((ordinals[middle] as number) < ordinal) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  return {
    size,
    terms,
    documentFrequency(term) {
      const found = find(term);
      return found < 0 ? 0 : frequencyOf(found);
    },
    search(terms, k, among) {
      const best = createTopK(k);
      const touched: number[] = [];
      const [first = 0, last = size - 1] = among === undefined ? [] : [among[0] ?? size, among.at(-1) ?? 0];
      for (const term of new Set(terms)) {
        const found = find(term);
        if (found >= 0) addScores(found, first, last, touched);
      }
      for (const ordinal of among ?? touched) {
        const score = scores[ordinal];
        if (score) best.offer(ordinal, score);
      }
      for (const ordinal of touched) scores[ordinal] = 0;
      return best.take();
    },
  };
}
