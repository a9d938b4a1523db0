/*
 * The floor: the same model over the same texts with transformers.js and hnswlib-node alone.
 *   ingest MODEL TEXTS FOLDER   embeds the texts of the JSON file TEXTS on as many threads as BENCH_THREADS (1), and writes
 *                               an index of its passages into FOLDER
 *   ask MODEL FOLDER QUESTION   prints the nearest passage
 *   serve MODEL FOLDER          takes `{ question }` over IPC, gives `{ passages }` back
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import hnswlib from 'hnswlib-node';
import { type BareModel, loadBareModel } from '../bare-model.ts';
import type { Texts } from '../texts.ts';

const NEAREST = 10;

interface ThreadData {
  readonly folder: string;
  readonly texts: readonly string[];
}

if (isMainThread) {
  const [mode, model = '', ...rest] = process.argv.slice(2);
  if (mode === 'ingest') await ingest(model, rest[0] ?? '', rest[1] ?? '');
  else if (mode === 'ask') await ask(model, rest[0] ?? '', rest[1] ?? '');
  else if (mode === 'serve') await serve(model, rest[0] ?? '');
  else throw new Error(`unknown: ${mode}`);
} else {
  const { folder, texts } = workerData as ThreadData;
  parentPort?.postMessage(await embedAll(await loadBareModel(folder), texts));
}

async function embedAll(model: BareModel, texts: readonly string[]): Promise<Float32Array[]> {
  const vectors: Float32Array[] = [];
  for (const text of texts) vectors.push(await model.forward(await model.tokens(`passage: ${text}`)));
  return vectors;
}

async function ingest(folder: string, file: string, to: string): Promise<void> {
  const { passages, others } = JSON.parse(readFileSync(file, 'utf8')) as Texts;
  const texts = [...passages, ...others];
  const threads = Number(process.env.BENCH_THREADS ?? 1);
  const vectors: Float32Array[] = [];
  if (threads === 1) vectors.push(...(await embedAll(await loadBareModel(folder), texts)));
  else {
    const shares = Array.from({ length: threads }, (_, at) =>
      texts.filter((__, nth) => nth % threads === at),
    );
    const embedded = await Promise.all(shares.map((share) => inThread(folder, share)));
    for (const [nth] of texts.entries()) vectors.push(embedded[nth % threads]![Math.floor(nth / threads)]!);
  }
  const dimensions = vectors[0]!.length;
  const graph = new hnswlib.HierarchicalNSW('ip', dimensions);
  graph.initIndex(passages.length);
  for (const at of passages.keys()) graph.addPoint(Array.from(vectors[at]!), at);
  graph.writeIndexSync(join(to, 'bare.bin'));
  writeFileSync(join(to, 'bare.json'), JSON.stringify({ dimensions, passages }));
}

function inThread(folder: string, texts: readonly string[]): Promise<Float32Array[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(fileURLToPath(import.meta.url), {
      workerData: { folder, texts } satisfies ThreadData,
      execArgv: [],
    });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

async function opened(folder: string, from: string): Promise<(question: string) => Promise<string[]>> {
  const model = await loadBareModel(folder);
  const { dimensions, passages } = JSON.parse(readFileSync(join(from, 'bare.json'), 'utf8')) as {
    dimensions: number;
    passages: string[];
  };
  const graph = new hnswlib.HierarchicalNSW('ip', dimensions);
  graph.readIndexSync(join(from, 'bare.bin'));
  return async (question) => {
    const vector = await model.forward(await model.tokens(`query: ${question}`));
    return graph.searchKnn(Array.from(vector), NEAREST).neighbors.map((at) => passages[at]!);
  };
}

async function ask(folder: string, from: string, question: string): Promise<void> {
  const search = await opened(folder, from);
  process.stdout.write(`${(await search(question))[0]}\n`);
}

async function serve(folder: string, from: string): Promise<void> {
  const search = await opened(folder, from);
  process.on('message', (order: { readonly question?: string }) => {
    if (order.question !== undefined)
      void search(order.question).then((passages) => process.send?.({ passages }));
  });
  process.channel?.ref();
  process.send?.('up');
}
