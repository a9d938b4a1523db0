import type { Span } from '../types.ts';
import { fold } from './text.ts';

/** A number with what it counts, as it stands in a text. */
export interface Figure {
  /** Covers number, scale, approximation and unit. */
  readonly span: Span;
  /** In base units: 3.75亿元 is 375,000,000 with unit 元. A range has `upTo` too. */
  readonly value: number;
  readonly upTo?: number;
  /** Canonical unit (`元`, `户`, `%`, `年` …), without scale; '' where the text gives none. */
  readonly unit: string;
  /** What a rate is per: `人·月` of 元/人·月. */
  readonly per?: string;
  /** 余, 多, 近, 约, 以上 …: the text itself says that the number is not exact. */
  readonly approximate: boolean;
  /** Written in Han numerals, which idioms use too (五个一批). */
  readonly han: boolean;
}

const DIGITS: Readonly<Record<string, number>> = {
  零: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  壹: 1,
  贰: 2,
  叁: 3,
  肆: 4,
  伍: 5,
  陆: 6,
  柒: 7,
  捌: 8,
  玖: 9,
};
const SMALL_SCALES: Readonly<Record<string, number>> = {
  十: 10,
  拾: 10,
  百: 100,
  佰: 100,
  千: 1000,
  仟: 1000,
};
const LARGE_SCALES: Readonly<Record<string, number>> = { 万: 1e4, 亿: 1e8 };

/** Longest first: the first that fits is the unit. */
const UNITS = [
  '个百分点',
  '百分点',
  '平方公里',
  '立方米',
  '平方米',
  '人次',
  '万千瓦',
  '千瓦时',
  '千瓦',
  '兆瓦',
  '公里',
  '千米',
  '公顷',
  '公斤',
  '小时',
  '分钟',
  '个月',
  '周年',
  '工作日',
  '元',
  '户',
  '人',
  '名',
  '位',
  '口',
  '亩',
  '%',
  '‰',
  '个',
  '家',
  '所',
  '项',
  '件',
  '条',
  '次',
  '期',
  '场',
  '座',
  '处',
  '村',
  '乡',
  '镇',
  '组',
  '间',
  '套',
  '栋',
  '幢',
  '只',
  '头',
  '羽',
  '箱',
  '群',
  '袋',
  '吨',
  '斤',
  '米',
  '伏',
  '份',
  '张',
  '支',
  '类',
  '笔',
  '岁',
  '年',
  '月',
  '日',
  '天',
  '周',
  '季',
  '批',
  '轮',
  '届',
  '倍',
  '成',
  '级',
  '度',
  '辆',
  '台',
  '株',
  '棵',
  '本',
  '部',
  '门',
  '班',
  '篇',
  '款',
  '起',
  '例',
  '步',
  '大',
];
const SAME_UNIT: Readonly<Record<string, string>> = {
  名: '人',
  位: '人',
  口: '人',
  千米: '公里',
  幢: '栋',
  周年: '年',
  天: '日',
  个百分点: '百分点',
};

const HAN_NUMBER = '[零一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟]';
const NUMBER = `\\d+(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?|${HAN_NUMBER}+(?:万${HAN_NUMBER}*)?(?:亿)?`;
const LEAD = '(?<lead>近|约|超过|超|逾|大约|不到|至少|最低|最高)?';
const PATTERN = new RegExp(
  `${LEAD}(?<percent>百分之)?(?<first>${NUMBER})(?<firstScale>[万亿]{0,2})(?:(?:-{1,2}|~|至|到)(?<second>\\d+(?:\\.\\d+)?|${HAN_NUMBER}+))?` +
    `(?<about>余|多|来)?(?<scale>(?:[万亿百]|千(?![瓦米克])){0,2})(?<about2>余|多)?(?: ?(?<unit>${UNITS.join('|')}))?(?:/(?<per>[人户亩年月日天次]+(?:[·./][人户亩年月日天次]+)*))?(?<tail>以上|以下|以内|左右|上下)?`,
  'gu',
);

/**
 * Every figure of a text, in order. Digits are figures always; Han numerals are where a unit follows (三户, 两轮),
 * so that 一般 or 统一 is none.
 */
export function findFigures(text: string): Figure[] {
  const folded = fold(text);
  const figures: Figure[] = [];
  for (const match of folded.matchAll(PATTERN)) {
    const groups = match.groups ?? {};
    const first = groups.first ?? '';
    const han = !/\d/.test(first);
    const percent = groups.percent !== undefined;
    const unit = percent ? '%' : (groups.unit ?? '');
    if (han && unit === '') continue;
    const before = folded.charAt(match.index - 1);
    if (
      han &&
      /[第\p{Script=Han}]/u.test(before) &&
      /^[一二三四五六七八九十]$/.test(first) &&
      before === '第'
    )
      continue;
    const scale = scaleOf(groups.firstScale ?? '') * scaleOf(groups.scale ?? '');
    const value = parseNumber(first) * scale;
    const second = groups.second;
    figures.push({
      span: { start: match.index, end: match.index + match[0].length },
      value: round(value),
      ...(second === undefined ? {} : { upTo: round(parseNumber(second) * scale) }),
      unit: SAME_UNIT[unit] ?? unit,
      ...(groups.per === undefined ? {} : { per: groups.per }),
      approximate: [groups.lead, groups.about, groups.about2, groups.tail].some((part) => part !== undefined),
      han,
    });
  }
  return figures;
}

/** The value of digits with thousands commas, or of Han numerals (三千二百, 二〇一八, 十五, 一万二). */
export function parseNumber(written: string): number {
  if (/\d/.test(written)) return Number(written.replaceAll(',', ''));
  if (/^[零一二三四五六七八九]{2,}$/.test(written))
    return Number([...written].map((han) => DIGITS[han] ?? 0).join(''));
  let total = 0;
  let section = 0;
  let digit = 0;
  let lastScale = 1;
  for (const han of written) {
    const large = LARGE_SCALES[han];
    const small = SMALL_SCALES[han];
    if (large !== undefined) {
      total = (total + section + digit) * large;
      section = 0;
      digit = 0;
      lastScale = large;
    } else if (small !== undefined) {
      section += (digit === 0 ? 1 : digit) * small;
      digit = 0;
      lastScale = small;
    } else {
      if (han === '零') lastScale = 1;
      else digit = DIGITS[han] ?? 0;
    }
  }
  return total + section + (digit > 0 && lastScale >= 100 ? digit * (lastScale / 10) : digit);
}

/**
 * Does one of `evidence` say what `claim` says: the same value, the same unit where the claim has one, the same rate
 * where it has one? 名 and 人 are one unit; 260元 is supported by 260元/人·月, the other way round it is not.
 */
export function supportsFigure(evidence: readonly Figure[], claim: Figure): boolean {
  return evidence.some(
    (figure) =>
      same(figure.value, claim.value) &&
      (claim.upTo === undefined || (figure.upTo !== undefined && same(figure.upTo, claim.upTo))) &&
      (claim.unit === '' || figure.unit === claim.unit) &&
      (claim.per === undefined || normalPer(figure.per) === normalPer(claim.per)),
  );
}

function normalPer(per: string | undefined): string | undefined {
  return per === undefined ? undefined : [...per.replaceAll(/[·./]/g, '')].sort().join('');
}

function same(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));
}

function round(value: number): number {
  return Number(value.toPrecision(12));
}

function scaleOf(scale: string): number {
  let product = 1;
  for (const han of scale) product *= LARGE_SCALES[han] ?? SMALL_SCALES[han] ?? 1;
  return product;
}
