import { describe, expect, test } from 'vitest';
import { answeredIn, expectGrounded } from '../fakes/grounded.ts';
import { sceneOfFiles } from '../fakes/small-knowledge.ts';

const SHELTER = `汝城县避险安置须知
2023年5月9日

有下列情形之一的，不予安置：
（一）已在县城购买住宅的；
（二）户籍已经迁出本县的。
有下列情形之一的，可以申请安置：
（一）房屋处在滑坡地段的；
（二）房屋被洪水冲毁的。
`;
const GUIDE = `汝城县老年优待证办理指南
汝城县老龄工作办公室 2023年6月1日

办理地点：汝城县政务大厅三楼2号窗口
办公时间：周一至周五上午8:30—12:00，下午14:30—17:30
咨询电话：0735-8221234
监督电话：0735-8225678
收费标准：不收费
`;
const TABLE = `桂东县2023年油茶补助分配表
桂东县林业局 2023年8月3日

乡镇\t新造面积（亩）\t补助资金（万元）
沤江镇\t320\t16.0
沙田镇\t510\t25.5
清泉镇\t180\t9.0
合计\t1010\t50.5
`;
const STANDARDS = `资兴市2023年低保标准表
资兴市民政局 2023年2月3日

乡镇\t低保标准\t
\t农村（元/月）\t城市（元/月）
州门司镇\t460\t650
八面山乡\t455\t640
`;
const HERDS = `桂阳县2023年生猪养殖情况表
桂阳县畜牧水产事务中心 2024年1月9日

乡镇\t年末存栏\t出栏均价\t300头以上大户
仁义镇\t41200\t15.6\t37
太和镇\t28800\t\t52
洋市镇\t19500\t15.1\t12
合计\t89500\t15.4\t101
`;
const GRANTS = `永兴县2023年城乡低保资金发放情况表
永兴县民政局 2024年1月12日

单位：万元
乡镇\t城市低保\t\t农村低保\t
\t人数\t资金\t人数\t资金
马田镇\t120\t8.6\t860\t35.2
柏林镇\t98\t7.1\t720\t29.8
合计\t218\t15.7\t1580\t65.0
`;
const IRRIGATION = `嘉禾县关于2024年滴灌任务完成情况的通报
嘉禾县水利局 2024年12月5日

各镇人民政府：
2024年全县滴灌任务43500亩，各镇任务完成率差别较大，现通报如下。
镇\t任务面积（亩）\t完成面积（亩）\t完成率（%）
珠泉镇\t6200\t6200\t100.0
袁家镇\t2800\t2100\t75.0
行廊镇\t7500\t6900\t92.0
合计\t16500\t15200\t92.1
`;
const QUESTIONS = `桂东县农机补贴问答
2023年9月1日

问：二手农机能享受补贴吗？
答：不能。只有首次购买的新机具可以申请。
问：补贴款多久到账？
答：公示结束后30日内。
`;
const scene = await sceneOfFiles({
  '安置须知.txt': SHELTER,
  '优待证.txt': GUIDE,
  '油茶.txt': TABLE,
  '生猪.txt': HERDS,
  '低保资金.txt': GRANTS,
  '低保.txt': STANDARDS,
  '农机.txt': QUESTIONS,
  '灌溉.txt': IRRIGATION,
});

const said = (question: string) => answeredIn(scene, question);

describe('an item of a list', () => {
  test('is never told without the head that rules it, nor under another', async () => {
    const banned = await said('汝城县城买了住宅能申请安置吗');
    expect(banned.text).toMatch(/不予安置：（一）已在县城购买住宅/u);
    expect(banned.text).not.toContain('可以申请');
    expect(banned.citations[0].lead?.map(({ quote }) => quote)).toEqual(['有下列情形之一的，不予安置：']);
    const granted = await said('汝城房屋被洪水冲毁能申请安置吗');
    expect(granted.text).toMatch(/可以申请安置：（二）房屋被洪水冲毁/u);
    expect(granted.text).not.toContain('不予');
  });

  test('stands with all of its list where the list is asked for', async () => {
    const { text } = await said('汝城哪些情形不予安置');
    expect(text).toMatch(/不予安置：（一）已在县城购买住宅的.*\n（二）户籍已经迁出本县的/u);
    expect(text).not.toContain('滑坡');
  });
});

