import type { IndexEngines } from '../core/ports.ts';
import { KEYWORD_FORMAT } from './bm25/format.ts';
import { buildBm25Index, openBm25Index } from './bm25-index.ts';
import { createExactIndex } from './exact-index.ts';
import { buildHnswIndex, HNSW_EF_CONSTRUCTION, HNSW_M, HNSW_SEED, openHnswIndex } from './hnsw-index.ts';
import { SCRIPT_CONVERTER } from './script-converter.ts';
import { SEGMENTER } from './segmenter.ts';

/** The search structures of a generation: HNSW by hnswlib with exact search beside it, and BM25 postings. */
export function createIndexEngines(): IndexEngines {
  return {
    settings: {
      vectorIndex: 'hnswlib-node 3',
      vectorSpace: 'ip',
      hnswM: HNSW_M,
      hnswEfConstruction: HNSW_EF_CONSTRUCTION,
      hnswSeed: HNSW_SEED,
      keywordFormat: KEYWORD_FORMAT,
      segmenter: SEGMENTER,
      scriptConverter: SCRIPT_CONVERTER,
    },
    buildVectorIndex: buildHnswIndex,
    openVectorIndex: openHnswIndex,
    exactVectorIndex: createExactIndex,
    buildKeywordIndex: buildBm25Index,
    openKeywordIndex: openBm25Index,
  };
}
