import { readUnder, type Sentence } from '../../facts/sentence.ts';
import { type Fit, tellsOtherThing } from '../../language/figures/classes.ts';
import { fitOf, lacksNumber } from '../../language/figures/conditions.ts';
import { shortName } from '../../places/place.ts';
import { askedOfRows } from '../../question/follow-up.ts';
import type { AskedQuestion } from '../../question/question.ts';
import type { AspectFit } from '../aspects.ts';
import { lackedBy } from '../confidence.ts';
import type { CellAsked } from '../excerpts/tables.ts';
import { countsInRow, countsNoun } from '../figures/counted.ts';
import { isSumOfAll } from '../sums.ts';
import { isOfYears } from '../wanted.ts';
import type { Asking } from './asking.ts';
import type { Coverage } from './coverage.ts';

/** A sentence as a question meets it. */
export interface Met {
  readonly sentence: Sentence;
  /** Those before it in its passage. */
  readonly before: readonly Sentence[];
  readonly coverage: Coverage;
  /** How it fits the conditions asked. */
  readonly fit: Fit;
  /** How it stands to the part of the rules that is asked for. */
  readonly aspect: AspectFit;
  /** It says of what is asked only that its paper leaves it out. */
  readonly isLeftOut: boolean;
  /** The cell of the column asked; undefined where it is no row, or no column is meant. */
  readonly cell: CellAsked | undefined;
}

/** The share of the subject from which on no word of it is missing. 0 to 1. */
const ALL = 0.999;

/** Whether a sentence is of other conditions, years or siblings than those asked, or says nothing in the column asked. */
export function isOfOtherCase(asking: Asking, { sentence, before, coverage, fit, cell }: Met): boolean {
  const { asked, isGrant } = asking;
  return (
    // Whether somebody may is told by the condition that he does not meet, too.
    (fit === 'other' && !isGrant) ||
    cell?.isEmpty === true ||
    isOfSiblings(asking, sentence, coverage) ||
    (asked.conditions.classes.length > 0 &&
      tellsOtherThing(asked.conditions.classes, readUnder(sentence), termsOf(asking))) ||
    isOfContrary(asking, sentence) ||
    lacksNumber(asked.conditions, `${sentence.above}\n${readUnder(sentence)}`) ||
    !isOfYears(sentence.cells === undefined ? asked : askedOfRows(asked), sentence, before)
  );
}

/**
 * Whether a sentence is of other rows or things counted than those asked, by the words that it shares with the question.
 * @param isKept earlier turns named the row, and the question names none.
 */
export function isOfOtherThing(asking: Asking, { sentence, coverage, cell }: Met, isKept: boolean): boolean {
  const { counted, total, isExtreme, segmenter } = asking;
  const isWhole = (coverage.isNamed || isKept) && coverage.covered >= ALL * total;
  return (
    (sentence.cells !== undefined &&
      !isSumOfAll(sentence) &&
      !isExtreme &&
      !isKept &&
      !isRowAsked(asking, sentence, coverage)) ||
    (sentence.cells !== undefined && (countsOthers(asking, coverage) || lacksVillage(asking, coverage))) ||
    (counted !== undefined &&
      cell?.figure === undefined &&
      !countsNoun(counted, sentence, segmenter) &&
      !(isWhole && countsInRow(counted, sentence)))
  );
}

/** At the end of what stands before a word that is denied. */
const DENIED = /(?:未|没有?|非)(?:经|曾|能)?(?:(?![就也都又而])\p{Script=Han}){0,4}$/u;

/** Whether a condition of a sentence (未引起火灾的) denies what the question says, or says what it denies. */
function isOfContrary({ asked: { written }, subject }: Asking, { folded, cells }: Sentence): boolean {
  if (cells !== undefined) return false;
  const conditions = ENDS_CONDITION.test(folded) ? (folded.match(CONDITION) ?? []) : [];
  if (conditions.length === 0) return false;
  return subject.some(({ term, spellings, topicWeight }) => {
    if (topicWeight === 0) return false;
    const isDenied = (text: string, word: string) =>
      text
        .split(word)
        .slice(0, -1)
        .some((before) => DENIED.test(before));
    const asksDenied = isDenied(written, term);
    const told = spellings.flatMap((word) =>
      word.length < 2 ? [] : conditions.filter((one) => one.includes(word)).map((one) => isDenied(one, word)),
    );
    return told.length > 0 && told.every((isToldDenied) => isToldDenied !== asksDenied);
  });
}

