import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Reader } from '../../src/core/ports.ts';
import { hashModelFiles } from '../../src/engines/models/model-files.ts';
import { createReader } from '../../src/engines/reader.ts';
import { readerContract } from '../contracts/reader.ts';
import { createSharingReader } from '../fakes/sharing-reader.ts';

const modelsDir = join(import.meta.dirname, '../../models');
const model = 'reader-zh';

readerContract('the reader of this product', () => createReader({ modelsDir, model }));
readerContract('the sharing fake', async () => createSharingReader());

describe('the reader on the real model', () => {
  let reader: Reader;
  beforeAll(async () => {
    reader = await createReader({ modelsDir, model });
  });
  afterAll(() => reader.close());

  test('knows the model by its name and files', async () => {
    expect(reader.model).toEqual({ id: model, sha256: await hashModelFiles(join(modelsDir, model)) });
  });

  test.each([
    ['80岁老人一个月领多少', '发放标准', '80至89周岁的老人每人每月发放50元。', '津贴由县财政全额承担。'],
    ['去哪里登记', '如何申请', '申请人到户籍所在地的村委会登记。', '90至99周岁的老人每人每月发放100元。'],
    ['材料交给谁审核', '审核审批', '乡镇人民政府在五个工作日内完成审核。', '津贴由县财政全额承担。'],
  ])('tells what answers "%s" from what does not', async (question, lead, answering, other) => {
    const title = '邵东县高龄津贴发放办法';
    const [yes = 0, no = 0] = await reader.score(question, [
      { title, lead, text: answering },
      { title, lead, text: other },
    ]);
    expect(yes).toBeGreaterThan(no + 0.5);
  });

  test('reads a sentence in its lead', async () => {
    const title = '邵东县扶持政策';
    const text = '每人每月50元。';
    const [right = 0, wrong = 0] = await reader.score('高龄津贴标准是多少', [
      { title, lead: '高龄津贴标准', text },
      { title, lead: '村级图书室开放时间', text },
    ]);
    expect(right).toBeGreaterThan(wrong);
  });

  test('that is closed says so', async () => {
    const closed = await createReader({ modelsDir, model });
    await closed.close();
    await expect(closed.score('标准', [{ title: '', lead: '', text: '每月50元。' }])).rejects.toMatchObject({
      code: 'reader-failed',
    });
  });
});

describe('a reader that is not whole', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mingbai-reader-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('is missing where its folder is', async () => {
    await expect(createReader({ modelsDir: folder, model: 'none' })).rejects.toMatchObject({
      code: 'reader-missing',
      fields: { path: join(folder, 'none') },
    });
  });

  test('is damaged where its weights are another thing, which is told when it is asked', async () => {
    await cp(join(modelsDir, model), join(folder, 'page'), { recursive: true });
    await writeFile(
      join(folder, 'page', 'onnx', 'model_quantized.onnx'),
      '<!doctype html><title>404</title>',
    );
    const reader = await createReader({ modelsDir: folder, model: 'page' });
    await expect(reader.score('标准', [{ title: '', lead: '', text: '每月50元。' }])).rejects.toMatchObject({
      code: 'reader-damaged',
    });
    await reader.close();
  });
});
