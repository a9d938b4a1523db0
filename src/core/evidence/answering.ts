import { readUnder } from '../facts/sentence.ts';
import { standsIn } from '../language/figures/bands.ts';
import { isOnlyFree, speaksOfGrant } from '../language/grants.ts';
import { type Wanted, yearsOf } from '../question/forms.ts';
import type { AskedQuestion } from '../question/question.ts';
import { asksGrant, grantAsked } from '../question/relation.ts';
import { mayAskReports } from '../unasked/at-hand.ts';
import { asksDayOfDeed, isOfAspect, LABELLED } from './aspects.ts';
import {
  AS_COVERED,
  behindOthers,
  besideAmount,
  isOfOtherConditions,
  isOfReadClass,
  ofClassAsked,
  paperOf,
} from './classes.ts';
import { lackedBy, TOPIC } from './confidence.ts';
import type { Evidence } from './evidence.ts';
import { countsAs, FINE, isOfOtherMoney, PENALTY } from './wanted.ts';

/** Forms of answer that a sentence must really hold, but for what the reader is sure of where nothing holds it. */
const DEMANDED = new Set(['figure', 'time', 'person', 'reason', 'phone', 'hours', 'where']);

/** Least share of the subject that an answer speaks of, however near its vector. */
export const MIN_COVERAGE = 0.35;
/** The same of a value behind a label that is asked for, and of the part of the rules that is: neither repeats what its paper is of. */
const MIN_COVERAGE_OF_LABEL = 0.2;
/** A condition must speak of this share of what the best answer does, to be told in its place. 0 to 1. */
const AS_MUCH = 0.5;
/** By this much more of the subject, a sentence is plainly nearer to what was asked. */
const MORE_COVERAGE = 0.2;

/**
 * The evidence that answers: enough of the subject, of the very conditions asked, or surely by the reader, and what the
 * question's form demands. Of a place of which nothing does, what the reader's word alone makes an answer, in whatever form.
 * @param holding what is left of some where others hold in their place: chosen among by what is asked of only then.
 */
export function answering(
  asked: AskedQuestion,
  evidence: readonly Evidence[],
  minConfidence: number,
  holding: (answers: readonly Evidence[]) => readonly Evidence[],
): readonly Evidence[] {
  const leastOf = ({ aspect }: Evidence) =>
    LABELLED.has(asked.wanted) || isOfAspect(aspect) ? MIN_COVERAGE_OF_LABEL : MIN_COVERAGE;
  const leavingOut = new Set(evidence.filter(({ isLeftOut }) => isLeftOut).map(paperOf));
  const isBehind = behindOthers(asked, evidence);
  const mayStand = evidence.filter(
    (one) =>
      !isOfAnotherYear(one, asked, evidence) &&
      // A paper that leaves out what is asked of tells nothing of it where it speaks of others.
      !(leavingOut.has(paperOf(one)) && lacksTopic(one)) &&
      !isBehind(one),
  );
  const mustShare = isTalk(asked);
  const answersInOtherWords = (one: Evidence) =>
    one.isCounterpart === true ||
    one.isReadAsAnswer === true ||
    // 我妈82岁能领多少: of whom or what is asked says enough, where the question names no topic that the sentence lacks.
    (one.isOfAsked && one.hasWanted && !lacksTopic(one)) ||
    isOfReadClass(one, evidence);
  const isSure = (one: Evidence) =>
    one.confidence >= minConfidence &&
    (one.signals.coverage >= leastOf(one) || (!mustShare && answersInOtherWords(one)));
  const mayAnswer = mayStand.filter((one) => isEligible(asked, one));
  const answered = new Set(mayAnswer.filter(isSure).map(placeOf));
  const eligible = mayAnswer.filter(
    (one) => isSure(one) || (one.isReadAlone === true && !answered.has(placeOf(one))),
  );
  const chosen = holding(ofEditionAsked(asked, evidence, ofDeedFined(asked, evidence, eligible)));
  const answers = ofAspectAsked(ofClassAsked(asked, chosen));
  const alone = ofTogether(asked, answers);
  if (alone.length > 0) return alone;
  const ofGrant = asksGrant(asked.written) ? conditionsFirst : ofGrantAsked;
  const granted = ofGrant(asked, answers);
  const isBeside = besideAmount(asked, granted);
  return ofSurest(
    asked,
    granted.filter((one) => !isBeside(one)),
    holding(mayStand).filter((one) => !isBeside(one)),
  );
}

function placeOf({ sentence }: Evidence): string | undefined {
  return sentence.passage.place;
}

/**
 * Of a place what the reader is far surer of than of all that answers for it, in its stead: whatever form it has. Where
 * nothing answers, what it is surest of, if that is of nothing else.
 */
