import { clauses, sentences, slice } from '../../core/language/text.ts';
import type { Passage, SourceDocument, Span } from '../../core/types.ts';
import { plainHeading, UNNUMBERED } from './headings.ts';

export interface PassageOptions {
  /** Length of a passage in characters that is not exceeded, but for a single longer sentence. */
  readonly maxCharacters?: number;
}

const MAX_CHARACTERS = 250;
/** A passage that has this share of the maximum is not carried on into the next paragraph. */
const FULL_ENOUGH = 0.4;

/**
 * Cuts a document into passages of whole sentences. Headings are gathered (outermost first) and form no passage;
 * a passage never runs over one, nor over a blank line. Every other sentence is in exactly one passage.
 */
export function passagesOf(document: SourceDocument, options: PassageOptions = {}): Passage[] {
  const max = options.maxCharacters ?? MAX_CHARACTERS;
  const passages: Passage[] = [];
  let path: { level: number; text: string }[] = [];
  let open: Span | undefined;
  let headingBefore = false;
  const period = document.issuedOn ?? document.asOf;

  function close(): void {
    if (open === undefined) return;
    const ordinal = passages.length;
    passages.push({
      id: `${document.id}#${ordinal}`,
      documentId: document.id,
      ordinal,
      headings: path.map((heading) => heading.text),
      span: open,
      text: slice(document.text, open),
      sentences: sentences(document.text, open).map((span) => ({ span, lead: [] })),
      ...(document.place === undefined ? {} : { place: document.place }),
      ...(period === undefined ? {} : { period }),
    });
    open = undefined;
  }

  for (const [at, { kind, span, level = UNNUMBERED }] of document.blocks.entries()) {
    if (kind === 'heading' || kind === 'title') {
      close();
      const runs = headingBefore && level === UNNUMBERED;
      const depth = runs ? Math.max(UNNUMBERED, path.at(-1)?.level ?? 0) + 1 : level;
      path = path.filter((heading) => heading.level < depth);
      if (kind === 'heading') path.push({ level: depth, text: plainHeading(slice(document.text, span)) });
      headingBefore = true;
      continue;
    }
    headingBefore = false;
    const units = withTopics(document.text, unitsOf(document.text, span, max), max);
    if (open !== undefined) {
      const before = document.text.slice(document.blocks[at - 1]?.span.end ?? 0, span.start);
      const length = span.end - open.start;
      if (/\n\s*\n/u.test(before) || open.end - open.start >= max * FULL_ENOUGH || length > max) close();
    }
    const share = balancedShare(span, max);
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
