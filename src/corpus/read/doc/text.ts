import { damaged } from './compound.ts';
import { placesOf, TABLES, type WordFile } from './file.ts';
import { longAt, wordAt } from './sprms.ts';

/** Characters that stand together in the file. */
interface Piece {
  /** Its first character, among all of them. */
  readonly start: number;
  readonly end: number;
  /** Where it stands in the file, in bytes. */
  readonly offset: number;
  /** Bytes of a character: 1 or 2. */
  readonly width: number;
}

/** Properties that hold for bytes of the file. */
export interface Range {
  readonly start: number;
  readonly end: number;
  readonly properties: Uint8Array;
}

/** Text that is set alike. */
export interface Segment {
  readonly text: string;
  /** Its first character, among all of them. */
  readonly start: number;
  /** Where its first character stands in the file, and how many bytes each has. */
  readonly offset: number;
  readonly width: number;
  readonly properties: Uint8Array;
}

const NONE = new Uint8Array();
const PAGE = 512;

/** @throws UnreadableReport where the file has more characters than bytes. */
export function piecesOf({ main, table }: WordFile): Piece[] {
  const bytes = table(TABLES.pieces);
  let at = 0;
  while (bytes[at] === 1) at += 3 + wordAt(bytes, at + 1);
  if (bytes[at] !== 2) throw damaged();
  const places = placesOf(bytes.subarray(at + 5, at + 5 + longAt(bytes, at + 1)), 8);
  const pieces: Piece[] = [];
  for (let index = 0; index < places.count; index++) {
    const start = places.at(index);
    const end = places.at(index + 1);
    const place = longAt(places.dataAt(index), 2);
    const isNarrow = (place & 0x40000000) !== 0;
    const offset = isNarrow ? (place & 0x3fffffff) / 2 : place & 0x3fffffff;
    if (end < start || end > main.length || start < (pieces.at(-1)?.end ?? 0)) throw damaged();
    pieces.push({ start, end, offset, width: isNarrow ? 1 : 2 });
  }
  return pieces;
}

/** The characters from one place to another, parted where they are set otherwise. */
export function* segmentsOf(
  { main }: WordFile,
  pieces: readonly Piece[],
  runs: readonly Range[],
  from: number,
  to: number,
): Generator<Segment> {
  for (let index = firstBehind(pieces, from); ; index++) {
    const piece = pieces[index];
    if (piece === undefined || piece.start >= to) return;
    const start = Math.max(from, piece.start);
    const end = Math.min(to, piece.end);
    const place = (character: number) => piece.offset + (character - piece.start) * piece.width;
    let run = firstBehind(runs, place(start));
    for (let at = start; at < end; ) {
      while ((runs[run]?.end ?? Number.POSITIVE_INFINITY) <= place(at)) run++;
      const range = runs[run];
      const isIn = range !== undefined && range.start <= place(at);
      const border = range === undefined ? place(end) : isIn ? range.end : range.start;
      const next = Math.min(end, at + Math.max(1, Math.ceil((border - place(at)) / piece.width)));
      yield {
        text: decode(main.subarray(place(at), place(next)), piece.width),
        start: at,
        offset: place(at),
        width: piece.width,
        properties: isIn ? range.properties : NONE,
      };
      at = next;
    }
  }
}

function decode(bytes: Uint8Array, width: number): string {
  return width === 2 ? Buffer.from(bytes).toString('utf16le') : new TextDecoder('windows-1252').decode(bytes);
}

/** The first range that ends behind a place. Ranges are in order. */
export function firstBehind(ranges: readonly { readonly end: number }[], offset: number): number {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranges[middle]?.end ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The properties of runs or paragraphs, from the pages of 512 bytes that hold them. */
export function rangesOf({ main, table }: WordFile, kind: 'runs' | 'paragraphs'): Range[] {
  const places = placesOf(table(TABLES[kind]), 4);
  const ranges: Range[] = [];
  const seen = new Set<number>();
  for (let index = 0; index < places.count; index++) {
    const number = longAt(places.dataAt(index), 0) & 0x3fffff;
    if (seen.has(number)) continue;
    seen.add(number);
    const page = main.subarray(number * PAGE, (number + 1) * PAGE);
    const count = page.length < PAGE ? 0 : (page[PAGE - 1] ?? 0);
    for (let at = 0; at < count; at++)
      ranges.push({
        start: longAt(page, at * 4),
        end: longAt(page, (at + 1) * 4),
        properties: kind === 'runs' ? runAt(page, count, at) : paragraphAt(page, count, at),
      });
  }
  return ranges.sort((a, b) => a.start - b.start);
}

function runAt(page: Uint8Array, count: number, at: number): Uint8Array {
  const place = (page[(count + 1) * 4 + at] ?? 0) * 2;
  return place === 0 ? NONE : page.subarray(place + 1, place + 1 + (page[place] ?? 0));
}

/** The number of the style in two bytes, then the changes of properties. */
function paragraphAt(page: Uint8Array, count: number, at: number): Uint8Array {
  const place = (page[(count + 1) * 4 + at * 13] ?? 0) * 2;
  if (place === 0) return NONE;
  const words = page[place] ?? 0;
  return words === 0
    ? page.subarray(place + 2, place + 2 + (page[place + 1] ?? 0) * 2)
    : page.subarray(place + 1, place + words * 2);
}