function ofSurest(
  asked: AskedQuestion,
  answers: readonly Evidence[],
  evidence: readonly Evidence[],
): readonly Evidence[] {
  const best = new Map<string | undefined, Evidence>();
  for (const one of evidence) {
    const place = placeOf(one);
    const others = answers.filter((other) => placeOf(other) === place);
    const beside = () => evidence.filter((other) => other !== one && placeOf(other) === place);
    const isSurer =
      answers.length === 0
        ? isSurelyRead(asked, one, () => isFarSurer(one, beside()))
        : isFarSurer(one, others) && !isOfOtherConditions(asked, one);
    if (isSurer && logitOf(one) > logitOf(best.get(place))) best.set(place, one);
  }
  return [...answers.filter((one) => !best.has(placeOf(one))), ...best.values()];
}

/** What the reader says of a sentence; less than of any where it did not read it. */
function logitOf(one: Evidence | undefined): number {
  return one?.signals.logit ?? Number.NEGATIVE_INFINITY;
}

/** A line of no place that asks for nothing in particular, or of what is at hand: a reader alone easily takes it for a question. */
function isTalk({ wanted, places, above, written }: AskedQuestion): boolean {
  return wanted === 'statement' && places.length === 0 && above === undefined && !mayAskReports(written);
}

/** What follows from a deed is told by no sentence that is of another, where one of its place speaks of more of what is asked. */
function ofDeedFined(
  { written }: AskedQuestion,
  evidence: readonly Evidence[],
  answers: readonly Evidence[],
): readonly Evidence[] {
  if (!FINE.test(written)) return answers;
  const penalties = evidence.filter(({ sentence }) => PENALTY.test(sentence.folded));
  const isOfLess = (one: Evidence) =>
    penalties.some(
      (other) =>
        placeOf(other) === placeOf(one) && other.signals.coverage > one.signals.coverage + AS_COVERED,
    );
  return answers.filter((one) => !penalties.includes(one) || !isOfLess(one));
}

/** Whether something is granted in a year is told by the paper of that year, where there is one, and by that of no other. */
function ofEditionAsked(
  { wanted, written }: AskedQuestion,
  evidence: readonly Evidence[],
  answers: readonly Evidence[],
): readonly Evidence[] {
  const years = wanted === 'yes-no' ? yearsOf(written) : [];
  if (years.length === 0) return answers;
  const isOf = ({ sentence: { edition } }: Evidence) => edition !== undefined && years.includes(edition.year);
  const told = new Set(evidence.filter(isOf).map(({ sentence }) => sentence.edition?.matter));
  return answers.filter((one) => isOf(one) || !told.has(one.sentence.edition?.matter));
}

/** Forms of which a sentence of each place tells all. */
const TOLD_BY_ONE: ReadonlySet<Wanted> = new Set(['figure', 'time', 'yes-no', 'phone', 'hours', 'where']);

/** Of each place the one that answers together with those of the others, and all of a place that has none; none where no place has one. */
function ofTogether({ wanted, written }: AskedQuestion, answers: readonly Evidence[]): Evidence[] {
  const chosen = new Set(answers.filter(({ isTogether }) => isTogether).map(placeOf));
  if (chosen.size === 0 || !TOLD_BY_ONE.has(wanted)) return [];
  const tells = (one: Evidence) => one.isCounterpart === true || speaksOfGrant(readUnder(one.sentence));
  const isGrant = asksGrant(written);
  return answers.filter((one) => (one.isTogether || !chosen.has(placeOf(one))) && (!isGrant || tells(one)));
}

function lacksTopic({ signals }: Evidence): boolean {
  return lackedBy(signals) >= TOPIC;
}

/** A logit from which on the reader is sure, and by how much more than of others it is far surer. */
const SURE = 1;
const FAR = 2;
/** And one from which on a sentence answers, where nothing else does. */
const SPEAKS_ALONE = 2;

/** Whether the reader takes a sentence for an answer, and none of some others. */
export function isFarSurer(one: Evidence, others: readonly Evidence[]): boolean {
  const logit = logitOf(one);
  return logit >= SURE && others.length > 0 && others.every((other) => logitOf(other) <= logit - FAR);
}

/**
 * Where some that speak of about as much are of the part of the rules that is asked for, by their heading or their own words,
 * others of their place are no answer, but for what the reader is far surer of.
 */
function ofAspectAsked(answers: readonly Evidence[]): Evidence[] {
  const isOf = ({ aspect }: Evidence) => isOfAspect(aspect);
  const told = ofSomeWeight(answers).filter(isOf);
  return answers.filter((one) => {
    const lacksNoMore = ({ signals }: Evidence) => lackedBy(signals) <= lackedBy(one.signals);
    const ofPlace = told.filter((other) => placeOf(other) === placeOf(one) && lacksNoMore(other));
    return isOf(one) || ofPlace.length === 0 || isFarSurer(one, ofPlace);
  });
}

/** A question of charges, which may be told of what is free. */
const OF_CHARGES = /费|钱|票|免/u;

