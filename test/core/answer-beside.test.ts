import { describe, expect, test } from 'vitest';
import type { Answered } from '../../src/core/types.ts';
import { expectGrounded } from '../fakes/grounded.ts';
import { createSharingReader } from '../fakes/sharing-reader.ts';
import { SETTINGS, sceneOfFiles } from '../fakes/small-knowledge.ts';

/* What stands beside the best quote, and by what a person is told that something is not for him. */

const ALLOWANCES = `安仁县老年人和残疾人补贴指南
2023年6月1日

一、高龄津贴
发放对象：年满80周岁的安仁县户籍老人
所需材料：身份证、户口簿、近期照片一张
二、残疾人护理补贴
发放对象：一级、二级残疾人
所需材料：残疾人证、银行卡、低保证
`;
const RANGERS = `安仁县护林员管理办法

第一条 护林员由村民委员会推荐，乡镇林业站审核聘用。
第二条 聘用护林员的年龄在18周岁以上60周岁以下，身体健康。
第三条 护林员每月巡山不少于20天，报酬按月发放。
安仁县林业局
2023年3月1日
`;

const premium = (
  year: number,
  number: number,
  own: number,
  last: string,
) => `安仁县农业农村局关于做好${year}年能繁母猪保险工作的通知
安农发〔${year}〕${number}号

一、能繁母猪保险每头保险金额1500元，农户每头自缴${own}元。
二、${last}
安仁县农业农村局
${year}年3月6日
`;

const BURNING = `安仁县人民政府关于禁止露天焚烧秸秆的通告

一、全县范围内禁止露天焚烧秸秆。
二、因病虫害严重确需焚烧的，经乡镇人民政府批准，可以在指定地点焚烧秸秆；每年3月至5月停止审批。
三、违反本通告的，处500元以上2000元以下罚款。
安仁县人民政府
2023年3月20日
`;

const POSTS = `安仁县人力资源和社会保障局
关于公益性岗位的通知

一、公益性岗位的报名人员，年龄不超过60周岁。
二、65周岁以上老人可以报名参加公益岗位体验活动，每天补贴50元。
安仁县人力资源和社会保障局
2023年3月20日
`;

const scene = await sceneOfFiles({
  '岗位.txt': POSTS,
  '焚烧.txt': BURNING,
  '补贴指南.txt': ALLOWANCES,
  '护林员.txt': RANGERS,
  '保险2023.txt': premium(2023, 4, 18, '本通知自2023年3月10日起执行。'),
  '保险2024.txt': premium(2024, 6, 15, '本通知自2024年3月10日起执行，安农发〔2023〕4号同时废止。'),
});

async function said(question: string, words?: Record<string, number>): Promise<Answered> {
  const reading = { weighed: 1, logit: 0.5, usualLogit: -1, order: 0.1, sure: 2, alone: 9 };
  const { answer } = await scene.ask(
    question,
    words === undefined ? {} : { settings: { ...SETTINGS, reading }, reader: createSharingReader(words) },
  );
  expect(answer.kind, answer.text).toBe('answered');
  expectGrounded(answer, scene.knowledge);
  return answer as Answered;
}

describe('beside the best quote stands', () => {
  test('nothing of the same label that lacks what is asked of', async () => {
    const { text } = await said('安仁县办高龄津贴要带哪些材料');
    expect(text).toContain('近期照片');
    expect(text).not.toContain('残疾人证');
  });

  test('nothing that the reader is much less sure of', async () => {
    const question = '安仁县护林员怎么聘用';
    const { text } = await said(question, { 推荐: 3, 年龄: 2.5, 巡山: -4 });
    expect(text).toMatch(/推荐[\s\S]*年龄/u);
    const { text: alone } = await said(question, { 推荐: 3, 年龄: 0.5, 巡山: -4 });
    expect(alone).toContain('推荐');
    expect(alone).not.toContain('年龄');
  });
});

test.each(['安仁县62岁还能当护林员吗', '俺爹62了在安仁县还能不能当护林员'])(
  'who does not meet a condition is told of it: %s',
  async (question) => {
    expect((await said(question)).text).toContain('60周岁以下');
  },
);

test('nor is he told of what is granted elsewhere, where the reader takes the condition for the answer', async () => {
  const { text } = await said('安仁县66岁能报名公益性岗位吗', { 不超过: 4, 体验活动: -0.5 });
  expect(text).toContain('不超过60周岁');
  expect(text).not.toContain('体验活动');
});

test('a permission is never told without what suspends it', async () => {
  const { text } = await said('安仁县病虫害严重申请烧秸秆能批准吗');
  expect(text).toContain('可以在指定地点焚烧');
  expect(text).toContain('每年3月至5月停止审批');
});

describe('what was replaced', () => {
  test('is not told beside what replaced it', async () => {
    const { text } = await said('安仁县能繁母猪保险自己交多少钱一头');
    expect(text).toContain('自缴15元');
    expect(text).not.toContain('18元');
  });

  test('is told where what held before is asked', async () => {
    expect((await said('安仁县能繁母猪保险以前自己交多少钱一头')).text).toContain('18元');
  });

  test('is told where its year is asked', async () => {
    expect((await said('安仁县2023年能繁母猪保险自己交多少钱一头')).text).toContain('自缴18元');
  });
});
