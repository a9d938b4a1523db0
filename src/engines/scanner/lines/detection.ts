import { type Models, runModel } from '../models.ts';
import { resizePicture } from '../picture/picture.ts';
import type { Box, Picture } from '../types.ts';
import { grown, scaled, smallestBox } from './boxes.ts';
import { components, pixelRuns } from './components.ts';

/** Pixels of the long side that is looked at: an A4 page at 115 dpi. Memory grows with its square. */
const LONGEST_SIDE = 1_344;
/** The model halves a picture five times. */
const STEP = 32;
/** As the models were trained: blue, green, red. */
const MEANS = [0.485, 0.456, 0.406];
const DEVIATIONS = [0.229, 0.224, 0.225];
/** A pixel is text, and a patch of them is, from these probabilities on. */
const PIXEL = 0.3;
const PATCH = 0.55;
/** The model marks the middle of a line. */
const GROWTH = 1.6;
/** Pixels; smaller is dirt. */
const LOWEST = 3;
/** A page has fewer lines. */
const MOST_BOXES = 2_000;

/** The boxes of a picture's lines of text, in no order. */
export async function detectText(models: Models, picture: Picture): Promise<Box[]> {
  const factor = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
  const width = Math.max(1, Math.round(picture.width * factor));
  const height = Math.max(1, Math.round(picture.height * factor));
  const rgb = factor === 1 ? picture.rgb : await resizePicture(picture, { width, height });
  const [columns, rows] = [STEP * Math.ceil(width / STEP), STEP * Math.ceil(height / STEP)];
  const input = toInput(rgb, width, height, columns, rows);
  const { data } = await runModel(models.detection, input, [1, 3, rows, columns]);
  const runs = pixelRuns(columns, rows, (at) => (data[at] ?? 0) > PIXEL);
  return components(runs)
    .filter((patch) => meanOf(patch, data, columns) > PATCH)
    .map(smallestBox)
    .filter(({ width: long, height: high }) => Math.min(long, high) >= LOWEST)
    .slice(0, MOST_BOXES)
    .map((box) => scaled(grown(box, GROWTH), 1 / factor));
}

/** The picture in the upper left corner, the rest white. */
function toInput(
  rgb: Uint8Array,
  width: number,
  height: number,
  columns: number,
  rows: number,
): Float32Array {
  const plane = columns * rows;
  const input = new Float32Array(3 * plane);
  for (let channel = 0; channel < 3; channel++) {
    const [mean = 0, deviation = 1] = [MEANS[channel], DEVIATIONS[channel]];
    const levels = Float32Array.from({ length: 256 }, (_, level) => (level / 255 - mean) / deviation);
    input.fill(levels[255] ?? 0, channel * plane, (channel + 1) * plane);
    for (let row = 0; row < height; row++)
      for (let column = 0; column < width; column++)
        input[channel * plane + row * columns + column] =
          levels[rgb[3 * (row * width + column) + 2 - channel] ?? 0] ?? 0;
  }
  return input;
}

function meanOf(
  patch: readonly { readonly row: number; readonly start: number; readonly end: number }[],
  data: Float32Array,
  columns: number,
): number {
  let sum = 0;
  let count = 0;
  for (const { row, start, end } of patch) {
    for (let at = row * columns + start; at < row * columns + end; at++) sum += data[at] ?? 0;
    count += end - start;
  }
  return sum / count;
}
