import { describe, expect, test } from 'vitest';
import { factsOf } from '../../../src/core/facts/facts.ts';
import { fold, slice } from '../../../src/core/language/text.ts';
import { createRandom } from '../../fakes/random.ts';

const labels = (text: string) =>
  factsOf(fold(text)).quantities.map(({ figure, label }) => [
    slice(text, figure.span),
    label.own.replaceAll(/[\s。]+/gu, ''),
  ]);

describe('a figure belongs to', () => {
  test.each([
    [
      '整修B类公厕342座、C类公厕127座。',
      [
        ['342座', '整修b类公厕'],
        ['127座', 'c类公厕'],
      ],
    ],
    [
      '46名医师、218名护士下乡巡诊。',
      [
        ['46名', '医师'],
        ['218名', '护士下乡巡诊'],
      ],
    ],
    [
      '有适龄幼儿5231人已入园4968人。',
      [
        ['5231人', '有适龄幼儿'],
        ['4968人', '已入园'],
      ],
    ],
    [
      '新聘、续聘村医47人、112人。',
      [
        ['47人', '新聘'],
        ['112人', '续聘村医'],
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
      '护理补贴由75元上调至90元。',
      [
        ['75元', '护理补贴由'],
        ['90元', '护理补贴由'],
      ],
    ],
    [
      '中度失能：每人每月150元；重度失能，每人每月280元。',
      [
        ['150元', '中度失能'],
        ['280元', '重度失能'],
      ],
    ],
    [
      '修路30公里，每户筹资600元，脱贫户，每户300元。',
      [
        ['30公里', '修路'],
        ['600元', '每户筹资'],
        ['300元', '脱贫户'],
      ],
    ],
  ])('the words that it stands with: %s', (text, expected) => expect(labels(text)).toEqual(expected));

  test('the year of a list that is its own', () => {
    const found = factsOf(fold('2020~2022年分别节水36吨、41吨和57吨。')).quantities;
    expect(found.map(({ year }) => year)).toEqual(['2020-2020', '2021-2021', '2022-2022']);
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
    expect(factsOf(fold(wide)).quantities.map(({ figure }) => figure.value)).toEqual(values);
  }
});

test.each(['1户2人、', '3户,分别4人、5人', '由1元', '2018年3元,'])(
  '%s again and again for 10,000 characters is labelled to its end',
  (unit) => {
    const text = unit.repeat(10_000 / unit.length);
    expect(factsOf(text).quantities.at(-1)?.figure.span.end).toBeGreaterThan(9_900);
  },
);
