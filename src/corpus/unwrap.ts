import { cutSurely } from './clean/cuts.ts';
import {
  endsSentence,
  endsTitle,
  endsWithPhone,
  isBlankForm,
  isDateLine,
  isOfficeLine,
  isOpenTitle,
  startsAnew,
  startsItem,
} from './clean/forms.ts';
import { displayWidth, type Line, shiftedMarks, usualGap } from './lines.ts';
import { isHeadingLine } from './structure/headings.ts';
import { markOf } from './structure/marks.ts';
import { isHeadOfPaper, isSigned } from './structure/signatures.ts';
import { isUsualLabel, labelLength } from './structure/topics.ts';

/** A line shorter than the widest by more than this (display columns) ends a paragraph. */
const RAGGED = 6;
const NARROWEST = 24;
const WIDEST = 200;
/** No page is wider (display columns): where a line is, lines are paragraphs. */
const WIDEST_PAGE = 120;
/** Where lines are of unequal length a cut one has at least this share of the widest cut one. */
const CUT_SHARE = 0.6;
/** So much of a paragraph tells whether its last line was cut (characters). */
const SHORTEST = 40;
/** A title takes so many lines more at most. */
const TITLE_LINES = 2;
const PROSE = /[，,、；;。：（“《]/u;

/** Latin words keep a space between them where a line ended; Han characters and figures meet directly. */
export function join(before: string, after: string): string {
  const space = /[A-Za-z,.;]$/.test(before) && /^[A-Za-z]/.test(after) ? ' ' : '';
  return before + space + after;
}

/** A line with the one that goes on with it. */
export function joinLines<L extends Line>(before: L, after: Line): L {
  const text = join(before.text, after.text);
  const { origins, doubts } = shiftedMarks(after, text.length - after.text.length);
  return {
    ...before,
    text,
    ...(origins && { origins: [...(before.origins ?? []), ...origins] }),
    ...(doubts && { doubts: [...(before.doubts ?? []), ...doubts] }),
  };
}

/** What tells that a line was only cut. */
interface Wrap {
  /** The width (display columns) that most lines were broken at. */
  readonly full?: number;
  /** The widest line that surely was cut, in a text of unequal lines. */
  readonly cut?: number;
  /** The widest line. */
  readonly widest: number;
  /** The least indent of a line, and whether others have more. */
  readonly margin: number;
  readonly isIndented: boolean;
  readonly isWord: (word: string) => boolean;
}

/**
 * Puts the lines of paragraphs together that were broken at the edge of a page, be they hundreds or two. A line that
 * ends a block and one that is only cut are told apart by what they are: what a line ends with, what the next one
 * opens with, and how wide lines are. Rows of tables, items, labels, dates, signatures and titles stay lines.
 */
export function unwrap<L extends Line>(lines: readonly L[], isWord: (word: string) => boolean): L[] {
  const usual = usualGap(lines);
  const wrap = wrapOf(lines, usual, isWord);
  const paragraphs: L[] = [];
  let last: L | undefined;
  lines.forEach((line, at) => {
    const open = paragraphs.at(-1);
    const near = line.gap <= usual && line.form === undefined && last?.form === undefined;
    const continues =
      open !== undefined &&
      last !== undefined &&
      near &&
      (titleGoesOn(open.text, lines, at, usual) || goesOn(open, last, line, paragraphs.length === 1, wrap));
    if (continues) paragraphs[paragraphs.length - 1] = joinLines(open, line);
    else paragraphs.push(line);
    last = line;
  });
  return paragraphs;
}

/** 某县民政局关于… / …的通知: the lines that end a title, wherever on the page they stand. */
function titleGoesOn(open: string, lines: readonly Line[], at: number, usual: number): boolean {
  if (!isOpenTitle(open)) return false;
  let title = open;
  for (const line of lines.slice(at, at + TITLE_LINES)) {
    if (line.gap > usual || line.form !== undefined || startsAnew(line.text)) return false;
    title = join(title, line.text);
    if (endsTitle(title)) return true;
    if (!isOpenTitle(title)) return false;
  }
  return false;
}

/**
 * @param open the paragraph so far; `last` its last line as it stands in the file.
 * @param first whether it is the first of the document: its title, as a rule.
 */
function goesOn(open: Line, last: Line, next: Line, first: boolean, wrap: Wrap): boolean {
  if (startsItem(next.text) || next.indent > wrap.margin + 1 || isNextLabel(open.text, next.text))
    return false;
  const isFull = wrap.full !== undefined && reaches(last, wrap.full - RAGGED);
  if (endsSentence(last.text)) return isFull && !startsAnew(next.text) && !standsAlone(next, wrap.full ?? 0);
  const opens = open.text === last.text;
  if (isComplete(last.text, opens) || (endsTitle(open.text) && /关于/u.test(open.text))) return false;
  if (isFull) return !isDateLine(next.text) && !isSigned(next.text) && !(opens && isOfficeLine(next.text));
  if (!mayContinue(next, wrap) || (opens && isShortHeading(last, wrap.widest))) return false;
  // A very short line says too little by itself.
  const before = open.text.slice(-Math.max(last.text.length, SHORTEST));
  if (cutSurely(before, next.text, wrap.isWord)) return true;
  if (startsAnew(next.text) || isOfficeLine(next.text) || endsWithPhone(last.text)) return false;
  const backAtMargin =
    open.indent >= next.indent + 2 && PROSE.test(last.text) && /[，,；;。]/u.test(next.text);
  if (backAtMargin && wrap.widest <= WIDEST_PAGE) return true;
  return wrap.cut === undefined && wrap.full === undefined
    ? looksCut(last, next, wrap.widest)
    : isProbablyCut(last, next, wrap.full ?? wrap.cut ?? 0, { opens, first });
}

