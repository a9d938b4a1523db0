import { describe, expect, test } from 'vitest';
import { readJsonl } from '../../src/corpus/read/jsonl.ts';
import { readMarkdown } from '../../src/corpus/read/markdown.ts';
import { readerFor } from '../../src/corpus/read/readers.ts';

describe('readMarkdown', () => {
  test('keeps headings and words, not the marks', () => {
    const { text } = readMarkdown(
      '低保政策\n====\n\n**标准**是`420`元，见[办法](http://a.b/c_(d))。\n![图](x.png)\n<!-- 注 -->\n## 材料\n- 身份证\n- 户口本\n',
    );
    expect(text.split('\n').filter((line) => line !== '')).toEqual([
      '# 低保政策',
      '标准是420元，见办法。',
      '## 材料',
      '- 身份证',
      '- 户口本',
    ]);
  });

  test('joins the soft line ends of a paragraph, not items, tables or hard line ends', () => {
    const { text } = readMarkdown(
      '低保标准由\n360元提高\n到420元。\n1. 申请\n2. 审核\n\n| 项 | 元 |\n|---|---|\n| 低保 | 420 |\n\n甲  \n乙',
    );
    expect(text.split('\n').filter((line) => line !== '')).toEqual([
      '低保标准由360元提高到420元。',
      '1. 申请',
      '2. 审核',
      '| 项 | 元 |',
      '| 低保 | 420 |',
      '甲',
      '乙',
    ]);
  });

  test('takes out rules of tables and comments, and leaves those that never end', () => {
    expect(readMarkdown('| 甲 | 乙 |\n|:---|---:|\n| 1 | 2 |\n\n-----').text).toBe(
      '| 甲 | 乙 |\n| 1 | 2 |\n\n-----',
    );
    expect(readMarkdown('甲<!-- 一 -->乙<!---->丙<!-- 二').text).toBe('甲乙丙<!-- 二');
  });

  test.each([
    '汉',
    ' ',
    '-',
    '- ',
    '=',
    '**a ',
    '__a ',
    '*a',
    '[',
    '![',
    '![](',
    '[a](',
    '<b',
    '<!--',
    '`',
    '\n',
    ' \n',
    'a\n',
    '汉字\n',
    '|-',
  ])('reads ten thousand of %j to the end, hard-wrapped or in one line', (unit) => {
    const { text } = readMarkdown(`首${unit.repeat(10_000)}尾`);
    expect([text.startsWith('首'), text.trimEnd().endsWith('尾')]).toEqual([true, true]);
    expect(readMarkdown(`---\ntitle: a${unit.repeat(10_000)}b\n---\n正文。`).text).toContain('正文。');
  });

  test('leaves asterisks that mark nothing', () => {
    expect(readMarkdown('3*4=12，5 * 6').text).toBe('3*4=12，5 * 6');
  });

  test('takes title, place and date from the front matter', () => {
    const { text, given } = readMarkdown(
      '---\ntitle: "低保政策"\nplace: 蓬安\ndate: 2021-03-04T08:00\nsource: 民政局\n---\n正文。',
    );
    expect(given).toEqual({ title: '低保政策', place: '蓬安', issuedOn: '2021-03-04', issuer: '民政局' });
    expect(text).toBe('正文。');
  });
});

describe('readJsonl', () => {
  test('refuses a bad line by its number and reads the others', () => {
    const content = [
      '{"id":"a","title":"题","text":"甲。","place":"蓬安县","date":"2018-12"}',
      'no json',
      '',
      '{"id":"b","title":"题"}',
      '{"id":7,"title":"","text":"乙。","place":null}',
      '{"id":"c","title":"题","text":"  "}',
      '{"id":"d","title":"题","text":"丙。","date":"2018年"}',
    ].join('\n');
    const { reports, refused } = readJsonl(content);
    expect(reports).toEqual([
      { number: 1, id: 'a', title: '题', text: '甲。', place: '蓬安县', date: '2018-12' },
      { number: 5, id: '7', title: '', text: '乙。' },
    ]);
    expect(refused.map(({ number }) => number)).toEqual([2, 4, 6, 7]);
    expect(refused[1]?.reason).toContain('text');
  });
});

test('readers go by the ending, whatever its case', () => {
  expect(readerFor('a/B.TXT')).toBeDefined();
  expect(readerFor('a.md')).toBeDefined();
  for (const path of ['a.docx', 'a', 'a.constructor', 'txt']) expect(readerFor(path)).toBeUndefined();
});
