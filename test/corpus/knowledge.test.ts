import { rm, truncate } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sentences, slice } from '../../src/core/language/text.ts';
import type { Knowledge } from '../../src/core/ports.ts';
import { cutPassages } from '../../src/corpus/generation/cut.ts';
import { type FileSystem, nodeFileSystem } from '../../src/corpus/generation/file-system.ts';
import { ingest } from '../../src/corpus/ingest.ts';
import { createLiveKnowledge } from '../../src/corpus/knowledge.ts';
import { openKnowledge } from '../../src/corpus/snapshot.ts';
import { inMemory } from '../../src/engines/exact-index.ts';
import {
  createDigestEmbedder,
  createPlainSegmenter,
  createSimpleEngines,
  PLAIN_SCRIPT,
} from '../fakes/index/simple-engines.ts';
import { corpusOf, EDITIONS, temporaryFolder } from '../fakes/index/small-corpus.ts';
import { fingerprint, ingestSmall } from '../fakes/index/small-ingest.ts';

const engines = createSimpleEngines();
const embedder = createDigestEmbedder();

async function built(documents: Parameters<typeof corpusOf>[0]) {
  const indexDir = await temporaryFolder();
  const { knowledge } = await ingest({
    ...{ indexDir, engines, embedders: [embedder], segmenter: createPlainSegmenter() },
    script: PLAIN_SCRIPT,
    corpus: async () => corpusOf(documents),
    corpusPath: 'seeds',
  });
  return { indexDir, knowledge };
}

