import { describe, expect, test } from 'vitest';
import { labelledFigures } from '../../../src/core/language/labelled.ts';
import { fold, slice } from '../../../src/core/language/text.ts';
import { createRandom } from '../../fakes/random.ts';

const labels = (text: string) =>
  labelledFigures(fold(text)).map(({ figure, label }) => [
    slice(text, figure.span),
    label.own.replaceAll(/[\s。]+/gu, ''),
  ]);

describe('a figure belongs to', () => {
  test.each([
    [
      '改造C级危房8718户、D级危房3611户。',
      [
        ['8718户', '改造c级危房'],
        ['3611户', 'd级危房'],
      ],
    ],
    [
      '35名干部、989名队员投身攻坚。',
      [
        ['35名', '干部'],
        ['989名', '队员投身攻坚'],
      ],
    ],
    [
      '有劳动力28156人已就业22142人。',
      [
        ['28156人', '有劳动力'],
        ['22142人', '已就业'],
      ],
    ],
    [
      '提拔、进一步使用干部126人、38人。',
      [
        ['126人', '提拔'],
        ['38人', '进一步使用干部'],
      ],
    ],
    [
      '甲类、乙类、丙类分别为1个、2个、3个。',
      [
        ['1个', '甲类'],
        ['2个', '乙类'],
        ['3个', '丙类'],
      ],
    ],
    [
      '低保标准由110元提高至260元。',
      [
        ['110元', '低保标准由'],
        ['260元', '低保标准由'],
      ],
    ],
  ])('the words that it stands with: %s', (text, expected) => expect(labels(text)).toEqual(expected));

  test('the year of a list that is its own', () => {
    const found = labelledFigures(fold('2017~2019年分别增收828元、895元和1177元。'));
    expect(found.map(({ year }) => year)).toEqual(['2017-2017', '2018-2018', '2019-2019']);
  });
});

test('of 300 made-up lists each figure has its own label, at its exact span, in any width of digits', () => {
  const random = createRandom(21);
  const NAMES = ['危桥', '水渠', '学校', '电站', '果园', '诊所', '广场', '鱼塘'];
  for (let round = 0; round < 300; round++) {
    const count = 2 + random.below(4);
    const names = NAMES.slice(random.below(3), random.below(3) + count);
    const values = names.map(() => 1 + random.below(9000));
    const text = `${names.map((name, at) => `${name}${values[at]}座`).join('、')}。`;
    expect(labels(text)).toEqual(names.map((name, at) => [`${values[at]}座`, name]));
    const each = `${names.join('、')}分别为${values.map((value) => `${value}座`).join('、')}。`;
    if (names.length > 1) expect(labels(each).map(([, label]) => label)).toEqual(names);
    const wide = text.replaceAll(/\d/gu, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
    expect(labelledFigures(fold(wide)).map(({ figure }) => figure.value)).toEqual(values);
  }
});

test.each(['1户2人、', '3户,分别4人、5人', '由1元', '2018年3元,'])(
  '%s again and again for 10,000 characters is labelled to its end',
  (unit) => {
    const text = unit.repeat(10_000 / unit.length);
    expect(labelledFigures(text).at(-1)?.figure.span.end).toBeGreaterThan(9_900);
  },
);
