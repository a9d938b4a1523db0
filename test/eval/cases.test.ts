import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseCases, readCases, readRetrievalCases } from '../../src/eval/cases.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mingbai-cases-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const line = { id: 'a', question: '低保多少', kind: 'figure', expect: 'answer' };
const written = (...lines: readonly (object | string)[]) =>
  lines.map((one) => (typeof one === 'string' ? one : JSON.stringify(one))).join('\n');

test('a line has its defaults, and blank lines are passed over', () => {
  expect(parseCases(written(line, '', { ...line, id: 7, place: '桂东', note: '给人看的' }), 'f')).toEqual([
    { ...line, history: [], also: [], relevant: [], points: [], forbidden: [] },
    { ...line, id: '7', place: '桂东', history: [], also: [], relevant: [], points: [], forbidden: [] },
  ]);
});

test.each([
  ['no JSON', '{"id": "b"', /不是 JSON/u],
  ['no question', { ...line, id: 'b', question: ' ' }, /question：不能没有文字/u],
  ['an outcome that there is not', { ...line, id: 'b', expect: 'maybe' }, /expect：无效选项/u],
  ['a misspelt field', { ...line, id: 'b', forbiden: ['310元'] }, /forbiden/u],
  ['a quote without a document', { ...line, id: 'b', relevant: [{ quote: '甲' }] }, /relevant\.0\.document/u],
  ['an id that stands above', line, /id：“a”在第 1 行已经用过/u],
])('a line with %s is told with file and line', (_, wrong, details) => {
  const parse = () => parseCases(written(line, '', wrong), 'some.jsonl');
  expect(parse).toThrow(expect.objectContaining({ code: 'cases-invalid' }));
  expect(parse).toThrow(/^some\.jsonl 第 3 行有错：/u);
  expect(parse).toThrow(details);
});

test('a file that is missing or empty is told', async () => {
  await expect(readCases(join(folder, 'none.jsonl'))).rejects.toMatchObject({ code: 'cases-missing' });
  const empty = join(folder, 'empty.jsonl');
  await writeFile(empty, '\n\n');
  await expect(readCases(empty)).rejects.toMatchObject({ code: 'cases-missing' });
});

test('for retrieval alone any line with something relevant will do, with fields of its own', async () => {
  const file = join(folder, 'public.jsonl');
  await writeFile(
    file,
    written(
      { id: 1, question: '何为低保', relevant: [{ document: 12, score: 3 }], source: 'public' },
      { id: 2, question: '没有标注' },
      { ...line, relevant: [{ document: 'a.txt', quote: '甲' }] },
    ),
  );
  expect(await readRetrievalCases(file)).toEqual([
    { id: '1', question: '何为低保', kind: 'question', history: [], relevant: [{ document: '12' }] },
    {
      id: 'a',
      question: '低保多少',
      kind: 'figure',
      history: [],
      relevant: [{ document: 'a.txt', quote: '甲' }],
    },
  ]);
});
