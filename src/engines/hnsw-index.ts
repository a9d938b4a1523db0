import { fork } from 'node:child_process';
import hnswlib from 'hnswlib-node';
import { builtModule } from '../built.ts';
import type { Hit, VectorIndex, VectorRows } from '../core/ports.ts';
import { AppError, reasonOf } from '../errors.ts';
import { checkQuery, cosine, countUnitVectors, exactSearch, inMemory } from './exact-index.ts';
import { checkHeader } from './hnsw/format.ts';
import type { HnswBuildReply, HnswBuildRequest } from './hnsw-builder.ts';
import { byScore } from './top-k.ts';

/** Links a point keeps to others; level 0 keeps twice as many. */
export const HNSW_M = 16;
export const HNSW_EF_CONSTRUCTION = 200;
export const HNSW_SEED = 100;

/**
 * Whether a scoped search looks at each of its passages: exact, and faster than a graph whose filter turns most points
 * away (10k vectors, 2,000 among: 1.5 ms either way; 50k, 4,000 among: 3 ms against 19 ms).
 */
function isExactCheaper(among: Uint32Array, size: number): boolean {
  return among.length <= Math.max(1_000, size / 5);
}

/**
 * Candidates that a search keeps: enough for .995 of the ten nearest (`npm run bench -- --only recall`). Not stored in the
 * file: the library falls back to 10 after each load.
 */
function searchEf(size: number): number {
  return size <= 2_000 ? 128 : size <= 20_000 ? 512 : 1_024;
}

/**
 * Builds the HNSW graph over unit vectors in a child process (a native crash or a build of many seconds stays out of
 * the process that answers), which writes, flushes and reads back the file.
 * @throws AppError `index-write` when the file cannot be written or does not read back as it was built.
 */
export async function buildHnswIndex(vectors: Float32Array, dimensions: number, file: string): Promise<void> {
  countUnitVectors(inMemory(vectors, dimensions));
  const request: HnswBuildRequest = {
    vectors,
    dimensions,
    file,
    m: HNSW_M,
    efConstruction: HNSW_EF_CONSTRUCTION,
    seed: HNSW_SEED,
  };
  const reply = await runBuilder(request);
  if ('fault' in reply) throw new AppError('index-write', { path: file, details: reply.fault });
}

function runBuilder(request: HnswBuildRequest): Promise<HnswBuildReply> {
  return new Promise((resolve) => {
    const child = fork(builtModule('hnsw-builder'), [], {
      execArgv: [],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    let complaints = '';
    child.stderr?.on('data', (data: Buffer) => {
      complaints = `${complaints}${data}`.slice(-500);
    });
    child.once('message', (reply) => resolve(reply as HnswBuildReply));
    child.once('error', (error) => resolve({ fault: reasonOf(error) }));
    child.once('close', (code, signal) =>
      resolve({ fault: `建索引的进程中途结束（${signal ?? code}）${complaints}`.trim() }),
    );
    child.send(request, (error) => {
      if (error) resolve({ fault: reasonOf(error) });
    });
  });
}

/**
 * Opens a file of `buildHnswIndex`. Its header is compared with `vectors` before native code sees it, since the library
 * loads a file of other dimensions without a word; bit flips are the caller's to exclude (a hash over the file).
 * @throws Error when the file is missing, truncated, or of another size or dimension.
 */
export function openHnswIndex(file: string, vectors: VectorRows): VectorIndex {
  const size = countUnitVectors(vectors);
  const { dimensions } = vectors;
  const row = new Float32Array(dimensions);
  if (size === 0) return { size, dimensions, search: () => [] };
  checkHeader(file, size, { dimensions, m: HNSW_M, efConstruction: HNSW_EF_CONSTRUCTION });
  const graph = new hnswlib.HierarchicalNSW('ip', dimensions);
  graph.readIndexSync(file);
  graph.setEf(searchEf(size));
  for (const ordinal of [0, size - 1]) {
    const point = graph.getPoint(ordinal);
    vectors.read(ordinal, row);
    if (point.some((value, at) => value !== row[at]))
      throw new Error(`${file} 里第 ${ordinal} 个向量不是这份资料的`);
  }

  /** Similarities are taken from `vectors`, so both indexes score alike; a label that is no ordinal is dropped. */
  function score(labels: readonly number[], vector: Float32Array): Hit[] {
    const query = Float64Array.from(vector);
    return labels
      .filter((ordinal) => ordinal < size)
      .map((ordinal) => {
        vectors.read(ordinal, row);
        return { ordinal, score: cosine(row, 0, query) };
      })
      .sort(byScore);
  }

  return {
    size,
    dimensions,
    search(vector, k, among) {
      checkQuery(vector, dimensions);
      const wanted = Math.min(k, among?.length ?? size);
      if (!(wanted >= 1) || !Number.isInteger(k) || (among && isExactCheaper(among, size)))
        return exactSearch(vectors, vector, k, among);
      // A filter that throws aborts the process: this one only reads a table.
      const allowed = among && membership(among, size);
      const filter = allowed && ((label: number) => allowed[label] === 1);
      const { neighbors } = graph.searchKnn(Array.from(vector), wanted, filter);
      const hits = score(neighbors, vector);
      return hits.length < wanted ? exactSearch(vectors, vector, k, among) : hits;
    },
  };
}

function membership(among: Uint32Array, size: number): Uint8Array {
  const allowed = new Uint8Array(size);
  for (const ordinal of among) {
    if (ordinal >= size) throw new RangeError(`ordinal ${ordinal} is beyond the index of ${size}`);
    allowed[ordinal] = 1;
  }
  return allowed;
}
