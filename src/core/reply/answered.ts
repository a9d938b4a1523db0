import type { Answered, Fallback } from '../types.ts';
import { type DraftSentence, verify } from '../verify.ts';
import { type ReplyDeps, verifyContext } from './parts.ts';

/**
 * A checked answer; null when no sentence passes the gate.
 * @param note put before the first sentence: which of the places asked the answer leaves out.
 */
export function answered(
  method: Answered['method'],
  sentences: readonly DraftSentence[],
  deps: ReplyDeps,
  { fallback, note = '' }: { readonly fallback?: Fallback | undefined; readonly note?: string } = {},
): Answered | null {
  const verified = verify(sentences, verifyContext(deps));
  if (verified === null) return null;
  return {
    kind: 'answered',
    method,
    ...(fallback === undefined ? {} : { fallback }),
    text: note + verified.text,
    citations: verified.citations,
    corpusVersion: deps.knowledge.version,
  };
}
