import { describe, expect, test } from 'vitest';
import { grantIn, grantOfHeading } from '../../../src/core/language/grants.ts';

describe('a text says that something is', () => {
  test.each([
    '符合下列条件的,可以申请',
    '准予登记的情形',
    '允许销售的商品',
    '能够自理的可入住',
    '可凭证件免票进入',
  ])('granted: %s', (text) => expect(grantIn(text)).toBe('granted'));

  test.each([
    '有下列情形之一的,不予登记',
    '禁止携犬进入的场所',
    '不列入救助范围',
    '不再发放',
    '下列人员不得报名',
    '停发补贴的情形',
    '不可以带进园区的',
    '下列人员不领',
  ])('denied: %s', (text) => expect(grantIn(text)).toBe('denied'));

  test.each([
    '补贴标准',
    '资金不足的由县财政补齐',
    '面积不超过30平方米',
    '不可抗力造成的损失',
    '能力建设',
    '功能区划',
    '人均可支配收入',
    '不符合条件的退回,符合的可以补正',
    '能不能带宠物',
  ])('neither, or both: %s', (text) => expect(grantIn(text)).toBeUndefined());
});

test('a heading of two matters says of neither what stands below it', () => {
  expect(grantOfHeading('四、发放和停发')).toBeUndefined();
  expect(grantOfHeading('三、申请、取消')).toBeUndefined();
  expect(grantOfHeading('(二)不予受理和不予登记的情形')).toBe('denied');
  expect(grantOfHeading('二、可以带的食品、饮料')).toBe('granted');
});
