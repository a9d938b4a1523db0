/** A piece of a number format. Quotes, escapes, colours and languages are resolved. */
export type FormatToken =
  | { readonly kind: 'literal'; readonly text: string }
  /** `0`, `#` or `?`: a place for a digit. */
  | { readonly kind: 'digit'; readonly text: string }
  | { readonly kind: 'point' | 'comma' | 'percent' | 'slash' | 'text' | 'general' | 'exponent' }
  /** A run of one letter, lower case: `yyyy`, `m`, `hh`; `ampm`. Those in brackets count beyond a day: `[h]`. */
  | { readonly kind: 'time'; readonly text: string; readonly isElapsed: boolean };

export interface FormatSection {
  readonly tokens: readonly FormatToken[];
  readonly isTime: boolean;
  readonly condition?: { readonly operator: string; readonly bound: number };
}

/** At most four sections: for numbers above 0, below 0, for 0, and for texts. */
export type NumberFormat = readonly FormatSection[];

const GENERAL = /general|G\/通用格式|通用格式/iy;
const HALF_DAY = /am\/pm|a\/p|上午\/下午/iy;
const TIME = /y+|m+|d+|h+|s+|e+|a{3,}|g+|b{2,}/iy;
const EXPONENT = /e[+-]/iy;
const CONDITION = /^(<=|>=|<>|=|<|>)(-?\d{1,15}(?:\.\d{1,15})?)$/u;
/** Nobody writes a longer one. */
const LONGEST_FORMAT = 1000;

/** The sections of a number format, which `;` parts. Every text is a format. Linear in its length. */
export function parseFormat(format: string): NumberFormat {
  const sections: FormatSection[] = [];
  const code = format.slice(0, LONGEST_FORMAT);
  let at = 0;
  let tokens: FormatToken[] = [];
  let condition: FormatSection['condition'];
  const close = () => {
    const isTime = tokens.some(({ kind }) => kind === 'time');
    sections.push({ tokens, isTime, ...(condition && { condition }) });
    tokens = [];
    condition = undefined;
  };
  const literal = (text: string) => tokens.push({ kind: 'literal', text });
  const match = (pattern: RegExp) => {
    pattern.lastIndex = at;
    const found = pattern.exec(code)?.[0];
    if (found !== undefined) at += found.length;
    return found;
  };
  /** What stands before the next `end`, which is passed over. */
  const until = (end: string) => {
    const to = code.indexOf(end, at);
    const found = code.slice(at, to < 0 ? code.length : to);
    at = to < 0 ? code.length : to + 1;
    return found;
  };
  while (at < code.length) {
    if (match(GENERAL) !== undefined) {
      tokens.push({ kind: 'general' });
      continue;
    }
    if (match(EXPONENT) !== undefined) {
      tokens.push({ kind: 'exponent' });
      continue;
    }
    if (match(HALF_DAY) !== undefined) {
      tokens.push({ kind: 'time', text: 'ampm', isElapsed: false });
      continue;
    }
    const letters = match(TIME);
    if (letters !== undefined) {
      tokens.push({ kind: 'time', text: letters.toLowerCase(), isElapsed: false });
      continue;
    }
    const character = code.charAt(at++);
    if (character === ';') close();
    else if (character === '"') literal(until('"'));
    else if (character === '\\' || character === '!') literal(code.charAt(at++));
    else if (character === '_') {
      literal(' ');
      at++;
    } else if (character === '*') at++;
    else if (character === '[') {
      const inside = until(']');
      const bound = CONDITION.exec(inside);
      if (bound?.[1] !== undefined) condition = { operator: bound[1], bound: Number(bound[2]) };
      else if (/^(?:h+|m+|s+)$/iu.test(inside))
        tokens.push({ kind: 'time', text: inside.toLowerCase(), isElapsed: true });
      else if (inside.startsWith('$')) literal(inside.slice(1).split('-')[0] ?? '');
    } else if (/[0#?]/u.test(character)) tokens.push({ kind: 'digit', text: character });
    else {
      const kind = SIGNS[character];
      if (kind === undefined) literal(character);
      else tokens.push({ kind });
    }
  }
  close();
  return sections;
}

const SIGNS: Readonly<Record<string, 'point' | 'comma' | 'percent' | 'slash' | 'text'>> = {
  '.': 'point',
  ',': 'comma',
  '%': 'percent',
  '/': 'slash',
  '@': 'text',
};

const DATE = 'yyyy/m/d';
const MONTH = 'yyyy"年"m"月"';
const DAY = 'm"月"d"日"';
const CLOCK = 'h"时"mm"分"';
const SECONDS = 'h"时"mm"分"ss"秒"';

/** Formats that a file names by a number alone, as a Chinese program shows them (ECMA-376 part 1, 18.8.30, zh-cn). */
const BUILT_IN: ReadonlyMap<number, string> = new Map([
  [1, '0'],
  [2, '0.00'],
  [3, '#,##0'],
  [4, '#,##0.00'],
  [5, '"¥"#,##0;"¥"-#,##0'],
  [6, '"¥"#,##0;"¥"-#,##0'],
  [7, '"¥"#,##0.00;"¥"-#,##0.00'],
  [8, '"¥"#,##0.00;"¥"-#,##0.00'],
  [9, '0%'],
  [10, '0.00%'],
  [11, '0.00E+00'],
  [12, '# ?/?'],
  [13, '# ??/??'],
  [14, DATE],
  [15, 'yyyy"年"m"月"d"日"'],
  [16, DAY],
  [17, MONTH],
  [18, '上午/下午h:mm'],
  [19, '上午/下午h:mm:ss'],
  [20, 'h:mm'],
  [21, 'h:mm:ss'],
  [22, `${DATE} h:mm`],
  [27, MONTH],
  [28, DAY],
  [29, DAY],
  [30, DATE],
  [31, 'yyyy"年"m"月"d"日"'],
  [32, CLOCK],
  [33, SECONDS],
  [34, `上午/下午${CLOCK}`],
  [35, `上午/下午${SECONDS}`],
  [36, MONTH],
  [37, '#,##0;(#,##0)'],
  [38, '#,##0;(#,##0)'],
  [39, '#,##0.00;(#,##0.00)'],
  [40, '#,##0.00;(#,##0.00)'],
  [41, '#,##0;-#,##0;"-";@'],
  [42, '"¥"#,##0;"¥"-#,##0;"¥-";@'],
  [43, '#,##0.00;-#,##0.00;"-";@'],
  [44, '"¥"#,##0.00;"¥"-#,##0.00;"¥-";@'],
  [45, 'mm:ss'],
  [46, '[h]:mm:ss'],
  [47, 'mm:ss.0'],
  [48, '0.0E+0'],
  [49, '@'],
  [50, MONTH],
  [51, DAY],
  [52, MONTH],
  [53, DAY],
  [54, DAY],
  [55, `上午/下午${CLOCK}`],
  [56, `上午/下午${SECONDS}`],
  [57, MONTH],
  [58, DAY],
]);

/** @param own the formats that the file itself spells out, by their numbers. */
export function formatOf(id: number, own: ReadonlyMap<number, string>): string {
  return own.get(id) ?? BUILT_IN.get(id) ?? 'General';
}
