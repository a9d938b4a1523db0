import { displayWidth, type Line, usualGap } from './lines.ts';
import { isHeadingLine } from './structure/headings.ts';

/** A line shorter than the widest by more than this (display columns) ends a paragraph. */
const RAGGED = 6;
const NARROWEST = 24;
const WIDEST = 200;
const SENTENCE_END = /[。！!？?；;…：:][”’」』）)】》"']*$/u;
const STARTS_ITEM =
  /^(?:#{1,6}\s|[-*•·●□■]\s|第[一二三四五六七八九十\d]+[章节条]|[一二三四五六七八九十]+[、.．]|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}(?:[、．]|\.(?!\d))|[①-⑳])/u;

export function endsSentence(text: string): boolean {
  return SENTENCE_END.test(text);
}

/** Whether a line opens a list item or a numbered heading: it continues nothing. */
export function startsItem(text: string): boolean {
  return STARTS_ITEM.test(text);
}

/** Latin words keep a space between them where a line ended; Han characters and figures meet directly. */
export function join(before: string, after: string): string {
  const space = /[A-Za-z,.;]$/.test(before) && /^[A-Za-z]/.test(after) ? ' ' : '';
  return before + space + after;
}

/**
 * Puts the lines of a report that was broken at a fixed width together into paragraphs. The evidence for such a
 * report: most lines that another follows directly are of one width, and end in the middle of a sentence.
 */
export function unwrap<L extends Line>(lines: readonly L[]): L[] {
  const usual = usualGap(lines);
  const width = wrapWidth(lines, usual);
  if (width === undefined) return [...lines];
  const margin = Math.min(...lines.map((line) => line.indent));
  const paragraphs: L[] = [];
  let lastLine: Line | undefined;
  for (const line of lines) {
    const open = paragraphs.at(-1);
    const continues =
      open !== undefined &&
      lastLine !== undefined &&
      line.gap <= usual &&
      line.indent <= margin + 1 &&
      !startsItem(line.text) &&
      isFull(lastLine, width) &&
      !(endsSentence(lastLine.text) && standsAlone(line, width));
    if (continues) paragraphs[paragraphs.length - 1] = { ...open, text: join(open.text, line.text) };
    else paragraphs.push(line);
    lastLine = line;
  }
  return paragraphs;
}

function isFull(line: Line, width: number): boolean {
  return displayWidth(line.text) + line.indent >= width - RAGGED;
}

/** A short line without a sentence's end after a finished one: a heading. */
function standsAlone(line: Line, width: number): boolean {
  return isHeadingLine(line.text) && !isFull(line, width);
}

/** The width (display columns) that the lines were broken at; undefined for a report with a paragraph a line. */
function wrapWidth(lines: readonly Line[], usual: number): number | undefined {
  const followed = lines.filter((_, at) => {
    const next = lines[at + 1];
    return next !== undefined && next.gap <= usual;
  });
  const widths = followed.map((line) => displayWidth(line.text) + line.indent).sort((a, b) => a - b);
  const width = widths[Math.floor(widths.length * 0.9)];
  if (width === undefined || width < NARROWEST || width > WIDEST) return undefined;
  const full = followed.filter((line) => isFull(line, width));
  const cut = full.filter((line) => !endsSentence(line.text));
  const overlong = widths.filter((other) => other > width + RAGGED).length;
  const wrapped =
    full.length >= 3 &&
    full.length >= followed.length * 0.5 &&
    cut.length >= full.length * 0.6 &&
    overlong <= followed.length * 0.05;
  return wrapped ? width : undefined;
}
