import sharp, { type Sharp } from 'sharp';
import type { ScanFile, ScanImage } from '../../../core/ports/scanner.ts';
import type { Picture } from '../types.ts';
import { decodeBitmap, isBitmap } from './bitmap.ts';

/** A picture of more is refused: A3 at 600 dpi has 70 million. */
const MOST_PIXELS = 120_000_000;
/** Print is read as well at 200 dpi (A4: 1654 × 2339) as above, and in less memory. */
const LONGEST_SIDE = 2_400;
/** A smaller picture is made larger, at most so many times: characters of 12 pixels and borders of one are hard to tell apart. */
const SHORTEST_SIDE = 1_400;
const MOST_GROWTH = 2;

/** Bytes that are no picture, or a damaged one, or one of another kind. */
export class NotAPicture extends Error {
  override readonly name = 'NotAPicture';
}

/**
 * Decodes a picture, turned as its camera says, on white where it is transparent, and made smaller where its long side has more
 * than 2,400 pixels. Reads JPEG, PNG, BMP, TIFF, WebP.
 * @throws NotAPicture
 */
export async function decodePicture(image: ScanImage): Promise<Picture> {
  try {
    return await decode(image);
  } catch (error) {
    throw new NotAPicture('the picture cannot be read', { cause: error });
  }
}

async function decode(image: ScanImage): Promise<Picture> {
  const raw =
    'pixels' in image ? image : isBitmap(image.bytes) ? decodeBitmap(image.bytes, MOST_PIXELS) : null;
  if (raw !== null) {
    const { width, height, pixels } = raw;
    return finish(sharp(pixels, { raw: { width, height, channels: 4 }, limitInputPixels: MOST_PIXELS }), 1);
  }
  const { bytes, page = 1 } = image as ScanFile;
  const decoder = sharp(bytes, { page: page - 1, limitInputPixels: MOST_PIXELS, failOn: 'truncated' });
  const { pages = 1 } = await decoder.metadata();
  return finish(decoder.autoOrient(), pages);
}

async function finish(decoder: Sharp, pages: number): Promise<Picture> {
  const { width: across, height: down } = await decoder.metadata();
  const longest = Math.max(across, down);
  const side = Math.min(LONGEST_SIDE, Math.max(longest, Math.min(SHORTEST_SIDE, MOST_GROWTH * longest)));
  const { data, info } = await decoder
    .flatten({ background: '#fff' })
    .toColourspace('srgb')
    .resize({ width: side, height: side, fit: 'inside' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  return { width, height, rgb: channels === 3 ? data : toRgb(data, channels), pages };
}

function toRgb(data: Uint8Array, channels: number): Uint8Array {
  const rgb = new Uint8Array((data.length / channels) * 3);
  for (let from = 0, to = 0; from < data.length; from += channels, to += 3)
    for (let channel = 0; channel < 3; channel++)
      rgb[to + channel] = data[from + (channels < 3 ? 0 : channel)] ?? 0;
  return rgb;
}

/** The same picture in another size; without steps where it becomes smaller. */
export async function resizePicture({ width, height, rgb }: Picture, to: Size): Promise<Uint8Array> {
  return sharp(rgb, { raw: { width, height, channels: 3 } })
    .resize({ ...to, fit: 'fill' })
    .raw()
    .toBuffer();
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Turns a picture clockwise by so many quarters. */
export async function turnPicture(picture: Picture, quarters: number): Promise<Picture> {
  const { width, height, rgb, pages } = picture;
  const { data, info } = await sharp(rgb, { raw: { width, height, channels: 3 } })
    .rotate(90 * quarters)
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, rgb: data, pages };
}

/** How bright each pixel is, 0 to 255. */
export function brightnessOf({ width, height, rgb }: Picture): Uint8Array {
  const brightness = new Uint8Array(width * height);
  for (let at = 0, from = 0; at < brightness.length; at++, from += 3)
    brightness[at] = (77 * (rgb[from] ?? 0) + 150 * (rgb[from + 1] ?? 0) + 29 * (rgb[from + 2] ?? 0)) >> 8;
  return brightness;
}
