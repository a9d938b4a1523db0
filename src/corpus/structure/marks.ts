/** A sign that counts or sets off a line: 第四条, （一）, 3., -. */
export interface Mark {
  /** How many characters of the line it takes, the blanks behind it left out. */
  readonly length: number;
  /** Depth by the sign's style, from 10 (第一章) to 19 (-): the smaller, the further out. */
  readonly level: number;
  /** Signs of one style count one run. */
  readonly style: string;
  /** The number that it counts; undefined for a sign that counts none. */
  readonly ordinal: number | undefined;
}

/** Level of 第四条. */
export const ARTICLE = 12;

const HAN = '一二三四五六七八九十百';

/** Signs from the outermost, each with its style and level; the first group holds its number. */
const SIGNS: readonly (readonly [style: string, level: number, sign: RegExp])[] = [
  ['章', 10, new RegExp(`^第([${HAN}零〇\\d]{1,6})(?:章|编|篇|部分|部(?![门队委]))`, 'u')],
  ['节', 11, new RegExp(`^第([${HAN}零〇\\d]{1,6})节`, 'u')],
  [
    '条',
    ARTICLE,
    new RegExp(
      `^第([${HAN}零〇\\d]{1,6})条(?:之[${HAN}])?(?!第?[${HAN}\\d]*[款项]|规定|所[称列]|[的、和及与至中或])`,
      'u',
    ),
  ],
  ['一、', 12, new RegExp(`^([${HAN}]{1,4})[、.．]`, 'u')],
  ['(一)', 13, new RegExp(`^[(（]([${HAN}]{1,4})[)）]`, 'u')],
  ['一)', 13, new RegExp(`^([${HAN}]{1,4})[)）]`, 'u')],
  ['1.', 14, /^(\d{1,4})(?:[、．]|\.(?!\d))/u],
  ['(1)', 15, /^[(（](\d{1,3})[)）]/u],
  ['一是', 16, new RegExp(`^([${HAN}]{1,2})是(?=[^否])`, 'u')],
  ['第一', 16, new RegExp(`^第([${HAN}]{1,2})(?:步)?[，,：:、]`, 'u')],
  ['1)', 16, /^(\d{1,3})[)）]/u],
  ['①', 17, /^([①-⑳])/u],
  ['a.', 18, /^([a-z])[.．、)）](?![a-z\d])/iu],
  ['-', 19, /^(?:[*+]\s+(?=\S)|-\s*(?=[^\s\d-])|[•·●○◆■□➢►▲△▪★☆√])/u],
  ['—', 19, /^[—–]{1,2}\s?(?=[^\s—–])/u],
];

/** The sign at the beginning of a line, with words behind it. */
export function markOf(line: string): Mark | undefined {
  const opening = line.slice(0, 12);
  for (const [style, level, sign] of SIGNS) {
    const found = sign.exec(opening);
    if (found === null) continue;
    const length = found[0].trimEnd().length;
    if (line.length === length && level > 11) return undefined;
    return { length, level, style, ordinal: found[1] === undefined ? undefined : ordinalOf(found[1]) };
  }
  return undefined;
}

function ordinalOf(written: string): number {
  if (/^\d/u.test(written)) return Number(written);
  const unit = written.charCodeAt(0);
  if (unit >= 0x2460 && unit <= 0x2473) return unit - 0x2460 + 1;
  if (/^[a-z]/iu.test(written)) return (unit | 0x20) - 0x60;
  let total = 0;
  let digit = 0;
  for (const sign of written) {
    const scale = sign === '百' ? 100 : sign === '十' ? 10 : 0;
    if (scale > 0) {
      total += (digit === 0 ? 1 : digit) * scale;
      digit = 0;
    } else digit = Math.max(0, '〇一二三四五六七八九'.indexOf(sign));
  }
  return total + digit;
}

/** What may stand before a sign within a line. */
const INLINE = new RegExp(
  `([:：；;。，,])\\s{0,4}(?=[(（](?:[${HAN}]{1,3}|\\d{1,2})[)）]|\\d{1,3}(?:[、．)）]|\\.(?!\\d))|[①-⑳])`,
  'gu',
);

