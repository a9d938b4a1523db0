import type { Span } from '../core/types.ts';

export const answerLink = (key: string): string => `/a/${encodeURIComponent(key)}`;
export const whyLink = (key: string): string => `${answerLink(key)}/why`;

/** Names the card of a citation within the page of its answer. */
export const cardName = (key: string, marker: number): string => `${key}-${marker}`;

/** Names a stretch in the address of its document, and the element that it is marked by. */
export const spanName = ({ start, end }: Span): string => `${start}-${end}`;

/** Where a document opens at a stretch. @param of the answer and the number of the citation that it is marked for. */
export function documentLink(
  documentId: string,
  span?: Span,
  of?: { readonly key: string; readonly marker: number },
): string {
  const path = `/d/${encodeURIComponent(documentId)}`;
  if (span === undefined) return path;
  const query = of === undefined ? { q: spanName(span) } : { a: of.key, n: String(of.marker) };
  return `${path}?${new URLSearchParams(query)}#${spanName(span)}`;
}

/** A stretch by its name; undefined where it is none. */
export function readSpan(name: string | undefined): Span | undefined {
  const [, start, end] = /^(\d{1,9})-(\d{1,9})$/u.exec(name ?? '') ?? [];
  const span = { start: Number(start), end: Number(end) };
  return span.start < span.end ? span : undefined;
}
