import { describe, expect, test } from 'vitest';
import type { Block } from '../../../src/core/types.ts';
import { blocksOf, linesOf, type TextLine } from '../../../src/corpus/structure/blocks.ts';
import { read, toldOf } from './annotated.ts';
import { SAMPLES } from './samples.ts';
import { LAST } from './samples-last.ts';
import { LATER } from './samples-later.ts';

const blocks = (text: string, title = '标题') => blocksOf(text, { title });
const told = (text: string, title?: string) =>
  toldOf(text, blocks(text, title)).map(
    ({ kind, text: words, topic }) => `${kind} ${topic}|${words.slice(topic.length).trim()}`,
  );
const kinds = (text: string, title?: string) => blocks(text, title).map(({ kind }) => kind);
const words = (text: string) => text.replaceAll(/\s/gu, '');

function expectWhole(text: string, found: readonly Block[]): void {
  let end = 0;
  let held = '';
  for (const { span, mark, topic } of found) {
    expect(span.start).toBeGreaterThanOrEqual(end);
    expect(text.slice(end, span.start).trim()).toBe('');
    for (const part of [mark, topic]) {
      if (part === undefined) continue;
      expect(part.start).toBe(span.start);
      expect(part.end).toBeLessThanOrEqual(span.end);
      expect(part.end).toBeGreaterThan(part.start);
    }
    held += text.slice(span.start, span.end);
    end = span.end;
  }
  expect(words(held)).toBe(words(text));
}

describe('the blocks of an office document', () => {
  test.each(Object.entries({ ...SAMPLES, ...LATER, ...LAST }))('%s is told line by line', (_, sample) => {
    const { text, title, told: expected } = read(sample);
    const found = blocksOf(text, { title });
    expect(toldOf(text, found)).toEqual(expected);
    expectWhole(text, found);
  });
});

describe('lists', () => {
  test('a sign is marked, and its style says how deep the item stands', () => {
    const text =
      '有下列行为之一的，不予补助：\n（一）虚报的；\n1.虚报面积；\n（1）水田；\n①早稻；\n②晚稻。\n（2）旱地。\n2.虚报人口。\n（二）转让的。\n另行处理。';
    const found = blocks(text);
    expect(found.map(({ kind }) => kind)).toEqual(['paragraph', ...Array(8).fill('item'), 'paragraph']);
    expect(found.map(({ level }) => level)).toEqual([undefined, 13, 14, 15, 17, 17, 15, 14, 13, undefined]);
    const marks = found.map(({ mark }) => (mark === undefined ? '' : text.slice(mark.start, mark.end)));
    expect(marks).toEqual(['', '（一）', '1.', '（1）', '①', '②', '（2）', '2.', '（二）', '']);
  });

  test('an article that announces a list keeps its number, and the next article ends the list', () => {
    const text =
      '第八条 下列人员不得享受：\n（一）在职职工；\n（二）离退休人员。\n第九条 本办法由县残联解释。';
    const found = blocks(text);
    expect(found.map(({ kind }) => kind)).toEqual(['paragraph', 'item', 'item', 'paragraph']);
    expect(found.map(({ mark }) => mark && text.slice(mark.start, mark.end))).toEqual([
      '第八条',
      '（一）',
      '（二）',
      '第九条',
    ]);
  });

  test('a further paragraph of an item does not end its list', () => {
    expect(
      kinds('补助分为两类：\n（一）新建房屋的；\n每户补助三万元，分两次拨付到户。\n（二）修缮房屋的。'),
    ).toEqual(['paragraph', 'item', 'item', 'item']);
  });

  test('a head without items, at the end or before a sentence, is a paragraph', () => {
    expect(kinds('需要提供的材料如下：')).toEqual(['paragraph']);
    expect(kinds('村支书算了一笔账：\n一亩茶园收入八千元，十亩就是八万元，比外出务工强。')).toEqual([
      'paragraph',
      'paragraph',
    ]);
  });

  test('what announces the whole paper announces no list', () => {
    expect(
      kinds('现将有关事项通知如下：\n一、补助标准为每亩300元。\n二、每年12月前发放。\n三、不得重复享受。'),
    ).not.toContain('item');
  });

  test('speech is no item', () => {
    expect(kinds('老支书说：\n“今年又是好收成；\n明年再干一场。”')).toEqual([
      'paragraph',
      'paragraph',
      'paragraph',
    ]);
  });

  test('a number that does not go on with the list stands outside it', () => {
    const found = kinds('材料包括：\n1.身份证；\n2.户口簿。\n1.县民政局负责审核，乡镇负责受理。');
    expect(found).toEqual(['paragraph', 'item', 'item', 'paragraph']);
  });
});

