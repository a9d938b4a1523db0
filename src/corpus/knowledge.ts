import { readCorpusFacts } from '../core/facts/read.ts';
import { createVocabulary } from '../core/language/vocabulary.ts';
import type { IndexEngines, Knowledge, ScriptConverter, VectorIndex } from '../core/ports.ts';
import { AppError, messageOf } from '../errors.ts';
import type { StoredGeneration } from './generation/stored.ts';

export interface OpenedKnowledge {
  readonly knowledge: Knowledge;
  /** Why exact search serves in place of the native index; absent when the native one does. */
  readonly exactBecause?: string;
}

/**
 * Opens the search structures of a generation that was read and checked. A native index that does not open costs
 * speed alone: exact search over the same vectors takes its place.
 * @throws AppError `index-damaged` when a keyword index cannot be opened.
 */
export function assembleKnowledge(
  stored: StoredGeneration,
  engines: IndexEngines,
  script: ScriptConverter,
): OpenedKnowledge {
  const { manifest, folder } = stored;
  const keywords = (name: string, bytes: Uint8Array) => {
    try {
      return engines.openKeywordIndex(bytes);
    } catch (error) {
      throw new AppError(
        'index-damaged',
        { path: folder, details: `${name} 打不开（${messageOf(error)}）` },
        error,
      );
    }
  };
  const { vectors, exactBecause } = openVectors(stored, engines);
  for (const passage of stored.passages) Object.freeze(passage);
  const knowledge: Knowledge = Object.freeze({
    version: manifest.id,
    builtAt: manifest.builtAt,
    ...readCorpusFacts(stored.documents, stored.passages, script.toSimplified),
    vectors,
    vectorSearch: exactBecause === undefined ? 'hnsw' : 'exact',
    sentenceVectors: stored.sentenceVectors,
    sentenceOffsets: sentenceOffsets(stored),
    words: keywords('words.bm25', stored.words),
    bigrams: keywords('bigrams.bm25', stored.bigrams),
    vocabulary: createVocabulary(stored.synonyms),
    embeddingModel: Object.freeze({ ...manifest.model }),
  });
  return exactBecause === undefined ? { knowledge } : { knowledge, exactBecause };
}

function openVectors(
  { nativeIndex, vectors, passages }: StoredGeneration,
  engines: IndexEngines,
): { readonly vectors: VectorIndex; readonly exactBecause?: string } {
  try {
    const opened = engines.openVectorIndex(nativeIndex, vectors);
    if (opened.size !== passages.length) {
      throw new Error(`里面有 ${opened.size} 个向量，应为 ${passages.length} 个`);
    }
    return { vectors: opened };
  } catch (error) {
    return { vectors: engines.exactVectorIndex(vectors), exactBecause: messageOf(error) };
  }
}

function sentenceOffsets({ passages }: StoredGeneration): Uint32Array {
  const offsets = new Uint32Array(passages.length + 1);
  for (const [ordinal, { sentences }] of passages.entries())
    offsets[ordinal + 1] = (offsets[ordinal] ?? 0) + sentences.length;
  return offsets;
}

/**
 * The one reference that changes at run time. Whoever answers takes `current()` once and keeps it to the end, so a
 * swap never moves the ground under an answer; the old corpus is freed when its last answer is done.
 */
export interface LiveKnowledge {
  current(): Knowledge;
  /** @returns the knowledge that served until now. */
  swap(next: Knowledge): Knowledge;
}

export function createLiveKnowledge(initial: Knowledge): LiveKnowledge {
  let serving = initial;
  return {
    current: () => serving,
    swap(next) {
      const before = serving;
      serving = next;
      return before;
    },
  };
}
