import { wording } from '../wording.ts';
import type { Evidence } from './evidence/evidence.ts';
import type { PlaceAnswer } from './evidence/extract.ts';
import { judgePremise } from './evidence/premise.ts';
import type { WeighedTerm } from './evidence/wanted.ts';
import type { AskedQuestion } from './question/question.ts';
import { asksChange, asksComparison, standingAsked } from './question/relation.ts';
import { quoteChange } from './reply/changes.ts';
import { quoteComparison } from './reply/comparison.ts';
import { quoteList } from './reply/lists.ts';
import type { ReplyDeps } from './reply/parts.ts';
import { nearestOfUnanswered, quotePlaces } from './reply/places.ts';
import { quantitiesOf } from './reply/quantities.ts';
import { quoteStanding } from './reply/standing.ts';
import type { DraftSentence } from './verify.ts';

export { answered } from './reply/answered.ts';
export { joinAnswers } from './reply/join.ts';
export { leadOf, type ReplyDeps, verifyContext } from './reply/parts.ts';
export { clarify, nearestOfUnanswered, noteOnPlaces, quotePlaces } from './reply/places.ts';
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
    ...withVerdict(quotes(asked, subject, found, evidence, deps), asked, subject, found, deps),
    ...nearestOfUnanswered(asked, subject, found, evidence, deps),
  ];
}

/** Where the question brings a figure that can be compared with the quote, the quote begins with what comes of it. */
function withVerdict(
  quoted: readonly DraftSentence[],
  asked: AskedQuestion,
  subject: readonly WeighedTerm[],
  found: readonly PlaceAnswer[],
  deps: ReplyDeps,
): readonly DraftSentence[] {
  const [first, ...rest] = quoted;
  const [
    {
      excerpts: [best],
    } = { excerpts: [] },
    ...others
  ] = found;
  if (asked.premises.length === 0 || first === undefined || best === undefined || others.length > 0)
    return quoted;
  const verdict = judgePremise(asked.text, asked.premises, subject, quantitiesOf(best, asked, subject, deps));
  if (verdict === 'unclear') return quoted;
  return [{ ...first, lead: `${wording.answer.premise[verdict]}${first.lead}` }, ...rest];
}

function quotes(
  asked: AskedQuestion,
  subject: readonly WeighedTerm[],
  found: readonly PlaceAnswer[],
  evidence: readonly Evidence[],
  deps: ReplyDeps,
): DraftSentence[] {
  if (asked.wanted === 'list') return found.flatMap(({ excerpts }) => quoteList(subject, excerpts, deps));
  if (found.length > 1 && asksComparison(asked.text)) return quoteComparison(asked, subject, found, deps);
  if (asksChange(asked.text))
    return found.flatMap((place) => quoteChange(asked, subject, place, evidence, deps));
  const standing = standingAsked(asked.text);
  if (standing !== undefined)
    return found.flatMap((place) => quoteStanding(standing, asked, subject, place, deps));
  return quotePlaces(found, deps);
}