describe('a value behind a label', () => {
  test.each([
    ['汝城老年优待证在哪里办', '办理地点：汝城县政务大厅三楼2号窗口', '0735'],
    ['汝城老年优待证几点上班', '周一至周五上午8:30', '0735'],
    ['汝城老年优待证监督电话多少', '监督电话：0735-8225678', '8221234'],
    ['汝城办老年优待证收费吗', '收费标准：不收费', '0735'],
  ])('answers %s with its label', async (question, right, wrong) => {
    const { text } = await said(question);
    expect(text).toContain(right);
    expect(text).not.toContain(wrong);
  });
});

describe('a table', () => {
  test('answers with the row that is named, each cell behind the name of its column', async () => {
    const { text, citations } = await said('桂东沙田镇油茶补助资金多少万元');
    expect(text).toContain('沙田镇：新造面积（亩） 510，补助资金（万元） 25.5');
    expect(text).not.toContain('16.0');
    expect(citations[0]).toMatchObject({ quote: '沙田镇\t510\t25.5' });
    expect(citations[0].lead?.[0]?.quote).toBe('乡镇\t新造面积（亩）\t补助资金（万元）');
  });

  test('answers with the row that has most or least, and says so', async () => {
    expect((await said('桂东哪个镇油茶新造面积最多')).text).toMatch(/表中数最大的一行）：沙田镇/u);
    expect((await said('桂东哪个镇油茶补助资金最少')).text).toMatch(/表中数最小的一行）：清泉镇/u);
    expect((await said('嘉禾2024年滴灌任务完成率最低的是哪个镇')).text).toMatch(/最小的一行）：袁家镇/u);
  });

  test('answers with the row of sums where the sum is asked for', async () => {
    const { text } = await said('桂东油茶补助资金合计多少万元');
    expect(text).toContain('合计：新造面积（亩） 1010，补助资金（万元） 50.5');
  });

  test('of names in two rows answers by the nearer, under both', async () => {
    const { text, citations } = await said('资兴八面山乡农村低保标准多少元');
    expect(text).toContain('八面山乡：农村（元/月） 455，城市（元/月） 640');
    expect(citations[0].lead?.map(({ quote }) => quote)).toEqual([
      '农村（元/月）\t城市（元/月）',
      '乡镇\t低保标准',
    ]);
  });

  test.each([
    [
      '永兴县马田镇农村低保有多少人',
      '马田镇：城市低保 人数 120，城市低保 资金 8.6，农村低保 人数 860，农村低保 资金 35.2',
    ],
    ['永兴柏林镇城市低保资金多少', '柏林镇：城市低保 人数 98，城市低保 资金 7.1'],
    ['永兴县农村低保一共多少人', '合计：城市低保 人数 218'],
    ['永兴县哪个镇农村低保人数最多', '马田镇：城市低保 人数 120'],
  ])(
    'with the same names under several answers by both names, and says the unit: %s',
    async (question, row) => {
      const { text, citations } = await said(question);
      expect(text).toContain(`单位：万元：${row}`);
      expect(citations).toHaveLength(1);
    },
  );

  test('does not answer of a township that it lacks', async () => {
    const { answer } = await scene.ask('桂东寨前镇油茶补助资金多少万元');
    expect(answer.kind).toBe('refused');
    expect(answer.text).not.toMatch(/25\.5|50\.5|16\.0/u);
  });
});

test('an answer to a question is told with the question', async () => {
  const { text } = await said('桂东二手农机能享受补贴吗');
  expect(text).toMatch(/二手农机能享受补贴吗？.*不能/u);
});

describe('a column that is named by a kind above a bound', () => {
  test('names its cells and is found by the most', async () => {
    expect((await said('桂阳县哪个镇300头以上大户最多')).text).toMatch(/太和镇.*300头以上大户 52/u);
    expect((await said('桂阳县仁义镇300头以上养猪大户有多少')).text).toContain('300头以上大户 37');
  });

  test('is summed up by the last row, however many townships are asked', async () => {
    expect((await said('桂阳县几个镇一共存栏多少')).text).toMatch(/合计：年末存栏 89500/u);
  });

  test('says nothing where its cell is empty', async () => {
    const { answer } = await scene.ask('桂阳县太和镇出栏均价多少');
    expect(answer.kind, answer.text).toBe('refused');
    expect((await said('桂阳县洋市镇出栏均价多少')).text).toContain('出栏均价 15.1');
  });
});

