import { describe, expect, test } from 'vitest';
import {
  clauses,
  fold,
  hasWords,
  normaliseInput,
  sentences,
  slice,
} from '../../../src/core/language/text.ts';

const parts = (text: string, cut: typeof sentences) => cut(text).map((span) => slice(text, span));

describe('fold', () => {
  test('takes a text of any length', () => {
    const long = '低保'.repeat(5_000_000);
    expect(fold(long) === long).toBe(true);
  });

  test('makes full-width and half-width spellings equal without moving an offset', () => {
    const text = '护理补贴由２８５元∕人·月上调到340元/人·月，ＡＢＣ％～—';
    expect(fold(text)).toHaveLength(text.length);
    expect(fold(text)).toContain('由285元/人·月上调到340元/人·月,abc%~-');
  });

  test('leaves characters whose compatible form has another length', () => {
    for (const text of ['㎡', '½', '…', '😀', 'İ', '\ud800']) expect(fold(text)).toHaveLength(text.length);
  });
});

describe('normaliseInput', () => {
  test('takes out zero-width and bidirectional characters and lone surrogates', () => {
    expect(normaliseInput('低\u200b保\u202e标准\ud83d\u0000是　多少')).toBe('低保标准 是 多少');
  });

  test('knows a question without words', () => {
    expect(hasWords(normaliseInput('😀。。！'))).toBe(false);
    expect(hasWords(normaliseInput('３'))).toBe(true);
  });
});

describe('sentences', () => {
  test('end with their closing quotation marks and brackets', () => {
    expect(parts('“干得好！”他说。(完毕。)下一步', sentences)).toEqual([
      '“干得好！”',
      '他说。',
      '(完毕。)',
      '下一步',
    ]);
  });

  test('give exact spans without surrounding space', () => {
    expect(parts('  第一句。  \n  第二句 ', sentences)).toEqual(['第一句。', '第二句']);
  });

  test.each([
    ['补助3000元。[1]最长2年。[2]', ['补助3000元。[1]', '最长2年。[2]']],
    [
      '【对象】脱贫户。〔1〕【标准】每户3000元。〔2〕',
      ['【对象】脱贫户。〔1〕', '【标准】每户3000元。〔2〕'],
    ],
    ['他说：“先建后补。”[1][3]然后验收。', ['他说：“先建后补。”[1][3]', '然后验收。']],
    ['可以吗？［4］可以。', ['可以吗？［4］', '可以。']],
    ['先申请。 [1]\n再审核。', ['先申请。 [1]', '再审核。']],
    ['[1]身份证。[2]户口簿。', ['[1]身份证。', '[2]户口簿。']],
    ['材料如下：\n[1]身份证。[2]户口簿。', ['材料如下：', '[1]身份证。', '[2]户口簿。']],
    ['见文件。〔2021〕3号同时废止。', ['见文件。', '〔2021〕3号同时废止。']],
    ['按月发放；[2]按季发放。', ['按月发放；', '[2]按季发放。']],
  ])('leave the mark of a note with the sentence before: %j', (text, expected) => {
    expect(parts(text, sentences)).toEqual(expected);
  });

  test('do not end at the point of a figure', () => {
    expect(parts('增收2.5万元。', sentences)).toEqual(['增收2.5万元。']);
  });
});

describe('dots that lead from a name to its number', () => {
  test('end no sentence, a pause does', () => {
    expect(parts('窗口………0796-5339012。他想了想……2023年再办。', sentences)).toEqual([
      '窗口………0796-5339012。',
      '他想了想……',
      '2023年再办。',
    ]);
  });

  test('are read to their end, however many they are', () => {
    const leading = `窗口${'…'.repeat(1_000_000)}0796-5339012`;
    expect(parts(leading, sentences)).toEqual([leading]);
  });
});

describe('clauses', () => {
  test('do not part a figure with a comma, nor what stands in quotation marks', () => {
    expect(parts('投入1,200万元,建成“一户,一册”档案,共3份。', clauses)).toEqual([
      '投入1,200万元,',
      '建成“一户,一册”档案,',
      '共3份。',
    ]);
  });
});
