import type { Span } from '../../core/types.ts';

/** So many characters belong to one figure at most. */
const LONGEST_FIGURE = 40;

/** Figures that meet where something between them is struck out may be one or two: both, or nothing. */
export function metFigures(text: string, at: number): Span[] {
  const before = /[\d.,]+$/u.exec(text.slice(Math.max(0, at - LONGEST_FIGURE), at))?.[0];
  const after = /^[\d.,]+/u.exec(text.slice(at, at + LONGEST_FIGURE))?.[0];
  if (before === undefined || after === undefined || !/\d/u.test(before) || !/\d/u.test(after)) return [];
  return [{ start: at - before.length, end: at + after.length }];
}

/** A text, and what of it was not read for sure. */
export interface DoubtedText {
  readonly text: string;
  readonly doubts?: readonly Span[];
}

/**
 * The same doubts, in order, in a text that differs from theirs by blanks alone; where it differs by more all of it is doubtful.
 * N log n in the text and its doubts.
 */
export function movedDoubts({ text: from, doubts = [] }: DoubtedText, to: string): Span[] {
  if (doubts.length === 0) return [];
  const sorted = doubts.toSorted((a, b) => a.start - b.start);
  if (from === to) return sorted;
  const given = placesOfWords(from);
  const found = placesOfWords(to);
  const isSame =
    given.length === found.length && given.every((place, at) => from[place] === to[found[at] ?? -1]);
  if (!isSame) return to === '' ? [] : [{ start: 0, end: to.length }];
  return sorted.flatMap(({ start, end }) => {
    const first = found[countBelow(given, start)];
    const last = found[countBelow(given, end) - 1];
    return first === undefined || last === undefined || last < first ? [] : [{ start: first, end: last + 1 }];
  });
}

/** Where characters stand that are no blanks. */
function placesOfWords(text: string): number[] {
  const places: number[] = [];
  for (let at = 0; at < text.length; at++) if (!/\s/u.test(text.charAt(at))) places.push(at);
  return places;
}

/** How many of the places, which are in order, are below a bound. */
function countBelow(places: readonly number[], bound: number): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((places[middle] ?? 0) < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The doubts of texts in the one that joins them with a character between each two. */
export function joinedDoubts(parts: readonly DoubtedText[]): Span[] {
  const found: Span[] = [];
  let at = 0;
  for (const { text, doubts = [] } of parts) {
    for (const { start, end } of doubts) found.push({ start: start + at, end: end + at });
    at += text.length + 1;
  }
  return found;
}

/** A text with its doubts, if it has any. */
export function withDoubts(text: string, doubts: readonly Span[]): DoubtedText {
  return doubts.length === 0 ? { text } : { text, doubts };
}

/** A text on one line. */
export function oneLine(given: DoubtedText): DoubtedText {
  const text = given.text.replaceAll(/\s+/gu, ' ').trim();
  return withDoubts(text, movedDoubts(given, text));
}

/** The paragraphs of a text that have words, trimmed, without tabs. Linear where doubts do not overlap. */
export function paragraphsOf({ text, doubts = [] }: DoubtedText): DoubtedText[] {
  const sorted = doubts.toSorted((a, b) => a.start - b.start);
  const found: DoubtedText[] = [];
  let at = 0;
  let next = 0;
  for (const raw of text.split('\n')) {
    const words = raw.trim();
    const from = at + raw.length - raw.trimStart().length;
    const to = from + words.length;
    at += raw.length + 1;
    while ((sorted[next]?.end ?? Number.POSITIVE_INFINITY) <= from) next++;
    const own: Span[] = [];
    for (let one = next; (sorted[one]?.start ?? to) < to; one++) {
      const { start, end } = sorted[one] as Span;
      if (end > from) own.push({ start: Math.max(start, from) - from, end: Math.min(end, to) - from });
    }
    if (words !== '') found.push(withDoubts(words.replaceAll('\t', ' '), own));
  }
  return found;
}
