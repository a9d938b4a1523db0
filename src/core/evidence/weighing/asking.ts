import { extremeAsked } from '../../language/figures/extremes.ts';
import type { Grant } from '../../language/grants.ts';
import type { Segmenter } from '../../ports.ts';
import type { AskedQuestion } from '../../question/question.ts';
import { asksGrant, grantAsked } from '../../question/relation.ts';
import { type Aspect, aspectsAsked } from '../aspects.ts';
import { type CountedNoun, countedNoun } from '../figures/counted.ts';
import { asksTotal } from '../sums.ts';
import { type WeighedTerm, weightOf } from '../wanted.ts';

/** A question as it is put to each sentence, read once. */
export interface Asking {
  readonly asked: AskedQuestion;
  readonly subject: readonly WeighedTerm[];
  /** What the words of the subject weigh together. */
  readonly total: number;
  readonly segmenter: Segmenter;
  readonly isCounted: boolean;
  /** What is counted: 多少辆车. */
  readonly counted: CountedNoun | undefined;
  readonly wantsTotal: boolean;
  /** Whether something is granted is asked. */
  readonly isGrant: boolean;
  /** What is granted, or what is denied, is asked. */
  readonly grant: Grant | undefined;
  /** What is asked for of what papers part their rules by. */
  readonly aspects: readonly Aspect[];
  /** Which row has most, or least, is asked. */
  readonly isExtreme: boolean;
}

export function askingOf(
  asked: AskedQuestion,
  subject: readonly WeighedTerm[],
  segmenter: Segmenter,
): Asking {
  return {
    asked,
    subject,
    total: weightOf(subject),
    segmenter,
    isCounted: asked.wanted === 'figure' || asked.wanted === 'time',
    counted: countedNoun(asked, subject, segmenter),
    wantsTotal: asksTotal(asked.written),
    isGrant: asksGrant(asked.written),
    grant: grantAsked(asked.written),
    aspects: aspectsAsked(asked.written),
    isExtreme: extremeAsked(asked.written) !== undefined,
  };
}
