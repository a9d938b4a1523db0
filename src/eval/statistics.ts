/** A measure with its 95 % interval; null where there is nothing to measure, or no interval of that kind. */
export interface Estimate {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** What the value is of: cases, citations. */
  readonly of: number;
}

/** The normal quantile of a two-sided 95 % interval. */
const Z = 1.959963984540054;

/**
 * A share with its Wilson score interval (Wilson 1927): `(p + z²/2n ± z·√(p(1−p)/n + z²/4n²)) / (1 + z²/n)`. It holds
 * for few cases and for shares near 0 and 1, where the normal interval does not.
 */
export function share(hits: number, of: number): Estimate {
  if (of === 0) return { value: null, low: null, high: null, of };
  const p = hits / of;
  const z2 = (Z * Z) / of;
  const centre = p + z2 / 2;
  const reach = Z * Math.sqrt((p * (1 - p)) / of + z2 / (4 * of));
  const bound = (value: number) => Math.min(1, Math.max(0, value / (1 + z2)));
  return {
    value: p,
    low: hits === 0 ? 0 : bound(centre - reach),
    high: hits === of ? 1 : bound(centre + reach),
    of,
  };
}

/** A number of faults: no interval. */
export function count(faults: number, of: number): Estimate {
  return { value: faults, low: null, high: null, of };
}

/** Resamples of a bootstrap, and the seed that makes every run give the same interval. */
const RESAMPLES = 1_000;
const SEED = 20_240_601;

/**
 * What `measure` gives for all values, with the percentile interval of the bootstrap (Efron 1979): the 2.5th and 97.5th
 * percentile over 1,000 samples drawn with replacement. The draws are seeded, so equal values give equal intervals.
 * @param measure null for a sample that it says nothing of.
 */
export function bootstrap<T>(
  values: readonly T[],
  measure: (sample: readonly T[]) => number | null,
): Estimate {
  const of = values.length;
  const value = of === 0 ? null : measure(values);
  if (value === null) return { value: null, low: null, high: null, of };
  const random = createRandom(SEED);
  const sample = [...values];
  const seen: number[] = [];
  for (let round = 0; round < RESAMPLES; round++) {
    for (let at = 0; at < of; at++) sample[at] = values[Math.floor(random() * of)] as T;
    const measured = measure(sample);
    if (measured !== null) seen.push(measured);
  }
  return { value, low: quantile(seen, 0.025), high: quantile(seen, 0.975), of };
}

/** The mean with its bootstrap interval. */
export function mean(values: readonly number[]): Estimate {
  return bootstrap(values, average);
}

function average(values: readonly number[]): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

/** The value at a share of the sorted values, by nearest rank: quantile(_, 0.95) is one that 95 % do not exceed. */
export function quantile(values: readonly number[], at: number): number | null {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.max(0, Math.ceil(at * sorted.length) - 1)] ?? null;
}

/** Mulberry32 (public domain): the same numbers in [0, 1) for the same seed. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
