import type { Signals } from './evidence/confidence.ts';
import type { NamedPolicy } from './evidence/excerpts/policy-names.ts';
import type { Answer, Fallback, Span } from './types.ts';

export interface Explained {
  readonly answer: Answer;
  readonly retrieved: readonly RetrievedPassage[];
  /** The sentences that were weighed, best first; empty where the answer came another way. */
  readonly evidence: readonly WeighedSentence[];
  /** Present where a policy was asked for by name: what the reports say of it. */
  readonly namedPolicy?: NamedPolicy['kind'];
  /**
   * Present where the text was a choice of what had been offered: the question of then, which was answered, and the places
   * that were chosen, by their official names; no places where the list had no such one.
   */
  readonly meant?: { readonly text: string; readonly chosen?: readonly string[] };
  /** Some question of the message is not answered. */
  readonly leavesOpen?: boolean;
  /** Present where the gate left sentences of a model out. */
  readonly dropped?: readonly DroppedSentence[];
}

/** A sentence that a model wrote and the passages did not prove. */
export interface DroppedSentence {
  readonly text: string;
  readonly why: Exclude<Fallback, 'model-failed' | 'model-refused'>;
}

/** What may be said to a line that nobody addressed to the bot. */
export interface Overheard {
  readonly explained: Explained;
  /** The evidence is strong enough to answer unasked. */
  readonly isStrong: boolean;
  /** Least confidence for that, 0 to 1; above 1 where nothing is said unasked. */
  readonly threshold: number;
}

/** One sentence with what speaks for it. */
export interface WeighedSentence {
  readonly documentId: string;
  readonly span: Span;
  readonly signals: Signals;
  /** How likely it answers, 0 to 1. */
  readonly confidence: number;
  /** The confidence before the reader had its word; `confidence` where it had none. 0 to 1. */
  readonly weighed: number;
  /** It holds the form that is asked for, so that confidence alone decides. */
  readonly isEligible: boolean;
}

export interface RetrievedPassage {
  readonly documentId: string;
  /** `SourceDocument.path`. */
  readonly document: string;
  readonly span: Span;
  readonly text: string;
  /** Fused rank score. */
  readonly score: number;
  /** Cosine similarity to the question; null when dense search did not see it. */
  readonly similarity: number | null;
  /** 1-based rank in each list that holds the passage. */
  readonly ranks: Readonly<Partial<Record<'dense' | 'words' | 'bigrams', number>>>;
}
