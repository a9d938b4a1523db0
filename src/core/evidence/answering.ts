import type { AskedQuestion } from '../question/question.ts';
import type { Evidence } from './evidence.ts';

/** Forms of answer that a sentence must really hold; without it the sentence is no answer, however near. */
const DEMANDED = new Set(['figure', 'time', 'person', 'reason', 'phone', 'hours']);

/** Least share of the subject that an answer speaks of, however near its vector. */
const MIN_COVERAGE = 0.35;
/** By this much more of the subject, a sentence is plainly nearer to what was asked. */
const MORE_COVERAGE = 0.2;

/** The evidence that answers: enough of the subject, and what the question's form demands. */
export function answering(
  asked: AskedQuestion,
  evidence: readonly Evidence[],
  minConfidence: number,
): Evidence[] {
  return evidence.filter(
    (one) =>
      one.confidence >= minConfidence &&
      one.signals.coverage >= MIN_COVERAGE &&
      isEligible(asked, one.hasWanted) &&
      !isOfAnotherYear(one, asked, evidence),
  );
}

/**
 * Another sentence of the place, of other years than those asked, speaks of more of the subject: this one has the year
 * and not the subject.
 */
function isOfAnotherYear(one: Evidence, asked: AskedQuestion, evidence: readonly Evidence[]): boolean {
  if (asked.years.length === 0) return false;
  return evidence.some(
    (other) =>
      !other.hasWanted &&
      other.sentence.passage.place === one.sentence.passage.place &&
      other.confidence > one.confidence &&
      other.signals.coverage >= one.signals.coverage + MORE_COVERAGE,
  );
}

/** Whether a sentence may answer, sure enough or not: it holds the form that is asked for, where one is demanded. */
export function isEligible({ wanted }: AskedQuestion, hasWanted: boolean): boolean {
  return hasWanted || !DEMANDED.has(wanted);
}
