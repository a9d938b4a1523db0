import { components, pixelRuns } from '../lines/components.ts';
import type { Box } from '../types.ts';
import type { DarkPixels } from './plane.ts';

/** What is drawn in one piece: its edges, its pixels. */
interface Patch {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Pixels of a piece that is no dirt. */
const LEAST_PIXELS = 12;
/** Pieces of ink outside all lines: a page has fewer. */
const MOST_PATCHES = 4_000;
/** How far from a line's end (of its height) its ink may lie, and what part of its height ink is at most high. */
const NEAR = 0.75;
const HIGHEST = 1;
/** How far a line goes on beyond its last ink (of its height). */
const MARGIN = 0.12;
/** Rows that a page is parted into, to look for what lies beside a line. Pixels. */
const BAND = 64;

/**
 * Level lines, each as long as its ink: thin characters at its ends (一、) are often left out where the model marks a line. Linear
 * in the pixels, and in the lines times the pieces of ink beside them.
 */
export function overInk(boxes: readonly Box[], { width, height, dark }: DarkPixels): Box[] {
  const bands = new Map<number, Patch[]>();
  const patches = components(pixelRuns(width, height, (at) => dark[at] === 1))
    .filter((runs) => runs.reduce((sum, { start, end }) => sum + end - start, 0) >= LEAST_PIXELS)
    .map(
      (runs): Patch => ({
        left: runs.reduce((least, { start }) => Math.min(least, start), width),
        right: runs.reduce((most, { end }) => Math.max(most, end), 0),
        top: runs[0]?.row ?? 0,
        bottom: (runs.at(-1)?.row ?? 0) + 1,
      }),
    );
  const covered = (patch: Patch) => boxes.some((box) => isInside(patch, box));
  for (const patch of patches.filter((one) => !covered(one)).slice(0, MOST_PATCHES)) {
    const band = Math.floor((patch.top + patch.bottom) / 2 / BAND);
    const beside = bands.get(band);
    if (beside === undefined) bands.set(band, [patch]);
    else beside.push(patch);
  }
  return boxes.map((box) => {
    const [first, last] = [box.centerY - box.height / 2, box.centerY + box.height / 2];
    const beside: Patch[] = [];
    for (let band = Math.floor(first / BAND); band <= Math.floor(last / BAND); band++)
      beside.push(...(bands.get(band) ?? []).filter((patch) => isBeside(patch, box)));
    return stretched(box, beside);
  });
}

function isInside({ left, right, top, bottom }: Patch, { centerX, centerY, width, height }: Box): boolean {
  return (
    left >= centerX - width / 2 - 1 &&
    right <= centerX + width / 2 + 1 &&
    Math.abs((top + bottom) / 2 - centerY) < height / 2
  );
}

/** Whether ink stands on the height of a line, and is no higher: no rule. */
function isBeside({ top, bottom }: Patch, { centerY, height }: Box): boolean {
  return bottom - top <= HIGHEST * height && Math.abs((top + bottom) / 2 - centerY) < 0.45 * height;
}

function stretched(box: Box, beside: readonly Patch[]): Box {
  let left = box.centerX - box.width / 2;
  let right = box.centerX + box.width / 2;
  const near = NEAR * box.height;
  for (const patch of [...beside].sort((a, b) => b.right - a.right))
    if (
      patch.left < left &&
      patch.right < right &&
      left - patch.right < near &&
      patch.right - patch.left < 2 * box.height
    )
      left = patch.left - MARGIN * box.height;
  for (const patch of [...beside].sort((a, b) => a.left - b.left))
    if (
      patch.right > right &&
      patch.left > left &&
      patch.left - right < near &&
      patch.right - patch.left < 2 * box.height
    )
      right = patch.right + MARGIN * box.height;
  return { ...box, centerX: (left + right) / 2, width: right - left };
}
