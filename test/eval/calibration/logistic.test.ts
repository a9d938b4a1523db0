import { describe, expect, test } from 'vitest';
import { areaUnderCurve, fitLogistic, probability } from '../../../src/eval/calibration/logistic.ts';
import { createRandom } from '../../fakes/random.ts';

/** Observations drawn from a known model. */
function drawn(count: number, bias: number, weights: readonly number[], spread: readonly number[]) {
  const { below } = createRandom(7);
  const random = () => below(1_000_000) / 1_000_000;
  return Array.from({ length: count }, () => {
    const features = spread.map((width) => (random() - 0.5) * width);
    const chance = probability({ bias, weights }, features);
    return { features, positive: random() < chance };
  });
}

describe('the regression', () => {
  test('finds the weights that made the observations, whatever the scale of each feature', () => {
    const { bias, weights } = fitLogistic(drawn(20_000, -0.5, [2, 50], [2, 0.1]), 1e-6);
    expect(bias).toBeCloseTo(-0.5, 1);
    expect((weights[0] ?? 0) / 2).toBeCloseTo(1, 1);
    expect((weights[1] ?? 0) / 50).toBeCloseTo(1, 1);
  });

  test('with no features has the log odds for its bias', () => {
    const observations = [true, true, true, false].map((positive) => ({ features: [], positive }));
    expect(fitLogistic(observations).bias).toBeCloseTo(Math.log(3), 9);
  });

  test('stays finite where a line separates the classes, and says less the stronger the ridge', () => {
    const separable = [-2, -1, 1, 2].map((feature) => ({ features: [feature], positive: feature > 0 }));
    const [weak = 0, strong = 0] = [0.1, 10].map((ridge) => fitLogistic(separable, ridge).weights[0]);
    expect(weak).toBeGreaterThan(strong);
    expect(strong).toBeGreaterThan(0);
    expect(Number.isFinite(weak)).toBe(true);
  });

  test('gives a feature that never varies nothing', () => {
    const observations = [0, 1, 0, 1].map((feature) => ({ features: [5, feature], positive: feature === 1 }));
    expect(fitLogistic(observations).weights[0]).toBe(0);
  });
});

test('the area under the curve counts the pairs that are in order, ties half', () => {
  const scored = (...all: [number, boolean][]) => all.map(([score, positive]) => ({ score, positive }));
  expect(areaUnderCurve(scored([1, false], [2, true], [3, true]))).toBe(1);
  expect(areaUnderCurve(scored([3, false], [2, true], [1, true]))).toBe(0);
  expect(areaUnderCurve(scored([1, false], [2, false], [2, true], [3, true]))).toBe(0.875);
  expect(areaUnderCurve(scored([1, true]))).toBeNull();
});
