import type { Sentence } from '../facts/sentence.ts';
import type { Amount } from '../language/figures/bands.ts';
import { extremeAsked } from '../language/figures/extremes.ts';
import { overlaps } from '../language/text.ts';
import type { Standings } from '../papers.ts';
import type { Knowledge } from '../ports.ts';
import { askedOfRows } from '../question/follow-up.ts';
import { asksHow, asksProcedure } from '../question/forms.ts';
import type { AskedQuestion } from '../question/question.ts';
import type { NonEmpty } from '../types.ts';
import { answering } from './answering.ts';
import { asksSeveral } from './aspects.ts';
import { lackedBy, TOPIC } from './confidence.ts';
import { EVIDENCE, type Evidence } from './evidence.ts';
import { EXTRACT, type Excerpt, type ExtractSettings, excerptOf } from './excerpts/excerpt.ts';
import { extremeRows, tellsExtreme } from './excerpts/extremes.ts';
import { inForceFirst } from './excerpts/in-force.ts';
import { newestOfRows, rowsUnderNamed, tableKeyOf } from './excerpts/like-rows.ts';
import { newestOfSentences } from './excerpts/like-sentences.ts';
import {
  additionTo,
  citedBy,
  exceptionTo,
  listExcerpts,
  sequelOf,
  stepExcerpts,
  suspensionOf,
} from './excerpts/lists.ts';
import { isStep } from './excerpts/runs.ts';
import { preferLabelled } from './figures/labels.ts';
import { outsideOf } from './outside.ts';
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
  const inForce = (all: readonly Evidence[]) => inForceFirst(asked, all, knowledge, standingOf);
  const holding = answering(asked, evidence, minConfidence, inForce);
  const newest = newestOfSentences(
    asked,
    subject,
    newestOfRows(asked, holding, knowledge),
    knowledge,
    standingOf,
  );
  const answers = rowsUnderNamed(subject, newest, knowledge);
  for (const one of answers) {
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
  const most = isSurvey ? settings.maxSentencesOfSeveral : Number.POSITIVE_INFINITY;
  const silent = asked.places.filter((place) => !byPlace.has(place));
  const told = inForce(evidence);
  return [...near, ...silent.map((place) => [place, []] as const)].flatMap(
    ([place, ofPlace]): PlaceAnswer[] => {
      const choosing = { asked, subject, evidence, atMost: most, knowledge, settings };
      const [first, ...rest] = excerpts(ofPlace, choosing);
      const own = told.filter(({ sentence }) => sentence.passage.place === place);
      const outside = outsideOf(asked, own, ofPlace[0]);
      const nearest = outside && wholeExcerpt(outside.told, choosing);
      if (outside !== undefined && nearest !== undefined) {
        const others = first === undefined ? [] : [first, ...rest].filter((one) => isBeside(one, nearest));
        const { amount, told, isOfBest } = outside;
        const excerpts: NonEmpty<Excerpt> = [nearest, ...(isOfBest ? others : [])];
        return [{ place, excerpts, score: told.score, outside: amount }];
      }
      return first === undefined ? [] : [{ place, excerpts: [first, ...rest], score: scoreOf(ofPlace) }];
    },
  );
}

/** An excerpt of all of a sentence, however long. */
function wholeExcerpt({ sentence, score }: Evidence, choosing: Choosing): Excerpt | undefined {
  const settings = { ...choosing.settings, maxQuoteCharacters: Number.POSITIVE_INFINITY };
  return excerptOf(choosing.asked, choosing.subject, sentence, score, choosing.knowledge, settings);
}

function isBeside(one: Excerpt, other: Excerpt): boolean {
  return one.documentId !== other.documentId || !overlaps(one.span, other.span);
}

interface Choosing {
  readonly asked: AskedQuestion;
  readonly subject: readonly WeighedTerm[];
  /** Of all places, answering or not: which row of a table has most is told by its table. */
  readonly evidence: readonly Evidence[];
  readonly atMost: number;
  readonly knowledge: Knowledge;
  readonly settings: ExtractSettings;
}

/** The excerpts to quote from the answers of one place, and what is excepted from the list of the best. */
function excerpts(answers: readonly Evidence[], choosing: Choosing): Excerpt[] {
  const { asked, subject, knowledge, settings } = choosing;
  const meant = preferLabelled(asked, subject, answers);
  const [best] = meant;
  if (best === undefined) return [];
  const chosen = excerptsOf(best, meant, choosing);
  const excepted = exceptionTo(best.sentence, knowledge) ?? suspensionOf(best.sentence, knowledge);
  const added = [...citedBy(best.sentence, knowledge), ...(excepted === undefined ? [] : [excepted])];
  const told = [...chosen];
  for (const sentence of added) {
    const excerpt = excerptOf(asked, subject, sentence, best.score, knowledge, settings);
    if (excerpt !== undefined && !told.some(({ span }) => overlaps(span, excerpt.span))) told.push(excerpt);
  }
  return told;
}

