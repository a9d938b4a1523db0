import { fold } from '../core/language/text.ts';
import type { Span } from '../core/types.ts';
import { assemble, type Origins } from './clean/assemble.ts';
import { captionsOut, PICTURE_GAP } from './clean/captions.ts';
import { UNIT } from './clean/cuts.ts';
import { startsItem } from './clean/forms.ts';
import { joinHalves } from './clean/halves.ts';
import { withoutInstructions } from './clean/instructions.ts';
import { withTables } from './clean/tables.ts';
import {
  type Aside,
  asideOf,
  type KeptLine,
  type Line,
  normaliseCharacters,
  type Paragraph,
  shiftedMarks,
  splitTail,
  toLines,
} from './lines.ts';
import type { TextLine } from './structure/blocks.ts';
import { isHeadingLine } from './structure/headings.ts';
import { unwrap } from './unwrap.ts';

export interface Cleaned {
  /**
   * A paragraph, heading, item or row a line; a blank line where the report left more space than usual. The cells of a
   * row are parted by one tab, and no other tab stands in it.
   */
  readonly text: string;
  /** Its lines in order, with what the layout says that they are. */
  readonly lines: readonly TextLine[];
  /** Unfinished clauses whose continuation is missing, and beginnings whose first half is. */
  readonly damage: readonly Span[];
  /** Where the text stands in its file, in order; absent where the lines do not say it. */
  readonly origins?: Origins;
  /** Captions, bylines, headers and boilerplate, in order: no part of any sentence. */
  readonly setAside: readonly string[];
}

export interface CleanOptions {
  /** Whether a dictionary holds the word: evidence that two halves belong together. */
  readonly isWord?: (word: string) => boolean;
}

/** Stands for a character that was not read for sure, as in editions of old texts. */
const UNREAD = '□';

/** A title that returns on every page stays where it stands first. */
const TITLE_LINES = 3;

/**
 * Makes a report's text readable as sentences: joins what lines, columns and pages broke, takes out what stands
 * between, and marks what is lost. Pure; every character that stays is the report's own.
 */
export function clean(raw: string, options: CleanOptions = {}): Cleaned {
  return cleanLines(withTables(toLines(normaliseCharacters(raw))), options);
}

/**
 * The same for lines that a format has read: one that has a form is as it is, and joined with no other.
 * @param wrapped whether lines may be parts of paragraphs, as in a text file.
 */
export function cleanLines(
  lines: readonly Line[],
  { isWord = () => false }: CleanOptions = {},
  { wrapped = true }: { readonly wrapped?: boolean } = {},
): Cleaned {
  const setAside: string[] = [];
  const kept = takeAsides(lines.map(withoutDoubts), setAside);
  const paragraphs = withoutOrders(wrapped ? unwrap(kept, isWord) : kept, setAside);
  const whole = paragraphs.map((line): Paragraph => ({ ...line, lostEnd: false, lostStart: false }));
  const blocks = joinHalves(captionsOut(whole, setAside), setAside, isWord);
  return { ...assemble(blocks), setAside };
}

/** A hole where the file was not read for sure: what stands there can be neither quoted nor shown to a model. */
function withoutDoubts(line: Line): Line {
  if (line.doubts === undefined || line.doubts.length === 0) return line;
  const hide = (text: string, by: number) =>
    (line.doubts ?? []).reduce((shown, { start, end }) => {
      const [from, to] = [Math.max(0, start - by), Math.max(0, Math.min(end - by, shown.length))];
      return shown.slice(0, from) + shown.slice(from, to).replaceAll(/\S/gu, UNREAD) + shown.slice(to);
    }, text);
  if (line.form?.cells === undefined) return { ...line, text: hide(line.text, 0) };
  let at = 0;
  const cells = line.form.cells.map((cell) => {
    const text = hide(cell.text, at);
    at += cell.text.length + 1;
    return { ...cell, text };
  });
  return { ...line, text: hide(line.text, 0), form: { ...line.form, cells } };
}

/** Takes out what is written for a machine, so that it is neither quoted nor shown to a model. */
function withoutOrders(lines: readonly KeptLine[], setAside: string[]): KeptLine[] {
  return lines.flatMap((line) => {
    const { text, instructions } = withoutInstructions(line.text);
    if (instructions.length === 0) return [line];
    const isWhole = text.trim() === '' || line.form !== undefined;
    setAside.push(...(isWhole ? [line.text] : instructions));
    const cut = text.indexOf(text.trim());
    return isWhole ? [] : [{ ...line, ...shiftedMarks(line, -cut), text: text.trim() }];
  });
}

/** Takes out the lines that are boilerplate by their own words, and lines that return on every page. */
function takeAsides(lines: readonly Line[], setAside: string[]): KeptLine[] {
  const counts = new Map<string, number>();
  for (const { text, form } of lines)
    if (text.length <= 40 && form === undefined) counts.set(text, (counts.get(text) ?? 0) + 1);
  const kept: KeptLine[] = [];
  const isFirstTitle = (at: number) =>
    at < TITLE_LINES && lines.findIndex(({ text }) => text === lines[at]?.text) === at;
  let gap = 0;
  let afterAside = false;
  lines.forEach((line, at) => {
    if (line.form !== undefined) {
      kept.push({ ...line, gap: Math.max(gap, line.gap), afterAside });
      gap = 0;
      afterAside = false;
      return;
    }
    const aside: Aside | undefined = isPageNumber(lines, at)
      ? 'page'
      : (asideOf(line.text, at, lines.length) ??
        (isRunningHead(line.text, counts) && !isFirstTitle(at) ? 'page' : undefined));
    if (aside !== undefined) {
      if (aside !== 'rule') setAside.push(line.text);
      gap = Math.max(gap, line.gap);
      afterAside ||= aside !== 'rule';
      if (aside === 'rule') gap += PICTURE_GAP;
      return;
    }
    const { text, tail } = splitTail(line.text);
    kept.push({ ...line, text, gap: Math.max(gap, line.gap), afterAside });
    if (tail !== undefined) setAside.push(tail);
    gap = 0;
    afterAside = false;
  });
  return kept;
}

/** A bare number between two lines, unless a figure was broken there: its unit would come next. */
function isPageNumber(lines: readonly Line[], at: number): boolean {
  const line = lines[at];
  if (line === undefined || !/^\d{1,4}$/u.test(fold(line.text))) return false;
  const next = lines[at + 1]?.text ?? '';
  return !UNIT.test(next) && !/^[\d,，.%％|]/u.test(next) && !/[\d,.|]$/u.test(lines[at - 1]?.text ?? '');
}

/** The same short line three times or more, not a sentence: the head or foot of a page. */
function isRunningHead(text: string, counts: ReadonlyMap<string, number>): boolean {
  return (counts.get(text) ?? 0) >= 3 && isHeadingLine(text) && !startsItem(text) && text.length >= 4;
}
