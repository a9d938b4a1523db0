import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { inMemory } from '../../src/engines/exact-index.ts';
import { createIndexEngines } from '../../src/engines/index-engines.ts';
import { clusteredVectors, rows } from '../fakes/vectors.ts';

test('what the engines build they open, and the fallback finds the same', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mingbai-engines-'));
  const engines = createIndexEngines();
  const vectors = clusteredVectors({ count: 60, dimensions: 16, clusters: 5, seed: 2 });
  const file = join(folder, 'vectors.hnsw');
  await engines.buildVectorIndex(vectors, 16, file);
  const [query] = rows(vectors, 16);
  const hits = engines.openVectorIndex(file, inMemory(vectors, 16)).search(query!, 5);
  expect(hits).toEqual(engines.exactVectorIndex(inMemory(vectors, 16)).search(query!, 5));

  const words = engines.openKeywordIndex(engines.buildKeywordIndex([['低保'], ['公路', '低保']]));
  expect(words.search(['公路'], 5)).toHaveLength(1);
  await rm(folder, { recursive: true });
});

test.each([
  ['segmenter', '@node-rs/jieba'],
  ['scriptConverter', 'opencc-js'],
])('the settings name the %s that is installed: another one gives other terms', async (name, packageName) => {
  const installed = JSON.parse(
    await readFile(new URL(`../../node_modules/${packageName}/package.json`, import.meta.url), 'utf8'),
  ) as { version: string };
  expect(createIndexEngines().settings[name]).toBe(`${packageName} ${installed.version}`);
});

test('the settings name what the files depend on, in words and numbers', () => {
  const { settings } = createIndexEngines();
  expect(settings).toMatchObject({ hnswM: 16, hnswEfConstruction: 200, keywordFormat: 1 });
  expect(JSON.parse(JSON.stringify(settings))).toEqual(settings);
});
