import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { standingOf } from '../../src/core/papers.ts';
import type { SourceDocument } from '../../src/core/types.ts';
import { readCorpus } from '../../src/corpus/corpus.ts';
import { cutPassages } from '../../src/corpus/generation/cut.ts';
import { ingest } from '../../src/corpus/ingest.ts';
import { openKnowledge } from '../../src/corpus/snapshot.ts';
import { APART } from '../../src/corpus/structure/passages.ts';
import { createHashingEmbedder } from '../fakes/hashing-embedder.ts';
import { createSimpleEngines } from '../fakes/index/simple-engines.ts';
import { sceneOf } from '../fakes/small-knowledge.ts';
import { gazetteer, isWord, script, segmenter, temporaryFolder } from './fixture.ts';

function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  for (const [path, content] of Object.entries(files)) writeFileSync(join(folder, path), content);
  return folder;
}

const letters = (text: string) => text.replaceAll(/[^\p{L}\p{N}]/gu, '');

/** What a file becomes, where nothing of its words is lost on the way. */
async function whole(name: string, raw: string, words = raw) {
  const files = { [name]: raw, 'sources.json': JSON.stringify({ [name]: { place: '昭平县' } }) };
  const { documents, reports, refused } = await readCorpus(folderOf(files), gazetteer, { isWord });
  expect(refused).toEqual([]);
  const document = documents[0] as SourceDocument;
  const { text, blocks } = document;
  const said = ({ start, end }: { start: number; end: number }) => text.slice(start, end);
  expect(letters(text)).toBe(letters(words));
  expect(letters(blocks.map(({ span }) => said(span)).join(''))).toBe(letters(text));
  const { passages } = await cutPassages(documents);
  const sentences = passages.flatMap((passage) => {
    expect(passage.text).toBe(said(passage.span));
    for (const { span } of passage.sentences) {
      expect(span.start).toBeGreaterThanOrEqual(passage.span.start);
      expect(span.end).toBeLessThanOrEqual(passage.span.end);
    }
    return passage.sentences;
  });
  const spoken = blocks.filter(({ kind }) => !APART.has(kind)).map(({ span }) => said(span));
  expect(letters(sentences.map(({ span }) => said(span)).join(''))).toBe(letters(spoken.join('')));
  return {
    document,
    passages,
    warnings: reports[0]?.warnings ?? [],
    sentences: sentences.map(({ span, lead, isHead }) => ({
      text: said(span),
      isHead: isHead === true,
      lead: lead.map((one) => `${one.kind}：${said(one)}`),
    })),
  };
}

describe('a file of only tables', () => {
  test.each([
    [
      'pipes',
      'txt',
      '| 村名 | 户数 |\n| --- | --- |\n| 上坪村 | 12 |\n| 下坪村 | 15 |\n\n| 事项 | 标准 |\n| --- | --- |\n| 护林 | 每年8000元 |',
    ],
    [
      'Markdown',
      'md',
      '| 村名 | 户数 |\n| --- | --- |\n| 上坪村 | 12 |\n| 下坪村 | 15 |\n\n| 事项 | 标准 |\n| --- | --- |\n| 护林 | 每年8000元 |',
    ],
    ['tabs', 'txt', '村名\t户数\n上坪村\t12\n下坪村\t15\n\n事项\t标准\n护林\t每年8000元\n护水\t每年6000元'],
  ])('with %s is read row by row, each under the names of its own columns', async (_, ending, raw) => {
    const { sentences, warnings } = await whole(`a.${ending}`, raw);
    expect(warnings).toEqual([]);
    expect(sentences[0]).toMatchObject({ text: '上坪村\t12', lead: ['header：村名\t户数'] });
    expect(sentences[2]).toMatchObject({ text: '护林\t每年8000元', lead: ['header：事项\t标准'] });
  });

  test('of names of columns alone is told to hold no text', async () => {
    const { passages, warnings } = await whole('a.md', '| 村名 | 户数 |\n| --- | --- |\n');
    expect(passages).toEqual([]);
    expect(warnings).toEqual([expect.stringContaining('没有正文')]);
  });
});

