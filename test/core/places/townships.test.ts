import { describe, expect, test } from 'vitest';
import { townshipIn } from '../../../src/core/places/find.ts';
import { knowledgeOf } from '../../fakes/small-knowledge.ts';

const knowledge = await knowledgeOf({
  rucheng: { place: '汝城县', text: '热水镇建成安置点3个，延寿瑶族乡修路5公里，贫困村全部通路。' },
  guidong: { place: '桂东县', text: '沙田镇发展茶叶2万亩，贫困村通水。' },
});

describe('a township in a question', () => {
  test('may leave out the people in its name', () => {
    expect(townshipIn('延寿乡修路', knowledge)).toEqual({ name: '延寿瑶族乡', place: '汝城县' });
  });

  test('stands for the county whose reports alone speak of it', () => {
    expect(townshipIn('热水镇低保标准', knowledge)).toEqual({ name: '热水镇', place: '汝城县' });
    expect(townshipIn('在沙田镇种茶', knowledge)).toEqual({ name: '沙田镇', place: '桂东县' });
  });

  test('is none where 农村, 城镇 or 下乡 follow the words before them', async () => {
    const alone = await knowledgeOf({
      rucheng: {
        place: '汝城县',
        text: '全县农村低保家庭3860户。各县农村通水，城镇低保860人，医生送医下乡20次。',
      },
      guidong: { place: '桂东县', text: '茶叶2万亩。' },
    });
    for (const topic of [
      '全县农村低保标准',
      '各县农村低保',
      '哪个县农村低保高',
      '和康县农村低保',
      '送医下乡',
    ])
      expect(townshipIn(topic, alone), topic).toBeNull();
  });

  test('stands for none when no report has it, or when every county has the word', () => {
    expect(townshipIn('幸福镇低保标准', knowledge)).toBeNull();
    expect(townshipIn('贫困村有几个', knowledge)).toBeNull();
    expect(townshipIn('', knowledge)).toBeNull();
  });
});
