import type { Excerpt } from '../evidence/excerpts/excerpt.ts';
import { slice } from '../language/text.ts';
import { isYearCell } from '../papers/captions.ts';
import { headerOf, isBareNumber, isNumbering } from '../papers/rows.ts';
import type { SourceDocument, Span } from '../types.ts';

/** What is said of an excerpt: its text under what rules it, and the stretches that this is made of, in their order. */
export interface Ruled {
  readonly text: string;
  readonly parts: readonly Span[];
}

/** An excerpt as it must be read: an item behind the head of its list, a value behind its label, a cell behind its column. */
export function ruledText(
  document: SourceDocument,
  excerpt: Pick<Excerpt, 'span' | 'lead' | 'cells'>,
): Ruled {
  const { span, lead, cells } = excerpt;
  if (cells !== undefined) return rowText(document, excerpt, cells);
  const before = lead.filter(({ kind }) => kind !== 'header');
  const heads = before.map((one) => asHead(slice(document.text, one)));
  return { text: `${heads.join('')}${slice(document.text, span)}`, parts: [...before, span] };
}

/** What rules opens what it rules: 补贴标准。 stands as 补贴标准：. */
function asHead(text: string): string {
  const words = text.replace(/[。．:：；;，,\s]+$/u, '');
  return /[？?]$/u.test(words) ? words : `${words}：`;
}

/**
 * The names that a row begins with, then each further cell behind the name of its column, under the names above it where two
 * columns have one name; empty cells say nothing.
 */
function rowText(
  document: SourceDocument,
  { span, lead }: Pick<Excerpt, 'span' | 'lead'>,
  cells: readonly Span[],
): Ruled {
  const of = (part: Span) => slice(document.text, part).trim();
  const header = headerOf(document, lead);
  const outer = lead.filter(({ kind }) => kind !== 'header' && kind !== 'cell');
  const numbersRow = (column: number, cell: Span) =>
    isBareNumber(of(cell)) && isNumbering(header?.[column]?.map(of).join('') ?? '');
  const filled = [...cells.entries()].filter(
    ([column, cell]) => of(cell) !== '' && !numbersRow(column, cell),
  );
  const firstFigure = filled.findIndex(([, cell]) => /\d/u.test(of(cell)));
  const names = filled.slice(0, Math.max(1, firstFigure < 0 ? 1 : firstFigure));
  const lowest = (header ?? []).map((own) => own.slice(-1).map(of).join(''));
  const values = filled.slice(names.length).map(([column, cell]) => {
    const isShared = lowest.filter((one) => one === lowest[column]).length > 1;
    const columnNames = header?.[column]?.slice(isShared ? 0 : -1) ?? [];
    return { text: [...columnNames, cell].map(of).join(' '), parts: [...columnNames, cell] };
  });
  const told = names.map(([column, cell]) => {
    // A bare year says what it is by the name of its column.
    const own = isYearCell(of(cell)) && isBareNumber(of(cell)) ? (header?.[column]?.slice(-1) ?? []) : [];
    return { text: [...own, cell].map(of).join(' '), parts: [...own, cell] };
  });
  const name = told.map(({ text }) => text).join(' · ');
  const said = values.map(({ text }) => text).join('，');
  return {
    text: `${outer.map((one) => asHead(of(one))).join('')}${said === '' ? name : `${name}：${said}`}`,
    parts:
      cells.length === 0
        ? [...outer, span]
        : [...outer, ...told.flatMap(({ parts }) => parts), ...values.flatMap(({ parts }) => parts)],
  };
}
