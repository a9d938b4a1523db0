import { cp, mkdir, readFile, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  expectFault,
  mingbaiHere,
  namesIn,
  REPORTS,
  scratchFolder,
  servingFolder,
  writeFiles,
} from '../flows/command-line.ts';
import { ROOT } from '../source/modules.ts';

const folder = await scratchFolder();
const corpus = join(folder, 'reports');
const index = join(folder, 'index');

const ingest = (path: string, to = join(folder, 'elsewhere')) =>
  mingbaiHere(['ingest', '--corpus', path, '--index', to]);
/** Without the reader, whose absence is a note and no fault. */
const ask = (question: string, variables: Record<string, string> = {}, from = index) =>
  mingbaiHere(['ask', question, '--index', from], { READER_MODEL: 'none', ...variables });

beforeAll(async () => {
  await writeFiles(corpus, REPORTS);
  await ingest(corpus, index);
}, 120_000);

/** A corpus of its own with these files. */
async function corpusOf(name: string, files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const path = join(folder, name);
  await mkdir(path, { recursive: true });
  await writeFiles(path, files);
  return path;
}

/** A models folder whose model is the real one but for one file. */
async function modelsWith(name: string, file: string, content: string | Uint8Array): Promise<string> {
  const model = 'multilingual-e5-small-zh';
  const models = join(folder, name);
  await mkdir(join(models, model, 'onnx'), { recursive: true });
  const files = [
    ...['config.json', 'tokenizer.json', 'tokenizer_config.json', 'special_tokens_map.json'],
    'onnx/model_quantized.onnx',
  ];
  for (const one of files) {
    if (one === file) await writeFile(join(models, model, one), content);
    else await symlink(join(ROOT, 'models', model, one), join(models, model, one));
  }
  return models;
}

describe('a corpus that cannot be read', () => {
  test('is a clear fault, and the index that was there still serves', async () => {
    const empty = await corpusOf('empty', { 'README.md': '# not a report' });
    expectFault(
      await ingest(empty, index),
      /empty 里没有读到报告。至少要有一个.*txt、md、docx.*（corpus-empty）$/mu,
    );
    const binary = await corpusOf('binary', { 'a.txt': Uint8Array.of(0, 1, 2, 0, 255, 254, 0, 9, 9) });
    expectFault(await ingest(binary, index), /里没有读到报告（a\.txt：内容不是文字/u);
    expectFault(await ingest(join(folder, 'none'), index), /^找不到资料：.*none。需要一个放文件的文件夹/u);
    const wrong = await corpusOf('wrong-sources', {
      'a.txt': '古丈县新建垃圾池210个。',
      'sources.json': '{"a.txt": {"place": "无此县", "asOf": "2020-13"}, "b.txt": {"titel": "?"}}',
    });
    expectFault(await ingest(wrong, index), /sources\.json 写得不对：.*asOf.*b\.txt.*README/u);
    expect((await ask('泸溪低保标准是多少')).stdout).toContain('430元，共有6120人领取低保[1]');
    expect(await namesIn(index)).toEqual(['CURRENT', 'gen', 'last-reload.json']);
  });
});

describe('a model', () => {
  test('that is missing, cut short or no model is a clear fault', async () => {
    expectFault(
      await ask('低保', { MODELS_DIR: join(folder, 'none') }),
      /^找不到向量模型：.*none.*。需要 config\.json、/u,
    );
    const onnx = 'onnx/model_quantized.onnx';
    const whole = await readFile(join(ROOT, 'models/multilingual-e5-small-zh', onnx));
    const half = await modelsWith('half', onnx, whole.subarray(0, whole.length / 2));
    expectFault(await ask('低保', { MODELS_DIR: half }), /^向量模型 .*half.* 载入不了/u);
    const pointer = await modelsWith('pointer', onnx, 'version https://git-lfs.github.com/spec/v1\n');
    expectFault(await ask('低保', { MODELS_DIR: pointer }), /只是 Git LFS 的指针，不是文件本身/u);
  });

  test('other than the one that built the index is refused by ask, and ingest builds anew with it', async () => {
    const config = await readFile(join(ROOT, 'models/multilingual-e5-small-zh/config.json'), 'utf8');
    const MODELS_DIR = await modelsWith('other-model', 'config.json', `${config}\n`);
    const copy = join(folder, 'index-of-another-model');
    await cp(index, copy, { recursive: true });
    expectFault(
      await ask('泸溪低保标准是多少', { MODELS_DIR }, copy),
      /^索引 .* 建立时是“模型 .*”，现在的设置是“模型 .*”。请运行 npm run ingest/u,
    );
    const built = await mingbaiHere(['ingest', '--corpus', corpus, '--index', copy], { MODELS_DIR });
    expect(built.stdout).toContain('新算 2 段');
    expect((await ask('泸溪低保标准是多少', { MODELS_DIR }, copy)).stdout).toContain(
      '430元，共有6120人领取低保[1]',
    );
  });
});

describe('an index', () => {
  test('that is missing, of another format or damaged is a clear fault for ask; ingest mends it', async () => {
    expectFault(await ask('低保', {}, join(folder, 'none')), /none 里没有索引。请运行 npm run ingest/u);

    const copy = join(folder, 'index-to-break');
    await cp(index, copy, { recursive: true });
    const serving = await servingFolder(copy);
    const manifest = join(serving, 'manifest.json');
    const text = await readFile(manifest, 'utf8');
    await writeFile(manifest, text.replace(/"format": \d+/u, '"format": 9999'));
    expectFault(await ask('低保', {}, copy), /建立时是“第 9999 版格式”，现在的设置是“第 \d+ 版格式”/u);
    await writeFile(manifest, text);

    await truncate(join(serving, 'vectors.f32'), 1_000);
    expectFault(await ask('低保', {}, copy), /^索引 .* 已损坏：.*vectors\.f32/u);
    expect((await ingest(corpus, copy)).code).toBe(0);
    expect((await ask('泸溪低保标准是多少', {}, copy)).stdout).toContain('430元，共有6120人领取低保[1]');
  });
});
