import type { Span } from '../types.ts';
import {
  type Bound,
  boundOf,
  HAN_NUMERAL,
  ITEM_SIGN,
  LEAD,
  NUMBER,
  readNumber,
  round,
  scaleOf,
  TAIL,
} from './numerals.ts';
import { fold } from './text.ts';

/** A number with what it counts, as it stands in a text. */
export interface Figure {
  /** Covers number, scale, approximation and unit. */
  readonly span: Span;
  /** In base units: 4.26亿元 is 426,000,000 with unit 元. A range has `upTo` too. */
  readonly value: number;
  readonly upTo?: number | undefined;
  /** Canonical unit (`元`, `户`, `%`, `年` …), without scale; '' where the text gives none; 第批 of 第二批. */
  readonly unit: string;
  /** What a rate is per: `人·月` of 元/人·月 and of 每人每月…元. */
  readonly per?: string | undefined;
  /** How it bounds what is meant, where its text says so: 300余户 `least`, 不到300户 `most`, 约300户 `about`. */
  readonly bound: Bound;
  /** Written in Han numerals, which idioms use too (五个一批). */
  readonly han: boolean;
}

/** Longest first: the first that fits is the unit. A word that only begins like a unit is none (300种植户). */
const UNITS = [
  '个半小时 个半月 个百分点 个工作日 个小时 个季度 百分点 平方公里 立方米 平方米 摄氏度 人次 千瓦时 千瓦 兆瓦 公里 千米 厘米 公分 毫米 公顷 公斤 千克 小时 分钟 个月 周岁 周年 季度 工作日 口人 块钱',
  '立方 ℃ 元 户 人(?![均民大才居]) 名 位 口 亩 ㎡ % ‰ 个 家(?![庭畜具]) 所 项 件 条(?!件) 次 期 场 座 处 村(?![民级里干集]) 乡(?!村) 镇(?!村) 组(?!织)',
  '间 套 栋 幢 只 头 羽 箱 群 袋 吨 斤 克 米 伏 份 张 支 类 笔 单(?![位独元身亲程个项价双招据日号证车株子机]) 岁 年 月 日(?!常) 天 周 季 批 轮 届 倍 番 折 成(?![立为员功效果本熟都])',
  '级 马力 (?<=(?<![时点亩角元\\d]|\\d:)\\d[\\d.]*)分(?![地田利之钟钱类级档批期别开户布项区店行公支工管局院所社厂厘清母红子]) 度(?![假过]) 辆 台 株 棵 本(?![县村乡地级科]) 部(?![门委分署]) 门 班(?!子) 篇 款 起 例 步 大 种(?![植养粮子苗畜]) 盏 眼 (?<=(?<!第\\d*)\\d|[十百千万]|[十百][一二三四五六七八九])方(?![百面案人达签协亲法便式向圆米位针队程形差钱可能]) 块(?![地牌砖石板田])',
]
  .join(' ')
  .split(' ');
