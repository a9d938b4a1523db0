import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { AnswerReport, RetrievalReport } from '../../src/eval/report.ts';
import { englishIn } from '../source/english.ts';
import { mingbaiHere, namesIn, REPORTS, scratchFolder, WITHOUT_READER, writeFiles } from './command-line.ts';

vi.setConfig({ testTimeout: 120_000 });

const folder = await scratchFolder();
const at = (...names: string[]) => join(folder, ...names);
const corpus = at('reports');
const index = at('index');

const LUXI = '泸溪县惠民政策.txt';
const CASES = [
  {
    ...{ id: 'right', question: '泸溪低保标准是多少', kind: 'figure', expect: 'answer', points: ['430元'] },
    relevant: [{ document: LUXI, quote: '每人每月380元提高到430元' }],
  },
  {
    ...{ id: 'wrong', question: '广昌改造了多少户危房', kind: 'figure', expect: 'answer', points: ['512户'] },
    relevant: [{ document: 'guangchang/广昌县.md', quote: '当年完成危房改造97户' }],
  },
  { id: 'chatter', question: '今天天气怎么样', kind: 'chatter', expect: 'silent' },
  { id: '<b>&"', question: '<script>alert(1)</script>是什么', kind: '<i>', expect: 'refuse' },
];
const lines = (all: readonly object[]) => all.map((one) => `${JSON.stringify(one)}\n`).join('');
const read = async <T>(file: string) => JSON.parse(await readFile(file, 'utf8')) as T;

beforeAll(async () => {
  await writeFiles(corpus, REPORTS);
  await writeFiles(folder, { 'cases.jsonl': lines(CASES) });
});

const evaluate = (...args: string[]) =>
  mingbaiHere(['eval', ...args], { ...WITHOUT_READER, DATA_DIR: at('data') });
const here = ['--corpus', corpus, '--index', index, '--cases', at('cases.jsonl')];

