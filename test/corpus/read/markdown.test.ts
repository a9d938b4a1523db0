import { describe, expect, test } from 'vitest';
import { slice } from '../../../src/core/language/text.ts';
import { readMarkdown } from '../../../src/corpus/read/markdown.ts';
import { isWord } from '../fixture.ts';

const read = async (content: string) => readMarkdown(Buffer.from(content), { isWord });
const textOf = async (content: string) => (await read(content)).text;

describe('Markdown', () => {
  test('keeps headings and words, not the marks', async () => {
    const { text, lines, setAside, given } = await read(
      '低保政策\n====\n\n**标准**是`420`元，见[办法](http://a.b/c_(d))。\n![图](x.png)\n<!-- 注 -->\n## 材料\n- 身份证\n- 户口本\n',
    );
    expect(text.split('\n')).toEqual(['低保政策', '标准是420元，见办法。', '材料', '- 身份证', '- 户口本']);
    expect(lines.map(({ is }) => is?.kind)).toEqual(['heading', undefined, 'heading', 'item', 'item']);
    expect(lines.map(({ is }) => is?.level)).toEqual([1, undefined, 2, undefined, undefined]);
    expect(setAside.toSorted()).toEqual(['图', '注']);
    expect(given).toEqual({ title: '低保政策' });
  });

  test('joins the soft line ends of a paragraph, not items, tables or hard line ends', async () => {
    const { text, lines } = await read(
      '低保标准由\n360元提高\n到420元。\n1. 申请\n2. 审核\n\n| 项 | 元 |\n|---|---|\n| 低保 | 420 |\n\n甲  \n乙',
    );
    expect(text.split('\n')).toEqual([
      '低保标准由360元提高到420元。',
      '1. 申请',
      '2. 审核',
      '项\t元',
      '低保\t420',
      '甲',
      '乙',
    ]);
    const marked = lines.flatMap(({ is }) => (is?.mark ? [slice(text, is.mark)] : []));
    expect(marked).toEqual(['1.', '2.']);
    const cells = lines.flatMap(({ is }) =>
      is?.cells ? [[is.kind, ...is.cells.map((cell) => slice(text, cell))]] : [],
    );
    expect(cells).toEqual([
      ['header', '项', '元'],
      ['row', '低保', '420'],
    ]);
  });

  test('reads rows that were typed with tabs as a table, behind a sentence as well', async () => {
    const { text, lines } = await read(
      '各校情况如下：\n学校\t寄宿生\t电话\n**溪口小学**\t312\t0500-7421536\n石桥小学\t268\t0500-7431027\n\n联系人\t张三',
    );
    expect(text.split('\n')).toEqual([
      '各校情况如下：',
      '学校\t寄宿生\t电话',
      '溪口小学\t312\t0500-7421536',
      '石桥小学\t268\t0500-7431027',
      '联系人 张三',
    ]);
    expect(lines.map(({ is }) => is?.kind)).toEqual([undefined, 'header', 'row', 'row', undefined]);
  });

  test('reads a table between pipes that is indented with tabs', async () => {
    const { text } = await read('\t| 项\t| 元 |\n\t| - | - |\n\t| 低保\t| 420 |\n');
    expect(text.split('\n')).toEqual(['项\t元', '低保\t420']);
  });

  test('keeps the empty cells that rows typed with tabs begin with', async () => {
    const { text, lines } = await read('\t2020年\t2021年\n沙田镇\t12\t15\n石桥镇\t8\t9\n');
    expect(text.split('\n')).toEqual(['\t2020年\t2021年', '沙田镇\t12\t15', '石桥镇\t8\t9']);
    expect(lines.map(({ is }) => is?.kind)).toEqual(['header', 'row', 'row']);
  });

  test.each([
    [
      '第一条\t制定本办法。\n第二条\t低保标准为每人每\n月540元。',
      ['第一条 制定本办法。', '第二条 低保标准为每人每月540元。'],
    ],
    ['地址：\t沙田镇人民路\n12号三楼', ['地址： 沙田镇人民路12号三楼']],
    ['说明\t见下\n一页', ['说明 见下一页']],
  ])('takes no line with a tab for a row that is none: %j', async (content, wanted) => {
    expect((await textOf(content)).split('\n')).toEqual(wanted);
  });

  test.each([
    ['营业时间为~~8时~~9时至18时。', '营业时间为9时至18时。', ['8时']],
    ['~~**每只**5元~~，每只7元。', '，每只7元。', ['每只5元']],
    ['# 收费\n\n- ~~入园费~~\n- 停车费~~20元~~ 15元', '收费\n- 停车费 15元', ['入园费', '20元']],
    ['|项|元|\n|-|-|\n|门票|~~30~~ 25|', '项\t元\n门票\t25', ['30']],
    ['押金<del>200元</del>100元，<s>不退</s>可退。', '押金100元，可退。', ['200元', '不退']],
    ['<p>开放到<strike>五点</strike>六点</p>', '开放到六点', ['五点']],
  ])('says nothing of what is struck out: %s', async (content, expected, struck) => {
    const { text, setAside } = await read(content);
    expect(text).toBe(expected);
    expect(setAside).toEqual(struck);
  });

  test.each(['每日8~10时、14~18时办理。', '好~~谢谢大家。', '路长约~~~三公里。'])(
    'strikes nothing out where nothing is: %s',
    async (content) => {
      expect(await textOf(content)).toBe(content);
    },
  );

  test('leaves what is counted in Chinese on lines of its own, and paragraphs that are indented', async () => {
    expect(await textOf('材料如下：\n（一）身份证；\n（二）户口本。\n　　另行通知。')).toBe(
      '材料如下：\n（一）身份证；\n（二）户口本。\n另行通知。',
    );
    expect(await textOf('    四个空格起头的一段\n话。')).toBe('四个空格起头的一段话。');
  });

  test('reads a day that opens a paragraph as a day, not as signs of lists', async () => {
    expect(await textOf('2024. 3. 15 起施行的办法继续有效。\n\n1. 申请\n2. 审核')).toBe(
      '2024. 3. 15 起施行的办法继续有效。\n1. 申请\n2. 审核',
    );
  });

  test('keeps the words of notes, and of cells of several lines', async () => {
    expect(await textOf('标准见表[^1]。\n\n[^1]: 含县级配套。\n\n|甲|乙|\n|-|-|\n|一<br>二|3|')).toBe(
      '标准见表。\n含县级配套。\n甲\t乙\n一 二\t3',
    );
  });

  test.each(['> ', '* ', '- '])('reads what stands behind ten thousand of %j', async (mark) => {
    expect(await textOf(`${mark.repeat(10_000)}低保标准`)).toBe('低保标准');
  });

  test('takes out strong marks beside Chinese marks, and leaves asterisks that mark nothing', async () => {
    expect(await textOf('**标准：**每月420元')).toBe('标准：每月420元');
    expect(await textOf('3*4=12，5 * 6')).toBe('3*4=12，5 * 6');
  });

  test('reads block quotes, code and HTML as words', async () => {
    const html = '<div>丙<br>丁</div>\n\n甲<!-- 一 -->乙<!---->丙&lt;!-- 二';
    expect(await textOf(`> 甲\n> 乙\n\n\`\`\`\n第一行\n第二行\n\`\`\`\n\n${html}`)).toBe(
      '甲乙\n第一行\n第二行\n丙\n丁\n甲乙丙<!-- 二',
    );
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
    '> ',
    '[a',
    '1. ',
  ])(
    'reads ten thousand of %j to the end, hard-wrapped or in one line',
    async (unit) => {
      const text = await textOf(`首${unit.repeat(10_000)}尾`);
      expect([text.startsWith('首'), text.trimEnd().endsWith('尾')]).toEqual([true, true]);
      expect(await textOf(`---\ntitle: a${unit.repeat(10_000)}b\n---\n正文。`)).toContain('正文。');
    },
    20_000,
  );
});

