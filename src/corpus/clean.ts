import { clauses, fold, sentences } from '../core/language/text.ts';
import type { Span } from '../core/types.ts';
import { continuesMark, crossesWord, UNIT, unitFollows } from './clean/cuts.ts';
import { isDateLine, isOfficeLine, startsAnew } from './clean/forms.ts';
import { beginsInside, endsInside } from './clean/loss.ts';
import { withTables } from './clean/tables.ts';
import {
  type Aside,
  asideOf,
  type Cell,
  type Form,
  type Line,
  normaliseCharacters,
  splitTail,
  toLines,
  usualGap,
} from './lines.ts';
import type { LineForm, TextLine } from './structure/blocks.ts';
import { isHeadingLine, unclosed, unopened } from './structure/headings.ts';
import { endsSentence, join, startsItem, unwrap } from './unwrap.ts';

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

interface KeptLine extends Line {
  /** A line was set aside just before it: the space there belongs to that. */
  readonly afterAside: boolean;
}

interface Block extends KeptLine {
  /** Lost text after its last or before its first clause. */
  readonly lostEnd: boolean;
  readonly lostStart: boolean;
}

/** Blank lines beyond the usual that leave room for a picture. */
const PICTURE_GAP = 2;
const MAX_CAPTION = 44;
/** A title that returns on every page stays where it stands first. */
const TITLE_LINES = 3;
/** How far ahead the other half of a broken sentence is looked for. */
const REACH = 8;
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
  const paragraphs = wrapped ? unwrap(kept, isWord) : kept;
  const whole = paragraphs.map((line): Block => ({ ...line, lostEnd: false, lostStart: false }));
  const blocks = joinHalves(captionsOut(whole, setAside), setAside, isWord);
  return { ...assemble(blocks), setAside };
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

/** A single short sentence without a figure. */
function looksLikeCaption(text: string): boolean {
  return (
    text.length <= MAX_CAPTION &&
    /[。.]$/u.test(text) &&
    !/\d/u.test(fold(text)) &&
    sentences(text).length === 1
  );
}

/**
 * Takes out the captions that the layout shows: a lone short sentence behind the space of a picture, and the short
 * ones that follow it directly.
 */
function captionsOut(blocks: readonly Block[], setAside: string[]): Block[] {
  const usual = usualGap(blocks);
  const kept: Block[] = [];
  let afterCaption = false;
  for (const block of blocks) {
    const pictured = kept.length > 0 && block.gap >= usual + PICTURE_GAP;
    if (
      block.form === undefined &&
      looksLikeCaption(block.text) &&
      (pictured || (afterCaption && block.text.length <= MAX_CAPTION / 2))
    ) {
      setAside.push(block.text);
      afterCaption = true;
      continue;
    }
    kept.push(afterCaption ? { ...block, afterAside: true } : block);
    afterCaption = false;
  }
  return kept;
}

/** A paragraph that stops before its sentence does: long, or with brackets open, and no heading or list item. */
function isBroken({ text, form }: Line): boolean {
  if (form !== undefined || endsSentence(text) || /[)）】\]|]$/u.test(text)) return false;
  if (/[,，、（(《“]$/u.test(text) || '《（('.includes(unclosed(text) || ' ')) return true;
  if (isHeadingLine(text) || startsItem(text)) return false;
  return /[。！？；]/u.test(text) || text.length > MAX_CAPTION;
}

/** A paragraph may lack its colon before the items that it announces. */
function introducesList(before: string, next: string): boolean {
  const item = startsItem(next) || /^[一二三四五六七八九十]+是/u.test(next);
  return item && (!isHeadingLine(next) || /(?:以下|如下|下列|下面|包括|分为)[^,，。]{0,16}$/u.test(before));
}

type Fit = 'surely' | 'possibly' | 'no';

/** Whether `after` can be the other half of the broken `before`. */
function fits(before: string, after: Line, usualIndent: number, isWord: (word: string) => boolean): Fit {
  if (after.form !== undefined) return 'no';
  if (UNIT.test(after.text)) return unitFollows(before, after.text) ? 'surely' : 'no';
  const open = unclosed(before);
  const closes = unopened(after.text);
  if ('《（('.includes(open || ' ')) return closes !== '' && '》）)'.includes(closes) ? 'surely' : 'no';
  if (closes !== '' && '》）)'.includes(closes)) return 'no';
  if (continuesMark(after.text)) return 'surely';
  if (isDateLine(after.text) || isOfficeLine(after.text)) return 'no';
  if (crossesWord(before, after.text, isWord)) return 'surely';
  if (startsAnew(after.text) || (usualIndent >= 2 && after.indent >= usualIndent)) return 'no';
  return isHeadingLine(after.text) ? 'no' : 'possibly';
}

function joinHalves(found: readonly Block[], setAside: string[], isWord: (word: string) => boolean): Block[] {
  const blocks = [...found];
  const usualIndent = usualParagraphIndent(blocks);
  for (let at = 0; at < blocks.length; at++) {
    let block = blocks[at];
    if (block === undefined) continue;
    if (at > 0 && block.form === undefined && beginsInside(block.text))
      block = blocks[at] = { ...block, lostStart: true };
    while (block.form === undefined && (isBroken(block) || UNIT.test(blocks[at + 1]?.text ?? ''))) {
      if (!isBroken(block) && fits(block.text, blocks[at + 1] ?? block, 0, isWord) !== 'surely') break;
      const half = otherHalf(blocks, at, usualIndent, isWord);
      if (half === undefined) {
        const next = blocks[at + 1];
        const nextIsHalf = next !== undefined && next.form === undefined && beginsInside(next.text);
        const lost = nextIsHalf || endsInside(block.text, isWord);
        if (lost && !introducesList(block.text, next?.text ?? ''))
          block = blocks[at] = { ...block, lostEnd: true };
        break;
      }
      const [continuation] = blocks.splice(half.at, 1);
      if (half.captions) setAside.push(...blocks.splice(at + 1, half.at - at - 1).map((line) => line.text));
      block = blocks[at] = { ...block, text: join(block.text, continuation?.text ?? '') };
    }
  }
  return blocks;
}

