import { compose, IDENTITY, type Matrix, type Point, transform } from '../layout/page.ts';
import type { Pdfium } from './library.ts';
import { type Edges, edgesOf } from './place.ts';

/** What is drawn on a page apart from its text, in the file's coordinates. */
export interface Drawn {
  /** Stretches that are drawn as lines, and filled rectangles; `isStroked`: the sides are drawn. */
  readonly boxes: readonly (Edges & { readonly isStroked: boolean })[];
  readonly images: readonly Edges[];
  /** How many shapes have curves. */
  readonly curves: number;
  /** What is filled with a colour that white text can be read on. */
  readonly grounds: readonly Edges[];
  /** The text objects that a later image lies over, the image as large as most of the page. */
  readonly covered: ReadonlySet<number>;
}

/** FPDFPageObj_GetType. */
const TEXT = 1;
const PATH = 2;
const IMAGE = 3;
const SHADING = 4;
const FORM = 5;
/** FPDFPathSegment_GetType. */
const LINE_TO = 0;
const MOVE_TO = 2;

const DEEPEST = 8;
const MOST_OBJECTS = 50_000;
const MOST_SEGMENTS = 2000;
/** The share of a page's size that an image of a whole page has at least. */
const WHOLE_PAGE = 0.8;
/** Each of red, green and blue from which on a colour is white (0 to 255). */
export const WHITE = 0xf0;

interface Walk {
  readonly pdfium: Pdfium;
  readonly area: number;
  readonly boxes: (Edges & { readonly isStroked: boolean })[];
  readonly images: Edges[];
  readonly grounds: Edges[];
  readonly covered: Set<number>;
  curves: number;
  /** Text objects so far that no image lies over. */
  open: number[];
  objects: number;
}

/** Looks through the objects of a page, at most 50,000; those of forms in their places. */
export function drawnOn(pdfium: Pdfium, page: number, { left, right, bottom, top }: Edges): Drawn {
  const { functions } = pdfium;
  const walk: Walk = {
    pdfium,
    area: (right - left) * (top - bottom),
    boxes: [],
    images: [],
    grounds: [],
    covered: new Set(),
    curves: 0,
    open: [],
    objects: 0,
  };
  const count = functions.FPDFPage_CountObjects(page);
  for (let at = 0; at < count; at++) visit(walk, functions.FPDFPage_GetObject(page, at), IDENTITY, 0);
  return walk;
}

function visit(walk: Walk, object: number, matrix: Matrix, depth: number): void {
  if (object === 0 || ++walk.objects > MOST_OBJECTS) return;
  const { functions } = walk.pdfium;
  switch (functions.FPDFPageObj_GetType(object)) {
    case TEXT:
      walk.open.push(object);
      break;
    case PATH:
      visitPath(walk, object, matrix);
      break;
    case IMAGE: {
      const edges = boundsOf(walk.pdfium, object, matrix);
      if (edges === undefined) break;
      walk.images.push(edges);
      if (areaOf(edges) < WHOLE_PAGE * walk.area) break;
      for (const text of walk.open) walk.covered.add(text);
      walk.open = [];
      break;
    }
    case SHADING: {
      const edges = boundsOf(walk.pdfium, object, matrix);
      if (edges !== undefined) walk.grounds.push(edges);
      break;
    }
    case FORM: {
      if (depth >= DEEPEST) break;
      const inner = compose(matrix, matrixOf(walk.pdfium, object));
      const count = functions.FPDFFormObj_CountObjects(object);
      for (let at = 0; at < count && walk.objects <= MOST_OBJECTS; at++)
        visit(walk, functions.FPDFFormObj_GetObject(object, at), inner, depth + 1);
      break;
    }
  }
}

function areaOf({ left, right, bottom, top }: Edges): number {
  return (right - left) * (top - bottom);
}

