import { wording } from '../wording.ts';
import type { Excerpt } from './evidence/excerpts/excerpt.ts';
import type { NamedPolicy } from './evidence/excerpts/policy-names.ts';
import type { PlaceAnswer } from './evidence/extract.ts';
import { judgePremise } from './evidence/premise.ts';
import { overlaps, slice } from './language/text.ts';
import type { AskedQuestion } from './question/question.ts';
import { asksChange, asksComparison, standingAsked } from './question/relation.ts';
import { quoteChange } from './reply/changes.ts';
import { editionsAmong, quoteBoth } from './reply/editions.ts';
import { missOf, quantitiesOf } from './reply/figures.ts';
import { quoteList } from './reply/lists.ts';
import { answered, leadOf, type ReplyDeps, type Replying } from './reply/parts.ts';
import { nearestOfUnanswered, noteOnPlaces, quoteComparison, quotePlaces } from './reply/places.ts';
import { missingIn, refuse, scopeOf } from './reply/refusals.ts';
import { quoteStanding } from './reply/standing.ts';
import type { Answer, NonEmpty, Source } from './types.ts';
import type { DraftSentence } from './verify.ts';

export { isAskedWhole, quoteEditions } from './reply/editions.ts';
export { draftTable } from './reply/figures.ts';
export {
  answered,
  asRead,
  gateContext,
  leadOf,
  notesOn,
  ofOwnPlace,
  placesSpoken,
  type ReplyDeps,
  type Replying,
  standingNotes,
} from './reply/parts.ts';
export { asksFiguresAmong, clarify, noteOnPlaces, quotePlaces } from './reply/places.ts';
export { askWhat, refuse, refusePlaces, refuseWithoutEvidence } from './reply/refusals.ts';

/** The extract that answers, in the form that the question asks for; the gate has not seen it yet. */
export function draft(found: readonly PlaceAnswer[], replying: Replying): DraftSentence[] {
  return [
    ...found.flatMap((place) => missOf(place, replying)),
    ...beginWith(verdictOn(found, replying), quotes(found, replying)),
    ...nearestOfUnanswered(found, replying),
  ];
}

/** What the answer says of the figure that the question brings, and the excerpt that it was held against. */
export interface Verdict {
  readonly words: string;
  readonly on: Excerpt;
}

/** Holds the question's figures against the best excerpt; null where that tells nothing, or several places answer. */
export function verdictOn(found: readonly PlaceAnswer[], replying: Replying): Verdict | null {
  const { asked, subject } = replying;
  const [place, ...others] = found;
  if (asked.premises.length === 0 || place === undefined || others.length > 0) return null;
  const [on] = place.excerpts;
  const verdict = judgePremise(asked.written, asked.premises, subject, quantitiesOf(on, replying));
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

function quotes(found: readonly PlaceAnswer[], replying: Replying): DraftSentence[] {
  const { wanted, written } = replying.asked;
  const editions = editionsAmong(found);
  if (editions !== undefined) return quoteBoth(editions, replying);
  const isListed = found.length === 1 && found[0]?.excerpts[0].list !== undefined;
  if (isListed || (wanted === 'list' && !asksChange(written)))
    return found.flatMap(({ excerpts }) => quoteList(excerpts, replying));
  if (found.length > 1 && asksComparison(written)) return quoteComparison(found, replying);
  if (asksChange(written)) return found.flatMap((place) => quoteChange(place, replying));
  const standing = standingAsked(written);
  if (standing !== undefined) return found.flatMap((place) => quoteStanding(standing, place, replying));
  return quotePlaces(found, replying);
}

/** A policy that is asked for by name: its explanation, its items, or the word that the reports only name it. */
export function quotePolicy(
  asked: AskedQuestion,
  { name, kind, sources, origin, count }: NamedPolicy,
  deps: ReplyDeps,
): Answer {
  const { knowledge } = deps;
  const scope = scopeOf(asked, deps);
  if (kind === 'absent')
    return refuse('not-in-corpus', missingIn(asked) + wording.answer.notNamed(scope, name), knowledge);
  const about = {
    named: wording.answer.namedOnly(name),
    listed: wording.answer.listed(name, sources.length, count),
    explained: '',
  }[kind];
  const sentences = sources.map(({ documentId, span }, at): DraftSentence => {
    const document = knowledge.documentById.get(documentId);
    const item = { documentId, span };
    const lead = at === 0 || kind === 'named' ? leadOf(item, deps) : '';
    const proofs: NonEmpty<Source> = at === 0 && origin !== undefined ? [origin, item] : [item];
    return {
      lead: at === 0 ? `${lead}${about}` : lead,
      text: document === undefined ? '' : slice(document.text, span),
      sources: proofs,
    };
  });
  return (
    answered('extracted', sentences, deps, { note: noteOnPlaces(sentences, { ...deps, asked }) }) ??
    refuse('not-in-corpus', wording.answer.notInCorpus(scope), knowledge)
  );
}
