import { describe, expect, test } from 'vitest';
import { isDateLine, MODEL_PASSAGES, passagesToRead } from '../../../src/core/generation/prompt.ts';
import type { Ranked } from '../../../src/core/retrieve.ts';
import type { Passage } from '../../../src/core/types.ts';

const passage = (documentId: string, text: string): Passage => ({
  ...{ id: `${documentId}#${text}`, documentId, ordinal: 0, headings: [], text, sentences: [] },
  span: { start: 0, end: text.length },
});
const rank = (count: number): Ranked[] =>
  Array.from({ length: count }, (_, ordinal) => ({ ordinal, score: 1, similarity: null, ranks: {} }));

describe('the passages that the model reads', () => {
  test('are the quoted ones, then the ranked, each once, as many as there is room for', () => {
    const passages = Array.from('abcdefghij', (name) => passage(name, `${name}段正文。`));
    const [a, b, c] = passages as [Passage, Passage, Passage];
    const read = passagesToRead([c, a], rank(10), { passages });
    expect(read.slice(0, 3)).toEqual([c, a, b]);
    expect(read).toHaveLength(MODEL_PASSAGES);
    expect(new Set(read).size).toBe(MODEL_PASSAGES);
  });

  test('are two of one document before the best of other documents, and more of it only behind those', () => {
    const passages = [...'一二三四']
      .map((name) => passage('a', name))
      .concat(passage('b', '五'), passage('c', '六'));
    expect(
      passagesToRead([], rank(6), { passages })
        .map(({ text }) => text)
        .join(''),
    ).toBe('一二五六三四');
  });

  test('are none that only says a day, and who signed', () => {
    const passages = [passage('a', '2022年3月15日'), passage('a', '每人每月310元。')];
    expect(passagesToRead([], rank(2), { passages })).toEqual([passages[1]]);
  });
});

test.each([
  '2022年3月15日',
  '（2022年3月15日）',
  '二〇二二年三月十五日',
  '云岭县人民政府\n2022年3月15日',
  '云岭县医疗保障局 2025年9月10日印制',
  '发布时间：2024-06-20',
])('a line of signature says a day alone: %s', (text) => expect(isDateLine(text)).toBe(true));

test.each([
  '集中缴费期：2025年9月15日至2025年12月31日',
  '2023年9月10日至10月15日，逾期不再受理。',
  '本通知自2025年6月1日起执行。',
  '经办银行：云岭农村商业银行',
  '每人每月310元。',
  '2022年3月15日，全县脱贫摘帽。',
])('what says more is read: %s', (text) => expect(isDateLine(text)).toBe(false));
