import { closeSync, fsyncSync, openSync, readFileSync, statSync } from 'node:fs';
import hnswlib from 'hnswlib-node';
import { reasonOf } from '../errors.ts';
import { faultOfPoints } from './hnsw/format.ts';

/*
 * The child process of `buildHnswIndex`: builds the graph, writes it, opens what it wrote and compares. It exits when
 * its parent is gone, so a killed reload leaves no writer behind.
 */

export interface HnswBuildRequest {
  readonly vectors: Float32Array;
  readonly dimensions: number;
  readonly file: string;
  readonly m: number;
  readonly efConstruction: number;
  readonly seed: number;
}

export type HnswBuildReply = { readonly bytes: number } | { readonly fault: string };

/** Points added between two looks at the parent. */
const SLICE = 256;
const SAMPLE_QUERIES = 50;
const SAMPLE_K = 10;

process.once('message', (request: HnswBuildRequest) => {
  build(request)
    .catch((thrown: unknown): HnswBuildReply => ({ fault: reasonOf(thrown) }))
    .then((reply) => process.send?.(reply, () => process.disconnect()));
});
process.once('disconnect', () => process.exit());

async function build(request: HnswBuildRequest): Promise<HnswBuildReply> {
  const { vectors, dimensions, file } = request;
  const size = vectors.length / dimensions;
  const row = (ordinal: number) =>
    Array.from(vectors.subarray(ordinal * dimensions, (ordinal + 1) * dimensions));

  const built = new hnswlib.HierarchicalNSW('ip', dimensions);
  built.initIndex(Math.max(1, size), request.m, request.efConstruction, request.seed);
  for (let ordinal = 0; ordinal < size; ordinal++) {
    built.addPoint(row(ordinal), ordinal);
    if (ordinal % SLICE === SLICE - 1) await new Promise((resolve) => setImmediate(resolve));
  }
  built.writeIndexSync(file);
  const bytes = flush(file);
  if (size === 0) return { bytes };

  const reopened = new hnswlib.HierarchicalNSW('ip', dimensions);
  reopened.readIndexSync(file);
  const count = reopened.getCurrentCount();
  if (count !== size) throw new Error(`写好的文件里有 ${count} 个向量，应为 ${size} 个`);
  const fault = faultOfPoints(readFileSync(file), vectors, request);
  if (fault !== undefined) throw new Error(`写好的文件里${fault}`);
  const k = Math.min(SAMPLE_K, size);
  for (let ordinal = 0; ordinal < size; ordinal += Math.max(1, Math.floor(size / SAMPLE_QUERIES))) {
    const point = reopened.getPoint(ordinal);
    if (!row(ordinal).every((value, at) => value === point[at]))
      throw new Error(`写好的文件打开后第 ${ordinal} 个向量和加进去的不一样`);
    const expected = built.searchKnn(row(ordinal), k).neighbors;
    const found = reopened.searchKnn(row(ordinal), k).neighbors;
    if (expected.join() !== found.join())
      throw new Error(`写好的文件查第 ${ordinal} 个向量的近邻，和建好时不一样`);
  }
  return { bytes };
}

/** Forces the file to disk; the native library reports no failed write, so the size is looked at as well. */
function flush(file: string): number {
  const descriptor = openSync(file, 'r+');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  const { size } = statSync(file);
  if (size === 0) throw new Error('写好的文件是空的');
  return size;
}
