import { normaliseCharacters } from '../../lines.ts';

/*
 * Signs within the text of a paragraph that is not settled yet. No text of a file holds a control character, so none of
 * them can be confused with it.
 */
/** A page that begins by the will of whoever wrote, and one that began where the last program put it. */
export const HARD_PAGE = '\u0001';
export const SOFT_PAGE = '\u0002';
/** Where something struck out stood. */
export const STRUCK = '\u0003';
/** Where small figures above or below the line begin, and where they end. */
export const ABOVE = '\u0004';
export const BELOW = '\u0005';
export const LEVEL = '\u0006';
/** Where a note is referred to. */
export const NOTE = '\u0007';

/** The characters of a file's text; a line end or a blank that keeps words together is a blank. */
export function plain(text: string): string {
  return normaliseCharacters(text).replaceAll(/[\n\u00a0]/gu, ' ');
}
