import { expect, test } from 'vitest';
import { answeredIn } from '../fakes/grounded.ts';
import { sceneOfFiles } from '../fakes/small-knowledge.ts';

/* Duties, what is excepted from them, what follows where they are not met, and who is below what they ask for. */

const STALLS = `罗源县夜间摊点管理办法
（罗政规〔2023〕6号，2023年5月12日公布）

第一章 设摊
第一条 摊主应当在设摊5日前向街道办事处报备；节日临时摊可以当天口头报备。
第二条 未取得《摊点合格证》的，不得设置30平方米以上的摊棚。
第三条 摊点每晚应当清扫。
第二章 罚则
第四条 违反本办法第一条规定，未报备的，由街道办事处给予警告，责令改正。
第五条 违反本办法第三条规定的，处100元罚款。
第六条 不得占用盲道，占用的处300元以上600元以下。
`;
const BOATS = `连江县老旧渔船报废公告
连江县海洋与渔业局 2023年4月18日

一、报废条件。使用年限：木质渔船满12年，钢质渔船满20年。
二、无证的不受理。
三、同一船主报废的，数量不限。
`;
const fields = (year: number, least: number) => `闽清县${year}年冬种苕子补贴通知
闽清县农业农村局 ${year}年9月18日

一、补贴对象。集中连片种植苕子${least}亩以上的农户。
二、补贴标准。苕子每亩补贴${least * 5}元。
`;
const scene = await sceneOfFiles({
  '摊点.txt': STALLS,
  '渔船.txt': BOATS,
  '苕子2022.txt': fields(2022, 10),
  '苕子2023.txt': fields(2023, 30),
});
const said = async (question: string) => (await answeredIn(scene, question)).text;

test('what is excepted is told with the duty that it is excepted from', async () => {
  expect(await said('罗源设摊要提前几天报备')).toContain('5日前');
});

test('what follows from one deed is told by no fine of another', async () => {
  const { text } = (await scene.ask('罗源设摊未报备罚多少')).answer;
  expect(text).toContain('给予警告');
  expect(text).not.toContain('100元');
});

test('what somebody is to pay is a fine, whether or not it is called one', async () => {
  expect(await said('罗源夜摊占用盲道罚多少')).toContain('300元以上600元以下');
});

test('a ban on what is asked of is told, though it only says what is left out', async () => {
  expect(await said('没有合格证可不可以设置30平方米以上的摊棚')).toContain('不得设置');
});

test('a condition is told before other refusals, where its heading says that it is one', async () => {
  expect(await said('连江木质渔船用了11年能不能报废')).toContain('木质渔船满12年');
});

test('how much must be there at the least is what a threshold is asked for', async () => {
  expect(await said('闽清2022年苕子补贴门槛是多少亩')).toContain('10亩以上');
});

test.each(['闽清2023年苕子不到30亩的一亩补多少', '闽清2023年苕子没种满30亩一亩补多少'])(
  'who is below what the year asked asks for is told so, whatever another year asked for: %s',
  async (question) => expect(await said(question)).toContain('请注意：问的面积没有达到“30亩以上”'),
);
