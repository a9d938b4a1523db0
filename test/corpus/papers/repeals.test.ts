import { describe, expect, test } from 'vitest';
import { clean } from '../../../src/corpus/clean.ts';
import { papersOf } from '../../../src/corpus/detect.ts';
import { normaliseCharacters } from '../../../src/corpus/lines.ts';
import { gazetteer, isWord } from '../fixture.ts';

function repealsOf(raw: string) {
  const { text, setAside } = clean(raw, { isWord });
  const rawLines = normaliseCharacters(raw).split('\n');
  const { paper, sections } = papersOf({ path: 'a.txt', text, setAside, rawLines }, gazetteer);
  return [paper, ...sections]
    .flatMap(({ repeals = [] }) => repeals)
    .map(({ title, number, span, head }) => ({
      named: [title, number],
      said: text.slice(span.start, span.end),
      head: head && text.slice(head.start, head.end),
    }));
}

const named = (raw: string) => repealsOf(raw).map(({ named }) => named);
const SIGNED = '\n开化县人民政府\n2023年5月9日';
const decision = (body: string) =>
  `开化县人民政府关于清理行政规范性文件的决定\n开政发〔2023〕11号\n各乡镇人民政府：\n${body}${SIGNED}`;

const TWO = [
  ['开化县砂石管理办法', '开政发〔2012〕7号'],
  ['开化县茶园补贴办法', '开政发〔2014〕30号'],
];

describe('a list of papers under a head that abolishes', () => {
  test.each([
    [
      'counted items',
      '经研究，决定废止下列文件：\n1.《开化县砂石管理办法》（开政发〔2012〕7号）；\n2.《开化县茶园补贴办法》（开政发〔2014〕30号）。',
    ],
    [
      'Han counts and a head in another order',
      '下列规范性文件自本决定公布之日起废止：\n一、《开化县砂石管理办法》（开政发〔2012〕7号）\n二、《开化县茶园补贴办法》（开政发〔2014〕30号）',
    ],
    [
      'bare lines',
      '现决定对以下文件予以废止：\n《开化县砂石管理办法》（开政发〔2012〕7号）\n《开化县茶园补贴办法》（开政发〔2014〕30号）',
    ],
    [
      'one line',
      '决定废止下列文件：1.《开化县砂石管理办法》（开政发〔2012〕7号）；2.《开化县茶园补贴办法》（开政发〔2014〕30号）。',
    ],
    [
      'a head with a sentence before it',
      '文件清理工作已经结束。以下文件宣布失效：\n（一）《开化县砂石管理办法》（开政发〔2012〕7号）；\n（二）《开化县茶园补贴办法》（开政发〔2014〕30号）。',
    ],
    [
      'groups',
      '决定废止下列文件：\n（一）以县政府名义印发的文件\n1.《开化县砂石管理办法》（开政发〔2012〕7号）\n（二）其他文件\n1.《开化县茶园补贴办法》（开政发〔2014〕30号）',
    ],
    [
      'a heading, without title marks',
      '一、废止的文件\n1.开化县砂石管理办法（开政发〔2012〕7号）\n二、宣布失效的文件\n1.开化县茶园补贴办法（开政发〔2014〕30号）',
    ],
    [
      'a table',
      '附件：废止的文件目录\n| 序号 | 文件名称 | 文号 |\n| 1 | 开化县砂石管理办法 | 开政发〔2012〕7号 |\n| 2 | 开化县茶园补贴办法 | 开政发〔2014〕30号 |',
    ],
  ])('abolishes each of them: %s', (_, body) => {
    expect(named(decision(body))).toEqual(TWO);
  });

  test('ends where papers stay, or another matter begins', () => {
    const body =
      '决定废止下列文件：\n1.《开化县砂石管理办法》（开政发〔2012〕7号）；\n下列文件继续有效：\n1.《开化县茶园补贴办法》（开政发〔2014〕30号）。\n二、需要修改的文件\n1.《开化县水价办法》（开政发〔2015〕2号）';
    expect(named(decision(body))).toEqual([TWO[0]]);
  });

  test('has its head with each item', () => {
    const body =
      '下列文件自即日起废止：\n《开化县砂石管理办法》（开政发〔2012〕7号）\n《开化县茶园补贴办法》';
    expect(repealsOf(decision(body)).map(({ said, head }) => [head, said])).toEqual([
      ['下列文件自即日起废止：', '《开化县砂石管理办法》（开政发〔2012〕7号）'],
      ['下列文件自即日起废止：', '《开化县茶园补贴办法》'],
    ]);
  });

  test.each([
    ['papers that stay', '下列文件继续有效：\n1.《开化县砂石管理办法》（开政发〔2012〕7号）'],
    ['a proposal', '现建议废止下列文件：\n1.《开化县砂石管理办法》（开政发〔2012〕7号）'],
    ['a draft', '拟废止的文件目录\n1.《开化县砂石管理办法》（开政发〔2012〕7号）'],
    ['cases', '有下列情形之一的，予以废止：\n1.《开化县砂石管理办法》规定的条件不再具备的；\n2.另有规定的。'],
    ['both', '废止和修改的文件\n1.《开化县砂石管理办法》（开政发〔2012〕7号）'],
    ['heads without papers', '二、废止的文件\n1.清理工作由司法局负责。\n2.各部门应当配合。'],
    ['parts', '下列规定予以废止：\n1.《开化县砂石管理办法》（开政发〔2012〕7号）第五条；'],
  ])('abolishes nothing by %s', (_, body) => expect(named(decision(body))).toEqual([]));
});

describe('a paper is not abolished where it', () => {
  test.each([
    ['is proposed', '建议废止《开化县砂石管理办法》。'],
    ['is intended', '县水利局拟废止《开化县砂石管理办法》（开政发〔2012〕7号）。'],
    ['is to be decided', '提请废止《开化县砂石管理办法》。'],
    ['is thought about', '会议研究废止《开化县砂石管理办法》有关事宜。'],
    ['stays after all', '《开化县砂石管理办法》不再废止。'],
    ['is put to the public', '现就废止《开化县砂石管理办法》公开征求意见。'],
    ['is put to the public in other order', '现征求关于废止《开化县砂石管理办法》的意见。'],
    ['contradicts in part', '《开化县砂石管理办法》（开政发〔2012〕7号）与本办法不一致的停止执行。'],
    ['contradicts in its rules', '《开化县砂石管理办法》中与本办法不一致的规定同时废止。'],
    ['grants what ends', '《开化县砂石管理办法》规定的补贴停止执行。'],
  ])('%s: %s', (_, sentence) => {
    const raw = `开化县河道采砂管理规定\n2023年5月9日\n\n第一条 河道采砂应当经过批准。\n第二条 ${sentence}`;
    expect(named(raw)).toEqual([]);
  });

  test('but is where it was studied and decided', () => {
    const raw =
      '开化县河道采砂管理规定\n2023年5月9日\n\n第一条 经研究，废止《开化县砂石管理办法》。\n第二条 《开化县石料办法》（开政发〔2011〕1号）同时作废。';
    expect(named(raw)).toEqual([
      ['开化县砂石管理办法', undefined],
      ['开化县石料办法', '开政发〔2011〕1号'],
    ]);
  });
});
