import { describe, expect, test } from 'vitest';
import { expectGrounded } from '../../fakes/grounded.ts';
import { sceneOfFiles } from '../../fakes/small-knowledge.ts';

const scene = await sceneOfFiles({
  '养老床位.txt': `桂东县家庭养老床位明白卡

【谁能申请】桂东县户籍、年满65周岁的失能老年人。

【怎么申请】
第一步：家属到村委会领取家庭养老床位申请表；
第二步：乡镇5个工作日内派人上门评估；
第三步：县民政局公示7天；
第四步：服务机构上门安装床位。
安装后老人去世的，床位由服务机构收回。

【哪些情况取消】迁出桂东县的；入住敬老院的；连续60天没有接受服务的。取消后可以重新申请。

【收费】安装费免收；上门护理每次15元；助浴每次20元。
`,
  '冷库.txt': `汝城县农业农村局关于申报田头冷库的通知
汝农发〔2024〕11号

各乡镇人民政府：
现将2024年田头冷库申报事项通知如下。
一、建设要求
1.冷库不得占用基本农田；
2.冷库须在10月底前建成。
二、申报程序
1.申请：合作社4月底前向乡镇农业农村办公室提交田头冷库申请书、营业执照、建设方案；
2.踏勘：乡镇6个工作日内到现场踏勘；
3.评审：县农业农村局组织专家评审；
4.兑付：验收合格的一次性拨付。
三、哪些主体不予受理
1.两年内受过处罚的；
2.已经享受过同类补助的；
3.未办理用地备案的。

汝城县农业农村局
2024年3月11日
`,
});

async function said(question: string): Promise<string> {
  const { answer } = await scene.ask(question);
  expect(answer.kind, answer.text).toBe('answered');
  expectGrounded(answer, scene.knowledge);
  return answer.text;
}

describe('asked how something is done', () => {
  test.each([
    ['桂东家庭养老床位怎么申请', ['申请表', '上门评估', '公示7天', '安装床位']],
    ['桂东家庭养老床位要走哪几步', ['申请表', '上门评估', '公示7天', '安装床位']],
    ['汝城田头冷库怎么申请', ['申请书', '踏勘', '评审', '拨付']],
    ['汝城申报田头冷库的流程', ['申请书', '踏勘', '评审', '拨付']],
  ])('all steps are told, in their order: %s', async (question, steps) => {
    const text = await said(question);
    const found = steps.map((step) => text.indexOf(step));
    expect(found).not.toContain(-1);
    expect(found).toEqual([...found].sort((a, b) => a - b));
    expect(text).not.toMatch(/收回|基本农田/u);
  });
});

describe('asked for the cases of something', () => {
  test('the parts that semicolons join are one quote', async () => {
    const text = await said('桂东家庭养老床位哪些情况取消');
    expect(text).toContain('迁出桂东县的；入住敬老院的；连续60天没有接受服务的');
  });

  test('each of the counted items is told', async () => {
    const text = await said('汝城田头冷库哪些主体不予受理');
    for (const item of ['两年内受过处罚', '同类补助', '用地备案']) expect(text).toContain(item);
    expect(text).not.toContain('踏勘');
  });
});

test('a price that is asked is told alone, and not with the others of its line', async () => {
  const text = await said('桂东家庭养老床位助浴一次收多少钱');
  expect(text).toContain('助浴每次20元');
  expect(text).not.toContain('15元');
});

test('steps that are paragraphs are told like items, and a class with the heading that says of what it is', async () => {
  const more = await sceneOfFiles({
    '肉牛.txt': `桂东县肉牛补贴申报通知
各乡镇人民政府：
一、申报程序
（一）农户申请。农户向村委会提交肉牛补贴申请表。
（二）村级核实。村委会6个工作日内清点牛只。
（三）资金发放。补贴打入一卡通。
二、监督管理
虚报冒领的，追回补贴。
`,
    '明白卡.txt': `桂东县老年人明白卡

【高龄津贴】
发放标准：
80—89周岁：每人每月55元；
90周岁以上：每人每月210元。

【助餐优惠】
优惠标准：
65—79周岁：每餐优惠2元；
80周岁以上：每餐优惠3元。
`,
  });
  const steps = (await more.ask('桂东肉牛补贴怎么申请')).answer;
  expect(steps.text).toMatch(/申请表[\s\S]*清点牛只[\s\S]*一卡通/u);
  expect(steps.text).not.toContain('追回');
  const age = (await more.ask('桂东85岁高龄津贴多少钱')).answer;
  expect(age.text).toMatch(/【高龄津贴】[\s\S]*55元/u);
  expect(age.text).not.toContain('每餐');
});
