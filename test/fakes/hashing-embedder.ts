import { createHash } from 'node:crypto';
import { bigramTerms } from '../../src/core/language/terms.ts';
import type { Embedder } from '../../src/core/ports.ts';
import { AppError } from '../../src/errors.ts';

export interface HashingEmbedder extends Embedder {
  /** Texts that were embedded, in order. */
  readonly embedded: readonly { readonly as: 'query' | 'passage'; readonly text: string }[];
  /** Every call rejects until `recover`. */
  fail(): void;
  recover(): void;
}

/** One for each byte of a SHA-512. */
const DIMENSIONS = 64;

/** Texts that share terms are near each other: each term adds a hash of itself. Needs no model and no thread. */
export function createHashingEmbedder(): HashingEmbedder {
  const embedded: { as: 'query' | 'passage'; text: string }[] = [];
  let closed = false;
  let failing = false;

  async function embed(as: 'query' | 'passage', text: string): Promise<Float32Array> {
    if (closed || failing)
      throw new AppError('embedder-failed', { details: closed ? 'it was closed' : 'told to' });
    embedded.push({ as, text });
    const vector = new Float32Array(DIMENSIONS);
    // The empty term stands in every text, so that one without terms has a vector too.
    for (const term of ['', ...bigramTerms(text)])
      createHash('sha512')
        .update(term)
        .digest()
        .forEach((byte, at) => {
          vector[at]! += (byte - 127.5) / 128;
        });
    const length = Math.hypot(...vector);
    return vector.map((value) => value / length);
  }

  return {
    model: {
      id: 'hashing-terms',
      sha256: createHash('sha256').update('hashing-terms').digest('hex'),
      dimensions: DIMENSIONS,
      maxInputTokens: 512,
    },
    embedded,
    embedQuery: (text) => embed('query', text),
    embedPassage: (text) => embed('passage', text),
    fail() {
      failing = true;
    },
    recover() {
      failing = false;
    },
    async close() {
      closed = true;
    },
  };
}
