import { overlaps, sentences, slice, widened } from '../language/text.ts';
import { originOf } from '../papers/blocks.ts';
import { dateOf, paperAt } from '../papers.ts';
import type { Knowledge } from '../ports.ts';
import type { Citation, Origin, SourceDocument, Span } from '../types.ts';

/** A quote where it stands: its passage with the ones before and after under the same heading. */
export interface Original {
  readonly title: string;
  readonly place?: string;
  readonly date?: string;
  /** `SourceDocument.path`. */
  readonly document: string;
  /** Where in its file the quote begins. */
  readonly origin?: Origin;
  /** The headings above, outermost first. */
  readonly headings: readonly string[];
  /** Where `text` stands in the document. */
  readonly span: Span;
  /** Exactly the document's text of `span`. */
  readonly text: string;
  /** The quote, in units of `text`. */
  readonly quote: Span;
  /** The report lost text within `span`. */
  readonly isDamaged: boolean;
}

/** Characters of an original, unless its quote alone is longer: three such fit a Telegram message. */
const MOST = 1_200;

/**
 * The quote with what stands around it, at most 1,200 characters of whole sentences unless the quote's own are more.
 * A quote that a newer corpus moved is found again by its exact text. Null when the document is gone, or no longer has
 * the text, or has it several times and none where it was.
 */
export function originalOf(
  { documentId, span, quote }: Pick<Citation, 'documentId' | 'span' | 'quote'>,
  knowledge: Pick<Knowledge, 'documentById' | 'passages'>,
): Original | null {
  const document = knowledge.documentById.get(documentId);
  if (document === undefined || quote === '') return null;
  const found = slice(document.text, span) === quote ? span : onlyPlaceOf(quote, document.text);
  if (found === undefined) return null;
  const { around, headings } = surroundings(found, document, knowledge.passages);
  const bounded = boundedTo(MOST, found, around, document.text);
  const paper = paperAt(document, found);
  const date = dateOf(paper);
  const origin = originOf(found, document);
  return {
    title: paper.title,
    ...(paper.place === undefined ? {} : { place: paper.place }),
    ...(date === undefined ? {} : { date }),
    document: document.path,
    ...(origin === undefined ? {} : { origin }),
    headings,
    span: bounded,
    text: slice(document.text, bounded),
    quote: { start: found.start - bounded.start, end: found.end - bounded.start },
    isDamaged: document.damage.some((lost) => overlaps(lost, bounded)),
  };
}

function onlyPlaceOf(quote: string, text: string): Span | undefined {
  const start = text.indexOf(quote);
  return start < 0 || text.includes(quote, start + 1) ? undefined : { start, end: start + quote.length };
}

/** The passages that hold the quote, with one more on either side where no heading parts them. */
function surroundings(
  quote: Span,
  { id, text }: SourceDocument,
  passages: Knowledge['passages'],
): { around: Span; headings: readonly string[] } {
  const own = passages.filter(({ documentId }) => documentId === id);
  const first = own.findIndex(({ span }) => overlaps(span, quote));
  const last = own.findLastIndex(({ span }) => overlaps(span, quote));
  const holding = own[first];
  // A heading, which is no passage, was quoted.
  if (holding === undefined) return { around: quote, headings: [] };
  const start = Math.min(holding.span.start, quote.start);
  const end = Math.max(own[last]?.span.end ?? holding.span.end, quote.end);
  const before = own[first - 1]?.span;
  const behind = own[last + 1]?.span;
  const isGap = (from: number, to: number) => text.slice(from, to).trim() === '';
  return {
    around: {
      start: before !== undefined && isGap(before.end, start) ? before.start : start,
      end: behind !== undefined && isGap(end, behind.start) ? behind.end : end,
    },
    headings: holding.headings,
  };
}

/** The quote's own sentences, and as many whole ones on both sides as stay within `most`. */
function boundedTo(most: number, quote: Span, around: Span, text: string): Span {
  if (around.end - around.start <= most) return around;
  const parts = sentences(text, around);
  const own = parts.filter((part) => overlaps(part, quote));
  const core = {
    start: Math.min(quote.start, own[0]?.start ?? quote.start),
    end: Math.max(quote.end, own.at(-1)?.end ?? quote.end),
  };
  const half = Math.floor((core.end - core.start + most) / 2);
  return widened(widened(core, parts, half, 'before'), parts, most, 'behind');
}
