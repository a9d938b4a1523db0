import { wording } from '../../wording.ts';
import type { Excerpt } from '../evidence/excerpts/excerpt.ts';
import type { PlaceAnswer } from '../evidence/extract.ts';
import type { Difference, Obstacle } from '../gate/computed.ts';
import { told, yearsOf } from '../gate/told.ts';
import { overlaps } from '../language/text.ts';
import { placeLabel } from '../places/place.ts';
import { asksAmongPlaces } from '../question/forms.ts';
import type { AskedQuestion } from '../question/question.ts';
import { asksComparison } from '../question/relation.ts';
import type { Answer, NonEmpty } from '../types.ts';
import type { DraftSentence } from '../verify.ts';
import { bestFit, MOST_TRIED, type Quantity, quantitiesOf } from './figures.ts';
import {
  excerptsOf,
  gateContext,
  notesOn,
  placesSpoken,
  quote,
  type ReplyDeps,
  type Replying,
  standingNotes,
  workedOut,
} from './parts.ts';
import { nearestOf, refuse } from './refusals.ts';

/** Of more places than this, those that an answer leaves out are not named. */
const MOST_NAMED = 10;
/** A sentence of another year must cover this share of what the one that answers covers of the subject. 0 to 1. */
const AS_GOOD = 0.6;

/** The quotes of all that answers, each under its place and date. */
export function quotePlaces(found: readonly PlaceAnswer[], deps: ReplyDeps): DraftSentence[] {
  return found.flatMap(({ excerpts }) => excerpts.map((excerpt) => quote(excerpt, deps)));
}

/** Whether figures are asked among places: 各县低保标准是多少, 哪个县脱贫人数最多. */
export function asksFiguresAmong({ wanted, written }: AskedQuestion): boolean {
  return (wanted === 'figure' || asksComparison(written)) && asksAmongPlaces(written);
}

/**
 * Names the places asked that the answer says nothing of: those without a report, and those whose reports are silent. Of a
 * figure asked among places (哪个县脱贫人数最多), those that it is not given of: they may only be less sure.
 */
