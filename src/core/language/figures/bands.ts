import type { Span } from '../../types.ts';
import { type Figure, figuresIn } from '../figures.ts';
import { type AskedClass, type Fit, ofAsked } from './classes.ts';
import { HANDLED, SHARED } from './spoken.ts';

/** What somebody or something has, to be held against bands: 82岁, 110马力, 月人均收入900元. */
export interface Amount extends Figure {
  /** Of an income: over which time, and whether of a head. */
  readonly income?: string;
  /** The classes that it is asked of: bands of others do not count. */
  readonly of?: readonly AskedClass[];
}

/** Where a band ends that an amount misses. */
export interface Missed {
  /** The amount is below the band, or above it. */
  readonly side: 'below' | 'above';
  /** The end of the band as it is written, with what makes it one: 年满80周岁, 80周岁以上, 0至6岁. */
  readonly span: Span;
  /** Of the band's end. */
  readonly limit: number;
}

/** What is measured, and counted by nothing else: 一千多公斤, 三百亩; one of it is mostly a rate (一亩补多少). */
const MEASURED: ReadonlySet<string> = new Set(
  '岁 马力 千瓦 平方米 立方米 亩 头 只 公里 米 厘米 吨 公斤 斤 单 度 ℃'.split(' '),
);
/** Units in which people tell what they have, and papers draw bands. */
const BANDED: ReadonlySet<string> = new Set([...MEASURED, '户', '人', '个月', '分']);
const IS_HANDLED = new RegExp(`${HANDLED}$`, 'u');
/** Years that somebody has done something for: 干了23年, 干村医23年了; 养老金23年 and 种粮补贴22年 are of a year of the calendar. */
const DONE_FOR =
  /(?:(?:干|做|当|教|住|缴|交|待|守|种|养)(?:了|过|够|满)|(?:干|当)\p{Script=Han}{1,3}|服役|服务(?:了|满)?|工作(?:了|满)?|任职|任教|从医|行医)$/u;
/** Before an amount of money: an income, over which time and of whom. */
const INCOME =
  /(?<time>[年月])?(?:人?均|人平)?(?:纯|可支配|总)?收入(?:标准|水平)?(?:是|为|有|在|只有|大概|大约|约|达到?|低于|不足|不到|超过|高于|不高于|不超过)*$/u;
const PER_HEAD = /人[均平]|均/u;

/** Trees grow older. */
const OLDEST = 120;
/** What a machine does in a time says which one it is: 每小时80公斤. */
const CAPACITY = /^(?:小时|日)$/u;

/** The amounts of a folded question that bands are drawn in. */
export function amountsIn(folded: string, of: readonly AskedClass[] = []): Amount[] {
  return figuresIn(folded).flatMap((figure): Amount[] => {
    const { unit, value, per, han } = figure;
    const income = incomeAt(figure, folded);
    const before = folded.slice(0, figure.span.start);
    if (unit === '成' || unit === '%') return IS_SHARED.test(before) ? [inUnit('%', { ...figure, of })] : [];
    const isSum = unit === '元' && per === undefined && IS_HANDLED.test(before);
    if (isYearsDone(figure, folded) || isLapse(figure, folded) || (isSum && income === undefined))
      return [{ ...figure, of }];
    // 两个人, 一家三口 say who, and 两千人 of how many.
    if (han && (value < 2 || !(MEASURED.has(unit) || (unit === '人' && value >= 10)))) return [];
    if (unit === '岁' && value > OLDEST) return [];
    if (income !== undefined) return [{ ...figure, income, of }];
    // Nothing is counted by years of age: 78岁每个月 is of somebody, by the month.
    const isOne = per === undefined || unit === '岁' || (MEASURED.has(unit) && CAPACITY.test(per));
    return BANDED.has(unit) && isOne ? [{ ...figure, of }] : [];
  });
}

const IS_SHARED = new RegExp(`${SHARED}$`, 'u');

/** Whether a figure counts years that something was done for, and is no calendar year. */
export function isYearsDone({ unit, value, span }: Figure, folded: string): boolean {
  return unit === '年' && value < 100 && DONE_FOR.test(folded.slice(0, span.start));
}

/** Before and behind a time that has gone by, or is left until something: 过了九个月才, 开课前三天, 七天没到校, 三年后. */
const LAPSE_BEFORE =
  /(?:还[差有剩]|过了|拖了|晚了|住了|去了|上了|送了|用了|停了|超期|逾期|提前|(?:开[课场打工班业馆学会幕赛]|出发|到期|活动|演出|开始|考试)前)$/u;
const LAPSE_BEHIND = /^(?:就(?![能可到发行办给有])|了(?!解)|以?后|前(?!期)|以前)/u;
/** As it is written: 3日 is of a calendar. */
const LAPSING = /(?:天|小时|个月|年)$/u;
const FEW_YEARS = 20;

