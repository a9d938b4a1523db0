import { fold } from '../core/language/text.ts';
import type { Span } from '../core/types.ts';
import { assemble } from './clean/assemble.ts';
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
  /** Captions, bylines, headers and boilerplate, in order: no part of any sentence. */
  readonly setAside: readonly string[];
}

export interface CleanOptions {
  /** Whether a dictionary holds the word: evidence that two halves belong together. */
  readonly isWord?: (word: string) => boolean;
}

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
  const kept = takeAsides(lines, setAside);
  const paragraphs = withoutOrders(wrapped ? unwrap(kept, isWord) : kept, setAside);
  const whole = paragraphs.map((line): Paragraph => ({ ...line, lostEnd: false, lostStart: false }));
  const blocks = joinHalves(captionsOut(whole, setAside), setAside, isWord);
  return { ...assemble(blocks), setAside };
}

/** Takes out what is written for a machine, so that it is neither quoted nor shown to a model. */
function withoutOrders(lines: readonly KeptLine[], setAside: string[]): KeptLine[] {
  return lines.flatMap((line) => {
    const { text, instructions } = withoutInstructions(line.text);
    if (instructions.length === 0) return [line];
    const isWhole = text.trim() === '' || line.form !== undefined;
    setAside.push(...(isWhole ? [line.text] : instructions));
    return isWhole ? [] : [{ ...line, text: text.trim() }];
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
    kept.push({ text, indent: line.indent, gap: Math.max(gap, line.gap), afterAside });
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
