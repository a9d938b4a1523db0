import { describe, expect, test } from 'vitest';
import { enumerationsIn } from '../../../src/core/gate/senses.ts';
import { slice } from '../../../src/core/language/text.ts';

describe('things told with 、 between', () => {
  test.each([
    ['建成卫生室、文化室、图书室', false],
    ['发展茶叶、油茶、药材等产业', true],
    ['实施道路、饮水、电网等3项工程', false],
    ['实施道路、饮水、电网等四项工程', true],
    ['实施道路、饮水和电网等三大工程', false],
    ['实施交通、产业、民生及治理等3个项目', false],
    ['实施道路、饮水等多项工程', true],
    ['出台教育、医疗等20余项措施', true],
    ['划分高等、中等、初等三个档次', false],
    ['包括医疗、教育、住房“等”方面', true],
  ])('are all of them, or not: %s', (text, isOpen) => {
    expect(enumerationsIn(text).map((one) => one.isOpen)).toEqual([isOpen]);
  });

  test('are found clause by clause, with exact spans', () => {
    const text = '全县共有3个乡。发展茶叶、油茶，建成卫生室、文化室等，群众满意。';
    expect(enumerationsIn(text).map(({ span }) => slice(text, span))).toEqual([
      '发展茶叶、油茶，',
      '建成卫生室、文化室等，',
    ]);
    expect(enumerationsIn('全县脱贫300人。')).toEqual([]);
  });
});
