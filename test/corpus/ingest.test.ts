import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { NO_SYNONYMS } from '../../src/core/language/vocabulary.ts';
import type { Embedder, IngestProgress, VectorRows } from '../../src/core/ports.ts';
import type { NonEmpty, SourceDocument } from '../../src/core/types.ts';
import { FILES } from '../../src/corpus/generation/form.ts';
import { staleReason } from '../../src/corpus/generation/staleness.ts';
import { type IngestMemo, type IngestOptions, ingest } from '../../src/corpus/ingest.ts';
import { openKnowledge } from '../../src/corpus/snapshot.ts';
import { createIndexEngines } from '../../src/engines/index-engines.ts';
import { createSegmenter } from '../../src/engines/segmenter.ts';
import {
  createDigestEmbedder,
  createPlainSegmenter,
  createSimpleEngines,
  PLAIN_SCRIPT,
} from '../fakes/index/simple-engines.ts';
import { corpusOf, EDITIONS, report, temporaryFolder } from '../fakes/index/small-corpus.ts';

const engines = createSimpleEngines();
const segmenter = createPlainSegmenter();

function run(indexDir: string, documents: readonly SourceDocument[], more: Partial<IngestOptions> = {}) {
  return ingest({
    ...{
      indexDir,
      engines,
      segmenter,
      script: PLAIN_SCRIPT,
      embedders: [createDigestEmbedder()] as NonEmpty<Embedder>,
    },
    corpus: async () => corpusOf(documents),
    corpusPath: 'seeds',
    ...more,
  });
}

/** More passages than one embedder is given alone. */
const MANY = Array.from({ length: 15 }, (_, at) => report(`${at + 1}号县`, '2018'));

async function hashes(indexDir: string, version: string): Promise<Record<string, string>> {
  const manifest = JSON.parse(await readFile(join(indexDir, `gen-${version}`, 'manifest.json'), 'utf8'));
  return Object.fromEntries(FILES.map((name) => [name, manifest.files[name].sha256]));
}

