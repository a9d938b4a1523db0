import { readUnder } from '../../facts/sentence.ts';
import { fitsOfKinds } from '../../language/figures/conditions.ts';
import type { AskedQuestion } from '../../question/question.ts';
import { asksGrant } from '../../question/relation.ts';
import type { Evidence } from '../evidence.ts';

/** By this much less of the subject, a sentence speaks of about as much. */
export const AS_COVERED = 0.1;

/** Where one of a place is of the very class that is asked of, and speaks of about as much, those of its other classes are no answer. */
export function ofClassAsked(
  { written, conditions: { amounts } }: AskedQuestion,
  answers: readonly Evidence[],
): readonly Evidence[] {
  // Whether somebody is granted it is told by the band that he misses.
  if (amounts.length > 0 && asksGrant(written)) return answers;
  const told = answers.filter(({ isOfAsked }) => isOfAsked);
  const isTold = ({ sentence, signals }: Evidence) =>
    told.some(
      (one) =>
        one.sentence.passage.place === sentence.passage.place &&
        one.signals.coverage > signals.coverage - AS_COVERED,
    );
  return answers.filter((one) => (one.fit !== 'other' && one.fit !== 'wider') || !isTold(one));
}

/**
 * Tells of a sentence whether its paper draws classes for the figure that is asked, and none that is asked of: what speaks of
 * about as much as these do tells it no more than they.
 */
export function behindOthers(
  { wanted, conditions }: AskedQuestion,
  evidence: readonly Evidence[],
): (one: Evidence) => boolean {
  const most = new Map<string, number>();
  for (const fitOf of wanted === 'figure' ? fitsOfKinds(conditions) : []) {
    const naming = new Set<string>();
    const others = new Map<string, number>();
    for (const { sentence, signals } of evidence) {
      const paper = sentence.passage.documentId;
      const fit = fitOf(readUnder(sentence));
      if (fit === 'fits') naming.add(paper);
      if (fit === 'other') others.set(paper, Math.max(signals.coverage, others.get(paper) ?? 0));
    }
    for (const [paper, coverage] of others)
      if (!naming.has(paper)) most.set(paper, Math.max(coverage, most.get(paper) ?? 0));
  }
  return ({ sentence, signals, isReadAsAnswer }) =>
    isReadAsAnswer !== true && signals.coverage < (most.get(sentence.passage.documentId) ?? -1) + AS_COVERED;
}

/** 10公里以上的，每趟3元: the reader takes another class of its passage for an answer, and this is the one asked. */
export function isOfReadClass(one: Evidence, evidence: readonly Evidence[]): boolean {
  return (
    one.isOfAsked &&
    one.hasWanted &&
    evidence.some(
      ({ sentence, fit, isReadAsAnswer }) =>
        sentence.passage === one.sentence.passage && fit === 'other' && isReadAsAnswer === true,
    )
  );
}
