import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { NO_SYNONYMS } from '../../../src/core/language/vocabulary.ts';
import type { SourceDocument } from '../../../src/core/types.ts';
import type { Corpus } from '../../../src/corpus/corpus.ts';
import { sha256 } from '../../../src/corpus/generation/file-system.ts';
import { blocksOf } from '../../../src/corpus/structure/blocks.ts';

/** A report of `lines` sentences of its own, each with a figure, over several passages. */
export function report(id: string, edition: string, lines = 12): SourceDocument {
  const sentences = Array.from(
    { length: lines },
    (_, at) =>
      `${edition}年${id}第${at + 1}项任务投入资金${at * 37 + 11}万元，受益群众${at * 13 + 5}户，改善了当地群众的生产生活条件，项目已经全部完工并投入使用。`,
  );
  const text = sentences.join('\n');
  return {
    ...{ id, path: `${id}.txt`, title: `${id}年度报告`, place: id, issuedOn: edition },
    ...{ sha256: sha256(text), text, blocks: blocksOf(text, { title: '' }), damage: [] },
  };
}

export function corpusOf(documents: readonly SourceDocument[]): Corpus {
  return {
    documents,
    reports: documents.map((document) => ({
      ...{ path: document.path, title: document.title, titleBy: 'test', characters: document.text.length },
      ...{ damage: [], setAside: [], repeals: [], sections: [], blocks: {}, warnings: [] },
    })),
    refused: [],
    synonyms: NO_SYNONYMS,
  };
}

/** Two editions of one corpus: a report that stays, one that changes, one that goes, one that comes. */
export const EDITIONS = {
  old: [report('甲县', '2018'), report('乙县', '2018'), report('丙县', '2018', 6)],
  new: [report('甲县', '2018'), report('乙县', '2019'), report('丁县', '2019', 9)],
} as const;

/** A folder that is gone when the test is. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'mingbai-index-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
