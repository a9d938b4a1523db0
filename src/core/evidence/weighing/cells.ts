import type { Sentence } from '../../facts/sentence.ts';
import { contains } from '../../language/text.ts';
import type { Span } from '../../types.ts';

/** What a cell of a row says, folded and trimmed; undefined of one that is merged with those above, and stands there. */
export function cellText(
  { span, folded }: Pick<Sentence, 'span' | 'folded'>,
  cell: Span,
): string | undefined {
  return contains(span, cell)
    ? folded.slice(cell.start - span.start, cell.end - span.start).trim()
    : undefined;
}

/** What the cells of a row say that stand in it; none of what is no row. */
export function ownCells(row: Pick<Sentence, 'cells' | 'span' | 'folded'>): string[] {
  return (row.cells ?? []).flatMap((cell) => cellText(row, cell) ?? []);
}