describe('an ingest', () => {
  test('gives back from the disk every document and every passage it was given, text and all', async () => {
    const indexDir = await temporaryFolder();
    const built = await run(indexDir, EDITIONS.old);
    const { knowledge, skipped } = await openKnowledge(indexDir, {
      engines,
      model: createDigestEmbedder().model,
    });
    expect(skipped).toEqual([]);
    expect(knowledge.documents).toEqual(EDITIONS.old);
    expect(knowledge.passages).toEqual(built.knowledge.passages);
    expect(knowledge.version).toBe(built.report.corpusVersion);
    expect(knowledge.passages.length).toBeGreaterThan(EDITIONS.old.length);
    for (const { documentId, span, text } of knowledge.passages)
      expect(knowledge.documentById.get(documentId)?.text.slice(span.start, span.end)).toBe(text);
  });

  test('embeds only the passages that changed, and reports what came, changed and went', async () => {
    const indexDir = await temporaryFolder();
    const first = await run(indexDir, EDITIONS.old);
    expect(first.report.embedded).toBe(first.report.passages);
    expect(first.report.changes).toEqual({
      added: ['甲县.txt', '乙县.txt', '丙县.txt'],
      changed: [],
      removed: [],
    });
    const embedder = createDigestEmbedder();
    const second = await run(indexDir, EDITIONS.new, { embedders: [embedder] });
    const unchanged = second.knowledge.passages.filter(({ documentId }) => documentId === '甲县').length;
    expect(unchanged).toBeGreaterThan(0);
    expect(second.report.embedded).toBe(second.report.passages - unchanged);
    const ofUnchanged = embedder.texts.filter((text) => text.includes('甲县'));
    expect(ofUnchanged).toEqual([]);
    expect(new Set(embedder.texts).size).toBe(embedder.texts.length);
    expect(second.report.changes).toEqual({
      added: ['丁县.txt'],
      changed: ['乙县.txt'],
      removed: ['丙县.txt'],
    });
    expect(second.report.documents.map(({ passages }) => passages)).toEqual(
      EDITIONS.new.map(({ id }) => second.knowledge.passages.filter((p) => p.documentId === id).length),
    );
    const fresh = await run(await temporaryFolder(), EDITIONS.new);
    expect(second.report.corpusVersion).toBe(fresh.report.corpusVersion);
  });

  test('gives the files that a process which remembers nothing gives, also after a fault', async () => {
    const real = { engines: createIndexEngines(), segmenter: createSegmenter() };
    const indexDir = await temporaryFolder();
    const memo: IngestMemo = { cuts: new WeakMap() };
    const more = { ...real, memo };
    await run(indexDir, EDITIONS.old, more);
    const broken = { ...real.engines, buildKeywordIndex: () => real.engines.buildKeywordIndex([]) };
    await expect(run(indexDir, EDITIONS.new, { ...more, engines: broken })).rejects.toThrow();
    for (const documents of [EDITIONS.new, EDITIONS.old, EDITIONS.new.toReversed()]) {
      const { report } = await run(indexDir, documents, more);
      const fresh = await run(await temporaryFolder(), documents, real);
      expect(report.corpusVersion).toBe(fresh.report.corpusVersion);
    }
  });

  test('reads terms anew where the words that mean one thing changed', async () => {
    const indexDir = await temporaryFolder();
    const memo: IngestMemo = { cuts: new WeakMap() };
    await run(indexDir, EDITIONS.old, { memo });
    const synonyms = { ...NO_SYNONYMS, same: [['低保', '最低生活保障']] };
    const corpus = async () => ({ ...corpusOf(EDITIONS.old), synonyms });
    const { report } = await run(indexDir, EDITIONS.old, { memo, corpus });
    const fresh = await run(await temporaryFolder(), EDITIONS.old, { corpus });
    expect(report.corpusVersion).toBe(fresh.report.corpusVersion);
  });

  test('keeps no vector of another model', async () => {
    const indexDir = await temporaryFolder();
    await run(indexDir, EDITIONS.old);
    const other = createDigestEmbedder({ sha256: 'b'.repeat(64) });
    const { report: second } = await run(indexDir, EDITIONS.old, { embedders: [other] });
    expect(second.embedded).toBe(second.passages);
  });

  test('gives the same files on one embedder and on four, whoever is faster', async () => {
    const one = await temporaryFolder();
    const four = await temporaryFolder();
    const slow = createDigestEmbedder();
    const stumbling: Embedder = {
      ...slow,
      embedPassage: async (text) => {
        for (let turn = text.length % 7; turn > 0; turn--) await new Promise((done) => setImmediate(done));
        return slow.embedPassage(text);
      },
    };
    const a = await run(one, MANY);
    const b = await run(four, MANY, { embedders: [stumbling, slow, stumbling, slow] });
    expect(b.report.corpusVersion).toBe(a.report.corpusVersion);
    expect(await hashes(four, b.report.corpusVersion)).toEqual(await hashes(one, a.report.corpusVersion));
  });

  test('asks no more embedders than its texts are worth', async () => {
    const embedders = [createDigestEmbedder(), createDigestEmbedder()] as const;
    await run(await temporaryFolder(), [report('甲县', '2018', 3)], { embedders });
    expect(embedders.map(({ texts }) => texts.length > 0)).toEqual([true, false]);
    await run(await temporaryFolder(), MANY, { embedders });
    expect(embedders.map(({ texts }) => texts.length > 10)).toEqual([true, true]);
  });

  test('gives the same files twice with the native index and the real segmenter', async () => {
    const folders = [await temporaryFolder(), await temporaryFolder()];
    const built = [];
    for (const indexDir of folders) {
      const embedders = [createDigestEmbedder({ dimensions: 48 })] as const;
      const more = { embedders, engines: createIndexEngines(), segmenter: createSegmenter() };
      const { report: done, knowledge } = await run(indexDir, EDITIONS.old, more);
      expect(knowledge.vectorSearch).toBe('hnsw');
      built.push(await hashes(indexDir, done.corpusVersion));
    }
    expect(built[0]).toEqual(built[1]);
  });

  test('of an unchanged corpus embeds nothing and leaves the generation that serves', async () => {
    const indexDir = await temporaryFolder();
    const first = await run(indexDir, EDITIONS.old, { now: () => new Date('2026-01-01T00:00:00Z') });
    const second = await run(indexDir, EDITIONS.old, { now: () => new Date('2026-02-02T00:00:00Z') });
    expect(second.report.embedded).toBe(0);
    expect(second.knowledge.version).toBe(first.knowledge.version);
    expect(second.knowledge.builtAt).toBe('2026-01-01T00:00:00.000Z');
  });

  test('tells its progress in the order of its phases, each to the end', async () => {
    const seen: IngestProgress[] = [];
    await run(await temporaryFolder(), EDITIONS.old, { onProgress: (progress) => seen.push(progress) });
    const order = ['reading', 'embedding', 'indexing', 'checking'] as const;
    expect([...new Set(seen.map(({ phase }) => phase))]).toEqual(order);
    for (const phase of order) {
      const last = seen.findLast((progress) => progress.phase === phase);
      expect(last?.done).toBe(last?.total);
    }
  });
});

