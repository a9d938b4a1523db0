import { describe, expect, test } from 'vitest';
import type { Fit } from '../../../../src/core/language/figures/classes.ts';
import { conditionsOf, fitOf, lacksNumber } from '../../../../src/core/language/figures/conditions.ts';
import { ordinalsAsked, ordinalsTold } from '../../../../src/core/language/figures/ordinals.ts';
import { fold } from '../../../../src/core/language/text.ts';

describe('the ordinals of a text', () => {
  test.each([
    ['第二批6月底前交', ['2批']],
    ['一季度发放80万元', ['1季']],
    ['二轮土地承包到期', ['2轮']],
    ['一期工程、3组', ['1期', '3组']],
    ['三、四、五星级农家乐', ['3星', '4星', '5星']],
    ['当年500元，次年300元', ['1年', '2年']],
    ['第三、四轮每亩7元', ['3轮', '4轮']],
    ['第二年至第四年减半', ['2年', '3年', '4年']],
    ['二期、三期都在河东', ['2期', '3期']],
    ['Ⅲ期的限额1200元', ['3期']],
    ['二胎家庭、三孩家庭', ['2孩', '3孩']],
    ['一至三年级', ['1年级', '2年级', '3年级']],
    ['四星级农家乐', ['4星']],
    ['单人间、双人间', ['1人间', '2人间']],
    ['六轴车46吨', ['6轴']],
  ])('of "%s" are %j', (text, ordinals) => {
    expect(ordinalsTold(fold(text))).toEqual(ordinals);
  });

  test('reach on where they are open', () => {
    expect(ordinalsTold('第四年起每年500元')).toEqual(expect.arrayContaining(['4年', '9年']));
    expect(ordinalsTold('第四年起每年500元')).not.toContain('3年');
    expect(ordinalsTold('三星级以上')).toContain('5星');
    expect(ordinalsTold('第二期开始报名时间为6月10日')).toEqual(['2期']);
  });

  test.each([
    '一期学几天',
    '分三期建设',
    '三轮车',
    '一星期开几回',
    '第三方评估',
    '十个人',
    '第一书记',
    '第二年龄段',
    '头三个月',
  ])('are none in the question "%s"', (text) => {
    expect(ordinalsAsked(fold(text))).toEqual([]);
  });

  test('may be first by another word', () => {
    expect(ordinalsTold('首批420户')).toEqual(['1批']);
    expect(ordinalsTold('前三年每亩120元')).toEqual(['1年', '2年', '3年']);
  });

  test('are the first of those that a question leaves open', () => {
    expect(ordinalsAsked('四星级以上奖多少')).toEqual(['4星']);
  });
});

describe('a text beside the ordinal that a question asks of', () => {
  test.each<[string, string, Fit]>([
    ['第二批什么时候开工', '第一批3月开工，第二批5月开工。', 'fits'],
    ['第三批什么时候开工', '第一批3月开工，第二批5月开工。', 'other'],
    ['第五年每亩补多少', '第一年至第三年每亩500元，第四年起每亩300元。', 'fits'],
    ['第二年每亩补多少', '首年、前三年每亩120元。', 'fits'],
    ['第四次罚多少', '第二次罚50元，此后每次加50元。', 'untold'],
    ['三星级奖多少', '五星级奖6万元，四星级奖4万元。', 'other'],
    ['二年级能坐校车吗', '小学一至三年级可以乘坐。', 'fits'],
    ['第五期什么时候报名', '第二期开始报名时间为6月10日。', 'other'],
    ['第二年起每年补多少', '第二年至第五年每亩补300元。', 'fits'],
    ['第一年每亩补多少', '当年每亩补500元，第二年每亩补300元。', 'fits'],
    ['第二轮第三批发到哪年', '第二轮第一批，补助到2026年年底。', 'other'],
    ['第二针隔几天', '家长须带身份证。', 'untold'],
  ])('%s: %s: %s', (question, text, fit) => {
    expect(fitOf(conditionsOf(question), fold(text))).toBe(fit);
  });

  test('lacks it where each of the kind must be named, and it names none', () => {
    const asked = conditionsOf('第二批资金多少');
    expect(lacksNumber(asked, '资金共6840万元')).toBe(true);
    expect(lacksNumber(asked, '第二批\n资金共6840万元')).toBe(false);
    expect(lacksNumber(conditionsOf('第一季度发了多少'), '一季度发放80万元')).toBe(false);
    expect(lacksNumber(conditionsOf('第一批和第二批各多少个村'), '第二批48个村')).toBe(false);
    expect(lacksNumber(conditionsOf('第三年补多少'), '每亩补500元')).toBe(false);
    expect(lacksNumber(conditionsOf('头一批资金多少'), '资金共6840万元')).toBe(false);
  });
});
