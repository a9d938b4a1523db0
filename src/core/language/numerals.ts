/** What a written number says; two numbers where the words themselves are vague (三五百, 十七八). */
export interface Amount {
  readonly value: number;
  readonly upTo?: number;
}

const HAN_DIGITS = '零一二两三四五六七八九壹贰叁肆伍陆柒捌玖';
const VALUES = [0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3, 4, 5, 6, 7, 8, 9];
const DIGITS = new Map([...HAN_DIGITS].map((han, at) => [han, VALUES[at] ?? 0]));
const SMALL_SCALES = new Map([...'十拾百佰千仟'].map((han, at) => [han, 10 ** (1 + Math.floor(at / 2))]));
const LARGE_SCALES = new Map([
  ['万', 1e4],
  ['亿', 1e8],
]);

/** One Han digit, and one character of a number in Han numerals, as a part of a regular expression. */
export const HAN_DIGIT = `[${HAN_DIGITS}]`;
export const HAN_NUMERAL = `[${HAN_DIGITS}十百千拾佰仟]`;

/**
 * A number without scale and unit, as a part of a regular expression over folded text. After it nothing may be
 * demanded: then a match never goes back, and reading stays linear.
 */
export const NUMBER = [
  // 3亿2000(万), 1万3(千), 1万2000: each part smaller than the scale before it; a year begins a new number.
  '\\d{1,4}(?:(?:[亿万](?!(?:19|20)\\d{2}年)\\d{1,4}|千\\d{1,3}|百\\d{1,2})(?![\\d.,]))+',
  '\\d{1,3}(?:,\\d{3}){1,5}(?!\\d)(?:\\.\\d+)?',
  '\\d+(?:\\.\\d+)?',
  `${HAN_NUMERAL}+(?:点[${HAN_DIGITS}]+)?(?:[万亿]${HAN_NUMERAL}*)*`,
].join('|');

/**
 * Reads a number that `NUMBER` found.
 * @param scale the factor behind it (万 is 10,000): of 1万3千 it counts for the 3 alone.
 */
export function readNumber(written: string, scale = 1): Amount {
  if (!/\d/u.test(written)) {
    const { value, upTo } = readHan(written);
    return { value: round(value * scale), ...(upTo === undefined ? {} : { upTo: round(upTo * scale) }) };
  }
  if (/^[\d.,]+$/u.test(written)) return { value: round(Number(written.replaceAll(',', '')) * scale) };
  const parts = [...written.replaceAll(',', '').matchAll(/(\d+(?:\.\d+)?)([亿万千百]?)/gu)];
  let value = 0;
  let before = 1;
  for (const [, digits = '', sign = ''] of parts) {
    const spoken = sign === '' && scale === 1 && before >= 100 && digits.length === 1;
    const factor = sign === '' ? (spoken ? before / 10 : scale) : scaleOf(sign);
    value += Number(digits) * factor;
    before = factor;
  }
  return { value: round(value) };
}

const ROMANS = ['i', 'ii', 'iii', 'iv', 'v'];

/** What a Roman figure of 1 to 5 says, as one sign or in letters (Ⅲ, iii); 0 of any other text. */
export function readRoman(written: string): number {
  return ROMANS.indexOf(written.normalize('NFKC').toLowerCase()) + 1;
}

/** The factor that scales multiply to: 万 is 10,000, 万亿 is 1e12; 1 of none. */
export function scaleOf(scales: string): number {
  let product = 1;
  for (const han of scales) product *= LARGE_SCALES.get(han) ?? SMALL_SCALES.get(han) ?? 1;
  return product;
}

/** Doubles keep 15 decimal digits through a multiplication: 2.6 × 1e8 is 260,000,000 again. */
export function round(value: number): number {
  return Number.isSafeInteger(value) ? value : Number(value.toPrecision(15));
}

