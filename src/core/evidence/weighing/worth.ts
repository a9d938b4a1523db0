import { readUnder, type Sentence } from '../../facts/sentence.ts';
import type { Fit } from '../../language/figures/classes.ts';
import { speaksOfGrant } from '../../language/grants.ts';
import { bigramTerms } from '../../language/terms.ts';
import { standingAsked } from '../../question/relation.ts';
import { bearsLabel } from '../aspects.ts';
import { lackedBy, TOPIC } from '../confidence.ts';
import { tellsList } from '../excerpts/lists.ts';
import { isSumOfAll } from '../sums.ts';
import type { Asking } from './asking.ts';
import type { Met } from './others.ts';

/** What it is worth, where sentences are put in order, that one says whether something is granted, or tells a list. */
const GRANT_WORTH = 0.25;
const LIST_WORTH = 0.2;
/** The same of a value whose label is what is asked for. */
const LABEL_WORTH = 0.2;
/** The same of being of the conditions asked, or of others. */
const FIT_WORTH = 0.3;
/** The same of how it stands to the part of the rules that is asked for. */
const ASPECT_WORTH = { headed: FIT_WORTH, told: 0.15, other: -FIT_WORTH, untold: 0 } as const;
/** What it costs there to tell of what is still to come, where that is not asked for. */
const PLAN_COST = 0.3;

/** What the form of a sentence is worth where sentences are put in order. */
export function worthOfForm(
  { asked, isGrant, grant, wantsTotal }: Asking,
  { sentence, coverage, fit, aspect }: Met,
): number {
  const { written, wanted } = asked;
  return (
    (isGrant && speaksOfGrant(readUnder(sentence)) ? GRANT_WORTH : 0) +
    (grant !== undefined && sentence.grant === grant ? GRANT_WORTH : 0) -
    (wanted === 'list' && grant === undefined && sentence.grant === 'denied' ? GRANT_WORTH : 0) +
    (wanted === 'list' && tellsList(sentence) ? LIST_WORTH : 0) +
    (bearsLabel(wanted, sentence.folded) ? LABEL_WORTH : 0) +
    (lackedBy(coverage) < TOPIC || aspect === 'other' ? ASPECT_WORTH[aspect] : 0) +
    worthOfFit(fit, isGrant) +
    (sentence.cells === undefined || isSumOfAll(sentence) === wantsTotal ? 0 : -FIT_WORTH) -
    (!isGrant && isSpecialCase(written, sentence) ? SPECIAL_COST : 0) -
    (sentence.isUnderPlan && wanted === 'figure' && standingAsked(written) !== 'planned' ? PLAN_COST : 0)
  );
}

/** Whether somebody is granted something is told by the class that he is not of, too. */
function worthOfFit(fit: Fit, isGrant: boolean): number {
  if (fit === 'fits' || (fit === 'other' && isGrant)) return FIT_WORTH;
  return fit === 'other' ? -FIT_WORTH : 0;
}

/** 情况紧急的，…: what holds in a case that the question does not speak of comes behind what holds. */
const CASE = /^(?:第[一二三四五六七八九十百\d]+条\s*)?([^,;。:]{2,12})的,/u;
const SPECIAL_COST = 0.12;

function isSpecialCase(written: string, { folded, cells }: Sentence): boolean {
  const words = cells === undefined ? CASE.exec(folded)?.[1] : undefined;
  return words !== undefined && !bigramTerms(words).some((pair) => written.includes(pair));
}
