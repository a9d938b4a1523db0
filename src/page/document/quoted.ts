import type { FoundAnswer } from '../../chat/asking.ts';
import type { App } from '../../core/ports/app.ts';
import { citationsOf } from '../../core/shown/citations.ts';
import type { SourceDocument, Span } from '../../core/types.ts';
import { spanName } from '../links.ts';

/** A stretch that a document is opened at. */
export interface Quoted {
  /** The name that the address has for it. */
  readonly name: string;
  readonly quote: Span;
  /** What the quote must be read under. */
  readonly lead: readonly Span[];
  /** The answer that quotes it. */
  readonly key?: string;
  readonly marker?: number;
}

/** A quote that the document does not have any more. */
export interface LostQuote {
  readonly lost: string;
  readonly key: string;
  readonly marker: number;
}

/**
 * The quote of a citation where it stands now: a newer corpus may have moved it. Undefined where the answer has no such
 * citation of the document.
 */
export function quotedBy(
  { sent }: FoundAnswer,
  marker: number,
  document: SourceDocument,
  app: Pick<App, 'original'>,
): Quoted | LostQuote | undefined {
  const { key, answer } = sent;
  const citation = citationsOf(answer).find((one) => one.marker === marker);
  if (citation === undefined || citation.documentId !== document.id) return undefined;
  const original = app.original(citation);
  if (original === null) return { lost: citation.quote, key, marker };
  const start = original.span.start + original.quote.start;
  const quote = { start, end: original.span.start + original.quote.end };
  const moved = start - citation.span.start;
  const lead = (citation.lead ?? []).flatMap((one) => {
    const span = { start: one.span.start + moved, end: one.span.end + moved };
    return document.text.slice(span.start, span.end) === one.quote ? [span] : [];
  });
  return { name: spanName(citation.span), quote, lead, key, marker };
}

/** A stretch that the address names alone; undefined where the document has none there. */
export function quotedAt(span: Span | undefined, { text }: SourceDocument): Quoted | undefined {
  if (span === undefined || span.end > text.length) return undefined;
  return { name: spanName(span), quote: span, lead: [] };
}
