import { wording } from '../../wording.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { excerptOf } from '../evidence/excerpts/excerpt.ts';
import type { PlaceAnswer } from '../evidence/extract.ts';
import type { WeighedTerm } from '../evidence/wanted.ts';
import { placeLabel } from '../places/place.ts';
import { asksAmongPlaces } from '../question/forms.ts';
import type { AskedQuestion } from '../question/question.ts';
import { asksComparison } from '../question/relation.ts';
import type { Answer, NonEmpty } from '../types.ts';
import type { DraftSentence } from '../verify.ts';
import { dateOfSource, notesOn, placeOfSource, quote, type ReplyDeps } from './parts.ts';
import { nearestOf, refuse } from './refusals.ts';

/** The quotes of every place that answers, each under its place and date. */
export function quotePlaces(found: readonly PlaceAnswer[], deps: ReplyDeps): DraftSentence[] {
  return found.flatMap(({ excerpts }) => excerpts.map((excerpt) => quote(excerpt, deps)));
}

/** Whether figures are asked among places: 各县低保标准是多少, 哪个县脱贫人数最多. */
export function asksFiguresAmong({ wanted, written }: AskedQuestion): boolean {
  return (wanted === 'figure' || asksComparison(written)) && asksAmongPlaces(written);
}

/** Of more places than this, those that an answer leaves out are not named. */
const MOST_NAMED = 10;

/**
 * Names the places asked that the answer says nothing of: those without a report, and those whose reports are silent. Of a
 * figure asked among places (哪个县脱贫人数最多), those that it is not given of: they may only be less sure.
 */
export function noteOnPlaces(
  asked: AskedQuestion,
  extract: readonly DraftSentence[],
  deps: ReplyDeps,
): string {
  const spoken = new Set(
    extract.flatMap(({ sources }) => sources.map((source) => placeOfSource(source, deps.knowledge))),
  );
  const labels = (places: Iterable<string>) =>
    [...places].filter((place) => !spoken.has(place)).map((place) => placeLabel(place, deps));
  const known = deps.knowledge.ordinalsByPlace;
  const isAmong =
    asksFiguresAmong(asked) &&
    asked.places.length + asked.missingPlaces.length === 0 &&
    known.size <= MOST_NAMED;
  if (isAmong) return wording.answer.notAmong(labels(known.keys()));
  return wording.answer.leftOut(
    asked.missingPlaces.map(({ name }) => name),
    labels([...asked.silentPlaces, ...asked.places]),
  );
}

/** For each place asked about that does not answer: says so, and quotes the nearest that its reports say. */
export function nearestOfUnanswered(
  asked: AskedQuestion,
  subject: readonly WeighedTerm[],
  found: readonly PlaceAnswer[],
  evidence: readonly Evidence[],
  deps: ReplyDeps,
): DraftSentence[] {
  return asked.places
    .filter((place) => !found.some((one) => one.place === place))
    .flatMap((place) => {
      const ofPlace = evidence.filter(({ sentence }) => sentence.passage.place === place);
      return nearestOf(ofPlace, asked)
        .flatMap(({ sentence, score }) => excerptOf(asked, subject, sentence, score, deps.knowledge) ?? [])
        .slice(0, 1)
        .map((excerpt) => ({
          ...quote(excerpt, deps),
          lead: wording.answer.nothingOf(
            placeLabel(place, deps),
            dateOfSource(excerpt, deps),
            notesOn(excerpt),
          ),
        }));
    });
}

/**
 * Offers the places that answer, when they are too many for one message: the surest first, and those that are as sure
 * as each other in the order of the corpus.
 */
export function clarify(found: readonly PlaceAnswer[], deps: ReplyDeps): Answer {
  const order = [...deps.knowledge.places];
  const [first, ...rest] = [...found]
    .sort((a, b) => b.score - a.score || order.indexOf(a.place ?? '') - order.indexOf(b.place ?? ''))
    .flatMap(({ place }) => (place === undefined ? [] : [place]))
    .map((place) => ({ place, label: placeLabel(place, deps) }));
  if (first === undefined)
    return refuse('not-in-corpus', wording.answer.notInCorpus(wording.answer.scopeOf([])), deps.knowledge);
  const options: NonEmpty<{ place: string; label: string }> = [first, ...rest];
  return {
    kind: 'clarify',
    text: wording.answer.choose(options.map(({ label }) => label)),
    options,
    corpusVersion: deps.knowledge.version,
  };
}
