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
const DIGITS = '零一二三四五六七八九';
const FORMAL = '零壹贰叁肆伍陆柒捌玖';
const STEMS = '甲乙丙丁戊己庚辛壬癸';
const BRANCHES = '子丑寅卯辰巳午未申酉戌亥';
const ROMAN: readonly (readonly [number, string])[] = [
  ...([
    [1000, 'm'],
    [900, 'cm'],
    [500, 'd'],
    [400, 'cd'],
    [100, 'c'],
    [90, 'xc'],
    [50, 'l'],
  ] as const),
  ...([
    [40, 'xl'],
    [10, 'x'],
    [9, 'ix'],
    [5, 'v'],
    [4, 'iv'],
    [1, 'i'],
  ] as const),
];

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
    const sign = style.endsWith('roman') ? roman(count) : alphabetic(count);
    return `${style.startsWith('upper') ? sign.toUpperCase() : sign}. `;
  }
  if (/chinese|ideographic/u.test(style) && count > 0 && count < 10_000)
    return `${chinese(count, style.endsWith('-formal') ? FORMAL : DIGITS)}、`;
  if (style === 'cjk-decimal' && count >= 0)
    return `${[...String(count)].map((digit) => (digit === '0' ? '〇' : DIGITS[Number(digit)])).join('')}、`;
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

function roman(count: number): string {
  let sign = '';
  let rest = count;
  for (const [value, letters] of ROMAN) for (; rest >= value; rest -= value) sign += letters;
  return sign;
}

/** 1 to 9,999: 十二, 一百零五. */
function chinese(count: number, digits: string): string {
  const units = digits === FORMAL ? ['仟', '佰', '拾', ''] : ['千', '百', '十', ''];
  let text = '';
  let skipped = false;
  [...String(count).padStart(4, '0')].forEach((figure, at) => {
    if (figure === '0') {
      skipped = text !== '';
      return;
    }
    text += (skipped ? '零' : '') + digits.charAt(Number(figure)) + (units[at] ?? '');
    skipped = false;
  });
  return digits === DIGITS && count >= 10 && count < 20 ? text.slice(1) : text;
}
