import { type Models, runModel } from '../models.ts';
import type { Box, Picture } from '../types.ts';
import { cropBox, part } from './crops.ts';
import { toInput } from './recognition.ts';

/** The model looks at the first 192 columns of a line. */
const WIDTH = 192;
/** So many of a page's longest lines are asked. */
const MOST_LINES = 12;
/** The page is turned where so large a part of them says so. */
const MAJORITY = 0.6;
const SURE = 0.8;

/** Whether a page's lines run from top to bottom: it lies on its side. */
export function liesOnItsSide(boxes: readonly Box[]): boolean {
  const area = (wanted: (box: Box) => boolean) =>
    boxes.filter(wanted).reduce((sum, { width, height }) => sum + width * height, 0);
  return area(({ width, height }) => height > 2 * width) > area(({ width, height }) => width > 2 * height);
}

/** Whether a page stands on its head, by what the model says of its longest lines. */
export async function standsOnItsHead(
  models: Models,
  picture: Picture,
  boxes: readonly Box[],
): Promise<boolean> {
  const longest = [...boxes].sort((a, b) => b.width - a.width).slice(0, MOST_LINES);
  if (longest.length === 0) return false;
  const crops = longest
    .map((box) => cropBox(picture, box))
    .map((crop) => part(crop, 0, Math.min(crop.width, WIDTH)));
  const { data } = await runModel(models.orientation, toInput(crops, WIDTH), [crops.length, 3, 48, WIDTH]);
  const turned = longest.filter((_, at) => (data[2 * at + 1] ?? 0) > SURE).length;
  return turned > MAJORITY * longest.length;
}
