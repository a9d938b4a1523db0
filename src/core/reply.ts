import { wording } from '../wording.ts';
import type { Evidence } from './evidence/evidence.ts';
import type { Excerpt } from './evidence/excerpts/excerpt.ts';
import type { PlaceAnswer } from './evidence/extract.ts';
import { judgePremise } from './evidence/premise.ts';
import type { WeighedTerm } from './evidence/wanted.ts';
import { overlaps } from './language/text.ts';
import type { AskedQuestion } from './question/question.ts';
import { asksChange, asksComparison, standingAsked } from './question/relation.ts';
import { editionsAmong, quoteBoth, quoteChange } from './reply/changes.ts';
import { quoteComparison } from './reply/comparison.ts';
import { missOf } from './reply/figures/misses.ts';
import { quantitiesOf } from './reply/figures/quantities.ts';
import { quoteList } from './reply/lists.ts';
import type { ReplyDeps } from './reply/parts.ts';
import { nearestOfUnanswered, quotePlaces } from './reply/places.ts';
import { quoteStanding } from './reply/standing.ts';
import type { DraftSentence } from './verify.ts';

export { isAskedWhole, quoteEditions } from './reply/editions.ts';
export { draftTable } from './reply/figures/tables.ts';
export { joinAnswers } from './reply/join.ts';
export {
  answered,
  asRead,
  leadOf,
  notesOn,
  ofOwnPlace,
  placeOfSource,
  type ReplyDeps,
  standingNotes,
  verifyContext,
} from './reply/parts.ts';
export { asksFiguresAmong, clarify, nearestOfUnanswered, noteOnPlaces, quotePlaces } from './reply/places.ts';
export { quotePolicy } from './reply/policies.ts';
export { askWhat, refuse, refusePlaces, refuseWithoutEvidence } from './reply/refusals.ts';

/** The extract that answers, in the form that the question asks for; the gate has not seen it yet. */
export function draft(
  asked: AskedQuestion,
  subject: readonly WeighedTerm[],
  found: readonly PlaceAnswer[],
  evidence: readonly Evidence[],
  deps: ReplyDeps,
): DraftSentence[] {
  return [
    ...found.flatMap((place) => missOf(place, deps)),
    ...beginWith(verdictOn(asked, subject, found, deps), quotes(asked, subject, found, evidence, deps)),
    ...nearestOfUnanswered(asked, subject, found, evidence, deps),
  ];
}

/** What the answer says of the figure that the question brings, and the excerpt that it was held against. */
export interface Verdict {
  readonly words: string;
  readonly on: Excerpt;
}

/** Holds the question's figures against the best excerpt; null where that tells nothing, or several places answer. */
export function verdictOn(
  asked: AskedQuestion,
  subject: readonly WeighedTerm[],
  found: readonly PlaceAnswer[],
  deps: ReplyDeps,
): Verdict | null {
  const [place, ...others] = found;
  if (asked.premises.length === 0 || place === undefined || others.length > 0) return null;
  const [on] = place.excerpts;
  const verdict = judgePremise(
    asked.written,
    asked.premises,
    subject,
    quantitiesOf(on, asked, subject, deps),
  );
  return verdict === 'unclear' ? null : { words: wording.answer.premise[verdict], on };
}

/** The sentences with the verdict before the first; the extract begins with the excerpt that was judged. */
function beginWith(verdict: Verdict | null, sentences: readonly DraftSentence[]): readonly DraftSentence[] {
  const [first, ...rest] = sentences;
  if (verdict === null || first === undefined) return sentences;
  return [{ ...first, lead: `${verdict.words}${first.lead}` }, ...rest];
}

/**
 * A model's sentences with the verdict before the one that cites the excerpt which was judged, and that one first.
 * @returns null where none cites it: the verdict would be on something that is not said.
 */
export function wordedWithVerdict(
  verdict: Verdict | null,
  sentences: readonly DraftSentence[],
): readonly DraftSentence[] | null {
  if (verdict === null) return sentences;
  const { documentId, span } = verdict.on;
  const judged = sentences.find(({ sources }) =>
    sources.some((source) => source.documentId === documentId && overlaps(source.span, span)),
  );
  if (judged === undefined) return null;
  return beginWith(verdict, [judged, ...sentences.filter((sentence) => sentence !== judged)]);
}

function quotes(
  asked: AskedQuestion,
  subject: readonly WeighedTerm[],
  found: readonly PlaceAnswer[],
  evidence: readonly Evidence[],
  deps: ReplyDeps,
): DraftSentence[] {
  const editions = editionsAmong(found);
  if (editions !== undefined) return quoteBoth(asked, subject, editions, deps);
  const isListed = found.length === 1 && found[0]?.excerpts[0].list !== undefined;
  if (isListed || (asked.wanted === 'list' && !asksChange(asked.written)))
    return found.flatMap(({ excerpts }) => quoteList(subject, excerpts, deps));
  if (found.length > 1 && asksComparison(asked.written))
    return quoteComparison(asked, subject, found, evidence, deps);
  if (asksChange(asked.written))
    return found.flatMap((place) => quoteChange(asked, subject, place, evidence, deps));
  const standing = standingAsked(asked.written);
  if (standing !== undefined)
    return found.flatMap((place) => quoteStanding(standing, asked, subject, place, deps));
  return quotePlaces(found, deps);
}