describe('eval', () => {
  let report: AnswerReport;
  let page: string;

  beforeAll(async () => {
    const ran = await evaluate(...here, '--json', at('out', 'full.json'), '--html', at('out', 'full.html'));
    expect(ran.code, ran.stderr).toBe(0);
    expect(ran.stdout).toMatch(/回答正确 +75\.0 % +30\.1 % – 95\.4 % +4\n/u);
    report = await read(at('out', 'full.json'));
    page = await readFile(at('out', 'full.html'), 'utf8');
  });

  test('keeps the run under its time, whole, with what each case expects', async () => {
    const [name = '', ...more] = await namesIn(at('data', 'evals'));
    expect(more).toEqual([]);
    expect(name).toMatch(/^\d{4}-\d\d-\d\dT[\d-]+Z\.json$/u);
    expect(await read(at('data', 'evals', name))).toEqual(report);
    const relevant = [{ document: LUXI, quote: '每人每月380元提高到430元' }];
    expect(report.cases[0]).toMatchObject({ relevant, points: ['430元'] });
  });

  test('judges every case, and says what is wrong with it', () => {
    expect(report.cases.map(({ id, right, outcome, missing }) => [id, right, outcome, missing])).toEqual([
      ['right', true, 'answer', []],
      ['wrong', false, 'answer', ['512户']],
      ['chatter', true, 'refuse', []],
      ['<b>&"', true, 'refuse', []],
    ]);
    expect(report.cases[0]).toMatchObject({ ranking: { first: 1, ranks: [1] }, citedRelevant: true });
    expect(report.total).toMatchObject({
      right: { value: 0.75, of: 4 },
      hit1: { value: 1, of: 2 },
      exact: { value: 1 },
      refusalF1: { value: 1, of: 4 },
      wrongFigure: { value: 0 },
    });
    expect(Object.keys(report.byKind)).toEqual(['figure', 'chatter', '<i>']);
    expect(report).toMatchObject({ of: 'answers', files: ['cases.jsonl'], chatModel: null });
  });

  test('writes a page that needs no network and holds what people wrote as text', () => {
    expect(page).toMatch(/^<!doctype html>/u);
    expect(page).not.toMatch(/https?:\/\//u);
    expect(page).not.toMatch(/(?:src|href|url)\s*[=(]/iu);
    expect(page.match(/<svg[\s>]/gu)?.length).toBeGreaterThanOrEqual(6);
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;是什么');
    expect(page).not.toContain('<script>alert');
    expect(page).toContain('data-kind="&lt;i&gt;"');
    expect(page.match(/<article /gu)).toHaveLength(CASES.length);
  });

  test('closes every element of the page in its order', () => {
    const open: string[] = [];
    const inner = page.replaceAll(/<(style|script)>[\s\S]*?<\/\1>/gu, '');
    for (const [tag, closing, name = '', selfClosed] of inner.matchAll(
      /<(\/?)([a-z][\w-]*)[^>]*?(\/?)>/giu,
    )) {
      if (selfClosed === '/' || ['meta', 'input'].includes(name)) continue;
      if (closing === '') open.push(name);
      else expect(open.pop(), tag).toBe(name);
    }
    expect(open).toEqual([]);
  });

  test('--index alone asks that index as it is, wherever the corpus went; --json - writes JSON alone on stdout', async () => {
    const { code, stdout } = await mingbaiHere(
      ['eval', '--index', index, '--cases', at('cases.jsonl'), '--json', '-'],
      { CORPUS_DIR: at('nowhere') },
    );
    expect(code).toBe(0);
    const again = JSON.parse(stdout) as AnswerReport;
    expect(again.total).toEqual(report.total);
    expect(again.corpora).toEqual(report.corpora);
  });

  test('ablate measures the product and what was asked to be left out, in indexes of their own', async () => {
    const before = await namesIn(index);
    const ran = await evaluate(
      ...['ablate', ...here, '--only', 'words,no-placeFilter,size-120', '--json', at('ablation.json')],
      ...['--html', at('ablation.html')],
    );
    expect(ran.code, ran.stderr).toBe(0);
    expect(ran.stdout).toContain('完整产品');
    const { ablation = [], cases } = await read<AnswerReport>(at('ablation.json'));
    expect(ablation.map(({ name }) => name)).toEqual(['full', 'words', 'no-placeFilter', 'size-120']);
    expect(ablation[0]).toMatchObject({ lost: [], won: [], total: { right: { value: 0.75 } } });
    expect(cases).toHaveLength(CASES.length);
    expect(await readFile(at('ablation.html'), 'utf8')).toContain('段落 120 字');
    expect(await namesIn(index)).toEqual(before);
  });

  test('diff lists the cases that turned', async () => {
    const turned = report.cases.map((one) => (one.id === 'right' ? { ...one, right: false } : one));
    await writeFiles(folder, { 'worse.json': JSON.stringify({ ...report, cases: turned }) });
    const ran = await evaluate('diff', at('out', 'full.json'), at('worse.json'));
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(ran.stdout).toBe('由对变错 right（数字）泸溪低保标准是多少：回答 → 回答\n');
  });
});

test('listen learns nothing from a few lines, and says how many it needs', async () => {
  const ran = await evaluate('listen', ...here);
  expect(ran).toMatchObject({ code: 0 });
  expect(ran.stdout).toContain('至少要 460 行');
});

test('--retrieval-only measures a set of passages and questions, and answers nothing', async () => {
  const passages = [
    { id: 'p1', title: '低保办法', text: '农村低保标准按照当地居民年人均生活必需费用确定。' },
    { id: 'p2', title: '高龄津贴', text: '年满八十周岁的老年人可以领取高龄津贴。' },
    { id: 'p3', title: '危房改造', text: '危房改造补助资金直接打入农户的银行卡。' },
  ];
  const questions = [
    { id: 1, question: '危房改造的钱怎么发', relevant: [{ document: 'p3' }], source: 'public' },
    { id: 2, question: '多大年纪能领高龄津贴', relevant: [{ document: 'p2', quote: '年满八十周岁' }] },
    { id: 3, question: '低保标准怎么定', relevant: [{ document: 'p9' }] },
  ];
  await writeFiles(folder, { 'passages.jsonl': lines(passages), 'questions.jsonl': lines(questions) });
  const ran = await evaluate(
    ...['--retrieval-only', '--corpus', at('passages.jsonl'), '--cases', at('questions.jsonl')],
    ...['--json', at('retrieval.json'), '--html', at('retrieval.html')],
  );
  expect(ran.code, ran.stderr).toBe(0);
  const report = await read<RetrievalReport>(at('retrieval.json'));
  expect(report.cases.map(({ id, ranking }) => [id, ranking?.first])).toEqual([
    ['1', 1],
    ['2', 1],
    ['3', null],
  ]);
  expect(report.cases[2]?.lost).toEqual([{ document: 'p9' }]);
  expect(report.total).toMatchObject({ hit1: { value: 2 / 3, of: 3 } });
  expect(report.total.right).toBeUndefined();
  expect(await readFile(at('retrieval.html'), 'utf8')).not.toMatch(/https?:\/\//u);
});

describe('wrong usage', () => {
  test.each([
    ['no cases', ['eval'], 2, /没有题目/u],
    ['an unknown command', ['eval', 'compare', '--cases', 'x'], 2, /不能写“compare”/u],
    ['a misspelt command', ['eval', 'calibrat', '--cases', 'x'], 2, /您是不是想用 calibrate？/u],
    [
      'an option of another way',
      ['eval', 'calibrate', '--cases', 'x', '--retrieval-only'],
      2,
      /--retrieval-only/u,
    ],
    ['an unknown option', ['eval', '--case', 'x'], 2, /您是不是想用 --cases？/u],
    ['an unknown variant', ['eval', 'ablate', '--cases', 'x', '--only', 'magic'], 2, /没有“magic”这种做法/u],
    [
      'held-back cases to look at',
      ['eval', '--cases', 'x', '--held-back', 'y'],
      2,
      /eval 没有 --held-back 这个选项/u,
    ],
    ['one report to compare', ['eval', 'diff', 'a.json'], 2, /比较两份报告/u],
    [
      'corpora that fit no cases',
      ['eval', ...['a', 'b', 'c'].flatMap((name) => ['--cases', name]), '--corpus', 'x', '--corpus', 'y'],
      2,
      /2 个 --corpus、3 个题目文件/u,
    ],
    ['a missing file', ['eval', ...here.slice(0, 4), '--cases', 'none.jsonl'], 1, /none\.jsonl 里没有题目/u],
    ['a report that is none', ['eval', 'diff', at('cases.jsonl'), at('cases.jsonl')], 1, /不是评测报告/u],
  ])('of %s ends with its code and says what is expected', async (_, args, code, text) => {
    const ran = await mingbaiHere(args);
    expect(ran).toMatchObject({ code, stdout: '' });
    expect(ran.stderr).toMatch(text);
    expect(englishIn(ran.stderr)).toEqual([]);
  });

  test('a faulty line of cases is named', async () => {
    await writeFiles(folder, { 'faulty.jsonl': `${lines(CASES)}{"id": "x"}\n` });
    const ran = await evaluate(...here.slice(0, 4), '--cases', at('faulty.jsonl'));
    expect(ran.code).toBe(1);
    expect(ran.stderr).toContain('faulty.jsonl 第 5 行有错：question：');
  });
});