function isLapse({ unit, value, per, span: { start, end } }: Figure, folded: string): boolean {
  if (per !== undefined || (unit === '年' && value >= FEW_YEARS)) return false;
  const isTime = LAPSING.test(folded.slice(start, end));
  const [ahead, behind] = [folded.slice(0, start), folded.slice(end)];
  const isWithout = unit === '日' && /^还?没(?!有?[限规])/u.test(behind);
  return isTime && (isWithout || LAPSE_BEFORE.test(ahead) || LAPSE_BEHIND.test(behind));
}

function incomeAt({ unit, span }: Figure, folded: string): string | undefined {
  const found = unit === '元' ? INCOME.exec(folded.slice(0, span.start)) : null;
  if (found === null) return undefined;
  return `${found.groups?.time ?? ''}${PER_HEAD.test(found[0]) ? '人均' : ''}`;
}

/** Whether an amount is within a band of a folded text. Of a unit without any band nothing is told: 每亩补150元 is no band. */
export function standsIn(amount: Amount, read: string): Fit {
  const bands = bandsFor(amount, read);
  if (bands.length === 0) return 'untold';
  return bands.some((band) => isWithin(meant(amount), band)) ? 'fits' : 'other';
}

/** 一千多 is more than 一千, and 不到60 less: by how much nobody says, so by next to nothing. A share of the amount. */
const NEXT_TO_NOTHING = 0.001;

function meant({ value, bound }: Amount): number {
  const away = bound === 'least' ? NEXT_TO_NOTHING : bound === 'most' ? -NEXT_TO_NOTHING : 0;
  return value * (1 + away);
}

/** The nearest end of a band of a folded text, where an amount is within none of its bands. */
export function missedIn(amount: Amount, read: string): Missed | undefined {
  const bands = bandsFor(amount, read);
  const value = meant(amount);
  if (bands.some((band) => isWithin(value, band))) return undefined;
  const ends = bands.map(
    ({ least, most, from, to }): Missed =>
      value < least ? { side: 'below', span: from, limit: least } : { side: 'above', span: to, limit: most },
  );
  const gap = ({ limit }: Missed) => Math.abs(limit - value);
  return ends.sort((a, b) => gap(a) - gap(b))[0];
}

/**
 * Whether a text of the same form has a band that begins further on and holds an amount as well: for 45万, 满30万元的 beside
 * 满10万元的.
 */
export function reachesFurther(amount: Amount, read: string, beside: string): boolean {
  const reached = (text: string) =>
    bandsFor(amount, text)
      .filter((band) => band.most === Number.POSITIVE_INFINITY && isWithin(meant(amount), band))
      .map(({ least, to }) => ({ least, form: /^[^\d]*/u.exec(text.slice(to.end))?.[0] ?? '' }));
  const own = reached(read);
  return (
    own.length > 0 &&
    reached(beside).some(({ least, form }) => own.every((one) => one.least < least && one.form === form))
  );
}

/** How many of a unit one of another is: of those in which people tell what they have, and papers draw bands. */
const CONVERTED: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  '%': { 成: 10 },
  厘米: { 米: 100 },
  斤: { 公斤: 2, 吨: 2000 },
  公斤: { 斤: 0.5, 吨: 1000 },
  吨: { 公斤: 0.001, 斤: 0.0005 },
};

function inUnit<T extends Figure>(unit: string, figure: T): T {
  const times = CONVERTED[unit]?.[figure.unit];
  if (times === undefined) return figure;
  const { value, upTo } = figure;
  return { ...figure, unit, value: value * times, upTo: upTo === undefined ? upTo : upTo * times };
}

function bandsFor({ unit, income, of = [] }: Amount, whole: string): Band[] {
  const read = ofAsked(of, whole).kept;
  const alike = figuresIn(read)
    .map((figure) => inUnit(unit, figure))
    .map((figure, _, all) => (unit === '元' && isBareSum(figure, all) ? { ...figure, unit } : figure))
    .filter((figure) => figure.unit === unit)
    .filter((figure) => unit !== '元' || incomeAt(figure, read) === income);
  return bandsOf(alike, read);
}

/** 5万 beside 5000元 is money. */
function isBareSum({ unit, value, upTo = value }: Figure, all: readonly Figure[]): boolean {
  return unit === '' && upTo >= 1e4 && all.some((other) => other.unit === '元');
}

interface Band {
  readonly least: number;
  readonly most: number;
  /** It ends before `most`: 不满90周岁. */
  readonly isOpen?: boolean;
  /** Where its ends are written; one stretch where it has but one. */
  readonly from: Span;
  readonly to: Span;
}

function isWithin(value: number, { least, most, isOpen = false }: Band): boolean {
  return least <= value && (isOpen ? value < most : value <= most);
}

/** What a whole county comes to is nobody's: 全县推广2万亩以上. */
const OF_ALL = /(?:全[县市区乡镇省]|累计|推广|完成|新增|总面积|总量)[^,;。]*$/u;

