import { readdir } from 'node:fs/promises';
import type { Knowledge } from '../../../src/core/ports.ts';
import type { SourceDocument } from '../../../src/core/types.ts';
import { type Ingested, type IngestOptions, ingest } from '../../../src/corpus/ingest.ts';
import { type OpenedIndex, openKnowledge } from '../../../src/corpus/snapshot.ts';
import {
  createDigestEmbedder,
  createPlainSegmenter,
  createSimpleEngines,
  PLAIN_SCRIPT,
} from './simple-engines.ts';
import { corpusOf } from './small-corpus.ts';

/** An ingest with engines that cost nothing, so that what is tested is the writing. */
export function ingestSmall(
  indexDir: string,
  documents: readonly SourceDocument[],
  more: Partial<IngestOptions> = {},
): Promise<Ingested> {
  return ingest({
    ...{ indexDir, engines: createSimpleEngines(), segmenter: createPlainSegmenter() },
    script: PLAIN_SCRIPT,
    embedders: [createDigestEmbedder()],
    corpus: async () => corpusOf(documents),
    corpusPath: 'seeds',
    ...more,
  });
}

export function openSmall(indexDir: string): Promise<OpenedIndex> {
  return openKnowledge(indexDir, { engines: createSimpleEngines(), model: createDigestEmbedder().model });
}

/** All that an answer could tell two corpora apart by. */
export async function fingerprint(knowledge: Knowledge): Promise<string> {
  const query = await createDigestEmbedder().embedQuery('投入资金');
  return JSON.stringify({
    ...{ version: knowledge.version, documents: knowledge.documents, passages: knowledge.passages },
    hits: knowledge.vectors.search(query, 9),
    words: knowledge.words.search(['资金', '群众'], 9),
    bigrams: knowledge.bigrams.search(['甲县', '丁县'], 9),
  });
}

/** What stands in the index folder, generations as one name. */
export async function namesIn(indexDir: string): Promise<string[]> {
  return (await readdir(indexDir)).map((name) => name.replace(/^gen-.*/, 'gen')).toSorted();
}
