import type { Span } from '../../../core/types.ts';

/**
 * A page as a format shows it, before anything is read from its layout. Lengths are in points (1/72 inch) from the upper left
 * corner, x to the right and y downwards; another unit does as well where a whole document keeps to it.
 */
export interface Page {
  /** From 1. */
  readonly number: number;
  readonly width: number;
  readonly height: number;
  /** In any order; those of one place are best in the order of their file. */
  readonly runs: readonly PageRun[];
  /** Borders of tables, lines under headings; `rulesOfBox` makes them of rectangles. */
  readonly rules?: readonly Rule[];
  readonly images?: readonly Box[];
}

/** A page without what is drawn within: its size, and the lines on it. */
export type PageFrame = Omit<Page, 'runs' | 'images'>;

/**
 * Characters that follow each other on one baseline without a space to be seen: `runsOfGlyphs` makes such runs. Blanks between
 * runs come from the layout, by the space between them; a blank that the file itself writes stands in the text.
 */
export interface PageRun {
  /** Not empty; without line ends and tabs. */
  readonly text: string;
  /** Where the first character begins. */
  readonly x: number;
  /** The baseline: what the characters stand on. */
  readonly y: number;
  /** From the first character's beginning to the last one's end. */
  readonly width: number;
  /** Of the font: about the height and width of a Han character, more than 0. */
  readonly size: number;
  /** Of the font's face, as the file calls it: a heading is often in another. */
  readonly font?: string;
  /** It was read from a picture. */
  readonly isScanned?: boolean;
  /** Stretches of `text` that were not read for sure. */
  readonly doubts?: readonly Span[];
}

/** A horizontal (`y1` = `y2`) or vertical (`x1` = `x2`) line; `x1` ≤ `x2`, `y1` ≤ `y2`. */
export interface Rule {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** x' = ax + cy + e, y' = bx + dy + f. */
export interface Matrix {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
  readonly e: number;
  readonly f: number;
}

/** A place on a page, or in the coordinates of a file. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Changes nothing. */
export const IDENTITY: Matrix = { a: 1, b: 0, c: 0, d: 1, e: 0, f: 0 };

/** The transformation that does `inner` first. */
export function compose(outer: Matrix, inner: Matrix): Matrix {
  return {
    a: outer.a * inner.a + outer.c * inner.b,
    b: outer.b * inner.a + outer.d * inner.b,
    c: outer.a * inner.c + outer.c * inner.d,
    d: outer.b * inner.c + outer.d * inner.d,
    e: outer.a * inner.e + outer.c * inner.f + outer.e,
    f: outer.b * inner.e + outer.d * inner.f + outer.f,
  };
}

export function transform({ a, b, c, d, e, f }: Matrix, { x, y }: Point): Point {
  return { x: a * x + c * y + e, y: b * x + d * y + f };
}

/** A run of one character, or of few that the file holds together. */
export type Glyph = PageRun;

/** A filled rectangle that is thinner (points) is a line, whatever its length. */
const THICKEST_RULE = 3;
const SHORTEST_RULE = 4;
/** What parts of a font's size two neighbours may be apart, or lie over each other, and still be one run. */
const NEAR = 0.08;
const OVER = 0.5;
/** And how far apart their baselines may be: less than a small figure is raised. */
const LEVEL = 0.1;

/** The lines of a rectangle: itself where it is thin, its four sides where they are drawn, none where it is only filled. */
export function rulesOfBox({ x, y, width, height }: Box, isStroked: boolean): Rule[] {
  const right = x + width;
  const bottom = y + height;
  if (height <= THICKEST_RULE && width >= Math.max(SHORTEST_RULE, height))
    return [{ x1: x, y1: y + height / 2, x2: right, y2: y + height / 2 }];
  if (width <= THICKEST_RULE && height >= SHORTEST_RULE)
    return [{ x1: x + width / 2, y1: y, x2: x + width / 2, y2: bottom }];
  if (!isStroked || width < SHORTEST_RULE || height < SHORTEST_RULE) return [];
  return [
    { x1: x, y1: y, x2: right, y2: y },
    { x1: x, y1: bottom, x2: right, y2: bottom },
    { x1: x, y1: y, x2: x, y2: bottom },
    { x1: right, y1: y, x2: right, y2: bottom },
  ];
}

/** Joins glyphs, in the order of their file, that touch each other. Linear. */
export function runsOfGlyphs(glyphs: Iterable<Glyph>): PageRun[] {
  const runs = new Runs();
  for (const { text, x, y, width, size, font, isScanned, doubts } of glyphs)
    runs.add(text, x, y, width, size, font ?? '', isScanned === true, doubts);
  return runs.end();
}

/** Runs that grow glyph by glyph: for pages of very many, that need not be kept. */
export class Runs {
  readonly #runs: PageRun[] = [];
  #text = '';
  #doubts: Span[] = [];
  #start = 0;
  #x = 0;
  #y = 0;
  #end = 0;
  #size = 0;
  #font = '';
  #isScanned = false;

  /** The same as the fields of a `Glyph`. */
  add(
    text: string,
    x: number,
    y: number,
    width: number,
    size: number,
    font: string,
    isScanned: boolean,
    doubts?: readonly Span[],
  ): void {
    const isNext =
      this.#text !== '' &&
      Math.abs(size - this.#size) <= LEVEL * this.#size &&
      Math.abs(y - this.#y) <= LEVEL * this.#size &&
      x - this.#end <= NEAR * this.#size &&
      x - this.#end >= -OVER * this.#size &&
      x >= this.#x &&
      font === this.#font &&
      isScanned === this.#isScanned;
    if (!isNext) {
      this.#close();
      this.#start = x;
      this.#y = y;
      this.#size = size;
      this.#font = font;
      this.#isScanned = isScanned;
    }
    if (doubts !== undefined)
      for (const { start, end } of doubts)
        this.#doubts.push({ start: start + this.#text.length, end: end + this.#text.length });
    this.#text += text;
    this.#x = x;
    this.#end = x + width;
  }

  /** All runs; nothing may be added any more. */
  end(): PageRun[] {
    this.#close();
    return this.#runs;
  }

  #close(): void {
    if (this.#text === '') return;
    const run: { -readonly [Key in keyof PageRun]: PageRun[Key] } = {
      text: this.#text,
      x: this.#start,
      y: this.#y,
      width: this.#end - this.#start,
      size: this.#size,
    };
    if (this.#font !== '') run.font = this.#font;
    if (this.#isScanned) run.isScanned = true;
    if (this.#doubts.length > 0) {
      run.doubts = this.#doubts;
      this.#doubts = [];
    }
    this.#runs.push(run);
    this.#text = '';
  }
}
