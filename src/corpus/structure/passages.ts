import { clauses, sentences, slice } from '../../core/language/text.ts';
import { matterOf } from '../../core/papers/titles.ts';
import { dateOf, paperAt, sectionAt } from '../../core/papers.ts';
import type { Block, Lead, Passage, PassageSentence, SourceDocument, Span } from '../../core/types.ts';
import { plainHeading } from './headings.ts';
import { leadOfBlocks } from './lead.ts';
import { sentencesOfBlock } from './sentences.ts';

export interface PassageOptions {
  /** Length of a passage in characters that is not exceeded, but for a single longer sentence. */
  readonly maxCharacters?: number;
}

const MAX_CHARACTERS = 250;
/** A passage that has this share of the maximum is not carried on into the next paragraph. */
const FULL_ENOUGH = 0.4;

/** Blocks that stand in no passage: they say what others are, or who signed. */
export const APART: ReadonlySet<Block['kind']> = new Set(['title', 'heading', 'header', 'signature']);

/**
 * Cuts a document into passages of whole sentences. Headings are gathered (outermost first) and form no passage, nor do
 * the names of columns and signatures; a passage never runs over one, nor over a blank line or the end of a section.
 * Every other sentence is in exactly one passage.
 */
export function passagesOf(document: SourceDocument, options: PassageOptions = {}): Passage[] {
  const max = options.maxCharacters ?? MAX_CHARACTERS;
  const { text, blocks } = document;
  const above = leadOfBlocks(text, blocks, ({ span }) => paperAt(document, span).title);
  const passages: Passage[] = [];
  const waiting: PassageSentence[] = [];
  /** The first of them that is not in a passage whole. */
  let next = 0;
  let open: { span: Span; readonly lead: readonly Lead[] } | undefined;

  function close(): void {
    if (open === undefined) return;
    const { span, lead } = open;
    const ordinal = passages.length;
    const paper = paperAt(document, span);
    const period = dateOf(paper);
    passages.push({
      id: `${document.id}#${ordinal}`,
      documentId: document.id,
      ordinal,
      headings: lead
        .filter(({ kind }) => kind === 'heading')
        .map((heading) => plainHeading(slice(text, heading))),
      span,
      text: slice(text, span),
      sentences: taken(span),
      ...(paper.place === undefined ? {} : { place: paper.place }),
      ...(period === undefined ? {} : { period }),
    });
    open = undefined;
  }

  /** The sentences of a passage; one that goes on behind it waits for the next one. */
  function taken(span: Span): PassageSentence[] {
    const found: PassageSentence[] = [];
    for (let at = next; at < waiting.length; at++) {
      const sentence = waiting[at];
      if (sentence === undefined || sentence.span.start >= span.end) break;
      found.push(...within(sentence, span));
      if (sentence.span.end <= span.end) next = at + 1;
    }
    return found;
  }

  for (const [at, block] of blocks.entries()) {
    const { kind, span } = block;
    const before = blocks[at - 1];
    if (APART.has(kind) || sectionAt(document, span) !== (before && sectionAt(document, before.span)))
      close();
    if (APART.has(kind)) continue;
    const lead = above[at] ?? [];
    for (const sentence of sentencesOfBlock(text, block, lead)) waiting.push(sentence);
    const units = kind === 'row' ? [span] : withTopics(text, unitsOf(text, span, max), max);
    if (open !== undefined) {
      const gap = text.slice(before?.span.end ?? 0, span.start);
      const soFar = open.span.end - open.span.start;
      if (/\n\s*\n/u.test(gap) || soFar >= max * FULL_ENOUGH || span.end - open.span.start > max) close();
    }
    const share = balancedShare(span, max);
    for (const unit of units) {
      const { start, end } = open?.span ?? unit;
      if (open !== undefined && (unit.end - start > max || end - start >= share)) close();
      open = { lead: open?.lead ?? lead, span: { start: open?.span.start ?? unit.start, end: unit.end } };
    }
  }
  close();
  return passages;
}

/** What of a sentence lies in a passage; a passage may end within a very long one. */
function within(sentence: PassageSentence, passage: Span): PassageSentence[] {
  const { start, end } = sentence.span;
  if (passage.start <= start && end <= passage.end) return [sentence];
  if (end <= passage.start || passage.end <= start) return [];
  const { cells: _, ...rest } = sentence;
  return [{ ...rest, span: { start: Math.max(start, passage.start), end: Math.min(end, passage.end) } }];
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

/** What a passage must be read under beyond its headings, and does not hold itself. */
function ruling({ span, sentences: [first] }: Passage): readonly Lead[] {
  const lead = first?.lead.filter(({ kind }) => !HEADING.has(kind)) ?? [];
  return lead.filter(({ start, end }) => start < span.start || end > span.end);
}

const HEADING: ReadonlySet<Lead['kind']> = new Set(['title', 'heading', 'article']);

/**
 * What is embedded and searched for a passage: place, title, headings and what rules its first sentence, then the text.
 * Never shown, never quoted: a county's reports say 该县, and the reader of a passage cannot know which.
 */
export function embeddingText(passage: Passage, document: SourceDocument, placeBefore = true): string {
  if (!placeBefore) return passage.text;
  const { title } = paperAt(document, passage.span);
  const rules = ruling(passage).map((lead) => slice(document.text, lead));
  const before = [passage.place ?? '', title, ...passage.headings, ...rules].filter((part) => part !== '');
  return before.length === 0 ? passage.text : `${before.join(' ')}\n${passage.text}`;
}

/**
 * What is embedded for a sentence: the place, since a report says 该县 where a question names the county, what its paper
 * is about and what rules the sentence, then its text.
 */
export function sentenceText(
  { place }: Passage,
  { span, lead }: PassageSentence,
  document: SourceDocument,
  placeBefore = true,
): string {
  const rules = lead.filter(
    ({ kind, start, end }) => !HEADING.has(kind) && (start < span.start || end > span.end),
  );
  const matter = matterOf(paperAt(document, span).title);
  const heading = lead
    .filter(({ kind }) => kind === 'heading')
    .slice(-1)
    .map((one) => plainHeading(slice(document.text, one)));
  return [
    ...(place === undefined || !placeBefore ? [] : [place]),
    ...(matter === undefined || !placeBefore ? [] : [matter, ...heading]),
    ...rules.map((one) => slice(document.text, one)),
    slice(document.text, span),
  ].join(' ');
}
