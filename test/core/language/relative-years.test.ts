import { describe, expect, test } from 'vitest';
import { factsOf } from '../../../src/core/facts/facts.ts';
import { unprovenBy } from '../../../src/core/gate/claims.ts';
import {
  relativeYearsOf,
  relativeYearWords,
  tellsOtherYear,
  tellsRelativeYear,
} from '../../../src/core/language/relative-years.ts';
import { isTimePointer } from '../../../src/core/question/one-question.ts';

const OTHERS = [
  ['大前年', -3],
  ['前年', -2],
  ['去年', -1],
  ['上年', -1],
  ['上一年', -1],
  ['明年', 1],
  ['次年', 1],
  ['来年', 1],
] as const;

describe('a year told from that of the report means the same to every reader', () => {
  test.each(OTHERS)('%s', (word, offset) => {
    const text = `${word}脱贫52户`;
    expect(relativeYearsOf(text)).toEqual([offset]);
    expect(tellsRelativeYear(text, offset)).toBe(true);
    expect(relativeYearWords(text)).toEqual([word]);
    expect(tellsOtherYear(text)).toBe(true);
    expect(isTimePointer(word)).toBe(true);
    expect(factsOf(text).quantities).toMatchObject([{ isOtherYear: true }]);
    expect(unprovenBy(text, '脱贫52户。', '')).toBe('changed-sense');
  });

  test.each(['今年', '本年'])('%s is of the report itself', (word) => {
    expect(relativeYearsOf(word)).toEqual([0]);
    expect(tellsOtherYear(word)).toBe(false);
    expect(isTimePointer(word)).toBe(true);
  });
});
