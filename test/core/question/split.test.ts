import { describe, expect, test } from 'vitest';
import { NO_SPELLER } from '../../../src/core/language/spelling.ts';
import { readOne } from '../../../src/core/question/one-question.ts';
import { MAX_PARTS, splitQuestion } from '../../../src/core/question/split.ts';
import { gazetteer, script, segmenter, vocabulary } from '../../corpus/fixture.ts';

const context = {
  gazetteer,
  segmenter,
  vocabulary,
  script,
  speller: NO_SPELLER,
  corpusPlaces: new Set(['蓬安县', '绥宁县']),
  isUsedWord: () => true,
};
const split = (text: string) => splitQuestion(text, (part) => readOne(part, context));

describe('a message with several questions is parted', () => {
  test.each([
    ['低保标准是多少？危房改造补多少钱？', ['低保标准是多少？', '危房改造补多少钱？']],
    ['低保标准是多少?蓬安呢?', ['低保标准是多少?', '蓬安呢?']],
    ['低保标准是多少，还有危房改造补多少', ['低保标准是多少，', '危房改造补多少']],
    ['低保标准是多少，另外产业有哪些？', ['低保标准是多少，', '产业有哪些？']],
    ['低保标准是多少，危房改造补多少', ['低保标准是多少，', '危房改造补多少']],
    ['1、低保标准是多少 2、光伏装机多少', ['低保标准是多少', '光伏装机多少']],
    ['1、低保标准是多少？2、光伏装机多少？', ['低保标准是多少？', '光伏装机多少？']],
    ['什么是五保；怎么申请低保', ['什么是五保；', '怎么申请低保']],
    ['蓬安低保标准是多少\n绥宁油茶种了多少亩', ['蓬安低保标准是多少', '绥宁油茶种了多少亩']],
    ['蓬安\n低保标准是多少\n绥宁\n油茶种了多少亩', ['蓬安 低保标准是多少', '绥宁 油茶种了多少亩']],
  ])('%s', (text, parts) => expect(split(text)).toEqual({ parts, leavesOut: false }));

  test.each([
    ['残疾人护理补贴一级和二级各多少', ['残疾人护理补贴一级多少', '残疾人护理补贴二级多少']],
    ['一级、二级和三级残疾各补多少', ['一级残疾补多少', '二级残疾补多少', '三级残疾补多少']],
    ['一级残疾和三级残疾生活补贴分别多少钱', ['一级残疾生活补贴多少钱', '三级残疾生活补贴多少钱']],
    ['80多岁和90多岁的高龄津贴分别多少', ['80多岁的高龄津贴多少', '90多岁的高龄津贴多少']],
    ['蓬安县正源镇和和平镇危房改造分别是多少户', ['蓬安县正源镇危房改造是多少户', '和平镇危房改造是多少户']],
    ['2024年正源镇、和平镇各有多少户', ['2024年正源镇有多少户', '2024年和平镇有多少户']],
  ])('by what is named, where each is asked for: %s', (text, parts) => {
    expect(split(text)).toEqual({ parts, leavesOut: false });
  });

  test.each(['一级和二级残疾补贴差多少', '各镇各有多少户', '二级残疾补贴多少', '正源镇和和平镇一共多少户'])(
    'and not where one answer is asked for: %s',
    (text) => expect(split(text).parts).toEqual([text]),
  );

  test('into three at most, and says that some are left', () => {
    const text = '低保标准多少？危房改造多少户？光伏装机多少？贫困村有几个？残疾人补贴多少？';
    const { parts, leavesOut } = split(text);
    expect(parts).toHaveLength(MAX_PARTS);
    expect(parts.join('')).toBe(text.slice(0, parts.join('').length));
    expect(leavesOut).toBe(true);
  });
});

describe('however long a message is, what it holds is read once', () => {
  const sentences = (text: string, end: string) =>
    Array.from({ length: 120 }, (_, at) => `${text}${at}${end}`).join('');

  test.each([
    ['sentences that ask nothing of their own', sentences('补', '吗？')],
    ['clauses that ask nothing of their own', sentences('补', '吗，')],
    ['clauses after one question', `低保标准多少，${sentences('补几户', '，')}`],
    ['one sentence said again', '补吗？'.repeat(160)],
  ])('%s', (_, text) => {
    const read: string[] = [];
    splitQuestion(text, (part) => {
      read.push(part);
      return readOne(part, context);
    });
    expect(new Set(read).size).toBe(read.length);
    expect(read.join('').length).toBeLessThanOrEqual(2 * text.length);
  });

  test('and nothing behind the questions that are answered and the one after', () => {
    const read: string[] = [];
    const asked = [
      '低保标准多少？',
      '危房改造多少户？',
      '光伏装机多少？',
      '贫困村有几个？',
      '残疾人补贴多少？',
    ];
    splitQuestion([...asked, ...asked].join(''), (part) => {
      read.push(part);
      return readOne(part, context);
    });
    expect(read).toEqual(asked);
  });
});

describe('a message with one question stays whole', () => {
  test.each([
    '低保标准是多少？',
    '脱贫了多少户，多少人？',
    '我家有危房。补多少钱？',
    '你好！请问低保标准是多少？',
    '低保标准是300元吧？还是260？',
    '蓬安和绥宁哪个脱贫人口多，多多少？',
    '蓬安和绥宁谁收得多，水费多少，电费多少',
    '脱贫户有多少，其中低保户占多少？',
    '易地搬迁，补助标准',
    '贫困户1,200户，是吗',
    '蓬安\n低保标准是多少',
    '蓬安\n有多少人脱贫',
    '我家有危房\n补多少钱',
    '低保标准是多少？蓬安',
    '',
  ])('%s', (text) => expect(split(text).parts.length).toBeLessThanOrEqual(1));

  test('with nothing lost', () => {
    for (const text of ['我家有危房。补多少钱？', '脱贫了多少户，多少人？', '低保标准是多少？多少人？'])
      expect(split(text).parts.join('')).toBe(text);
  });
});
