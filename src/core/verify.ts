import { chineseDate, wording } from '../wording.ts';
import type { ToldAbove } from './facts/document.ts';
import { type Unproven, unprovenBy } from './gate/claims.ts';
import { type Computation, provesComputation } from './gate/computed.ts';
import type { GateContext } from './gate/told.ts';
import { cutsNumber, isSameSource, isVerbatim } from './gate/verbatim.ts';
import { hasWords, slice } from './language/text.ts';
import { originOf } from './papers/blocks.ts';
import { toldAbove } from './papers/headed.ts';
import { readRow } from './papers/rows.ts';
import { dateOf, endOf, paperAt, sectionAt } from './papers.ts';
import type { Citation, NonEmpty, Paper, Source, SourceDocument, Span } from './types.ts';

/** One sentence that wants to be said, with the spans that prove it. Markers are set by `verify`, not by the draft. */
export interface DraftSentence {
  /** Put before the sentence: place and date of the source. No claim of its own. */
  readonly lead: string;
  readonly text: string;
  readonly sources: NonEmpty<Source>;
  /** The text is these stretches of its source, its lead among them, one after the other. */
  readonly parts?: readonly Span[];
  /** How it reads behind another sentence of the same head, which then stands above both. */
  readonly under?: UnderHead;
  /** The text is what these two figures give; the gate works it out again. */
  readonly computation?: Computation;
}

/** A sentence without the head that it shares with others. */
export interface UnderHead extends Pick<DraftSentence, 'lead' | 'text' | 'parts'> {
  /** The same of all sentences of one head, and of no others. */
  readonly head: string;
}

export interface Verified {
  readonly text: string;
  readonly citations: NonEmpty<Citation>;
}

export type Violation =
  | 'no-words'
  | 'unknown-source'
  | 'mixed-sources'
  | 'foreign-place'
  | 'wrong-computation'
  | Unproven;

/**
 * Why a sentence may not be said; null when it may. A computed one says what its two figures give; one that is stretches
 * of its source, word for word, says what that says. Any other is proven by its sources, which are of one place and one
 * date, each with what rules it in its own paper: each figure stands, with its unit, in one of the cited spans, a date
 * there or in the document's own; each place named is the place of a cited document or stands in the span; no link,
 * mention, tag, control or bidirectional character that the span lacks.
 */
export function violationOf(sentence: DraftSentence, { knowledge, placesIn }: GateContext): Violation | null {
  if (!hasWords(sentence.text)) return 'no-words';
  const quotes: Quoted[] = [];
  const origins = new Map<string, Paper>();
  const above: ToldAbove[] = [];
  let plainOf = (words: string) => words;
  for (const { documentId, span, lead = [] } of sentence.sources) {
    const document = knowledge.documentById.get(documentId);
    if (document === undefined) return 'unknown-source';
    for (const part of [...lead, span]) {
      if (!isWithin(part, document.text) || cutsNumber(part, document.text)) return 'unknown-source';
      if (!isOfPaperOf(span, part, document)) return 'mixed-sources';
      const row = part === span ? readRow(span, document) : undefined;
      quotes.push({ written: slice(document.text, part), read: row ?? slice(document.facts.plain, part) });
    }
    const paper = paperAt(document, span);
    origins.set(placeAndDateOf(document, paper), paper);
    above.push(toldAbove(span, document));
    plainOf = document.facts.plainOf;
  }
  const [origin] = origins.values();
  if (origin === undefined) return 'unknown-source';
  if (sentence.computation !== undefined)
    return provesComputation(sentence, sentence.computation, { knowledge, placesIn })
      ? null
      : 'wrong-computation';
  if (origins.size > 1) return 'mixed-sources';
  if (isMadeOfItsSource(sentence, knowledge)) return null;
  const quoted = quotes.map(({ read }) => read).join('。');
  const quotedPlaces = new Set([origin.place, ...placesIn(quoted)]);
  if (placesIn(sentence.text).some((place) => !quotedPlaces.has(place))) return 'foreign-place';
  const headed = above.flatMap(({ years }) => years);
  // A heading says of which year it is; the day of a paper that tells of several years does not.
  const title = plainOf(origin.title);
  const dates = headed.length > 0 ? headed.map((year) => `${year}年`).join(' ') : datesOf(origin, title);
  const isUnderPlan = above.every(({ standing }) => standing === 'planned');
  const claim = asRead(sentence.text, quotes) ?? plainOf(sentence.text);
  return unprovenBy(claim, quoted, dates, `${origin.place ?? ''}\n${title}`, isUnderPlan);
}

/** A quote as its document writes it, and as it is read. */
interface Quoted {
  readonly written: string;
  readonly read: string;
}

/** A sentence that stands in a quote, as the quote is read: which characters are simplified is told by those around them. */
function asRead(sentence: string, quotes: readonly Quoted[]): string | undefined {
  for (const { written, read } of quotes) {
    const at = written.length === read.length ? written.indexOf(sentence) : -1;
    if (at >= 0) return read.slice(at, at + sentence.length);
  }
  return undefined;
}

/** Whether what rules a stretch is of the same paper: of its section, or of the document that the section is a part of. */
function isOfPaperOf(span: Span, ruling: Span, document: SourceDocument): boolean {
  const own = sectionAt(document, span);
  const other = sectionAt(document, ruling);
  return other === own || (other === undefined && own?.title === document.title);
}

