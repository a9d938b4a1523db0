import { findFigures } from '../figures.ts';
import { HAN_NUMERAL, readRoman } from '../numerals.ts';
import { type Amount, amountsIn, standsIn } from './bands.ts';
import { type AskedClass, classesAsked, type Fit, ofAsked, toldFit } from './classes.ts';
import { type Days, daysAsked, fitOfDays } from './days.ts';
import { goesOn, numberedFrom, ordinalsAsked, ordinalsTold } from './ordinals.ts';
import { spelledOut } from './spoken.ts';

/** Who or what a question asks of: somebody of an age, a machine of a power, a house of a grade, a township. */
export interface Conditions {
  /** Of which classes it is: 小学, 玉米, 合作社. */
  readonly classes: readonly AskedClass[];
  readonly amounts: readonly Amount[];
  /** What is paid in to be given something, in yuan: 缴500补多少. */
  readonly payments: readonly number[];
  /** Grades and kinds, each by itself: c级, 二级, 一类, 甲等. */
  readonly grades: readonly string[];
  /** Names of townships: 某某镇. */
  readonly townships: readonly string[];
  /** Numbers by which one of a kind is called: 604路, 2号线, 3标段, 2批. */
  readonly numbered: readonly string[];
  /** Parts of a year: 春季, 下半年. */
  readonly seasons: readonly string[];
  readonly days: readonly Days[];
  /** What somebody says not to be: 不是低保户 of 低保. */
  readonly denied: readonly string[];
}

const HAN = '一二三四五六七八九十';
/** Scales of grades, each from its first on. */
const SCALES = [HAN, 'abcd', '甲乙丙丁'];
const STEP =
  '(?:[a-d一二三四五六七八九甲乙丙丁]|(?<![一二三四五六七八九])十(?![一二三四五六七八九])|(?<![\\d.])(?:[1-9]|10)(?![\\d.]))';
/** 二级, 一、二级, 三四级, 一至四级, 一级至四级, c、d级, 5-8级. */
const GRADES = new RegExp(
  `(?<![十百千第a-z那这哪某每同])${STEP}(?:(?:[级类等档]?\\s?(?:[、,和及与或]|[至到~—-]))?\\s?${STEP}){0,8}\\s?(?<kind>[级类等档])`,
  'giu',
);
/** 八级风以上, 五级以上地震: of stronger ones as well. */
const OPEN_GRADE = /级(?:大?风|地震)(?:及|\(含\))?以上|级(?:及|\(含\))?以上(?:大?风|地震)/u;
/** 一等奖, 一级公路, 三类人员, 一类是: names, in which a grade counts nobody. */
const NO_GRADE = /^(?:.[级等](?:奖|公路|医院|指标)|三类(?:人员|对象|户)|一类是|.类是)/u;

/** What a text names one of its kind by: a grade, a township, a number, a season. */
type NamedConditions = Pick<Conditions, 'grades' | 'townships' | 'numbered' | 'seasons'>;

/** How names of a kind are found in a folded text, and held against those asked. */
interface Naming {
  readonly find: (folded: string) => readonly string[];
  /** The same of a question, where it says them in other words than a text. */
  readonly findAsked?: (folded: string) => readonly string[];
  /** Only names of which it is the same are held against each other: 级 of 二级 and 三级. */
  kindOf(name: string): string;
  readonly isSame?: (one: string, other: string) => boolean;
  /** Where several of a kind are asked, one of them will do. */
  readonly isAnyEnough?: true;
  /** A text that names others may go on to those asked without naming them. */
  goesOn?(read: string): boolean;
}

const NAMINGS: Readonly<Record<keyof NamedConditions, Naming>> = {
  grades: { find: gradesIn, kindOf: (grade) => grade.slice(-1), goesOn: (read) => OPEN_GRADE.test(read) },
  townships: {
    find: townshipsIn,
    kindOf: () => '',
    isSame: (one, other) => one.includes(other) || other.includes(one),
  },
  numbered: {
    find: (folded) => [...linesIn(folded), ...ordinalsTold(folded)],
    findAsked: (folded) => [...linesIn(folded), ...ordinalsAsked(folded)],
    kindOf: kindOfNumbered,
    isAnyEnough: true,
    goesOn,
  },
  seasons: {
    find: (folded) => folded.match(/[春夏秋冬]季|[上下]半年/gu) ?? [],
    kindOf: (season) => season.slice(1),
    isAnyEnough: true,
  },
};