/** 三点五万: whole, digits behind the point, scales. */
const DECIMAL = new RegExp(`^(.*)点(${HAN_DIGIT}*)(.*)$`, 'u');

function readHan(written: string): Amount {
  const [point, whole = '', digits = '', scales = ''] = DECIMAL.exec(written) ?? [];
  if (point === undefined) return readVague(written) ?? { value: readPlain(written) };
  return { value: round(Number(`${readPlain(whole)}.${positional(digits)}`) * scaleOf(scales)) };
}

/** Two neighbouring digits of which the second is one more, or 三五: 三四户, 二三百, 十七八岁. */
function readVague(written: string): Amount | undefined {
  const digits = [...written].map((han) => DIGITS.get(han) ?? 0);
  const at = digits.findIndex((digit, index) => digit > 0 && (digits[index + 1] ?? 0) > 0);
  if (at < 0 || (written.length > 2 && digits.every((_, index) => DIGITS.has(written.charAt(index)))))
    return undefined;
  const [low = 0, high = 0] = digits.slice(at);
  if (high !== low + 1 && !(low === 3 && high === 5)) return undefined;
  return {
    value: readPlain(written.slice(0, at + 1) + written.slice(at + 2)),
    upTo: readPlain(written.slice(0, at) + written.slice(at + 1)),
  };
}

function readPlain(written: string): number {
  if (written.length > 1 && [...written].every((han) => DIGITS.has(han))) return Number(positional(written));
  let total = 0;
  let section = 0;
  let digit = 0;
  let last = 1;
  for (const han of written) {
    const large = LARGE_SCALES.get(han);
    const small = SMALL_SCALES.get(han);
    if (large === 1e8) {
      total = (total + section + digit) * large;
    } else if (large !== undefined) {
      total += (section + digit) * large;
    } else if (small !== undefined) {
      section += (digit === 0 ? 1 : digit) * small;
    } else {
      digit = DIGITS.get(han) ?? 0;
      if (han === '零') last = 1;
      continue;
    }
    if (large !== undefined) section = 0;
    digit = 0;
    last = large ?? small ?? 1;
  }
  return total + section + (last >= 100 ? digit * (last / 10) : digit);
}

function positional(digits: string): string {
  return [...digits].map((han) => DIGITS.get(han) ?? 0).join('');
}

/** 1.70周岁以上: the sign of an item before an age, which is never told in parts. */
export const ITEM_SIGN = /(?<=^|\n)(\d{1,2})\.(?=\d{2,3}周?岁)/gu;

/** How a number bounds what is meant. */
export type Bound = 'exact' | 'least' | 'most' | 'about';

const LEAST = '超过|超|逾|突破|不少于|不低于|至少|最少|最低|高于|上(?=[百千])';
const MOST =
  '将近|接近|近|不到|没到|没满|没种满|没养满|没干满|没交满|没住满|不足|不超过|不高于|至多|最多|最高|低于';
/** Signs before a number, as a part of a regular expression. */
export const LEAD = `${MOST}|${LEAST}|大约|约`;
/** The same of signs behind it. */
export const TAIL = '(?:及|\\(含\\))?(?:以上|以下|以内)|左右|上下';
const BOUND_OF = new Map<string, Bound>([
  ...LEAST.replace('(?=[百千])', '')
    .split('|')
    .concat('余', '多', '以上', '及以上', '(含)以上')
    .map((sign) => [sign, 'least'] as const),
  ...MOST.split('|')
    .concat('以下', '以内', '及以下', '(含)以下')
    .map((sign) => [sign, 'most'] as const),
]);

/** What the signs around a number say together; those that are undefined or empty say nothing. */
export function boundOf(signs: readonly (string | undefined)[]): Bound {
  let told: Bound = 'exact';
  for (const sign of signs) {
    if (sign === undefined || sign === '') continue;
    const bound = BOUND_OF.get(sign) ?? 'about';
    told = told === 'exact' || told === bound ? bound : 'about';
  }
  return told;
}
