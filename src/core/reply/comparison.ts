import { wording } from '../../wording.ts';
import type { PlaceAnswer } from '../evidence/extract.ts';
import type { WeighedTerm } from '../evidence/wanted.ts';
import { type Computation, compute, type Obstacle, sourcesOf } from '../gate/computed.ts';
import type { AskedQuestion } from '../question/question.ts';
import type { DraftSentence } from '../verify.ts';
import { MOST_TRIED, type Quantity, quantitiesOf } from './figures/quantities.ts';
import { type ReplyDeps, verifyContext } from './parts.ts';
import { quotePlaces } from './places.ts';

/**
 * The quotes of every place, and behind them by how much the place with the most is above each other one. Where the
 * figures do not allow that, the answer begins with the reason.
 */
export function quoteComparison(
  asked: AskedQuestion,
  subject: readonly WeighedTerm[],
  found: readonly PlaceAnswer[],
  deps: ReplyDeps,
): DraftSentence[] {
  const quotes = quotePlaces(found, deps);
  const best = found.map((place) => bestOf(place, asked, subject, deps));
  const pairs = pairUp(best, deps);
  const refused = pairs.find(({ obstacle }) => obstacle !== undefined)?.obstacle;
  const [first, ...rest] = quotes;
  if (first === undefined || pairs.length === 0) return quotes;
  if (refused !== undefined)
    return [{ ...first, lead: `${wording.answer.notComparable(OBSTACLES[refused])}${first.lead}` }, ...rest];
  return [...quotes, ...pairs.flatMap(({ sentence }) => sentence ?? [])];
}

type Pair = { readonly sentence?: DraftSentence; readonly obstacle?: Obstacle };

/** The few quantities of a place that speak most of what is asked. */
function bestOf(
  { excerpts }: PlaceAnswer,
  asked: AskedQuestion,
  subject: readonly WeighedTerm[],
  deps: ReplyDeps,
): Quantity[] {
  const all = excerpts.flatMap((excerpt) => quantitiesOf(excerpt, asked, subject, deps));
  const most = Math.max(...all.map(({ fit }) => fit));
  return all.filter(({ fit }) => fit === most && fit > 0).slice(0, MOST_TRIED);
}

/** The place with the most against each other one. */
function pairUp(places: readonly (readonly Quantity[])[], deps: ReplyDeps): Pair[] {
  const [first = [], ...others] = places;
  const anchors = first.map((anchor) => [anchor, ...others.map((other) => counterpart(anchor, other, deps))]);
  const complete = anchors.find((chosen) => chosen.every((one) => one !== undefined));
  if (complete === undefined) return places.every(({ length }) => length > 0) ? [mismatch(places, deps)] : [];
  const chosen = complete.flatMap((one) => one ?? []);
  const [most, ...rest] = chosen.sort((a, b) => b.figure.value - a.figure.value);
  return most === undefined ? [] : rest.map((other) => pairOf(most, other, deps));
}

function counterpart(anchor: Quantity, others: readonly Quantity[], deps: ReplyDeps): Quantity | undefined {
  return others.find((other) => pairOf(anchor, other, deps).sentence !== undefined);
}

/** Why the first figures of two places do not compare; of the same unit, where there are such. */
function mismatch([first = [], ...others]: readonly (readonly Quantity[])[], deps: ReplyDeps): Pair {
  const reasons = others.flatMap((other) =>
    first.flatMap((a) =>
      other.map((b) => ({ ...pairOf(a, b, deps), isOfUnit: a.figure.unit === b.figure.unit })),
    ),
  );
  return reasons.find(({ isOfUnit, obstacle }) => isOfUnit && obstacle !== undefined) ?? reasons[0] ?? {};
}

function pairOf(first: Quantity, second: Quantity, deps: ReplyDeps): Pair {
  const computation: Computation = { kind: 'comparison', first: first.operand, second: second.operand };
  const computed = compute(computation, verifyContext(deps));
  if ('obstacle' in computed) return computed;
  const lead = wording.answer.comparisonLead;
  return { sentence: { lead, text: computed.text, sources: sourcesOf(computation), computation } };
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
};