const NAMED_KINDS = Object.keys(NAMINGS) as (keyof NamedConditions)[];

const LINE = '(?:路(?!口)|号线|号楼|号院|标段)';
const ONE_LINE = new RegExp(`(?<![\\d.])[a-z]?\\d{1,4}${LINE}`, 'gu');
/** 9到15号楼, 4路至6路. */
const LINES = new RegExp(
  `(?<![\\d.])(?<from>\\d{1,3})${LINE}?[至到~—-](?<upTo>\\d{1,3})(?<kind>${LINE})`,
  'gu',
);

/** 604路, 2号线: lines and houses that are called by their number, and all between two. */
function linesIn(folded: string): readonly string[] {
  const between = [...folded.matchAll(LINES)].flatMap(({ groups: { from, upTo, kind } = {} }) =>
    numberedFrom(Number(from), Number(upTo), kind as string),
  );
  return [...(folded.match(ONE_LINE) ?? []), ...between];
}

function kindOfNumbered(name: string): string {
  return name.replace(/^[a-z]?\d+/u, '');
}

/** Kinds of which a paper has several, so that each of them must be named: 第二批 is told by nothing that is of no batch. */
const NAMED_ALWAYS = /^[轮批期档组段针季台名]$/u;

/** Whether a question asks of some of a kind by their numbers that must be named, and a folded text names none of these. */
export function lacksNumber({ numbered }: Pick<Conditions, 'numbered'>, read: string): boolean {
  const asked = numbered.filter((name) => NAMED_ALWAYS.test(kindOfNumbered(name)));
  if (asked.length === 0) return false;
  return kindsUntold(asked, NAMINGS.numbered.find(read), NAMINGS.numbered).length > 0;
}

/** The kinds of names asked of which none is among some names. */
function kindsUntold(
  asked: readonly string[],
  named: readonly string[],
  { kindOf, isSame = Object.is }: Naming,
): string[] {
  const isTold = (name: string) => named.some((other) => isSame(name, other));
  return [...new Set(asked.map(kindOf))].filter(
    (kind) => !asked.some((name) => kindOf(name) === kind && isTold(name)),
  );
}

/** What a text states of those. */
export function namedIn(written: string): NamedConditions {
  return namedConditions(spelledOut(written), ({ find }) => find);
}

function namedConditions(folded: string, findBy: (naming: Naming) => Naming['find']): NamedConditions {
  const { grades, townships, numbered, seasons } = NAMINGS;
  return {
    grades: findBy(grades)(folded),
    townships: findBy(townships)(folded),
    numbered: findBy(numbered)(folded),
    seasons: findBy(seasons)(folded),
  };
}

/** The conditions that a question states. */
export function conditionsOf(written: string): Conditions {
  const folded = spelledOut(written);
  const classes = classesAsked(folded.replaceAll(DENIED, ' '));
  return {
    classes,
    amounts: amountsIn(folded, classes),
    payments: ASKS_RETURN.test(folded) ? paymentsIn(folded) : [],
    ...namedConditions(folded, ({ find, findAsked = find }) => findAsked),
    days: daysAsked(folded),
    denied: [...folded.matchAll(DENIED)].flatMap(([, name = '']) => (name === '' ? [] : [name])),
  };
}

const DENIES = '(?:(?:我们?|家里?|他|她)?(?:也|又|都|既)?(?:(?<!是)不是|不属于|没(?:有)?(?:纳入|享受|吃)))';
const DENIED_NAME = String.raw`(\p{Script=Han}{2,4}?)(?:户|对象|家庭|人员)?(?=[,，、;；。\s]|也|又|的|$)`;
/** 不是低保户，也不是监测对象: of whom a question is not. */
const DENIED = new RegExp(`${DENIES}${DENIED_NAME}`, 'gu');

const RELATIVE = '(?:爸爸?|妈妈?|爹|娘|爷爷?|奶奶?|外公|外婆|父亲|母亲|家老人)';
const AGE = String.raw`(?:今年|虚岁|周岁|都|快|已经|已|满){0,3}\d{2,3}(?![\d.%岁元块万亿亩户人个斤吨米平年月号天])了?`;

