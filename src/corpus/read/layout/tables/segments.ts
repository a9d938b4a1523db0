import type { Span } from '../../../../core/types.ts';
import type { PageRun } from '../page.ts';
import { most, TextParts } from '../text-parts.ts';

/** What stands side by side on one line, without a space of a column's width within. */
export interface Segment {
  readonly text: string;
  readonly doubts: readonly Span[];
  readonly left: number;
  readonly right: number;
  /** The baseline. */
  readonly y: number;
  /** Of the font that most of its characters have. */
  readonly size: number;
  readonly font: string;
  readonly isScanned: boolean;
}

/** A run with what stands before it: a blank that the file itself writes. */
export interface Piece extends PageRun {
  readonly hasBlankBefore?: boolean;
}

/** Spaces between characters, in parts of a font's size: seen before a Han character, seen between figures, that of a column. */
const HAN_SPACE = 0.5;
const LATIN_SPACE = 0.15;
export const COLUMN_SPACE = 1;
/** What is written with spaces between its characters: within these bounds, and equal but for this factor. */
const SPREAD_SPACE = 0.25;
const SPREAD_MOST = 2;
const UNEVEN = 1.6;
/** 通    知: two characters spread over the width of a title or a cell stand no further apart. */
const SPREAD_PAIR = 4;
/** A small figure that is raised: no larger, and by no less, in parts of the size of its line. */
const SMALL = 0.8;
const RAISED = 0.2;
const HAN = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u;
const LONE = /^\p{Script=Han}$/u;

/** The space between two pieces, in parts of the smaller font's size. */
export function gapOf(left: PageRun, right: PageRun): number {
  return (right.x - left.x - left.width) / Math.min(left.size, right.size);
}

/** Whether a line is one word or title with equal spaces between its characters: 通  知, 标 题 2 0 1 7 年. */
export function isSpread(pieces: readonly PageRun[]): boolean {
  const [first, second] = pieces;
  if (first === undefined || second === undefined) return false;
  if (pieces.some(({ text }) => text.length > 1) || !areMostlyHan(pieces)) return false;
  const gaps = pieces.slice(1).map((piece, at) => gapOf(pieces[at] ?? piece, piece));
  if (pieces.length === 2)
    return LONE.test(first.text) && LONE.test(second.text) && (gaps[0] ?? 0) <= SPREAD_PAIR;
  const least = gaps.reduce((low, gap) => Math.min(low, gap), Number.POSITIVE_INFINITY);
  return least >= SPREAD_SPACE && least <= SPREAD_MOST && gaps.every((gap) => gap <= UNEVEN * least + 0.3);
}

/** Figures side by side are figures each. */
function areMostlyHan(pieces: readonly PageRun[]): boolean {
  return pieces.filter(({ text }) => HAN.test(text)).length * 2 >= pieces.length;
}

/** One text of pieces that follow each other; what is raised is told from figures: 10^4, m². */
export function segmentOf(pieces: readonly Piece[], isOneWord: boolean): Segment {
  const text = new TextParts();
  const { size, font } = usualFont(pieces);
  const y = (pieces.find((piece) => piece.size === size) ?? pieces[0])?.y ?? 0;
  const spread = isOneWord ? Number.POSITIVE_INFINITY : spreadOf(pieces);
  let before: Piece | undefined;
  for (const piece of pieces) {
    const isRaised = piece.size <= SMALL * size && y - piece.y >= RAISED * size;
    if (before !== undefined && !isRaised && hasBlank(before, piece, spread)) text.add(' ');
    text.add(isRaised ? raised(text.text, piece.text) : piece.text, piece.doubts);
    before = piece;
  }
  return {
    text: text.text,
    doubts: text.doubts,
    left: pieces[0]?.x ?? 0,
    right: pieces.reduce((right, piece) => Math.max(right, piece.x + piece.width), 0),
    y,
    size,
    font,
    isScanned: pieces.some(({ isScanned }) => isScanned === true),
  };
}

function usualFont(pieces: readonly { size: number; font?: string; text: string }[]): {
  readonly size: number;
  readonly font: string;
} {
  const [first] = pieces;
  if (first !== undefined && pieces.every(({ size, font }) => size === first.size && font === first.font))
    return { size: first.size, font: first.font ?? '' };
  const sizes = new Map<number, number>();
  const fonts = new Map<string, number>();
  for (const { size, font = '', text } of pieces) {
    sizes.set(size, (sizes.get(size) ?? 0) + text.length);
    fonts.set(font, (fonts.get(font) ?? 0) + text.length);
  }
  return { size: most(sizes) ?? 1, font: most(fonts) ?? '' };
}

/** A power as it is typed; the mark of a note is no part of the figure that it stands behind. */
function raised(before: string, text: string): string {
  if (!/^[-−+]?\d{1,3}$/u.test(text)) return text;
  if (/(?<![\d.])10$/u.test(before)) return `^${text}`;
  if (/[A-Za-z]$/u.test(before)) return text === '2' ? '²' : text === '3' ? '³' : `^${text}`;
  return `[注${text}]`;
}

/** The space below which nothing is parted: where characters stand apart throughout, as in a line that is spread to its margin. */
function spreadOf(pieces: readonly Piece[]): number {
  if (pieces.length < 4) return 0;
  const lone = pieces.filter(({ text }) => text.length === 1).length;
  if (lone < pieces.length * 0.75 || !areMostlyHan(pieces)) return 0;
  const gaps = pieces.slice(1).map((piece, at) => gapOf(pieces[at] ?? piece, piece));
  const median = gaps.sort((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? 0;
  return median < SPREAD_SPACE ? 0 : UNEVEN * median;
}

function hasBlank(left: Piece, right: Piece, spread: number): boolean {
  const gap = gapOf(left, right);
  if (gap < spread || (gap < LATIN_SPACE && !right.hasBlankBefore)) return false;
  if (right.hasBlankBefore) return true;
  const touchesHan = HAN.test(left.text.at(-1) ?? '') || HAN.test(right.text.charAt(0));
  return gap >= (touchesHan ? HAN_SPACE : LATIN_SPACE);
}

/** One text of segments side by side, with the space that is seen between them. */
export function sideBySide(segments: readonly Segment[]): Segment {
  const [first] = segments;
  if (segments.length === 1 && first !== undefined) return first;
  const text = new TextParts();
  let before: Segment | undefined;
  for (const segment of segments) {
    if (before !== undefined) {
      const space = (segment.left - before.right) / Math.min(segment.size, before.size);
      text.add(space >= 2 * COLUMN_SPACE ? '   ' : ' ');
    }
    text.add(segment.text, segment.doubts);
    before = segment;
  }
  return {
    text: text.text,
    doubts: text.doubts,
    left: first?.left ?? 0,
    right: segments.reduce((right, segment) => Math.max(right, segment.right), 0),
    y: first?.y ?? 0,
    ...usualFont(segments),
    isScanned: segments.some(({ isScanned }) => isScanned),
  };
}
