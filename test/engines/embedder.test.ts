import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { builtModule } from '../../src/built.ts';
import type { Embedder } from '../../src/core/ports.ts';
import { createEmbedder, embedderFaults } from '../../src/engines/embedder.ts';
import { hashModelFiles } from '../../src/engines/models/model-files.ts';
import { createModelThread } from '../../src/engines/models/thread.ts';
import { embedderContract } from '../contracts/embedder.ts';
import { createHashingEmbedder } from '../fakes/hashing-embedder.ts';

const modelsDir = join(import.meta.dirname, '../../models');
const model = 'multilingual-e5-small-zh';
const FILES = ['onnx/model_quantized.onnx', 'tokenizer.json', 'config.json', 'tokenizer_config.json'];

embedderContract('the model of this product', () => createEmbedder({ modelsDir, model, passageThreads: 1 }));
embedderContract('the hashing fake', async () => createHashingEmbedder());

test('an embedder of passages alone gives the vectors of any other, again where its threads have ended', async () => {
  const alone = await createEmbedder({ modelsDir, model, passageThreads: 2, passagesAlone: true });
  const other = await createEmbedder({ modelsDir, model, passageThreads: 1 });
  const texts = ['低保标准', '公路里程', '危房改造'];
  const all = (of: Embedder) => Promise.all(texts.map((text) => of.embedPassage(text)));
  const expected = await all(other);
  expect(await all(alone)).toEqual(expected);
  await delay(500);
  expect(await all(alone)).toEqual(expected);
  expect(await alone.embedQuery('低保')).toEqual(await other.embedQuery('低保'));
  await Promise.all([alone.close(), other.close()]);
});

describe('the embedder on the real model', () => {
  let embedder: Embedder;
  beforeAll(async () => {
    embedder = await createEmbedder({ modelsDir, model, passageThreads: 2 });
  });
  afterAll(() => embedder.close());

  test('knows the model by its name, files, dimensions and input length', () => {
    expect(embedder.model).toEqual({
      id: model,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      dimensions: 384,
      maxInputTokens: 512,
    });
  });

  test.each([
    [
      '低保标准',
      '农村低保标准提高到每人每年3500元，保障对象实现应保尽保。',
      '全县新建农村公路120公里，行政村通畅率达到100%。',
    ],
    [
      '路修了好多',
      '全县新建农村公路120公里，行政村通畅率达到100%。',
      '农村低保标准提高到每人每年3500元，保障对象实现应保尽保。',
    ],
    ['看病能报好多钱', '建档立卡贫困人口住院费用报销比例达到90%。', '发放产业扶贫小额信贷2.3亿元。'],
  ])('places "%s" nearer to the passage that answers it', async (question, answering, other) => {
    const query = await embedder.embedQuery(question);
    const near = dot(query, await embedder.embedPassage(answering));
    const far = dot(query, await embedder.embedPassage(other));
    expect(near).toBeGreaterThan(far);
  });

  test('tells a question from a passage of the same words', async () => {
    expect(await embedder.embedQuery('低保标准')).not.toEqual(await embedder.embedPassage('低保标准'));
  });

  test('cuts off what is beyond its input length', async () => {
    const filler = '扶贫'.repeat(1_000);
    const one = await embedder.embedPassage(`${filler}公路`);
    expect(await embedder.embedPassage(`${filler}医院`)).toEqual(one);
  });

  test('answers a question that is asked while many passages wait', async () => {
    const passages = Array.from({ length: 20 }, (_, at) =>
      embedder.embedPassage(`${'产业扶贫项目。'.repeat(20)}${at}`),
    );
    let done = 0;
    for (const passage of passages) passage.then(() => done++);
    await embedder.embedQuery('还有多少项目？');
    expect(done).toBeLessThan(passages.length);
    await Promise.all(passages);
  });
});

