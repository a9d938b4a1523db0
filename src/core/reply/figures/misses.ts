import { wording } from '../../../wording.ts';
import type { PlaceAnswer } from '../../evidence/extract.ts';
import type { Miss } from '../../gate/computed.ts';
import type { DraftSentence } from '../../verify.ts';
import { type ReplyDeps, workedOut } from '../parts.ts';

/** Says of a place by whose classes what is asked of is missed that it is; nothing of any other. */
export function missOf({ outside, excerpts: [nearest] }: PlaceAnswer, deps: ReplyDeps): DraftSentence[] {
  if (outside === undefined) return [];
  const { documentId, span, lead } = nearest;
  const source = { documentId, span, ...(lead.length === 0 ? {} : { lead }) };
  const computation: Miss = { kind: 'miss', amount: outside, source };
  const worked = workedOut(computation, wording.answer.missedLead, deps);
  return 'sentence' in worked ? [worked.sentence] : [];
}
