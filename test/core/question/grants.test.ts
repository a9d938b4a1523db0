import { describe, expect, test } from 'vitest';
import { asksGrant, grantAsked } from '../../../src/core/question/relation.ts';

describe('a question asks', () => {
  test.each([
    '能卖活鸡吗',
    '外地户口可不可以报名',
    '租房的给不给落户',
    '让不让养鸡',
    '没房产证给办证吗',
    '行不行',
    '57岁的婶娘贷得到伐',
    '差两天满六岁读得无',
    '50岁头一回应聘，年龄过得去不',
    '37岁年龄行吗',
    '两公里多够格不',
    '63岁的老汉还收不',
    '想先买个墓位卖不卖',
    '种了75亩，补贴有冇得',
  ])('whether something is granted: %s', (question) => expect(asksGrant(question)).toBe(true));

  test.each([
    '低保标准给涨了吗',
    '标准提高了吗',
    '去年建成了吗',
    '哪些人能参保',
    '供暖达标准没',
    '水质好吗',
    '停不停水',
    '工资还要拖不拖',
  ])('something else: %s', (question) => expect(asksGrant(question)).toBe(false));

  test.each([
    ['哪些人可以参保', 'granted'],
    ['什么东西能带', 'granted'],
    ['哪些人不能参保', 'denied'],
    ['什么情况不处罚', 'denied'],
    ['哪里不让停车', 'denied'],
    ['哪几种费用不报销', 'denied'],
    ['哪些人补贴会被停发', 'denied'],
    ['哪个乡镇最多', undefined],
    ['要什么材料', undefined],
    ['面积不超过多少', undefined],
    ['谁负责', undefined],
    ['哪几个地方准钓鱼', 'granted'],
    ['办准生证要什么材料', undefined],
    ['低保核准看哪些条件', undefined],
    ['哪几样考核就不合格', undefined],
    ['哪个标准高', undefined],
    ['哪些材料不用交', 'denied'],
    ['哪些车进站不收钱', undefined],
    ['哪些人坐车不用掏钱', undefined],
  ])('for what is granted or denied: %s', (question, asked) => expect(grantAsked(question)).toBe(asked));
});
