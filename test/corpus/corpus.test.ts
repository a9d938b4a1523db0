import { copyFileSync, mkdirSync, readdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { NO_SYNONYMS } from '../../src/core/language/vocabulary.ts';
import { readCorpus } from '../../src/corpus/corpus.ts';
import { createReadingMemo } from '../../src/corpus/papers/memo.ts';
import { encode, gazetteer, temporaryFolder, WRAPPED } from './fixture.ts';

const BODY = '蓬安县低保标准提高到420元。蓬安县全县落实。';

function folder(files: Record<string, string | Uint8Array>): string {
  const root = temporaryFolder();
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return root;
}

describe('the seed reports', () => {
  const expected = [
    ['实干显担当 实绩铸辉煌 ——记全国脱贫攻坚先进集体中共石柱县委', '石柱土家族自治县'],
    ['资源县:下“绣花功夫” 全面发力脱贫摘帽', '资源县'],
    ['贯彻战略新思想 精准发力拔穷根', '蓬安县'],
    ['扶贫春风暖绿洲', '绥宁县'],
    ['依安 上下同心凝聚合力 尽锐出战夺取胜利', '依安县'],
  ];

  test('are read with what sources.json adds, and say how each thing was found', async () => {
    const { documents, reports, refused } = await readCorpus('seeds', gazetteer);
    expect(refused).toEqual([]);
    expect(documents.map(({ title, place }) => [title, place])).toEqual(expected);
    expect(documents.map(({ issuedOn, asOf }) => issuedOn ?? asOf)).toEqual([
      '2021',
      '2018',
      '2017-09-14',
      '2018-12-10',
      '2020',
    ]);
    expect(reports.map(({ titleBy }) => titleBy)).toEqual([
      'title',
      'title',
      'title',
      'sources.json',
      'byline',
    ]);
    expect(reports[2]).toMatchObject({ issuer: '四川县域经济网', dateBy: 'header', placeBy: 'text' });
    expect(reports[4]?.damage).toEqual(['为克服疫情影响,出台了《依安县统筹做好新冠肺']);
  });

  test('are told right without sources.json too', async () => {
    const root = temporaryFolder();
    for (const name of readdirSync('seeds').filter((file) => file.endsWith('.txt')))
      copyFileSync(join('seeds', name), join(root, name));
    const { documents } = await readCorpus(root, gazetteer);
    expect(documents.map(({ title, place }) => [title, place])).toEqual(expected);
    expect(documents.map(({ issuedOn, asOf }) => issuedOn ?? asOf)).toEqual([
      '2021-02',
      '2017-12',
      '2017-09-14',
      '2018-12-10',
      '2019',
    ]);
  });
});

describe('a folder', () => {
  test('is read with its subfolders in order of paths, without dotfiles, README and sources.json', async () => {
    const root = folder({
      'b.txt': `乙\n${BODY}`,
      'a/c.md': `# 丙\n\n${BODY}`,
      'README.md': '说明。',
      'a/readme': '说明。',
      '.hidden.txt': BODY,
      'sources.json': '{}',
      'gb.txt': encode(WRAPPED, 'gb18030'),
    });
    const { documents, refused } = await readCorpus(root, gazetteer);
    expect(documents.map(({ id, path, place }) => [id, path, place])).toEqual([
      ['a/c', 'a/c.md', '蓬安县'],
      ['b', 'b.txt', '蓬安县'],
      ['gb', 'gb.txt', '恭城瑶族自治县'],
    ]);
    expect(refused).toEqual([]);
  });

  test('refuses by name what cannot be read, and reads the rest', async () => {
    const root = folder({
      'a.txt': `${BODY}又一篇。`,
      'b.txt': BODY,
      'copy.txt': BODY,
      'a.md': `${BODY}另一篇。`,
      'bad.txt': Buffer.from(BODY).subarray(0, -2),
      'blank.txt': ' \n\u200b\n',
      'report.docx': 'PK',
      'lines.jsonl': '{"id":"1","title":"","text":"一句。"}\n',
      'same.md': `${BODY.replaceAll('。', '。\n\n')}`,
      'picture.txt': Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]),
    });
    const { documents, refused } = await readCorpus(root, gazetteer);
    expect(documents.map(({ path }) => path)).toEqual(['a.md', 'a.txt', 'b.txt']);
    expect(documents.map(({ id }) => id)).toEqual(['a', 'a.txt', 'b']);
    expect(Object.fromEntries(refused.map(({ path, reason }) => [path, reason]))).toEqual({
      'bad.txt': expect.stringContaining('损坏的字节'),
      'blank.txt': '里面没有文字',
      'copy.txt': expect.stringContaining('和 b.txt 完全一样'),
      'same.md': '文字和 b.txt 完全一样，留一份就够',
      'picture.txt': expect.stringContaining('内容不是文字'),
      'report.docx': expect.stringMatching(/不认识这种格式.*txt、md/u),
      'lines.jsonl': expect.stringMatching(/CORPUS_DIR.*\.jsonl/u),
    });
  });

  test('takes names of columns for no title', async () => {
    const root = folder({ '青禾县补贴.txt': '乡镇\t户数\t标准（元）\n石桥镇\t120\t85\n南湾乡\t96\t90\n' });
    const { documents, reports } = await readCorpus(root, gazetteer);
    expect(documents[0]?.title).toBe('青禾县补贴');
    expect(reports[0]?.titleBy).toBe('file');
  });

  test('has what a Markdown report says of itself, and tells what was not understood of that', async () => {
    const root = folder({
      'a.md': `---\n标题: 关于低保: 通知\n文号: 蓬民发〔2024〕3号\n日期: 2024年3月15日\n心情: 好\n---\n# 标准\n\n${BODY}`,
    });
    const { documents, reports } = await readCorpus(root, gazetteer);
    expect(documents).toMatchObject([
      { title: '关于低保: 通知', number: '蓬民发〔2024〕3号', issuedOn: '2024-03-15' },
    ]);
    expect(reports[0]?.warnings).toEqual(['文件头里这些没有用到：心情']);
  });

  test('follows no link out of it', async () => {
    const outside = folder({ 'secret.txt': BODY });
    const root = folder({ 'sub/in.txt': BODY });
    symlinkSync(join(outside, 'secret.txt'), join(root, 'leak.txt'));
    symlinkSync(outside, join(root, 'leaks'));
    symlinkSync(root, join(root, 'sub', 'loop'));
    symlinkSync(join(root, 'nowhere'), join(root, 'dangling.txt'));
    const { documents, refused } = await readCorpus(root, gazetteer);
    expect(documents.map(({ path }) => path)).toEqual(['sub/in.txt']);
    expect(refused.map(({ path }) => path).sort()).toEqual(['dangling.txt', 'leak.txt', 'leaks', 'sub/loop']);
  });

  test('may correct a file that could not be read, but none that is not there', async () => {
    const root = folder({
      'a.txt': BODY,
      'x.pdf': '%PDF',
      'sources.json': '{"x.pdf":{"title":"题"},"a.txt":{"place":"营山县"}}',
    });
    const { documents, reports } = await readCorpus(root, gazetteer);
    expect(documents[0]?.place).toBe('营山县');
    expect(reports[0]?.placeBy).toBe('sources.json');
    writeFileSync(join(root, 'sources.json'), '{"gone.txt":{}}');
    await expect(readCorpus(root, gazetteer)).rejects.toMatchObject({ code: 'sources-invalid' });
  });

  test('is read alike twice', async () => {
    const root = folder({ 'a.txt': BODY, 'b.txt': `${BODY}乙。` });
    expect(await readCorpus(root, gazetteer)).toEqual(await readCorpus(root, gazetteer));
  });

  test('is read again as it is, whatever is remembered of it', async () => {
    const root = folder({ 'a.txt': BODY, 'b.txt': `${BODY}乙。`, 'c.txt': `${BODY}丙。` });
    const memo = createReadingMemo();
    const before = await readCorpus(root, gazetteer, { memo });
    writeFileSync(join(root, 'b.txt'), `${BODY}丁。`);
    renameSync(join(root, 'c.txt'), join(root, 'd.txt'));
    writeFileSync(join(root, 'sources.json'), '{"a.txt":{"title":"甲的标题"}}');
    const after = await readCorpus(root, gazetteer, { memo });
    expect(after).toEqual(await readCorpus(root, gazetteer));
    expect(after.documents.map(({ title }) => title)[0]).toBe('甲的标题');
    const again = await readCorpus(root, gazetteer, { memo });
    expect(again.documents.map((document, at) => document === after.documents[at])).toEqual([
      true,
      true,
      true,
    ]);
    expect(before.documents[0]).not.toBe(after.documents[0]);
  });

  test('with nothing in it is no fault of reading', async () => {
    expect(await readCorpus(temporaryFolder(), gazetteer)).toEqual({
      documents: [],
      reports: [],
      refused: [],
      synonyms: NO_SYNONYMS,
    });
  });
});

