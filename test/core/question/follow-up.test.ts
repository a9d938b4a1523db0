import { describe, expect, test } from 'vitest';
import { relativeYearsOf, tellsRelativeYear } from '../../../src/core/language/relative-years.ts';
import { NO_SPELLER } from '../../../src/core/language/spelling.ts';
import { bare } from '../../../src/core/language/text.ts';
import { UNNAMED_PLACES } from '../../../src/core/question/forms.ts';
import { MAX_QUESTION_CHARACTERS, type QuestionContext } from '../../../src/core/question/one-question.ts';
import { understand } from '../../../src/core/question/question.ts';
import { pointsAt, wasSaid } from '../../../src/core/question/turns/follow-up.ts';
import type { Turn } from '../../../src/core/types.ts';
import { gazetteer, script, segmenter, vocabulary } from '../../corpus/fixture.ts';

const context: QuestionContext = {
  gazetteer,
  segmenter,
  vocabulary,
  script,
  speller: NO_SPELLER,
  corpusPlaces: new Set(['蓬安县', '绥宁县', '石柱土家族自治县', '资源县', '依安县']),
  isUsedWord: () => true,
};
const user = (content: string): Turn => ({ role: 'user', content });
const bot = (content: string): Turn => ({ role: 'assistant', content });
const ask = (text: string, ...history: Turn[]) => understand({ text, history }, context);
const FIRST = user('蓬安低保标准是多少');

test.each(['那各县呢', '那每个县呢'])('after a county, %s asks the same of all', (text) => {
  expect(ask(text, FIRST)).toMatchObject({ subject: ask('低保标准是多少').subject, places: [] });
});

describe('a short question points back', () => {
  test.each([
    ['来源是哪里', 'source'],
    ['出处', 'source'],
    ['这个数据哪来的', 'source'],
    ['哪个文件说的', 'source'],
    ['有什么依据吗', 'source'],
    ['还有呢', 'more'],
    ['还有别的吗', 'more'],
    ['继续', 'more'],
    ['为什么', 'reason'],
    ['那是什么原因呢', 'reason'],
    ['第二个呢', 'nth'],
    ['第3条', 'nth'],
  ])('%s: %s', (text, kind) => expect(pointsAt(text)?.kind).toBe(kind));

  test.each([
    '扶贫资金来源是哪里',
    '石柱为什么贫困',
    '第二批贫困村',
    '还有多少贫困户',
    '蓬安呢',
    '没有',
    '呢',
    '',
  ])('%s does not', (text) => expect(pointsAt(text)).toBeUndefined());
});

describe('where the last answer is from', () => {
  test('is told by asking the question before once more', () => {
    const { text: _, ...again } = ask('来源是哪里', FIRST, bot('260元[1]。'));
    const { text: __, ...before } = ask('蓬安低保标准是多少');
    expect(again).toEqual(before);
  });

  test('is told however often it was asked for', () => {
    const again = Array.from({ length: 20_000 }, () => user('来源是哪里'));
    expect(ask('来源是哪里', FIRST, ...again.slice(0, 4)).subject).toEqual(ask(FIRST.content).subject);
    expect(ask('来源是哪里', FIRST, ...again).text).toBe('来源是哪里');
  });

  test('asks nothing where nothing was asked', () => expect(ask('来源是哪里').text).toBe('来源是哪里'));
});

describe('of a conversation, whatever its length,', () => {
  /** The longest text that is taken apart into words while a question is read. */
  function longestRead(text: string, ...history: Turn[]): number {
    let longest = 0;
    const words = (part: string) => {
      longest = Math.max(longest, part.length);
      return segmenter.words(part);
    };
    understand({ text, history }, { ...context, segmenter: { ...segmenter, words } });
    return longest;
  }
  const LONG = '农村低保对象'.repeat(5000);

  test.each([
    ['an earlier question', '那危房呢', [user(LONG), bot('260元[1]。')]],
    ['a question asked once more', '来源是哪里', [user(LONG), bot('260元[1]。')]],
    ['a line of the answer', '第二个呢', [FIRST, bot(`蓬安县：甲\n${LONG}`)]],
  ] as const)('%s is read in its beginning alone', (_, text, history) => {
    const longest = longestRead(text, ...history);
    expect(longest).toBeGreaterThan(0);
    expect(longest).toBeLessThanOrEqual(MAX_QUESTION_CHARACTERS);
  });

  test('the newest turns alone are read', () => {
    const turns = Array.from({ length: 100 }, () => user('好的'));
    expect(ask('多少', FIRST, ...turns).places).toEqual([]);
    expect(ask('多少', ...turns, FIRST).places).toEqual(['蓬安县']);
  });
});

describe('what was left out', () => {
  test('is everything that the last answer did not quote', () => {
    const { alreadySaid, subject } = ask(
      '还有呢',
      FIRST,
      bot('蓬安县：全县农村低保标准提高到260元，应保尽保[1]。'),
    );
    expect(subject).toEqual(['低保', '标准']);
    expect(wasSaid('近年来,全县农村低保标准提高到260元,应保尽保。', alreadySaid)).toBe(true);
    expect(wasSaid('全县农村低保对象现有3407户。', alreadySaid)).toBe(false);
    expect(wasSaid('全县农村低保对象现有3407户。', '')).toBe(false);
  });

  test('is asked for only so', () => expect(ask('医疗呢', FIRST, bot('低保260元。')).alreadySaid).toBe(''));
});

