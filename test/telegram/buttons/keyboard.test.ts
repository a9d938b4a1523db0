import { describe, expect, test } from 'vitest';
import { newAnswerKey } from '../../../src/chat/answer-key.ts';
import type { Answer, Clarify, NonEmpty, RefusalReason } from '../../../src/core/types.ts';
import { createButtonSigner } from '../../../src/telegram/buttons/data.ts';
import {
  type KeyboardState,
  keyboardOf,
  MOST_PLACES,
  REASONS,
} from '../../../src/telegram/buttons/keyboard.ts';
import { answerOf } from '../../fakes/scripted-app.ts';

const CHAT = -100;
const signer = createButtonSigner('700777:token');
const key = newAnswerKey();
const ANSWERED = answerOf('标准为260元[1]。', '低保标准260元');

function refused(reason: RefusalReason, isNear = false): Answer {
  return {
    kind: 'refused',
    reason,
    text: '没有写明。',
    nearest: isNear ? ANSWERED.citations : [],
    corpusVersion: 'v1',
  };
}

function clarify(count: number): Clarify {
  const options = Array.from({ length: count }, (_, at) => ({
    place: `第${at}自治县`,
    label: `第${at}县`,
  })) as unknown as NonEmpty<{ place: string; label: string }>;
  return { kind: 'clarify', text: '问哪个县？', options, corpusVersion: 'v1' };
}

const shown = (answer: Answer, state?: KeyboardState) => keyboardOf(answer, CHAT, key, signer, state);
const texts = (answer: Answer, state?: KeyboardState) =>
  shown(answer, state)?.map((row) => row.map(({ text }) => text));

describe('the buttons', () => {
  test('under an answer are 👍 👎 查看原文', () => {
    expect(texts(ANSWERED)).toEqual([['👍', '👎', '查看原文']]);
  });

  test('under an answer in blocks are followed by the one that makes it a text; while a reason is asked there is none', () => {
    expect(texts(ANSWERED, { isRich: true })).toEqual([['👍', '👎', '查看原文'], ['看文字版']]);
    expect(texts(ANSWERED, { isRich: true, isAsking: true })?.flat()).not.toContain('看文字版');
  });

  test('under a refusal say what is wrong with it, and show the nearest that it quotes', () => {
    expect(texts(refused('not-in-corpus', true))).toEqual([['👎', '查看原文']]);
    expect(texts(refused('place-not-in-corpus'))).toEqual([['👎']]);
  });

  test.each(['courtesy', 'off-topic', 'empty', 'too-long'] as const)('are none under %s', (reason) => {
    expect(texts(refused(reason))).toBeUndefined();
  });

  test('under a question back are the places, two a row, by their number', () => {
    expect(texts(clarify(5))).toEqual([['第0县', '第1县'], ['第2县', '第3县'], ['第4县']]);
    const data = shown(clarify(5))
      ?.flat()
      .map((button) => signer.read(CHAT, button.data));
    expect(data?.map((read) => [read?.action, read?.argument])).toEqual(
      [0, 1, 2, 3, 4].map((at) => ['place', String(at)]),
    );
  });

  test('are never more than a dozen places', () => {
    expect(texts(clarify(40))?.flat()).toHaveLength(MOST_PLACES);
  });

  test('after 👎 are the reasons with the way back', () => {
    expect(texts(ANSWERED, { isAsking: true })).toEqual([
      ['数字错', '县错', '过期'],
      ['答非所问', '不全', '返回'],
    ]);
    expect(REASONS).toEqual(['wrong-figure', 'wrong-place', 'outdated', 'off-the-point', 'incomplete']);
  });

  test('show what the member of a private chat said and saw', () => {
    expect(texts(ANSWERED, { verdict: 'good' })).toEqual([['✓ 👍', '👎', '查看原文']]);
    expect(texts(ANSWERED, { verdict: 'outdated', isOriginalShown: true })).toEqual([
      ['👍', '✓ 👎', '✓ 查看原文'],
    ]);
    expect(texts(ANSWERED, { verdict: 'outdated', isAsking: true })?.[0]).toContain('✓ 过期');
  });

  test('all carry data of this answer in this chat', () => {
    for (const answer of [ANSWERED, refused('not-in-corpus', true), clarify(30)])
      for (const isAsking of [false, true])
        for (const { data } of shown(answer, { isAsking })?.flat() ?? []) {
          expect(signer.read(CHAT, data)?.key).toBe(key);
          expect(signer.read(CHAT - 1, data)).toBeNull();
        }
  });
});
