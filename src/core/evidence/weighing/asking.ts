import type { Sentence } from '../../facts/sentence.ts';
import type { Fit } from '../../language/figures/classes.ts';
import { extremeAsked } from '../../language/figures/extremes.ts';
import type { Grant } from '../../language/grants.ts';
import type { Segmenter } from '../../ports.ts';
import type { AskedQuestion } from '../../question/question.ts';
import { asksGrant, grantAsked } from '../../question/relation.ts';
import { type Aspect, type AspectFit, aspectsAsked } from '../aspects.ts';
import type { CellAsked } from '../excerpts/tables.ts';
import { type CountedNoun, countedNoun } from '../figures/counted.ts';
import { asksTotal } from '../sums.ts';
import { type WeighedTerm, weightOf } from '../wanted.ts';
import type { Coverage } from './coverage.ts';

/** A question as it is put to each sentence, read once. */
export interface Asking {
  readonly asked: AskedQuestion;
  readonly subject: readonly WeighedTerm[];
  /** What the words of the subject weigh together. */
  readonly total: number;
  readonly segmenter: Segmenter;
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
    counted: countedNoun(asked, subject, segmenter),
    wantsTotal: asksTotal(asked.written),
    isGrant: asksGrant(asked.written),
    grant: grantAsked(asked.written),
    aspects: aspectsAsked(asked.written),
    isExtreme: extremeAsked(asked.written) !== undefined,
  };
}

/** A sentence as a question meets it, whatever its vector. */
export interface Met {
  readonly sentence: Sentence;
  /** Its place among those of its passage. */
  readonly at: number;
  readonly coverage: Coverage;
  /** How near the subject stands to a figure or a time that is asked; null where neither is. */
  readonly nearness: number | null;
  /** How it fits the conditions asked. */
  readonly fit: Fit;
  /** How it stands to the part of the rules that is asked for. */
  readonly aspect: AspectFit;
  /** It says of what is asked only that its paper leaves it out. */
  readonly isLeftOut: boolean;
  /** The cell of the column asked; undefined where it is no row, or no column is meant. */
  readonly cell: CellAsked | undefined;
  /** It is of other conditions, years or siblings than those asked, or says nothing in the column asked. */
  readonly isOfOtherCase: boolean;
  /** What its form is worth where sentences are put in order. */
  readonly worth: number;
}
