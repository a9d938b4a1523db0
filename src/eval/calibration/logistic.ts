/** One observation: what was measured of it, and whether it is what is looked for. */
export interface Observation {
  readonly features: readonly number[];
  readonly positive: boolean;
}

export interface LogisticModel {
  readonly bias: number;
  readonly weights: readonly number[];
}

const MAX_STEPS = 100;
const CONVERGED = 1e-9;

/**
 * Logistic regression with a ridge: minimises the negative log-likelihood plus `ridge / 2 · Σ w²` over the features as
 * they are once scaled to variance 1 (the bias is free), by Newton's method (iteratively reweighted least squares; Hastie,
 * Tibshirani, Friedman, "The Elements of Statistical Learning", 4.4.1). The weights come back for the features as given;
 * a feature that never varies gets 0.
 * @param ridge above 0, so that classes which a line separates still have a finite answer.
 */
export function fitLogistic(observations: readonly Observation[], ridge = 1): LogisticModel {
  const width = observations[0]?.features.length ?? 0;
  const scales = Array.from({ length: width }, (_, at) =>
    scaleOf(observations.map(({ features }) => features[at] ?? 0)),
  );
  const rows = observations.map(({ features }) => [
    1,
    ...scales.map(({ mean, deviation }, at) =>
      deviation === 0 ? 0 : ((features[at] ?? 0) - mean) / deviation,
    ),
  ]);
  let weights = Array<number>(width + 1).fill(0);
  for (let step = 0; step < MAX_STEPS; step++) {
    const gradient = weights.map((weight, at) => (at === 0 ? 0 : ridge * weight));
    const hessian = weights.map((_, row) =>
      weights.map((__, column) => (row === column && row > 0 ? ridge : 0)),
    );
    for (const [at, row] of rows.entries()) {
      const p = sigmoid(dot(weights, row));
      const miss = p - (observations[at]?.positive === true ? 1 : 0);
      for (let i = 0; i < row.length; i++) {
        gradient[i] = (gradient[i] ?? 0) + miss * (row[i] ?? 0);
        const line = hessian[i] ?? [];
        for (let j = 0; j < row.length; j++)
          line[j] = (line[j] ?? 0) + p * (1 - p) * (row[i] ?? 0) * (row[j] ?? 0);
      }
    }
    const change = solve(hessian, gradient);
    weights = weights.map((weight, at) => weight - (change[at] ?? 0));
    if (Math.max(...change.map(Math.abs)) < CONVERGED) break;
  }
  const [bias = 0, ...scaled] = weights;
  const given = scaled.map((weight, at) => {
    const { deviation } = scales[at] ?? { deviation: 0 };
    return deviation === 0 ? 0 : weight / deviation;
  });
  const shift = given.reduce((sum, weight, at) => sum + weight * (scales[at]?.mean ?? 0), 0);
  return { bias: bias - shift, weights: given };
}

/** How likely an observation is positive, 0 to 1. */
export function probability({ bias, weights }: LogisticModel, features: readonly number[]): number {
  return sigmoid(bias + dot(weights, features));
}

/**
 * The chance that a positive one scores above a negative one, ties counting half (the area under the ROC curve);
 * null where one of the two is missing.
 */
export function areaUnderCurve(
  scored: readonly { readonly score: number; readonly positive: boolean }[],
): number | null {
  const sorted = [...scored].sort((a, b) => a.score - b.score);
  let [positives, negatives, wins] = [0, 0, 0];
  for (let at = 0; at < sorted.length; ) {
    let to = at;
    while (sorted[to]?.score === sorted[at]?.score && to < sorted.length) to++;
    const tied = sorted.slice(at, to);
    const above = tied.filter(({ positive }) => positive).length;
    wins += above * (negatives + (tied.length - above) / 2);
    positives += above;
    negatives += tied.length - above;
    at = to;
  }
  return positives === 0 || negatives === 0 ? null : wins / (positives * negatives);
}

function sigmoid(value: number): number {
  return 1 / (1 + Math.exp(-value));
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
}

function scaleOf(values: readonly number[]): { readonly mean: number; readonly deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: Math.sqrt(squares / Math.max(1, values.length)) };
}

/** Solves `matrix · x = right` by Gaussian elimination with partial pivoting. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, at) => [...row, right[at] ?? 0]);
  const size = rows.length;
  for (let pivot = 0; pivot < size; pivot++) {
    const best = rows.reduce(
      (top, row, at) =>
        at > pivot && Math.abs(row[pivot] ?? 0) > Math.abs(rows[top]?.[pivot] ?? 0) ? at : top,
      pivot,
    );
    const line = rows[best] ?? [];
    rows[best] = rows[pivot] ?? [];
    rows[pivot] = line;
    for (let at = 0; at < size; at++) {
      const row = rows[at] ?? [];
      const factor = at === pivot ? 0 : (row[pivot] ?? 0) / (line[pivot] ?? 1);
      if (factor !== 0)
        for (let column = pivot; column <= size; column++)
          row[column] = (row[column] ?? 0) - factor * (line[column] ?? 0);
    }
  }
  return rows.map((row, at) => (row[size] ?? 0) / (row[at] ?? 1));
}
