import { wording } from '../../wording.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { type Excerpt, excerptOf } from '../evidence/excerpts/excerpt.ts';
import type { PlaceAnswer } from '../evidence/extract.ts';
import type { WeighedTerm } from '../evidence/wanted.ts';
import type { Difference, Obstacle } from '../gate/computed.ts';
import { told, yearsOf } from '../gate/told.ts';
import { overlaps } from '../language/text.ts';
import type { AskedQuestion } from '../question/question.ts';
import type { DraftSentence } from '../verify.ts';
import { MOST_TRIED, type Quantity, quantitiesOf } from './figures/quantities.ts';
import { type ReplyDeps, standingNotes, verifyContext, workedOut } from './parts.ts';
import { quotePlaces } from './places.ts';

/** A sentence of another year must cover this share of what the one that answers covers of the subject. 0 to 1. */
const AS_GOOD = 0.6;

/**
 * The quotes of every place, and behind them by how much the place with the most is above each other one, in the newest year
 * that all of them tell of. Where the figures do not allow that, the answer begins with the reason.
 */
export function quoteComparison(
  asked: AskedQuestion,
  subject: readonly WeighedTerm[],
  found: readonly PlaceAnswer[],
  evidence: readonly Evidence[],
  deps: ReplyDeps,
): DraftSentence[] {
  const told = found.map((place) => toldOf(place, asked, subject, evidence, deps));
  const compared = comparedIn(told, deps);
  if (compared === undefined) {
    const [first, ...rest] = quotePlaces(found, deps);
    const why = told.every(({ length }) => length > 0) ? obstacleIn(told, deps) : '';
    return first === undefined ? [] : [{ ...first, lead: `${why}${first.lead}` }, ...rest];
  }
  const quoted = found.map((place, at) => withCompared(place, compared[at], told[at] ?? []));
  const [most, ...others] = [...compared].sort((a, b) => b.figure.value - a.figure.value);
  const differences = others.flatMap((other) => (most && pairOf(most, other, deps).sentence) ?? []);
  return [...quotePlaces(quoted, deps), ...differences];
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
function toldOf(
  { place, excerpts }: PlaceAnswer,
  asked: AskedQuestion,
  subject: readonly WeighedTerm[],
  evidence: readonly Evidence[],
  deps: ReplyDeps,
): OfYear[] {
  const quantitiesIn = (excerpt: Excerpt) =>
    quantitiesOf(excerpt, asked, subject, deps).map((one) => ({ ...one, excerpt }));
  const quoted = excerpts.flatMap(quantitiesIn);
  const most = Math.max(0, ...quoted.map(({ fit }) => fit));
  const isMeant = ({ fit }: Quantity) => most > 0 && fit >= most;
  const further = asked.years.length > 0 ? [] : furtherOf(place, excerpts, asked, subject, evidence, deps);
  return [quoted, further.flatMap(quantitiesIn)]
    .flatMap((all) => all.filter(isMeant).slice(0, MOST_TRIED))
    .map((one) => ({ ...one, years: yearsTold(one, deps) }))
    .sort((a, b) => b.years.localeCompare(a.years));
}

/** Sentences of a place that answer as its quotes do. */
function furtherOf(
  place: string | undefined,
  excerpts: readonly Excerpt[],
  asked: AskedQuestion,
  subject: readonly WeighedTerm[],
  evidence: readonly Evidence[],
  deps: ReplyDeps,
): Excerpt[] {
  const ofPlace = evidence.filter(({ sentence }) => sentence.passage.place === place);
  const isQuoted = ({ documentId, span }: Excerpt) =>
    excerpts.some((one) => one.documentId === documentId && overlaps(one.span, span));
  const covered = Math.max(...ofPlace.map(({ signals }) => signals.coverage));
  return ofPlace
    .filter(({ signals, isOfOthers }) => !isOfOthers && signals.coverage >= AS_GOOD * covered)
    .flatMap(({ sentence, score }) => excerptOf(asked, subject, sentence, score, deps.knowledge) ?? [])
    .filter((excerpt) => !isQuoted(excerpt));
}

function yearsTold({ operand }: Quantity, deps: ReplyDeps): string {
  const own = told(operand, verifyContext(deps));
  return own === null ? '' : yearsOf(own);
}

/** A figure of each place that may be compared, of the newest year, what holds before what does not; undefined where there are none. */
function comparedIn(places: readonly (readonly OfYear[])[], deps: ReplyDeps): OfYear[] | undefined {
  const holding = places.map((told) =>
    told.filter(({ excerpt }) => standingNotes(excerpt, deps).length === 0),
  );
  return comparable(holding, deps) ?? comparable(places, deps);
}

function comparable(places: readonly (readonly OfYear[])[], deps: ReplyDeps): OfYear[] | undefined {
  const [first = [], ...others] = places;
  const counterpart = (anchor: OfYear, among: readonly OfYear[]) =>
    among.find((other) => pairOf(anchor, other, deps).sentence !== undefined);
  for (const anchor of first) {
    const counterparts = others.flatMap((among) => counterpart(anchor, among) ?? []);
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
  const kept = place.excerpts.filter((one) => one !== excerpt && newest(one) >= years);
  const [first = excerpt, ...rest] = place.excerpts.includes(excerpt)
    ? place.excerpts.filter((one) => one === excerpt || kept.includes(one))
    : [...kept, excerpt];
  return { ...place, excerpts: [first, ...rest] };
}

/** Why the figures of places do not compare: that their years differ, else the reason of the first ones of one unit. */
function obstacleIn([first = [], ...others]: readonly (readonly OfYear[])[], deps: ReplyDeps): string {
  const pairs = others.flatMap((other) =>
    first.flatMap((a) => other.map((b) => ({ a, b, ...pairOf(a, b, deps) }))),
  );
  const met = pairs.filter(({ obstacle }) => obstacle !== undefined);
  const reason =
    met.find(({ obstacle }) => obstacle === 'year') ??
    met.find(({ a, b }) => a.figure.unit === b.figure.unit) ??
    met[0];
  return reason?.obstacle === undefined ? '' : wording.answer.notComparable(OBSTACLES[reason.obstacle]);
}

function pairOf(
  first: Quantity,
  second: Quantity,
  deps: ReplyDeps,
): { readonly sentence?: DraftSentence; readonly obstacle?: Obstacle } {
  const computation: Difference = { kind: 'comparison', first: first.operand, second: second.operand };
  return workedOut(computation, wording.answer.comparisonLead, deps);
}

const OBSTACLES: Readonly<Record<Obstacle, string>> = {
  'no-figure': wording.answer.obstacles.other,
  unit: wording.answer.obstacles.unit,
  rate: wording.answer.obstacles.rate,
  label: wording.answer.obstacles.label,
  change: wording.answer.obstacles.change,
  planned: wording.answer.obstacles.planned,
  inexact: wording.answer.obstacles.inexact,
  place: wording.answer.obstacles.other,
  order: wording.answer.obstacles.other,
  year: wording.answer.obstacles.year,
};