describe('knowledge', () => {
  test('cannot be changed by who reads it', async () => {
    const { knowledge } = await built(EDITIONS.old);
    expect(() => Object.assign(knowledge, { version: 'x' })).toThrow(TypeError);
    expect(() => Object.assign(knowledge.passages[0] ?? {}, { text: 'x' })).toThrow(TypeError);
    expect(() => (knowledge.documents as unknown[]).pop()).toThrow(TypeError);
  });

  test('has one unit vector for each sentence of each passage, in order', async () => {
    const { knowledge } = await built(EDITIONS.old);
    const { dimensions } = knowledge.embeddingModel;
    expect(knowledge.sentenceOffsets).toHaveLength(knowledge.passages.length + 1);
    for (const [ordinal, { text, place }] of knowledge.passages.entries()) {
      const from = knowledge.sentenceOffsets[ordinal] ?? 0;
      const spans = sentences(text);
      expect((knowledge.sentenceOffsets[ordinal + 1] ?? 0) - from).toBe(spans.length);
      for (const [at, span] of spans.entries()) {
        const row = new Float32Array(dimensions);
        knowledge.sentenceVectors.read(from + at, row);
        expect(row).toEqual(await embedder.embedPassage(`${place} ${slice(text, span)}`));
      }
    }
  });

  test('reads its vectors from their files, also where these are gone, and tells where one is cut short', async () => {
    const { indexDir, knowledge } = await built(EDITIONS.old);
    const opened = await openKnowledge(indexDir, { engines, model: embedder.model });
    const all = ({ sentenceVectors: { size, dimensions, read } }: Knowledge) => {
      const rows = new Float32Array(size * dimensions);
      read(0, rows);
      return rows;
    };
    const before = all(opened.knowledge);
    const files = join(indexDir, `gen-${knowledge.version}`);
    await truncate(join(files, 'sentences.f32'), 40);
    expect(() => all(opened.knowledge)).toThrow(expect.objectContaining({ code: 'index-damaged' }));

    const other = await built(EDITIONS.old);
    await rm(other.indexDir, { recursive: true });
    expect(all(other.knowledge)).toEqual(before);
  });

  test('keeps no file open but those of its vectors', async () => {
    const { indexDir } = await built(EDITIONS.old);
    const open = new Set<string>();
    const fileSystem: FileSystem = {
      ...nodeFileSystem,
      async open(path) {
        const file = await nodeFileSystem.open(path);
        const name = basename(path);
        open.add(name);
        const close = () => {
          open.delete(name);
          file.close();
        };
        return { ...file, close };
      },
    };
    const made = await cutPassages(EDITIONS.old);
    for (const given of [{}, { made }]) {
      await openKnowledge(indexDir, { engines, model: embedder.model, fileSystem, ...given });
      expect(open).toEqual(new Set(['vectors.f32', 'sentences.f32']));
    }
  });

  test('is made of the very passages that the corpus was cut into, where its files hold the same', async () => {
    const { indexDir, knowledge } = await built(EDITIONS.old);
    const open = async (documents: typeof EDITIONS.old) => {
      const made = await cutPassages(documents);
      const opened = await openKnowledge(indexDir, { engines, model: embedder.model, made });
      expect(opened.knowledge.documents).toEqual(EDITIONS.old);
      expect(opened.knowledge.passages).toEqual(knowledge.passages);
      return opened.knowledge.passages[0] === made.passages[0];
    };
    expect(await open(EDITIONS.old)).toBe(true);
    expect(await open(EDITIONS.new)).toBe(false);
    await truncate(join(indexDir, `gen-${knowledge.version}`, 'passages.jsonl'), 40);
    await expect(open(EDITIONS.old)).rejects.toMatchObject({ code: 'index-damaged' });
  });

  test('lists the passages of each place in ascending order, and every passage once', async () => {
    const { knowledge } = await built(EDITIONS.old);
    expect([...knowledge.ordinalsByPlace.keys()]).toEqual(['甲县', '乙县', '丙县']);
    const all = [...knowledge.ordinalsByPlace.values()].flatMap((ordinals) => [...ordinals]);
    expect(all).toEqual([...knowledge.passages.keys()]);
    for (const [place, ordinals] of knowledge.ordinalsByPlace)
      for (const ordinal of ordinals) expect(knowledge.passages[ordinal]?.place).toBe(place);
  });

  test('searches exactly where the native index does not open or holds other vectors, and says why', async () => {
    const { indexDir, knowledge } = await built(EDITIONS.old);
    const failing = {
      ...engines,
      openVectorIndex: () => {
        throw new Error('native fault');
      },
    };
    const short = {
      ...engines,
      openVectorIndex: () => engines.exactVectorIndex(inMemory(new Float32Array(8), 8)),
    };
    for (const [fault, why] of [
      [failing, 'native fault'],
      [short, '有 1 个向量'],
    ] as const) {
      const opened = await openKnowledge(indexDir, { engines: fault, model: embedder.model });
      expect(opened.exactBecause).toContain(why);
      expect(opened.knowledge.vectorSearch).toBe('exact');
      const query = await embedder.embedQuery('资金');
      expect(opened.knowledge.vectors.search(query, 5)).toEqual(knowledge.vectors.search(query, 5));
    }
  });
});

describe('live knowledge', () => {
  test('moves to the next corpus at once, while who took the old one keeps it', async () => {
    const before = (await built(EDITIONS.old)).knowledge;
    const after = (await built(EDITIONS.new)).knowledge;
    const live = createLiveKnowledge(before);
    const taken = live.current();
    expect(live.swap(after)).toBe(before);
    expect(live.current()).toBe(after);
    expect(taken.documents).toEqual(EDITIONS.old);
  });

  test('is one whole corpus for each of a hundred answers under way while it reloads', async () => {
    const { indexDir, knowledge } = await built(EDITIONS.old);
    const live = createLiveKnowledge(knowledge);
    const prints = new Map([[knowledge.version, await fingerprint(knowledge)]]);
    let reloading = true;
    const answers = Array.from({ length: 100 }, async () => {
      const seen: [string, string][] = [];
      while (reloading) {
        const taken = live.current();
        await new Promise((resolve) => setImmediate(resolve));
        seen.push([taken.version, await fingerprint(taken)]);
      }
      return seen;
    });
    const next = (await ingestSmall(indexDir, EDITIONS.new)).knowledge;
    prints.set(next.version, await fingerprint(next));
    live.swap(next);
    await new Promise((resolve) => setImmediate(resolve));
    reloading = false;
    const seen = (await Promise.all(answers)).flat();
    expect(seen.length).toBeGreaterThan(100);
    for (const [version, print] of seen) expect(print).toBe(prints.get(version));
  });
});
