import type { Box, Picture } from '../types.ts';

/** Rows of a line as the recogniser takes it. */
export const LINE_HEIGHT = 48;

/** A line cut out of a picture, 48 pixels high. */
export interface Crop {
  readonly width: number;
  readonly rgb: Uint8Array;
}

/** Cuts out a box and turns it level. Columns and rows are sampled between the nearest pixels; outside the picture it is white. */
export function cropBox(picture: Picture, box: Box): Crop {
  const width = Math.max(8, Math.round((LINE_HEIGHT * box.width) / Math.max(1, box.height)));
  const rgb = new Uint8Array(width * LINE_HEIGHT * 3);
  const cosine = Math.cos(box.angle);
  const sine = Math.sin(box.angle);
  const [stepX, stepY] = [box.width / width, box.height / LINE_HEIGHT];
  /** So many samples a pixel each way, that a large line loses no thin stroke. */
  const samples = Math.max(1, Math.min(4, Math.round(stepY)));
  const sum = new Float64Array(3);
  for (let row = 0, to = 0; row < LINE_HEIGHT; row++)
    for (let column = 0; column < width; column++, to += 3) {
      sum.fill(0);
      for (let down = 0; down < samples; down++)
        for (let over = 0; over < samples; over++) {
          const u = (column + (over + 0.5) / samples) * stepX - box.width / 2;
          const v = (row + (down + 0.5) / samples) * stepY - box.height / 2;
          addSample(picture, box.centerX + u * cosine - v * sine, box.centerY + u * sine + v * cosine, sum);
        }
      for (let channel = 0; channel < 3; channel++)
        rgb[to + channel] = Math.round((sum[channel] ?? 0) / (samples * samples));
    }
  return { width, rgb };
}

function addSample({ width, height, rgb }: Picture, x: number, y: number, sum: Float64Array): void {
  const [left, top] = [Math.floor(x - 0.5), Math.floor(y - 0.5)];
  const [right, low] = [x - 0.5 - left, y - 0.5 - top];
  for (let corner = 0; corner < 4; corner++) {
    const column = left + (corner & 1);
    const row = top + (corner >> 1);
    const weight = (corner & 1 ? right : 1 - right) * (corner >> 1 ? low : 1 - low);
    const isInside = column >= 0 && row >= 0 && column < width && row < height;
    const from = 3 * (row * width + column);
    for (let channel = 0; channel < 3; channel++)
      sum[channel] = (sum[channel] ?? 0) + weight * (isInside ? (rgb[from + channel] ?? 255) : 255);
  }
}

/** A longer line is read in pieces: the recogniser's memory grows with the square of the length. */
const LONGEST = 2_400;
/** Where it may be cut: within so many pixels before that. */
const CUT_WITHIN = 300;

/** The piece's crop, and where it begins in the whole. */
export interface Piece extends Crop {
  readonly start: number;
}

/** Cuts a long line where least ink stands. */
export function piecesOf(crop: Crop): Piece[] {
  const pieces: Piece[] = [];
  let start = 0;
  while (crop.width - start > LONGEST) {
    let cut = start + LONGEST;
    let least = Infinity;
    for (let column = start + LONGEST - CUT_WITHIN; column < start + LONGEST; column++) {
      const ink = inkOf(crop, column);
      if (ink < least) [least, cut] = [ink, column];
    }
    pieces.push(part(crop, start, cut));
    start = cut;
  }
  pieces.push(part(crop, start, crop.width));
  return pieces;
}

/** How far a column is from even: the sum of the steps of green between its rows. */
function inkOf({ width, rgb }: Crop, column: number): number {
  let ink = 0;
  for (let row = 1; row < LINE_HEIGHT; row++) {
    const at = 3 * (row * width + column) + 1;
    ink += Math.abs((rgb[at] ?? 0) - (rgb[at - 3 * width] ?? 0));
  }
  return ink;
}

export function part({ width, rgb }: Crop, start: number, end: number): Piece {
  if (start === 0 && end === width) return { start, width, rgb };
  const cut = new Uint8Array((end - start) * LINE_HEIGHT * 3);
  for (let row = 0; row < LINE_HEIGHT; row++)
    cut.set(rgb.subarray(3 * (row * width + start), 3 * (row * width + end)), 3 * row * (end - start));
  return { start, width: end - start, rgb: cut };
}
