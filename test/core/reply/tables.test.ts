import { describe, expect, test } from 'vitest';
import { joinAnswers } from '../../../src/core/reply/join.ts';
import type { AnswerTable } from '../../../src/core/shown/table.ts';
import type { Answered } from '../../../src/core/types.ts';
import { expectGrounded } from '../../fakes/grounded.ts';
import { type Scene, type SmallReport, sceneOf } from '../../fakes/small-knowledge.ts';

const of = (place: string, date: string, ...lines: readonly string[]): SmallReport => ({
  ...{ place, date, title: `${place}民政工作情况` },
  text: lines.join('\n'),
});

const scene = await sceneOf({
  云和: of(
    '云和县',
    '2024-03-05',
    '云和县农村低保标准为每人每月560元，保障低保对象1200人。全县共有行政村82个。',
    '80周岁以上老人每人每月发放高龄津贴60元。2023年，全县实现脱贫3210人。',
    '一级残疾人护理补贴每人每月130元。采茶工资每天150元。',
  ),
  青田: of(
    '青田县',
    '2024-04-01',
    '青田县农村低保标准提高到每人每月610元。全县共有行政村363个。',
    '80周岁以上老人每人每月发放高龄津贴80元。2022年，全县实现脱贫1180人。',
    '二级残疾人护理补贴每人每月80元。计划修建采茶道路12公里。',
  ),
  瑞安: of(
    '瑞安市',
    '2024-03-20',
    '全市农村低保标准达到570元/人·月，救助特困人员300人。全市共有行政村136个。',
    '90周岁以上老人每人每月发放高龄津贴100元。去年，全市实现脱贫2100人。',
  ),
  遂昌: of(
    '遂昌县',
    '2023-05-10',
    '遂昌县农村低保标准每人每月540元。全县共有行政村189个。',
    '已修建采茶道路30公里。累计修建渠道900公里。',
  ),
  松阳: of(
    '松阳县',
    '2024-02-02',
    '松阳县农村低保标准由每人每月520元提高到每人每月550元。全县有行政村203个。',
    '累计修建渠道700公里。',
  ),
  缙云: of('缙云县', '2024-02-02', '缙云县全年接待游客300万人次。'),
  庆元: of(
    '庆元县',
    '2024-02-02',
    '庆元县城市低保标准每人每月700元，农村低保标准每人每月590元。',
    '2019年劳务收入3120元，2020年劳务收入3450元，2021年劳务收入3980元。',
    '2020年香菇产量410吨。2021年香菇产量430吨，香菇产量480吨。',
    '2019年种植黄精提高30亩，2020年种植黄精提高50亩。',
  ),
  龙泉: of(
    '龙泉市',
    '2024-02-02',
    '龙泉市农村低保标准为每人每年7200元。',
    '龙泉市城市低保标准每人每月720元，农村低保标准每人每月600元。',
  ),
  仙居: of('仙居县', '2024-02-02', '仙居县农村低保标准为每人每年7300元。'),
});

async function said(question: string, within: Scene = scene): Promise<Answered> {
  const { answer } = await within.ask(question);
  expect(answer.kind, answer.text).toBe('answered');
  expectGrounded(answer, within.knowledge);
  return answer as Answered;
}

/** Cells without their markers, after it was seen that each figure stands in the quote of its marker, under its place. */
function told({ table, citations }: Answered): { columns: readonly string[]; rows: string[][] } | undefined {
  if (table === undefined) return undefined;
  for (const { cells } of table.rows)
    for (const { text, marker } of cells) {
      const cited = citations.find((one) => one.marker === marker);
      if (marker !== undefined) expect(cited?.quote, text).toContain(text);
      else expect(text).not.toMatch(/元|人|个$/u);
    }
  return {
    columns: table.columns,
    rows: table.rows.map(({ name, cells }) => [name, ...cells.map(({ text }) => text)]),
  };
}

const placeOfMarker = ({ citations }: Answered, marker: number | undefined) =>
  citations.find((one) => one.marker === marker)?.place;

