import { describe, expect, test } from 'vitest';
import {
  FEWEST_CHATTER,
  type Heard,
  hearCases,
  learnThreshold,
  listeningLines,
  listeningShares,
  mostAnswered,
} from '../../../src/eval/calibration/listening.ts';
import { parseCases } from '../../../src/eval/cases.ts';
import { answerOf, createScriptedApp } from '../../fakes/scripted-app.ts';

const caseOf = (id: string, expectation: 'silent' | 'answer') =>
  parseCases(JSON.stringify({ id, question: `${id}吗`, kind: 'k', expect: expectation }), 'f')[0]!;
const line = (expectation: 'silent' | 'answer', sureness: number, at = 0, isRight = true): Heard => ({
  one: caseOf(`${expectation}-${at}`, expectation),
  sureness,
  isRight: expectation === 'answer' && isRight,
});
const chatter = (surest: readonly number[], of = 500) =>
  Array.from({ length: of }, (_, at) => line('silent', surest[at] ?? 0, at));

describe('how many lines of chatter may be answered', () => {
  test.each([
    [FEWEST_CHATTER - 1, null],
    [FEWEST_CHATTER, 0],
    [776, 0],
    [777, 1],
    [1063, 2],
  ])('of %i: %s', (lines, most) => expect(mostAnswered(lines)).toBe(most));

  test('are so few that a rate of 1 in 200 shows as few in one sample of ten at most', () => {
    for (const lines of [460, 600, 1000, 2500]) {
      const most = mostAnswered(lines) ?? -1;
      expect(atMost(most, lines)).toBeLessThanOrEqual(0.1);
      expect(atMost(most + 1, lines)).toBeGreaterThan(0.1);
    }
  });

  /** By logarithms of factorials, another way than the product's. */
  function atMost(k: number, n: number): number {
    const log = (m: number) =>
      Array.from({ length: m }, (_, at) => Math.log(at + 1)).reduce((a, b) => a + b, 0);
    return Array.from({ length: k + 1 }, (_, at) =>
      Math.exp(log(n) - log(at) - log(n - at) + at * Math.log(1 / 200) + (n - at) * Math.log(199 / 200)),
    ).reduce((a, b) => a + b, 0);
  }
});

describe('the threshold', () => {
  test('is the least that keeps out enough chatter, in the middle of the gap above it', () => {
    const questions = [0.9, 0.99].map((sure, at) => line('answer', sure, at));
    const threshold = learnThreshold([...chatter([0.8, 0.4]), ...questions]);
    expect(threshold).toBeCloseTo(1 / (1 + Math.sqrt((0.2 / 0.8) * (0.1 / 0.9))), 2);
  });

  test('lets through what more lines allow', () => {
    const few = learnThreshold([...chatter([0.95, 0.6], 500), line('answer', 0.99)]) ?? 0;
    const many = learnThreshold([...chatter([0.95, 0.6], 800), line('answer', 0.99)]) ?? 1;
    expect(few).toBeGreaterThan(0.95);
    expect(many).toBeGreaterThan(0.6);
    expect(many).toBeLessThan(0.95);
  });

  test('is above the surest chatter, and no more than sure, where nothing is surer', () => {
    const threshold = learnThreshold([...chatter([0.97]), line('answer', 0.5)]) ?? 0;
    expect(threshold).toBeGreaterThan(0.97);
    expect(threshold).toBeLessThanOrEqual(1);
  });

  test('is not learned from too few lines', () => {
    expect(learnThreshold([...chatter([], FEWEST_CHATTER - 1), line('answer', 0.9)])).toBeNull();
  });
});

test('shares are of chatter, of questions, and of what is answered', () => {
  const heard = [
    ...chatter([0.9], 10),
    line('answer', 0.9),
    line('answer', 0.95, 1, false),
    line('answer', 0.1, 2),
  ];
  const { chatter: talk, questions, right } = listeningShares(heard, 0.9);
  expect([talk.value, questions.value, right.value]).toEqual([0.1, 2 / 3, 1 / 2]);
  expect([talk.of, questions.of, right.of]).toEqual([10, 3, 2]);
});

test('lines that are held back are counted and never shown', () => {
  const heard = [...chatter([0.9], 10), line('answer', 0.95, 1, false)];
  const shown = listeningLines(heard, 0.5, { isHeldBack: false }).join('\n');
  const heldBack = listeningLines(heard, 0.5, { isHeldBack: true }).join('\n');
  expect(shown).toContain('silent-0');
  expect(shown).toContain('answer-1');
  expect(heldBack).not.toMatch(/silent-|answer-/u);
  expect(heldBack).toContain('10.0 %');
});

test('chatter is heard in a group without a county and in one with each county by turns, a question as it stands', async () => {
  const app = createScriptedApp({
    documents: ['甲县', '乙县'].map((place) => ({ path: `${place}.txt`, title: place, place, passages: 1 })),
  });
  app.onOverheard('ask吗', answerOf('有[1]。', '有'));
  const heard = await hearCases(app, [
    caseOf('one', 'silent'),
    caseOf('two', 'silent'),
    caseOf('ask', 'answer'),
  ]);
  expect(app.overheard.map(({ text, place }) => [text, place])).toEqual([
    ['one吗', undefined],
    ['one吗', '甲县'],
    ['two吗', undefined],
    ['two吗', '乙县'],
    ['ask吗', undefined],
  ]);
  expect(heard.map(({ one }) => one.id)).toEqual(['one', 'two', 'ask']);
});