/**
 * Where a line that holds a whole list falls into parts: behind its colon, before each counted item, and behind the last item
 * where the items end in semicolons; one that is an item itself, before each further one. Empty for every other line. Offsets
 * in the line, ascending.
 */
export function listCuts(line: string): number[] {
  const cuts = headedCuts(line);
  return cuts.length > 0 ? cuts : furtherItems(line);
}

/** （二）…；（三）…: where the next items of the run begin that the sign of a line is of. */
function furtherItems(line: string): number[] {
  const own = markOf(line);
  if (own?.ordinal === undefined) return [];
  const cuts: number[] = [];
  for (const { at, before, mark } of marksWithin(line)) {
    if (!/[；;]/u.test(before) || mark.style !== own.style) continue;
    if (mark.ordinal === own.ordinal + cuts.length + 1) cuts.push(at);
  }
  return cuts;
}

/** The signs that count within a line: where each begins, and what parts it from what stands before it. */
function marksWithin(line: string): { readonly at: number; readonly before: string; readonly mark: Mark }[] {
  return [...line.matchAll(INLINE)].flatMap(({ index, 0: { length }, 1: before = '' }) => {
    const at = index + length;
    const mark = markOf(line.slice(at, at + 13));
    return mark === undefined ? [] : [{ at, before, mark }];
  });
}

function headedCuts(line: string): number[] {
  const cuts: number[] = [];
  let style: string | undefined;
  let count = 0;
  let semicolons = 0;
  for (const { at, before, mark } of marksWithin(line)) {
    if (style === undefined && /[:：]/u.test(before) && mark.ordinal === 1) style = mark.style;
    if (mark.style !== style || mark.ordinal !== count + 1) continue;
    if (/[；;]/u.test(before)) semicolons++;
    cuts.push(at);
    count++;
  }
  if (count < 2) return [];
  const last = cuts.at(-1) ?? 0;
  const end = line.indexOf('。', last) + 1;
  if (semicolons > 0 && end > 0 && line.slice(end).trim().length > 1) cuts.push(end);
  return cuts;
}

/** How the lines of a FAQ say who speaks: 问：, Q1:, 【答】. */
const ASKED =
  /^(?:问\s?[一二三四五六七八九十\d]{0,3}|问题\s?[一二三四五六七八九十\d]{0,3}(?=[^？?]{0,90}[？?])|Q\s?\d{0,3}|【问题?】|\[问\])\s?(?:[:：.、]|(?<=】|\]))/iu;
const ANSWERED =
  /^(?:答复?|解答|回答|回复|A\s?\d{0,3}|【(?:答复?|解答|回答)】|\[答\])\s?(?:[:：.、]|(?<=】|\]))/iu;
const ANSWERED_WITHIN = /[？?”。]?\s{0,4}(?=(?:答复?|解答|回答|【答】|A\d{0,3})\s?[:：])/u;
/** A question on a line of its own is no longer than this (characters). */
const MAX_QUESTION = 80;

export function opensQuestion(line: string): boolean {
  return ASKED.test(line);
}

export function opensAnswer(line: string): boolean {
  return ANSWERED.test(line);
}

/** Where the answer begins on the line of its question; undefined where it does not. `counted`: the line bears a number. */
export function answerAt(line: string, counted: boolean): number | undefined {
  if (opensQuestion(line)) {
    const found = ANSWERED_WITHIN.exec(line.slice(2));
    if (found !== null) return 2 + found.index + found[0].length;
    return behindQuestion(line, 2 * MAX_QUESTION);
  }
  return counted ? behindQuestion(line, MAX_QUESTION) : undefined;
}

function behindQuestion(line: string, most: number): number | undefined {
  const asked = /^[^。！!；;？?]{4,}[？?]\s{0,4}(?=[^\s？?”’」』）)])/u.exec(line.slice(0, most));
  return asked === null || asked[0].length >= line.length ? undefined : asked[0].length;
}

/** A line that is one question and nothing else. */
export function isQuestionLine(line: string): boolean {
  return line.length <= MAX_QUESTION && /^[^。！!；;？?]{2,}[？?]$/u.test(line) && !/^[“"‘]/u.test(line);
}
