import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type ReadOptions, readCorpus } from '../../../src/corpus/corpus.ts';
import { documentForm } from '../../../src/corpus/generation/form.ts';
import { documentLines } from '../../../src/corpus/generation/serialised.ts';
import { createOfficeFiles } from '../../../src/corpus/read/read-office.ts';
import { gazetteer, isWord, temporaryFolder } from '../fixture.ts';

async function corpusOf(files: Readonly<Record<string, unknown>>, options: Pick<ReadOptions, 'office'> = {}) {
  const folder = temporaryFolder();
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return readCorpus(folder, gazetteer, { isWord, ...options });
}

const RULE =
  '青田县石雕补贴办法\n青政发〔2022〕6号\n\n第一条 每件补贴300元。\n第二条 本办法自2022年5月1日起施行，有效期三年。《青田县石雕办法》（青政发〔2017〕2号）同时废止。\n青田县人民政府\n2022年4月1日\n\n- 3 -';

test('tells of a paper its frame, its validity, what it abolishes and what it is made of', async () => {
  const { reports } = await corpusOf({ 'a.txt': RULE });
  expect(reports[0]).toMatchObject({
    title: '青田县石雕补贴办法',
    number: '青政发〔2022〕6号',
    issuer: '青田县人民政府',
    issuedOn: '2022-04-01',
    effectiveFrom: '2022-05-01',
    validUntil: '2025-04-30',
    repeals: [{ number: '青政发〔2017〕2号', title: '青田县石雕办法' }],
    sections: [],
    setAside: [{ text: '- 3 -', as: 'page' }],
    warnings: [],
  });
  const blocks = Object.values(reports[0]?.blocks ?? {}).reduce((sum, count) => sum + count, 0);
  expect(blocks).toBeGreaterThan(3);
});

test('tells the places of sections', async () => {
  const raw =
    '丽水市石雕补贴标准\n一、青田县\n每件补贴300元，按件发放。\n二、景宁县\n每件补贴200元，按件发放。';
  const { reports, documents } = await corpusOf({
    'a.txt': raw,
    'sources.json': { 'a.txt': { title: '石雕标准' } },
  });
  expect(reports[0]?.sections).toEqual([
    { title: '石雕标准', place: '青田县' },
    { title: '石雕标准', place: '景宁畲族自治县' },
  ]);
  expect(documents[0]?.sections?.map(({ title }) => title)).toEqual(['石雕标准', '石雕标准']);
});

test('says of sources.json wins over what a paper says of itself', async () => {
  const { documents, reports } = await corpusOf({
    'a.txt': RULE,
    'sources.json': { 'a.txt': { number: '青政规〔2022〕1号', validUntil: '2024-12-31', note: '改过' } },
  });
  expect(documents[0]).toMatchObject({
    number: '青政规〔2022〕1号',
    validUntil: '2024-12-31',
    effectiveFrom: '2022-05-01',
  });
  expect(documents[0]).not.toHaveProperty('note');
  expect(reports[0]).toMatchObject({ number: '青政规〔2022〕1号', validUntil: '2024-12-31' });
});

test('front matter gives number and validity, and a date that is none is told', async () => {
  const { documents, reports } = await corpusOf({
    'a.md':
      '---\nnumber: 青政发〔2022〕6号\neffectiveFrom: 2022年5月1日\ndate: 去年春天\n---\n# 青田县石雕补贴办法\n\n每件补贴300元。',
  });
  expect(documents[0]).toMatchObject({ number: '青政发〔2022〕6号', effectiveFrom: '2022-05-01' });
  expect(reports[0]?.warnings).toEqual([expect.stringContaining('去年春天')]);
});

test('warns of a paper of another county, of an end before the start, and of papers that abolish each other', async () => {
  const { reports } = await corpusOf({
    '1.txt': '青田县石雕补贴办法\n2022年4月1日\n\n第一条 每件补贴300元。',
    '2.txt':
      '青田县茶叶补贴办法\n2022年4月1日\n\n第一条 每亩补贴300元。\n第二条 本办法自2022年5月1日起施行，有效期至2021年4月30日。',
    '3.txt': '青田县柑橘补贴办法\n\n第一条 每亩补贴300元。\n第二条 《青田县柑橘种植补贴细则》同时废止。',
    '4.txt': '青田县柑橘种植补贴细则\n\n第一条 每亩补贴400元。\n第二条 《青田县柑橘补贴办法》同时废止。',
    'sources.json': { '1.txt': { place: '云和县' } },
  });
  expect(reports.map(({ warnings }) => warnings.length)).toEqual([1, 1, 1, 1]);
  expect(reports[0]?.warnings[0]).toMatch(/青田县石雕补贴办法.*青田县.*云和县/u);
  expect(reports[1]?.warnings[0]).toMatch(/2022-05-01|2022年5月1日/u);
  expect(reports[2]?.warnings[0]).toContain('青田县柑橘种植补贴细则');
});

