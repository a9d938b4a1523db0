import { readUnder } from '../facts/sentence.ts';
import { type Amount, type Missed, missedIn, standsIn } from '../language/figures/bands.ts';
import type { AskedQuestion } from '../question/question.ts';
import { lackedBy, TOPIC } from './confidence.ts';
import type { Evidence } from './evidence.ts';
import { isOfYears } from './wanted.ts';

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
    return end === undefined ? [] : [{ told: one, gap: gapTo(end, amount) }];
  });
  const [nearest] = missed.sort((a, b) => a.gap - b.gap || b.told.score - a.told.score);
  if (nearest === undefined) return undefined;
  const { told } = nearest;
  const isOfBest =
    best !== undefined && fitOf(best) === 'untold' && best.signals.coverage > told.signals.coverage;
  return { amount, told, isOfBest };
}

function gapTo({ limit }: Missed, { value }: Amount): number {
  return Math.abs(limit - value);
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