const SAME_UNIT: Readonly<Record<string, string>> = {
  名: '人',
  位: '人',
  口人: '人',
  千米: '公里',
  千克: '公斤',
  幢: '栋',
  周年: '年',
  周岁: '岁',
  季度: '季',
  天: '日',
  公分: '厘米',
  '㎡': '平方米',
  立方: '立方米',
  方: '立方米',
  摄氏度: '℃',
  块: '元',
  块钱: '元',
  个百分点: '百分点',
  个工作日: '工作日',
  个小时: '小时',
  个半小时: '小时',
  个半月: '个月',
  个季度: '季',
};
const CALENDAR = new Set(['年', '月', '日']);
const SHARES: Readonly<Record<number, string>> = { 100: '%', 1000: '‰', 10000: '‱' };
const PER = '(?:个月|平方米|立方米|公里|公斤|小时|人次|[人名位生户家亩年月日天次餐顿吨斤头只株箱场座套村个])';
const SAME_PER: Readonly<Record<string, string>> = {
  个月: '月',
  名: '人',
  位: '人',
  生: '人',
  天: '日',
  顿: '餐',
};
const SCALE = '(?:[万亿]|百(?![姓货分般])|千(?![瓦米克])){1,2}';
/** What is left to see of a number that a document hides (138****0000): no figure, nor are its parts. */
const HIDDEN = '\\d{0,8}\\*{3,}[\\dx]{0,4}';
const HIDDEN_NUMBER = new RegExp(HIDDEN, 'gu');
/** What one of them begins with: a digit or numeral, or a sign before it. */
const BEGINS = `(?=[\\d*第万]|${HAN_NUMERAL}|${[...new Set(LEAD.split('|').map((sign) => sign.charAt(0)))].join('|')})`;
const PATTERN = new RegExp(
  `${BEGINS}(?:(?<hidden>${HIDDEN})|(?<date>(?<!\\d)(?:19|20)\\d{2}(?<mark>[-/.])(?:0?[1-9]|1[0-2])\\k<mark>(?:0?[1-9]|[12]\\d|3[01])(?!\\d)|(?<!\\d)(?:19|20)\\d{2}-(?:0[1-9]|1[0-2])(?![\\d年]))|` +
    `(?<lead>${LEAD})?(?<ordinal>第 ?)?(?:(?<over>万|${HAN_NUMERAL}{1,4}|\\d{1,4})分之)?(?!${HIDDEN})(?<number>${NUMBER})` +
    `(?<about>余(?![额地下款热粮])|多(?!样|元化|数)|来(?=[万亿个户人名元岁亩年月天])|几)?(?: ?(?<scale>${SCALE}))?(?<about2>余(?![额地下款热粮])|多(?!样|元化|数))?` +
    `(?: ?(?<unit>${UNITS.join('|')}))?(?:[/每](?<per>${PER}(?:[·.•‧∙⋅・/]?每?${PER})*))?(?<tail>${TAIL})?)`,
  'gu',
);
const RANGE_MARK = /^ ?(?:-{1,2}|~|至|到) ?$/u;

/** Before 一: another word (统一, 进一步), or one of several (同一批). */
const BEFORE_ONE = /[统唯单专逐进划归之如不同某任另下上前后每这那合]/u;
/** Han numerals with what looks like a unit in words that count nothing, and in names of places. */
const IDIOM =
  /^(?:一起(?![案事件])|一部分|一度|一步|一次性|一条[龙心]|一成不变|一门心思|一大[批早]|一班人|一[^十百千万亿零]一|千家万户|三门[峡县]|三台县|五台[县山]|七台河|九台区|八步区|五家渠|五大连池)/u;

interface Token extends Figure {
  /** Its own scale: 万 of 10万—15万元. */
  readonly scaled: boolean;
  /** What a scale behind the range makes of the number alone. */
  readonly scale: number;
}

/**
 * Every figure of a text, in order. Digits are figures always; Han numerals are where a unit follows (三户, 两轮),
 * so that 一般 or 统一 is none. A range is one figure (3—4名, 5%至8%), a date one for each part. Linear in the text.
 */
export function findFigures(text: string): Figure[] {
  return figuresIn(fold(text));
}

const NUMBERED = new RegExp(`\\d|${HAN_NUMERAL}`, 'u');

/** The same of a text that is folded. */
export function figuresIn(written: string): Figure[] {
  if (!NUMBERED.test(written)) return [];
  const folded = written.replaceAll(ITEM_SIGN, '$1、');
  const tokens: Token[] = [];
  for (const match of folded.matchAll(PATTERN)) {
    if (match.groups?.hidden !== undefined) continue;
    for (const token of match.groups?.date === undefined ? readToken(match, folded) : readDate(match)) {
      const before = tokens.at(-1);
      const range = before === undefined ? undefined : joined(before, token, folded);
      if (range === undefined) tokens.push(token);
      else tokens[tokens.length - 1] = range;
    }
  }
  const counted = tokens.filter(({ han, unit }) => !han || (unit !== '' && unit !== '第'));
  return withRates(counted, folded);
}

