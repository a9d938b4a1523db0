import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { VectorIndex } from '../../src/core/ports.ts';
import { createExactIndex, inMemory } from '../../src/engines/exact-index.ts';
import { faultOfPoints } from '../../src/engines/hnsw/format.ts';
import { buildHnswIndex, HNSW_M, openHnswIndex } from '../../src/engines/hnsw-index.ts';
import { vectorIndexContract } from '../contracts/vector-index.ts';
import { clusteredVectors, rows } from '../fakes/vectors.ts';

let folder: string;
let files = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mingbai-vectors-'));
});
afterAll(() => rm(folder, { recursive: true }));

const newFile = () => join(folder, `${files++}.hnsw`);

vectorIndexContract('exact search', async (vectors, dimensions) =>
  createExactIndex(inMemory(vectors, dimensions)),
);

// A build is a process of its own: the contract asks for the same few indexes over and over.
const built = new Map<string, Promise<string>>();
vectorIndexContract('HNSW', async (vectors, dimensions) => {
  const key = `${dimensions} ${vectors.join()}`;
  const file = built.get(key) ?? build(vectors, dimensions);
  built.set(key, file);
  return openHnswIndex(await file, inMemory(vectors, dimensions));
});

async function build(vectors: Float32Array, dimensions: number): Promise<string> {
  const file = newFile();
  await buildHnswIndex(vectors, dimensions, file);
  return file;
}

describe('HNSW over 2,000 clustered vectors', () => {
  const dimensions = 128;
  const all = clusteredVectors({ count: 2_200, dimensions, clusters: 50, seed: 11 });
  const vectors = all.slice(0, 2_000 * dimensions);
  const queries = rows(all.slice(2_000 * dimensions), dimensions);
  let hnsw: VectorIndex;
  let file: string;
  beforeAll(async () => {
    file = await build(vectors, dimensions);
    hnsw = openHnswIndex(file, inMemory(vectors, dimensions));
  });

  function recall(among?: Uint32Array): number {
    const exact = createExactIndex(inMemory(vectors, dimensions));
    let found = 0;
    for (const query of queries) {
      const truth = new Set(exact.search(query, 10, among).map(({ ordinal }) => ordinal));
      const hits = hnsw.search(query, 10, among);
      expect(hits).toHaveLength(10);
      found += hits.filter(({ ordinal }) => truth.has(ordinal)).length;
    }
    return found / (queries.length * 10);
  }

  test('finds at least 995 of 1,000 true neighbours', () => {
    expect(recall()).toBeGreaterThanOrEqual(0.995);
  });

  test('finds as many through the native filter', () => {
    const among = Uint32Array.from({ length: 1_400 }, (_, at) => Math.floor((at * 2_000) / 1_400));
    expect(recall(among)).toBeGreaterThanOrEqual(0.995);
  });

  test('gives the similarities that exact search gives', () => {
    const exact = createExactIndex(inMemory(vectors, dimensions));
    for (const query of queries.slice(0, 20)) expect(hnsw.search(query, 1)).toEqual(exact.search(query, 1));
  });

  test('a truncated file does not open', async () => {
    const bytes = await readFile(file);
    for (const keep of [0, 50, 96, Math.floor(bytes.length / 2), bytes.length - 1]) {
      const cut = newFile();
      await writeFile(cut, bytes.subarray(0, keep));
      expect(() => openHnswIndex(cut, inMemory(vectors, dimensions))).toThrow();
    }
  });

  test('a header that lies does not reach the native library', async () => {
    const bytes = await readFile(file);
    for (let at = 0; at < 96; at++) {
      // The top level (48), the low byte of the entry point (52) and the level factor (80) have no one right value.
      if ((at >= 48 && at < 53) || (at >= 80 && at < 88)) continue;
      const bent = Buffer.from(bytes);
      bent[at]! ^= 0xff;
      const other = newFile();
      await writeFile(other, bent);
      expect(() => openHnswIndex(other, inMemory(vectors, dimensions)), `byte ${at}`).toThrow(/文件头不对/);
      await rm(other);
    }
  });

  test('a file of other dimensions, another count or other vectors does not open', () => {
    expect(() => openHnswIndex(file, inMemory(vectors, dimensions / 2))).toThrow();
    expect(() => openHnswIndex(file, inMemory(vectors.subarray(dimensions), dimensions))).toThrow(
      /文件头不对/,
    );
    const others = rows(vectors, dimensions).toReversed();
    const reversed = Float32Array.from(others.flatMap((row) => [...row]));
    expect(() => openHnswIndex(file, inMemory(reversed, dimensions))).toThrow(/不是这份资料的/);
  });

  test('a missing file does not open', () => {
    expect(() => openHnswIndex(join(folder, 'none'), inMemory(vectors, dimensions))).toThrow(/ENOENT/);
  });
});

describe('writing an HNSW index', () => {
  const vectors = clusteredVectors({ count: 40, dimensions: 16, clusters: 4, seed: 3 });

  test('the same vectors give the same bytes', async () => {
    const [one, two] = [await build(vectors, 16), await build(vectors, 16)];
    expect((await stat(one)).size).toBeGreaterThan(0);
    expect((await readFile(one)).equals(await readFile(two))).toBe(true);
  });

  test('a vector or a label that is not as it was given is found in the file', async () => {
    const bytes = await readFile(await build(vectors, 16));
    const fault = (at: number) => {
      const bent = Buffer.from(bytes);
      if (at > 0) bent[at]! ^= 1;
      return faultOfPoints(bent, vectors, { dimensions: 16, m: HNSW_M });
    };
    const [header, links, vector] = [96, 2 * HNSW_M * 4 + 4, 16 * 4];
    const point = (ordinal: number) => header + ordinal * (links + vector + 8) + links;
    expect(fault(0)).toBeUndefined();
    for (const ordinal of [0, 7, 39]) {
      expect(fault(point(ordinal))).toContain(`第 ${ordinal} 个向量和`);
      expect(fault(point(ordinal) + vector - 1)).toContain(`第 ${ordinal} 个向量和`);
      expect(fault(point(ordinal) + vector)).toContain(`第 ${ordinal} 个向量的编号`);
    }
    const cut = bytes.subarray(0, point(39) + vector);
    expect(faultOfPoints(cut, vectors, { dimensions: 16, m: HNSW_M })).toContain('没有第 39 个');
  });

  test.each(['missing/folder/index.hnsw', '/dev/full'])(
    'to %s is reported, though the library is silent',
    async (to) => {
      const path = to.startsWith('/') ? to : join(folder, to);
      await expect(buildHnswIndex(vectors, 16, path)).rejects.toMatchObject({ code: 'index-write' });
    },
  );
});
