import type { Figure } from '../language/figures.ts';
import type { Grant } from '../language/grants.ts';
import type { Lead, Passage, Span } from '../types.ts';
import type { Facts } from './facts.ts';

/** A sentence of a passage, prepared once for matching. Texts are folded and in simplified characters. */
export interface Sentence {
  readonly passage: Passage;
  readonly span: Span;
  readonly lead: readonly Lead[];
  readonly cells?: readonly Span[] | undefined;
  /** It announces what follows and says nothing without it. */
  readonly isHead: boolean;
  readonly folded: string;
  /** What its own text says, under what stands above it. */
  readonly facts: Facts;
  /** `folded` without quotation marks and brackets. */
  readonly unmarked: string;
  /** Of a row: the merged cells above that it is under. */
  readonly merged: string;
  /** What rules it and stands outside of it, or is the question that it answers: words of its own, nearly. */
  readonly ruling: string;
  /** What it says is granted or denied, by the innermost of what rules it that says so, else by itself. */
  readonly grant?: Grant | undefined;
  /** What announces the list that it is an item of: a head, or a heading over short items. */
  readonly listHead?: Lead | undefined;
  /** It says since when, how long or instead of what its paper holds. */
  readonly isOfStanding: boolean;
  /** It asks something itself, and answers nothing. */
  readonly isQuestion: boolean;
  /** The headings above its passage, outermost first. */
  readonly headings: readonly string[];
  /** Title, headings and run-in headings: what a sentence is of, and may leave unsaid. */
  readonly above: string;
  /** The innermost heading, run-in heading or label that it stands under or opens with; '' where none is. */
  readonly heading: string;
  /** Where the sentence begins without which it says nothing of whom: that before 其中…, or before 拒不改正的，…. */
  readonly goesOnFrom?: number | undefined;
  /** What of its own paper it cites by number: the item meant by 违反第四条第(一)项. */
  readonly cited: readonly Span[];
  /** The first sentence of its passage and the one before it, neither of an item, a row or a value; and what it cites. */
  readonly beside: string;
  /** Of a row: the years that it is of, by its cells or what stands above its table; empty where neither says. */
  readonly years: readonly number[];
  /** Of all but a row: the years that the heading above it names. */
  readonly yearsAbove: readonly number[];
  /** That of its paper, where the place has papers of several years on the matter. */
  readonly edition?: Edition | undefined;
  /** What stands above it says that it is still to come. */
  readonly isUnderPlan: boolean;
  /** Of a row, with the units that the names of its columns give. */
  readonly figures: readonly Figure[];
}

/** A paper among those of several years that are of one matter and place. */
export interface Edition {
  /** The same of all of them. */
  readonly matter: string;
  readonly year: number;
  readonly newest: number;
}

/** A sentence with what rules it, in two lines. */
export function readUnder({ ruling, folded }: Pick<Sentence, 'ruling' | 'folded'>): string {
  return `${ruling}\n${folded}`;
}
