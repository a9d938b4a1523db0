import { wording } from '../../wording.ts';
import type { NamedPolicy } from '../evidence/policies/policy-names.ts';
import { placeLabel } from '../places/place.ts';
import type { AskedQuestion } from '../question/question.ts';
import type { Answer, NonEmpty, Source } from '../types.ts';
import { answered, leadOf, type ReplyDeps } from './parts.ts';
import { noteOnPlaces } from './places.ts';
import { refuse } from './refusals.ts';

/** A policy that is asked for by name: its explanation, its items, or the word that the reports only name it. */
export function quotePolicy(
  asked: AskedQuestion,
  { name, kind, sources, origin, count }: NamedPolicy,
  deps: ReplyDeps,
): Answer {
  const { knowledge } = deps;
  const scope = wording.answer.scopeOf(asked.places.map((place) => placeLabel(place, deps)));
  if (kind === 'absent') {
    const missing = wording.answer.leftOut(
      asked.missingPlaces.map((place) => place.name),
      [],
    );
    return refuse('not-in-corpus', `${missing}${wording.answer.notNamed(scope, name)}`, knowledge);
  }
  const sentences = sources.map(({ documentId, span }, at) => {
    const text = knowledge.documentById.get(documentId)?.text.slice(span.start, span.end) ?? '';
    const about =
      kind === 'named'
        ? wording.answer.namedOnly(name)
        : kind === 'listed'
          ? wording.answer.listed(name, sources.length, count)
          : '';
    const lead = at === 0 || kind === 'named' ? leadOf({ documentId, span }, deps) : '';
    const item = { documentId, span };
    const proofs: NonEmpty<Source> = at === 0 && origin !== undefined ? [origin, item] : [item];
    return { lead: at === 0 ? `${lead}${about}` : lead, text, sources: proofs };
  });
  return (
    answered('extracted', sentences, deps, { note: noteOnPlaces(asked, sentences, deps) }) ??
    refuse('not-in-corpus', wording.answer.notInCorpus(scope), knowledge)
  );
}
