import type { Sentence } from '../facts/sentence.ts';
import type { Amount } from '../language/figures/bands.ts';
import { extremeAsked } from '../language/figures/extremes.ts';
import { overlaps } from '../language/text.ts';
import type { Standings } from '../papers.ts';
import type { Knowledge } from '../ports.ts';
import { asksHow, asksProcedure } from '../question/forms.ts';
import type { AskedQuestion } from '../question/question.ts';
import type { NonEmpty } from '../types.ts';
import { answering } from './answering.ts';
import { asksSeveral } from './aspects.ts';
import { outsideOf } from './classes.ts';
import { lackedBy, TOPIC } from './confidence.ts';
import { EVIDENCE, type Evidence } from './evidence.ts';
import {
  EXTRACT,
  type Excerpt,
  type ExtractSettings,
  excerptOf,
  excerptsOf,
  type Quoting,
} from './excerpts/excerpt.ts';
import { extremeExcerpts, tellsExtreme } from './excerpts/extremes.ts';
import { isStep } from './excerpts/lists.ts';
import { type Holding, inForceFirst, newestOf, rowsUnderNamed } from './excerpts/newest.ts';
import { additionTo, boundTo, listExcerpts, sequelOf, stepExcerpts } from './excerpts/quoted.ts';
import { preferLabelled } from './figures/labels.ts';
import type { WeighedTerm } from './wanted.ts';

/** What one place's reports answer. */
export interface PlaceAnswer {
  readonly place: string | undefined;
  readonly excerpts: NonEmpty<Excerpt>;
  readonly score: number;
  /** What the question names and no class holds: the first excerpt tells of the nearest. */
  readonly outside?: Amount;
}

/**
 * The answering excerpts by place, best first. Where no place was asked, only places whose best sentence comes near
 * the best of all.
 */
export function selectByPlace(
  asked: AskedQuestion,
  subject: readonly WeighedTerm[],
  evidence: readonly Evidence[],
  knowledge: Knowledge,
  minConfidence = EVIDENCE.minConfidence,
  settings: ExtractSettings = EXTRACT,
  standingOf: Standings['of'] = () => ({ kind: 'in-force' }),
): PlaceAnswer[] {
  const byPlace = new Map<string | undefined, Evidence[]>();
  const holding: Holding = { asked, subject, knowledge, standingOf };
  const inForce = (all: readonly Evidence[]) => inForceFirst(all, holding);
  const newest = newestOf(answering(asked, evidence, minConfidence, inForce), holding);
  for (const one of rowsUnderNamed(subject, newest, knowledge)) {
    const { place } = one.sentence.passage;
    byPlace.set(place, [...(byPlace.get(place) ?? []), one]);
  }
  const scoreOf = (ofPlace: readonly Evidence[]) => ofPlace[0]?.score ?? 0;
  const surest = (ofPlace: readonly Evidence[]) =>
    Math.max(...ofPlace.map(({ weighed, confidence }) => weighed ?? confidence));
  const best = Math.max(...[...byPlace.values()].map(surest));
  const isPlaced = asked.places.length > 0 || asked.above !== undefined;
  const near = [...byPlace]
    .filter(([, ofPlace]) => isPlaced || surest(ofPlace) >= best - settings.placeMargin)
    .sort(([, a], [, b]) => scoreOf(b) - scoreOf(a));
  if (near.some(([, [one]]) => one?.isTogether))
    near.sort(([a], [b]) => asked.places.indexOf(a ?? '') - asked.places.indexOf(b ?? ''));
  const isSurvey = near.length > 1 && !isPlaced;
  const atMost = isSurvey ? settings.maxSentencesOfSeveral : Number.POSITIVE_INFINITY;
  const choosing: Choosing = { asked, subject, evidence, atMost, knowledge, settings };
  const silent = asked.places.filter((place) => !byPlace.has(place));
  const told = inForce(evidence);
  return [...near, ...silent.map((place) => [place, []] as const)].flatMap(
    ([place, ofPlace]): PlaceAnswer[] => {
      const [first, ...rest] = excerpts(ofPlace, choosing);
      const own = told.filter(({ sentence }) => sentence.passage.place === place);
      const outside = outsideOf(asked, own, ofPlace[0]);
      if (outside === undefined)
        return first === undefined ? [] : [{ place, excerpts: [first, ...rest], score: scoreOf(ofPlace) }];
      const { amount, told: nearest, isOfBest } = outside;
      const whole = wholeExcerpt(nearest, choosing);
      const others = first === undefined || !isOfBest ? [] : [first, ...rest];
      const beside = others.filter((one) => !isOverlapping(one, whole));
      return [{ place, excerpts: [whole, ...beside], score: nearest.score, outside: amount }];
    },
  );
}