function boundsOf(pdfium: Pdfium, object: number, matrix: Matrix): Edges | undefined {
  const { answer } = pdfium;
  if (!pdfium.functions.FPDFPageObj_GetBounds(object, answer, answer + 4, answer + 8, answer + 12))
    return undefined;
  const [left, bottom, right, top] = [pdfium.single(0), pdfium.single(1), pdfium.single(2), pdfium.single(3)];
  const corners = [
    { x: left, y: bottom },
    { x: right, y: bottom },
    { x: left, y: top },
    { x: right, y: top },
  ];
  return edgesOf(corners.map((corner) => transform(matrix, corner)));
}

function matrixOf(pdfium: Pdfium, object: number): Matrix {
  if (!pdfium.functions.FPDFPageObj_GetMatrix(object, pdfium.answer)) return IDENTITY;
  return {
    a: pdfium.single(0),
    b: pdfium.single(1),
    c: pdfium.single(2),
    d: pdfium.single(3),
    e: pdfium.single(4),
    f: pdfium.single(5),
  };
}

/** The lines and rectangles of a path; a path of curves or of very many lines is a picture. */
function visitPath(walk: Walk, object: number, matrix: Matrix): void {
  const { pdfium } = walk;
  const { functions, answer } = pdfium;
  const segments = functions.FPDFPath_CountSegments(object);
  if (segments < 2 || segments > MOST_SEGMENTS) return;
  if (!functions.FPDFPath_GetDrawMode(object, answer, answer + 4)) return;
  const isFilled = pdfium.integer(0) !== 0 && isSeen(pdfium, object, 'fill');
  const isStroked = pdfium.integer(1) !== 0 && isSeen(pdfium, object, 'stroke');
  if (!isFilled && !isStroked) return;
  const own = compose(matrix, matrixOf(pdfium, object));
  let points: Point[] = [];
  let isStraight = true;
  const close = () => {
    if (isStraight) addShape(walk, points, isFilled, isStroked);
    else walk.curves++;
    points = [];
    isStraight = true;
  };
  for (let at = 0; at < segments; at++) {
    const segment = functions.FPDFPath_GetPathSegment(object, at);
    const type = functions.FPDFPathSegment_GetType(segment);
    if (type === MOVE_TO) close();
    isStraight &&= type === MOVE_TO || type === LINE_TO;
    if (!functions.FPDFPathSegment_GetPoint(segment, answer, answer + 4)) continue;
    points.push(transform(own, { x: pdfium.single(0), y: pdfium.single(1) }));
    if (functions.FPDFPathSegment_GetClose(segment) && points[0] !== undefined) points.push(points[0]);
  }
  close();
}

/** Points: a side that leans more is none of a rectangle's. */
const LEAN = 1;

function addShape(walk: Walk, points: readonly Point[], isFilled: boolean, isStroked: boolean): void {
  const edges = edgesOf(points);
  if (edges === undefined || points.length < 2) return;
  if (isFilled) {
    walk.boxes.push({ ...edges, isStroked: false });
    walk.grounds.push(edges);
  }
  if (!isStroked) return;
  for (let at = 1; at < points.length; at++) {
    const side = edgesOf([points[at - 1] as Point, points[at] as Point]);
    if (side === undefined) continue;
    if (side.right - side.left <= LEAN || side.top - side.bottom <= LEAN)
      walk.boxes.push({ ...side, isStroked: true });
  }
}

/** Whether a path's colour is another than white, and not clear. */
function isSeen(pdfium: Pdfium, object: number, part: 'fill' | 'stroke'): boolean {
  const { functions, answer } = pdfium;
  const get = part === 'fill' ? functions.FPDFPageObj_GetFillColor : functions.FPDFPageObj_GetStrokeColor;
  if (!get(object, answer, answer + 4, answer + 8, answer + 12)) return true;
  return !isWhite(pdfium) && pdfium.integer(3) > 0;
}

/** Whether the colour in the answer is white. */
export function isWhite(pdfium: Pdfium): boolean {
  return pdfium.integer(0) >= WHITE && pdfium.integer(1) >= WHITE && pdfium.integer(2) >= WHITE;
}
