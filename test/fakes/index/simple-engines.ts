import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import type {
  Embedder,
  EmbeddingModel,
  Hit,
  IndexEngines,
  KeywordIndex,
  ScriptConverter,
  Segmenter,
  VectorIndex,
  VectorRows,
} from '../../../src/core/ports.ts';
import { inMemory } from '../../../src/engines/exact-index.ts';

/** Exact search and term counting with no native code: what the index files do is tested apart from the libraries. */
export function createSimpleEngines(settings: Readonly<Record<string, string | number>> = {}): IndexEngines {
  const exact = ({ size, dimensions, read }: VectorRows): VectorIndex => {
    const vectors = new Float32Array(size * dimensions);
    read(0, vectors);
    return {
      size,
      dimensions,
      search(vector, k, among) {
        const ordinals = among ? [...among] : Array.from({ length: size }, (_, ordinal) => ordinal);
        return best(
          ordinals.map((ordinal) => {
            let score = 0;
            for (let at = 0; at < dimensions; at++)
              score += (vectors[ordinal * dimensions + at] ?? 0) * (vector[at] ?? 0);
            return { ordinal, score };
          }),
          k,
        );
      },
    };
  };
  return {
    settings: { vectorIndex: 'simple', ...settings },
    buildVectorIndex: (vectors, _dimensions, file) => writeFile(file, new Uint8Array(vectors.slice().buffer)),
    openVectorIndex: (file, { dimensions }) =>
      exact(inMemory(new Float32Array(new Uint8Array(readFileSync(file)).buffer), dimensions)),
    exactVectorIndex: exact,
    buildKeywordIndex: (terms, before) => {
      const kept = before === undefined ? [] : JSON.parse(Buffer.from(before).toString('utf8'));
      return Buffer.from(JSON.stringify(terms.map((one) => (typeof one === 'number' ? kept[one] : one))));
    },
    openKeywordIndex: (bytes) => countingIndex(JSON.parse(Buffer.from(bytes).toString('utf8'))),
  };
}

function countingIndex(terms: readonly (readonly string[])[]): KeywordIndex {
  return {
    size: terms.length,
    terms: () => [...new Set(terms.flat())],
    documentFrequency: (term) => terms.filter((list) => list.includes(term)).length,
    search(wanted, k, among) {
      const known = new Set(wanted);
      const ordinals = among ? [...among] : [...terms.keys()];
      const hits = ordinals.map((ordinal) => ({
        ordinal,
        score: (terms[ordinal] ?? []).filter((term) => known.has(term)).length,
      }));
      return best(
        hits.filter(({ score }) => score > 0),
        k,
      );
    },
  };
}

function best(hits: Hit[], k: number): Hit[] {
  return hits.toSorted((a, b) => b.score - a.score || a.ordinal - b.ordinal).slice(0, k);
}

/** A unit vector that depends on the text alone. `texts` collects what was embedded, in order. */
export function createDigestEmbedder(model: Partial<EmbeddingModel> = {}): Embedder & { texts: string[] } {
  const full = { id: 'digest', sha256: 'a'.repeat(64), dimensions: 8, maxInputTokens: 512, ...model };
  const texts: string[] = [];
  const embed = async (text: string): Promise<Float32Array> => {
    const bytes = createHash('sha512').update(full.sha256).update(text).digest();
    const raw = Array.from({ length: full.dimensions }, (_, at) => (bytes[at] ?? 0) - 127.5);
    const length = Math.hypot(...raw);
    return Float32Array.from(raw, (value) => value / length);
  };
  return {
    model: full,
    texts,
    embedQuery: embed,
    embedPassage(text) {
      texts.push(text);
      return embed(text);
    },
    close: async () => undefined,
  };
}

/** Words of two characters, which costs nothing and is the same on every machine. */
export function createPlainSegmenter(): Segmenter {
  return {
    words: (text) => text.match(/.{1,2}/gsu) ?? [],
    partOfSpeech: () => undefined,
  };
}

/** Leaves every character as it is. */
export const PLAIN_SCRIPT: ScriptConverter = { toSimplified: (text) => text };
