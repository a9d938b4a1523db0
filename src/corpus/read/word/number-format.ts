const DIGITS = '〇一二三四五六七八九';
const LEGAL_DIGITS = '零壹贰叁肆伍陆柒捌玖';
const LEGAL_DIGITS_TRADITIONAL = '零壹貳參肆伍陸柒捌玖';
const STEMS = '甲乙丙丁戊己庚辛壬癸';
const BRANCHES = '子丑寅卯辰巳午未申酉戌亥';
const ROMAN: readonly (readonly [number, string])[] = [
  ...([
    [1000, 'M'],
    [900, 'CM'],
    [500, 'D'],
    [400, 'CD'],
    [100, 'C'],
    [90, 'XC'],
  ] as const),
  ...([
    [50, 'L'],
    [40, 'XL'],
    [10, 'X'],
    [9, 'IX'],
    [5, 'V'],
    [4, 'IV'],
    [1, 'I'],
  ] as const),
];
/** A Roman number above this would be a row of M. */
const HIGHEST_ROMAN = 4999;
/** A letter is repeated for each round of the alphabet; nobody counts further. */
const HIGHEST_LETTER = 26 * 30;

type Format = (count: number) => string;

/** By the values of ST_NumberFormat; what stands not here is counted in decimal figures. */
const FORMATS: Readonly<Record<string, Format>> = {
  none: () => '',
  decimalZero: (count) => String(count).padStart(2, '0'),
  decimalFullWidth: fullWidth,
  decimalFullWidth2: fullWidth,
  decimalEnclosedCircle: from(0x2460, 20),
  decimalEnclosedCircleChinese: from(0x2460, 20),
  decimalEnclosedParen: from(0x2474, 20),
  decimalEnclosedFullstop: from(0x2488, 20),
  ideographEnclosedCircle: from(0x3280, 10),
  upperRoman: roman,
  lowerRoman: (count) => roman(count).toLowerCase(),
  upperLetter: letter,
  lowerLetter: (count) => letter(count).toLowerCase(),
  chineseCounting: tens,
  taiwaneseCounting: tens,
  chineseCountingThousand: (count) => thousands(count, DIGITS, '十百千', '零'),
  taiwaneseCountingThousand: (count) => thousands(count, DIGITS, '十百千', '零'),
  japaneseCounting,
  ideographDigital: digits,
  taiwaneseDigital: digits,
  japaneseDigitalTenThousand: digits,
  chineseLegalSimplified: (count) => legal(count, LEGAL_DIGITS),
  ideographLegalTraditional: (count) => legal(count, LEGAL_DIGITS_TRADITIONAL),
  ideographTraditional: among(STEMS),
  ideographZodiac: among(BRANCHES),
  ideographZodiacTraditional: (count) =>
    count === 0 ? '0' : STEMS.charAt((count - 1) % 10) + BRANCHES.charAt((count - 1) % 12),
  numberInDash: (count) => `- ${count} -`,
};

/**
 * A count as Word shows it.
 * @param format a value of ST_NumberFormat.
 * @param count 0 to 999,999.
 */
export function formatCount(format: string, count: number): string {
  const known = Object.hasOwn(FORMATS, format) ? FORMATS[format] : undefined;
  return known === undefined ? String(count) : known(count);
}

/** Characters that stand one after another, as many as there are; figures beyond. */
function from(first: number, many: number): Format {
  return (count) => (count >= 1 && count <= many ? String.fromCodePoint(first + count - 1) : String(count));
}

function among(signs: string): Format {
  return (count) => (count >= 1 && count <= signs.length ? signs.charAt(count - 1) : String(count));
}

function fullWidth(count: number): string {
  return String(count).replaceAll(/\d/gu, (digit) => String.fromCodePoint(0xff10 + Number(digit)));
}

function roman(count: number): string {
  if (count < 1 || count > HIGHEST_ROMAN) return String(count);
  let left = count;
  let text = '';
  for (const [value, sign] of ROMAN) for (; left >= value; left -= value) text += sign;
  return text;
}

/** A to Z, AA, BB. */
function letter(count: number): string {
  if (count < 1 || count > HIGHEST_LETTER) return String(count);
  return String.fromCodePoint(0x41 + ((count - 1) % 26)).repeat(Math.ceil(count / 26));
}

function digits(count: number): string {
  return String(count).replaceAll(/\d/gu, (digit) => DIGITS.charAt(Number(digit)));
}

/** Up to 九十九 as it is spoken, beyond digit by digit: 一〇〇. */
function tens(count: number): string {
  return count < 100 ? thousands(count, DIGITS, '十百千', '零') : digits(count);
}

/** 十, 一百零一, 一千零一十; beyond 9999 figures. */
function thousands(count: number, signs: string, units: string, zero: string): string {
  if (count === 0) return signs.charAt(0);
  if (count > 9999) return String(count);
  let text = '';
  let skipped = false;
  for (let power = 3; power >= 0; power--) {
    const digit = Math.floor(count / 10 ** power) % 10;
    if (digit === 0) {
      skipped ||= text !== '';
      continue;
    }
    const isTen = power === 1 && digit === 1 && text === '' && signs === DIGITS;
    text += (skipped ? zero : '') + (isTen ? '' : signs.charAt(digit)) + (units.charAt(power - 1) || '');
    skipped = false;
  }
  return text;
}

function legal(count: number, signs: string): string {
  return thousands(count, signs, '拾佰仟', '零');
}

/** 十, 百, 百一, 千; no 一 before a unit, and no 零. */
function japaneseCounting(count: number): string {
  if (count === 0) return '〇';
  if (count > 9999) return String(count);
  return [3, 2, 1, 0]
    .map((power) => {
      const digit = Math.floor(count / 10 ** power) % 10;
      if (digit === 0) return '';
      return (digit === 1 && power > 0 ? '' : DIGITS.charAt(digit)) + ('十百千'.charAt(power - 1) || '');
    })
    .join('');
}
