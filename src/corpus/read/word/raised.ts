/** Small figures have at most this share of the size of the others. */
const SMALL = 0.85;

/**
 * Where characters stand that are raised or lowered by hand: only smaller ones are an index, others were moved for their looks.
 * @param raise in half points; below 0 for lowered ones.
 * @param size of the characters, as `usual` in half points.
 */
export function raisedPosition(
  raise: number,
  size: number,
  usual: number,
): 'superscript' | 'subscript' | 'baseline' {
  if (raise === 0 || size > usual * SMALL) return 'baseline';
  return raise > 0 ? 'superscript' : 'subscript';
}

/** A number that is set high, or several: 4, -1, 1、2. */
const INDEX = /^\s*([-−+]?\d+(?:[,，、–—-]\d+)*)/u;
const POWER = /^[-−+]?\d{1,3}$/u;
const SIGNED = /^[-−+]\d{1,3}$/u;
const BARE_TEN = /(?<![\d.])10$/u;
const LENGTH = /(?<![A-Za-z])[khcdm]?m$/iu;
const SIGNS: Readonly<Record<string, string>> = { '-': '⁻', '−': '⁻', '+': '⁺' };
/** No mark of a note has more figures. */
const LONGEST_MARK = 3;

/** Whether a text that is set high begins with a figure. */
export function isIndex(text: string): boolean {
  return INDEX.test(text);
}

/**
 * What is set high, so that it never runs into the figure before it: a power of ten as it is typed (10^4), a sign behind a unit
 * (m²), else the mark of a note (300[1]元).
 * @param before what stands before it; its last few characters are enough.
 */
export function raised(before: string, text: string): string {
  const found = INDEX.exec(text);
  const index = found?.[1];
  if (found === null || index === undefined) return text;
  const rest = text.slice(found[0].length);
  if (BARE_TEN.test(before) && POWER.test(index) && index !== '1') return `^${index}${rest}`;
  if (SIGNED.test(index) || (LENGTH.test(before) && /^[23]$/u.test(index))) return inSigns(index) + rest;
  const isText = /^\d+$/u.test(index) && index.length > LONGEST_MARK && !/[\dA-Za-z]$/u.test(before);
  return isText ? text : `[${index}]${rest}`;
}

function inSigns(index: string): string {
  return index.replaceAll(/./gu, (sign) => SIGNS[sign] ?? SUPERSCRIPTS.charAt(Number(sign)));
}

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