/**
 * A figure's best first, the others in the order of the report. An account of how goes on with the sentence that follows
 * the best one.
 */
function excerptsOf(best: Evidence, meant: readonly Evidence[], choosing: Choosing): Excerpt[] {
  const { asked, subject, atMost, knowledge, settings } = choosing;
  const several = asked.wanted === 'list' || asked.wanted === 'statement' || asked.wanted === 'definition';
  const most = Math.min(atMost, several ? settings.maxListSentences : settings.maxFigureSentences);
  const asksSteps = asksHow(asked.written) && isStep(best.sentence);
  if (
    asked.wanted === 'list' ||
    asksSteps ||
    asksSeveral(asked.written) ||
    best.sentence.isHead ||
    ASKS_PARTS.test(asked.topic)
  ) {
    const mayMean = (one: Evidence) =>
      one === best || (isOfSameHeading(one, best) && one.score >= best.score - settings.scoreMargin);
    for (const one of meant.filter(mayMean)) {
      const listed = listExcerpts(asked, subject, one, knowledge, settings, meant);
      if (listed.length > 0) return listed;
    }
  }
  for (const one of asksProcedure(asked.written) ? stepsNear(best, meant, choosing) : []) {
    const steps = stepExcerpts(asked, subject, one, knowledge, settings);
    if (steps.length > 0) return steps;
  }
  const extremes = extremesOf(best, choosing);
  if (extremes.length > 0) return extremes;
  // One row among others says by itself that it has most only where it says so in words.
  const isExtreme = extremeAsked(asked.written) !== undefined;
  const chosen: Excerpt[] = [];
  for (const one of meant) {
    const { sentence, score, signals } = one;
    if (isExtreme && !tellsExtreme(asked, sentence)) continue;
    if (chosen.length >= most || score < best.score - settings.scoreMargin) break;
    if (!several && signals.coverage < best.signals.coverage - settings.coverageMargin) continue;
    if (isFartherOff(one, best)) continue;
    // A head beside another sentence would stand without its items.
    if (sentence.isHead || isUnderOtherHead(sentence, best.sentence)) continue;
    const excerpt = excerptOf(asked, subject, sentence, score, knowledge, settings);
    if (
      excerpt !== undefined &&
      !chosen.some((other) => other.documentId === excerpt.documentId && overlaps(other.span, excerpt.span))
    ) {
      chosen.push(excerpt);
    }
  }
  if (several && chosen.length < most) {
    const next = sequelOf(best.sentence, knowledge);
    const met = choosing.evidence.find(({ sentence }) => sentence === next);
    const goesOn =
      next !== undefined &&
      next.heading === best.sentence.heading &&
      (met === undefined || !isLessSure(met, best, OF_OTHER));
    const sequel = goesOn && excerptOf(asked, subject, next, best.score, knowledge, settings);
    if (sequel && !chosen.some(({ span }) => overlaps(span, sequel.span))) chosen.push(sequel);
  }
  const added = asked.wanted === 'figure' ? additionTo(best.sentence, subject, knowledge) : undefined;
  const addition = added && excerptOf(asked, subject, added, best.score, knowledge, settings);
  if (addition !== undefined && !chosen.some(({ span }) => overlaps(span, addition.span))) {
    const [first, ...rest] = chosen;
    return first === undefined ? [] : [first, addition, ...rest].slice(0, most);
  }
  return several ? inReportOrder(chosen) : chosen;
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

/** The rows that have most, or least, where that is asked: of the first table about the best sentence that counts something. */
function extremesOf(
  { sentence: { passage }, score }: Evidence,
  { asked, subject, evidence, knowledge, settings }: Choosing,
): Excerpt[] {
  const which = extremeAsked(asked.written);
  if (which === undefined) return [];
  const rows = evidence
    .map(({ sentence }) => sentence)
    .filter(({ cells, passage: { place } }) => cells !== undefined && place === passage.place);
  const tried = new Set<string | undefined>();
  for (const row of rows) {
    const key = tableKeyOf(row, knowledge);
    if (row.passage.documentId !== passage.documentId || tried.has(key)) continue;
    tried.add(key);
    const read = evidence.find(
      ({ sentence, columnRead }) => columnRead != null && tableKeyOf(sentence, knowledge) === key,
    )?.columnRead;
    const found = extremeRows(row, which, askedOfRows(asked), subject, rows, knowledge, read ?? undefined);
    const quoted = found.rows.slice(0, settings.maxListItems);
    const extreme = { which, rows: found.rows.length, shown: quoted.length };
    if (quoted.length > 0)
      return quoted
        .flatMap((one) => excerptOf(asked, subject, one, score, knowledge, settings) ?? [])
        .map((excerpt) => (found.isOfEach ? { ...excerpt, extreme } : excerpt));
  }
  return [];
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