/** What is denied is no answer where what is granted is asked for, nor the other way round, where some is the one asked. */
function ofGrantAsked({ written, wanted }: AskedQuestion, answers: Evidence[]): Evidence[] {
  const grant = grantAsked(written);
  if (grant === undefined) return answers;
  const isFree = ({ sentence: { folded } }: Evidence) => !OF_CHARGES.test(written) && isOnlyFree(folded);
  const ofWeight = ofSomeWeight(answers);
  const chosen =
    grant === 'denied'
      ? ofWeight.filter((one) => one.sentence.grant === 'denied' && !isFree(one))
      : ofWeight.filter(({ sentence }) => sentence.grant !== 'denied');
  // What lists some goes before what only denies something.
  const listing = wanted === 'list' && grant === 'denied' ? chosen.filter(({ hasWanted }) => hasWanted) : [];
  return listing.length > 0 ? listing : chosen.length > 0 ? chosen : answers;
}

/** Those that speak of about as much of the subject as the best does, and those that the reader is sure of. */
function ofSomeWeight(answers: readonly Evidence[]): Evidence[] {
  const most = Math.max(...answers.map(({ signals }) => signals.coverage));
  return answers.filter((one) => one.signals.coverage >= AS_MUCH * most || logitOf(one) >= SURE);
}

/** Heads the conditions under which something is granted. */
const OF_CONDITIONS = /条件|对象|范围|资格|要求|限制|谁/u;

/**
 * Whether something is granted is told by the conditions under which it is or is not, where some speak of about as much:
 * neither by amounts nor by duties.
 */
function conditionsFirst({ conditions: { amounts } }: AskedQuestion, answers: Evidence[]): Evidence[] {
  const telling = ofSomeWeight(answers).filter(({ sentence }) => !sentence.isHead);
  const isRead = ({ isReadAsAnswer }: Evidence) => isReadAsAnswer === true;
  const fitting = telling.filter(
    ({ sentence, fit }) =>
      fit !== 'other' && amounts.some((one) => standsIn(one, readUnder(sentence)) === 'fits'),
  );
  // What somebody fits is of another matter, where the reader takes for the answer what he misses alone.
  if (fitting.length > 0 && (fitting.some(isRead) || !telling.some(isRead))) return fitting;
  const conditions = telling.filter(
    ({ sentence, fit }) =>
      fit === 'other' || OF_CONDITIONS.test(sentence.heading) || speaksOfGrant(readUnder(sentence)),
  );
  return conditions.length > 0 ? conditions : answers;
}

/**
 * Another sentence of the place, of other years than those asked, speaks of more of the subject: this one has the year
 * and not the subject.
 */
function isOfAnotherYear(one: Evidence, asked: AskedQuestion, evidence: readonly Evidence[]): boolean {
  if (asked.years.length === 0) return false;
  return evidence.some(
    (other) =>
      !other.hasWanted &&
      other.sentence.figures.some((figure) => countsAs(figure, asked.units, other.sentence.folded)) &&
      placeOf(other) === placeOf(one) &&
      other.confidence > one.confidence &&
      other.signals.coverage >= one.signals.coverage + MORE_COVERAGE,
  );
}

/**
 * Whether the reader is sure of a sentence of a place that is of nothing else: it answers in whatever form, where nothing
 * else does. Who, is told by a name alone; how much and how many, by a figure of the unit asked, and how long, by 每周 as well.
 * @param isFarther than of all others of its place: its figure may count in another unit (最多管五处 for 几口塘).
 */
function isSurelyRead(asked: AskedQuestion, one: Evidence, isFarther: () => boolean): boolean {
  const { wanted, units } = asked;
  const { isOfOthers, isLeftOut, columnRead, sentence, signals } = one;
  if (logitOf(one) < SPEAKS_ALONE || signals.unplaced !== 0 || isOfOthers || isLeftOut) return false;
  if (columnRead === null || wanted === 'person') return false;
  if (wanted !== 'figure') return true;
  const isOfAnyUnit = units.size === 0 || units.has('日');
  const isOfUnit = () => sentence.figures.some((figure) => countsAs(figure, units, sentence.folded));
  const hasFigure = sentence.figures.some(({ unit }) => !/^(?:第.*|[年月日])$/u.test(unit));
  return !isOfOtherMoney(asked, sentence) && (isOfAnyUnit || isOfUnit() || (hasFigure && isFarther()));
}

/** Whether a sentence may answer, sure enough or not: it holds the form that is asked for, where one is demanded. */
export function isEligible(
  { wanted, written, says, years, relativeYears }: AskedQuestion,
  { hasWanted, aspect, isLeftOut, columnRead, isReadAsAnswer = false, isCounterpart = false }: Evidence,
): boolean {
  if (isLeftOut || columnRead === null) return false;
  if (wanted === 'time' && !isReadAsAnswer && !isOfAspect(aspect) && asksDayOfDeed(written)) return false;
  // A form that is taken over may not be that of the answer: 晚上发现的呢, behind what is fined, is told to cost double.
  const isTakenOver = !says.form && years.length + relativeYears.length === 0;
  return hasWanted || isCounterpart || !DEMANDED.has(wanted) || (isTakenOver && isReadAsAnswer);
}