describe('a .jsonl file', () => {
  test('gives a document a line; bad lines, ambiguous places and repeated ids are refused by name', async () => {
    const lines = [
      { id: 'a', title: '甲', text: BODY, place: '石柱', date: '2020' },
      { id: 'b', title: '乙', text: '某地低保。', place: '桃花源县' },
      { id: 'a', title: '丙', text: '另一篇。' },
      { title: '丁', text: '没有编号。' },
      { id: 'e', title: '', text: `蓬安县低保总结\n${BODY}` },
      { id: 'f', title: '己', text: '朝阳低保。', place: '朝阳区' },
    ];
    const root = folder({ 'reports.jsonl': lines.map((line) => JSON.stringify(line)).join('\n') });
    const { documents, refused } = await readCorpus(join(root, 'reports.jsonl'), gazetteer);
    expect(documents.map(({ id, title, place, issuedOn }) => [id, title, place, issuedOn])).toEqual([
      ['a', '甲', '石柱土家族自治县', '2020'],
      ['b', '乙', '桃花源县', undefined],
      ['e', '蓬安县低保总结', '蓬安县', undefined],
    ]);
    expect(refused.map(({ path }) => path).sort()).toEqual(['a', 'f', 'reports.jsonl:4']);
  });
});

test('a .jsonl with a damaged line is read but for that line', async () => {
  const lines = [
    `{"id":"a","title":"甲","text":"${BODY}"}`,
    '{"id":"b","title":"乙","text":"蓬安县低\ufffd保。"}',
  ];
  const root = folder({ 'reports.jsonl': lines.join('\n') });
  const { documents, refused } = await readCorpus(join(root, 'reports.jsonl'), gazetteer);
  expect(documents.map(({ id }) => id)).toEqual(['a']);
  expect(refused).toMatchObject([{ path: 'reports.jsonl:2', reason: expect.stringContaining('丢失的字符') }]);
});

