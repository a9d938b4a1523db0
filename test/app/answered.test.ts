import { describe, expect, test } from 'vitest';
import { createAnswered, type Made } from '../../src/app/answered.ts';
import type { Question } from '../../src/core/types.ts';

const QUESTION: Question = { text: '低保标准是多少', history: [] };

/** Makes an answer at each call, told from the others by its text. */
function maker(stands = true) {
  let made = 0;
  const make = async (): Promise<Made> => {
    const text = `第${++made}次`;
    const said = { kind: 'refused', reason: 'not-in-corpus', text, nearest: [], corpusVersion: '1' } as const;
    return { explained: { answer: said, retrieved: [], evidence: [] }, stands };
  };
  return { make, made: () => made };
}

describe('an answer', () => {
  test('is made once, and given again to the same question on the same basis', async () => {
    const answered = createAnswered();
    const { make, made } = maker();
    const basis = {};
    const first = await answered.of(QUESTION, basis, make);
    expect(await answered.of({ ...QUESTION }, basis, make)).toBe(first);
    expect(made()).toBe(1);
  });

  test.each<readonly [string, Question]>([
    ['words', { ...QUESTION, text: '低保标准是多少元' }],
    ['earlier turns', { ...QUESTION, history: [{ role: 'user', content: '桂东呢' }] }],
    ['place', { ...QUESTION, place: '桂东县' }],
    ['choice', { ...QUESTION, chosen: ['桂东县'] }],
  ])('is made anew for a question of other %s', async (_, other) => {
    const answered = createAnswered();
    const { make, made } = maker();
    const basis = {};
    await answered.of(QUESTION, basis, make);
    await answered.of(other, basis, make);
    expect(made()).toBe(2);
  });

  test('is made anew on another basis, also where it was still being made on the one before', async () => {
    const answered = createAnswered();
    const { make } = maker();
    const [before, now] = [{}, {}];
    let end = (_: Made): void => undefined;
    const late = answered.of(
      QUESTION,
      before,
      () =>
        new Promise((resolve) => {
          end = resolve;
        }),
    );
    const own = await answered.of(QUESTION, now, make);
    end(await make());
    expect(await late).not.toBe(own);
    expect(await answered.of(QUESTION, now, make)).toBe(own);
  });

  test('that does not stand, or could not be made, is made anew', async () => {
    const answered = createAnswered();
    const { make, made } = maker(false);
    const basis = {};
    const failing = answered.of(QUESTION, basis, async () => {
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    await answered.of(QUESTION, basis, make);
    await answered.of(QUESTION, basis, make);
    expect(made()).toBe(2);
  });

  test('goes when two hundred others were asked for since it last was', async () => {
    const answered = createAnswered();
    const { make, made } = maker();
    const basis = {};
    const ask = (nth: number) => answered.of({ ...QUESTION, text: `${nth}` }, basis, make);
    for (let nth = 0; nth < 200; nth++) await ask(nth);
    await ask(0);
    await ask(200);
    expect(made()).toBe(201);
    await ask(0);
    expect(made()).toBe(201);
    await ask(1);
    expect(made()).toBe(202);
  });
});