/** The words of a question that state its conditions: they are held against figures, not looked for as words. */
export const CONDITION_WORDS = new RegExp(
  String.raw`(?:\d{1,3}|${HAN_NUMERAL}{2,4})\s?(?:多|几)?\s?(?:周?岁)(?:多|以上|以下|左右)?(?:的)?(?:老人|老年人|老头|老太太?)?|` +
    `${DENIES}${DENIED_NAME}|(?:我|俺|咱)们?${RELATIVE}(?:${AGE})?|${RELATIVE}${AGE}`,
  'gu',
);

/** Holds a folded text against each kind of classes that a question names: 级 by itself, 小学 by itself. */
export function fitsOfKinds({ classes, grades }: Conditions): ((read: string) => Fit)[] {
  const ofGrades = grades.length === 0 ? [] : [(read: string) => fitOfNames('grades', grades, read)];
  return [...classes.map((one) => (read: string) => ofAsked([one], read).fit), ...ofGrades];
}

/** Holds a folded text against those classes of a question that a name alone tells: a title on 胃癌 is of no 宫颈癌. */
export function fitOfNamed({ classes }: Conditions, read: string): Fit {
  return ofAsked(
    classes.filter(({ kind }) => kind.told === 'named'),
    read,
  ).fit;
}

/** Holds a folded text against the conditions of a question. */
export function fitOf(conditions: Conditions, read: string): Fit {
  const { classes, amounts, payments, townships, days, denied } = conditions;
  const isOfAnother =
    denied.some((name) => read.includes(name) && !OF_THE_REST.test(read)) ||
    (townships.length > 0 && SUM.test(read.slice(read.lastIndexOf('\n') + 1)));
  return toldFit([
    isOfAnother ? 'other' : 'untold',
    ofAsked(classes, read).fit,
    ...amounts.map((amount) => standsIn(amount, read)),
    fitOfPayments(payments, read),
    fitOfDays(days, read),
    ...NAMED_KINDS.map((kind) => fitOfNames(kind, conditions[kind], read)),
  ]);
}

/** What is of everybody but some names these, too. */
const OF_THE_REST = /以外|之外|除|非|未|没|不(?:是|含|属于|限|论)|其他|其它|其余|只[有限许准能]|仅/u;
/** The sum of a table is no township's; a column of sums, which is named above, is. */
const SUM = /(?:^|\t)(?:合\s?计|总\s?计|小\s?计)/u;

/** Of names of one kind (级 against 级, 路 against 路) those asked must be among those that a text has. */
function fitOfNames(kind: keyof NamedConditions, asked: readonly string[], read: string): Fit {
  if (asked.length === 0) return 'untold';
  const naming = NAMINGS[kind];
  const { find, kindOf, isSame = Object.is, isAnyEnough, goesOn } = naming;
  const kinds = new Set(asked.map(kindOf));
  const alike = find(read).filter((name) => kinds.has(kindOf(name)));
  if (alike.length === 0) return 'untold';
  const named = new Set(alike.map(kindOf));
  const ofNamedKinds = asked.filter((name) => named.has(kindOf(name)));
  const isTold = (name: string) => alike.some((other) => isSame(name, other));
  const isFit = isAnyEnough ? kindsUntold(ofNamedKinds, alike, naming).length === 0 : asked.every(isTold);
  if (isFit) return 'fits';
  return goesOn?.(read) ? 'untold' : 'other';
}

const ASKS_RETURN = /[缴交存]\p{Script=Han}{0,4}\d.*(?:补|贴|返|领|得|奖).{0,4}(?:多少|几)/u;
const PAYS = /[缴交存](?:费|纳|款)?(?:标准|档次)?\s?$/u;

function paymentsIn(folded: string): number[] {
  return findFigures(folded)
    .filter(
      ({ unit, span, upTo, bound }) =>
        (unit === '元' || unit === '') &&
        upTo === undefined &&
        bound === 'exact' &&
        PAYS.test(folded.slice(0, span.start)),
    )
    .map(({ value }) => value);
}

function fitOfPayments(payments: readonly number[], read: string): Fit {
  const scale = payments.length === 0 ? [] : paymentsIn(read);
  if (scale.length === 0) return 'untold';
  return payments.every((payment) => scale.includes(payment)) ? 'fits' : 'other';
}

/** Ⅱ级, ii级: a grade in Roman figures, as one sign or typed in letters. */
const ROMAN = /[ⅠⅡⅢⅣⅤⅰⅱⅲⅳⅴ]|(?<![a-z])(?:i{1,3}|iv|v)(?=\s?[级类])/gu;