describe('front matter', () => {
  const matter = async (...lines: string[]) => {
    const { given, notes } = await read(`---\n${lines.join('\n')}\n---\n正文。`);
    return { ...given, notes };
  };

  test('gives title, place, issuer, number and date, in English or Chinese', async () => {
    const given = { title: '低保政策', place: '蓬安', issuedOn: '2021-03-04', issuer: '民政局' };
    expect(
      await matter('title: "低保政策"', 'place: 蓬安', 'date: 2021-03-04T08:00', 'source: 民政局'),
    ).toEqual({ ...given, notes: [] });
    expect(
      await matter(
        '标题：低保政策',
        '县：蓬安',
        '发布日期：2021年3月4日',
        '发布单位：民政局',
        '文号：青民发〔2021〕4号',
      ),
    ).toEqual({ ...given, number: '青民发〔2021〕4号', notes: [] });
  });

  test.each([
    ['2024年3月15日', '2024-03-15'],
    ['2024.3.15', '2024-03-15'],
    ['2024/03/15', '2024-03-15'],
    ['2024-3-5', '2024-03-05'],
    ['"2024-03-15 10:00:00"', '2024-03-15'],
    ['20240315', '2024-03-15'],
    ['2024.3', '2024-03'],
    ['2024', '2024'],
  ])('reads the date %s', async (written, issuedOn) => {
    expect(await matter(`date: ${written}`)).toEqual({ issuedOn, notes: [] });
  });

  test.each([
    ['title: 关于低保: 提高标准的通知', '关于低保: 提高标准的通知'],
    ['title: [2024] 15号通知', '[2024] 15号通知'],
    ['title: *重要* 通知', '*重要* 通知'],
    ['title: @全体干部 通知', '@全体干部 通知'],
    ['title: 关于 #1 文件的通知', '关于 #1 文件的通知'],
    ['title: >-\n  关于提高\n  标准的通知', '关于提高 标准的通知'],
    ["title: '引号里: 的题目'", '引号里: 的题目'],
  ])('has the title that people mean by %s', async (line, title) => {
    expect(await matter(line, 'date: 2024-01-02')).toEqual({ title, issuedOn: '2024-01-02', notes: [] });
  });

  test('tells what it did not understand', async () => {
    expect(await matter('date: 去年春天', 'tags: [低保, 救助]')).toEqual({
      notes: ['文件头的“date: 去年春天”不是日期', '文件头里这些没有用到：tags'],
    });
    const { notes } = await matter('title: 甲: 乙', '这一行什么都不是');
    expect(notes).toEqual(['文件头的这一行没有看懂：这一行什么都不是']);
  });

  test('is none where two rules stand around text', async () => {
    expect(await textOf('---\n正文一段。\n\n---\n又一段。')).toBe('正文一段。\n又一段。');
  });
});
