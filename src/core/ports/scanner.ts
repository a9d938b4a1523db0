/** Reads the text of pictures on this machine. One picture is read at a time; others wait. */
export interface Scanner {
  /**
   * The same picture gives the same lines; undefined where it is damaged, or of a kind that is not read.
   * @throws Error where the models fail; the signal's reason.
   */
  scan(image: ScanImage, signal?: AbortSignal): Promise<Scan | undefined>;
  /** Ends what runs, and frees the models. */
  close(): Promise<void>;
}

/** Pixels, or the file of a picture: JPEG, PNG, BMP, TIFF, WebP. */
export type ScanImage = ScanPixels | ScanFile;

export interface ScanFile {
  readonly bytes: Uint8Array;
  /** From 1, of one that has several. */
  readonly page?: number;
}

/** Rows from the upper left corner, 4 bytes a pixel: red, green, blue, opacity. */
export interface ScanPixels {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/** What was read of one page. Lengths are in pixels of it, turned upright and level, from its upper left corner. */
export interface Scan {
  readonly width: number;
  readonly height: number;
  /** How many pages the file has. */
  readonly pages: number;
  /** Stretches of text on one height, in no order; two cells of a table are never one. */
  readonly lines: readonly ScanLine[];
  /** What is drawn: horizontal (`y1` = `y2`) or vertical (`x1` = `x2`). */
  readonly rules: readonly ScanRule[];
}

export interface ScanLine {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** One for each UTF-16 unit of the text. */
  readonly characters: readonly ScanCharacter[];
  /** 0 to 1: the mean over its characters. */
  readonly confidence: number;
}

export interface ScanCharacter {
  readonly x: number;
  readonly width: number;
  /** 0 to 1: that it is this character, and that none was passed over between it and the next. */
  readonly confidence: number;
}

export interface ScanRule {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}