/** An excerpt of all of a sentence, however long. */
function wholeExcerpt({ sentence, score }: Evidence, choosing: Choosing): Excerpt {
  const settings = { ...choosing.settings, maxQuoteCharacters: Number.POSITIVE_INFINITY };
  return excerptOf(choosing.asked, choosing.subject, sentence, score, choosing.knowledge, settings);
}

function isOverlapping(one: Excerpt, other: Excerpt): boolean {
  return one.documentId === other.documentId && overlaps(one.span, other.span);
}

interface Choosing extends Quoting {
  /** Of all places, answering or not: which row of a table has most is told by its table. */
  readonly evidence: readonly Evidence[];
  readonly atMost: number;
}

/** The excerpts to quote from the answers of one place, and what is bound to the best of them. */
function excerpts(answers: readonly Evidence[], choosing: Choosing): readonly Excerpt[] {
  const { asked, subject, knowledge } = choosing;
  const meant = preferLabelled(asked, subject, answers);
  const [best] = meant;
  if (best === undefined) return [];
  const whole = ofWhole(best, meant, choosing);
  const chosen = whole.length > 0 ? whole : severalOf(best, meant, choosing);
  return withOthers(chosen, boundTo(best.sentence, knowledge), best.score, choosing);
}

/** Excerpts with those of further sentences behind them, but for what one of them overlaps. */
function withOthers(
  chosen: readonly Excerpt[],
  sentences: readonly Sentence[],
  score: number,
  choosing: Choosing,
): readonly Excerpt[] {
  const all = [...chosen];
  for (const one of excerptsOf(sentences, score, choosing))
    if (!all.some((other) => isOverlapping(other, one))) all.push(one);
  return all;
}

/** What answers as a whole: the list or the steps that are asked for, the rows that have most; empty where it is none of these. */
function ofWhole(best: Evidence, meant: readonly Evidence[], choosing: Choosing): readonly Excerpt[] {
  const { asked, settings } = choosing;
  const mayBeList =
    asked.wanted === 'list' ||
    (asksHow(asked.written) && isStep(best.sentence)) ||
    asksSeveral(asked.written) ||
    best.sentence.isHead ||
    ASKS_PARTS.test(asked.topic);
  const mayMean = (one: Evidence) =>
    one === best || (isOfSameHeading(one, best) && one.score >= best.score - settings.scoreMargin);
  for (const one of mayBeList ? meant.filter(mayMean) : []) {
    const listed = listExcerpts(one, meant, choosing);
    if (listed.length > 0) return listed;
  }
  for (const one of asksProcedure(asked.written) ? stepsNear(best, meant, choosing) : []) {
    const steps = stepExcerpts(one, choosing);
    if (steps.length > 0) return steps;
  }
  return extremeExcerpts(best, choosing.evidence, choosing);
}

/**
 * A figure's best first, the others in the order of the report. An account of how goes on with the sentence that follows
 * the best one.
 */
function severalOf(best: Evidence, meant: readonly Evidence[], choosing: Choosing): readonly Excerpt[] {
  const { asked, subject, atMost, knowledge, settings } = choosing;
  const several = asked.wanted === 'list' || asked.wanted === 'statement' || asked.wanted === 'definition';
  const most = Math.min(atMost, several ? settings.maxListSentences : settings.maxFigureSentences);
  // One row among others says by itself that it has most only where it says so in words.
  const isExtreme = extremeAsked(asked.written) !== undefined;
  let chosen: readonly Excerpt[] = [];
  for (const one of meant) {
    const { sentence, score, signals } = one;
    if (isExtreme && !tellsExtreme(asked, sentence)) continue;
    if (chosen.length >= most || score < best.score - settings.scoreMargin) break;
    if (!several && signals.coverage < best.signals.coverage - settings.coverageMargin) continue;
    // A head beside another sentence would stand without its items.
    if (isFartherOff(one, best) || sentence.isHead || isUnderOtherHead(sentence, best.sentence)) continue;
    chosen = withOthers(chosen, [sentence], score, choosing);
  }
  if (several) {
    const sequel = chosen.length < most ? sequelTo(best, choosing) : [];
    return inReportOrder(withOthers(chosen, sequel, best.score, choosing));
  }
  const added = asked.wanted === 'figure' ? additionTo(best.sentence, subject, knowledge) : undefined;
  const [first, ...rest] = chosen;
  if (added === undefined || first === undefined) return chosen;
  const addition = withOthers(chosen, [added], best.score, choosing).slice(chosen.length);
  return [first, ...addition, ...rest].slice(0, most);
}

