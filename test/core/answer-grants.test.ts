import { describe, expect, test } from 'vitest';
import { answeredIn, expectGrounded } from '../fakes/grounded.ts';
import { sceneOfFiles } from '../fakes/small-knowledge.ts';

const PARK = `# 崇义县阳岭景区入园须知

发布：崇义县文化旅游局 2024年3月2日

## 一、可以带进园区的

- 婴儿推车
- 雨伞
- 密封饮料

## 二、不可以带进园区的

- 打火机
- 宠物
- 无人机

## 三、联系

咨询电话：0797-3812345
`;
const STALLS = `上犹县临时摊点管理通告
上犹县城市管理局
2024年5月6日

一、允许设摊的路段
（一）滨江路南侧
（二）文峰路夜市段
二、禁止设摊的路段
（一）实验小学门前
（二）人民医院门前
`;
const INSURANCE = `大余县居民养老保险问答
2024年1月8日

1. 哪些人可以参保？
答：年满16周岁、未参加职工养老保险的本县户籍居民。
2. 哪些人不能参保？
答：在校学生和现役军人。
3. 断缴了还能补缴吗？
答：可以，补缴部分不享受政府补贴。
`;
const FEASTS = `宜章县农村集体聚餐管理通知
宜章县市场监督管理局 2024年5月1日

一、报告。在自家办酒席，一次就餐60人以上的，举办者应当提前3日报告。
二、禁用食品。不得使用野生蘑菇、发芽土豆和散装白酒。
三、乡村厨师应当持有健康证明。
四、厨师报名不足5人的，不得开班。
有下列情形之一的，不得参加厨师培训：
（一）患有传染病的；
（二）未满18周岁的。
`;
const FINES = `信丰县餐饮油烟整治通告
信丰县生态环境局 2024年7月1日

一、下列情形不予处罚：（一）首次发现且当场改正的；（二）因停电导致净化器停用的。
二、下列情形从重处罚：（一）一年内被查处两次以上的；（二）拒不接受检查的。
三、餐饮单位应当每月清洗一次净化器。
`;
const DOGS = `安远县养犬管理办法
安远县人民政府
2024年2月1日

第六条 下列场所禁止携犬进入：
（一）农贸市场、商场；
（二）学校、幼儿园；
（三）医院。
视力障碍者携带导盲犬的，不受前款限制。
第七条 携犬乘坐电梯应当避开高峰时间。
`;
const MARKET = `宁都县集市管理通知
宁都县市场监督管理局
2024年4月9日

一、严禁占用消防通道。占用的由城管部门当场清理。
二、自产自销的菜农免收摊位费。
三、每日十八时前清理垃圾。
`;
const scene = await sceneOfFiles({
  '入园.md': PARK,
  '摊点.txt': STALLS,
  '养老.txt': INSURANCE,
  '油烟.txt': FINES,
  '养犬.txt': DOGS,
  '集市.txt': MARKET,
  '聚餐.txt': FEASTS,
});

const said = (question: string) => answeredIn(scene, question);

test.each([
  ['宜章办酒席哪些东西不许用', '不得使用野生蘑菇', '健康证明'],
  ['宜章哪些人不给参加厨师培训', '患有传染病', '不足5人'],
])('what is not allowed is told by what lists it: %s', async (question, told, other) => {
  const { text } = await said(question);
  expect(text).toContain(told);
  expect(text).not.toContain(other);
});

describe('what stands below a heading that grants or denies', () => {
  test.each([
    ['崇义阳岭能带宠物吗', '不可以带进园区的：', '宠物'],
    ['崇义阳岭能不能带雨伞', '可以带进园区的：', '雨伞'],
    ['上犹实验小学门口能摆摊吗', '禁止设摊的路段：', '实验小学门前'],
    ['上犹滨江路可以设摊不', '允许设摊的路段：', '滨江路南侧'],
  ])('is never told without it: %s', async (question, heading, item) => {
    const { text } = await said(question);
    expect(text).toContain(heading);
    expect(text.indexOf(item)).toBeGreaterThan(text.indexOf(heading));
  });

  test.each([
    ['崇义阳岭哪些东西可以带', ['婴儿推车', '雨伞', '密封饮料'], ['打火机', '宠物']],
    ['崇义阳岭什么东西不可以带', ['打火机', '宠物', '无人机'], ['雨伞']],
    ['崇义阳岭禁止带哪些东西', ['打火机', '宠物', '无人机'], ['雨伞']],
    ['上犹哪些路段允许设摊', ['滨江路南侧', '文峰路夜市段'], ['实验小学', '人民医院']],
    ['上犹哪些路段不让摆摊', ['实验小学门前', '人民医院门前'], ['滨江路', '文峰路']],
  ])('is told alone and whole where it is asked for: %s', async (question, held, others) => {
    const { text } = await said(question);
    for (const item of held) expect(text).toContain(item);
    for (const item of others) expect(text).not.toContain(item);
  });
});

