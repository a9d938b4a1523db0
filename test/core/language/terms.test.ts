import { describe, expect, test } from 'vitest';
import { bigramTerms, wordTerms } from '../../../src/core/language/terms.ts';
import { segmenter } from '../../corpus/fixture.ts';

const words = (text: string) => wordTerms(text, segmenter);

describe('words of a text', () => {
  test('are dictionary words without particles, question words and punctuation', () => {
    expect(words('请问低保标准是多少？')).toEqual(['低保', '标准']);
    expect(words('，。！😀')).toEqual([]);
    expect(words('')).toEqual([]);
  });

  test('are the same however width and case are typed', () => {
    expect(words('２６０元ＡＢＣ')).toEqual(words('260元abc'));
  });

  test('lose the particle that the segmenter left on them', () => {
    expect(words('脱贫了的贫困户')).toEqual(['脱贫', '贫困户']);
  });

  test('survive lone surrogates and format characters', () => {
    expect(words('低保\ud800标准\udc00')).toEqual(['低保', '标准']);
  });
});

describe('bigrams of a text', () => {
  test('are pairs of neighbouring Han characters, never across punctuation', () => {
    expect(bigramTerms('低保标准，提高')).toEqual(['低保', '保标', '标准', '提高']);
  });

  test('keep a single character, a number and a word in letters whole', () => {
    expect(bigramTerms('户 1.5万 4G')).toEqual(['户', '1.5', '万', '4g']);
    expect(bigramTerms('２６０元')).toEqual(['260', '元']);
  });

  test('have none of punctuation, emoji and lone surrogates', () => {
    expect(bigramTerms('，。😀\ud800 ')).toEqual([]);
  });

  test('of n Han characters in a row are n - 1', () => {
    for (const length of [2, 3, 1_000]) expect(bigramTerms('保'.repeat(length))).toHaveLength(length - 1);
  });
});