/**
 * Where the other half stands: the next line, or beyond captions and headings the first one that surely fits. A
 * short sentence between is a caption when what follows it fits for sure and it does not.
 */
function otherHalf(
  blocks: readonly Block[],
  at: number,
  usualIndent: number,
  isWord: (word: string) => boolean,
): { at: number; captions: boolean } | undefined {
  const text = blocks[at]?.text ?? '';
  const next = blocks[at + 1];
  if (next === undefined) return undefined;
  const nextFits = fits(text, next, usualIndent, isWord);
  if (nextFits === 'surely') return { at: at + 1, captions: false };
  let captions = looksLikeCaption(next.text) && next.text.length > 4;
  for (let ahead = at + 2; ahead <= Math.min(at + REACH, blocks.length - 1); ahead++) {
    const block = blocks[ahead];
    if (block === undefined) break;
    const between = captions || (nextFits === 'no' && isHeadingLine(blocks[ahead - 1]?.text ?? ''));
    if (between && fits(text, block, usualIndent, isWord) === 'surely') return { at: ahead, captions };
    captions &&= looksLikeCaption(block.text);
    if (!captions && !isHeadingLine(block.text)) break;
  }
  return nextFits === 'possibly' ? { at: at + 1, captions: false } : undefined;
}

/** The indent of a paragraph's first line when most paragraphs have one, else 0. */
function usualParagraphIndent(blocks: readonly Block[]): number {
  const indented = blocks.filter(
    (block) => block.form === undefined && block.indent >= 2 && !isHeadingLine(block.text),
  );
  const paragraphs = blocks.filter((block) => block.form === undefined && !isHeadingLine(block.text));
  return indented.length >= paragraphs.length * 0.6 ? 2 : 0;
}

function assemble(blocks: readonly Block[]): { text: string; lines: TextLine[]; damage: Span[] } {
  const usual = usualGap(blocks);
  const damage: Span[] = [];
  const parts: string[] = [];
  const starts: number[] = [];
  let length = 0;
  blocks.forEach((block, at) => {
    const space = at === 0 ? '' : block.gap >= usual + PICTURE_GAP && !block.afterAside ? '\n\n' : '\n';
    parts.push(space, block.text);
    starts.push(length + space.length);
    length += space.length + block.text.length;
  });
  const text = parts.join('');
  blocks.forEach((block, at) => {
    if (block.form !== undefined) return;
    const start = starts[at] ?? 0;
    const within = { start, end: start + block.text.length };
    const found = block.lostStart || block.lostEnd ? clauses(text, within) : [];
    const first = found[0];
    const last = found.at(-1);
    if (block.lostStart && first) damage.push(first);
    if (block.lostEnd && last) damage.push(last);
    damage.push(...unclosedTitles(text, within, block.lostEnd));
  });
  return { text, lines: linesOf(blocks, starts), damage: merged(damage) };
}

/** The lines with their spans, and the spans of cells and marks. */
function linesOf(blocks: readonly Block[], starts: readonly number[]): TextLine[] {
  const cellsOf: (readonly Span[] | undefined)[] = [];
  return blocks.map(({ text, form }, at): TextLine => {
    const start = starts[at] ?? 0;
    const skipped = text.length - text.trimStart().length;
    const span = { start: start + skipped, end: start + text.length };
    const cells =
      form?.cells && cellSpans(form.cells, start, span, (above, column) => cellsOf[at - above]?.[column]);
    cellsOf.push(cells);
    return form === undefined ? { span } : { span, is: formOf(form, span, cells) };
  });
}

function formOf({ kind, level, mark }: Form, span: Span, cells: readonly Span[] | undefined): LineForm {
  return {
    kind,
    ...(level === undefined ? {} : { level }),
    ...(mark === undefined ? {} : { mark: { start: span.start, end: span.start + mark } }),
    ...(cells === undefined ? {} : { cells }),
  };
}

/** An empty cell is an empty span within the row. */
function cellSpans(
  cells: readonly Cell[],
  start: number,
  row: Span,
  above: (rows: number, column: number) => Span | undefined,
): Span[] {
  let at = start;
  return cells.map((cell, column): Span => {
    const from = Math.min(Math.max(at, row.start), row.end);
    const to = Math.min(Math.max(at + cell.text.length, row.start), row.end);
    at += cell.text.length + 1;
    return (cell.above === undefined ? undefined : above(cell.above, column)) ?? { start: from, end: to };
  });
}

/** Sentences that open a 《 and never close it, within a paragraph that is whole otherwise. */
function unclosedTitles(text: string, within: Span, alreadyMarked: boolean): Span[] {
  const paragraph = text.slice(within.start, within.end);
  if (alreadyMarked || unclosed(paragraph) !== '《') return [];
  const opened = within.start + paragraph.lastIndexOf('《');
  return sentences(text, within).filter((sentence) => sentence.start <= opened && opened < sentence.end);
}

function merged(spans: readonly Span[]): Span[] {
  const result: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const last = result.at(-1);
    if (last !== undefined && span.start <= last.end)
      result[result.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    else result.push(span);
  }
  return result;
}
