import { PASSAGES, type PassageSettings, RULES, type Settings, withoutRule } from '../core/settings.ts';
import type { Metrics } from './metrics.ts';
import type { AblationRow } from './report.ts';
import type { RetrievalResult } from './run.ts';

/** One other way of doing it. */
export interface Variant {
  readonly name: string;
  readonly change?: (settings: Settings) => Settings;
  /** Needs an index of its own. */
  readonly passages?: PassageSettings;
}

export const FULL = 'full';

const lists = (dense: number, words: number, bigrams: number) => (settings: Settings) => ({
  ...settings,
  retrieval: { ...settings.retrieval, weights: { dense, words, bigrams } },
});

/** Everything that can be left out, one at a time, the whole product first. */
export const VARIANTS: readonly Variant[] = [
  { name: FULL },
  { name: 'dense', change: lists(1, 0, 0) },
  { name: 'words', change: lists(0, 1, 0) },
  { name: 'bigrams', change: lists(0, 0, 1) },
  { name: 'dense+words', change: lists(1, 1, 0) },
  { name: 'dense+bigrams', change: lists(1, 0, 1) },
  { name: 'words+bigrams', change: lists(0, 1, 1) },
  ...RULES.map((rule) => ({
    name: `no-${rule}`,
    change: (settings: Settings) => withoutRule(settings, rule),
  })),
  { name: 'no-placeBefore', passages: { ...PASSAGES, placeBefore: false } },
  ...[120, 400].map((maxCharacters) => ({
    name: `size-${maxCharacters}`,
    passages: { ...PASSAGES, maxCharacters },
  })),
];

export interface AblationOptions<R extends RetrievalResult> {
  /** Names of `VARIANTS`; all when absent. The whole product is always measured. */
  readonly only?: readonly string[] | undefined;
  /** Measures every case once. `app` serves an index of its own where `passages` are given. */
  readonly measure: (variant: Variant) => Promise<readonly R[]>;
  readonly metrics: (results: readonly R[]) => Metrics;
  readonly onVariant?: (name: string, at: number, of: number) => void;
}

/** Measures the product whole, then with one part left out or changed at a time. */
export async function ablate<R extends RetrievalResult>(
  options: AblationOptions<R>,
): Promise<{ readonly full: readonly R[]; readonly rows: readonly AblationRow[] }> {
  const { only, measure, metrics, onVariant } = options;
  const variants = VARIANTS.filter(({ name }) => name === FULL || only === undefined || only.includes(name));
  let full: readonly R[] = [];
  const rows: AblationRow[] = [];
  for (const [at, variant] of variants.entries()) {
    onVariant?.(variant.name, at, variants.length);
    const results = await measure(variant);
    if (variant.name === FULL) full = results;
    rows.push({ name: variant.name, total: metrics(results), ...turned(full, results) });
  }
  return { full, rows };
}

/** Right is what a case's own verdict says; where nothing is answered, whether something relevant is among the first 5. */
function isRight(result: RetrievalResult & { readonly right?: boolean }): boolean {
  const { first } = result.ranking ?? { first: null };
  return result.right ?? (first !== null && first <= 5);
}

function turned(full: readonly RetrievalResult[], results: readonly RetrievalResult[]) {
  const before = new Map(full.map((one) => [one.id, isRight(one)]));
  const ids = (from: boolean) =>
    results.flatMap((one) => (before.get(one.id) === from && isRight(one) !== from ? [one.id] : []));
  return { lost: ids(true), won: ids(false) };
}
