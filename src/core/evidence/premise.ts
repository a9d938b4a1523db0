import { factsOf } from '../facts/facts.ts';
import { type Figure, supportsFigure } from '../language/figures.ts';
import type { LabelledFigure } from '../language/labelled.ts';
import { fold } from '../language/text.ts';
import { holds, type WeighedTerm } from './wanted.ts';

/** Whether reports bear out the figure that a question brings (低保是300元吧). `unclear`: nothing may be said of it. */
export type PremiseVerdict = 'agrees' | 'differs' | 'unclear';

/** A figure of a report with the share of the subject, by weight, that stands in its own words. */
export type Candidate = LabelledFigure & { readonly fit: number };

/** A word of the subject of this weight and more must stand by the figure that is compared. */
const DEMANDED_WEIGHT = 0.4;
/** Least share of the subject in the words that are the figure's own. */
const LEAST_FIT = 0.3;

/**
 * Compares the figures of a question with those of a report that count the same thing: the same unit and rate, every
 * word of the subject by it, the same year where the question has one, a target with a target, a change with a change.
 * What a change started from is neither right nor wrong. It differs only where one single value is left to compare with; rounded
 * and approximate figures are left unjudged unless they are equal.
 * @param question as it was asked, normalised. @param premises its figures.
 */
export function judgePremise(
  question: string,
  premises: readonly Figure[],
  subject: readonly WeighedTerm[],
  candidates: readonly Candidate[],
): PremiseVerdict {
  const brought = factsOf(fold(question)).quantities.filter(({ figure }) =>
    premises.some((premise) => premise.value === figure.value && premise.unit === figure.unit),
  );
  const verdicts = brought.map((premise) => verdictOn(premise, subject, candidates));
  if (verdicts.length === 0 || verdicts.includes('unclear')) return 'unclear';
  return verdicts.includes('differs') ? 'differs' : 'agrees';
}

function verdictOn(
  premise: LabelledFigure,
  subject: readonly WeighedTerm[],
  candidates: readonly Candidate[],
): PremiseVerdict {
  const isFormer = candidates.some(
    ({ isFrom, figure }) => isFrom && supportsFigure([figure], premise.figure),
  );
  if (premise.isNegated || isFormer) return 'unclear';
  const comparable = candidates.filter((other) => countsSame(premise, other) && bearsSubject(other, subject));
  const best = Math.max(...comparable.map(({ fit }) => fit));
  const named = comparable.filter(({ fit }) => fit === best);
  if (named.some(({ figure }) => supportsFigure([figure], premise.figure))) return 'agrees';
  const [only, ...others] = new Set(named.map(({ figure }) => figure.value));
  if (only === undefined || others.length > 0) return 'unclear';
  const isExact = [premise, ...named].every(({ figure }) => figure.bound === 'exact');
  return isExact && !roundsTo(only, premise.figure.value) ? 'differs' : 'unclear';
}

function countsSame(premise: LabelledFigure, other: LabelledFigure): boolean {
  const { figure } = premise;
  return (
    (figure.unit === '' || other.figure.unit === figure.unit) &&
    other.figure.upTo === undefined &&
    figure.upTo === undefined &&
    (figure.per === undefined || ratesOf(figure).every((rate) => ratesOf(other.figure).includes(rate))) &&
    !other.isNegated &&
    !other.isFrom &&
    !other.isOtherYear &&
    other.isPlanned === premise.isPlanned &&
    other.isChange === premise.isChange &&
    (premise.direction === undefined || other.direction === premise.direction) &&
    (premise.year === undefined || other.year === premise.year)
  );
}

function ratesOf({ per }: Figure): string[] {
  return per?.split('·') ?? [];
}

function bearsSubject({ label, fit }: Candidate, subject: readonly WeighedTerm[]): boolean {
  const demanded = subject.filter(({ weight }) => weight >= DEMANDED_WEIGHT);
  return fit >= LEAST_FIT && demanded.every((term) => holds(`${label.own}\n${label.region}`, term));
}

/** How far a round figure may lie from the one that it stands for, as a share of it. */
const ROUNDING = 0.1;

/** 41872 rounds to 4.2万 and to 4万: not the same, and not another figure either. */
function roundsTo(exact: number, rounded: number): boolean {
  const digits = rounded.toExponential().split('e')[0]?.replace('.', '').length ?? 1;
  return Number(exact.toPrecision(digits)) === rounded && Math.abs(exact - rounded) <= ROUNDING * exact;
}
