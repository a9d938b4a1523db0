import type { ScanRule } from '../../../core/ports/scanner.ts';
import { components, type PixelRun, pixelRuns } from '../lines/components.ts';
import type { Box } from '../types.ts';
import type { DarkPixels } from './plane.ts';

/** The shortest rule: a part of the picture's long side. */
const SHORTEST = 1 / 60;
/** Pixels that a stroke may lack and still be one. */
const BROKEN = 3;
/** The thickest rule: a part of the picture's long side, and what its length adds where it leans by half a degree. */
const THICKEST = 1 / 250;
const LEAN = 0.009;
/** Two ends on one line are joined across such a part of the picture's long side. */
const APART = 1 / 40;
/** A line that ends on no other is this many times longer than text is high. */
const LONG = 3;
/** How near the lines of a corner end: a part of the height of text. */
const CORNER = 0.2;
/** How far a line ends before or behind another on which it ends: a part of the height of text. */
const OVERHANG = 0.3;

/**
 * The straight lines that are drawn in a level picture, longer than its strokes of text. What lies within a line of text and is no
 * higher than it is a stroke. Linear in the pixels.
 */
export function findRules({ width, height, dark }: DarkPixels, text: readonly Box[]): ScanRule[] {
  const apart = Math.max(width, height) * APART;
  const horizontal = strokes(dark, width, height).filter((rule) => !text.some((box) => isStroke(rule, box)));
  const vertical = strokes(transposed(dark, width, height), height, width).filter(
    ({ x1, x2, y1 }) => !text.some((box) => isWithin(y1, x1, x2, box)),
  );
  const across = joined(horizontal, apart);
  const down = joined(vertical, apart).map(({ x1, x2, y1, y2 }) => ({ x1: y1, x2: y2, y1: x1, y2: x2 }));
  const high = medianHeight(text);
  const [near, long] = [CORNER * high, LONG * high];
  const borders = across.filter((rule) => rule.x2 - rule.x1 > long || meets(rule, down, near));
  const sides = down.filter((rule) => rule.y2 - rule.y1 > long || meets(rule, across, near));
  const snap = (value: number, places: readonly number[]) =>
    places.find((place) => Math.abs(place - value) <= OVERHANG * high) ?? value;
  const columns = sides.map(({ x1 }) => x1);
  const rows = borders.map(({ y1 }) => y1);
  return [
    ...borders.map((rule) => ({ ...rule, x1: snap(rule.x1, columns), x2: snap(rule.x2, columns) })),
    ...sides.map((rule) => ({ ...rule, y1: snap(rule.y1, rows), y2: snap(rule.y2, rows) })),
  ];
}

function medianHeight(text: readonly Box[]): number {
  return text.map(({ height }) => height).sort((a, b) => a - b)[text.length >> 1] ?? 0;
}

/** Whether both ends of a line lie on lines of the other direction, as the border of a cell does. */
function meets({ x1, x2, y1, y2 }: ScanRule, others: readonly ScanRule[], near: number): boolean {
  const touches = (x: number, y: number) =>
    others.some(
      (other) => x >= other.x1 - near && x <= other.x2 + near && y >= other.y1 - near && y <= other.y2 + near,
    );
  return touches(x1, y1) && touches(x2, y2);
}

/** A horizontal stroke in the middle of a line of text; a short one may be any of a character's. */
function isStroke({ x1, x2, y1 }: ScanRule, { centerX, centerY, width, height }: Box): boolean {
  return (
    Math.abs(y1 - centerY) < 0.36 * height && Math.abs((x1 + x2) / 2 - centerX) < width / 2 && x2 - x1 < width
  );
}

/** A vertical stroke no higher than the line of text around it. */
function isWithin(x: number, y1: number, y2: number, { centerX, centerY, width, height }: Box): boolean {
  return (
    y2 - y1 < 1.1 * height &&
    Math.abs((y1 + y2) / 2 - centerY) < height / 2 &&
    Math.abs(x - centerX) < width / 2
  );
}

function transposed(plane: Uint8Array, width: number, height: number): Uint8Array {
  const turned = new Uint8Array(plane.length);
  for (let row = 0, from = 0; row < height; row++)
    for (let column = 0; column < width; column++, from++) turned[column * height + row] = plane[from] ?? 0;
  return turned;
}

/** The thin horizontal patches that long stretches of dark pixels make. */
function strokes(dark: Uint8Array, width: number, height: number): ScanRule[] {
  const long = Math.max(width, height);
  const shortest = Math.max(12, long * SHORTEST);
  const runs = withoutBreaks(
    // A line that leans goes on in the row above or below.
    pixelRuns(width, height, (at) => (dark[at] ?? 0) + (dark[at - width] ?? 0) + (dark[at + width] ?? 0) > 0),
  ).filter(({ start, end }) => end - start >= shortest);
  const found: ScanRule[] = [];
  for (const patch of components(runs)) {
    const [top = 0, bottom = 0] = [patch[0]?.row, patch.at(-1)?.row];
    const x1 = patch.reduce((least, { start }) => Math.min(least, start), Infinity);
    const x2 = patch.reduce((most, { end }) => Math.max(most, end), 0);
    if (bottom - top - 2 > Math.max(6, long * THICKEST) + LEAN * (x2 - x1)) continue;
    const y = (top + bottom + 1) / 2;
    found.push({ x1, x2, y1: y, y2: y });
  }
  return found;
}

function withoutBreaks(runs: readonly PixelRun[]): PixelRun[] {
  const whole: PixelRun[] = [];
  for (const run of runs) {
    const last = whole.at(-1);
    if (last !== undefined && last.row === run.row && run.start - last.end <= BROKEN)
      whole[whole.length - 1] = { ...last, end: run.end };
    else whole.push(run);
  }
  return whole;
}

/** Parts of one line, as worn print leaves them. */
function joined(rules: readonly ScanRule[], apart: number): ScanRule[] {
  const left: ScanRule[] = [];
  for (const rule of [...rules].sort((a, b) => a.x1 - b.x1)) {
    const at = left.findLastIndex(
      (other) =>
        Math.abs(other.y1 - rule.y1) <= 4 &&
        rule.x2 > other.x2 &&
        rule.x1 - other.x2 <= Math.min(apart, Math.max(other.x2 - other.x1, rule.x2 - rule.x1) / 2),
    );
    const other = left[at];
    if (other === undefined) left.push(rule);
    else left[at] = { ...other, x2: rule.x2 };
  }
  return left;
}
