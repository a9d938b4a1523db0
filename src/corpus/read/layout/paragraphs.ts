import {
  endsSentence,
  endsTitle,
  isBlankForm,
  isDateLine,
  isOpenTitle,
  startsAnew,
  startsItem,
} from '../../clean/forms.ts';
import type { Line, LineOrigin } from '../../lines.ts';
import {
  ASIDE,
  AT_MARGIN,
  FIRST_LINE,
  isBalanced,
  isCentred,
  isSameSize,
  type PlacedLine,
  type Style,
} from './style.ts';
import { TextParts } from './text-parts.ts';
import { cannotBegin, isWrapped, wrapBlank } from './wraps.ts';

/** Lines further apart than usual by this factor are two paragraphs, and than this have empty lines between. */
const APART = 1.35;
const EMPTY_LINE = 2.2;
const ROOM_OF_FULL = 3;
const NARROWEST = 8;
/** The share of a line's width that it may fall short of the margin and still be cut. */
const CUT_SHORT = 0.3;
const TITLE_SIZE = 1.15;
const TITLE_LINES = 4;
const KIND = /的\p{Script=Han}{2,6}$/u;

/** Lines as paragraphs; those of a title as one. */
export function paragraphsOf(lines: readonly PlacedLine[], style: Style): Line[] {
  const found: Line[] = [];
  let open: PlacedLine[] = [];
  const close = () => {
    if (open.length > 0) found.push(lineOf(open, style));
    open = [];
  };
  lines.forEach((line, at) => {
    if (open.length > 0 && !goesOn(open, line, lines[at + 1], style)) close();
    open.push(line);
  });
  close();
  return found;
}

/** Whether a line goes on with the paragraph above it. @param after the line behind it. */
function goesOn(
  open: readonly PlacedLine[],
  next: PlacedLine,
  after: PlacedLine | undefined,
  style: Style,
): boolean {
  const [first] = open;
  const last = open.at(-1);
  if (first === undefined || last === undefined || !isSameSize(last.size, next.size)) return false;
  if (next.step !== undefined && next.step > APART) return false;
  if (cannotBegin(next.text)) return true;
  if (isCentred(next) && isBalanced(last)) return titleGoesOn(open, next, style);
  if (isBalanced(next) && isCentred(last) && next.size >= TITLE_SIZE * style.size)
    return titleGoesOn(open, next, style);
  if (isDateLine(next.text) || (last === first && last.indent >= ASIDE)) return false;
  if (isFigures(last)) return false;
  if (!isWrapped(last.room, next.text)) return style.isIndented && isCutShort(first, last, next);
  if (next.indent >= ASIDE && !(last !== first && near(last, next))) return false;
  const isDone = endsSentence(last.text);
  if (near(last, next) && last === first && next.indent >= FIRST_LINE)
    return !isDone && !startsAnew(next.text) && !(style.isIndented && isFirstLine(last, next, after));
  if (next.indent > last.indent + AT_MARGIN) return isHanging(open, next) && !startsAnew(next.text);
  // What follows the end of a sentence is full, or ends one itself.
  if (isDone && (startsItem(next.text) || !(endsSentence(next.text) || next.room < ROOM_OF_FULL)))
    return false;
  if (style.isIndented) return next.indent < FIRST_LINE || last !== first;
  // Nothing but its words tells a paragraph's beginning here.
  if (startsItem(next.text) || isBlankForm(last.text)) return false;
  return isDone ? next.step !== undefined && !startsAnew(next.text) : !hasLabel(next.text);
}

/**
 * Lines of as many characters, whatever they are wide: a sentence that has not ended goes on at the margin, where paragraphs
 * begin with a space.
 */
function isCutShort(first: PlacedLine, last: PlacedLine, next: PlacedLine): boolean {
  const width = (last.right - last.left) / last.size;
  return (
    last.room < CUT_SHORT * width &&
    Math.abs(next.indent) < AT_MARGIN &&
    (first.indent >= FIRST_LINE || /[，,；;]/u.test(last.text)) &&
    !endsSentence(last.text) &&
    !startsAnew(next.text)
  );
}

/** A line that no text is set in: too narrow, or nothing but figures. Figures below each other are figures each. */
function isFigures({ left, right, size, text, room }: PlacedLine): boolean {
  return !/\p{L}/u.test(text) || ((right - left) / size < NARROWEST && room < NARROWEST / 2);
}

/** 标准：260元; a line that only ends with a colon is the end of what announces something. */
function hasLabel(text: string): boolean {
  return startsAnew(text) && !/[:：]$/u.test(text);
}

/** Whether a line that begins like the full one above is a paragraph of its own, not the second line of one that is set in. */
function isFirstLine(last: PlacedLine, next: PlacedLine, after: PlacedLine | undefined): boolean {
  const isBack = after !== undefined && after.indent < AT_MARGIN && isWrapped(next.room, after.text);
  return isBack || !/[，,、；;：:]/u.test(last.text);
}

function near(one: PlacedLine, other: PlacedLine): boolean {
  return Math.abs(one.indent - other.indent) < AT_MARGIN;
}

/** 1. …, whose second line stands under its first word. */
function isHanging([first, second]: readonly PlacedLine[], next: PlacedLine): boolean {
  return (
    first !== undefined &&
    second === undefined &&
    startsItem(first.text) &&
    !endsSentence(first.text) &&
    next.indent < first.indent + ASIDE
  );
}

/** Large lines in the middle are one title until it says what kind of paper it is; others only where words tell so. */
function titleGoesOn(open: readonly PlacedLine[], next: PlacedLine, { size }: Style): boolean {
  const text = open.map((line) => line.text).join('');
  if (open.length >= TITLE_LINES || startsAnew(next.text) || endsSentence(text)) return false;
  if (/^[(（〔]/u.test(next.text)) return next.size >= TITLE_SIZE * size && /[)）〕]$/u.test(next.text);
  if (isOpenTitle(text)) return true;
  // 关于下达营养改善计划 / 补助资金的通知: the paper's kind stands behind 的.
  if (/关于/u.test(text) && !KIND.test(text) && KIND.test(next.text)) return next.size >= TITLE_SIZE * size;
  return next.size >= TITLE_SIZE * size && !endsTitle(text);
}

function lineOf(lines: readonly PlacedLine[], { isCounted }: Style): Line {
  const text = new TextParts();
  const origins: LineOrigin[] = [];
  let before: PlacedLine | undefined;
  for (const line of lines) {
    if (before !== undefined)
      text.add(
        wrapBlank(
          before.text,
          line.text,
          isCounted ? 0 : before.indent + before.room + (before.right - before.left) / before.size,
        ),
      );
    const origin = origins.at(-1);
    if (origin?.page !== line.page || (origin.isScanned === true) !== line.isScanned)
      origins.push({ at: text.length, page: line.page, ...(line.isScanned && { isScanned: true }) });
    text.add(line.text, line.doubts);
    before = line;
  }
  const [first] = lines;
  const step = first?.step ?? 1;
  const isSetIn =
    first !== undefined && first.indent >= FIRST_LINE && first.indent < ASIDE && !isCentred(first);
  return {
    text: text.text,
    indent: isSetIn ? 2 : 0,
    gap: step >= EMPTY_LINE ? Math.round(step) - 1 : 0,
    origins,
    ...(text.doubts.length > 0 && { doubts: text.doubts }),
  };
}
