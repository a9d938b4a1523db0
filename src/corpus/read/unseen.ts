import { papers } from '../../wording/papers.ts';

/** Red, green and blue as one number: 0xff0000 is red. */
export type Colour = number;
/** What text stands on; undefined where the file does not tell it. */
export type Ground = Colour | undefined;

export const WHITE: Colour = 0xffffff;
/** Colours are the same to an eye whose red, green and blue (0 to 255) are no further apart each. */
const SAME = 0x0f;

/** The colour of `FF0000` or, with its opacity before it, `FFFF0000`; undefined for anything else, as `auto`. */
export function colourOf(hex: string | undefined): Colour | undefined {
  const digits = /^#?(?:[0-9a-f]{2})?([0-9a-f]{6})$/iu.exec(hex ?? '')?.[1];
  return digits === undefined ? undefined : Number.parseInt(digits, 16);
}

/** Whether nobody sees a text: it has the colour of its ground. A text whose colour or ground is not told is seen. */
export function isUnseen(colour: Colour | undefined, ground: Ground): boolean {
  if (colour === undefined || ground === undefined) return false;
  return [16, 8, 0].every((bits) => Math.abs(((colour >> bits) & 0xff) - ((ground >> bits) & 0xff)) <= SAME);
}

/** What of a file was not read, counted in characters that are no blanks. */
export interface LeftOut {
  /** Set as hidden. */
  hidden: number;
  /** In the colour of its ground. */
  pale: number;
  struck: number;
}

export function nothingLeftOut(): LeftOut {
  return { hidden: 0, pale: 0, struck: 0 };
}

/** Characters of a text that are no blanks. */
export function charactersIn(text: string): number {
  return [...text.replaceAll(/\s+/gu, '')].length;
}

/** What is told of it. */
export function leftOutNotes({ hidden, pale, struck }: LeftOut): string[] {
  const kinds = [...(hidden > 0 ? (['hidden'] as const) : []), ...(pale > 0 ? (['pale'] as const) : [])];
  return [
    ...(kinds.length > 0 ? [papers.unseen(kinds, { characters: hidden + pale })] : []),
    ...(struck > 0 ? [papers.struck(struck)] : []),
  ];
}
