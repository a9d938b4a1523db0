import type { Origin, SourceDocument, Span } from '../types.ts';
import { lastBegun } from './blocks.ts';

/**
 * Where in its file a stretch begins; undefined where the format has no pages and no rows. What was read from a picture
 * anywhere within it is said of the whole.
 */
export function originOf(span: Span, { origins = [] }: Pick<SourceDocument, 'origins'>): Origin | undefined {
  const begun = lastBegun(origins, span.start, ({ start }) => start);
  const first = origins[begun];
  if (first === undefined) return undefined;
  const { start: _, ...origin } = first;
  let isScanned = false;
  for (let at = begun; !isScanned && (origins[at]?.start ?? span.end) < span.end; at++)
    isScanned = origins[at]?.isScanned === true;
  if (isScanned) return { ...origin, isScanned };
  return Object.keys(origin).length === 0 ? undefined : origin;
}
