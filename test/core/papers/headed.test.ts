import { describe, expect, test } from 'vitest';
import { tellsBelow, toldAbove } from '../../../src/core/papers/headed.ts';
import { documentOf } from '../../fakes/small-knowledge.ts';

describe('a heading', () => {
  test.each([
    ['三、2023年主要目标', 'planned'],
    ['四、下一步工作打算', 'planned'],
    ['（一）重点任务', 'planned'],
    ['2023年工作计划', 'planned'],
    ['第三部分 工作安排', 'planned'],
    ['一、2022年工作回顾', 'done'],
    ['二、重点任务完成情况', 'done'],
    ['一、取得的主要成效', 'done'],
    ['三、补助标准', 'ruled'],
    ['二、存在的困难', 'ruled'],
    ['（二）产业发展', undefined],
    ['（三）提升医疗保障成效', undefined],
    ['（四）规范办理流程', undefined],
    ['雨露计划', undefined],
    ['紧紧围绕全年任务目标任务。', undefined],
    ['五、哪些情况不发', undefined],
    ['2022年工作总结和2023年工作计划', undefined],
  ] as const)('%s: what stands below is %s', (heading, tells) => {
    expect(tellsBelow(heading)).toBe(tells);
  });
});

const text = `汝城县民政局2022年工作总结暨2023年工作计划
一、2022年工作回顾
（一）救助保障有力。临时救助620人次。
发放临时救助金310万元。
二、2023年工作
（一）规范低保管理。新增低保对象200人。
入户核查1800户。
三、救助标准
每人每次不超过5000元。
四、下步打算
改造敬老院3所。`;

describe('what stands above', () => {
  const at = (words: string, issuedOn = '2023-01-05') => {
    const document = documentOf('总结', {
      place: '汝城县',
      title: text.split('\n')[0] ?? '',
      date: issuedOn,
      text,
    });
    const start = text.indexOf(words);
    const { by, dated, ...told } = toldAbove({ start, end: start + words.length }, document);
    return told;
  };

  test.each([
    ['临时救助620人次', { standing: 'done', years: [2022] }],
    ['发放临时救助金310万元', { standing: 'done', years: [2022] }],
    ['新增低保对象200人', { standing: 'planned', years: [2023] }],
    ['入户核查1800户', { standing: 'planned', years: [2023] }],
    ['每人每次不超过5000元', { years: [] }],
    ['改造敬老院3所', { standing: 'planned', years: [] }],
  ])('%s, however many sentences lie between, says when it is', (words, told) => {
    expect(at(words)).toEqual(told);
  });

  test('the work of a year is not still to come in a paper of the year after', () => {
    expect(at('入户核查1800户', '2024-01-05')).toEqual({ years: [2023] });
  });
});
