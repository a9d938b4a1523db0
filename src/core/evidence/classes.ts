import { readUnder } from '../facts/sentence.ts';
import { type Amount, missedIn, standsIn } from '../language/figures/bands.ts';
import { fitOf, fitsOfKinds } from '../language/figures/conditions.ts';
import type { AskedQuestion } from '../question/question.ts';
import { asksGrant } from '../question/relation.ts';
import { lackedBy, TOPIC } from './confidence.ts';
import type { Evidence } from './evidence.ts';
import { isOfYears } from './weighing/years.ts';

/** By this much less of the subject, a sentence speaks of about as much. */
export const AS_COVERED = 0.1;

/** Where one of a place is of the very class that is asked of, and speaks of about as much, those of its other classes are no answer. */
export function ofClassAsked(
  { written, conditions: { amounts } }: AskedQuestion,
  answers: readonly Evidence[],
): readonly Evidence[] {
  // Whether somebody is granted it is told by the band that he misses.
  if (amounts.length > 0 && asksGrant(written)) return answers;
  const told = answers.filter(({ isOfAsked }) => isOfAsked);
  const isTold = ({ sentence, signals }: Evidence) =>
    told.some(
      (one) =>
        one.sentence.passage.place === sentence.passage.place &&
        one.signals.coverage > signals.coverage - AS_COVERED,
    );
  return answers.filter((one) => (one.fit !== 'other' && one.fit !== 'wider') || !isTold(one));
}

/**
 * Tells of a sentence whether its paper draws classes for the figure that is asked, and none that is asked of: what speaks of
 * about as much as these do tells it no more than they.
 */
export function behindOthers(
  { wanted, conditions }: AskedQuestion,
  evidence: readonly Evidence[],
): (one: Evidence) => boolean {
  const most = new Map<string, number>();
  for (const fitOf of wanted === 'figure' ? fitsOfKinds(conditions) : []) {
    const told = evidence.map(({ sentence, signals: { coverage } }) => {
      return { paper: sentence.passage.documentId, coverage, fit: fitOf(readUnder(sentence)) };
    });
    const naming = new Set(told.filter(({ fit }) => fit === 'fits').map(({ paper }) => paper));
    for (const { paper, coverage, fit } of told)
      if (fit === 'other' && !naming.has(paper)) most.set(paper, Math.max(coverage, most.get(paper) ?? 0));
  }
  return ({ sentence, signals, isReadAsAnswer }) =>
    isReadAsAnswer !== true && signals.coverage < (most.get(sentence.passage.documentId) ?? -1) + AS_COVERED;
}

/** 10公里以上的，每趟3元: the reader takes another class of its passage for an answer, and this is the one asked. */
export function isOfReadClass(one: Evidence, evidence: readonly Evidence[]): boolean {
  return (
    one.isOfAsked &&
    one.hasWanted &&
    evidence.some(
      ({ sentence, fit, isReadAsAnswer }) =>
        sentence.passage === one.sentence.passage && fit === 'other' && isReadAsAnswer === true,
    )
  );
}

/** An amount that a question names and that no class of a place holds, with what tells of the nearest class. */
export interface Outside {
  readonly amount: Amount;
  readonly told: Evidence;
  /** What answers says nothing of classes and speaks of more: the class is one of whom all of it is. */
  readonly isOfBest: boolean;
}

/** Counted of many: who is meant is told by none of them. */
const OF_MANY: ReadonlySet<string> = new Set(['户', '人']);
/** What tells of a class speaks of this share of the subject. 0 to 1. */
const LEAST_COVERAGE = 0.5;
/** Tells for whom or for what all is that its paper grants. */
const OF_WHOM = /对象|条件|范围|资格|享受|年龄|适用|谁|(?:哪些|什么)人/u;
/** Grants something more to some of those. */
const BESIDES = /其中|另[外行加]?|再|增[发加补]|加发|加补|上浮|优先|免于/u;