/** What may stand between the ends of one band: 100马力及以上120马力以下, 80周岁以上、不满90周岁. */
const SAME_BAND = /^[(（]?(?:含|以上|及以上|[)）、,，至到且]|不满|未满|不足|小于)*$/u;

/** 80—89岁, 100岁以上, 年满60周岁, 18周岁以下, 60周岁至79周岁, 100马力以上120马力以下; an age alone is that age, and so is 30立方米的. */
function bandsOf(figures: readonly Figure[], read: string): Band[] {
  const bands: Band[] = [];
  let end = 0;
  for (const figure of figures) {
    const band = bandOf(figure, read);
    if (band === undefined) continue;
    const last = bands.at(-1);
    const isJoined = SAME_BAND.test(read.slice(end, figure.span.start));
    if (isJoined && last?.most === Number.POSITIVE_INFINITY && band.least === 0)
      bands[bands.length - 1] = { ...band, least: last.least, from: last.from };
    // 低于18℃不低于16℃: the upper end first.
    else if (
      isJoined &&
      last?.least === 0 &&
      band.most === Number.POSITIVE_INFINITY &&
      band.least < last.most
    )
      bands[bands.length - 1] = { ...last, least: band.least, from: band.from };
    else bands.push(band);
    end = figure.span.end;
  }
  const last = bands.at(-1);
  if (
    last !== undefined &&
    last.most < Number.POSITIVE_INFINITY &&
    OF_MORE.test(read.slice(end)) &&
    figures.some(({ unit }) => USED.has(unit))
  )
    bands.push({ least: last.most, most: Number.POSITIVE_INFINITY, from: last.to, to: last.to });
  return bands;
}

/** What is used by the unit: a rule may go on to what there is of it beyond a band. */
const USED: ReadonlySet<string> = new Set(['公里', '立方米', '度', '公斤', '斤', '吨']);
/** 10公里以内每趟40元，超过部分每公里3元. */
const OF_MORE = /超[过出]的?(?:部分|里程|面积)/u;

/** What papers give and take in, as well as draw bands. */
const TOLD: ReadonlySet<string> = new Set(['元', '%', '分']);
/** Before what is given or taken: no band, however it is bounded. */
const GIVEN =
  /(?:[补奖赔罚贷减免给报扣]|(?<!参)加|处(?!理)|每[人户月年亩]|标准(?=[为是调提])|资助|救助|最[高低多少]|封顶)[^,;。:的\n\t]{0,6}$/u;
const AT_MOST = /^(?:最|至多)/u;

const SHORT_OF = /(?:不满|未满|不足|小于)\s?$/u;
/** 15年至不满20年: it begins a band that another figure ends. */
const BEGINS = /^\s?[至到]\s?(?:不满|未满|不足|不到)/u;
const REACHES = /(?:年?满|达到?|超[过出]|高[出过])\s?$/u;
/** 近十年: the years up to now. */
const UP_TO_NOW = /^近/u;
/** Bounds that leave out what they name: 低于800元. */
const BELOW = /^(?:低于|不足|不到)/u;

/** 20立方米的…,30立方米的…: each is told by what it has, where there are several; 每5亩的 is a rate. */
const OF_SOME = /\d[\d.]*[^\d,;。]{0,4}的/gu;
const IS_RATE = /每[^,;。]*$/u;

function bandOf({ unit, value, upTo, bound, span }: Figure, read: string): Band | undefined {
  const written = { from: span, to: span };
  const [ahead, behind] = [read.slice(0, span.start), read.slice(span.start)];
  if (TOLD.has(unit) && (GIVEN.test(ahead) || AT_MOST.test(behind))) return undefined;
  if (upTo !== undefined) return { least: value, most: upTo, ...written };
  if (OF_ALL.test(read.slice(0, span.start))) return undefined;
  const before = read.slice(Math.max(0, span.start - 4), span.start);
  const told = (sign: RegExp) => {
    const own = { start: span.start - (sign.exec(before)?.[0].length ?? 0), end: span.end };
    return { from: own, to: own };
  };
  if (SHORT_OF.test(before) || BELOW.test(read.slice(span.start, span.end)))
    return { least: 0, most: value, isOpen: true, ...told(SHORT_OF) };
  if (BEGINS.test(read.slice(span.end))) return { least: value, most: Number.POSITIVE_INFINITY, ...written };
  const isUpToNow = unit === '年' && UP_TO_NOW.test(behind);
  if (bound === 'most' || isUpToNow) return { least: 0, most: value, ...written };
  if (bound === 'least' || REACHES.test(before))
    return { least: value, most: Number.POSITIVE_INFINITY, ...told(REACHES) };
  const isOneOfSome =
    /^的/u.test(read.slice(span.end)) && !IS_RATE.test(ahead) && (read.match(OF_SOME)?.length ?? 0) > 1;
  const isOne = unit === '岁' || (MEASURED.has(unit) && isOneOfSome);
  return isOne ? { least: value, most: value, ...written } : undefined;
}
