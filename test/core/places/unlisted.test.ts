import { describe, expect, test } from 'vitest';
import { gazetteer } from '../../corpus/fixture.ts';
import { NO_NAMES, UNLISTED } from './unlisted-lines.ts';

const find = (text: string) =>
  gazetteer.findPlaces(text, {
    among: ['蓬安县', '绥宁县'],
    unlisted: true,
    isUsedWord: () => false,
    isUsedPair: () => false,
  });

describe('a name with its kind that no table has', () => {
  test.each(UNLISTED)('is a place by that name: $question', ({ question, name }) => {
    const unlisted = find(question).filter(({ form }) => form === 'unlisted');
    expect(unlisted.map(({ place }) => place.name)).toEqual([name]);
    expect(unlisted.map(({ span }) => question.slice(span.start, span.end))).toEqual([name]);
  });

  test('lies in the province or city that is named right before it', () => {
    expect(find('四川省云泉县低保标准').at(-1)?.place).toMatchObject({ name: '云泉县', parents: ['四川省'] });
  });

  test('is none where nobody asks for such names', () => {
    expect(gazetteer.findPlaces('云泉县低保标准')).toEqual([]);
  });
});

test('what counts counties, or tells their sort, is no name', () => {
  expect(NO_NAMES.length).toBeGreaterThanOrEqual(200);
  expect(NO_NAMES.filter((phrase) => find(phrase).length > 0)).toEqual([]);
});
