import type { Box } from '../types.ts';
import type { PixelRun } from './components.ts';

interface Point {
  readonly x: number;
  readonly y: number;
}

/** The smallest rectangle around stretches of pixels that are in order of rows. */
export function smallestBox(runs: readonly PixelRun[]): Box {
  const hull = convexHull(runs);
  let best: Box | undefined;
  hull.forEach((from, at) => {
    const to = hull[(at + 1) % hull.length] ?? from;
    const box = boxAlong(hull, Math.atan2(to.y - from.y, to.x - from.x));
    if (best === undefined || box.width * box.height < best.width * best.height) best = box;
  });
  return best ?? { centerX: 0, centerY: 0, width: 0, height: 0, angle: 0 };
}

/** A rectangle around points, whose sides have the angle; given with the one of its angles next to 0. */
function boxAlong(points: readonly Point[], along: number): Box {
  const angle = along - (Math.PI / 2) * Math.round(along / (Math.PI / 2));
  const cosine = Math.cos(angle);
  const sine = Math.sin(angle);
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { x, y } of points) {
    const u = x * cosine + y * sine;
    const v = y * cosine - x * sine;
    left = Math.min(left, u);
    right = Math.max(right, u);
    top = Math.min(top, v);
    bottom = Math.max(bottom, v);
  }
  const u = (left + right) / 2;
  const v = (top + bottom) / 2;
  return {
    centerX: u * cosine - v * sine,
    centerY: u * sine + v * cosine,
    width: right - left,
    height: bottom - top,
    angle,
  };
}

/** The corners around the pixels of stretches, in order (Andrew's monotone chain, by rows). */
function convexHull(runs: readonly PixelRun[]): Point[] {
  const left: Point[] = [];
  const right: Point[] = [];
  for (let at = 0; at < runs.length; ) {
    const row = runs[at]?.row ?? 0;
    let [start, end] = [Infinity, -Infinity];
    for (let run = runs[at]; run !== undefined && run.row === row; run = runs[++at]) {
      start = Math.min(start, run.start);
      end = Math.max(end, run.end);
    }
    for (const y of [row, row + 1]) {
      addTo(left, { x: start, y }, 1);
      addTo(right, { x: end, y }, -1);
    }
  }
  return [...left, ...right.reverse()];
}

/** `side`: 1 keeps what is farthest to the left, -1 to the right. */
function addTo(chain: Point[], point: Point, side: 1 | -1): void {
  const last = chain.at(-1);
  if (last !== undefined && last.y === point.y) {
    if ((point.x - last.x) * side >= 0) return;
    chain.pop();
  }
  for (;;) {
    const [second, first] = [chain.at(-2), chain.at(-1)];
    if (second === undefined || first === undefined) break;
    const turn = (first.x - second.x) * (point.y - second.y) - (first.y - second.y) * (point.x - second.x);
    if (turn * side < 0) break;
    chain.pop();
  }
  chain.push(point);
}

/**
 * Makes the core of a text line that the model marks as large as the line: each side goes out by the area over the girth, times
 * the ratio.
 */
export function grown(box: Box, ratio: number): Box {
  const { width, height } = box;
  const out = (ratio * width * height) / (2 * (width + height));
  return { ...box, width: width + 2 * out, height: height + 2 * out };
}

export function scaled(box: Box, factor: number): Box {
  return {
    centerX: box.centerX * factor,
    centerY: box.centerY * factor,
    width: box.width * factor,
    height: box.height * factor,
    angle: box.angle,
  };
}

/** Turns about the middle of a picture. */
export function turned(box: Box, angle: number, { width, height }: { width: number; height: number }): Box {
  const [x, y] = [box.centerX - width / 2, box.centerY - height / 2];
  return {
    ...box,
    centerX: width / 2 + x * Math.cos(angle) - y * Math.sin(angle),
    centerY: height / 2 + x * Math.sin(angle) + y * Math.cos(angle),
    angle: box.angle + angle,
  };
}

/** How many times longer than high a box is whose angle tells that of its page. */
const LONG = 4;

/** The angle of most text of a page: the median over its long lines, each with the weight of its length. */
export function skewOf(boxes: readonly Box[]): number {
  const long = boxes.filter(({ width, height }) => width > LONG * height).sort((a, b) => a.angle - b.angle);
  let left = long.reduce((sum, { width }) => sum + width, 0) / 2;
  for (const { width, angle } of long) {
    left -= width;
    if (left <= 0) return angle;
  }
  return 0;
}
