import { formatCount } from '../word/number-format.ts';
import type { PageElement } from './page/page.ts';

/** How the items of a list are counted or marked. */
export interface ListMarks {
  readonly style: string;
  readonly start: number;
  readonly step: 1 | -1;
}

const TYPES: Readonly<Record<string, string>> = {
  '1': 'decimal',
  a: 'lower-alpha',
  A: 'upper-alpha',
  i: 'lower-roman',
  I: 'upper-roman',
};
const STYLE =
  /(?:^|\s)(none|disc|circle|square|decimal-leading-zero|(?:cjk-|fullwidth-)?decimal|(?:lower|upper)-(?:alpha|latin|roman)|cjk-ideographic|(?:simp|trad)-chinese-(?:in)?formal|cjk-earthly-branch|cjk-heavenly-stem)(?:\s|$)/u;
const STEMS = '甲乙丙丁戊己庚辛壬癸';
const BRANCHES = '子丑寅卯辰巳午未申酉戌亥';

export function listMarks(list: PageElement): ListMarks {
  const items = list.children.filter((child) => typeof child !== 'string' && child.name === 'li').length;
  const isReversed = list.attributes.has('reversed');
  return {
    style: styleOf(list) ?? (list.name === 'ol' ? 'decimal' : 'disc'),
    start: wholeNumber(list.attributes.get('start')) ?? (isReversed ? items : 1),
    step: isReversed ? -1 : 1,
  };
}

/** What a list or item says of its marks. */
function styleOf({ attributes, style }: PageElement): string | undefined {
  const told = style.get('list-style-type') ?? style.get('list-style');
  const named = told === undefined ? undefined : STYLE.exec(told)?.[1];
  const type = attributes.get('type')?.trim() ?? '';
  return named ?? TYPES[type] ?? STYLE.exec(type.toLowerCase())?.[1];
}

export function itemNumber({ attributes }: PageElement): number | undefined {
  return wholeNumber(attributes.get('value'));
}

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\s*-?\d{1,9}\s*$/u.test(text) ? Number(text) : undefined;
}

/** The mark of an item as a browser shows it: `3. `, `三、`, `- ` for a bullet, empty where there is none. */
export function markOf(item: PageElement, list: ListMarks, count: number): string {
  const style = styleOf(item) ?? list.style;
  if (style === 'none') return '';
  if (/^(?:disc|circle|square)$/u.test(style)) return '- ';
  return counted(style, count);
}

function counted(style: string, count: number): string {
  if (count > 0 && /^(?:lower|upper)-/u.test(style) && count < 4000) {
    const sign = style.endsWith('roman') ? formatCount('lowerRoman', count) : alphabetic(count);
    return `${style.startsWith('upper') ? sign.toUpperCase() : sign}. `;
  }
  if (/chinese|ideographic/u.test(style) && count > 0 && count < 10_000)
    return `${formatCount(style.endsWith('-formal') ? 'chineseLegalSimplified' : 'chineseCountingThousand', count)}、`;
  if (style === 'cjk-decimal' && count >= 0) return `${formatCount('ideographDigital', count)}、`;
  const cycle = style === 'cjk-heavenly-stem' ? STEMS : style === 'cjk-earthly-branch' ? BRANCHES : '';
  if (count > 0 && count <= cycle.length) return `${cycle.charAt(count - 1)}、`;
  if (style === 'decimal-leading-zero' && count >= 0) return `${String(count).padStart(2, '0')}. `;
  return `${count}. `;
}

function alphabetic(count: number): string {
  let sign = '';
  for (let rest = count; rest > 0; rest = Math.floor((rest - 1) / 26))
    sign = String.fromCharCode(97 + ((rest - 1) % 26)) + sign;
  return sign;
}