/**
 * Where an amount that the question names is in none of the classes that a place's papers draw for what is asked: the nearest
 * of these. An answer that says nothing of such classes stands, unless its own paper is of a class as a whole.
 * @param evidence of one place. @param best what answers; undefined where nothing does.
 */
export function outsideOf(
  asked: AskedQuestion,
  evidence: readonly Evidence[],
  best: Evidence | undefined,
): Outside | undefined {
  const [amount] = asked.conditions.amounts.filter(
    ({ unit, income }) => !OF_MANY.has(unit) && (unit !== '元' || income !== undefined),
  );
  if (amount === undefined) return undefined;
  const fitOf = ({ sentence }: Evidence) => standsIn(amount, readUnder(sentence));
  if (best !== undefined && fitOf(best) === 'fits') return undefined;
  const isOfTime = ({ sentence }: Evidence) => asked.years.length === 0 || isOfYears(asked, sentence, []);
  const banded = evidence.filter((one) => fitOf(one) !== 'untold' && isOfTime(one));
  const ofSubject = banded.filter((one) => one === best || isOfSubject(one));
  // For whom a paper is need not say what it is about.
  const isForWhom = (one: Evidence) => best !== undefined && rulesAll(one, best);
  const ofClasses = ofSubject.length > 0 ? ofSubject : banded.filter(isForWhom);
  if (ofClasses.some((one) => fitOf(one) === 'fits')) return undefined;
  const isOwn = (one: Evidence) => best === undefined || fitOf(best) === 'other' || rulesAll(one, best);
  const missed = ofClasses.filter(isOwn).flatMap((one) => {
    const end = missedIn(amount, readUnder(one.sentence));
    return end === undefined ? [] : [{ told: one, gap: Math.abs(end.limit - amount.value) }];
  });
  const [nearest] = missed.sort((a, b) => a.gap - b.gap || b.told.score - a.told.score);
  if (nearest === undefined) return undefined;
  const { told } = nearest;
  const isOfBest =
    best !== undefined && fitOf(best) === 'untold' && best.signals.coverage > told.signals.coverage;
  return { amount, told, isOfBest };
}

function isOfSubject({ signals }: Evidence): boolean {
  return signals.coverage >= LEAST_COVERAGE && lackedBy(signals) < TOPIC;
}

/** Whether a sentence says for whom all of the answer's paper is. */
function rulesAll({ sentence }: Evidence, { sentence: best }: Evidence): boolean {
  const read = readUnder(sentence);
  return (
    sentence.passage.documentId === best.passage.documentId &&
    OF_WHOM.test(`${sentence.heading}\n${read}`) &&
    !BESIDES.test(read)
  );
}

/**
 * How much is told of a paper by what holds for as much as somebody has, and by nothing that draws no line: 按体重赔 beside
 * 60公斤以上的赔800元.
 */
export function besideAmount(
  { wanted, written, conditions: { amounts } }: AskedQuestion,
  answers: readonly Evidence[],
): (one: Evidence) => boolean {
  if (wanted !== 'figure' || asksGrant(written)) return () => false;
  const holds = ({ fit, sentence }: Evidence) =>
    fit !== 'other' && amounts.some((amount) => standsIn(amount, readUnder(sentence)) === 'fits');
  const papers = new Set(answers.filter(holds).map(paperOf));
  return (one) => papers.has(paperOf(one)) && !holds(one);
}

/**
 * Whether a sentence is of other years, or of what somebody has less or more of, is not, or lives elsewhere, in whatever classes;
 * where it is asked what is granted, of other years alone: a condition that is missed tells that as well.
 */
export function isOfOtherConditions(asked: AskedQuestion, { sentence }: Evidence): boolean {
  const { written, conditions } = asked;
  if (sentence.cells === undefined && !isOfYears(asked, sentence, [])) return true;
  return !asksGrant(written) && fitOf({ ...conditions, classes: [] }, readUnder(sentence)) === 'other';
}

/** The id of the document that a piece of evidence stands in. */
export function paperOf({ sentence }: Evidence): string {
  return sentence.passage.documentId;
}
