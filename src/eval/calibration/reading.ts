import type { Reading } from '../../core/evidence/reading/reading.ts';
import type { Settings } from '../../core/settings.ts';
import { evalWording } from '../../wording/eval.ts';
import type { Variant } from '../ablate.ts';
import { f1, refusalsOf } from '../metrics.ts';
import type { CaseResult } from '../run.ts';

export interface ReadingOptions {
  /** Asks every case once with other settings. */
  readonly measure: (variant: Partial<Variant>) => Promise<CaseResult[]>;
  readonly onTried?: (tried: number, of: number) => void;
}

export interface ReadingResult {
  /** What the cases are answered best with; null where that is not to read. */
  readonly better: Reading | null;
  readonly result: readonly CaseResult[];
  /** For a person. */
  readonly lines: readonly string[];
}

/** A logit that no sentence reaches. */
const NEVER_SURE = 100;

/** Where the search begins for a reader of which nothing was measured: it counts a little. */
const FIRST: Reading = {
  weighed: 1,
  logit: 0.4,
  usualLogit: -1.6,
  order: 0.04,
  sure: NEVER_SURE,
  alone: NEVER_SURE,
};

/** What is tried for each number, one number after the other. */
export const TRIED: { readonly [N in keyof Reading]: readonly number[] } = {
  logit: [0.2, 0.4, 0.6, 0.8],
  usualLogit: [-1.1, -1.6, -2.1, -2.6, -3.1],
  weighed: [1, 0.8, 0.6],
  sure: [NEVER_SURE, 0, -0.5, -1, -1.5, -2],
  alone: [NEVER_SURE, -0.7, -1.1, -1.5, -1.9, -2.3, -2.7],
  order: [0, 0.04, 0.07, 0.1, 0.14, 0.2],
};
/** Times that all numbers are gone through, each time from what was best before. */
const MOST_ROUNDS = 3;

/**
 * Looks, from what serves now, one number after the other and again until none is better, for what the reader's word must
 * count so that the cases are answered best, by the share of them that is right less the share that is answered wrongly.
 * Of equals what was found first is kept: what was found best is found again.
 */
export async function calibrateReading({ measure, onTried }: ReadingOptions): Promise<ReadingResult> {
  const words = evalWording.reading;
  const names = Object.keys(TRIED) as (keyof Reading)[];
  const aRound = names.reduce((sum, name) => sum + TRIED[name].length - 1, 0);
  const of = 2 + MOST_ROUNDS * aRound;
  let tried = 0;
  let serving: Reading = FIRST;
  const attempt = async (reading: Reading | null) => {
    const results = await measure({
      change: (settings: Settings): Settings => {
        serving = settings.reading ?? serving;
        return { ...settings, reading };
      },
    });
    onTried?.(++tried, of);
    return { reading, results, ...scoreOf(results) };
  };
  const unread = await attempt(null);
  const known = new Map<string, Awaited<ReturnType<typeof attempt>>>();
  const attemptOnce = async (reading: Reading) => {
    const key = JSON.stringify(reading);
    const one = known.get(key) ?? (await attempt(reading));
    known.set(key, one);
    return one;
  };
  let best = await attemptOnce(serving);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const before = best;
    for (const name of names) {
      const from = best.reading ?? serving;
      for (const value of TRIED[name]) {
        const one = await attemptOnce({ ...from, [name]: value });
        if (one.sum > best.sum) best = one;
      }
    }
    if (best === before) break;
  }
  onTried?.(of, of);
  const isBetter = best.sum > unread.sum;
  const told = ({ right, refusal, wrong }: Score) => words.score(percent(right), percent(refusal), wrong);
  return {
    better: isBetter ? best.reading : null,
    result: isBetter ? best.results : unread.results,
    lines: [
      words.unread(told(unread)),
      words.read(told(best), JSON.stringify(best.reading)),
      isBetter ? words.better : words.worse,
    ],
  };
}

interface Score {
  readonly right: number;
  readonly refusal: number;
  /** Answers that mislead: not right, or of a place that was not asked. */
  readonly wrong: number;
  readonly sum: number;
}

function scoreOf(results: readonly CaseResult[]): Score {
  const count = Math.max(1, results.length);
  const right = results.filter((one) => one.right).length / count;
  const refusal = f1(refusalsOf(results)) ?? 0;
  const wrong = results.filter(
    (one) => one.outcome === 'answer' && (!one.right || one.wrongPlaces.length > 0),
  ).length;
  return { right, refusal, wrong, sum: right - wrong / count };
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