function gradesIn(text: string): string[] {
  const folded = text.replaceAll(ROMAN, (sign) => HAN.charAt(readRoman(sign) - 1));
  return [...folded.matchAll(GRADES)]
    .filter(({ index, 0: grade }) => !NO_GRADE.test(folded.slice(index, index + grade.length + 3)))
    .flatMap(({ 0: written, groups }) => stepsOf(written).map((step) => step + (groups?.kind ?? '')));
}

/** Every step of what is listed or spans from one to another, digits as Han figures. */
function stepsOf(written: string): string[] {
  const plain = written
    .replaceAll(/[级类等档\s]/gu, '')
    .replaceAll(/10|[1-9]/gu, (digit) => HAN.charAt(Number(digit) - 1));
  return plain.split(/[、,和及与或]/u).flatMap((part) => {
    const [from = '', to] = part.split(/[至到~—-]/u);
    const last = from.slice(-1);
    if (to === undefined) return [...from];
    const scale = SCALES.find((one) => one.includes(last)) ?? '';
    return [...from.slice(0, -1), ...scale.slice(scale.indexOf(last), scale.indexOf(to.charAt(0)) + 1)];
  });
}

/** What stands between the names of a list: 和 of 甲河和乙山, but no part of 和平. */
const BETWEEN = '(?:、|(?<=\\p{Script=Han}{2})[和及与](?=\\p{Script=Han}{2}))';
/** 和 is a part of some names, of which it is no end: 和平, 和顺. */
const NAME_IN_LIST = '(?:(?![和及与])\\p{Script=Han}|(?<!和)和(?=[平顺睦兴谐龙田]))';
/** 甲河、乙山两镇, 甲河、乙山和丙寨三个乡; 三个乡镇 are of either kind. */
const TOWNSHIPS = new RegExp(
  `(?<names>(?:${NAME_IN_LIST}{2,3}${BETWEEN}){1,12}${NAME_IN_LIST}{2,3}?)(?:[两二三四五六七八九十\\d]{1,2}|等[两二三四五六七八九十\\d]{1,2})个?(?<kind>乡镇|[乡镇](?![镇村乡企])|街道)`,
  'gu',
);
const BETWEEN_NAMES = new RegExp(BETWEEN, 'u');
/** 去哪个镇, 多久要往镇: it is asked, and no name. */
const ASKED_TOWNSHIP = /[哪几谁]个?|多久|什么|[往去]\p{Script=Han}$|[两二三四五六七八九十]个?[乡镇]$/u;
/** 某某镇, 某某街道; not 各乡镇, 全镇, 该乡. */
const TOWNSHIP =
  /(?:(?<!\p{Script=Han})|(?<=(?:[乡镇]|街道|城里|县城)[和及与]))\p{Script=Han}{2,4}(?:[乡镇](?![镇村乡])|街道)(?!办|级|政府|里|卫生院|财政)/gu;
const NO_TOWNSHIP =
  /^(?:小城|重点|特色|居住|隔壁|别的|其他|周边|[各本该我这那哪几两]|多少|全[乡镇]|每个|所有|有关|乡镇|城镇|集镇|建制|中心|户籍|所在|当地|[邻外城老新同][乡镇])/u;
/** Words before a name, which some names begin with: 向河口镇申请, but 向家镇. */
const BEFORE_TOWNSHIP = /^[向到由在给把对和与](?=\p{Script=Han}{3}|[各本该全邻外城老新同][乡镇])/u;

function townshipsIn(folded: string): string[] {
  const listed = [...folded.matchAll(TOWNSHIPS)].flatMap(({ groups: { names = '', kind = '' } = {} }) =>
    names
      .split(BETWEEN_NAMES)
      .flatMap((name) => (kind === '乡镇' ? [`${name}乡`, `${name}镇`] : [name + kind])),
  );
  const named = [...folded.matchAll(TOWNSHIP)]
    // A name begins after the last sign of a date, and after what goes on with a talk: 2022年某某镇, 那某某镇.
    .map(([name]) => name.replace(/^(?:[年月日]|那么?|还有)/u, '').replace(BEFORE_TOWNSHIP, ''))
    .filter((name) => name.length > 2 && !NO_TOWNSHIP.test(name) && !name.includes('乡镇'))
    .filter((name) => !ASKED_TOWNSHIP.test(name));
  return [...named, ...listed];
}
