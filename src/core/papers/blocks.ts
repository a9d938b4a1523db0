import type { Block, SourceDocument, Span } from '../types.ts';

/**
 * Of stretches that stand in the order of the text and apart from each other the one that holds a character; undefined
 * where none does. By halving: a table has thousands of rows.
 * @param offset in UTF-16 units of the text.
 */
export function stretchAt<T extends { readonly span: Span }>(
  stretches: readonly T[],
  offset: number,
): T | undefined {
  let low = 0;
  let high = stretches.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((stretches[middle]?.span.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  const found = stretches[low - 1];
  return found !== undefined && offset < found.span.end ? found : undefined;
}

/** The block that holds the first character of a stretch. */
export function blockAt({ start }: Span, { blocks }: Pick<SourceDocument, 'blocks'>): Block | undefined {
  return stretchAt(blocks, start);
}
