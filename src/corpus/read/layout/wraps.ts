/** What cannot stand at the end of a line, and what cannot begin one. */
const OPENING = /[“‘（(《〈【[「『〔]/u;
const CLOSING = /^[，。、；：？！”’）)》〉】\]」』〕,.;:?!%％…—～]/u;
/** A word of Latin letters or a figure with its marks. */
const WORD = /^[\p{Script=Latin}\d.,%:/+*~@_\-‑–]+/u;

const WIDE = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef“”‘’—…·①-⑳]/u;

/** What programs of offices leave at a line's end although it would fit (parts of the font's size). */
const SLACK = 0.6;

/**
 * How wide the beginning of a line is that cannot be parted: it goes to the next line where less room is left. In parts of
 * the font's size.
 */
export function firstWidth(text: string): number {
  let at = 0;
  while (OPENING.test(text.charAt(at))) at++;
  const word = WORD.exec(text.slice(at, at + 80))?.[0].length ?? 0;
  at += word > 0 ? word : 1;
  while (at < text.length && CLOSING.test(text.charAt(at))) at++;
  return widthIn(text.slice(0, at));
}

/** Whether a line was ended because the next one's beginning had no place in the room that was left (parts of the size). */
export function isWrapped(room: number, next: string): boolean {
  return room < SLACK || room < firstWidth(next) + SLACK;
}

/** Where a line was set to end: a mark at its end may hang over the edge. */
export function setEnd({ text, right, size }: { text: string; right: number; size: number }): number {
  return /[，。、；：]$/u.test(text) ? right - size : right;
}

/** Whether a line cannot begin so: it goes on from the one above. */
export function cannotBegin(text: string): boolean {
  return /^[，。、；：？！”’）》〉】」』〕％…]/u.test(text);
}

/**
 * What stands between two halves of a line that was wrapped: Latin words keep a blank, everything else meets directly. No program
 * breaks a figure that has room on a line: where one ends the half and the next begins with one, they are two.
 * @param width of a line, in parts of the font's size.
 */
export function wrapBlank(before: string, after: string, width: number): '' | ' ' {
  const [end, start] = [
    /[\d.,]*\d$/u.exec(before.slice(-40))?.[0],
    /^\d[\d.,]*/u.exec(after.slice(0, 40))?.[0],
  ];
  if (end !== undefined && start !== undefined) return widthIn(end + start) <= width ? ' ' : '';
  return /[A-Za-z,.;]$/u.test(before) && /^[A-Za-z]/u.test(after) ? ' ' : '';
}

const LATIN_WIDTH = 0.55;

/** How wide a text is in a usual font, in parts of its size. */
export function widthIn(text: string): number {
  let width = 0;
  for (const unit of text) width += WIDE.test(unit) ? 1 : LATIN_WIDTH;
  return width;
}
