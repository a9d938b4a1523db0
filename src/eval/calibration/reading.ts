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

/** Where the search begins: the reader counts a little. */
const FIRST: Reading = { weighed: 1, logit: 0.3, usualLogit: -1, order: 0.05, sure: NEVER_SURE };

/** What is tried for each, one after the other, the more careful first: of equals the first is kept. */
const TRIED: readonly Partial<Reading>[][] = [
  [0.5, 0, 1].map((sure) => ({ sure })),
  [0.2, 0.4, 0.5, 0.7].map((logit) => ({ logit })),
  [-0.5, -1.5].map((usualLogit) => ({ usualLogit })),
  [0.8, 0.6].map((weighed) => ({ weighed })),
  [0, 0.025, 0.1].map((order) => ({ order })),
];

/**
 * Looks, one number after the other, for what the reader's word must count so that the cases are answered best, by answers
 * right plus refusal F1, less the share of answers that cite another place.
 */
export async function calibrateReading({ measure, onTried }: ReadingOptions): Promise<ReadingResult> {
  const words = evalWording.reading;
  const of = TRIED.flat().length + 2;
  let tried = 0;
  const attempt = async (reading: Reading | null) => {
    const results = await measure({ change: (settings: Settings): Settings => ({ ...settings, reading }) });
    onTried?.(++tried, of);
    return { reading, results, ...scoreOf(results) };
  };
  const unread = await attempt(null);
  let best = await attempt(FIRST);
  for (const changes of TRIED) {
    const from = best.reading ?? FIRST;
    for (const change of changes) {
      const one = await attempt({ ...from, ...change });
      if (one.sum > best.sum) best = one;
    }
  }
  const isBetter = best.sum > unread.sum;
  const told = ({ right, refusal, strays }: Score) => words.score(percent(right), percent(refusal), strays);
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
  /** Answers that cite a place that was not asked. */
  readonly strays: number;
  readonly sum: number;
}

function scoreOf(results: readonly CaseResult[]): Score {
  const count = Math.max(1, results.length);
  const right = results.filter((one) => one.right).length / count;
  const refusal = f1(refusalsOf(results)) ?? 0;
  const strays = results.filter(({ wrongPlaces }) => wrongPlaces.length > 0).length;
  return { right, refusal, strays, sum: right + refusal - strays / count };
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