/** Whether a sentence is, word for word, the stretches of its source that it says it is. */
function isMadeOfItsSource(
  { text, parts, sources: [{ documentId, span, lead = [] }] }: DraftSentence,
  { documentById }: GateContext['knowledge'],
): boolean {
  const document = documentById.get(documentId);
  if (document === undefined || parts === undefined) return false;
  return isVerbatim(text, parts, [...lead, span], document.text);
}

/** Two papers that do not say of which place, or of which day, they are may not be told as one. */
function placeAndDateOf({ id }: SourceDocument, paper: Paper): string {
  return JSON.stringify([paper.place ?? { id }, dateOf(paper) ?? { id }]);
}

function isWithin({ start, end }: Span, text: string): boolean {
  return Number.isInteger(start) && Number.isInteger(end) && 0 <= start && start < end && end <= text.length;
}

/**
 * The date of a paper as a reader would say it, so that a sentence may name its year or its day, and the years that its title
 * says it is of: 2026年度…标准的通知, and not those of a paper that it repeals or amends.
 */
function datesOf(paper: Paper, title: string): string {
  const date = dateOf(paper);
  const years = /废止|修改|修订|调整/u.test(title) ? [] : (title.match(/(?:19|20)\d{2}年/gu) ?? []);
  return [...(date === undefined ? [] : [chineseDate(date)]), ...years].join(' ');
}

/**
 * The gate: sets the markers, in order of first use, and writes the text. Sentences that may not be said, or were
 * said, are left out; null when none is left. A head that several share stands before the first of them that is left.
 */
export function verify(draft: readonly DraftSentence[], context: GateContext): Verified | null {
  const citations: Citation[] = [];
  const lines = new Set<string>();
  const heads = new Set<string>();
  for (const whole of draft) {
    const { under } = whole;
    const sentence = under !== undefined && heads.has(under.head) ? { ...whole, ...under } : whole;
    if (violationOf(sentence, context) !== null) continue;
    if (under !== undefined) heads.add(under.head);
    const markers = sentence.sources.map((source) => markerOf(source, citations, context));
    const said = withMarkers(withoutMarkers(sentence.text), [...new Set(markers)]);
    const scanned = isScanned(sentence.sources, context.knowledge) ? wording.answer.scannedNote : '';
    lines.add(`${withoutMarkers(sentence.lead)}${scanned}${said}`);
  }
  const [first, ...rest] = citations;
  return first === undefined ? null : { text: [...lines].join('\n'), citations: [first, ...rest] };
}

/** Whether any of the sources, or what rules it, was read from a picture. */
function isScanned(sources: readonly Source[], { documentById }: GateContext['knowledge']): boolean {
  return sources.some(({ documentId, span, lead = [] }) => {
    const document = documentById.get(documentId);
    return document && [...lead, span].some((part) => originOf(part, document)?.isScanned);
  });
}

/** A report's own `[3]` would read as a marker of the answer. */
function withoutMarkers(text: string): string {
  return text.replaceAll(/\[(?=\s*\d)([^[\]\n]*)\]/gu, '〔$1〕');
}

/**
 * The markers stand before the closing mark, so that they belong to the sentence however it is cut; the text's own marks
 * of notes before them.
 */
function withMarkers(text: string, markers: readonly number[]): string {
  const noted = /(?<stop>[。！？!?])[ \t]?(?<marks>(?:〔\d{1,3}〕)+)\s*$/u.exec(text);
  const own =
    noted === null ? text : `${text.slice(0, noted.index)}${noted.groups?.marks}${noted.groups?.stop}`;
  const body = own.slice(0, endWithout(own, /[。．.；;，,、：:\s]/u));
  const tone = body.slice(endWithout(body, /[！？!?]/u));
  const numbers = markers.map((marker) => `[${marker}]`).join('');
  return `${body.slice(0, body.length - tone.length)}${numbers}${tone || '。'}`;
}

/** Where the text ends without the signs that it ends with. */
function endWithout(text: string, sign: RegExp): number {
  let end = text.length;
  while (end > 0 && sign.test(text.charAt(end - 1))) end--;
  return end;
}

/** The marker of a source among the citations; it becomes one of them where it is new. */
function markerOf(source: Source, citations: Citation[], context: CiteContext): number {
  const known = citations.find((one) => isSameSource(one, source));
  if (known !== undefined) return known.marker;
  const citation = cite(source, citations.length + 1, context);
  citations.push(citation);
  return citation.marker;
}

type CiteContext = Pick<GateContext, 'knowledge' | 'standingOf'>;

/** @throws RangeError when no document has the source's id: a draft is checked before it is cited. */
export function cite(
  { documentId, span, lead = [] }: Source,
  marker: number,
  { knowledge, standingOf }: CiteContext,
): Citation {
  const document = knowledge.documentById.get(documentId);
  if (document === undefined)
    throw new RangeError(`No document ${documentId} in the corpus; cite only what was retrieved.`);
  const { title, place, number, ...paper } = paperAt(document, span);
  const date = dateOf(paper);
  const ended = standingOf && endOf(standingOf(document, span));
  const origin = originOf(span, document);
  return {
    marker,
    documentId,
    document: document.path,
    title,
    ...(place !== undefined && { place }),
    ...(number !== undefined && { number }),
    ...(date !== undefined && { date }),
    ...(ended !== undefined && { ended }),
    ...(origin !== undefined && { origin }),
    span,
    quote: slice(document.text, span),
    ...(lead.length > 0 && {
      lead: lead.map(({ start, end }) => ({ span: { start, end }, quote: document.text.slice(start, end) })),
    }),
  };
}
