import { describe, expect, test } from 'vitest';
import { isMet, keptOf, lossesOf, type Row, ratioOf, tableOf } from './rows.ts';

const row = (change: Partial<Row> = {}): Row => ({
  ...{ name: 'cold', about: 'a cold answer, p50', value: 12, unit: 'ms' },
  ...{ floor: { value: 10, about: 'bare' }, goal: { most: 1.1 }, goalIsOfRatio: true, isKept: true },
  ...change,
});

describe('a row', () => {
  test('has the ratio of its value to its floor', () => {
    expect(ratioOf(row())).toBe(1.2);
  });

  test('meets a goal of its ratio, or of its value, by what each says', () => {
    expect(isMet(row())).toBe(false);
    expect(isMet(row({ value: 11 }))).toBe(true);
    expect(isMet(row({ goal: { most: 12 }, goalIsOfRatio: false }))).toBe(true);
    expect(isMet(row({ goal: { most: 11.9 }, goalIsOfRatio: false }))).toBe(false);
  });

  test('that has to reach at least something is missed below it', () => {
    const recall = row({ value: 0.99, floor: { value: 1, about: 'exact' }, goalIsOfRatio: false });
    expect(isMet({ ...recall, goal: { least: 0.99 } })).toBe(true);
    expect(isMet({ ...recall, goal: { least: 0.995 } })).toBe(false);
  });
});

describe('what is kept', () => {
  test('is the ratios of the rows that are held, beside those of rows that were not measured', () => {
    const rows = [row(), row({ name: 'p99', isKept: false })];
    expect(keptOf(rows, { cold: 9, start: 1.5 })).toEqual({ cold: 1.2, start: 1.5 });
  });

  test('is held: a ratio that is worse by more than 15 % is a loss, and told', () => {
    expect(lossesOf([row({ value: 11.4 })], { cold: 1 })).toEqual([]);
    expect(lossesOf([row({ value: 11.6 })], { cold: 1 })).toEqual([
      'cold: 1.16 times its floor, 1 were kept',
    ]);
  });

  test('is lost downwards where more is better', () => {
    const recall = row({ name: 'recall', floor: { value: 1, about: 'exact' }, goal: { least: 0.9 } });
    expect(lossesOf([{ ...recall, value: 2 }], { recall: 1 })).toEqual([]);
    expect(lossesOf([{ ...recall, value: 0.8 }], { recall: 1 })).toHaveLength(1);
  });

  test('does not hold rows that are not kept, nor those of which nothing is', () => {
    expect(lossesOf([row({ value: 99, isKept: false })], { cold: 1 })).toEqual([]);
    expect(lossesOf([row({ value: 99 })], {})).toEqual([]);
  });
});

test('the table says of each row what it is beside its floor, and whether its goal is met', () => {
  const table = tableOf([
    row(),
    row({ name: 'resident', value: 412.4, unit: 'MB', goal: { most: 600 }, goalIsOfRatio: false }),
  ]);
  const lines = table.split('\n').map((line) => line.trim().split(/ {2,}/u));
  expect(lines).toEqual([
    ['name', 'measure', 'value', 'floor', 'ratio', 'goal'],
    ['cold', 'a cold answer, p50', '12.00 ms', '10.00 ms bare', '1.20', '≤ 1.1', 'missed'],
    ['resident', 'a cold answer, p50', '412 MB', '10 MB bare', '41.24', '≤ 600 MB', 'met'],
  ]);
});
