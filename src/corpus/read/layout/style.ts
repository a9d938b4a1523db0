import { endsSentence } from '../../clean/forms.ts';
import type { Segment } from './tables/segments.ts';
import { most } from './text-parts.ts';
import { isWrapped } from './wraps.ts';

/** A line with its place in its column; lengths in parts of its font's size. */
export interface PlacedLine extends Segment {
  readonly page: number;
  /** From the column's left edge. */
  readonly indent: number;
  /** To the column's right edge. */
  readonly room: number;
  /** The distance from the line above in its column, in parts of the usual one; undefined for the first. */
  readonly step: number | undefined;
}

/** What is told by all lines of a document. */
export interface Style {
  /** Paragraphs begin with a space of about two characters. */
  readonly isIndented: boolean;
  /** Of the font of most text. */
  readonly size: number;
  /** Lines were broken after so many characters, within figures as well. */
  readonly isCounted: boolean;
}

const SAME_SIZE = 0.12;
/** Parts of the size: what stands at the margin, what is a paragraph's first line, what stands on the right, in the middle. */
export const AT_MARGIN = 0.7;
export const FIRST_LINE = 1.2;
export const ASIDE = 5;
const CENTRED = 1;
/** Lines of so many characters tell how they were broken, and this share of those with figures in them. */
const COUNTED_LENGTH = 10;
const COUNTED_SHARE = 0.6;

/** Whether the paragraphs of a document begin with a space: as what follows a line that is not full shows. */
export function styleOf(lines: readonly PlacedLine[]): Style {
  const sizes = new Map<number, number>();
  for (const { size, text } of lines) {
    const rounded = Math.round(size * 2) / 2;
    sizes.set(rounded, (sizes.get(rounded) ?? 0) + text.length);
  }
  const size = [...sizes].reduce((best, one) => (one[1] > best[1] ? one : best), [0, 0])[0];
  let indented = 0;
  let atMargin = 0;
  lines.forEach((line, at) => {
    const before = lines[at - 1];
    if (before !== undefined && isWrapped(before.room, line.text)) return;
    if (!isSameSize(line.size, size) || isCentred(line)) return;
    if (line.indent >= FIRST_LINE && line.indent < ASIDE) indented++;
    else if (Math.abs(line.indent) < AT_MARGIN && before !== undefined && endsSentence(before.text))
      atMargin++;
  });
  return { isIndented: indented > 0 && indented >= atMargin, size, isCounted: areCounted(lines) };
}

/** Whether lines with figures, which are narrower, have as many characters as others. */
function areCounted(lines: readonly PlacedLine[]): boolean {
  const counts = new Map<number, number>();
  const lengthOf = ({ text, indent }: PlacedLine) => text.length + (indent >= FIRST_LINE ? 2 : 0);
  const open = lines.filter(({ text }) => text.length >= COUNTED_LENGTH && !endsSentence(text));
  for (const line of open) counts.set(lengthOf(line), (counts.get(lengthOf(line)) ?? 0) + 1);
  const usual = most(counts);
  const mixed = open.filter(({ text }) => /[\x21-\x7e]/u.test(text));
  return (
    mixed.length > 1 &&
    mixed.filter((line) => lengthOf(line) === usual).length >= COUNTED_SHARE * mixed.length
  );
}

export function isSameSize(one: number, other: number): boolean {
  return Math.abs(one - other) <= SAME_SIZE * Math.max(one, other);
}

export function isCentred(line: PlacedLine): boolean {
  return line.indent > CENTRED && line.room > CENTRED && isBalanced(line);
}

/** In the middle, be it as wide as its column. */
export function isBalanced({ indent, room }: PlacedLine): boolean {
  return Math.abs(indent - room) < 2 * CENTRED;
}
