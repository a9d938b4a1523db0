import { describe, expect, test } from 'vitest';
import { sceneOfFiles } from '../../fakes/small-knowledge.ts';

const tableOf = (heads: readonly number[]) =>
  `桂东县2023年农机站人手表
桂东县农业农村局 2023年8月3日

村\t农机手（人）
${heads.map((count, at) => `${String.fromCharCode(0x4e95 + at)}塘村\t${count}`).join('\n')}
`;

async function told(heads: readonly number[], question: string) {
  const scene = await sceneOfFiles({ '农机.txt': tableOf(heads) });
  const { answer } = await scene.ask(question);
  return { text: answer.text, rows: answer.kind === 'answered' ? answer.citations.length : 0 };
}

describe('the rows that have most', () => {
  test('are told all where they are few', async () => {
    const { text, rows } = await told([3, 7, 7, 2], '桂东哪个村农机手最多');
    expect(rows).toBe(2);
    expect(text).toContain('表中数最大的2行之一');
  });

  test('are no more than the items of a list, and the answer says that there are others', async () => {
    const { text, rows } = await told([...Array<number>(30).fill(4), 9], '桂东哪个村农机手最少');
    expect(rows).toBe(12);
    expect(text).toContain('表中数最小的有30行，数相同，以下是前12行');
  });

  test('is one where one has most', async () => {
    const { text, rows } = await told([...Array<number>(30).fill(4), 9], '桂东哪个村农机手最多');
    expect(rows).toBe(1);
    expect(text).toContain('表中数最大的一行');
  });
});

describe('of a table with columns of several kinds', () => {
  const buses = `桂东县城乡公交线路表
桂东县交通运输局 2023年8月3日

线路\t里程（公里）\t全程票价（元）\t配车（辆）
1路\t18\t4\t9
2路\t31\t7\t5
3路\t12\t3\t6
`;
  test.each([
    ['桂东哪条公交线票价最贵', '2路'],
    ['桂东最便宜的是哪条公交线', '3路'],
    ['桂东哪条公交线最远', '2路'],
  ])('the column is meant that the word goes with: %s', async (question, row) => {
    const scene = await sceneOfFiles({ '公交.txt': buses });
    const { answer } = await scene.ask(question);
    expect(answer.text).toContain(`${row}：`);
    expect(answer.kind === 'answered' ? answer.citations.length : 0).toBe(1);
  });
});

describe('of a table whose columns are of classes', () => {
  const ponds = `凤台县2026年机井任务表
凤台县水利局 2026年2月3日

乡镇\t新打机井（眼）\t维修机井（眼）\t管井员（人）
尚塘乡\t4\t2\t31
大山镇\t9\t1\t12
关店乡\t2\t8\t6
`;
  test.each([
    ['凤台哪个乡镇新修的机井最多', '大山镇'],
    ['凤台哪个乡镇维护机井最多', '关店乡'],
  ])('the column is meant that is of the class asked: %s', async (question, row) => {
    const scene = await sceneOfFiles({ '机井.txt': ponds });
    expect((await scene.ask(question)).answer.text).toContain(`${row}：`);
  });
});

describe('of a table with a column that tells since when each is there', () => {
  test('are sought among the rows of all years', async () => {
    const homes = `桂东县敬老院一览
桂东县民政局 2023年8月3日

院名\t建成年份\t入住老人（人）
沤江敬老院\t2009\t86
寨前敬老院\t2018\t72
`;
    const scene = await sceneOfFiles({ '敬老院.txt': homes });
    expect((await scene.ask('桂东哪个敬老院入住老人最多')).answer.text).toContain('沤江敬老院：');
  });
});

describe('of a table over two years', () => {
  const boats = `桂东县渔船补助发放表

年份\t乡镇\t渔船（艘）\t发放资金（万元）
2020\t沤江镇\t80\t41.2
2020\t普乐镇\t22\t12.4
2020\t合计\t102\t53.6
2021\t沤江镇\t31\t15.0
2021\t普乐镇\t47\t26.8
2021\t寨前镇\t12\t6.1
2021\t全县\t90\t47.9
`;
  test.each([
    ['桂东哪个乡镇渔船最多', ['普乐镇', '2021']],
    ['桂东2021年哪个镇渔船最多', ['普乐镇', '2021']],
    ['桂东2020年哪个镇发放资金最多', ['沤江镇', '2020']],
    ['桂东2021年哪个镇最多', ['普乐镇', '2021']],
    ['桂东2021年渔船最少的乡镇是哪个', ['寨前镇', '2021']],
    ['桂东沤江镇哪年渔船最多', ['沤江镇', '2020']],
    ['桂东哪一年渔船最多', ['合计', '2020']],
  ])('the rows of one year are held against each other, and no sum: %s', async (question, row) => {
    const scene = await sceneOfFiles({ '渔船.txt': boats });
    const { answer } = await scene.ask(question);
    for (const cell of row) expect(answer.text).toContain(cell);
    expect(answer.kind === 'answered' ? answer.citations.length : 0).toBe(1);
  });
});