export function noteOnPlaces(
  extract: readonly DraftSentence[],
  { asked, ...deps }: ReplyDeps & Pick<Replying, 'asked'>,
): string {
  const spoken = placesSpoken(extract, deps);
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
export function nearestOfUnanswered(found: readonly PlaceAnswer[], replying: Replying): DraftSentence[] {
  const { asked, evidence } = replying;
  const silent = asked.places.filter((place) => !found.some((one) => one.place === place));
  return silent.flatMap((place) => {
    const ofPlace = evidence.filter(({ sentence }) => sentence.passage.place === place);
    const [excerpt] = excerptsOf(nearestOf(ofPlace, asked), replying);
    if (excerpt === undefined) return [];
    const { passage } = excerpt;
    const lead = wording.answer.nothingOf(placeLabel(place, replying), passage.period, notesOn(excerpt));
    return [{ ...quote(excerpt, replying), lead }];
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

/**
 * The quotes of every place, and behind them by how much the place with the most is above each other one, in the newest year
 * that all of them tell of. Where the figures do not allow that, the answer begins with the reason.
 */
export function quoteComparison(found: readonly PlaceAnswer[], replying: Replying): DraftSentence[] {
  const told = found.map((place) => toldOf(place, replying));
  const compared = comparedIn(told, replying);
  if (compared === undefined) {
    const [first, ...rest] = quotePlaces(found, replying);
    const why = told.every(({ length }) => length > 0) ? obstacleIn(told, replying) : '';
    return first === undefined ? [] : [{ ...first, lead: `${why}${first.lead}` }, ...rest];
  }
  const quoted = found.map((place, at) => withCompared(place, compared[at], told[at] ?? []));
  const [most, ...others] = [...compared].sort((a, b) => b.figure.value - a.figure.value);
  const differences = others.flatMap((other) => (most && pairOf(most, other, replying).sentence) ?? []);
  return [...quotePlaces(quoted, replying), ...differences];
}

/** A figure of a place that may be meant. */
interface OfYear extends Quantity {
  readonly excerpt: Excerpt;
  /** As it is compared; '' where it is not told. */
  readonly years: string;
}

/**
 * The few quantities of a place that speak most of what is asked, the newest first: those of its quotes, and of further
 * sentences, where no year is asked.
 */
function toldOf({ place, excerpts }: PlaceAnswer, replying: Replying): OfYear[] {
  const quantitiesIn = (excerpt: Excerpt) =>
    quantitiesOf(excerpt, replying).map((one) => ({ ...one, excerpt }));
  const quoted = excerpts.flatMap(quantitiesIn);
  const most = bestFit(quoted);
  const isMeant = ({ fit }: Quantity) => most > 0 && fit >= most;
  const further = replying.asked.years.length > 0 ? [] : furtherOf(place, excerpts, replying);
  return [quoted, further.flatMap(quantitiesIn)]
    .flatMap((all) => all.filter(isMeant).slice(0, MOST_TRIED))
    .map((one) => ({ ...one, years: yearsTold(one, replying) }))
    .sort((a, b) => b.years.localeCompare(a.years));
}

/** Sentences of a place that answer as its quotes do. */
function furtherOf(place: string | undefined, excerpts: readonly Excerpt[], replying: Replying): Excerpt[] {
  const ofPlace = replying.evidence.filter(({ sentence }) => sentence.passage.place === place);
  const covered = Math.max(...ofPlace.map(({ signals }) => signals.coverage));
  const near = ofPlace.filter(
    ({ signals, isOfOthers }) => !isOfOthers && signals.coverage >= AS_GOOD * covered,
  );
  const isQuoted = ({ documentId, span }: Excerpt) =>
    excerpts.some((one) => one.documentId === documentId && overlaps(one.span, span));
  return excerptsOf(near, replying).filter((excerpt) => !isQuoted(excerpt));
}

function yearsTold({ operand }: Quantity, deps: ReplyDeps): string {
  const own = told(operand, gateContext(deps));
  return own === null ? '' : yearsOf(own);
}

/** A figure of each place that may be compared, of the newest year, what holds before what does not; undefined where there are none. */
function comparedIn(places: readonly (readonly OfYear[])[], deps: ReplyDeps): OfYear[] | undefined {
  const holds = ({ excerpt }: OfYear) => standingNotes(excerpt, deps).length === 0;
  for (const [first = [], ...others] of [places.map((told) => told.filter(holds)), places])
    for (const anchor of first) {
      const counterparts = others.flatMap(
        (among) => among.find((other) => pairOf(anchor, other, deps).sentence !== undefined) ?? [],
      );
      if (counterparts.length === others.length) return [anchor, ...counterparts];
    }
  return undefined;
}

/** A place with the figure that is compared, and without what is older than that. */
function withCompared(
  place: PlaceAnswer,
  compared: OfYear | undefined,
  told: readonly OfYear[],
): PlaceAnswer {
  if (compared === undefined) return place;
  const { excerpt, years } = compared;
  const newest = (one: Excerpt) => told.find((other) => other.excerpt === one)?.years ?? years;
  const kept = place.excerpts.filter((one) => one === excerpt || newest(one) >= years);
  const [first = excerpt, ...rest] = kept.includes(excerpt) ? kept : [...kept, excerpt];
  return { ...place, excerpts: [first, ...rest] };
}

/** Why the figures of places do not compare: that their years differ, else the reason of the first ones of one unit. */
function obstacleIn([first = [], ...others]: readonly (readonly OfYear[])[], deps: ReplyDeps): string {
  const met = others.flatMap((other) =>
    first.flatMap((a) =>
      other.flatMap((b) => {
        const { obstacle } = pairOf(a, b, deps);
        return obstacle === undefined ? [] : [{ obstacle, isOfOneUnit: a.figure.unit === b.figure.unit }];
      }),
    ),
  );
  const reason =
    met.find(({ obstacle }) => obstacle === 'year') ?? met.find(({ isOfOneUnit }) => isOfOneUnit) ?? met[0];
  return reason === undefined ? '' : wording.answer.notComparable(OBSTACLES[reason.obstacle]);
}

function pairOf(
  first: Quantity,
  second: Quantity,
  deps: ReplyDeps,
): { readonly sentence?: DraftSentence; readonly obstacle?: Obstacle } {
  const computation: Difference = { kind: 'comparison', first: first.operand, second: second.operand };
  return workedOut(computation, wording.answer.comparisonLead, deps);
}

const { other, ...obstacles } = wording.answer.obstacles;
const OBSTACLES: Readonly<Record<Obstacle, string>> = {
  ...obstacles,
  'no-figure': other,
  place: other,
  order: other,
};
