/* What a scanner is handed and gives: the shapes of `Scanner` in src/corpus/read/scan.ts. */

/** Pixels in rows from the upper left corner, 4 bytes each (red, green, blue, opacity). */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/** A file of a picture; `page` (from 1) of one that has several. */
export interface PictureFile {
  readonly bytes: Uint8Array;
  readonly page?: number;
}

/** Lengths are in pixels of the upright picture, from its upper left corner. */
export interface ScannedCharacter {
  readonly x: number;
  readonly width: number;
  /** 0 to 1: that it is this character, and that nothing stands between it and the next. */
  readonly confidence: number;
}

export interface ScannedLine {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** One for each UTF-16 unit of the text. */
  readonly characters: readonly ScannedCharacter[];
  /** The mean over its characters. */
  readonly confidence: number;
}

/** A horizontal (`y1` = `y2`) or vertical (`x1` = `x2`) line that is drawn. */
export interface ScannedRule {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

export interface ScannedPage {
  readonly width: number;
  readonly height: number;
  readonly pages: number;
  readonly lines: readonly ScannedLine[];
  readonly rules: readonly ScannedRule[];
}

/** A picture in memory: rows of red, green and blue, one byte each. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
  /** How many pages its file has. */
  readonly pages: number;
}

/** A rectangle that may be turned. Pixels; `angle` in radians, clockwise as y goes down, -π/4 to π/4. */
export interface Box {
  readonly centerX: number;
  readonly centerY: number;
  /** Along the angle, and across it. */
  readonly width: number;
  readonly height: number;
  readonly angle: number;
}