describe('an ingest that must not go on leaves the old generation serving', () => {
  const whatServes = async (indexDir: string) =>
    (await openKnowledge(indexDir, { engines, model: createDigestEmbedder().model })).knowledge.documents;

  test('when the corpus shrank to nothing', async () => {
    const indexDir = await temporaryFolder();
    await run(indexDir, EDITIONS.old);
    await expect(run(indexDir, [])).rejects.toMatchObject({ code: 'corpus-empty' });
    const blank = { ...report('甲县', '2018'), text: '\n \n', blocks: [] };
    await expect(run(indexDir, [blank])).rejects.toMatchObject({ code: 'corpus-empty' });
    expect(await whatServes(indexDir)).toEqual(EDITIONS.old);
  });

  test('when it is called off, and when an embedder fails', async () => {
    const indexDir = await temporaryFolder();
    await run(indexDir, EDITIONS.old);
    const stop = new AbortController();
    const onProgress = ({ phase, done }: IngestProgress) => {
      if (phase === 'embedding' && done === 2) stop.abort(new Error('called off'));
    };
    await expect(run(indexDir, EDITIONS.new, { signal: stop.signal, onProgress })).rejects.toThrow(
      'called off',
    );
    const broken: Embedder = {
      ...createDigestEmbedder(),
      embedPassage: async () => {
        throw new Error('worker gone');
      },
    };
    await expect(run(indexDir, MANY, { embedders: [createDigestEmbedder(), broken] })).rejects.toThrow(
      'worker gone',
    );
    expect(await whatServes(indexDir)).toEqual(EDITIONS.old);
  });

  test.each([
    ['not a number', (vector: Float32Array) => vector.fill(Number.NaN)],
    ['zero', (vector: Float32Array) => vector.fill(0)],
    ['too long', (vector: Float32Array) => Float32Array.of(...vector, 0)],
    ['too short', (vector: Float32Array) => vector.slice(1)],
  ])('when a vector is %s', async (_, spoil) => {
    const indexDir = await temporaryFolder();
    await run(indexDir, EDITIONS.old);
    const good = createDigestEmbedder();
    const bad: Embedder = { ...good, embedPassage: async (text) => spoil(await good.embedPassage(text)) };
    await expect(run(indexDir, EDITIONS.new, { embedders: [bad] })).rejects.toMatchObject({
      code: 'embedder-failed',
    });
    expect(await whatServes(indexDir)).toEqual(EDITIONS.old);
  });

  test.each([
    [
      'the vector index finds other passages',
      {
        openVectorIndex: (_file: string, vectors: VectorRows) =>
          engines.exactVectorIndex({
            ...vectors,
            read(first, into) {
              vectors.read(first, into);
              into.set(into.map((value) => -value));
            },
          }),
      },
    ],
    [
      'the vector index does not open',
      {
        openVectorIndex: () => {
          throw new Error('native fault');
        },
      },
    ],
    ['a keyword index lost its terms', { buildKeywordIndex: (terms: readonly unknown[]) => lost(terms) }],
    ['a keyword index counts other passages', { buildKeywordIndex: () => engines.buildKeywordIndex([]) }],
  ])('when %s', async (_, fault) => {
    const indexDir = await temporaryFolder();
    await run(indexDir, EDITIONS.old);
    await expect(run(indexDir, EDITIONS.new, { engines: { ...engines, ...fault } })).rejects.toMatchObject({
      code: 'index-unproven',
    });
    expect(await whatServes(indexDir)).toEqual(EDITIONS.old);
  });

  function lost(terms: readonly unknown[]): Uint8Array {
    return engines.buildKeywordIndex(terms.map(() => []));
  }
});

describe('the index is stale', () => {
  const { model } = createDigestEmbedder();
  const reason = (indexDir: string, documents: readonly SourceDocument[], more = {}) =>
    staleReason({ indexDir, documents, synonyms: NO_SYNONYMS, engines, model, ...more });

  test('never right after an ingest, whatever order the fields of a document come in', async () => {
    const indexDir = await temporaryFolder();
    await run(indexDir, EDITIONS.old);
    const shuffled = EDITIONS.old.map(({ text, ...rest }) => ({ text, ...rest }));
    expect(await reason(indexDir, shuffled)).toBeNull();
  });

  test('when it is missing, or its text, a title, the model or a setting is another', async () => {
    const indexDir = await temporaryFolder();
    expect(await reason(indexDir, EDITIONS.old)).toBe('还没有索引');
    await run(indexDir, EDITIONS.old);
    expect(await reason(indexDir, EDITIONS.new)).toBe('资料有改动');
    const retitled = EDITIONS.old.map((document) => ({ ...document, title: `${document.title}（修订）` }));
    expect(await reason(indexDir, retitled)).toBe('资料有改动');
    const otherModel = { ...model, sha256: 'c'.repeat(64) };
    expect(await reason(indexDir, EDITIONS.old, { model: otherModel })).toContain('cccccccccccc');
    expect(await reason(indexDir, EDITIONS.old, { engines: createSimpleEngines({ m: 8 }) })).toContain('m 8');
    const synonyms = { ...NO_SYNONYMS, same: [['低保', '最低生活保障']] };
    expect(await reason(indexDir, EDITIONS.old, { synonyms })).toBe('近义词表有改动');
  });
});
