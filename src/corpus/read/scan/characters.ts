import type { ScanLine } from '../../../core/ports/scanner.ts';

/** A character with its place; lengths are pixels. */
export interface PlacedCharacter {
  readonly text: string;
  readonly x: number;
  readonly width: number;
  readonly confidence: number;
}

const HAN = /\p{Script=Han}/u;
/** The marks that stand between Chinese characters; a reader of pictures gives now these, now those. */
const FULL = new Map(
  Object.entries({ ',': '，', ';': '；', ':': '：', '?': '？', '!': '！', '(': '（', ')': '）' }),
);
/** The only blanks that print has are those between Latin words and between figures; within one it is a sign that something is lost. */
const APART = /[A-Za-z\d.,]/u;

/**
 * The characters of a line as a person would type them: letters, figures and the signs of figures narrow, marks beside Chinese
 * characters wide; no blanks but between letters or figures.
 */
export function charactersOf({ text, characters }: ScanLine): PlacedCharacter[] {
  const units = [...text].map((unit) => narrowed(unit));
  const placed: PlacedCharacter[] = [];
  let at = 0;
  [...text].forEach((raw, index) => {
    const { x = 0, width = 0, confidence = 0 } = characters[at] ?? {};
    at += raw.length;
    const unit = units[index] ?? raw;
    const before = units[index - 1] ?? '';
    const after = units[index + 1] ?? '';
    if (/\s/u.test(unit)) {
      if (APART.test(before) && APART.test(after)) placed.push({ text: ' ', x, width, confidence });
      return;
    }
    placed.push({ text: widened(unit, before, after), x, width, confidence });
  });
  return withNumberBrackets(placed);
}

/** A year in brackets before the number of a document: 〔2019〕37号. */
const NUMBERED = /[[{【〔（(](?=(?:19|20)\d\d([\]}】〕）)])\d{1,5}号)/gu;
const PAIRS: readonly string[] = ['[]', '【】', '〔〕', '（）', '()'];

/** Brackets of a document's number that are no pair were read amiss: they are 〔〕. */
function withNumberBrackets(placed: readonly PlacedCharacter[]): PlacedCharacter[] {
  const text = placed.map((character) => character.text).join('');
  const mended = [...placed];
  for (const { 0: open, 1: close = '', index } of text.matchAll(NUMBERED)) {
    if (PAIRS.includes(open + close)) continue;
    const [first, last] = [placed[index], placed[index + 5]];
    if (first?.text !== open || last?.text !== close) continue;
    mended[index] = { ...first, text: '〔' };
    mended[index + 5] = { ...last, text: '〕' };
  }
  return mended;
}

/** Letters, figures and their signs from the full-width forms. */
function narrowed(unit: string): string {
  if (/[０-９Ａ-Ｚａ-ｚ％．／＋－＝＜＞：，；？！（）]/u.test(unit))
    return String.fromCharCode(unit.charCodeAt(0) - 0xfee0);
  return unit;
}

function widened(unit: string, before: string, after: string): string {
  const full = FULL.get(unit);
  if (full === undefined) return unit;
  const isOfFigure = /\d/u.test(before) && /\d/u.test(after) && /[,:]/u.test(unit);
  const isOfLatin = /[A-Za-z\d]/u.test(before) && /[A-Za-z\d]/u.test(after);
  if (isOfFigure || isOfLatin) return unit;
  const isBracket = /[()]/u.test(unit);
  return isBracket || HAN.test(before) || HAN.test(after) || !/[A-Za-z]/u.test(before) ? full : unit;
}