describe('a file of only a title', () => {
  const TITLES = {
    'a.txt': '昭平县茶叶补贴办法',
    'b.md': '# 昭平县油茶补贴办法\n',
    'c.txt': '昭平县人民政府办公室\n关于印发茶园改造办法的通知\n昭政办发〔2023〕4号\n',
  };

  test.each(Object.entries(TITLES))('is told to hold no text: %s', async (name, raw) => {
    const { passages, warnings } = await whole(name, raw);
    expect(passages).toEqual([]);
    expect(warnings).toEqual([expect.stringContaining('没有正文')]);
  });

  test('is told by an ingest beside files with text, and refused by name where there is no other', async () => {
    const indexDir = temporaryFolder();
    const run = (files: Readonly<Record<string, string>>) => {
      const folder = folderOf(files);
      return ingest({
        ...{ indexDir, engines: createSimpleEngines(), segmenter, script, corpusPath: 'seeds' },
        embedders: [createHashingEmbedder()],
        corpus: () => readCorpus(folder, gazetteer, { isWord }),
      });
    };
    const { report } = await run({ ...TITLES, 'd.txt': '昭平县茶叶补贴标准\n\n每亩补贴300元。' });
    expect(report.documents.map(({ passages, warnings }) => [passages, warnings.length])).toEqual([
      [0, 1],
      [0, 1],
      [0, 1],
      [1, 0],
    ]);
    await expect(run(TITLES)).rejects.toMatchObject({
      code: 'corpus-empty',
      fields: { details: expect.stringMatching(/a\.txt、b\.md、c\.txt/u) },
    });
    const { knowledge } = await openKnowledge(indexDir, {
      engines: createSimpleEngines(),
      model: createHashingEmbedder().model,
    });
    expect(knowledge.version).toBe(report.corpusVersion);
  });
});

test('a list of 5,000 items is read item by item, each under its head', async () => {
  const items = Array.from(
    { length: 5000 },
    (_, at) => `${at + 1}. 第${at + 1}类困难户每户补助${at + 10}元；`,
  );
  const raw = `昭平县惠民事项公告\n\n可以申请的事项如下：\n${items.join('\n')}`;
  const { sentences, warnings } = await whole('a.txt', raw);
  expect(warnings).toEqual([]);
  expect(sentences.map(({ text }) => text)).toEqual(['可以申请的事项如下：', ...items]);
  expect(new Set(sentences.slice(1).map(({ lead }) => lead.at(-1)))).toEqual(
    new Set(['head：可以申请的事项如下：']),
  );
});

describe('headings ten deep', () => {
  test('of Markdown stand above what they head, each without its signs', async () => {
    const names = ['总则', '标准', '范围', '种类', '新种', '山地', '坡地', '阳坡', '梯田', '石埂'];
    const raw = `${names.map((name, at) => `${'#'.repeat(at + 1)} ${name}`).join('\n\n')}\n\n每亩补贴300元。\n`;
    const { sentences, passages } = await whole('a.md', raw);
    expect(sentences.map(({ text }) => text)).toEqual(['每亩补贴300元。']);
    expect(passages[0]?.headings).toEqual(names.slice(1));
  });

  test('of a plain text lose no line', async () => {
    const marks = [
      '第一编 总则',
      '第一章 标准',
      '第一节 范围',
      '一、柑橘',
      '（一）新种',
      '1. 一年生',
      '（1）山地',
      '①坡地',
      'A. 阳坡',
      'a. 梯田',
    ];
    const { sentences } = await whole(
      'a.txt',
      `昭平县柑橘补贴办法\n\n${marks.join('\n')}\n每亩补贴300元。\n`,
    );
    expect(sentences.at(-1)).toMatchObject({ text: '每亩补贴300元。' });
    expect(sentences.at(-1)?.lead).toContain('heading：（一）新种');
  });

  test('come back from an index as they were written', async () => {
    const indexDir = temporaryFolder();
    const folder = folderOf({ 'a.md': `# 昭平县补贴办法\n\n${'#'.repeat(11)} 石埂\n\n每亩补贴300元。\n` });
    const { knowledge } = await ingest({
      ...{ indexDir, engines: createSimpleEngines(), segmenter, script, corpusPath: 'seeds' },
      embedders: [createHashingEmbedder()],
      corpus: () => readCorpus(folder, gazetteer, { isWord }),
    });
    expect(knowledge.passages[0]?.headings).toEqual(['石埂']);
  });
});