/** A table as the reader of workbooks or of pages gives it: a caption above rows with a header. */
const ALLOWANCES = `榴岭县高龄津贴标准

年度\t年龄段\t津贴标准（元/月）
2020\t80—89岁\t50
2020\t90—99岁\t100
2023\t80—89岁\t80
2023\t90—99岁\t150
2021\t80—89岁\t60
2021\t90—99岁\t120
`;
const RELIEF = `枫桥县医疗救助标准

表1 2021年医疗救助标准
对象\t年度限额（元）
低保对象\t30000
特困人员\t50000

表2 2022年医疗救助标准
对象\t年度限额（元）
低保对象\t35000
特困人员\t60000
`;
const GRANTS_OF_SCHOOLS = `梅林县学生资助标准

小学
项目\t标准（元/生·年）
寄宿生生活补助\t1250
非寄宿生补助\t625

初中
项目\t标准（元/生·年）
寄宿生生活补助\t1500
非寄宿生补助\t750
`;
const PROJECTS = `白露县2023年衔接资金项目表（单位：万元）

项目\t资金
茶园道路\t120.5
冷库\t86
`;
const FISHING = `鹿鸣县渔业补贴

补贴项目\t年份\t标准\t单位
渔船更新\t2019年\t5000\t元/艘
渔船更新\t2022年\t7000\t元/艘
`;
const yearly = await sceneOfFiles({
  '高龄津贴.txt': ALLOWANCES,
  '医疗救助.txt': RELIEF,
  '学生资助.txt': GRANTS_OF_SCHOOLS,
  '项目资金.txt': PROJECTS,
  '渔业补贴.txt': FISHING,
});