/** The numbers of persons that a text shows in part, as they stand in it, folded. */
export function hiddenNumbersIn(text: string): string[] {
  return text.includes('*') ? (fold(text).match(HIDDEN_NUMBER) ?? []) : [];
}

/**
 * Does one of `evidence` say what `claim` says: the same value, or the same range; the same bound (the 余 of
 * 300余户 may not be lost); the same unit where the claim has one; the same rate where it has one? 名 and 人 are one
 * unit; 315元 is supported by 315元/人·月, the other way round it is not. The ends of a range of years, months or days
 * count as said; the ends of another range do not: 10—15万元 is not 15万元.
 */
export function supportsFigure(evidence: readonly Figure[], claim: Figure): boolean {
  return evidence.some(
    (figure) =>
      sameValue(figure, claim) &&
      figure.bound === claim.bound &&
      (claim.unit === '' ||
        figure.unit === claim.unit ||
        (claim.unit === '第' && figure.unit.startsWith('第'))) &&
      includesRate(figure.per, claim.per),
  );
}

function sameValue(figure: Figure, claim: Figure): boolean {
  if (figure.value === claim.value && figure.upTo === claim.upTo) return true;
  return (
    CALENDAR.has(figure.unit) &&
    claim.upTo === undefined &&
    (figure.value === claim.value || figure.upTo === claim.value)
  );
}

/** The claim may leave out a part of the rate, not add or change one: 每月315元 of 315元/人·月. */
function includesRate(said: string | undefined, claimed: string | undefined): boolean {
  const parts = said?.split('·') ?? [];
  return claimed === undefined || claimed.split('·').every((part) => parts.includes(part));
}

function readToken(match: RegExpExecArray, folded: string): Token[] {
  const { lead, ordinal, over, number = '', about, scale = '', about2 } = match.groups ?? {};
  const { unit: counted = '', per, tail } = match.groups ?? {};
  const han = !/\d/u.test(number);
  const at = match.index + (lead ?? '').length;
  if (han && over === undefined && isNoNumber(number, folded.charAt(at - 1), folded.slice(at, at + 6)))
    return [];
  const written = SAME_UNIT[counted] ?? counted;
  const factor = scaleOf(scale);
  const read = readNumber(number, factor);
  const amount = counted.startsWith('个半') ? { ...read, value: read.value + 0.5 } : read;
  const whole = over === undefined ? 1 : over === '万' ? 1e4 : readNumber(over).value;
  const share = over === undefined ? undefined : (SHARES[whole] ?? '分之');
  const unit = share ?? (ordinal === undefined ? written : `第${written}`);
  const recent = lead === '近' && CALENDAR.has(unit);
  const bound = boundOf([recent ? '' : lead, about, about2, tail, amount.upTo === undefined ? '' : '几']);
  const token: Token = {
    span: { start: match.index, end: match.index + match[0].length },
    ...(share === '分之' && whole > 0
      ? { value: round(amount.value / whole), upTo: undefined }
      : { value: amount.value, upTo: amount.upTo }),
    unit,
    per: per === undefined ? undefined : rateOf(per),
    bound,
    han,
    scaled: scale !== '' || /[万亿]/u.test(number),
    scale: factor,
  };
  return [token];
}

/** Idioms, names, and the scale alone of 几千 and 数百, where the text gives no number. */
function isNoNumber(number: string, before: string, from: string): boolean {
  if (/[几数廿卅]/u.test(before) && (/^[十百千]/u.test(number) || /[廿卅]/u.test(before))) return true;
  return (number === '一' && BEFORE_ONE.test(before)) || IDIOM.test(from);
}

/** 2019-12-31 and its beginning 2019-12: one figure for each part, as 2019年12月31日 gives. */
function readDate(match: RegExpExecArray): Token[] {
  const units = ['年', '月', '日'];
  return [...match[0].matchAll(/\d+/gu)].map((part, index) => ({
    span: { start: match.index + part.index, end: match.index + part.index + part[0].length },
    value: Number(part[0]),
    unit: units[index] ?? '',
    ...{ bound: 'exact' as const, han: false, scaled: false, scale: 1 },
  }));
}

