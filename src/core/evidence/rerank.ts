import type { Knowledge } from '../ports.ts';
import type { Ranked } from '../retrieve.ts';
import type { Passage } from '../types.ts';
import type { Evidence } from './evidence.ts';

/**
 * The passages in the order of their best sentence. Those without evidence stand behind, in the order in which
 * they were retrieved.
 */
export function rankByEvidence(
  ranked: readonly Ranked[],
  evidence: readonly Evidence[],
  { passages }: Knowledge,
): Ranked[] {
  const best = new Map<Passage, number>();
  for (const { sentence, bearing } of evidence)
    best.set(sentence.passage, Math.max(best.get(sentence.passage) ?? Number.NEGATIVE_INFINITY, bearing));
  const scoreOf = ({ ordinal }: Ranked): number => {
    const passage = passages[ordinal];
    return (passage && best.get(passage)) ?? Number.NEGATIVE_INFINITY;
  };
  return ranked
    .map((one) => ({ one, score: scoreOf(one) }))
    .sort((a, b) => (a.score === b.score ? 0 : b.score - a.score))
    .map(({ one }) => one);
}