test('a path that is not there is corpus-missing', async () => {
  const path = join(folder({ 'a.txt': BODY }), 'gone');
  await expect(readCorpus(path, gazetteer)).rejects.toMatchObject({ code: 'corpus-missing' });
});

describe('one report as a corpus', () => {
  test.each(['通知.txt', '通知.md'])('%s is read, and nothing else beside it', async (name) => {
    const root = folder({ [name]: BODY, '别的.txt': `${BODY}又一篇。` });
    const { documents, refused } = await readCorpus(join(root, name), gazetteer);
    expect(documents.map(({ id, path, place }) => [id, path, place])).toEqual([['通知', name, '蓬安县']]);
    expect(refused).toEqual([]);
  });

  test('is corrected by the sources.json beside it, whatever that says of others', async () => {
    const sources = { 'a.txt': { title: '低保通知', issuedOn: '2021' }, 'gone.txt': { titel: '?' } };
    const root = folder({ 'a.txt': BODY, 'sources.json': JSON.stringify(sources) });
    const { documents } = await readCorpus(join(root, 'a.txt'), gazetteer);
    expect(documents).toMatchObject([{ title: '低保通知', issuedOn: '2021' }]);
  });

  test('is read beside a sources.json of something else; one that is wrong about it is refused', async () => {
    const root = folder({ 'a.txt': BODY, 'sources.json': '[1, 2]' });
    expect((await readCorpus(join(root, 'a.txt'), gazetteer)).documents).toHaveLength(1);
    const wrong = folder({ 'a.txt': BODY, 'sources.json': '{"a.txt": {"asOf": "2020-13"}}' });
    await expect(readCorpus(join(wrong, 'a.txt'), gazetteer)).rejects.toMatchObject({
      code: 'sources-invalid',
      message: expect.stringContaining('a.txt.asOf'),
    });
  });

  test('has the words of the synonyms.json beside it', async () => {
    const same = [['最低生活保障', '保命钱']];
    const root = folder({ 'a.txt': BODY, 'synonyms.json': JSON.stringify({ same }) });
    expect((await readCorpus(join(root, 'a.txt'), gazetteer)).synonyms.same).toEqual(same);
  });

  test('of a format that cannot be read is refused by name', async () => {
    const { documents, refused } = await readCorpus(join(folder({ 'a.docx': 'PK' }), 'a.docx'), gazetteer);
    expect(documents).toEqual([]);
    expect(refused).toMatchObject([{ path: 'a.docx', reason: expect.stringContaining('不认识这种格式') }]);
  });
});

describe('persons', () => {
  const NOTICE = [
    '蓬安县防贫监测网格员公示',
    '蓬安县各村网格员负责走访农户，每月补贴260元。',
    '河舒镇网格员王五，手机13800138000，身份证11010519491231002X。',
    '联系人：赵敏',
    '联系电话：13900139000',
    '蓬安县农业农村局咨询电话：0817-5251234、13700137000，监督热线12317。',
  ].join('\n');

  test('keep their numbers to themselves in whatever is read of a document; its office tells its own', async () => {
    const root = folder({
      'notice.txt': `来源：赵敏13900139000\n${NOTICE}\n（责任编辑：李四13800138000）\n`,
      'titled.md': `---\ntitle: 王五（13800138000）事迹\nissuer: 李四13900139000\n---\n\n${BODY}`,
      'sources.json': '{"notice.txt": {"title": "网格员王五13800138000"}}',
    });
    const corpus = await readCorpus(root, gazetteer);
    const everything = JSON.stringify(corpus);
    expect(everything).not.toMatch(/13800138000|13900139000|11010519491231002X|19491231/u);
    const [notice, titled] = corpus.documents;
    expect(notice?.title).toBe('网格员王五138****8000');
    expect(titled?.title).toBe('王五（138****8000）事迹');
    expect(notice?.text).toContain('手机138****8000，身份证1****************X。');
    expect(notice?.text).toContain('联系电话：139****9000');
    expect(notice?.text).toContain('咨询电话：0817-5251234、13700137000，监督热线12317。');
    expect(notice?.text).toContain('每月补贴260元');
    expect(corpus.documents.map(({ damage }) => damage)).toEqual([[], []]);
  });
});