describe('several places', () => {
  test('stand beside each other in the order asked, each figure as its own report has it, and of when', async () => {
    const answer = await said('云和、青田、瑞安、遂昌、松阳的农村低保标准是多少');
    expect(told(answer)).toEqual({
      columns: ['地方', '农村低保标准（每人每月）', '时间'],
      rows: [
        ['云和县', '560元', '2024年3月资料'],
        ['青田县', '610元', '2024年4月资料'],
        ['瑞安市', '570元/人·月', '2024年3月资料'],
        ['遂昌县', '540元', '2023年5月资料'],
        ['松阳县', '550元', '2024年2月资料'],
      ],
    });
    for (const { name, cells } of answer.table?.rows ?? [])
      expect(placeOfMarker(answer, cells[0]?.marker)).toBe(name);
  });

  test('that a question means as all of them are answered, and not asked back', async () => {
    const { rows = [] } = (await said('各县有多少个行政村')).table ?? {};
    expect(new Set(rows.map(({ name }) => name))).toEqual(
      new Set(['云和县', '青田县', '瑞安市', '遂昌县', '松阳县']),
    );
    const { text, table } = await said('各县行政村比较一下');
    const names = table?.rows.map(({ name }) => name) ?? [];
    expect(names.length).toBeGreaterThan(3);
    for (const name of ['云和县', '青田县', '瑞安市', '遂昌县', '松阳县'])
      if (!names.includes(name)) expect(text.split('）')[0]).toContain(name);
  });

  test('that are compared have a table, too, and the years that their figures are of', async () => {
    expect(told(await said('云和和青田脱贫人数对比'))?.rows).toEqual([
      ['云和县', '3210人', '2023年'],
      ['青田县', '1180人', '2022年'],
    ]);
  });

  test('whose figures are of one time have that above all', async () => {
    const { table } = await said('云和和瑞安哪个行政村多');
    expect(table?.caption).toBe('2024年3月资料');
    expect(table?.columns).toEqual(['地方', '行政村']);
  });

  test.each([
    ['whose reports are silent', '云和、青田、缙云农村低保标准分别是多少', '缙云县'],
    ['without a report', '云和、青田、莲都农村低保标准分别是多少', '莲都区'],
  ])('%s are said not to be found', async (_, question, name) => {
    const { rows = [] } = told(await said(question)) ?? {};
    expect(rows.map(([first]) => first)).toEqual(['云和县', '青田县', name]);
    expect(rows.at(-1)?.slice(1)).toEqual(['未找到', '—']);
  });

  test('the ages that a figure is for stand above it', async () => {
    const { columns } = told(await said('云和和青田的高龄津贴每月多少钱')) ?? {};
    expect(columns?.[1]).toMatch(/高龄津贴（80周岁以上）/u);
  });

  test('of two figures that both are meant each has a column', async () => {
    expect(told(await said('庆元和龙泉的低保标准每月是多少'))).toMatchObject({
      columns: ['地方', '城市低保标准（每人每月）', '农村低保标准（每人每月）'],
      rows: [
        ['庆元县', '700元', '590元'],
        ['龙泉市', '720元', '600元'],
      ],
    });
  });

  test('of what is counted up, the time is when that was told', async () => {
    expect(told(await said('遂昌和松阳累计修建渠道多少公里'))).toMatchObject({
      columns: ['地方', expect.stringMatching(/渠道（累计）$/u), '时间'],
      rows: [
        ['遂昌县', '900公里', '2023年5月资料'],
        ['松阳县', '700公里', '2024年2月资料'],
      ],
    });
  });

  test.each([
    ['a month and a year', '云和和仙居的农村低保标准哪个高'],
    ['other ages', '云和和瑞安的高龄津贴每月多少钱'],
    ['other grades', '云和和青田的残疾人护理补贴每月多少钱'],
    ['what was done and what is planned', '青田和遂昌修建采茶道路多少公里'],
    ['a year that is not put in words', '云和和瑞安脱贫多少人'],
    ['one place alone', '云和县农村低保标准是多少'],
    ['a list', '云和和青田有哪些津贴'],
  ])('are not put beside each other for %s', async (_, question) => {
    const answer = await said(question);
    expect(answer).not.toHaveProperty('table');
  });

  test.each([
    ['a part of a year', '2023年1-6月，云和县采茶人数3000人。', '2023年，青田县采茶人数5000人。'],
    [
      'the same part of a year',
      '2023年上半年，云和县采茶人数3000人。',
      '2023年上半年，青田县采茶人数5000人。',
    ],
    ['a month', '截至2023年6月底，云和县采茶人数3000人。', '截至2023年底，青田县采茶人数5000人。'],
    ['all of the city above', '2023年，全市采茶人数9000人。', '2023年，青田县采茶人数5000人。'],
    ['other ages, told behind it', '采茶人数3000人（60周岁以上）。', '采茶人数5000人（50周岁以上）。'],
    ['those whom its sentence begins with', '农村妇女方面，采茶人数300人。', '采茶人数5000人。'],
    [
      'people whom both speak of and no column',
      '农村妇女方面，采茶人数300人。',
      '农村妇女方面，采茶人数5000人。',
    ],
  ])('are not put beside each other where one is of %s', async (_, here, there) => {
    const two = await sceneOf({ a: of('云和县', '2024-03-05', here), b: of('青田县', '2024-03-05', there) });
    const { text, table } = await said('云和、青田采茶人数分别是多少', two);
    expect(text).toContain('5000人');
    expect(table).toBeUndefined();
  });

  test.each([
    ['another thing', '一、城市低保', '一、农村低保', undefined],
    ['the same', '一、做好低保工作', '三、低保', '560元'],
    ['what is not said of them', '一、城乡建设', '三、民生保障', '560元'],
  ])(
    'stand beside each other unless a heading says that they are of another: %s',
    async (_, here, there, cell) => {
      const two = await sceneOf({
        a: of('云和县', '2024-03-05', here, '低保标准每人每月560元。'),
        b: of('青田县', '2024-03-05', there, '低保标准每人每月610元。'),
      });
      const { table } = await said('云和和青田低保标准每月多少钱', two);
      expect(table?.rows[0]?.cells[0]?.text).toBe(cell);
    },
  );

  test.each([
    ['from a day on', '从2023年7月1日起，云和县采茶人数3000人。', '从2023年1月起，青田县采茶人数5000人。'],
    ['at the end of a year', '2023年12月底，云和县采茶人数3000人。', '2023年，全县采茶人数5000人。'],
  ])('are of the year that they hold in %s', async (_, here, there) => {
    const two = await sceneOf({ a: of('云和县', '2024-03-05', here), b: of('青田县', '2024-03-05', there) });
    const { table } = await said('云和、青田采茶人数分别是多少', two);
    expect(table?.caption).toBe('2023年');
  });

  test('are not put beside each other where it is not told which of two figures is meant', async () => {
    const two = await sceneOf({
      a: of('云和县', '2024-03-05', '云和县茶园补贴每亩300元，茶园补贴每亩500元。'),
      b: of('青田县', '2024-03-05', '青田县茶园补贴每亩400元。'),
    });
    const { text, table } = await said('云和和青田茶园补贴每亩多少', two);
    expect(text).toContain('500元');
    expect(table).toBeUndefined();
  });

  test('are not put beside each other by words that say of nothing what it is', async () => {
    const bare = await sceneOf({
      a: of('云和县', '2024-03-05', '一、茶园补贴', '标准为每亩300元。'),
      b: of('青田县', '2024-03-05', '一、油茶补贴', '标准为每亩400元。'),
    });
    const { text, table } = await said('云和和青田补贴标准每亩多少', bare);
    expect(text).toMatch(/300元[\s\S]*400元|400元[\s\S]*300元/u);
    expect(table).toBeUndefined();
  });
});

