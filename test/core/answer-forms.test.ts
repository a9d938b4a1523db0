import { describe, expect, test } from 'vitest';
import { answeredIn } from '../fakes/grounded.ts';
import { sceneOfFiles } from '../fakes/small-knowledge.ts';

const LAKE = `会昌县汉仙湖水域管理通告
会昌县水利局 2024年4月10日

一、下列水域全年不得游泳：
1. 水库大坝上下游各200米；
2. 取水口一级保护区。
二、下列时段可以游泳：
1. 暑假期间每日15时至19时；
2. 中秋节当日。
三、有下列情形之一的，不予处罚：
（一）为救人下水游泳的；
（二）误入后主动离开的。
四、违反本通告游泳的，处50元以上200元以下罚款。
`;
const PENSION = `寻乌县居民养老保险缴费指南
寻乌县社会保险中心 2024年2月2日

缴300元补35元；缴600元补65元；缴3000元补120元。
参保人年满60周岁，按月领取待遇。
参保时应当年满16周岁。
`;
const YARD = `于都县镇区家禽饲养规定
于都县农业农村局 2023年10月10日

第一条 镇区每户限养一头宠物猪。
第二条 家禽出栏后三日内清理圈舍。
`;
const CARE = `崇义县居家养老服务补贴明白卡
崇义县民政局 2024年8月20日

护理员报酬：服务不足20户的，每月500元；服务20户以上、40户以下的，每月800元；服务超过40户的，每月1100元。
年度体检限额：高血压300元，糖尿病420元，慢阻肺510元。慢阻肺、类风湿的由县医院评定。
助餐：80周岁以上老人免费，60周岁以上、不满80周岁的半价。
场地补助：新建食堂每处补助2万元。
`;
const CENTRE = `石城县失能老人照护中心收费公示
石城县民政局 2024年4月18日

1. 床位现有80张。
2. 入住押金：每人3000元，离院后退还。
3. 护理费减免：
- 低保对象：护理费减收50%。
- 低保边缘家庭成员：护理费减收20%。
4. 招聘护理员的笔试于5月21日上午进行，时长90分钟。
`;
const HALL = `安远县欣山镇便民服务公告
欣山镇人民政府 2026年3月2日

没有单位的，收入证明由社区开。
摆摊被骗的，找县局网监股。
高云山乡的社保在便民中心2号窗。
大厅投诉0797-3722345，传真3722346。
出生超过90天才缴医保的，从缴费次月起报销。
街口的焚烧桶22时收走。
种子店只有逢二、逢七有人。
`;
const scene = await sceneOfFiles({
  '便民.txt': HALL,
  '照护.txt': CENTRE,
  '水域.txt': LAKE,
  '养老.txt': PENSION,
  '饲养.txt': YARD,
  '养老服务.txt': CARE,
});

const said = (question: string) => answeredIn(scene, question);

describe('a list is told whose head names the kind that is asked for', () => {
  test.each([
    ['会昌汉仙湖哪里不能游泳', '水库大坝', '误入后主动离开'],
    ['会昌汉仙湖哪些地方不让游泳', '取水口', '误入后主动离开'],
    ['会昌汉仙湖什么情况游泳不处罚', '误入后主动离开', '取水口'],
    ['会昌汉仙湖什么时候可以游泳', '中秋节当日', '取水口'],
  ])('%s', async (question, right, wrong) => {
    const { text } = await said(question);
    expect(text).toContain(right);
    expect(text).not.toContain(wrong);
  });
});

test('an amount that is paid is held against the amounts of a scale', async () => {
  expect((await said('寻乌养老保险缴600补多少')).text).toContain('缴600元补65元');
  expect((await said('寻乌养老保险缴600补多少')).text).not.toContain('120元');
  const { answer } = await scene.ask('寻乌养老保险缴1500补多少');
  expect(answer.kind).toBe('refused');
});

test('an age that is asked for is told by what is done at it', async () => {
  const { text } = await said('寻乌养老保险几岁能领');
  expect(text.split('\n')[0]).toContain('年满60周岁');
});

test('one is a number where it is the limit', async () => {
  expect((await said('于都能养几头宠物猪')).text).toContain('限养一头');
});

test('households that somebody serves are held against the bands of a scale', async () => {
  const { text } = await said('崇义护理员服务25户一个月给多少');
  expect(text).toContain('每月800元');
  expect(text).not.toMatch(/500元|1100元/u);
});

test('what is free or half answers how much it is', async () => {
  expect((await said('崇义助餐82岁的要多少钱')).text).toContain('免费');
  expect((await said('崇义助餐我妈66岁要给多少')).text).toContain('半价');
});

test('an amount is told of the class alone that is asked of', async () => {
  const { text } = await said('石城低保对象护理费减收多少');
  expect(text).toContain('减收50%');
  expect(text).not.toContain('减收20%');
});

test.each(['石城照护中心现在住着多少老人', '石城护理员笔试在哪个学校考'])(
  'neither an amount is told for how many there are, nor a day for which school: %s',
  async (question) => {
    const { answer } = await scene.ask(question);
    expect(answer.kind, answer.text).toBe('refused');
  },
);

test.each(['崇义体检类风湿一年限额多少', '崇义养老装喷灌补多少'])(
  'what is told of others is no answer: %s',
  async (question) => {
    const { answer } = await scene.ask(question);
    expect(answer.kind, answer.text).toBe('refused');
  },
);

test.each([
  ['安远没单位的，收入证明找谁开', '由社区开'],
  ['安远摆摊被骗了找哪个', '网监股'],
  ['安远高云山乡的社保到几号窗口', '2号窗'],
  ['安远大厅投诉打几号', '0797-3722345'],
  ['安远大厅传真是几号', '3722346'],
  ['安远娃儿出生超过90天才缴医保，从哪天起报销', '次月起'],
  ['安远街口的焚烧桶什么时候收走', '22时'],
  ['安远种子店哪天有人', '逢二、逢七'],
])('whom, at which counter, which number and when is told as it is asked: %s', async (question, right) => {
  expect((await said(question)).text).toContain(right);
});
