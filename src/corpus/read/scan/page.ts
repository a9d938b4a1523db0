import type { Scan, ScanLine } from '../../../core/ports/scanner.ts';
import type { Page, PageRun } from '../layout/page.ts';
import { charactersOf, type PlacedCharacter } from './characters.ts';
import { unsureSpans } from './doubts.ts';

export interface ScanPlace {
  /** Of the page in its file, from 1. */
  readonly number: number;
  /** Of the page (points), where it has a size of its own; A4 where not. */
  readonly width?: number;
  readonly height?: number;
}

export interface ReadScan {
  readonly page: Page;
  /** What cannot be read: signatures, seals. No part of the text. */
  readonly unread: readonly string[];
}

/** Below this mean over its characters a line cannot be read, and below the other one a line of few characters cannot. */
const READABLE = 0.5;
const FEW = 3;
const READABLE_FEW = 0.75;
/** A box lower than this part of most boxes holds parts of characters, or small print: what it says is in doubt. */
const LOW = 0.62;
/** The long side of A4. Points. */
const LONG_SIDE = 842;
/** A Han character's part of the height of its line's box, where the text does not tell. */
const EM = 0.82;
const LEAST_EM = 0.65;
const MOST_EM = 0.95;
/** Sizes that differ less from the size of most text are that size. */
const LIKE = 0.1;
/** The distance of two characters (of a Han character's width) that parts two runs; of two Han characters, and of others. */
const GUTTER_HAN = 1.6;
const GUTTER = 2;
/** How far below the middle of the characters the baseline lies (of a Han character's height). */
const BELOW_MIDDLE = 0.38;

const HAN = /^\p{Script=Han}$/u;

/** A page of a layout from what was read of its picture. */
export function readScan(scan: Scan, { number, width, height }: ScanPlace): ReadScan {
  const lines = scan.lines.map((line) => ({ line, characters: charactersOf(line) }));
  const usual = weightedMedian(scan.lines.map(({ height: size, text }) => ({ size, weight: text.length })));
  const isLow = ({ height: own }: ScanLine) => own < LOW * usual;
  const isText = ({ line, characters }: (typeof lines)[number]) =>
    isReadable(line, characters) && !(isLow(line) && characters.length < FEW);
  const readable = lines.filter(isText);
  const unread = lines
    .filter((one) => one.characters.length > 0 && !isText(one) && !isLow(one.line))
    .map(({ line }) => line.text);
  const scale = scaleOf(scan, width, height);
  const sizes = sizesOf(readable, usual);
  const runs = readable.flatMap(({ line, characters }, at) =>
    runsOf(line, characters, sizes[at] ?? 1, isLow(line)),
  );
  return {
    page: {
      number,
      width: scan.width * scale,
      height: scan.height * scale,
      runs: runs.map((run) => ({
        ...run,
        x: run.x * scale,
        y: run.y * scale,
        width: run.width * scale,
        size: run.size * scale,
      })),
      rules: scan.rules.map(({ x1, x2, y1, y2 }) => ({
        x1: x1 * scale,
        x2: x2 * scale,
        y1: y1 * scale,
        y2: y2 * scale,
      })),
    },
    unread,
  };
}

/** A picture that was turned has its sides the other way round. */
function scaleOf(scan: Scan, width = 0, height = 0): number {
  return (Math.max(width, height) || LONG_SIDE) / Math.max(1, scan.width, scan.height);
}

function isReadable({ confidence }: ScanLine, characters: readonly PlacedCharacter[]): boolean {
  const hasWords = characters.some(({ text }) => /[\p{L}\p{N}]/u.test(text));
  return hasWords && confidence >= (characters.length < FEW ? READABLE_FEW : READABLE);
}

/** A Han character's height in each line. Pixels. */
function sizesOf(
  lines: readonly { readonly line: ScanLine; readonly characters: readonly PlacedCharacter[] }[],
  usualHeight: number,
): number[] {
  const sizes = lines.map(({ line: { height }, characters }) => {
    const pitch = pitchOf(characters);
    // Of a box that is too low only the pitch tells.
    if (pitch !== undefined && height < LOW * usualHeight) return pitch;
    return Math.min(MOST_EM * height, Math.max(LEAST_EM * height, pitch ?? EM * height));
  });
  const usual = weightedMedian(
    sizes.map((size, at) => ({ size, weight: lines[at]?.characters.length ?? 0 })),
  );
  return sizes.map((size) => (Math.abs(size - usual) <= LIKE * usual ? usual : size));
}

/** The median distance of neighbouring Han characters; undefined where there are few. */
function pitchOf(characters: readonly PlacedCharacter[]): number | undefined {
  const distances = characters.flatMap((character, at) => {
    const next = characters[at + 1];
    if (next === undefined || !HAN.test(character.text) || !HAN.test(next.text)) return [];
    return middle(next) - middle(character);
  });
  return distances.length < 2 ? undefined : distances.sort((a, b) => a - b)[distances.length >> 1];
}

function weightedMedian(values: readonly { readonly size: number; readonly weight: number }[]): number {
  const sorted = [...values].sort((a, b) => a.size - b.size);
  let left = sorted.reduce((sum, { weight }) => sum + weight, 0) / 2;
  for (const { size, weight } of sorted) {
    left -= weight;
    if (left <= 0) return size;
  }
  return 1;
}

function middle({ x, width }: PlacedCharacter): number {
  return x + width / 2;
}

function isApart(left: PlacedCharacter, right: PlacedCharacter, size: number): boolean {
  const most = HAN.test(left.text) && HAN.test(right.text) ? GUTTER_HAN : GUTTER;
  return middle(right) - middle(left) > most * size;
}

/** A line, parted where a gutter goes through it. */
function runsOf(
  line: ScanLine,
  characters: readonly PlacedCharacter[],
  size: number,
  isDoubted: boolean,
): PageRun[] {
  const runs: PlacedCharacter[][] = [];
  for (const character of characters) {
    const last = runs.at(-1)?.at(-1);
    if (last === undefined || isApart(last, character, size)) runs.push([character]);
    else runs.at(-1)?.push(character);
  }
  const y = line.y + line.height / 2 + BELOW_MIDDLE * size;
  return runs.flatMap((run) => {
    const [first, last] = [run[0], run.at(-1)];
    if (first === undefined || last === undefined) return [];
    const text = run.map(({ text: unit }) => unit).join('');
    const doubts = isDoubted ? [{ start: 0, end: text.length }] : unsureSpans(run);
    const x = Math.max(first.x, middle(first) - size / 2);
    return {
      text,
      x,
      y,
      width: Math.min(last.x + last.width, middle(last) + size / 2) - x,
      size,
      isScanned: true,
      ...(doubts.length > 0 && { doubts }),
    };
  });
}
