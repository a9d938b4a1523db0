import { expect, test } from 'vitest';
import { answeredIn } from '../fakes/grounded.ts';
import { sceneOfFiles } from '../fakes/small-knowledge.ts';

const ORDER = `寻乌县秋冬禁火令
（寻乌县人民政府令第5号）

为保护山林，现发布如下禁令：
一、禁火期为每年10月10日至次年4月20日。
二、禁火期内违规烧荒的，处三百元以上二千元以下罚款。
三、护林员可以暂扣火种。
`;
const REQUEST = `关于增设寻乌县校车的请示
县人民政府：
我县现有校车42辆，接送学生2310人。
拟增设校车9辆，跑澄江、吉潭两线。
`;
const RATES = `寻乌县残疾人辅具补助简表（2025年）

辅具 / 最高补助 / 使用年限
轮椅 / 1200元 / 4年
助听器 / 3500元 / 5年
盲杖 / 90元 / 2年
`;
const WHO = `寻乌县助学通知
寻乌县教育局 2025年8月1日

一、资助对象
（一）孤儿；
（二）低保家庭学生；（三）残疾学生；（四）脱贫家庭学生。
二、资助标准
每学期600元。
`;
const scene = await sceneOfFiles({
  '禁火.txt': ORDER,
  '校车.txt': REQUEST,
  '辅具.txt': RATES,
  '助学.txt': WHO,
});

const said = async (question: string) => (await answeredIn(scene, question)).text;

test('what an order only announces rules none of its points', async () => {
  expect(await said('寻乌禁火期是什么时候')).not.toContain('如下禁令');
});

test('a fine in Han figures is an amount', async () => {
  expect(await said('寻乌禁火期违规烧荒罚多少')).toContain('三百元以上二千元以下');
});

test('whom a paper goes to is no head of its first paragraph', async () => {
  expect(await said('寻乌现有多少辆校车')).not.toContain('县人民政府：');
});

test('cells that strokes part are a table', async () => {
  expect(await said('寻乌助听器最高补助多少')).toContain('助听器：最高补助 3500元');
  expect(await said('寻乌轮椅使用年限是几年')).toContain('使用年限 4年');
});

test('several items on a line are all items of the list', async () => {
  const text = await said('寻乌助学的资助对象有哪些');
  for (const who of ['孤儿', '低保家庭学生', '残疾学生', '脱贫家庭学生']) expect(text).toContain(who);
});