describe('an embedding thread', () => {
  const folder = join(modelsDir, model);
  const workers: Worker[] = [];
  const startWorker = () => {
    const worker = new Worker(builtModule('embedding-worker'), { execArgv: [], workerData: { folder } });
    workers.push(worker);
    return worker;
  };
  afterEach(() => {
    workers.length = 0;
  });

  test('that dies rejects what was pending and starts again, once, at the next calls', async () => {
    const thread = createModelThread<string, unknown>(startWorker, embedderFaults(folder));
    const before = await thread.run('query: 低保标准');
    const pending = Promise.allSettled([thread.run('query: 一'), thread.run('query: 二')]);
    await workers[0]!.terminate();
    for (const outcome of await pending)
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'embedder-failed' } });
    expect(thread.pending).toBe(0);

    const [after] = await Promise.all([
      thread.run('query: 低保标准'),
      thread.run('query: 三'),
      thread.load(),
    ]);
    expect(after).toEqual(before);
    expect(workers).toHaveLength(2);
    await thread.stop();
  });

  test('that dies while it loads rejects what waits for it', async () => {
    const thread = createModelThread<string, unknown>(startWorker, embedderFaults(folder));
    const [load, vector] = [thread.load(), thread.run('query: 低保')];
    const outcomes = Promise.allSettled([load, vector]);
    await workers[0]!.terminate();
    for (const outcome of await outcomes)
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'embedder-failed' } });
    await thread.stop();
  });

  test('that is stopped rejects what was pending, ends, and may be used again', async () => {
    const thread = createModelThread<string, unknown>(startWorker, embedderFaults(folder));
    await thread.load();
    const exited = once(workers[0]!, 'exit');
    const pending = expect(thread.run('query: 低保')).rejects.toMatchObject({ code: 'embedder-failed' });
    await thread.stop();
    await pending;
    expect(await exited).toEqual([0]);
    expect(await thread.run('query: 低保')).toHaveLength(384);
    await thread.stop();
    await thread.stop();
  });
});

describe('a model that is not whole', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mingbai-models-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  /** A folder of links to the model's files. */
  async function link(name: string): Promise<string> {
    const copy = join(folder, name);
    await mkdir(join(copy, 'onnx'), { recursive: true });
    for (const file of FILES) await symlink(join(modelsDir, model, file), join(copy, file));
    return copy;
  }

  async function bend(copy: string, file: string, change: (bytes: Buffer) => Buffer | string): Promise<void> {
    const bytes = await readFile(join(copy, file));
    await rm(join(copy, file));
    await writeFile(join(copy, file), change(bytes));
  }

  test('that is absent is named with what was expected', async () => {
    const error = createEmbedder({ modelsDir: folder, model: 'none' });
    await expect(error).rejects.toMatchObject({
      code: 'model-missing',
      fields: { path: join(folder, 'none') },
    });
  });

  test.each(FILES)('without %s is missing that file', async (file) => {
    const copy = await link(`without-${basename(file)}`);
    await rm(join(copy, file));
    await expect(createEmbedder({ modelsDir: folder, model: basename(copy) })).rejects.toMatchObject({
      code: 'model-missing',
      fields: { path: join(copy, file) },
    });
  });

  const faults: [string, string, (bytes: Buffer) => Buffer | string][] = [
    ['truncated weights', 'onnx/model_quantized.onnx', (bytes) => bytes.subarray(0, bytes.length / 3)],
    [
      'weights that are a Git LFS pointer',
      'onnx/model_quantized.onnx',
      () => 'version https://git-lfs.github.com/spec/v1\noid sha256:0\n',
    ],
    ['weights that are a web page', 'onnx/model_quantized.onnx', () => '<!doctype html><title>404</title>'],
    ['empty weights', 'onnx/model_quantized.onnx', () => ''],
    ['a truncated tokenizer', 'tokenizer.json', (bytes) => bytes.subarray(0, bytes.length / 2)],
    ['a configuration that is no JSON', 'config.json', () => '{'],
  ];
  test.each(faults)('with %s is damaged', async (name, file, change) => {
    const copy = await link(name.replaceAll(/\W/g, '-'));
    await bend(copy, file, change);
    await expect(createEmbedder({ modelsDir: folder, model: basename(copy) })).rejects.toMatchObject({
      code: 'model-damaged',
      fields: { path: copy },
    });
  });

  test('has another sha256 when a byte of its tokenizer differs', async () => {
    const whole = await hashModelFiles(join(modelsDir, model));
    const copy = await link('other-tokenizer');
    await bend(copy, 'tokenizer.json', (bytes) => Buffer.concat([bytes, Buffer.from(' ')]));
    expect(await hashModelFiles(copy)).not.toBe(whole);
    expect(await hashModelFiles(await link('the-same'))).toBe(whole);
  });
});

test('a process that closes its embedder ends by itself, wherever it was started', async () => {
  const embedder = pathToFileURL(join(import.meta.dirname, '../../src/engines/embedder.ts'));
  const script = `
    const { createEmbedder } = await import(${JSON.stringify(embedder.href)});
    const embedder = await createEmbedder(${JSON.stringify({ modelsDir, model, passageThreads: 2 })});
    await Promise.all([embedder.embedQuery('低保'), embedder.embedPassage('低保'), embedder.embedPassage('公路')]);
    await embedder.close();
    console.log('closed');`;
  const child = spawn(
    process.execPath,
    ['--import', import.meta.resolve('tsx'), '--input-type=module', '--eval', script],
    { cwd: dirname(tmpdir()), stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (output += data));
  const [code, signal] = await once(child, 'close');
  expect({ code, signal, output }).toEqual({ code: 0, signal: null, output: 'closed\n' });
});

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, at) => sum + value * b[at]!, 0);
}
