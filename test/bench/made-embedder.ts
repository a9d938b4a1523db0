import { createHash } from 'node:crypto';
import { sentences, slice } from '../../src/core/language/text.ts';
import type { Embedder } from '../../src/core/ports.ts';
import { createRandom } from '../fakes/random.ts';

/** What tells two texts of the same sentences apart, beside the length of a sentence's vector. */
const NOISE = 0.15;

/**
 * Vectors as a model would give them to a large made corpus, without running it on each of its texts: the mean of those
 * that it gives to the places, titles and sentences of a text, by their length and whatever their figures, with a little noise that the text itself decides.
 */
export function createMadeEmbedder(model: Embedder): Embedder {
  const known = new Map<string, Promise<Float32Array>>();
  const vectorOf = (sentence: string): Promise<Float32Array> => {
    const masked = sentence.replaceAll(/\d/gu, '0');
    const vector = known.get(masked) ?? model.embedPassage(masked);
    known.set(masked, vector);
    return vector;
  };
  return {
    ...model,
    async embedPassage(text) {
      const parts = text.split(/\s+/u).flatMap((line) => sentences(line).map((span) => slice(line, span)));
      const { below } = createRandom(createHash('sha256').update(text).digest().readUInt32LE());
      const sum = new Float32Array(model.model.dimensions);
      const vectors = await Promise.all((parts.length === 0 ? [text] : parts).map(vectorOf));
      for (const [nth, vector] of vectors.entries()) {
        const weight = (parts[nth] ?? text).length / text.length;
        for (const [at, value] of vector.entries()) sum[at]! += value * weight;
      }
      const noise = Math.sqrt(12 / sum.length) * NOISE;
      for (const at of sum.keys()) sum[at]! += noise * (below(1 << 16) / (1 << 16) - 0.5);
      const length = Math.hypot(...sum);
      return sum.map((value) => value / length);
    },
  };
}