const ENDS_CONDITION = /的[,:]/u;
const CONDITION = /(?<![^,;。:])[^,;。:]+的(?=[,:])/gu;

function termsOf({ subject }: Asking): string[] {
  return subject.flatMap(({ spellings }) => spellings.filter((word) => word.length > 1));
}

/** 脱贫村, 示范村: a sort of village, and the name of none. */
const SORT_OF_VILLAGE =
  /^(?:脱贫|贫困|非贫困|深度贫困|出列|示范|重点|行政|自然|中心|试点|先进|文明|美丽|特色|薄弱|软弱涣散|空心|边境|边远|库区|民族|移民|城中|城郊|山区|集体|帮扶|受援)$/u;

/** Whether a village is asked of whose name a row lacks: 枫林 of 枫林村. */
function lacksVillage({ asked: { written } }: Asking, { missing }: Coverage): boolean {
  return missing.some((word) => !SORT_OF_VILLAGE.test(word) && written.includes(`${word}村`));
}

/** Names of whom or what is counted, and how such go on: 脱贫 of 脱贫户. */
const COUNTED = /(?:户|人口|人员|对象|群众|家庭)$/u;
const GOES_ON = /^(?:户|人口|人员|对象|群众|家庭)/u;

/** Whether it is asked how many there are of those by a name that a row lacks: 户数 under 改厕 counts no 脱贫户. */
function countsOthers({ asked: { wanted, written } }: Asking, { missing }: Coverage): boolean {
  return (
    wanted === 'figure' &&
    missing.some((word) => {
      const at = written.indexOf(word);
      return COUNTED.test(word) || (at >= 0 && GOES_ON.test(written.slice(at + word.length)));
    })
  );
}

/** A row answers for what it is named, and for no sibling of that: the names of columns are every row's. */
function isRowAsked({ asked }: Asking, { folded }: Sentence, { isNamed }: Coverage): boolean {
  return (
    isNamed || fitOf({ ...asked.conditions, classes: [] }, folded) === 'fits' || isOfPlace(asked, folded)
  );
}

/** A row that is named by a place that is asked: 云岭县 in the table of a city. */
function isOfPlace({ places, missingPlaces }: AskedQuestion, row: string): boolean {
  const cell = row
    .split('\t')
    .map((one) => one.trim())
    .find((one) => !/^\d*$/u.test(one));
  return [...places, ...missingPlaces.map(({ name }) => name)].some(
    (name) => cell === name || cell === shortName(name),
  );
}

/** Weight of a missing topic from which on it is none of those that a scale tells of. 0 to 1. */
const MISSING = 0.6;
/** Pieces of one form that make a scale: 糖尿病2000元，冠心病2600元，脑卒中2400元. */
const SCALE = 3;
const COUNTS_SEVERAL = /\d\D+\d+\D+\d/u;
const STEP = /^[^\d]{1,12}(?<!第)\d[\d.]*[万亿]?(\p{Script=Han}{1,2})$/u;

/** A scale that tells of others, and not of what is asked, which other sentences know or none does. */
function isOfSiblings(asking: Asking, { folded, cells }: Sentence, coverage: Coverage): boolean {
  const { asked, subject } = asking;
  if (asked.wanted !== 'figure' || cells !== undefined || !COUNTS_SEVERAL.test(folded)) return false;
  const steps = folded.split(/[,、;。:]/u).flatMap((piece) => {
    const unit = STEP.exec(piece)?.[1];
    return unit === undefined ? [] : [{ piece, unit }];
  });
  const scale = steps.filter(({ unit }) => steps.filter((other) => other.unit === unit).length >= SCALE);
  // What every step says (每年最多报) names none of them.
  const isOfOne = (word: string) => {
    const naming = scale.filter(({ piece }) => piece.includes(word)).length;
    return naming > 0 && naming < scale.length;
  };
  const isNamed = subject.some(({ spellings }) => spellings.some(isOfOne));
  return (
    scale.length > 0 && !isNamed && (lackedBy(coverage) >= MISSING || lacksSibling(asking, coverage, scale))
  );
}

/** Whether a word that is missing is headed as some of the steps are: 冠心病 beside 糖尿病. */
function lacksSibling(
  { subject }: Asking,
  { missing }: Coverage,
  scale: readonly { piece: string }[],
): boolean {
  return subject.some(
    ({ term, topicWeight }) =>
      topicWeight > 0 && missing.includes(term) && scale.some(({ piece }) => piece.includes(term.slice(-1))),
  );
}
