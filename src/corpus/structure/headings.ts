/** A heading is no longer than this (characters). */
const MAX_HEADING = 44;

/** Numbered headings from the outermost: 第一章, 一、, (一), 1., (1). */
const NUMBERED: readonly (readonly [RegExp, number])[] = [
  [/^第[一二三四五六七八九十百\d]+[章编篇部]/u, 10],
  [/^第[一二三四五六七八九十百\d]+[节]/u, 11],
  [/^[一二三四五六七八九十]+[、.．]/u, 12],
  [/^[一二三四五六七八九十]+是/u, 12],
  [/^[(（][一二三四五六七八九十]+[)）]/u, 13],
  [/^\d{1,2}(?:[、．]|\.(?!\d))/u, 14],
  [/^[(（]\d{1,2}[)）]|^[①-⑳]/u, 15],
];
/** The level of a heading without a number. */
export const UNNUMBERED = 20;

/**
 * Whether a line can be a heading: short, without a sentence's end, no list item, no table row, no figure behind a
 * label, no date. Markdown's `#` always makes one.
 */
export function isHeadingLine(line: string): boolean {
  if (/^#{1,6}\s+\S/u.test(line)) return true;
  if (line.length > MAX_HEADING || !/[\p{Script=Han}\p{L}]/u.test(line)) return false;
  if (/[。！!；;…|]|[？?](?!.)|[,，、：:（(《“‘—-]$/u.test(line)) return false;
  if (/^[-*+•·●○◆■□➢►]\s*\S/u.test(line)) return false;
  if (/[:：].*\d/u.test(line)) return false;
  if (/^[\d〇零一二三四五六七八九十]{2,4}年.{0,8}[日月]$/u.test(line)) return false;
  return isBalanced(line);
}

/** The number of the heading's level: the smaller, the further out. */
export function levelOf(line: string): number {
  const marks = /^(#{1,6})\s/u.exec(line)?.[1];
  if (marks !== undefined) return marks.length;
  return NUMBERED.find(([pattern]) => pattern.test(line))?.[1] ?? UNNUMBERED;
}

const PAIRS: Readonly<Record<string, string>> = { '《': '》', '(': ')', '（': '）', '“': '”' };

/** Whether every opening bracket or quotation mark of the line is closed in it. */
function isBalanced(line: string): boolean {
  return unclosed(line) === '' && unopened(line) === '';
}

/** The last bracket or quotation mark that the text opens and does not close; empty if none. */
export function unclosed(text: string): string {
  const open: string[] = [];
  for (const unit of text) {
    if (unit in PAIRS) open.push(unit);
    else if (PAIRS[open.at(-1) ?? ''] === unit) open.pop();
  }
  return open.at(-1) ?? '';
}

/** The first closing bracket or quotation mark that the text does not open; empty if none. */
export function unopened(text: string): string {
  const open: string[] = [];
  for (const unit of text) {
    if (unit in PAIRS) open.push(unit);
    else if (Object.values(PAIRS).includes(unit)) {
      if (PAIRS[open.at(-1) ?? ''] === unit) open.pop();
      else if (!open.some((opened) => PAIRS[opened] === unit)) return unit;
    }
  }
  return '';
}

/** A heading's words without Markdown's marks. */
export function plainHeading(line: string): string {
  return line
    .replace(/^#{1,6}\s+/u, '')
    .replace(/\s+#+$/u, '')
    .trim();
}