describe('run-in headings', () => {
  test.each([
    ['三、补贴标准。每人每月800元。', '三、补贴标准。'],
    ['（二）严格资金监管。各乡镇要建立台账。', '（二）严格资金监管。'],
    ['1、不予补助的情形。住房面积超标的。', '1、不予补助的情形。'],
    ['第三条 【补助对象】 本县户籍居民。', '第三条 【补助对象】'],
    ['【申请时限】每年3月底前。', '【申请时限】'],
    ['补贴标准——每亩120元。', '补贴标准——'],
    ['一是可持续发展。建立长效管护机制。', '一是可持续发展。'],
  ])('%s opens with one', (line, topic) => {
    const [block] = blocks(`${line}\n其他按规定办理。`);
    expect(block?.topic).toEqual({ start: 0, end: topic.length });
  });

  test.each([
    '一、补贴提高到每人每月560元。从次月起执行。',
    '五、本方案有效期五年。到期另行制定。',
    '二、申请人应当如实申报。乡镇入户核查。',
    '三、补贴由县财政承担。乡镇不得挪用。',
    '（一）费用已结清。不再补缴。',
    '四、每户限报一个。不得重复申报。',
    '第三条 村民小组负责管护。费用由村集体承担。',
  ])('%s is a statement', (line) => {
    expect(blocks(`${line}\n其他按规定办理。`)[0]?.topic).toBeUndefined();
  });
});

describe('what carries no content', () => {
  test.each([
    ['letterhead and number', '富川瑶族自治县教育局文件\n富教发〔2023〕6号\n资助按学期发放。', 2],
    ['a note below the title', '来源：县民政局 发布时间：2023-04-05\n资助按学期发放。', 1],
    ['an office over a day', '资助按学期发放。\n富川瑶族自治县教育局\n2023年4月5日', 2],
  ])('is a signature: %s', (_, text, count) => {
    const found = kinds(text);
    expect(found.filter((kind) => kind === 'signature')).toHaveLength(count);
    expect(found.filter((kind) => kind === 'paragraph')).toHaveLength(1);
  });

  test('the days of a chronicle head what happened', () => {
    const text = '大事记。\n2023年1月\n水厂开工。\n2023年5月\n管网铺通。\n2023年9月\n全村通水。';
    expect(kinds(text).filter((kind) => kind === 'heading')).toHaveLength(3);
  });

  test('an office that a head announces is an item', () => {
    expect(kinds('受理单位包括：\n富川县教育局；\n富川县民政局')).toEqual(['paragraph', 'item', 'item']);
  });
});

describe('labels', () => {
  test('labels on one line are fields of their own', () => {
    expect(told('时间：3月5日 地点：县礼堂')).toEqual(['field 时间：|3月5日', 'field 地点：|县礼堂']);
    expect(told('三、咨询电话：0771-5550101；监督电话：0771-5550102。')).toEqual([
      'field 三、咨询电话：|0771-5550101；',
      'field 监督电话：|0771-5550102。',
    ]);
  });

  test.each([
    '村民老韦说：今年收了三千斤稻谷。',
    '一是：加强领导。',
    '班车9:00从县城发车，一天两班。',
    '补助资金按1:2配套，由县财政承担。',
    '《某某县志：民政篇》记载了当年的救济。',
    '数据显示：全县人均收入增长9%。',
    '村里建起了加工厂：一座在上寨，一座在下寨。',
  ])('%s is none', (line) => {
    expect(kinds(`${line}\n情况属实。`)).not.toContain('field');
  });

  test('labels below a place that stands alone belong to it', () => {
    expect(told('河口镇：\n联系电话：0871-5550101\n办公地址：河口街3号\n\n联系电话：12345')).toEqual([
      'paragraph |河口镇：',
      'item 联系电话：|0871-5550101',
      'item 办公地址：|河口街3号',
      'field 联系电话：|12345',
    ]);
  });
});

describe('what a format says', () => {
  const text = '标准表\n项目 标准\n低保 560元\n说明如下：\n一、新增\n正文。';
  const lines = linesOf(text).map((line, at): TextLine => {
    if (at === 1)
      return {
        ...line,
        is: {
          kind: 'header',
          cells: [
            { start: 4, end: 6 },
            { start: 7, end: 9 },
          ],
        },
      };
    if (at === 2)
      return {
        ...line,
        is: {
          kind: 'row',
          cells: [
            { start: 10, end: 12 },
            { start: 13, end: 17 },
          ],
        },
      };
    return at === 4 ? { ...line, is: { kind: 'heading', level: 3 } } : line;
  });

  test('stands, and a row keeps its cells', () => {
    const found = blocksOf(text, { title: '标准表' }, lines);
    expect(found.map(({ kind }) => kind)).toEqual([
      'title',
      'header',
      'row',
      'paragraph',
      'heading',
      'paragraph',
    ]);
    expect(found[2]?.cells).toEqual([
      { start: 10, end: 12 },
      { start: 13, end: 17 },
    ]);
    expect(found[4]?.level).toBe(3);
    expectWhole(text, found);
  });
});