/** 时间：…, 地点：…: lines that each open with a label, one of words that forms label with. */
function isNextLabel(open: string, next: string): boolean {
  const [before, behind] = [open, next].map((text) => text.slice(0, labelLength(text)));
  if (!before || !behind) return false;
  return isUsualLabel(before) || isUsualLabel(behind);
}

/** A line directly below another one, at a margin that first lines of paragraphs do not start from. */
function mayContinue(next: Line, { margin, isIndented }: Pick<Wrap, 'margin' | 'isIndented'>): boolean {
  return next.gap === 0 && next.indent <= (isIndented ? margin : 0) + 1;
}

/** A line that nothing is missing from: a paper's number, a date, an office with a date or alone, a title, a form's blanks. */
function isComplete(text: string, opens: boolean): boolean {
  return (
    isDateLine(text) ||
    isSigned(text) ||
    isHeadOfPaper(text) ||
    isBlankForm(text) ||
    /^【[^【】]{1,20}】$/u.test(text) ||
    (opens && (endsTitle(text) || isOfficeLine(text)))
  );
}

/** A counted heading on a line much shorter than others: no page's edge cut it, whatever word its end makes with the next line. */
function isShortHeading(line: Line, widest: number): boolean {
  return (
    startsItem(line.text) &&
    isHeadingLine(line.text) &&
    !PROSE.test(withoutSign(line.text)) &&
    widthOf(line) < Math.min(widest, WIDEST_PAGE) * CUT_SHARE
  );
}

/** A line without the sign that counts it, whose mark is none of a sentence's. */
function withoutSign(text: string): string {
  return text.slice(markOf(text)?.length ?? 0);
}

/** In a text that is known to be cut: a line of nearly the width of others that were, before one that is a sentence's end. */
function isProbablyCut(
  last: Line,
  next: Line,
  cut: number,
  { opens, first }: { readonly opens: boolean; readonly first: boolean },
): boolean {
  const isHeading = opens && isHeadingLine(last.text) && !PROSE.test(withoutSign(last.text));
  if (isHeading && (first || startsItem(last.text) || widthOf(last) < cut * CUT_SHARE)) return false;
  if (widthOf(last) < cut * CUT_SHARE) return false;
  return (
    /[，,]/u.test(last.text) || /[，,；;。！？：:%％]/u.test(next.text) || widthOf(next) >= cut * CUT_SHARE
  );
}

/** A single cut, as a sentence of two lines has: the one as wide as any, with a comma in it, and the end of the sentence. */
function looksCut(last: Line, next: Line, widest: number): boolean {
  return (
    widest <= WIDEST_PAGE &&
    widthOf(last) >= Math.max(NARROWEST, widest - RAGGED - 2) &&
    /[，,；;。]/u.test(last.text) &&
    /[。；;！？：:]/u.test(next.text)
  );
}

function widthOf(line: Line): number {
  return displayWidth(line.text) + line.indent;
}

function reaches(line: Line, width: number): boolean {
  return widthOf(line) >= width;
}

/** A short line without a sentence's end after a finished one: a heading. */
function standsAlone(line: Line, width: number): boolean {
  return isHeadingLine(line.text) && !reaches(line, width - RAGGED);
}

function wrapOf(lines: readonly Line[], usual: number, isWord: (word: string) => boolean): Wrap {
  const prose = lines.filter(({ form }) => form === undefined);
  const widest = prose.reduce((most, line) => Math.max(most, widthOf(line)), 0);
  const margin = lines.reduce((least, { indent }) => Math.min(least, indent), Number.POSITIVE_INFINITY);
  const isIndented = lines.some(({ indent }) => indent > margin + 1);
  const full = wrapWidth(prose, usual);
  let cut = 0;
  lines.forEach((line, at) => {
    const next = lines[at + 1];
    if (next === undefined || !mayContinue(next, { margin, isIndented })) return;
    if (line.form !== undefined || next.form !== undefined || widthOf(line) > WIDEST_PAGE) return;
    if (endsSentence(line.text) || startsItem(next.text) || isComplete(line.text, true)) return;
    if (cutSurely(line.text, next.text, isWord)) cut = Math.max(cut, widthOf(line));
  });
  return {
    isWord,
    widest,
    margin,
    isIndented,
    ...(full === undefined ? {} : { full }),
    ...(cut === 0 || widest > WIDEST_PAGE ? {} : { cut }),
  };
}

/** The width (display columns) that the lines were broken at; undefined for a report with a paragraph a line. */
function wrapWidth(lines: readonly Line[], usual: number): number | undefined {
  const followed = lines.filter((line, at) => {
    const next = lines[at + 1];
    return next !== undefined && next.gap <= usual && !isSigned(line.text) && !isSigned(next.text);
  });
  const widths = followed.map(widthOf).sort((a, b) => a - b);
  const width = widths[Math.floor(widths.length * 0.9)];
  if (width === undefined || width < NARROWEST || width > WIDEST) return undefined;
  const full = followed.filter((line) => reaches(line, width - RAGGED));
  const cut = full.filter((line) => !endsSentence(line.text));
  const overlong = widths.filter((other) => other > width + RAGGED).length;
  const wrapped =
    full.length >= 3 &&
    full.length >= followed.length * 0.5 &&
    cut.length >= full.length * 0.6 &&
    full.filter(({ text }) => PROSE.test(text)).length >= full.length * 0.5 &&
    overlong <= followed.length * 0.05;
  return wrapped ? width : undefined;
}