describe('several years of a place', () => {
  test('stand under each other', async () => {
    const answer = await said('庆元县劳务收入历年变化');
    expect(answer.table?.caption).toBe('庆元县');
    expect(told(answer)).toEqual({
      columns: ['时间', '劳务收入'],
      rows: [
        ['2019年', '3120元'],
        ['2020年', '3450元'],
        ['2021年', '3980元'],
      ],
    });
  });

  test.each([
    ['one of them has two figures', '庆元县香菇产量历年变化'],
    ['they are by how much it rose', '庆元县种植黄精历年变化'],
  ])('do not where %s', async (_, question) => {
    const answer = await said(question);
    expect(answer).not.toHaveProperty('table');
  });
});

describe('of several questions', () => {
  const parts = async (...questions: readonly string[]) =>
    Promise.all(questions.map(async (question) => ({ question, answer: await said(question) })));
  const cellsOf = (table: AnswerTable | undefined) => table?.rows.flatMap(({ cells }) => cells) ?? [];

  test('a table keeps to its citations', async () => {
    const [first, second] = await parts('庆元县劳务收入是多少', '云和和青田共有多少行政村');
    const joined = joinAnswers([first!, second!]) as Answered;
    const cells = cellsOf(joined.table).filter(({ marker }) => marker !== undefined);
    expect(cells.map(({ text }) => text)).toEqual(['82个', '363个']);
    for (const { text, marker } of cells)
      expect(joined.citations.find((one) => one.marker === marker)?.quote).toContain(text);
    expectGrounded(joined, scene.knowledge);
  });

  test('two tables are none: it would not be told of which question one is', async () => {
    const [first, second] = await parts('云和和青田农村低保标准是多少', '云和和青田共有多少行政村');
    expect([first?.answer.table, second?.answer.table]).not.toContain(undefined);
    expect(joinAnswers([first!, second!])).not.toHaveProperty('table');
  });
});
