import { describe, expect, test } from 'vitest';
import { createSegmenter } from '../../src/engines/segmenter.ts';
import { seededRandom } from '../fakes/vectors.ts';

const segmenter = createSegmenter();

describe('the segmenter', () => {
  test('cuts a sentence into dictionary words', () => {
    expect(segmenter.words('农村低保标准提高到每人每年3500元')).toEqual(
      expect.arrayContaining(['农村', '低保', '标准', '3500', '元']),
    );
  });

  test('drops nothing: the words joined are the text, whatever the text', () => {
    const random = seededRandom(21);
    const alphabet = [
      ...'低保标准农村贫困户一二三元年　 \n\t0123.,%aZé—。，“”（）👍𠮷',
      '\ud800',
      '\udc00',
      '\u0000',
      '\u200b',
    ];
    for (let round = 0; round < 500; round++) {
      const length = Math.floor(random() * 40);
      const text = Array.from({ length }, () => alphabet[Math.floor(random() * alphabet.length)]).join('');
      const words = segmenter.words(text);
      expect(words.join('')).toBe(text);
      expect(words).not.toContain('');
    }
  });

  test('knows the part of speech of a word of the dictionary', () => {
    expect(segmenter.partOfSpeech('贫困县')).toBe('n');
    expect(segmenter.partOfSpeech('重庆')).toBe('ns');
    expect(segmenter.partOfSpeech('修建')).toBe('v');
  });

  test.each(['十免四补助', '危房改造补助标准', 'abc', '㐀', '👍', '', '。低保'])(
    'knows none of "%s", which is no word of the dictionary',
    (text) => {
      expect(segmenter.partOfSpeech(text)).toBeUndefined();
    },
  );
});