describe('of a table with sums of its parts', () => {
  const roads = `桂东县2023年农村公路进度表

乡镇\t新建（公里）\t改造（公里）
沤江镇\t18\t4
清泉镇\t31\t7
南片小计\t49\t11
流源乡\t12\t9
寒口乡\t5\t20
北片小计\t17\t29
总计\t66\t40
平均\t16.5\t10
`;
  test.each([
    ['桂东新建公路最长的是哪个乡镇', ['清泉镇']],
    ['桂东改造最少的是哪个乡镇', ['沤江镇']],
    // The one has most of one column, the other of the other.
    ['桂东哪个乡镇最多', ['清泉镇', '寒口乡']],
  ])('no sum and no mean has most or least: %s', async (question, rows) => {
    const scene = await sceneOfFiles({ '公路.txt': roads });
    const { answer } = await scene.ask(question);
    for (const row of rows) expect(answer.text).toContain(`${row}：`);
    expect(answer.kind === 'answered' ? answer.citations.length : 0).toBe(rows.length);
  });

  test('a measure that has no column has no most', async () => {
    const scene = await sceneOfFiles({ '公路.txt': roads });
    const { answer } = await scene.ask('桂东哪个乡镇离县城最远');
    expect(answer.kind).toBe('refused');
  });
});

test('of tables of one kind in a paper for each year the newest is meant', async () => {
  const paper = (year: number, counts: readonly number[]) => `桂东县${year}年改厕情况通报
桂东县农业农村局 ${year}年12月3日

乡镇\t改厕（户）
${['沤江镇', '普乐镇', '寨前镇'].map((name, at) => `${name}\t${counts[at]}`).join('\n')}
合计\t${counts.reduce((a, b) => a + b, 0)}
`;
  const scene = await sceneOfFiles({
    '甲.txt': paper(2021, [90, 30, 10]),
    '乙.txt': paper(2022, [20, 40, 60]),
  });
  const newest = await scene.ask('桂东哪个乡镇改厕最多');
  expect(newest.answer.text).toContain('寨前镇：改厕（户） 60');
  const asked = await scene.ask('桂东2021年哪个乡镇改厕最多');
  expect(asked.answer.text).toContain('沤江镇：改厕（户） 90');
});

describe('of a table whose rows stand in groups', () => {
  const villages = `桂东县2023年村集体收入表

片区\t村\t收入（万元）
东片区\t甲塘村\t32
东片区\t乙塘村\t28
西片区\t丙塘村\t15
西片区\t丁塘村\t24
总计\t\t99
`;
  test('the rows of the group that is named are held against each other', async () => {
    const scene = await sceneOfFiles({ '收入.txt': villages });
    const { answer } = await scene.ask('桂东西片区哪个村收入最高');
    expect(answer.text).toContain('丁塘村');
    expect(answer.text).not.toContain('甲塘村');
  });

  test('no row tells which group has most', async () => {
    const scene = await sceneOfFiles({ '收入.txt': villages });
    const { answer } = await scene.ask('桂东哪个片区收入最高');
    expect(answer.kind).toBe('refused');
  });
});

test('what has a figure of one thing alone tells of no extreme', async () => {
  const scene = await sceneOfFiles({
    '打井.txt': `桂东县2024年机井建设通知
各乡镇人民政府：
机井建设每眼补助3000元，由县财政承担。
大河镇新打机井46眼，青石乡新打机井31眼。
桂东县水利局
2024年3月2日
`,
  });
  const { answer } = await scene.ask('桂东哪个乡镇打的机井最多');
  expect(answer.kind === 'refused' || answer.text.includes('大河镇'), answer.text).toBe(true);
});