describe('a head without items', () => {
  test.each([
    ['at the end', '昭平县柑橘补贴办法\n\n每亩补贴300元。\n不予补贴的情形如下：', '不予补贴的情形如下：'],
    ['alone', '符合下列条件的可以申请每人500元补助：', '符合下列条件的可以申请每人500元补助：'],
    [
      'over the signature',
      '昭平县柑橘补贴办法\n\n有下列情形之一的，不予补贴：\n\n昭平县农业农村局\n2023年5月6日',
      '有下列情形之一的，不予补贴：',
    ],
    [
      'before the next point',
      '昭平县柑橘补贴办法\n\n一、不予补贴的情形如下：\n\n二、补贴标准\n每亩300元。',
      '一、不予补贴的情形如下：',
    ],
  ])('%s is told, and is a head', async (_, raw, head) => {
    const { sentences, warnings } = await whole('a.txt', raw);
    expect(sentences.find(({ text }) => text === head)?.isHead).toBe(true);
    expect(warnings).toEqual([expect.stringContaining(`“${head}”`)]);
  });

  test.each([
    ['a list', '不予补贴的情形如下：\n（一）弃耕的；\n（二）改种的。'],
    ['a table', '标准如下：\n| 种类 | 金额 |\n| --- | --- |\n| 柑橘 | 300元 |'],
    ['points further in', '一、补贴标准如下：\n（一）柑橘\n每亩300元。\n（二）脐橙\n每亩400元。'],
    ['the whole paper', '现将有关事项通知如下：\n\n一、补贴标准\n每亩300元。\n二、申请\n向村里申请。'],
  ])('is not what stands over %s', async (_, body) => {
    expect((await whole('a.txt', `昭平县柑橘补贴办法\n\n${body}`)).warnings).toEqual([]);
  });

  test('is never quoted alone, whatever is asked', async () => {
    const head = '符合下列条件的种植户可以申请每亩500元柑橘补贴：';
    const scene = await sceneOf({
      a: { place: '昭平县', title: '昭平县柑橘补贴办法', text: `昭平县有柑橘三万亩。\n${head}` },
      b: { place: '资源县', title: '资源县水利纪实', text: '资源县修了十座水库，水渠通到各村。' },
    });
    const questions = [
      '昭平县柑橘补贴多少钱',
      '昭平县柑橘补贴要符合哪些条件',
      '昭平县哪些种植户可以申请柑橘补贴',
      '种柑橘能不能申请补贴',
      '昭平县柑橘补贴怎么申请',
      '昭平县柑橘每亩补贴500元吗',
    ];
    for (const question of questions) {
      const { answer } = await scene.ask(question);
      expect(answer.text).not.toContain('500元');
    }
  });
});

describe('tabs in prose', () => {
  test.each([
    '\t新种柑橘每亩\t补贴300元，\t每户不超过5亩。\n\t申请时向村委会\t提交身份证和合同。\n村委会十日内公示。\t公示无异议的报乡镇审核。',
    '新种柑橘的农户\t由村里登记。\n新种脐橙的农户\t每亩补贴300元。\n改种茶叶的农户\t每亩补贴200元。',
  ])('lose no sentence: %j', async (body) => {
    const { sentences, document } = await whole('a.txt', `昭平县柑橘补贴办法\n\n${body}\n`);
    expect(document.blocks.map(({ kind }) => kind)).not.toContain('header');
    expect(letters(sentences.map(({ text }) => text).join(''))).toBe(letters(body));
  });
});

test('of two notices that repeal each other neither is abolished, which is told of each', async () => {
  const files = {
    '1.txt': '昭平县柑橘补贴办法\n\n第一条 每亩补贴300元。\n第二条 《昭平县柑橘种植补贴细则》同时废止。',
    '2.txt': '昭平县柑橘种植补贴细则\n\n第一条 每亩补贴400元。\n第二条 《昭平县柑橘补贴办法》同时废止。',
  };
  const { documents, reports } = await readCorpus(folderOf(files), gazetteer, { isWord });
  const standings = standingOf(documents, '2025-06-01');
  expect(documents.map((document) => standings.of(document).kind)).toEqual(['disputed', 'disputed']);
  for (const { warnings } of reports) expect(warnings).toEqual([expect.stringContaining('互相废止')]);
});

test.each([
  [
    'a.txt',
    '昭平县柑橘补贴办法\n2022年4月1日\n\n第一条 每亩补贴300元。\n第二条 本办法自2022年5月1日起施行，有效期至2021年4月30日。',
  ],
  [
    'a.md',
    '---\ntitle: 昭平县柑橘办法\neffectiveFrom: 2022-05-01\nvalidUntil: 2021-04-30\n---\n每亩补贴300元。\n',
  ],
])('a validity that ends before it starts is told, and expires nothing: %s', async (name, raw) => {
  const { documents, reports } = await readCorpus(folderOf({ [name]: raw }), gazetteer, { isWord });
  expect(reports[0]?.warnings).toEqual([expect.stringMatching(/2022年5月1日.*2021年4月30日.*矛盾/u)]);
  const standings = standingOf(documents, '2025-06-01');
  expect(documents.map((document) => standings.of(document).kind)).toEqual(['in-force']);
});
