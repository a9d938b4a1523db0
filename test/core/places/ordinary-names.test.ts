import { describe, expect, test } from 'vitest';
import { ORDINARY_NAMES } from '../../../src/core/places/ordinary-names.ts';
import type { FindPlacesOptions } from '../../../src/core/places/places.ts';
import { gazetteer } from '../../corpus/fixture.ts';
import { CHECKED_PHRASES, ORDINARY_PHRASES } from './ordinary-phrases.ts';

const among = ['蓬安县', '石柱土家族自治县'];
const READINGS: readonly (readonly [string, FindPlacesOptions])[] = [
  ['a report', {}],
  [
    'a question to reports that never use the word',
    { among, unlisted: true, isUsedWord: () => false, isUsedPair: () => false },
  ],
  [
    'a question to reports that use it',
    { among, unlisted: true, isUsedWord: () => true, isUsedPair: () => true },
  ],
];
const namesPlace = (phrases: readonly string[], options: FindPlacesOptions) =>
  phrases.filter((phrase) => gazetteer.findPlaces(phrase, options).length > 0);

test('every entry of the list is the short name of a place', () => {
  const shorts = new Set(gazetteer.places.map(({ short }) => short));
  expect([...ORDINARY_NAMES].filter((name) => !shorts.has(name))).toEqual([]);
});

describe.each(READINGS)('in %s', (_, options) => {
  test('a county’s name that is an ordinary word, or part of one, names no county', () => {
    expect(namesPlace(ORDINARY_PHRASES, options)).toEqual([]);
  });

  test('so do phrases that the list was not made on, but for two of 138', () => {
    expect(CHECKED_PHRASES).toHaveLength(138);
    expect(namesPlace(CHECKED_PHRASES, options).length).toBeLessThanOrEqual(2);
  });
});

describe('such a name is a place', () => {
  const named = (text: string, corpus: readonly string[] = []) =>
    gazetteer
      .findPlaces(text, { among: corpus, isUsedWord: () => false, isUsedPair: () => true })
      .map(({ place }) => place.name);

  test.each([
    ['共和县低保标准是多少', '共和县'],
    ['比如县低保标准', '比如县'],
    ['大城县有多少低保户', '大城县'],
    ['共和县城有几个社区', '共和县'],
    ['共和县级财政配套多少', '共和县'],
  ])('with its kind behind it: %s', (text, place) => expect(named(text)).toEqual([place]));

  test.each([
    ['会同低保标准是多少', '会同县'],
    ['公安脱贫人数', '公安县'],
    ['惠农低保标准是多少', '惠农区'],
    ['温泉有多少贫困户', '温泉县'],
    ['富民今年脱贫了多少人', '富民县'],
  ])('where the corpus has it and the position is a place’s: %s', (text, place) =>
    expect(named(text, [place])).toEqual([place]),
  );

  test.each([
    ['通道低保标准', '通道侗族自治县'],
    ['平安去年脱贫几户', '平安区'],
    ['请问温泉有多少贫困户', '温泉县'],
  ])('before what is asked of counties alone, so that no other county answers: %s', (text, place) =>
    expect(named(text)).toEqual([place]),
  );

  test.each([
    ['安化暑假托管要交伙食费吗', '安化县'],
    ['遵义公厕晚上几点关门', '遵义市'],
    ['奉节渡船一天几班', '奉节县'],
    ['请问平凉养蜂怎么补', '平凉市'],
  ])('before anything, where a dictionary only guesses it to be a word: %s', (text, place) =>
    expect(named(text)).toEqual([place]),
  );

  test.each(['公安机关办案几天', '公安局电话是多少', '中华人民共和国成立多少年', '大城市落户要什么条件'])(
    'and none in a word, though the corpus has the county: %s',
    (text) => expect(named(text, ['公安县', '共和县', '大城县'])).toEqual([]),
  );

  test('where a word runs into it and another place stands beside it', () => {
    const corpus = ['桃源县', '余干县'];
    expect(named('死羊桃源和余干都给补吗', corpus).toSorted()).toEqual(corpus.toSorted());
    expect(named('死羊桃源都给补吗', corpus)).toEqual([]);
  });
});
