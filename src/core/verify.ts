import { findFigures, supportsFigure } from './language/figures.ts';
import { slice } from './language/text.ts';
import type { Knowledge } from './ports.ts';
import type { Citation, NonEmpty, Span } from './types.ts';

/** One sentence that wants to be said, with the spans that prove it. Markers are set by `verify`, not by the draft. */
export interface DraftSentence {
  /** Put before the sentence: place and date of the source. No claim of its own. */
  readonly lead: string;
  readonly text: string;
  readonly sources: NonEmpty<Source>;
}

export interface Source {
  readonly documentId: string;
  readonly span: Span;
}

export interface Verified {
  readonly text: string;
  readonly citations: NonEmpty<Citation>;
}

export type Violation = 'unknown-source' | 'unsupported-figure' | 'foreign-place' | 'foreign-link';

export interface VerifyContext {
  readonly knowledge: Knowledge;
  /** Official names of the places that a text names. */
  readonly placesIn: (text: string) => readonly string[];
}

/**
 * Why a sentence may not be said; null when it may. Each figure must stand, with its unit, in one of the cited spans
 * or in the document's own date; each place named must be the place of a cited document or stand in the span; no
 * link, mention or tag that the span lacks.
 */
export function violationOf(
  sentence: DraftSentence,
  { knowledge, placesIn }: VerifyContext,
): Violation | null {
  const quotes: string[] = [];
  const ownPlaces = new Set<string>();
  let dates = '';
  for (const { documentId, span } of sentence.sources) {
    const document = knowledge.documentById.get(documentId);
    if (
      document === undefined ||
      span.start < 0 ||
      span.end > document.text.length ||
      span.start >= span.end
    ) {
      return 'unknown-source';
    }
    quotes.push(slice(document.text, span));
    if (document.place !== undefined) ownPlaces.add(document.place);
    dates += ` ${document.publishedOn ?? ''} ${document.asOf ?? ''}`;
  }
  const quoted = quotes.join('\n');
  const evidence = [...findFigures(quoted), ...findFigures(datesInWords(dates))];
  if (!findFigures(sentence.text).every((claim) => supportsFigure(evidence, claim)))
    return 'unsupported-figure';
  const quotedPlaces = new Set(placesIn(quoted));
  if (placesIn(sentence.text).some((place) => !ownPlaces.has(place) && !quotedPlaces.has(place)))
    return 'foreign-place';
  const links =
    sentence.text.match(/https?:\/\/\S+|www\.\S+|t\.me\/\S+|tg:\/\/\S+|@[\w]{3,}|<\/?[a-z][^>]*>/giu) ?? [];
  if (links.some((link) => !quoted.includes(link))) return 'foreign-link';
  return null;
}

/** 2017-09-14 as a reader would say it, so that a sentence may name the year or the day of its document. */
function datesInWords(dates: string): string {
  return [...dates.matchAll(/(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?/gu)]
    .map(
      ([, year, month, day]) =>
        `${year}年${month === undefined ? '' : `${Number(month)}月`}${day === undefined ? '' : `${Number(day)}日`}`,
    )
    .join(' ');
}

/**
 * The gate: sets the markers, in order of first use, and writes the text. Sentences that may not be said are left
 * out; null when none is left.
 */
export function verify(draft: readonly DraftSentence[], context: VerifyContext): Verified | null {
  const citations: Citation[] = [];
  const lines: string[] = [];
  for (const sentence of draft) {
    if (violationOf(sentence, context) !== null) continue;
    const markers = sentence.sources.map((source) => markerOf(source, citations, context.knowledge));
    lines.push(`${sentence.lead}${withMarkers(sentence.text, [...new Set(markers)])}`);
  }
  const [first, ...rest] = citations;
  return first === undefined ? null : { text: lines.join('\n'), citations: [first, ...rest] };
}

/** The markers stand before the closing full stop, so that they belong to the sentence however it is cut. */
function withMarkers(text: string, markers: readonly number[]): string {
  const end = /[。．.；;，,、：:\s]+$/u;
  return `${text.replace(end, '')}${markers.map((marker) => `[${marker}]`).join('')}。`;
}

function markerOf(source: Source, citations: Citation[], knowledge: Knowledge): number {
  const known = citations.find(
    ({ documentId, span }) =>
      documentId === source.documentId && span.start === source.span.start && span.end === source.span.end,
  );
  if (known !== undefined) return known.marker;
  const citation = cite(source, citations.length + 1, knowledge);
  citations.push(citation);
  return citation.marker;
}

/** @throws RangeError when no document has the source's id: a draft is checked before it is cited. */
export function cite({ documentId, span }: Source, marker: number, knowledge: Knowledge): Citation {
  const document = knowledge.documentById.get(documentId);
  if (document === undefined)
    throw new RangeError(`No document ${documentId} in the corpus; cite only what was retrieved.`);
  const date = document.publishedOn ?? document.asOf;
  return {
    marker,
    documentId,
    document: document.path,
    title: document.title,
    ...(document.place === undefined ? {} : { place: document.place }),
    ...(date === undefined ? {} : { date }),
    span,
    quote: slice(document.text, span),
  };
}
