import { describe, expect, test } from 'vitest';
import { slice } from '../../../src/core/language/text.ts';
import { clean } from '../../../src/corpus/clean.ts';
import { isWord } from '../fixture.ts';

/** Each row as its kind and its cells; other lines as they are. */
function rows(raw: string): (string | string[])[] {
  const { text, lines } = clean(raw, { isWord });
  return lines.map(({ span, is }) =>
    is?.cells === undefined ? slice(text, span) : [is.kind, ...is.cells.map((cell) => slice(text, cell))],
  );
}

describe('a table', () => {
  test.each([
    ['tabs', '乡镇\t户数\t金额\n东山乡\t120\t85.5\n西河镇\t98\t70.2'],
    ['two blanks', '乡镇    户数    金额\n东山乡  120     85.5\n西河镇  98      70.2'],
    ['full-width blanks', '乡镇　　户数　　金额\n东山乡　120　　85.5\n西河镇　98　　　70.2'],
    ['pipes', '|乡镇|户数|金额|\n|东山乡|120|85.5|\n|西河镇|98|70.2|'],
    ['pipes and a rule', '乡镇 | 户数 | 金额\n---|---|---\n东山乡 | 120 | 85.5\n西河镇 | 98 | 70.2'],
    [
      'drawn lines',
      '┌──┬──┬──┐\n│乡镇│户数│金额│\n├──┼──┼──┤\n│东山乡│120│85.5│\n│西河镇│98│70.2│\n└──┴──┴──┘',
    ],
    ['tabs behind an indent', '\t乡镇\t户数\t金额\n\t东山乡\t120\t85.5\n\t西河镇\t98\t70.2'],
    ['a name that is spread', '乡  镇    户  数    金额\n东山乡    120       85.5\n西河镇    98        70.2'],
  ])('of columns parted by %s keeps its rows apart, and its cells by one tab', (_, raw) => {
    expect(clean(raw).text).toBe('乡镇\t户数\t金额\n东山乡\t120\t85.5\n西河镇\t98\t70.2');
    expect(rows(raw)).toEqual([
      ['header', '乡镇', '户数', '金额'],
      ['row', '东山乡', '120', '85.5'],
      ['row', '西河镇', '98', '70.2'],
    ]);
    expect(clean(raw).damage).toEqual([]);
  });

  test('has names of columns with figures in brackets behind them', () => {
    const raw = '职务\t大村（2500人以上）\t小村（2500人以下）\n村支书\t3100\t2900\n村会计\t2300\t2200';
    expect(rows(raw).map(([kind]) => kind)).toEqual(['header', 'row', 'row']);
    const flat = '大村（2500人以上）\t3100\n小村（2500人以下）\t2900';
    expect(rows(flat).map(([kind]) => kind)).toEqual(['row', 'row']);
  });

  test('keeps a row whose last cell says what its words are of', () => {
    const raw =
      '类别\t水价（元）\t说明\n河水\t0.12\t两个灌区\n井水\t0.25\t定额：每亩90立方米\n养殖\t0.60\t不分定额';
    expect(rows(raw).map(([kind]) => kind)).toEqual(['header', 'row', 'row', 'row']);
    const form = '姓名：张大勇\t性别：男\t民族：苗族\n住址：某某村\t电话：8100\t邮编：12';
    expect(rows(form).every((line) => typeof line === 'string')).toBe(true);
  });

  test('has a header only where its first row names columns of figures', () => {
    expect(rows('赵大勇\t水务局\n钱小芳\t教育局').map(([kind]) => kind)).toEqual(['row', 'row']);
    expect(rows('甲村\t12\n乙村\t13').map(([kind]) => kind)).toEqual(['row', 'row']);
    expect(rows('指标\t2021年\t2022年\n户数\t12\t13')[0]).toEqual(['header', '指标', '2021年', '2022年']);
  });

  test.each([
    [
      'ages with what is counted',
      '村\t60-69岁人数\t70岁以上人数\t补助金额\n上河村\t88\t31\t9520\n下河村\t54\t\t4300',
    ],
    ['ages alone', '项目\t80-89周岁\t90-99周岁\t100周岁以上\n标准\t60元\t120元\t500元'],
    ['months', '乡镇\t1月\t2月\t3月\n大湾乡\t12\t15\t9\n清溪镇\t7\t\t11'],
    ['grades', '项目\t1级\t2级\n护理补贴\t110元\t80元'],
    ['a plan numbered', '乡镇\t第1批资金（万元）\t第2批资金（万元）\n大湾乡\t30\t12\n清溪镇\t\t18'],
    ['half years', '单位\t2023年上半年\t2023年下半年\n自来水厂\t310\t295'],
  ])('has a header that names its columns by figures: %s', (_, raw) => {
    const [header, ...others] = raw.split('\n').map((line) => line.split('\t'));
    expect(rows(raw)).toEqual([['header', ...header!], ...others.map((cells) => ['row', ...cells])]);
  });

  test.each([
    ['bands over bands', '60-69岁\t50元\n70-79岁\t80元'],
    ['houses over houses', '1号楼\t36户\n2号楼\t40户'],
    ['ages and how they are paid', '80-89岁\t银行卡\n90-99岁\t上门'],
    ['months over months', '1月\t检修\n2月\t供水\n3月\t收费'],
    ['sums over sums', '甲村12万元\t乙村9万元\n丙村3万元\t丁村8万元'],
  ])('has none where the first row is one like the others: %s', (_, raw) => {
    expect(rows(raw).map(([kind]) => kind)).not.toContain('header');
  });

  test.each([
    ['tabs', '乡镇\t低保标准\t\t备注\n\t农村\t城市\t\n大湾乡\t420\t610\t含提标\n清溪镇\t410\t\t'],
    [
      'pipes',
      '|乡镇|低保标准||备注|\n|---|---|---|---|\n||农村|城市||\n|大湾乡|420|610|含提标|\n|清溪镇|410|||',
    ],
  ])('may have names of columns in two rows: %s', (_, raw) => {
    expect(rows(raw)).toEqual([
      ['header', '乡镇', '低保标准', '', '备注'],
      ['header', '乡镇', '农村', '城市', '备注'],
      ['row', '大湾乡', '420', '610', '含提标'],
      ['row', '清溪镇', '410', '', ''],
    ]);
  });

  test.each([
    ['a part of the rows', '作物\t面积\t单价\n一、粮食\t\t\n水稻\t200\t3.1'],
    ['a row without figures', '姓名\t职务\t工龄\n赵大勇\t站长\t\n钱小芳\t会计\t12\n孙立\t司机\t9'],
    ['a row whose name is merged', '乡镇\t类别\t户数\n\t监测户\t63\n\t脱贫户\t41'],
  ])('has them in one row above %s', (_, raw) => {
    expect(rows(raw).map(([kind]) => kind)).toEqual([
      'header',
      ...Array(raw.split('\n').length - 1).fill('row'),
    ]);
  });

  test('carries a merged cell of its first columns down, and no other empty cell', () => {
    const raw = '乡镇\t类别\t户数\t备注\n大湾乡\t监测户\t63\t\n\t脱贫户\t\t含新识别\n清溪镇\t监测户\t41\t';
    const { text, lines } = clean(raw);
    expect(rows(raw)).toEqual([
      ['header', '乡镇', '类别', '户数', '备注'],
      ['row', '大湾乡', '监测户', '63', ''],
      ['row', '大湾乡', '脱贫户', '', '含新识别'],
      ['row', '清溪镇', '监测户', '41', ''],
    ]);
    const merged = lines[2]?.is?.cells?.[0];
    expect(merged).toEqual(lines[1]?.is?.cells?.[0]);
    expect(text.split('\n')[2]).toBe('\t脱贫户\t\t含新识别');
    expect(slice(text, lines[2]!.span)).toBe('脱贫户\t\t含新识别');
  });

  test.each(['合计', '总 计', '全县'])('carries none down into a row that sums all of them up: %s', (sum) => {
    expect(
      rows(`片区\t村\t收入\n东片\t柳村\t32\n\t小计\t32\n西片\t桐村\t44\n\t小计\t44\n\t${sum}\t76`),
    ).toEqual([
      ['header', '片区', '村', '收入'],
      ['row', '东片', '柳村', '32'],
      ['row', '东片', '小计', '32'],
      ['row', '西片', '桐村', '44'],
      ['row', '西片', '小计', '44'],
      ['row', '', sum, '76'],
    ]);
  });

  test('puts a row with fewer parts under the columns that they stand in', () => {
    const raw =
      '乡镇      类别      户数\n大湾乡    监测户    63户\n          脱贫户    210户\n清溪镇              41户';
    expect(rows(raw).slice(2)).toEqual([
      ['row', '大湾乡', '脱贫户', '210户'],
      ['row', '清溪镇', '', '41户'],
    ]);
  });

  test('may be ragged, and hold a row of one cell', () => {
    expect(rows('作物\t面积\t单价\n一、粮食\n水稻\t200\n玉米\t80\t3.2\t试种')).toEqual([
      ['header', '作物', '面积', '单价', ''],
      ['row', '一、粮食', '', '', ''],
      ['row', '水稻', '200', '', ''],
      ['row', '玉米', '80', '3.2', '试种'],
    ]);
  });

  test('is not what labels, items, articles, couplets, signatures or sentences with tabs and blanks are', () => {
    for (const raw of [
      '姓名：\t张三\n电话：\t12345',
      '姓名：____    性别：____\n住址：____    电话：____',
      '1.\t身份证\n2.\t户口本',
      '第一条　为规范管理，制定本办法。\n第二条　本办法适用于全县。',
      '红叶满山岗　清泉石上凉\n牧童归去晚　一路稻花香',
      '青禾县民政局　　青禾县财政局\n2024年1月5日',
    ])
      expect(rows(raw).filter((row) => typeof row !== 'string')).toEqual([]);
    expect(clean('全县有\t低保对象，\t按月\n发放，\t逐户\t核对。').text).not.toContain('\t');
  });

  test.each([
    ['tabs', (at: number) => `第${at}村\t${at}\t`, 5000],
    ['blanks', (at: number) => `第${at}村    ${at}    好`, 5000],
    ['framed pipes', (at: number) => `|第${at}村|${at}|`, 5000],
    ['pipes that are no table', (at: number) => `第${at}村|${at}`, 0],
    ['couplets', () => '红叶满山岗　清泉石上凉', 0],
    ['ragged rows', (at: number) => `第${at}村${'    一'.repeat(1 + (at % 5))}`, undefined],
  ])('of five thousand rows (%s) is read in the time that its rows take', (_, row, expected) => {
    const raw = Array.from({ length: 5000 }, (__, at) => row(at)).join('\n');
    const found = clean(raw).lines.filter(({ is }) => is?.kind === 'row').length;
    if (expected !== undefined) expect(found).toBe(expected);
  });
});
