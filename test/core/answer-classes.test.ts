import { describe, expect, test } from 'vitest';
import { answeredIn } from '../fakes/grounded.ts';
import { sceneOfFiles } from '../fakes/small-knowledge.ts';

/* Who is in none of the classes that a paper draws is told so, and nobody is told of another class without a word. */

const ALLOWANCE = `安仁县高龄津贴发放办法

第一条 具有安仁县户籍，年满80周岁以上的老年人，可以申请高龄津贴。
第二条 发放标准：80至89周岁每人每月60元；90至99周岁每人每月120元；100周岁以上每人每月500元。
第三条 高龄津贴按季度发放。
安仁县民政局
2023年3月1日
`;
const BUSES = `永兴县老年人乘坐公交车优待通告

一、60周岁至64周岁的老年人，凭优待证乘坐城乡公交车享受半价优惠。
二、65周岁及以上的老年人，凭优待证免费乘坐城乡公交车。
三、优待证到县老年服务中心办理，电话0735-5522113。
永兴县交通运输局
2024年1月8日
`;
const TRAINING = `桂东县职业技能培训补贴实施细则

一、补贴对象为年满18周岁、不满60周岁的脱贫劳动力。
二、参加培训取得证书的，初级工补贴1000元，中级工补贴1500元，高级工补贴2000元。
三、培训期间每人每天给予伙食补助30元。
桂东县人力资源和社会保障局
2023年6月9日
`;
const RICE = `宜章县2024年种粮大户补贴通知

一、水稻种植面积50亩以上的种粮大户，每亩补贴80元。
二、种植面积200亩以上的，每亩补贴120元。
宜章县农业农村局
2024年3月11日
`;
const DOCTORS = `汝城县离任村医生活补助方案

一、从事村医工作满10年的离任村医，每人每月补助200元；满20年的，每人每月补助300元。
二、补助由县财政承担，按月发放。
汝城县卫生健康局
2022年11月3日
`;
const INCOMES = `嘉禾县公共租赁住房申请指南

一、家庭月人均收入低于1500元的住房困难家庭，可以申请公共租赁住房。
二、公共租赁住房租金每平方米每月3元。
嘉禾县住房和城乡建设局
2023年9月1日
`;
const TABLE = `# 临武县老年人福利一览表
2024年5月1日

| 年龄 | 项目 | 标准 |
| --- | --- | --- |
| 65—79周岁 | 免费体检 | 每年1次 |
| 80—89周岁 | 高龄补贴 | 每月50元 |
| 90—99周岁 | 高龄补贴 | 每月100元 |
`;
const OLD = `资兴市低保和老人补贴问答

问：农村低保标准是多少？
答：农村低保标准为每人每月500元。低保对象中70周岁以上的老人每月另外加发80元。
资兴市民政局
2023年5月1日
`;

const scene = await sceneOfFiles({
  '高龄.txt': ALLOWANCE,
  '公交.txt': BUSES,
  '培训.txt': TRAINING,
  '种粮.txt': RICE,
  '村医.txt': DOCTORS,
  '公租房.txt': INCOMES,
  '福利.md': TABLE,
  '低保.txt': OLD,
});

const said = async (question: string) => (await answeredIn(scene, question)).text;

describe('who is outside of every class is told of the nearest, and that he is', () => {
  test.each([
    ['安仁79岁高龄津贴多少钱', '请注意：问的年龄没有达到“年满80周岁以上”[1]。', /60元|120元|500元/u],
    ['我爸79了，在安仁高龄津贴一个月能领多少', '请注意：问的年龄没有达到“年满80周岁以上”[1]。', /60元/u],
    ['安仁79岁能领高龄津贴吗', '请注意：问的年龄没有达到“年满80周岁以上”[1]。', /60元/u],
    ['永兴58岁坐公交要钱吗', '请注意：问的年龄没有达到“60周岁至64周岁”[1]。', /免费/u],
    ['桂东17岁能领技能培训补贴吗', '请注意：问的年龄没有达到“年满18周岁”[1]。', /1000元/u],
    ['宜章种40亩水稻有补贴吗', '请注意：问的面积没有达到“50亩以上”[1]。', /120元/u],
    ['汝城当了8年村医离任补助多少', '请注意：问的年限没有达到“满10年”[1]。', /按月发放/u],
    ['临武78岁每个月有多少高龄补贴', '请注意：问的年龄没有达到“80—89周岁”[1]。', /100元|体检/u],
    ['嘉禾家庭月人均收入1800元能申请公共租赁住房吗', '请注意：问的收入超过了“低于1500元”[1]。', /每平方米/u],
  ])('%s', async (question, first, others) => {
    const text = await said(question);
    expect(text.split('\n')[0]).toBe(first);
    expect(text).not.toMatch(others);
  });

  test('beside what a paper grants, where it is of a class as a whole', async () => {
    const text = await said('桂东62岁参加培训补贴多少');
    expect(text).toMatch(/^请注意：问的年龄超过了“不满60周岁”\[1\]。\n.*年满18周岁、不满60周岁/u);
    expect(text).toContain('初级工补贴1000元');
  });
});

describe('the class that holds what is asked of is the answer', () => {
  test.each([
    ['安仁85岁高龄津贴多少', /60元/u, /120元|500元/u],
    ['永兴63岁坐公交要钱不', /半价/u, /免费/u],
    ['永兴70岁坐公交免费吗', /免费/u, /半价/u],
    ['汝城干了15年村医离任一个月补多少', /200元/u, /300元/u],
    ['嘉禾家庭月人均收入900元能申请公共租赁住房吗', /低于1500元/u, /3元/u],
  ])('%s', async (question, holds, others) => {
    const text = await said(question);
    expect(text).toMatch(holds);
    expect(text).not.toMatch(others);
    expect(text).not.toContain('请注意');
  });

  test.each([
    ['安仁80多岁和90多岁的高龄津贴分别多少', [60, 120]],
    ['临武县80多岁、90多岁的老人高龄补贴各多少', [50, 100]],
  ])('of each that is named, where each is asked for: %s', async (question, amounts) => {
    const lines = (await said(question)).split('\n');
    expect(lines).toEqual(amounts.map((amount) => expect.stringContaining(`${amount}元`)));
  });

  test('and what is given to some of those besides is no class of all', async () => {
    const text = await said('资兴60岁的人农村低保标准多少');
    expect(text).toContain('500元');
    expect(text).not.toContain('请注意');
  });
});
