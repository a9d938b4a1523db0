import type { Span } from '../types.ts';

/** Full-width forms and look-alikes that Chinese reports mix freely, each one UTF-16 unit for one. */
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    [...'，：；！？（）％／．０１２３４５６７８９'].map((wide) => [wide, wide.normalize('NFKC')]),
  ),
  '\u3000': ' ',
  '\u00a0': ' ',
  '∕': '/',
  '⁄': '/',
  '—': '-',
  '–': '-',
  '‐': '-',
  '−': '-',
  '～': '~',
  '〜': '~',
  '﹪': '%',
  '٪': '%',
  〇: '零',
};

/** What folding may change. */
const UNFOLDED = /[^\u4e00-\u9fff0-9a-z \n,.;:!?()"'%/+\-~“”‘’、。《》·]/gu;

/**
 * Folds width, case and look-alike punctuation without changing any offset: `fold(text).length === text.length`,
 * so a span found in the fold is a span of the text. Used wherever two spellings must compare equal.
 */
export function fold(text: string): string {
  return text.replace(UNFOLDED, foldedUnit);
}

function foldedUnit(unit: string): string {
  const same = LOOK_ALIKES[unit];
  if (same !== undefined) return same;
  const compatible = unit.normalize('NFKC').toLowerCase();
  return compatible.length === unit.length ? compatible : unit;
}

/**
 * What a person typed, made comparable: NFKC, format characters and lone surrogates out, control characters to
 * spaces, runs of spaces to one. Offsets are not kept.
 */
export function normaliseInput(text: string): string {
  return text
    .toWellFormed()
    .replaceAll('\ufffd', '')
    .normalize('NFKC')
    .replaceAll(/\p{Cf}/gu, '')
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim();
}

/** The same line by line: what was typed on several lines may be several questions. */
export function normaliseLines(text: string): string {
  return text
    .split(/[\n\r\u2028\u2029]+/u)
    .map(normaliseInput)
    .filter((line) => line !== '')
    .join('\n');
}

/** True when the text has a letter, a Han character or a digit: something that could be asked. */
export function hasWords(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}

/** Without white space, punctuation and symbols. */
export function bare(text: string): string {
  return text.replaceAll(/[\s\p{P}\p{S}]+/gu, '');
}

const SENTENCE_END = /[。！？!?；;…]/u;
const CLOSERS = /[”’」』）)】》"'\]]/u;
/** The marks of a note, behind the stop of the sentence that they are of. */
const NOTE_MARKS = /[ \t]?(?:[[［〔]\d{1,3}[\]］〕])+/uy;

/**
 * The sentences of `text` within `within` (all of it by default): exact spans, no surrounding white space. The mark of a
 * note ([2], 〔2〕) behind a stop belongs to the sentence before it, unless such marks open the items of the stretch.
 */
export function sentences(text: string, within: Span = { start: 0, end: text.length }): Span[] {
  return split(text, within, /[\n。！？!?；;…]/gu, (at) => !isLeader(text, at));
}

/** A pause (……) has so many dots; what has more leads from a name to its number or page. */
const PAUSE = 2;

/**
 * Whether a dot is one of those that lead to something (窗口……………0796-5339012) and end nothing: of more than a pause has, or
 * before a telephone number. Looks no farther than that takes, however long the run is.
 */
function isLeader(text: string, at: number): boolean {
  if (text.charAt(at) !== '…') return false;
  let [start, end] = [at, at + 1];
  while (text.charAt(start - 1) === '…' && end - start <= PAUSE) start--;
  while (text.charAt(end) === '…' && end - start <= PAUSE) end++;
  return end - start > PAUSE || /^\s{0,2}[\d-]{5,}/u.test(text.slice(end, end + 9));
}

/**
 * The clauses of `text` within `within`: parts between commas, colons and sentence ends. A comma between digits
 * (`1,200`) and one inside quotation marks or brackets do not part clauses.
 */
export function clauses(text: string, within: Span = { start: 0, end: text.length }): Span[] {
  let depth = 0;
  return split(text, within, /[\n。！？!?；;…,，:：“‘（(《「『【[”’）)》」』】\]]/gu, (at) => {
    const unit = text.charAt(at);
    const isOpening = '“‘（(《「『【['.includes(unit);
    const isClosing = '”’）)》」』】]'.includes(unit);
    depth = unit === '\n' ? 0 : Math.max(0, depth + Number(isOpening) - Number(isClosing));
    const isInFigure = /\d[,，:：]\d/u.test(text.charAt(at - 1) + unit + text.charAt(at + 1));
    return depth === 0 && !isClosing && !isInFigure;
  });
}

/**
 * Takes in whole clauses on both sides of a span, outwards, while all of it stays within `most` characters.
 * @param first the side that is taken in first.
 */
export function widened(span: Span, parts: readonly Span[], most: number, first: 'before' | 'behind'): Span {
  let { start, end } = span;
  for (const side of first === 'before' ? ['before', 'behind'] : ['behind', 'before'])
    for (const part of side === 'before' ? parts.toReversed() : parts) {
      if (side === 'before' && part.end <= start && end - part.start <= most) start = part.start;
      if (side === 'behind' && part.start >= end && part.end - start <= most) end = part.end;
    }
  return { start, end };
}

/** A report may be one line from end to end: nothing farther away than this says more of a figure. */
const LINE_REACH = 600;

/** The line of a span, cut at ends of sentences about 600 characters before and behind it. */
export function lineAround(text: string, { start, end }: Span): Span {
  const from = Math.max(0, start - LINE_REACH);
  const to = Math.min(text.length, end + LINE_REACH);
  const before = text.slice(from, start);
  const behind = text.slice(end, to);
  const newline = before.lastIndexOf('\n');
  const next = behind.indexOf('\n');
  const first = newline >= 0 || from === 0 ? newline + 1 : before.search(SENTENCE_END) + 1;
  const last =
    next >= 0 || to === text.length ? (next < 0 ? behind.length : next) : behind.search(SENTENCE_END) + 1;
  return { start: from + first, end: last === 0 ? to : end + last };
}

/** A sentence with its clauses. */
export interface ReadSentence extends Span {
  readonly clauses: readonly Span[];
}

/** The sentences of a text, each with its clauses. */
export function sentencesWithClauses(text: string): ReadSentence[] {
  return sentences(text).map((sentence) => ({ ...sentence, clauses: clauses(text, sentence) }));
}

/** Parts a text behind each of the signs that ends a part, with what closes that. */
function split(text: string, within: Span, signs: RegExp, isEnd: (at: number) => boolean): Span[] {
  const spans: Span[] = [];
  let start = within.start;
  for (const { index } of text.slice(within.start, within.end).matchAll(signs)) {
    const at = within.start + index;
    if (at < start || !isEnd(at)) continue;
    let end = at + 1;
    while (end < within.end && (CLOSERS.test(text.charAt(end)) || SENTENCE_END.test(text.charAt(end)))) end++;
    if (/[。！？!?…]/u.test(text.charAt(at))) end = Math.min(within.end, noteMarksFrom(text, end, within));
    pushTrimmed(spans, text, start, end);
    start = end;
  }
  pushTrimmed(spans, text, start, within.end);
  return spans;
}

/** Behind the marks of notes that stand at `at`; `at` where there are none, or where they open what follows. */
function noteMarksFrom(text: string, at: number, within: Span): number {
  NOTE_MARKS.lastIndex = at;
  const marks = NOTE_MARKS.exec(text);
  if (marks === null) return at;
  const end = at + marks[0].length;
  const line = Math.max(within.start, text.lastIndexOf('\n', at - 1) + 1);
  NOTE_MARKS.lastIndex = line;
  return NOTE_MARKS.test(text) ? at : end;
}

function pushTrimmed(spans: Span[], text: string, from: number, to: number): void {
  let start = from;
  let end = to;
  while (start < end && /\s/u.test(text.charAt(start))) start++;
  while (end > start && /\s/u.test(text.charAt(end - 1))) end--;
  if (end > start) spans.push({ start, end });
}

export function slice(text: string, span: Span): string {
  return text.slice(span.start, span.end);
}

export function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

export function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

/** 二、, （三）, 4. before a heading. */
const MARK = /^(?:第?[一二三四五六七八九十\d]{1,3}[、.章条]|[(（][一二三四五六七八九十\d]{1,3}[)）])\s*/u;

/** A heading without the sign that counts it. */
export function withoutMark(heading: string): string {
  return heading.replace(MARK, '');
}
