import { expect, test } from 'vitest';
import { answeredIn } from '../fakes/grounded.ts';
import { sceneOfFiles } from '../fakes/small-knowledge.ts';

const CARD = `◆◆ 永丰县冬季清塘补贴明白纸 ◆◆

▲补贴对象：承包山塘的村民。
▲补贴标准：每口塘清淤后补贴900元。
▲不补的情形：
  ● 水面不足2亩的
  ● 已列入水库除险的
▲投诉电话：0796-2511877

永丰县水利局
2025年11月
`;
const LEAFLET = `吉水县2025年秋季招飞宣传单
吉水县教育体育局

时间：9月15日至10月20日
地点：各高中学校教务处
来源：应届高中毕业男生
条件：裸眼视力不低于0.8
电话：0796-3522719
`;
const PHONES = `泰和县服务电话
（2025年7月更新）

一、便民
县医保局窗口…………………0796-5339012
县客运站问讯……………………0796-5322088
二、应急
供水抢修（24小时）………0796-5334455
`;
const STEPS = `万安县小额贷款指南
万安县就业创业服务中心 2025年4月

谁能贷？
返乡创业的农民工和退役军人。
怎么办？
第一步：先到村里开经营证明。
第二步：带证明到乡镇便民服务中心填申请表。
第三步：银行上门看，10个工作日内放款。
贷多少？
个人最高30万元，期限3年；残疾人创业的贴息全免。
`;
const BULLETS = `峡江县2025年中考须知

●考试时间
语文：6月17日上午
物理：6月18日下午
●携带物品
准考证、身份证、黑色签字笔
●考点
县一中、玉笥中学
●咨询
县教体局招生办 0796-3691255
`;
const scene = await sceneOfFiles({
  '中考.txt': BULLETS,
  '清塘.txt': CARD,
  '招飞.txt': LEAFLET,
  '电话.txt': PHONES,
  '贷款.txt': STEPS,
});

const said = async (question: string) => (await answeredIn(scene, question)).text;

test.each([
  ['永丰清塘补贴标准是多少', '900元'],
  ['永丰清塘补贴投诉电话', '0796-2511877'],
  ['永丰哪些情形不补清塘', '水面不足2亩'],
])('what stands behind ▲ and a label is no caption of a picture: %s', async (question, expected) => {
  expect(await said(question)).toContain(expected);
});

test('labels on lines of like width stay lines, and each has its own value', async () => {
  const when = await said('吉水招飞什么时间');
  expect(when).toContain('9月15日至10月20日');
  expect(when).not.toContain('教务处');
  expect(await said('吉水招飞地点在哪里')).toContain('各高中学校教务处');
  expect(await said('吉水招飞的来源是什么')).toContain('应届高中毕业男生');
});

test('dots that lead to a number part it from no name', async () => {
  expect(await said('泰和县医保局窗口电话')).toContain('县医保局窗口…………………0796-5339012');
  expect(await said('泰和供水抢修打哪个电话')).toContain('供水抢修（24小时）');
});

test('a question of three characters heads its own answer, and all of its steps', async () => {
  const steps = await said('万安小额贷款怎么办');
  for (const step of ['经营证明', '填申请表', '10个工作日']) expect(steps).toContain(step);
  expect(steps).not.toContain('谁能贷');
});

test('that nothing is left to pay is an amount', async () => {
  expect(await said('万安残疾人创业贷款贴息减多少')).toContain('全免');
});

test('a bulleted name heads the lines below it', async () => {
  const [items, contact] = [await said('峡江中考携带物品有哪些'), await said('峡江中考咨询电话')];
  expect(items).toContain('准考证、身份证');
  expect(items).not.toMatch(/携带物品\[1\]|考点/u);
  expect(contact).toContain('0796-3691255');
});
