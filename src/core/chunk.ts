import { clauses, sentences } from './language/text.ts';
import type { Passage, SourceDocument, Span } from './types.ts';

export interface ChunkOptions {
  /** Length of a passage in characters that is not exceeded, but for a single longer sentence. */
  readonly maxCharacters?: number;
}

const MAX_CHARACTERS = 250;
/** A heading is no longer than this (characters). */
const MAX_HEADING = 44;
/** A passage that has this share of the maximum is not carried on into the next paragraph. */
const FULL_ENOUGH = 0.4;
/** This many short lines without text between them are a list or a verse, not headings. */
const LIST_RUN = 4;

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
const UNNUMBERED = 20;

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
function levelOf(line: string): number {
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

/** Whether a line is the document's title, or one of the two lines that the title was put together from. */
function isTitleOf(document: SourceDocument, line: string): boolean {
  const text = plainHeading(line);
  const { title } = document;
  return text === title || (text.length >= 6 && (title.startsWith(`${text} `) || title.endsWith(` ${text}`)));
}

interface TextLine {
  readonly span: Span;
  readonly text: string;
  /** Undefined for a line of the report's sentences. */
  readonly level: number | undefined;
  /** A blank line stands before it. */
  readonly afterGap: boolean;
}

function textLines(document: SourceDocument): TextLine[] {
  const lines: TextLine[] = [];
  let start = 0;
  let afterGap = false;
  for (const raw of document.text.split('\n')) {
    const text = raw.trim();
    const from = start + raw.indexOf(text);
    start += raw.length + 1;
    if (text === '') {
      afterGap = true;
      continue;
    }
    const span = { start: from, end: from + text.length };
    const damaged = document.damage.some((lost) => lost.start < span.end && span.start < lost.end);
    lines.push({ span, text, afterGap, level: isHeadingLine(text) && !damaged ? levelOf(text) : undefined });
    afterGap = false;
  }
  return withoutLists(lines, document);
}

/** Takes the headings back that are a list's items, a verse's lines, or stand over no text. */
function withoutLists(lines: readonly TextLine[], document: SourceDocument): TextLine[] {
  const kept = [...lines];
  const isTitle = (line: TextLine) => isTitleOf(document, line.text);
  for (let from = 0; from < kept.length; from++) {
    if (kept[from]?.level === undefined) continue;
    let to = from;
    while (kept[to]?.level !== undefined) to++;
    const run = kept.slice(from, to);
    const untitled = run.filter((line) => !isTitle(line));
    const isList = untitled.length >= LIST_RUN && untitled.every((line) => (line.level ?? 0) >= UNNUMBERED);
    run.forEach((line, at) => {
      const next = run[at + 1];
      const previous = run[at - 1];
      const level = line.level ?? UNNUMBERED;
      const item = level >= 10 && level < UNNUMBERED && (next?.level === level || previous?.level === level);
      const overNothing = next === undefined ? to === kept.length : level < 10 && (next.level ?? 0) <= level;
      const listed = isList && line !== untitled[0] && !isTitle(line);
      if ((item || overNothing || listed) && !(isTitle(line) && from === 0))
        kept[from + at] = { ...line, level: undefined };
    });
    from = to;
  }
  return kept;
}

/** A heading's words without Markdown's marks. */
export function plainHeading(line: string): string {
  return line
    .replace(/^#{1,6}\s+/u, '')
    .replace(/\s+#+$/u, '')
    .trim();
}

/**
 * Cuts a document into passages of whole sentences. Headings are gathered (outermost first) and form no passage;
 * a passage never runs over one, nor over a blank line. Every other sentence is in exactly one passage.
 */
export function chunk(document: SourceDocument, options: ChunkOptions = {}): Passage[] {
  const max = options.maxCharacters ?? MAX_CHARACTERS;
  const passages: Passage[] = [];
  let path: { level: number; text: string }[] = [];
  let open: Span | undefined;
  let headingBefore = false;
  const period = document.publishedOn ?? document.asOf;

  function close(): void {
    if (open === undefined) return;
    const ordinal = passages.length;
    passages.push({
      id: `${document.id}#${ordinal}`,
      documentId: document.id,
      ordinal,
      headings: path.map((heading) => heading.text),
      span: open,
      text: document.text.slice(open.start, open.end),
      ...(document.place === undefined ? {} : { place: document.place }),
      ...(period === undefined ? {} : { period }),
    });
    open = undefined;
  }

  for (const line of textLines(document)) {
    if (line.level !== undefined) {
      close();
      const runs = headingBefore && line.level === UNNUMBERED;
      const level = runs ? Math.max(UNNUMBERED, path.at(-1)?.level ?? 0) + 1 : line.level;
      path = path.filter((heading) => heading.level < level);
      const text = plainHeading(line.text);
      if (!isTitleOf(document, line.text)) path.push({ level, text });
      headingBefore = true;
      continue;
    }
    headingBefore = false;
    const units = withTopics(document.text, unitsOf(document.text, line.span, max), max);
    if (open !== undefined) {
      const length = line.span.end - open.start;
      if (line.afterGap || open.end - open.start >= max * FULL_ENOUGH || length > max) close();
    }
    const share = balancedShare(line.span, max);
    for (const unit of units) {
      if (open !== undefined && (unit.end - open.start > max || open.end - open.start >= share)) close();
      open = { start: open?.start ?? unit.start, end: unit.end };
    }
  }
  close();
  return passages;
}

/** The length at which a passage of a long paragraph closes, so that the last one is no short remainder. */
function balancedShare(paragraph: Span, max: number): number {
  const length = paragraph.end - paragraph.start;
  return length <= max ? max : length / Math.ceil(length / max);
}

/** A short sentence without a figure opens what follows it (加强业务指导。): the two stay together. */
const MAX_TOPIC = 16;

function withTopics(text: string, units: readonly Span[], max: number): Span[] {
  const joined: Span[] = [];
  let topic: Span | undefined;
  units.forEach((unit, at) => {
    const start = topic?.start ?? unit.start;
    const next = units[at + 1];
    const opens = unit.end - unit.start <= MAX_TOPIC && !/[\d０-９]/u.test(text.slice(unit.start, unit.end));
    if (opens && next !== undefined && next.end - start <= max) topic = { start, end: unit.end };
    else {
      joined.push({ start, end: unit.end });
      topic = undefined;
    }
  });
  return joined;
}

/** Whole sentences; one longer than `max` in its parts between semicolons, a part longer than twice `max` in clauses. */
function unitsOf(text: string, within: Span, max: number): Span[] {
  const units: Span[] = [];
  for (const whole of wholeSentences(text, within)) {
    if (whole.end - whole.start <= max) {
      units.push(whole);
      continue;
    }
    for (const part of sentences(text, whole)) {
      if (part.end - part.start <= 2 * max) units.push(part);
      else units.push(...clauses(text, part).flatMap((clause) => atMost(text, clause, 2 * max)));
    }
  }
  return units;
}

/** `sentences` ends at semicolons too; a passage does better with the sentence whole. */
function wholeSentences(text: string, within: Span): Span[] {
  const whole: Span[] = [];
  let start: number | undefined;
  for (const part of sentences(text, within)) {
    start ??= part.start;
    if (/[；;][”’」』）)】》"']*$/u.test(text.slice(part.start, part.end))) continue;
    whole.push({ start, end: part.end });
    start = undefined;
  }
  if (start !== undefined) whole.push({ start, end: within.end });
  return whole;
}

/**
 * A clause without a comma for so long is a list, or no prose at all: it is cut behind its last 、 or space, else to
 * length, between two code points and never within a figure and its unit.
 */
function atMost(text: string, span: Span, max: number): Span[] {
  const parts: Span[] = [];
  for (let start = span.start; start < span.end; ) {
    let end = Math.min(span.end, start + max);
    if (end < span.end) end = start + cutBefore(text.slice(start, end + 1), max);
    parts.push({ start, end });
    start = end;
  }
  return parts;
}

/** Where to cut a text of at most `max` + 1 characters so that at most `max` are before it; at least 1. */
function cutBefore(text: string, max: number): number {
  const mark = Math.max(text.lastIndexOf('、', max - 1), text.lastIndexOf(' ', max - 1));
  if (mark > 0) return mark + 1;
  const figure = /[\d.,％%万亿]+\p{Script=Han}?$/u.exec(text.slice(0, max + 1));
  if (figure !== null && figure.index > 0) return figure.index;
  return /[\uDC00-\uDFFF]/.test(text.charAt(max)) ? max - 1 : max;
}

/**
 * What is embedded and searched for a passage: place, title and headings, then the text. Never shown, never quoted:
 * a county's reports say 该县, and the reader of a passage cannot know which.
 */
export function embeddingText(passage: Passage, document: SourceDocument, placeBefore = true): string {
  if (!placeBefore) return passage.text;
  const before = [passage.place ?? '', document.title, ...passage.headings].filter((part) => part !== '');
  return before.length === 0 ? passage.text : `${before.join(' ')}\n${passage.text}`;
}