describe('a row of a year', () => {
  async function told(question: string): Promise<string> {
    const { answer } = await yearly.ask(question);
    expect(answer.kind, answer.text).toBe('answered');
    expectGrounded(answer, yearly.knowledge);
    return answer.text;
  }

  test.each([
    [
      '榴岭县2021年85岁老人高龄津贴每月多少钱',
      '年度 2021：年龄段 80—89岁，津贴标准（元/月） 60',
      /80\[|50\[/u,
    ],
    [
      '枫桥县2021年低保对象医疗救助年度限额多少',
      '2021年医疗救助标准：低保对象：年度限额（元） 30000',
      /35000/u,
    ],
    [
      '枫桥县2022年低保对象医疗救助年度限额多少',
      '2022年医疗救助标准：低保对象：年度限额（元） 35000',
      /30000/u,
    ],
    ['鹿鸣县2019年渔船更新补贴标准多少', '渔船更新：年份 2019年，标准 5000，单位 元/艘', /7000/u],
  ])('answers a question that names the year: %s', async (question, row, others) => {
    const text = await told(question);
    expect(text).toContain(row);
    expect(text).not.toMatch(others);
  });

  test.each([
    ['榴岭县85岁老人高龄津贴每月多少钱', '年度 2023：年龄段 80—89岁，津贴标准（元/月） 80', /2020|2021/u],
    ['枫桥县特困人员医疗救助年度限额多少元', '2022年医疗救助标准：特困人员：年度限额（元） 60000', /50000/u],
    ['鹿鸣县渔船更新补贴标准多少', '渔船更新：年份 2022年，标准 7000，单位 元/艘', /5000/u],
  ])('gives way to the newest where no year is asked: %s', async (question, row, older) => {
    const text = await told(question);
    expect(text).toContain(row);
    expect(text).not.toMatch(older);
  });

  test('is not answered for by another year', async () => {
    const { answer } = await yearly.ask('榴岭县2022年85岁老人高龄津贴每月多少钱');
    expect(answer.kind, answer.text).toBe('refused');
  });

  test('is not told under the year of another row of its paper', async () => {
    expect(await told('枫桥县2021年低保对象医疗救助年度限额多少')).not.toContain('（2022年）');
  });
});

test('a row of one of several like tables is told under the caption of its own', async () => {
  const { answer } = await yearly.ask('梅林县初中寄宿生生活补助标准多少');
  expect(answer.text).toMatch(/：初中：寄宿生生活补助：标准（元\/生·年） 1500/u);
  expect(answer.text).not.toContain('1250');
});

test('a figure whose unit only the title of the table says is told under it', async () => {
  const { answer } = await yearly.ask('白露县茶园道路项目资金多少');
  expect(answer.text).toContain('（单位：万元）：茶园道路：资金 120.5');
});

/** The years go over the rows of their kinds. */
const MERGED = `<!doctype html><meta charset="utf-8"><title>楠竹坪县护林员补助标准</title><h1>楠竹坪县护林员补助标准</h1>
<table>
<tr><th>年度</th><th>类别</th><th>月补贴（元）</th></tr>
<tr><td rowspan="2">2021年</td><td>专职</td><td>600</td></tr>
<tr><td>兼职</td><td>300</td></tr>
<tr><td rowspan="2">2023年</td><td>专职</td><td>800</td></tr>
<tr><td>兼职</td><td>400</td></tr>
</table>`;
const COUNTS = `松溪坪县2023年救助情况表

乡镇\t牲畜头数\t救助人次\t惠及户次
石桥镇\t1320\t215\t84
河口镇\t860\t97\t41
`;
const counted = await sceneOfFiles({ '护林员.html': MERGED, '救助.txt': COUNTS });

describe('a table with merged years and columns that count', () => {
  async function told(question: string): Promise<string> {
    const { answer } = await counted.ask(question);
    expect(answer.kind, answer.text).toBe('answered');
    expectGrounded(answer, counted.knowledge);
    return answer.text;
  }

  test.each([
    ['楠竹坪县2021年兼职护林员月补贴多少元', '300', /400|600|800/u],
    ['楠竹坪县2023年兼职护林员月补贴多少元', '400', /300|600|800/u],
    ['楠竹坪县兼职护林员每月补贴多少元', '400', /300|600|800/u],
  ])('tells the row that the year goes over: %s', async (question, figure, others) => {
    const text = await told(question);
    expect(text).toContain(figure);
    expect(text).not.toMatch(others);
  });

  test.each([
    ['松溪坪县石桥镇有多少头牲畜', '1320'],
    ['松溪坪县石桥镇救助了多少人次', '215'],
    ['松溪坪县河口镇惠及多少户次', '41'],
  ])('takes the unit of a figure from the name of its column: %s', async (question, figure) => {
    expect(await told(question)).toContain(figure);
  });
});

const HOMES = `白石县小塘镇农户台账

乡镇\t村\t户数\t党员人数
小塘镇\t新建村\t128\t31
小塘镇\t石桥村\t96\t22
大坪乡\t新建村\t77\t15
`;
const REBUILT = `青禾县改厕台账

乡镇\t村\t改厕户数
黄泥镇\t红星村\t35
黄泥镇\t新建村\t28
青龙乡\t红星村\t19
`;
const homes = await sceneOfFiles({ '农户.txt': HOMES, '改厕.txt': REBUILT });

describe('how many there are in a village', () => {
  test.each([
    ['白石县小塘镇新建村有多少户', '户数 128', /77|96/u],
    ['小塘镇新建村多少户', '户数 128', /77|96/u],
    ['小塘镇石桥村户数是多少', '户数 96', /128|77/u],
    ['大坪乡新建村有多少户', '户数 77', /128|96/u],
    ['青禾县黄泥镇新建村改厕多少户', '改厕户数 28', /35|19/u],
  ])('is told by its row: %s', async (question, row, others) => {
    const { answer } = await homes.ask(question);
    expect(answer.kind, answer.text).toBe('answered');
    expectGrounded(answer, homes.knowledge);
    expect(answer.text).toContain(row);
    expect(answer.text).not.toMatch(others);
  });

  test('is not told by a row of another village, nor where no row has it', async () => {
    const { answer } = await homes.ask('白石县小塘镇枫林村有多少户');
    expect(answer.text).not.toMatch(/128|96|77/u);
  });
});