test.each([
  [
    'a day that no calendar has',
    '青田县石雕补贴通知\n青田县商务局\n2023年2月30日\n每件补贴300元。',
    /“2023年2月30日”/u,
  ],
  ['such a day in figures', '青田县石雕补贴通知\n发布日期：2023-06-31\n每件补贴300元。', /“2023-06-31”/u],
  ['no place', '石雕补贴说明\n每件补贴300元，由合作社发放。', /看不出是哪个地方/u],
  [
    'an end before its day',
    '---\ntitle: 青田县石雕补贴通知\ndate: 2024-05-01\nvalidUntil: 2023-05-01\n---\n每件补贴300元。',
    /2024年5月1日发布，有效期却到2023年5月1日/u,
  ],
])('warns of %s', async (_, raw, warning) => {
  const { reports } = await corpusOf({ [raw.startsWith('---') ? 'a.md' : 'a.txt']: raw });
  expect(reports[0]?.warnings).toEqual([expect.stringMatching(warning)]);
});

test.each([
  ['a leap day', '青田县石雕补贴通知\n青田县商务局\n2024年2月29日\n每件补贴300元。'],
  ['a version', '青田县石雕补贴通知\n每件补贴300元，软件版本2023.13.45，热线2023-9999-1234。'],
  [
    'places of its parts',
    '石雕补贴标准\n一、青田县\n每件补贴300元，按件发放。\n二、景宁县\n每件补贴200元，按件发放。',
  ],
])('warns of nothing for %s', async (_, raw) => {
  const { reports } = await corpusOf({ 'a.txt': raw });
  expect(reports[0]?.warnings).toEqual([]);
});

describe('of a place that no table has', () => {
  const LINES = ['雕宁县农村低保标准的通知', '雕宁县农村低保标准为每人每月588元。', '雕宁县民政局'];
  const officeOf = (isScanned: boolean) => ({
    read: async () => ({
      lines: LINES.map((text) => ({ text, indent: 0, gap: 0, origins: [{ at: 0, page: 1, isScanned }] })),
      setAside: [],
      given: {},
      notes: [],
    }),
  });
  const warningsOf = async (isScanned: boolean, sources: Readonly<Record<string, unknown>> = {}) => {
    const { documents, reports } = await corpusOf(
      { 'a.pdf': '%PDF-1.7\n', ...sources },
      { office: officeOf(isScanned) },
    );
    expect(documents[0]?.place).toBe('雕宁县');
    return reports[0]?.warnings;
  };

  test('warns where it was read from a scan', async () => {
    expect(await warningsOf(true)).toEqual([
      '地名“雕宁县”不在行政区划里，可能是扫描件认错了，请在 sources.json 里写明（place）',
    ]);
  });

  test('is silent where it was written, or a person says that it is so', async () => {
    expect(await warningsOf(false)).toEqual([]);
    expect(await warningsOf(true, { 'sources.json': { 'a.pdf': { place: '雕宁县' } } })).toEqual([]);
  });
});

test('a page that says that its paper is abolished gives it so, and it is stored', async () => {
  const page = {
    'a.html':
      '<meta charset="utf-8"><table><tr><td>索引号</td><td>A1</td><td>文号</td><td>青政发〔2019〕1号</td></tr><tr><td>成文日期</td><td>2019-01-02</td><td>有效性</td><td>废止</td></tr></table><h1>青田县石雕补贴办法</h1><p>每件补贴300元。</p>',
  };
  const { documents } = await corpusOf(page, { office: createOfficeFiles({ scanner: null }) });
  expect(documents[0]?.isAbolished).toBe(true);
  expect(documentForm.parse(JSON.parse([...documentLines(documents)].join('')))).toEqual(documents[0]);
});

test('a label whose day was not read whole gives no day', async () => {
  const { documents } = await corpusOf({
    'a.txt': '失效日期：2028年□月1日\n青田县石雕补贴办法\n\n每件补贴300元，由青田县商务局发放。',
  });
  expect(documents[0]?.validUntil).toBeUndefined();
});
