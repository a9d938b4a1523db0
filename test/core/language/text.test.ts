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

  test('do not end at the point of a figure', () => {
    expect(parts('增收2.5万元。', sentences)).toEqual(['增收2.5万元。']);
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