/** The sentence that goes on with what the best one tells, if it does. */
function sequelTo(best: Evidence, { evidence, knowledge }: Choosing): Sentence[] {
  const next = sequelOf(best.sentence, knowledge);
  if (next === undefined || next.heading !== best.sentence.heading) return [];
  const met = evidence.find(({ sentence }) => sentence === next);
  return met !== undefined && isLessSure(met, best, OF_OTHER) ? [] : [next];
}

/** What may be one of the steps asked for: what answers, and what stands in the paper of the best under no other matter. */
function stepsNear(best: Evidence, meant: readonly Evidence[], { evidence }: Choosing): readonly Evidence[] {
  const [matter, ...under] = best.sentence.headings;
  const isNear = (one: Evidence) => {
    const { passage, headings } = one.sentence;
    if (passage.documentId !== best.sentence.passage.documentId) return false;
    const isOfMatter = headings.length < 2 || under.length === 0 || headings[0] === matter;
    const isOfTopic = () => lackedBy(one.signals) <= Math.max(TOPIC, lackedBy(best.signals));
    return isOfMatter && (one.aspect === 'headed' || isOfTopic());
  };
  return [...meant, ...evidence].filter(isNear);
}

/** Both stand under one heading or label of one paper: what is listed there may be meant by either. */
function isOfSameHeading({ sentence }: Evidence, { sentence: best }: Evidence): boolean {
  return (
    best.heading !== '' &&
    sentence.heading === best.heading &&
    sentence.passage.documentId === best.passage.documentId
  );
}

/** Report by report, the one with the best excerpt first, and in each in the order of its text. */
export function inReportOrder(excerpts: readonly Excerpt[]): Excerpt[] {
  const best = new Map<string, number>();
  for (const { documentId, score } of excerpts)
    best.set(documentId, Math.max(score, best.get(documentId) ?? score));
  const ranked = [...best].sort(([, a], [, b]) => b - a);
  return ranked.flatMap(([id]) =>
    excerpts.filter(({ documentId }) => documentId === id).sort((a, b) => a.span.start - b.span.start),
  );
}

/** A topic's weight, and the reader's logit, by which a sentence is too far behind the best one to stand beside it. */
const LACKS_MORE = 0.5;
const LESS_SURE = 2;

/** It lacks a topic that the best one has, or the reader is much less sure of it. */
function isFartherOff(one: Evidence, best: Evidence): boolean {
  return isLessSure(one, best, LESS_SURE) || lackedBy(one.signals) >= lackedBy(best.signals) + LACKS_MORE;
}

/** By this much less sure, the reader takes what goes on behind an answer for something else. */
const OF_OTHER = 3.5;

function isLessSure({ signals: { logit } }: Evidence, { signals: best }: Evidence, by: number): boolean {
  return logit !== undefined && best.logit !== undefined && logit < best.logit - by;
}

/** An item of another list of the same paper: a ban and a permission are not told as one. */
function isUnderOtherHead(one: Sentence, best: Sentence): boolean {
  const [head, other] = [best, one].map(
    ({ lead, listHead }) => lead.find(({ kind }) => kind === 'head') ?? listHead,
  );
  return (
    head !== undefined &&
    other !== undefined &&
    one.passage.documentId === best.passage.documentId &&
    other.start !== head.start
  );
}

/** Words that ask for the parts of a thing, which reports count. */
const ASKS_PARTS = /材料|条件|流程|程序|步骤|手续|要求|内容|措施|做法/u;
