import { wording } from '../../wording.ts';
import type { Excerpt } from '../evidence/excerpts/excerpt.ts';
import type { PlaceAnswer } from '../evidence/extract.ts';
import { type Difference, sourcesOf } from '../gate/computed.ts';
import { isYear } from '../language/figures/dates.ts';
import { relativeYearsIn } from '../language/relative-years.ts';
import { fold, overlaps } from '../language/text.ts';
import { toldAbove } from '../papers/headed.ts';
import { yearOf } from '../papers/held.ts';
import { dateOf, paperAt, titleAt } from '../papers.ts';
import type { DraftSentence } from '../verify.ts';
import { bestFit, MOST_TRIED, type Quantity, quantitiesOf } from './figures.ts';
import { excerptsOf, quote, type ReplyDeps, type Replying, workedOut } from './parts.ts';

/** Quotes that one place's change is told with. */
const MAX_QUOTES = 4;
/** A further sentence must cover this share of what the best one covers of the subject. 0 to 1. */
const AS_GOOD = 0.4;
/** A further figure's own words must hold this share of what the best one's hold of the subject. 0 to 1. */
const AS_FIT = 0.6;
/** Stands for the year of a report that gives none: behind all that are named. */
const UNKNOWN_YEAR = 9999;
/** Tells the report's own year. */
const NOW = /目前|现在/u;

/**
 * How something changed at one place: the quotes that give the figure at different times, the earliest first, and
 * behind them by how much, where two figures allow it.
 */
export function quoteChange({ place, excerpts }: PlaceAnswer, replying: Replying): DraftSentence[] {
  const { asked, evidence } = replying;
  const found = (excerpt: Excerpt) => quantitiesOf(excerpt, replying);
  const [best] = excerpts;
  const ofBest = found(best);
  const least = AS_FIT * bestFit(ofBest);
  const units = new Set(ofBest.flatMap(({ figure, fit }) => (fit >= least ? [figure.unit] : [])));
  const told = (excerpt: Excerpt) =>
    found(excerpt).filter(({ figure, fit }) => fit >= least && units.has(figure.unit));
  const tells = (excerpt: Excerpt) => told(excerpt).length > 0;
  const chosen = units.size === 0 ? [...excerpts] : excerpts.filter(tells);
  const ofPlace = evidence.filter(({ sentence }) => sentence.passage.place === place);
  const covered = ofPlace.find(({ sentence }) => overlaps(sentence.span, best.span))?.signals.coverage ?? 1;
  const near = ofPlace.filter(({ signals }) => signals.coverage >= AS_GOOD * covered);
  for (const excerpt of excerptsOf(near, replying)) {
    if (chosen.length >= MAX_QUOTES) break;
    if (!tells(excerpt) || (excerpt.planned && saidTime(excerpt, replying) === undefined)) continue;
    const time = timeBeside(excerpt, chosen, least > 0, replying);
    const isNew = chosen.every((other) => !isSame(other, excerpt) && timeOf(other, replying) !== time);
    if (time !== undefined && isNew) chosen.push(excerpt);
  }
  const ofYears = chosen.filter((excerpt) => asked.years.includes(timeOf(excerpt, replying)));
  const inTime = (ofYears.length > 1 ? ofYears : chosen).toSorted(
    (a, b) => timeOf(a, replying) - timeOf(b, replying),
  );
  return [
    ...inTime.map((excerpt) => quote(excerpt, replying)),
    ...difference(inTime.flatMap(told), replying),
  ];
}

function isSame(a: Excerpt, b: Excerpt): boolean {
  return a.documentId === b.documentId && overlaps(a.span, b.span);
}

/**
 * When an excerpt is of beside others: the year that it says, else its own, where it is of another paper than they are or these say
 * theirs; undefined where it may be of the same time. @param isLabelled its figure is told by what is asked.
 */
