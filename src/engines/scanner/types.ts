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
