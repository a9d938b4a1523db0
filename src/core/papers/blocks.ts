import type { Block, Origin, SourceDocument, Span } from '../types.ts';

/**
 * The place of the last one that begins at or before an offset; -1 where none does. By halving: a table has thousands of rows.
 * @param startOf where one begins; ascending.
 */
export function lastBegun<T>(all: readonly T[], offset: number, startOf: (one: T) => number): number {
  let low = 0;
  let high = all.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (startOf(all[middle] as T) <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/**
 * Of stretches that stand in the order of the text and apart from each other the one that holds a character; undefined
 * where none does.
 * @param offset in UTF-16 units of the text.
 */
export function stretchAt<T extends { readonly span: Span }>(
  stretches: readonly T[],
  offset: number,
): T | undefined {
  const found = stretches[lastBegun(stretches, offset, ({ span }) => span.start)];
  return found !== undefined && offset < found.span.end ? found : undefined;
}

/** The block that holds the first character of a stretch. */
export function blockAt({ start }: Span, { blocks }: Pick<SourceDocument, 'blocks'>): Block | undefined {
  return stretchAt(blocks, start);
}

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
