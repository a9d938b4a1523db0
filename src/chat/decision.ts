import type { Explained, RetrievedPassage, WeighedSentence } from '../core/explained.ts';
import type { Fallback, RefusalReason } from '../core/types.ts';

/** The sign by which a question is known to be for the bot. */
export type Sign = 'private' | 'mention' | 'reply' | 'ask';

/** Why what was written is not for the bot. */
export type Ignored =
  | 'bot'
  | 'service'
  | 'channel-post'
  /** Written to a channel, which its administrators answer. */
  | 'direct-messages'
  | 'forwarded'
  | 'other-bot'
  /** Said to somebody else: names another member, or replies to one. */
  | 'not-addressed'
  | 'not-a-question';

/** Why nothing was said. */
export type Silence =
  | Ignored
  /** Overheard in a group where the bot does not listen. */
  | 'not-listening'
  /** Overheard, and the evidence was too weak to speak unasked. */
  | 'weak-evidence'
  /** A sender that is no person was answered already. */
  | 'hop-limit'
  /** It came in an outage, too long ago to answer. */
  | 'too-old';

/** What the bot did with a message, and on what scores. Holds nothing of what anybody wrote. */
export interface Decision {
  readonly outcome:
    | 'answered'
    | 'clarify'
    | 'refused'
    | 'silent'
    | 'limited'
    | 'stale'
    | 'failed'
    | 'stopped';
  /** By which sign the message was the bot's to answer. */
  readonly by: Sign | 'overheard' | 'choice' | 'none';
  /** Why it was refused, why nothing was said, or whose limit was reached. */
  readonly reason?: RefusalReason | Silence | 'member' | 'group' | 'queue' | 'full';
  readonly method?: 'extracted' | 'generated';
  /** Why a model's wording was not said. */
  readonly fallback?: Fallback;
  /** The chat's own county that the question came with. */
  readonly place?: string;
  readonly corpusVersion?: string;
  /** Milliseconds from taking the question up to the answer. */
  readonly ms?: number;
  /** Best first, at most three. `document`: `SourceDocument.path`. */
  readonly evidence: readonly ({ readonly document: string } & Pick<
    WeighedSentence,
    'span' | 'confidence' | 'isEligible'
  >)[];
  /** Best first, at most three. */
  readonly retrieved: readonly Pick<
    RetrievedPassage,
    'document' | 'span' | 'score' | 'similarity' | 'ranks'
  >[];
  /** What the confidence was held against where the bot listened unasked, 0 to 1. */
  readonly threshold?: number;
}

const SHOWN = 3;

/** Of a decision without an explanation. */
export const NO_SCORES = { evidence: [], retrieved: [] } as const;

/** The part of a decision that an explanation tells. @param pathOf the path of a document by its id. */
export function explainedDecision(
  { answer, evidence, retrieved }: Explained,
  pathOf: (documentId: string) => string,
): Omit<Decision, 'by' | 'place' | 'ms' | 'threshold'> {
  return {
    outcome: answer.kind,
    ...(answer.kind === 'refused' ? { reason: answer.reason } : {}),
    ...(answer.kind === 'answered' ? { method: answer.method } : {}),
    ...(answer.kind === 'answered' && answer.fallback !== undefined ? { fallback: answer.fallback } : {}),
    corpusVersion: answer.corpusVersion,
    evidence: evidence.slice(0, SHOWN).map(({ documentId, span, confidence, isEligible }) => ({
      document: pathOf(documentId),
      span,
      confidence,
      isEligible,
    })),
    retrieved: retrieved
      .slice(0, SHOWN)
      .map(({ document, span, score, similarity, ranks }) => ({ document, span, score, similarity, ranks })),
  };
}
