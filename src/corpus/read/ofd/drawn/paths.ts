import { childOf, textOf, type XmlElement } from '../../containers/xml.ts';
import { type Box, type Matrix, type Point, type Rule, rulesOfBox, transform } from '../../layout/page.ts';
import { numberOf } from './geometry.ts';

/** What a PathObject draws; in the units of the matrix. */
export interface DrawnPath {
  readonly rules: readonly Rule[];
  /** Of what it fills. */
  readonly box?: Box;
  readonly isCurved: boolean;
}

/** How many numbers a sign of AbbreviatedData takes, the last two of them being where it leads. */
const NUMBERS: Readonly<Record<string, number>> = { S: 2, M: 2, L: 2, Q: 4, B: 6, A: 7, C: 0 };
/** Lengths (points) by which a line may be off and still be level. */
const LEVEL = 0.75;
const SHORTEST = 4;

interface Outline {
  readonly points: Point[];
  isClosed: boolean;
  isCurved: boolean;
}

/**
 * Horizontal and vertical lines: strokes, and filled boxes as thin as one. Linear in the path.
 * @param toPoints from the object to the page, in points.
 */
export function readPath(
  object: XmlElement,
  toPoints: Matrix,
  { isStroked, isFilled }: { readonly isStroked: boolean; readonly isFilled: boolean },
): DrawnPath {
  const data = childOf(object, 'AbbreviatedData');
  const outlines = data === undefined ? [] : outlinesOf(textOf(data), toPoints);
  const rules: Rule[] = [];
  let box: Box | undefined;
  for (const { points, isClosed, isCurved } of outlines) {
    const bounds = boundsOf(points);
    if (isFilled) {
      box = box === undefined ? bounds : unite(box, bounds);
      if (!isCurved) rules.push(...rulesOfBox(bounds, false));
    }
    if (!isStroked || isCurved) continue;
    const first = points[0];
    const ring = isClosed && first !== undefined ? [...points, first] : points;
    ring.forEach((point, at) => {
      const before = ring[at - 1];
      const rule = before === undefined ? undefined : ruleBetween(before, point);
      if (rule !== undefined) rules.push(rule);
    });
  }
  return { rules, ...(box !== undefined && { box }), isCurved: outlines.some(({ isCurved }) => isCurved) };
}

function outlinesOf(data: string, toPoints: Matrix): Outline[] {
  const outlines: Outline[] = [];
  const parts = data.split(/[\s,]+/u).filter((part) => part !== '');
  let open: Outline | undefined;
  for (let at = 0; at < parts.length; ) {
    const sign = parts[at++] ?? '';
    const count = NUMBERS[sign];
    if (count === undefined) continue;
    if (sign === 'C') {
      if (open !== undefined) open.isClosed = true;
      continue;
    }
    const x = numberOf(parts[at + count - 2]);
    const y = numberOf(parts[at + count - 1]);
    at += count;
    if (x === undefined || y === undefined) continue;
    const point = transform(toPoints, { x, y });
    if (open === undefined || sign === 'S' || sign === 'M') {
      open = { points: [], isClosed: false, isCurved: false };
      outlines.push(open);
    }
    open.points.push(point);
    if (sign === 'Q' || sign === 'B' || sign === 'A') open.isCurved = true;
  }
  return outlines.filter(({ points }) => points.length > 1);
}

function ruleBetween(from: Point, to: Point): Rule | undefined {
  const width = Math.abs(to.x - from.x);
  const height = Math.abs(to.y - from.y);
  const x1 = Math.min(from.x, to.x);
  const y1 = Math.min(from.y, to.y);
  if (height <= LEVEL && width >= SHORTEST) {
    const y = (from.y + to.y) / 2;
    return { x1, y1: y, x2: x1 + width, y2: y };
  }
  if (width <= LEVEL && height >= SHORTEST) {
    const x = (from.x + to.x) / 2;
    return { x1: x, y1, x2: x, y2: y1 + height };
  }
  return undefined;
}

function boundsOf(points: readonly Point[]): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y } of points) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x);
    bottom = Math.max(bottom, y);
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}

function unite(one: Box, other: Box): Box {
  const x = Math.min(one.x, other.x);
  const y = Math.min(one.y, other.y);
  return {
    x,
    y,
    width: Math.max(one.x + one.width, other.x + other.width) - x,
    height: Math.max(one.y + one.height, other.y + other.height) - y,
  };
}
