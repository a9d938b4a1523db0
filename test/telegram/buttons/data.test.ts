import { describe, expect, test } from 'vitest';
import { newAnswerKey } from '../../../src/chat/answer-key.ts';
import { ACTIONS, createButtonSigner } from '../../../src/telegram/buttons/data.ts';
import { createRandom } from '../../fakes/random.ts';

const TOKEN = '700777:AAF-strict_Test_Token';
const GROUP = -1_002_345_678_901;
const signer = createButtonSigner(TOKEN);
const random = createRandom(7);
const SIGNS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ 县';

const samples = ACTIONS.flatMap((action) =>
  ['', '0', '11', '999999'].map((argument) => {
    const key = newAnswerKey();
    return { action, key, argument, data: signer.sign(GROUP, action, key, argument) };
  }),
);

describe('callback data', () => {
  test('reads as what was signed, and fits into 64 bytes for every action, chat and argument', () => {
    for (const { data, ...said } of samples) {
      expect(signer.read(GROUP, data)).toEqual(said);
      expect(Buffer.byteLength(data)).toBeLessThanOrEqual(64);
    }
    const longest = signer.sign(GROUP, 'place', 'k'.repeat(32), '999999');
    expect(Buffer.byteLength(longest)).toBeLessThanOrEqual(64);
  });

  test('is refused after any change of one character, one more or one less', () => {
    const changed = samples.flatMap(({ data }) => {
      const near = [`${data}0`, `0${data}`];
      for (let at = 0; at < data.length; at++) {
        const [before, sign, behind] = [data.slice(0, at), data.charAt(at), data.slice(at + 1)];
        near.push(before + behind, `${before}0${sign}${behind}`);
        for (const other of [random.pick([...SIGNS]), random.pick([...SIGNS]), sign.toUpperCase(), '0', '-'])
          near.push(before + other + behind);
      }
      return near.filter((text) => text !== data);
    });
    expect(changed.length).toBeGreaterThan(2_000);
    expect(changed.filter((data) => signer.read(GROUP, data) !== null)).toEqual([]);
  });

  test('is refused in every other chat', () => {
    for (const { data } of samples) {
      for (const chat of [0, 1, 7, -GROUP, GROUP - 1, GROUP + 1, Math.trunc(GROUP / 10), random.below(1e9)])
        expect(signer.read(chat, data)).toBeNull();
    }
  });

  test('is refused by a bot with another token, and with another answer, action or argument', () => {
    const other = createButtonSigner(`${TOKEN}x`);
    for (const { data, key, argument } of samples) {
      expect(other.read(GROUP, data)).toBeNull();
      expect(signer.read(GROUP, data.replace(key, newAnswerKey()))).toBeNull();
      for (const action of ACTIONS) {
        const forged = `${signer.sign(GROUP, action, key, argument).slice(0, -16)}${data.slice(-16)}`;
        if (forged !== data) expect(signer.read(GROUP, forged)).toBeNull();
      }
    }
  });

  test('of any other shape is refused: empty, short, long, foreign characters', () => {
    for (const data of ['', 'a', '.'.repeat(64), 'g..', '低保'.repeat(30), '\u0000'.repeat(30), '{"a":1}'])
      expect(signer.read(GROUP, data)).toBeNull();
    for (let round = 0; round < 2_000; round++) {
      const length = random.below(70);
      const data = Array.from({ length }, () => SIGNS.charAt(random.below(SIGNS.length))).join('');
      expect(signer.read(GROUP, data)).toBeNull();
    }
  });

  test('is not made of what could be read in two ways', () => {
    expect(() => signer.sign(GROUP, 'good', '')).toThrow(RangeError);
    expect(() => signer.sign(GROUP, 'good', 'a.b')).toThrow(RangeError);
    expect(() => signer.sign(GROUP, 'place', 'abc', '甲县')).toThrow(RangeError);
  });

  test('never holds the token', () => {
    for (const { data } of samples) expect(data).not.toContain('AAF');
  });
});

test('answer keys are 12 characters that no one has twice', () => {
  const keys = Array.from({ length: 5_000 }, newAnswerKey);
  expect(new Set(keys).size).toBe(keys.length);
  for (const key of keys) expect(key).toMatch(/^[\w-]{12}$/);
});
