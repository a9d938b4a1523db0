import { describe, expect, test } from 'vitest';
import { normaliseInput } from '../../../src/core/language/text.ts';
import { type CourtesyKind, hear } from '../../../src/core/question/courtesy.ts';
import { createScriptConverter } from '../../../src/engines/script-converter.ts';
import { COURTESIES, POLICY_LINES, WRAPPED } from './courtesy-lines.ts';

const script = createScriptConverter();
const read = (text: string, follows = false) => hear(text, follows, { script });

describe.each(Object.entries(COURTESIES))('a line is %s', (kind, { first, later }) => {
  test.each([...first, ...later])('where it says %s', (text) => {
    expect(read(text)).toEqual({ kind: kind as CourtesyKind });
  });
});

describe('a line of policy is read whole', () => {
  test.each([...POLICY_LINES.first, ...POLICY_LINES.later])('where it says %s', (text) => {
    expect(read(text)).toEqual({ asked: normaliseInput(text) });
  });
});

describe('courtesies around a question are no part of it', () => {
  for (const [text, asked, closing] of [...WRAPPED.first, ...WRAPPED.later])
    test(`in ${text}`, () => {
      const { beside: _, ...rest } = { beside: undefined, ...read(text) };
      expect(rest).toEqual({
        asked: normaliseInput(asked),
        ...(closing === undefined ? {} : { closing }),
      });
    });

  test.each([
    ['你好，汝城低保标准是多少', 'greeting'],
    ['汝城低保标准是多少，谢谢', 'thanks'],
    ['你好，汝城低保标准是多少，谢谢再见', 'goodbye'],
    ['汝城低保标准是多少', undefined],
  ])('and are known beside it: %s', (text, beside) => {
    expect(read(text)).toMatchObject({ asked: '汝城低保标准是多少', ...(beside && { beside }) });
  });

  test('and leave it in the script in which it is written', () => {
    expect(read('您好，臨時救助標準是多少？謝謝')).toEqual({
      asked: normaliseInput('臨時救助標準是多少？'),
      ...{ closing: 'thanks', beside: 'thanks' },
    });
  });
});

describe('signs that chats write for pictures', () => {
  test('are no question by themselves, and no part of one', () => {
    expect(read('[图片]')).toEqual({ kind: 'placeholder' });
    expect(read('【语音】[强]')).toEqual({ kind: 'placeholder' });
    expect(read('汝城低保标准是多少[抱拳]')).toEqual({ asked: '汝城低保标准是多少' });
  });
});

describe('words that may ask of the bot or of an answer', () => {
  test.each([
    ['怎么用', 'abilities'],
    ['有什么作用', 'abilities'],
    ['使用方法', 'abilities'],
    ['资料是哪年的', 'sources'],
    ['有哪些资料', 'sources'],
    ['收哪些资料', 'sources'],
  ] as const)('ask of the answer before where there is one: %s', (text, kind) => {
    expect(read(text)).toEqual({ kind });
    expect(read(text, true)).toEqual({ asked: text });
  });

  test.each(['老师呢', '老师的呢', '你们呢', '88'])('go on with what was asked: %s', (text) => {
    expect(read(text, true)).toEqual({ asked: text });
  });

  test.each([
    ['你有哪些资料', 'sources'],
    ['你能干什么', 'abilities'],
  ])('ask of the bot where they name it: %s', (text, kind) => {
    expect(read(text, true)).toEqual({ kind });
  });
});

test.each([
  ['🙏🙏', 'thanks'],
  ['👍🏻', 'nod'],
  ['😊', 'greeting'],
])('a pictogram alone says what it shows: %s', (text, kind) => {
  expect(read(text)).toEqual({ kind });
});

test('who is only called is greeted', () => {
  for (const text of ['机器人', '各位老师', '小助手？']) expect(read(text)).toEqual({ kind: 'greeting' });
});

describe('behind an answer', () => {
  test.each([
    '哦哦 我跟他家里说一声',
    '行 我给他算算',
    '我问问老李',
    '好 我这就打',
    '收到 我转给村里',
    '我先记着',
    '记下了',
    '咱回头问一下书记',
    '俺去看看',
    '懂了，我跟楼下说',
    '我算一下哈',
    '我跟她妈商量下',
    '我转给村里看看',
    '好，我转群里',
    '中，我再跟他唠唠',
    '收到，我写到标语上',
    '好的 我先去镇里问',
    '我问问屯长',
    '我问下交警队',
    '行 我再跟他说',
  ])('what somebody does next is a nod: %s', (text) => {
    expect(read(text, true)).toEqual({ kind: 'nod' });
  });

  test.each([
    '吃得比我家好[呲牙]',
    '坐着能睡会了哈哈',
    '哈哈 路修得起了',
    '哈哈我家有三匹',
    '老王家这回高兴了😄',
  ])('a laugh is a nod: %s', (text) => {
    expect(read(text, true)).toEqual({ kind: 'nod' });
  });

  test.each([
    '我问问低保标准',
    '我想问一下残疾人补贴',
    '我说的是去年',
    '我看看有没有补贴',
    '咱们村里通知了没',
    '我们这里发通知要几天',
    '我去北京看病的',
    '我叫他来办要带啥',
    '二级的呢哈哈',
    '我去村里办的',
    '我给他办残疾证',
  ])('a question stays one: %s', (text) => {
    expect(read(text, true).kind).toBeUndefined();
  });

  test.each([
    '低保标准[疑问]',
    '高龄津贴标准[呲牙]',
    '医保报销😄',
    '说详细点[呲牙]',
    '低保是否取消哈哈',
    '我去镇里办？',
    '我申请了一直没回复',
    '我想算一下养老金',
    '我问问小学',
    '好的 二级的',
    '行 养老院',
    '好 那补贴发了',
    '哦 他家去年的',
  ])('what names what papers tell of, or asks, is read: %s', (text) => {
    expect(read(text, true).kind).toBeUndefined();
  });

  test('a line of one word over and over is read at once', () => {
    const asked = (word: string) => `${word.repeat(120)}低保`;
    for (const word of ['嗯', '哦', '先再就', '行吧']) expect(read(asked(word), true).kind).toBeUndefined();
  });

  test('残疾人 with a smile still names what is asked of', () => {
    expect(read('残疾人[呲牙]', true)).toEqual({ asked: '残疾人' });
  });
});
