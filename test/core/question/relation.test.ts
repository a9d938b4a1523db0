import { describe, expect, test } from 'vitest';
import { topicOf } from '../../../src/core/question/forms.ts';
import { asksChange, asksComparison, standingAsked } from '../../../src/core/question/relation.ts';

describe('a question compares', () => {
  test.each([
    '汝城和桂东哪个脱贫的人多',
    '汝城跟桂东谁的低保标准高？',
    '汝城比桂东搬迁的人多吗',
    '结对干部汝城多还是桂东多',
    '汝城和桂东的低保标准相差多少',
    '汝城跟桂东贫困村数对比',
  ])('%s', (text) => {
    expect(asksComparison(text)).toBe(true);
  });

  test.each([
    '汝城住院自付比例是多少',
    '单次最高多少钱',
    '一共减少了多少贫困人口',
    '汝城、桂东的低保标准各是多少',
    '哪个乡镇建了卫生室',
  ])('no: %s', (text) => {
    expect(asksComparison(text)).toBe(false);
  });
});

describe('a question asks how something changed', () => {
  test.each([
    '低保标准从多少提高到多少',
    '贫困发生率这几年的变化',
    '低保涨了多少',
    '原来多少现在多少',
    '比去年多了几户',
    '临时救助额度涨了没',
    '2017年到2019年咋变的',
    '白送的煤从几吨变几吨了',
    '报的比例提了没',
  ])('%s', (text) => {
    expect(asksChange(text)).toBe(true);
  });

  test.each([
    '低保标准是多少',
    '报名从几号到几号',
    '2019年脱贫多少人',
    '有哪些变压器改造项目',
    '外地人可以参加吗',
    '学费能减吗',
    '由几个人参加',
  ])('no: %s', (text) => {
    expect(asksChange(text)).toBe(false);
  });
});

test('the words for a change are none of its subject', () => {
  expect(topicOf('茶叶产量历年变化').trim()).toBe('茶叶产量');
  expect(topicOf('茶叶产量这几年有什么变化?').replace('?', '').trim()).toBe('茶叶产量');
  expect(topicOf('气候变化应对方案')).toContain('变化');
});

describe('a question asks for', () => {
  test.each([
    ['今年计划脱贫多少人', 'planned'],
    ['准备建几个卫生室', 'planned'],
    ['今年要搬多少人', 'planned'],
    ['实际脱贫多少人', 'done'],
    ['去年计划建1500亩 完成多少', 'done'],
    ['搬迁任务完成了没有', 'done'],
    ['已经建了多少所', 'done'],
    ['脱贫多少人', undefined],
    ['雨露计划补助多少钱', undefined],
    ['农村改厕五年行动计划是什么', undefined],
  ])('%s: %s', (text, standing) => {
    expect(standingAsked(text)).toBe(standing);
  });
});
