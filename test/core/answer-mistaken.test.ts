import { expect, test } from 'vitest';
import type { Turn } from '../../src/core/types.ts';
import { expectGrounded } from '../fakes/grounded.ts';
import { sceneOfFiles } from '../fakes/small-knowledge.ts';

const OLD = `瑞昌市老年人和残疾人补贴说明
瑞昌市民政局 2025年3月1日

80周岁以上老人每月发放高龄津贴110元。
困难残疾人生活补贴每人每月85元。
城镇低保标准为每人每月780元。
农村低保标准为每人每月540元。
`;
const BIRTH = `瑞昌市生育津贴说明
瑞昌市医疗保障局 2025年3月1日

生育津贴每人每天130元。
在分娩后3个月以内提出申请。
`;
const PHONES = `瑞昌市服务电话

医保窗口…………………12393
社保窗口…………………0792-4220013
困难职工帮扶，传真0792-4225019。
`;
const ROADS = `瑞昌市2019年交通工作总结
瑞昌市交通运输局 2020年1月6日

新修农村公路140公里，比2018年增加25公里。
`;
const BRING = `瑞昌市农机补贴说明
瑞昌市农业农村局 2025年3月1日

申请农机补贴时带身份证 / 户口簿 / 银行卡到乡镇农机站。
补贴由乡镇初审 / 县局复审 / 财政发放。
不补的有旧机 / 报废机 / 外地机。
`;
const NUMBERED = `瑞昌市护林员名单
编号\t姓名\t报酬（元）
1021\t王某芬\t800
1022\t李某生\t900
`;
const scene = await sceneOfFiles({
  '补贴.txt': OLD,
  '生育.txt': BIRTH,
  '电话.txt': PHONES,
  '公路.txt': ROADS,
  '农机.txt': BRING,
  '护林员.txt': NUMBERED,
});

async function said(question: string, earlier?: string): Promise<string> {
  const history: Turn[] = earlier === undefined ? [] : [{ role: 'user', content: earlier }];
  const { answer } = await scene.ask(question, { history });
  if (answer.kind === 'answered') expectGrounded(answer, scene.knowledge);
  return answer.text;
}

test('an age of one benefit is none of another that is asked next', async () => {
  const text = await said('那残疾人生活补贴呢', '瑞昌80岁老人高龄津贴多少');
  expect(text).toContain('85元');
  expect(text).not.toContain('110元');
});

test('a term for applying is no class of whom a benefit is', async () => {
  const text = await said('瑞昌怀孕6个月能领生育津贴多少钱');
  expect(text).toContain('130元');
  expect(text).not.toContain('请注意');
});

test('a fax is no telephone', async () => {
  expect(await said('瑞昌困难职工帮扶电话多少')).not.toContain('0792-4225019');
});

test('城镇 and 农村 are no townships, and what stands there is not said to be missing', async () => {
  expect(await said('瑞昌低保标准城镇和农村各多少')).not.toContain('没有查到');
});

test('a year that something is only compared with is not of when it is', async () => {
  expect(await said('瑞昌2018年新修农村公路多少公里')).not.toContain('140公里');
  expect(await said('瑞昌2019年新修农村公路多少公里')).toContain('140公里');
});

test('sentences with strokes in them are no table', async () => {
  expect(await said('瑞昌申请农机补贴要带什么')).toContain('带身份证 / 户口簿 / 银行卡到乡镇农机站');
});

test('a number by which somebody is called is told, as it is no count of the rows', async () => {
  expect(await said('瑞昌护林员王某芬的报酬是多少')).toContain('1021');
});
