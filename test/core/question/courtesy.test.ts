import { describe, expect, test } from 'vitest';
import { normaliseInput } from '../../../src/core/language/text.ts';
import { type CourtesyKind, readCourtesy } from '../../../src/core/question/courtesy.ts';
import { COURTESIES, POLICY_LINES, WRAPPED } from './courtesy-lines.ts';

const read = (text: string, follows = false) => readCourtesy(normaliseInput(text), follows);

describe.each(Object.entries(COURTESIES))('a line is %s', (kind, { seen, heldBack }) => {
  test.each([...seen, ...heldBack])('where it says %s', (text) => {
    expect(read(text)).toEqual({ kind: kind as CourtesyKind });
  });
});

describe('a line of policy is read whole', () => {
  test.each([...POLICY_LINES.seen, ...POLICY_LINES.heldBack])('where it says %s', (text) => {
    expect(read(text)).toEqual({ asked: normaliseInput(text) });
  });
});

describe('courtesies around a question are no part of it', () => {
  for (const [text, asked, closing] of [...WRAPPED.seen, ...WRAPPED.heldBack])
    test(`in ${text}`, () => {
      const { beside: _, ...rest } = { beside: undefined, ...read(text) };
      expect(rest).toEqual({
        asked: normaliseInput(asked),
        ...(closing === undefined ? {} : { closing }),
      });
    });
});

describe('words that ask of the bot alone', () => {
  test.each([
    ['怎么用', 'abilities'],
    ['有什么作用', 'abilities'],
    ['资料是哪年的', 'sources'],
  ] as const)('ask of the answer before where there is one: %s', (text, kind) => {
    expect(read(text)).toEqual({ kind });
    expect(read(text, true)).toEqual({ asked: text });
  });
});

test('who is only called is greeted', () => {
  for (const text of ['机器人', '各位老师', '小助手？']) expect(read(text)).toEqual({ kind: 'greeting' });
});

test('reading takes time that grows with the length alone', () => {
  for (const word of ['谢谢', '好的', '哈', '你好', '大家好', '再见拜拜', '老师好', '有人在'])
    expect(read(`${word.repeat(20_000)}低保`)).toEqual({ asked: `${word.repeat(20_000)}低保` });
});
