import { describe, expect, test } from 'vitest';
import { synonymsOf, toWritten } from '../../../src/core/language/vocabulary.ts';

describe('dialect becomes written words', () => {
  test.each([
    ['低保好多钱', '低保多少钱'],
    ['低保好多块钱一个月', '低保多少钱一个月'],
    ['发了多少块钱', '发了多少钱'],
    ['有好多户', '有多少户'],
    ['啥子是低保', '什么是低保'],
    ['低保是么子', '低保是什么'],
    ['咋个申请', '怎么申请'],
    ['低保啷个办', '低保怎么'],
    ['几时脱贫', '什么时候脱贫'],
    ['啥时候脱贫', '什么时候脱贫'],
    ['有冇得补助', '有没有补助'],
    ['没得房子', '没有房子'],
    ['娃儿读书', '学生读书'],
    ['晓得不', '知道不'],
  ])('%s is %s', (spoken, written) => expect(toWritten(spoken)).toBe(written));

  test.each([
    '怎么样',
    '什么样的房子',
    '自我发展能力',
    '忘我工作',
    '多少钱',
    '好多人说',
    '乡里乡亲',
    '低保标准是多少',
    '',
  ])('%s is written as it is', (text) => expect(toWritten(text)).toBe(text));

  test('what is written already does not change again', () => {
    for (const text of ['低保好多块钱', '啥子时候', '咋个办', '么样搞', '我们县', '冇得'])
      expect(toWritten(toWritten(text))).toBe(toWritten(text));
  });
});

describe('synonyms', () => {
  test('go both ways and never hold the word itself', () => {
    expect(synonymsOf('低保')).toContain('最低生活保障');
    expect(synonymsOf('最低生活保障')).toContain('低保');
    for (const word of ['低保', '脱贫', '学生', '公路']) {
      expect(synonymsOf(word)).not.toContain(word);
      for (const other of synonymsOf(word)) expect(synonymsOf(other)).toContain(word);
    }
  });

  test('of a word in two groups come from both', () => {
    expect(synonymsOf('脱贫')).toEqual(expect.arrayContaining(['减贫', '出列']));
  });

  test('of a word in no group are none', () => {
    expect(synonymsOf('天气')).toEqual([]);
    expect(synonymsOf('constructor')).toEqual([]);
  });

  test('never mean another policy', () => {
    expect(synonymsOf('低保')).not.toContain('医保');
    expect(synonymsOf('医保')).not.toContain('养老');
  });
});
