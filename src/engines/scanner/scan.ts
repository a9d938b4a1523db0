import type { Scan, ScanImage, ScanLine } from '../../core/ports/scanner.ts';
import { checkFigures } from './figures.ts';
import { skewOf, turned } from './lines/boxes.ts';
import { type Crop, cropBox, LINE_HEIGHT, piecesOf } from './lines/crops.ts';
import { cutAtRules } from './lines/cuts.ts';
import { detectText } from './lines/detection.ts';
import { liesOnItsSide, standsOnItsHead } from './lines/orientation.ts';
import { type Read, recogniseLines } from './lines/recognition.ts';
import type { Models } from './models.ts';
import { overInk } from './picture/ink.ts';
import { brightnessOf, decodePicture, turnPicture } from './picture/picture.ts';
import { darkPixels, levelled } from './picture/plane.ts';
import { findRules } from './picture/rules.ts';
import type { Box, Picture } from './types.ts';

/** Radians; less is as good as level. */
const LEVEL = 0.0015;

/**
 * Reads a picture of a page: turned upright and level, its lines cut at the rules of tables.
 * @param checkStop throws where nobody waits any more; it is called between the steps.
 * @throws NotAPicture
 */
export async function scanPage(models: Models, image: ScanImage, checkStop: () => void): Promise<Scan> {
  const { picture, boxes } = await upright(models, await decodePicture(image), checkStop);
  const angle = skewOf(boxes);
  const skew = Math.abs(angle) < LEVEL ? 0 : angle;
  const { width, height, pages } = picture;
  const dark = darkPixels(levelled({ width, height, brightness: brightnessOf(picture) }, skew));
  const level = overInk(
    boxes.map((box) => turned(box, -skew, picture)),
    dark,
  );
  const rules = findRules(dark, level);
  checkStop();
  const parts = level.flatMap((box) => cutAtRules(box, rules));
  const cuts = parts.flatMap((box) =>
    piecesOf(cropBox(picture, turned(box, skew, picture))).map((crop) => ({ box, crop })),
  );
  const crops = cuts.map(({ crop }) => crop);
  const first = await recogniseLines(models, crops, checkStop);
  const read = await checkFigures(models, crops, first, checkStop);
  const lines = cuts.flatMap(({ box, crop }, at) => lineOf(box, crop, read[at] ?? []));
  return { width, height, pages, lines, rules };
}

/** The picture as it is read, with the boxes of its lines. */
async function upright(
  models: Models,
  picture: Picture,
  checkStop: () => void,
): Promise<{ readonly picture: Picture; readonly boxes: readonly Box[] }> {
  checkStop();
  const boxes = await detectText(models, picture);
  checkStop();
  const isOnSide = liesOnItsSide(boxes);
  const standing = isOnSide ? await turnPicture(picture, 1) : picture;
  const found = isOnSide ? await detectText(models, standing) : boxes;
  if (!(await standsOnItsHead(models, standing, found))) return { picture: standing, boxes: found };
  return {
    picture: await turnPicture(standing, 2),
    boxes: found.map((box) => ({
      ...box,
      centerX: standing.width - box.centerX,
      centerY: standing.height - box.centerY,
    })),
  };
}

/** The line that was read in a box, from `crop.start` on; none where nothing was. */
function lineOf(box: Box, crop: Crop & { readonly start: number }, read: readonly Read[]): ScanLine[] {
  const scale = box.height / LINE_HEIGHT;
  const left = box.centerX - box.width / 2 + crop.start * scale;
  const centers = read.map(({ center }) => left + center * scale);
  const edges = read.map((_, at) => {
    const [before, here] = [centers[at - 1], centers[at] ?? 0];
    return before === undefined ? here - firstHalf(centers, box) : (before + here) / 2;
  });
  const last = centers.at(-1);
  if (last === undefined) return [];
  edges.push(last + firstHalf([...centers].reverse(), box));
  const characters = read.flatMap(({ text, probability, missed }, at) => {
    const [start = 0, end = 0] = [edges[at], edges[at + 1]];
    const confidence = Math.min(probability, 1 - missed);
    return Array.from({ length: text.length }, () => ({ x: start, width: end - start, confidence }));
  });
  const [start = 0, end = 0] = [edges[0], edges.at(-1)];
  return [
    {
      text: read.map(({ text }) => text).join(''),
      x: start,
      width: end - start,
      y: box.centerY - box.height / 2,
      height: box.height,
      characters,
      confidence: read.reduce((sum, { probability }) => sum + probability, 0) / read.length,
    },
  ];
}

/** Half the width of the first character: half way to the second, and no more than a Han character's half. */
function firstHalf([first, second]: readonly number[], { height }: Box): number {
  const half = 0.36 * height;
  return first === undefined || second === undefined
    ? half / 2
    : Math.min(half, Math.abs(second - first) / 2);
}