test('a ban that opens one point does not rule the points after it', async () => {
  const { text } = await said('宁都菜农要交摊位费吗');
  expect(text).toContain('二、自产自销的菜农免收摊位费');
  expect(text).not.toContain('严禁');
});

describe('of what is granted and what is denied', () => {
  test.each([
    ['大余哪些人可以参保养老', '年满16周岁', '现役军人'],
    ['大余哪些人不能参保', '现役军人', '年满16周岁'],
    ['信丰油烟什么情况不处罚', '首次发现且当场改正', '拒不接受检查'],
    ['信丰油烟什么情形从重处罚', '拒不接受检查', '首次发现且当场改正'],
    ['安远哪些地方不能带狗', '农贸市场', '高峰'],
  ])('the one asked for is told: %s', async (question, right, wrong) => {
    const { text } = await said(question);
    expect(text).toContain(right);
    expect(text).not.toContain(wrong);
  });

  test('a question that may be answered by either is answered by what it names', async () => {
    expect((await said('大余断缴了能补缴吗')).text).toContain('可以，补缴部分不享受政府补贴');
    expect((await said('大余现役军人能参保吗')).text).toMatch(/哪些人不能参保？.*现役军人/u);
  });
});

test('an exception to a list is told with the list', async () => {
  const { text } = await said('安远导盲犬能进商场吗');
  expect(text).toContain('不受前款限制');
  expect((await said('安远商场能带狗进去吗')).text).toContain('不受前款限制');
  const whole = (await said('安远哪些地方不能带狗')).text;
  expect(whole).toMatch(/医院[\s\S]*不受前款限制/u);
  expect((await said('安远带狗坐电梯要注意什么')).text).not.toContain('不受前款限制');
});

describe('what a paper leaves out of its own matter', async () => {
  const scene = await sceneOfFiles({
    '肉牛.txt': `上犹县2024年肉牛产业奖补通知

一、奖补对象：在县域内饲养肉牛的农户和企业，其他畜禽（羊、猪、家禽）不在奖补范围内。
二、奖补标准：存栏肉牛5头以上的，每头奖补500元。
上犹县农业农村局
2024年5月6日
`,
    '信贷.txt': `大余县小额信贷管理办法

第一条 贷款用于发展种植、养殖和农产品加工。
第二条 贷款不得用于购房、建房、购车。
大余县乡村振兴局
2023年4月2日
`,
    '油菜.txt': `信丰县油菜生产补贴办法

一、对种植油菜的农户，每亩补贴120元。
二、种植玉米、大豆、花生的面积不得计入油菜面积。
信丰县农业农村局
2023年10月8日
`,
    '公益岗.txt': `安远县公益性岗位管理办法

第一条 公益性岗位优先安置脱贫户。
第二条 享受公益性岗位补贴的人员，不得同时领取失业保险金、务工交通补贴。
第三条 岗位补贴每人每月600元。
安远县人力资源和社会保障局
2023年8月1日
`,
    '农机.txt': `崇义县农机购置补贴公告

一、补贴范围：拖拉机、插秧机、收割机。植保无人机已在其他项目中补贴，本公告不再补贴。
二、补贴标准不超过机具价格的30%。
崇义县农业农村局
2024年3月3日
`,
  });
  const ask = async (question: string) => {
    const { answer } = await scene.ask(question);
    expectGrounded(answer, scene.knowledge);
    return answer;
  };

  test.each([
    '上犹县养羊有补贴吗',
    '上犹县养猪有没有补助',
    '大余县买房有补贴吗',
    '信丰县种玉米有补贴吗',
    '安远县有务工交通补贴吗',
    '安远县务工交通补贴多少钱',
  ])('tells nothing of what that is granted elsewhere: %s', async (question) => {
    expect((await ask(question)).kind).toBe('refused');
  });

  test.each([
    ['上犹县肉牛奖补包括羊吗', '不在奖补范围内'],
    ['大余县小额贷款能用来买房吗', '不得用于购房'],
    ['信丰县玉米面积能算油菜面积吗', '不得计入油菜面积'],
    ['安远县领了失业保险金还能拿公益性岗位补贴吗', '不得同时领取失业保险金'],
    ['崇义县无人机有补贴吗', '本公告不再补贴'],
  ])('is told where its matter is asked of, or it is denied outright: %s', async (question, told) => {
    const { kind, text } = await ask(question);
    expect([kind, text]).toEqual(['answered', expect.stringContaining(told)]);
  });
});