test('a reason is asked of the subject before, and is no figure', () =>
  expect(ask('为什么', FIRST)).toMatchObject({
    wanted: 'reason',
    subject: ['低保', '标准'],
    places: ['蓬安县'],
  }));

describe('one of several things', () => {
  const offered = bot('资源县、绥宁县、蓬安县的资料里都有相关内容。请问您问的是哪个县？');

  test('is the nth county that was offered', () => {
    expect(ask('第二个呢', user('脱贫了多少人'), offered)).toMatchObject({
      places: ['绥宁县'],
      subject: ['脱贫'],
      wanted: 'figure',
    });
  });

  test('is the nth line of what was said', () => {
    const list = bot('石柱县（2021年）：一是发展黄连产业[1]。\n石柱县（2021年）：二是实施危房改造[2]。');
    expect(ask('第二个呢', user('石柱有哪些做法'), list).subject).toEqual(['实施', '危房改造']);
  });
});

describe('other counties', () => {
  test('are those that were not asked', () => {
    const two = { ...context, corpusPlaces: new Set(['蓬安县', '绥宁县']) };
    const asked = understand({ text: '另一个县呢', history: [FIRST] }, two);
    expect(asked).toMatchObject({ places: ['绥宁县'], subject: ['低保', '标准'], exceptPlaces: ['蓬安县'] });
  });

  test('are asked for as a whole where they are many', () =>
    expect(ask('其他县呢', FIRST)).toMatchObject({ places: [], exceptPlaces: ['蓬安县'] }));

  test('are no part of the subject', () => {
    expect(UNNAMED_PLACES.others.exec('那其他县的低保标准呢')?.[0]).toBe('其他县的');
    expect(UNNAMED_PLACES.others.test('其他产业呢')).toBe(false);
  });
});

describe('years counted from the date of the document', () => {
  test.each([
    ['去年的呢', [-1]],
    ['前年脱贫多少人', [-2]],
    ['大前年呢', [-3]],
    ['今年和去年各多少', [-1, 0]],
    ['2018年呢', []],
  ])('%s', (text, years) => expect(relativeYearsOf(text)).toEqual(years));

  test('take subject and place from the question before', () =>
    expect(ask('去年的呢', FIRST)).toMatchObject({
      relativeYears: [-1],
      subject: ['低保', '标准'],
      places: ['蓬安县'],
      wanted: 'figure',
    }));

  test('are told by a sentence in the same word', () => {
    expect(tellsRelativeYear('去年脱贫52户', -1)).toBe(true);
    expect(tellsRelativeYear('今年脱贫52户', -1)).toBe(false);
  });
});

test('之前是多少 asks for a figure of the same subject and unit', () => {
  const { subject, wanted, units } = ask('之前是多少', FIRST);
  expect({ subject, wanted }).toEqual({ subject: ['低保', '标准'], wanted: 'figure' });
  expect(units).toEqual(ask('蓬安低保标准是多少').units);
});

describe('the asker’s own county', () => {
  test.each(['我县低保标准', '咱县低保标准是多少', '我们这里低保标准', '本县低保标准'])(
    '%s is the group’s',
    (text) => {
      const asked = understand({ text, history: [], place: '绥宁' }, context);
      expect(asked).toMatchObject({ places: ['绥宁县'], isOwnUnknown: false, subject: ['低保', '标准'] });
      expect(ask(text)).toMatchObject({ places: [], isOwnUnknown: true });
    },
  );

  test('is not the one that was asked before, where the group has one', () => {
    const asked = understand({ text: '我县呢', history: [FIRST], place: '绥宁' }, context);
    expect(asked.places).toEqual(['绥宁县']);
  });

  test.each(['县长是谁', '本地区域特色', '我们学校补助多少'])('%s does not ask of it', (text) =>
    expect(ask(text).isOwnUnknown).toBe(false),
  );
});

test('the whole country, province or city is asked of as such', () => {
  expect(ask('全国低保标准是多少').scale).toBe('全国');
  expect(ask('全省脱贫多少人').scale).toBe('全省');
  expect(ask('全市场多少').scale).toBeUndefined();
  expect(ask('蓬安低保标准').scale).toBeUndefined();
});

test('a name that several places share is refused with the places that have it', () => {
  const [missing] = ask('朝阳区低保标准').missingPlaces;
  expect(missing?.name).toBe('朝阳区（北京市朝阳区、长春市朝阳区）');
  expect(ask('鼓楼区低保标准').missingPlaces[0]?.name).toMatch(/^鼓楼区（南京市鼓楼区、.*等）$/u);
});

test('traditional characters are read as simplified ones', () => {
  const { text: _, ...traditional } = ask('蓬安縣低保標準是多少');
  const { text: __, ...simplified } = ask('蓬安县低保标准是多少');
  expect(traditional).toEqual(simplified);
});

test('a figure without a unit is a premise only as the last thing said', () => {
  expect(ask('蓬安低保是不是每月300').premises.map(({ value }) => value)).toEqual([300]);
  expect(ask('蓬安通4G了吗').premises).toEqual([]);
  expect(ask('蓬安2018年脱贫了吗').premises).toEqual([]);
  expect(bare('')).toBe('');
});