test('every kind that a format names is kept as it is named', () => {
  const text = '甲事已经办完。\n乙事还在办理。';
  for (const kind of [
    'title',
    'heading',
    'item',
    'header',
    'row',
    'field',
    'question',
    'answer',
    'signature',
  ] as const) {
    const found = blocksOf(
      text,
      { title: '标题' },
      linesOf(text).map((line) => ({ ...line, is: { kind } })),
    );
    expect(found.map((block) => block.kind)).toEqual([kind, kind]);
    expectWhole(text, found);
  }
});

describe('any text', () => {
  const deep = ['第一编 甲', '第一节 乙', '一、丙', '（一）丁', '1.戊', '（1）己', '1）庚', '①辛', 'a.壬'];
  test.each([
    ['only a title', '某县关于修路的通知', '某县关于修路的通知'],
    ['nothing', '', ''],
    ['blanks', ' \n\n ', ''],
    ['only colons', '：\n：\n：', ''],
    ['only signs', '一、\n（一）\n1.\n①\n-', ''],
    ['headings under each other', `${deep.join('\n')}\n正文。`, ''],
    ['tabs in prose', '时间：\t三月\t地点：\t礼堂\n修路\t架桥\t通水。', ''],
    ['questions alone', '问：何时发放？\n问：谁来办？', ''],
    ['answers alone', '答：按月发放。\n答：村里办。', ''],
    ['dates alone', '2024年1月5日\n2024年1月6日', ''],
    ['unpaired surrogates', '一、\ud800标准。\udc00每月三百元。', ''],
  ])('is held whole: %s', (_, text, title) => {
    expectWhole(text, blocks(text, title));
  });

  test('headings stand in each other by their signs', () => {
    const found = blocks(`${deep.join('\n')}\n正文。`);
    expect(found.map(({ kind }) => kind)).toEqual([...deep.map(() => 'heading'), 'paragraph']);
    const levels = found.flatMap(({ level }) => level ?? []);
    expect(levels).toEqual([...levels].sort((a, b) => a - b));
    expect(new Set(levels).size).toBe(deep.length);
  });

  test.each([
    [
      'items under one head',
      `名单如下：\n${Array.from({ length: 5000 }, (_, at) => `${at + 1}.第${at}户；`).join('\n')}`,
      5000,
    ],
    [
      'items on one line',
      `名单如下：${Array.from({ length: 900 }, (_, at) => `${at + 1}.户主；`).join('')}`,
      900,
    ],
    ['lines without a sign', `名单如下：\n${'张家；\n'.repeat(5000)}`, 5000],
  ])('all are kept: %s', (_, text, count) => {
    const found = blocks(text);
    expect(found.filter(({ kind }) => kind === 'item')).toHaveLength(count);
    expectWhole(text, found);
  });

  test.each([
    ['heads without items', '包括：\n'.repeat(20_000)],
    ['short lines', '修路\n'.repeat(30_000)],
    ['one long line', '修了一条路，'.repeat(50_000)],
    ['labels on one line', '电话：12345；'.repeat(20_000)],
    ['offices', `${'局'.repeat(80)}。\n`.repeat(500)],
    ['offices apart', `${'县局 '.repeat(26)}\n`.repeat(2000)],
    ['blanks within a heading', `# 甲${' '.repeat(60_000)}乙\n正文。`],
    ['colons and signs', '：1.甲'.repeat(30_000)],
    ['questions', '怎么办？\n'.repeat(20_000)],
    ['open brackets', '【（《“'.repeat(30_000)],
    ['damage everywhere', '路断了\n'.repeat(5000)],
  ])('takes time in proportion to its length: %s', (_, text) => {
    const damage = Array.from({ length: 5000 }, (__, at) => ({ start: at * 4, end: at * 4 + 1 }));
    expectWhole(text.slice(0, 20_000), blocks(text.slice(0, 20_000)));
    expect(blocksOf(text, { title: '标题', damage }).length).toBeGreaterThan(0);
  });
});

describe('a further paper of a file', () => {
  const second = (opening: string) =>
    `遂昌县农业农村局关于渡口收费的通知\n遂农发〔2024〕3号\n各乡镇人民政府：\n渡口每人次收费2元。\n遂昌县农业农村局\n2024年1月5日\n${opening}\n松农发〔2024〕9号\n各乡镇人民政府：\n渡口免费。\n松阳县农业农村局\n2024年2月5日`;

  test.each([
    [
      'counted alone, its office above its title',
      '【二】\n松阳县农业农村局\n关于渡口收费的通知',
      ['signature', 'title', 'title'],
    ],
    ['counted before its title', '二、松阳县农业农村局关于渡口收费的通知', ['title']],
  ])('opens with its title, %s', (_, opening, expected) => {
    const found = kinds(second(opening), '渡口收费汇编');
    expect(found.slice(6, 6 + expected.length)).toEqual(expected);
    expect(found.slice(6 + expected.length, 8 + expected.length)).toEqual(['signature', 'signature']);
  });
});
