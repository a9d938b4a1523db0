import type { Origin, SourceDocument, Span } from '../types.ts';

/**
 * Where in its file a stretch begins; undefined where the format has no pages and no rows. What was read from a picture
 * anywhere within it is said of the whole.
 */
export function originOf(span: Span, { origins = [] }: Pick<SourceDocument, 'origins'>): Origin | undefined {
  let low = 0;
  let high = origins.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((origins[middle]?.start ?? 0) <= span.start) low = middle + 1;
    else high = middle;
  }
  const first = origins[low - 1];
  if (first === undefined) return undefined;
  const { start: _, ...origin } = first;
  let isScanned = false;
  for (let at = low - 1; !isScanned && (origins[at]?.start ?? span.end) < span.end; at++)
    isScanned = origins[at]?.isScanned === true;
  if (isScanned) return { ...origin, isScanned };
  return Object.keys(origin).length === 0 ? undefined : origin;
}