/** Two figures with 至 or a dash between as one range; undefined where they are none (由5%到8% is a change). */
function joined(low: Token, high: Token, folded: string): Token | undefined {
  if (!RANGE_MARK.test(folded.slice(low.span.end, high.span.start))) return undefined;
  const bare = low.unit === '' || low.unit === '第';
  if (low.upTo !== undefined || high.upTo !== undefined) return undefined;
  if (!bare && (low.unit !== high.unit || (low.per !== undefined && low.per !== high.per))) return undefined;
  if (!bare && !CALENDAR.has(low.unit) && /[由从]/u.test(folded.charAt(low.span.start - 1))) return undefined;
  if (low.unit === '第' && high.unit.startsWith('第')) return undefined;
  const ends = endsOf(low, high, bare);
  if (ends === undefined) return undefined;
  const { start } = low.span;
  const unit = low.unit === '第' ? `第${high.unit}` : high.unit;
  return {
    ...high,
    ...{ span: { start, end: high.span.end }, value: ends[0], upTo: ends[1], unit },
    bound: low.bound === 'exact' || low.bound === high.bound ? high.bound : low.bound,
    han: low.han && high.han,
  };
}

/** A scale that stands once counts for both where that makes a range (10—15万); 2015—16年 means 2016. */
function endsOf(low: Token, high: Token, bare: boolean): readonly [number, number] | undefined {
  const shared = round(low.value * high.scale);
  if (bare && !low.scaled && shared < high.value) return [shared, high.value];
  if (low.value < high.value) return [low.value, high.value];
  const century = Math.floor(low.value / 100) * 100;
  if (
    high.unit === '年' &&
    low.value >= 1900 &&
    low.value < 2100 &&
    century + high.value > low.value &&
    high.value < 100
  )
    return [low.value, century + high.value];
  return undefined;
}

/** What ends a clause, and a rate that stands before its figure: 每人每月, 户均, 年人均. */
const RATE_SIGN = new RegExp(
  `(?<!\\d),|,(?!\\d)|[。;:!?\\n]|(?:每个?${PER})+|(?<![\\d一二三四五六七八九十有困农])(?:[年月日]?[人户]|[年月日亩])均(?!衡)`,
  'gu',
);

/** Gives figures the rate that stands before them in the same clause: 每人每月补助260元, 户均用水86吨, 每月10日. */
function withRates(tokens: readonly Token[], folded: string): Figure[] {
  if (tokens.length === 0) return [];
  const signs = [...folded.matchAll(RATE_SIGN)];
  let next = 0;
  let rates: string[] = [];
  let end = 0;
  let isUsed = false;
  return tokens.map((token) => {
    const figure = figureOf(token);
    for (; next < signs.length && (signs[next]?.index ?? 0) < figure.span.start; next++) {
      const sign = signs[next]?.[0] ?? '';
      const isRate = sign.length > 1;
      if (!isRate || isUsed) rates = [];
      if (isRate) rates.push(...rateOf(sign).split('·'));
      end = (signs[next]?.index ?? 0) + sign.length;
      isUsed = false;
    }
    const isDay = CALENDAR.has(figure.unit) && end < figure.span.start;
    if (rates.length === 0 || figure.unit === '' || figure.unit === '%' || isDay) return figure;
    isUsed = true;
    const own = figure.per?.split('·') ?? [];
    return { ...figure, per: [...new Set([...rates, ...own])].join('·') };
  });
}

function figureOf({ span, value, upTo, unit, per, bound, han }: Token): Figure {
  return { span, value, upTo, unit, per, bound, han };
}

/** The parts of a rate in canonical words: 人·月 of 每人每月. */
function rateOf(written: string): string {
  return (written.replaceAll(/每个(?!月)/gu, '每').match(new RegExp(PER, 'gu')) ?? [])
    .map((part) => SAME_PER[part] ?? part)
    .join('·');
}
