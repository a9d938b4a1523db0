import { type Figure, findFigures } from '../figures.ts';
import { fold } from '../text.ts';

/** Who or what a question asks of: somebody of an age, a house of a grade. */
export interface Conditions {
  /** Ages in years that somebody has. */
  readonly ages: readonly Figure[];
  /** Grades and kinds: C级, 二级, 一类, 甲等. Folded. */
  readonly grades: readonly string[];
}

/** What a sentence says of the conditions asked: it is of these, of others, or names none. */
export type Fit = 'fits' | 'other' | 'untold';

const GRADE = /(?:[a-d]|[一二三四五六七八九甲乙丙丁]|(?<!\d)[1-9])\s?[级类等档]/giu;
/** 一等奖, 一级公路, 三类人员, 分类: names, in which a grade counts nobody. */
const NO_GRADE = /^(?:.[级]?(?:公路|医院|指标|响应)|三类(?:人员|对象|户)|一类是|.类是)/u;

/** The conditions that a question states. */
export function conditionsOf(written: string): Conditions {
  const folded = fold(written);
  return { ages: findFigures(folded).filter(({ unit }) => unit === '岁'), grades: gradesIn(folded) };
}

/** The words of a question that state its conditions: they are held against figures, not looked for as words. */
export const CONDITION_WORDS =
  /\d{1,3}\s?(?:多|几)?\s?(?:周?岁)(?:多|以上|以下|左右)?(?:的)?(?:老人|老年人|老头|老太太?)?|(?:我|俺|咱)(?:爸|妈|爹|娘|爷爷?|奶奶?|父亲|母亲|家老人)/gu;

/** Holds a folded text against the conditions of a question. */
export function fitOf({ ages, grades }: Conditions, read: string): Fit {
  const fits: Fit[] = [];
  if (ages.length > 0) fits.push(fitOfAges(ages, read));
  if (grades.length > 0) fits.push(fitOfGrades(grades, read));
  if (fits.includes('other')) return 'other';
  return fits.includes('fits') ? 'fits' : 'untold';
}

function fitOfAges(ages: readonly Figure[], read: string): Fit {
  const bands = findFigures(read).filter(({ unit }) => unit === '岁');
  if (bands.length === 0) return 'untold';
  return ages.every(({ value }) => bands.some((band) => holdsAge(band, value, read))) ? 'fits' : 'other';
}

/** 80—89岁 holds 85, 100岁以上 and 年满60周岁 whoever is older, 18周岁以下 whoever is younger, 80岁 who is just that. */
function holdsAge({ value, upTo, bound, span }: Figure, age: number, read: string): boolean {
  if (upTo !== undefined) return value <= age && age <= upTo;
  const before = read.slice(Math.max(0, span.start - 4), span.start);
  if (/不满|未满|不足|小于/u.test(before)) return age < value;
  if (bound === 'most') return age <= value;
  if (bound === 'least' || /(?:年满|满|达到?|超过)\s*$/u.test(before)) return age >= value;
  return age === value;
}

function gradesIn(folded: string): string[] {
  return [...folded.matchAll(GRADE)]
    .filter(({ index, 0: grade }) => !NO_GRADE.test(folded.slice(index, index + grade.length + 3)))
    .map(([grade]) => grade.replaceAll(/\s/gu, '').toLowerCase());
}

/** Of grades of the same kind (级 against 级) those asked must be among those that a sentence names. */
function fitOfGrades(grades: readonly string[], read: string): Fit {
  const kinds = new Set(grades.map((grade) => grade.slice(-1)));
  const named = gradesIn(read).filter((grade) => kinds.has(grade.slice(-1)));
  if (named.length === 0) return 'untold';
  return grades.every((grade) => named.includes(grade)) ? 'fits' : 'other';
}