function timeBeside(
  excerpt: Excerpt,
  others: readonly Excerpt[],
  isLabelled: boolean,
  deps: ReplyDeps,
): number | undefined {
  const timeSaid = isLabelled ? saidTime : toldTime;
  const isOfOwn = others.every(
    (other) => other.documentId !== excerpt.documentId || (isLabelled && saidTime(other, deps) !== undefined),
  );
  const own = isOfOwn ? ownYear(excerpt, deps) : UNKNOWN_YEAR;
  return timeSaid(excerpt, deps) ?? (own === UNKNOWN_YEAR ? undefined : own);
}

/** When an excerpt is of: the year that it says, else the report's own, far ahead where none is known. */
function timeOf(excerpt: Excerpt, deps: ReplyDeps): number {
  return saidTime(excerpt, deps) ?? ownYear(excerpt, deps);
}

/** The year that an excerpt says, else the only one that stands above it; undefined where neither says one. */
function saidTime(excerpt: Excerpt, deps: ReplyDeps): number | undefined {
  const document = deps.knowledge.documentById.get(excerpt.documentId);
  const [above, ...others] = document === undefined ? [] : toldAbove(excerpt.span, document).years;
  return toldTime(excerpt, deps) ?? (others.length === 0 ? above : undefined);
}

/** The first year that an excerpt names, else the report's own moved by 去年 and the like; undefined where it says nothing. */
function toldTime(excerpt: Excerpt, deps: ReplyDeps): number | undefined {
  const document = deps.knowledge.documentById.get(excerpt.documentId);
  if (document === undefined) return undefined;
  const { folded: text, figures } = document.facts.of(excerpt.span);
  const named = figures.find(isYear);
  if (named !== undefined) return named.value;
  const [shift = NOW.test(text) ? 0 : undefined] = relativeYearsIn(text);
  return shift === undefined ? undefined : ownYear(excerpt, deps) + shift;
}

/** The year that the title of its paper names, else that of its date. */
function ownYear({ documentId, span }: Excerpt, { knowledge }: ReplyDeps): number {
  const document = knowledge.documentById.get(documentId);
  if (document === undefined) return UNKNOWN_YEAR;
  const paper = paperAt(document, span);
  const titled = yearOf(fold(titleAt(document, span)), paper);
  const year = Number.parseInt(titled || (dateOf(paper) ?? ''), 10);
  return Number.isNaN(year) ? UNKNOWN_YEAR : year;
}

/** The few that speak most of what is asked, in their order; of those that speak as much, the first and the last ones. */
function fittest(inTime: readonly Quantity[]): Quantity[] {
  const fromEnd = (at: number) => Math.min(at, inTime.length - 1 - at);
  const ranked = [...inTime.entries()].sort(([i, a], [j, b]) => b.fit - a.fit || fromEnd(i) - fromEnd(j));
  const kept = new Set(ranked.slice(0, MOST_TRIED).map(([at]) => at));
  return inTime.filter((_, at) => kept.has(at));
}

/**
 * By how much the figure that is most spoken of changed from its earliest to its latest, where that may be worked out: from
 * one quote to another, else within one (由 … 提高到 …), which tells of one time only.
 */
function difference(inTime: readonly Quantity[], deps: ReplyDeps): DraftSentence[] {
  const least = AS_FIT * bestFit(inTime);
  const meant = fittest(inTime.filter(({ fit }) => fit > 0 && fit >= least));
  const pairs = meant.flatMap((first, at) =>
    meant
      .slice(at + 1)
      .reverse()
      .map((second): Difference => ({ kind: 'change', first: first.operand, second: second.operand })),
  );
  const isWithinOne = (pair: Difference) => sourcesOf(pair).length === 1;
  const ordered = [...pairs.filter((pair) => !isWithinOne(pair)), ...pairs.filter(isWithinOne)];
  for (const computation of ordered) {
    const worked = workedOut(computation, wording.answer.changeLead, deps);
    if ('sentence' in worked) return [worked.sentence];
  }
  return [];
}
