import { describe, expect, test } from 'vitest';
import { withoutFrame, withoutVerdict } from '../../../src/core/generation/proof.ts';

const ASKED = '汝城的低保是不是9个档，钱都发下去了吗';

describe('what only frames a sentence of a model', () => {
  test.each([
    ['where it was read', '资料里提到，汝城低保每人每月600元。', '汝城低保每人每月600元。'],
    ['one of several places', '还有一处搬迁安置1630户。', '搬迁安置1630户。'],
    ['what was not read', '资料没有写临时救助标准，低保每人每月600元。', '低保每人每月600元。'],
    ['what was not read, behind', '低保每人每月600元，但资料没有写从哪月起。', '低保每人每月600元。'],
    ['what it is meant as', '汝城力争今年脱贫3520户，这是目标。', '汝城力争今年脱贫3520户。'],
    ['a no', '不可以，补助资金不得以现金发给家长。', '补助资金不得以现金发给家长。'],
    ['a yes', '是的，满80周岁每月领100元。', '满80周岁每月领100元。'],
    ["the asker's figure denied", '不是9个，是12个档次。', '12个档次。'],
  ])('is left out: %s', (_, sentence, body) => {
    expect(withoutFrame(sentence, ASKED)).toBe(body);
  });

  test.each([
    '还没有完成。',
    '资料没有单独写助学金资助了多少人。',
    '资料只提到“七有一超”的名称，没有列出具体指标。',
  ])('is all of "%s"', (sentence) => {
    expect(withoutFrame(sentence, ASKED)).toBe('');
  });

  test.each([
    ['a condition', '未参保的，不予报销。'],
    ['a condition of what was not handed in', '材料未提供齐全的，不予受理。'],
    ['a condition of what is not listed', '未列明的项目，不予报销。'],
    ['those who have', '有的，每月补100元。'],
    ['a paper that explains', '文件说明，补贴每年9月发放。'],
    ['a condition with 没有', '没有房子的，可以申请公租房。'],
    ['whom it leaves out', '没有列入计划的，不能享受补贴。'],
    ['a figure that nobody asked of', '不到30亩的，不予补贴。'],
    ['a clause with 了 that nobody asked', '拆了，补贴就停发。'],
    ['a yes in the middle', '审核合格的，可以，于次月发放。'],
  ])('is not what the sentence says: %s', (_, sentence) => {
    expect(withoutFrame(sentence, ASKED)).toBe(sentence);
  });
});

describe('a yes or no of what was asked', () => {
  test.each([
    ['不能报名，现任村干部不得报名。', '现任村干部不得报名。'],
    ['可以申请，满60周岁即可。', '满60周岁即可。'],
    ['不能申请。', ''],
  ])('is left out: %s', (sentence, body) =>
    expect(withoutVerdict(sentence, '现任村干部能报名申请吗')).toBe(body),
  );

  test.each([
    '不能提供证明的，不予受理。',
    '能自己办理时，不得代办。',
    '低保对象可以，每月报一次。',
    '不能自理人员，每月补200元。',
  ])('is no condition: %s', (sentence) => expect(withoutVerdict(sentence, '低保多少')).toBe(sentence));
});
