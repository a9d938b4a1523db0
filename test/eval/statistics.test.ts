import { describe, expect, test } from 'vitest';
import { bootstrap, count, mean, quantile, share } from '../../src/eval/statistics.ts';

describe('a share', () => {
  test('has the Wilson interval', () => {
    // By hand: p = 0.8, n = 10, z = 1.96: (0.8 + 0.19207 ± 1.96·√(0.016 + 0.0096036)) / 1.38415.
    const { value, low, high, of } = share(8, 10);
    expect({ value, of }).toEqual({ value: 0.8, of: 10 });
    expect(low).toBeCloseTo(0.4902, 4);
    expect(high).toBeCloseTo(0.9433, 4);
  });

  test('of none and of all stays within 0 and 1, and is not certain', () => {
    expect(share(0, 20)).toMatchObject({ value: 0, low: 0 });
    expect(share(0, 20).high).toBeCloseTo(0.1611, 4);
    expect(share(20, 20)).toMatchObject({ value: 1, high: 1 });
    expect(share(20, 20).low).toBeCloseTo(0.8389, 4);
  });

  test('of nothing is none', () => {
    expect(share(0, 0)).toEqual({ value: null, low: null, high: null, of: 0 });
  });
});

test('a number of faults has no interval', () => {
  expect(count(3, 50)).toEqual({ value: 3, low: null, high: null, of: 50 });
});

describe('a mean', () => {
  const values = Array.from({ length: 100 }, (_, at) => at % 2);

  test('lies within its interval, which is about two standard errors wide on each side', () => {
    const { value, low, high } = mean(values);
    expect(value).toBe(0.5);
    // The standard error of 100 draws of 0 and 1 is 0.05.
    expect(low).toBeGreaterThan(0.37);
    expect(low).toBeLessThan(0.44);
    expect(high).toBeGreaterThan(0.56);
    expect(high).toBeLessThan(0.63);
  });

  test('of equal values has the same interval in every run, and none of equal ones', () => {
    expect(mean(values)).toEqual(mean([...values]));
    expect(mean([0.3, 0.3, 0.3])).toMatchObject({ low: mean([0.3, 0.3, 0.3]).value });
    expect(mean([])).toEqual({ value: null, low: null, high: null, of: 0 });
  });
});

test('a bootstrap leaves out the samples that its measure says nothing of', () => {
  const rarely = bootstrap([1, 2, 3], (sample) => (sample.includes(3) ? 1 : null));
  expect(rarely).toEqual({ value: 1, low: 1, high: 1, of: 3 });
  expect(bootstrap([1, 2], () => null)).toEqual({ value: null, low: null, high: null, of: 2 });
});

test('a quantile is the value that this share does not exceed', () => {
  const values = [40, 10, 30, 20];
  expect([0.25, 0.5, 0.51, 0.95, 1].map((at) => quantile(values, at))).toEqual([10, 20, 30, 40, 40]);
  expect(quantile([], 0.5)).toBeNull();
});
