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

const scene = await sceneOfFiles({ '补贴指南.txt': ALLOWANCES, '护林员.txt': RANGERS });

async function said(question: string, words?: Record<string, number>): Promise<Answered> {
  const reading = { weighed: 1, logit: 0.5, usualLogit: -1, order: 0.1, sure: 2 };
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
