import { describe, expect, test } from 'vitest';
import { createPronouncer } from '../../src/engines/pronouncer.ts';

describe('Mandarin readings', () => {
  const { readings } = createPronouncer();

  test.each([
    ['重庆的重量', 'chong qing de zhong liang'],
    ['喀什地区什么时候', 'ka shi di qu shen me shi hou'],
    ['什邡市', 'shi fang shi'],
    ['都匀都有', 'du yun dou you'],
    ['乐清、乐陵、乐山、快乐', 'yue qing 、 lao ling 、 le shan 、 kuai le'],
    ['于都县最新都有什么', 'yu du xian zui xin dou you shen me'],
    ['蔚县和浚县', 'yu xian he xun xian'],
  ])('read %s as %s', (text, sounds) => {
    expect(readings(text).join(' ')).toBe(sounds);
  });

  test('have one sound for each character, of names of places as well', () => {
    const text = '塔什库尔干塔吉克自治县、三都水族自治县、红寺堡区';
    expect(readings(text)).toHaveLength([...text].length);
  });
});
