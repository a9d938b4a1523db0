import type { AnswerTable, TableCell } from '../../core/shown/table.ts';
import type { RichBlock } from '../methods.ts';
import { clean } from './parts.ts';

type Table = Extract<RichBlock, { readonly type: 'table' }>;
type Cell = Table['cells'][number][number];

/** Stands in a cell that says nothing: a cell without text is not shown. */
const NOTHING = '—';

/** A table of an answer, its figures at the right with their markers. */
export function tableBlock({ caption, columns, rows }: AnswerTable): Table | null {
  if (rows.length === 0 || columns.length === 0) return null;
  const isOfFigures = columns.map((_, column) =>
    rows.some(({ cells }) => column > 0 && cells[column - 1]?.marker !== undefined),
  );
  const cell = (text: string, column: number): Cell => ({
    text: clean(text).replaceAll('\n', ' ').trim() || NOTHING,
    align: isOfFigures[column] ? 'right' : 'left',
    valign: 'middle',
  });
  const above = columns.map((name, column): Cell => ({ ...cell(name, column), is_header: true }));
  const told = clean(caption ?? '')
    .replaceAll('\n', ' ')
    .trim();
  return {
    type: 'table',
    ...(told === '' ? {} : { caption: told }),
    is_bordered: true,
    is_striped: true,
    is_compact: true,
    cells: [
      above,
      ...rows.map(({ name, cells }) => [
        cell(name, 0),
        ...columns.slice(1).map((_, at) => cell(withMarker(cells[at]), at + 1)),
      ]),
    ],
  };
}

function withMarker(cell: TableCell | undefined): string {
  if (cell === undefined) return '';
  return cell.marker === undefined ? cell.text : `${cell.text}[${cell.marker}]`;
}
