import type { Box, Point } from '../layout/page.ts';

/** The edges of a rectangle in the file's own coordinates: y upwards. */
export interface Edges {
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  readonly top: number;
}

/** From the coordinates of a file to those of a page that a person looks at: from the upper left corner, y downwards. */
export interface Placement {
  /** Of the page in the file's coordinates. */
  readonly edges: Edges;
  readonly width: number;
  readonly height: number;
  point(x: number, y: number): Point;
}

/** @param quarters how often the page is turned clockwise by 90 degrees: 0 to 3. */
export function placementOf(edges: Edges, quarters: number): Placement {
  const { left, bottom, right, top } = edges;
  const [width, height] = [right - left, top - bottom];
  switch (quarters) {
    case 1:
      return { edges, width: height, height: width, point: (x, y) => ({ x: y - bottom, y: x - left }) };
    case 2:
      return { edges, width, height, point: (x, y) => ({ x: right - x, y: y - bottom }) };
    case 3:
      return { edges, width: height, height: width, point: (x, y) => ({ x: top - y, y: right - x }) };
    default:
      return { edges, width, height, point: (x, y) => ({ x: x - left, y: top - y }) };
  }
}

export function placedBox(placement: Placement, { left, bottom, right, top }: Edges): Box {
  const one = placement.point(left, bottom);
  const other = placement.point(right, top);
  const x = Math.min(one.x, other.x);
  const y = Math.min(one.y, other.y);
  return { x, y, width: Math.abs(other.x - one.x), height: Math.abs(other.y - one.y) };
}

/** The upright rectangle around points; undefined without any. */
export function edgesOf(points: readonly Point[]): Edges | undefined {
  const [first] = points;
  if (first === undefined) return undefined;
  let [left, right, bottom, top] = [first.x, first.x, first.y, first.y];
  for (const { x, y } of points) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    bottom = Math.min(bottom, y);
    top = Math.max(top, y);
  }
  return { left, right, bottom, top };
}
