import { scanXml } from '../../containers/xml.ts';
import { type CellStyle, type CellsLeftOut, PLAIN, type Run, shownCell, type Value } from '../cell.ts';
import {
  type Area,
  areaOf,
  MOST_CELLS,
  MOST_ROWS,
  placeOf,
  type Sheet,
  type SheetCell,
  type SheetRow,
} from '../sheet.ts';
import { serialOf } from '../shown/shown-date.ts';
import { createRichReader, unescaped } from './xlsx-strings.ts';

/** What all sheets of a workbook refer to. */
export interface SharedParts {
  readonly strings: readonly (readonly Run[])[];
  readonly styles: readonly CellStyle[];
  readonly is1904: boolean;
}

/** A cell while it is read. */
interface OpenCell {
  readonly column: number;
  readonly type: string;
  readonly style: CellStyle;
  value: string;
  hasValue: boolean;
  hasFormula: boolean;
}

/** A cell some of whose text has the colour of its own fill, and how it is shown where something else is under it. */
interface PaleCell {
  readonly row: number;
  readonly seen: SheetCell;
  readonly pale: number;
}

/**
 * Reads one sheet, element by element. Linear in its bytes, whatever size it claims.
 * @param styled areas that something else than the styles of cells colours.
 */
export function readSheet(
  part: Uint8Array,
  name: string,
  shared: SharedParts,
  styled: readonly Area[] = [],
): Sheet {
  const rows: SheetRow[] = [];
  const merges: Area[] = [];
  const hiddenRows = new Set<number>();
  const hiddenColumns: { from: number; to: number }[] = [];
  const headers: { from: number; to: number }[] = [];
  const leftOut: CellsLeftOut = { struck: [], pale: 0 };
  const coloured = [...styled];
  const paleCells: PaleCell[] = [];
  const rich = createRichReader();
  const addColoured = (areas: string) =>
    coloured.push(...areas.split(/\s+/u).flatMap((area) => areaOf(area) ?? []));
  let isCut = false;
  let count = 0;
  let hasZeros = true;
  let row = 0;
  let column = 0;
  let cells: SheetCell[] = [];
  let cell: OpenCell | undefined;
  let isValue = false;
  let isArea = false;

  const openCell = ({ r = '', s = '0', t = 'n' }: Record<string, string>) => {
    column = placeOf(r)?.column ?? column + 1;
    const style = shared.styles[Number(s)] ?? PLAIN;
    cell = { column, type: t, style, value: '', hasValue: false, hasFormula: false };
  };
  const addCell = (value: Value, style: CellStyle) => {
    const showing = { is1904: shared.is1904, hasZeros };
    const before = leftOut.pale;
    const shown = shownCell(column, value, style, showing, leftOut);
    if (shown !== undefined) cells.push(shown);
    const pale = leftOut.pale - before;
    if (pale === 0) return;
    const seen = shownCell(column, value, { ...style, ground: undefined }, showing, { struck: [], pale: 0 });
    if (seen !== undefined) paleCells.push({ row, seen, pale });
  };
  const closeCell = () => {
    if (cell === undefined) return;
    const value = valueIn(cell, rich.take(), shared);
    if (value !== undefined) addCell(value, cell.style);
    cell = undefined;
  };
  const closeRow = () => {
    if (cells.length === 0) return;
    count += cells.length;
    if (rows.length < MOST_ROWS && count <= MOST_CELLS)
      rows.push({ row, cells: inOrder(cells, ({ column }) => column) });
    else isCut = true;
    cells = [];
  };

  scanXml(part, `工作表“${name}”`, {
    open(element, attributes) {
      if (element === 'c') openCell(attributes);
      else if (cell !== undefined) {
        if (element === 'v') {
          cell.hasValue = true;
          isValue = true;
        } else if (element === 'f') cell.hasFormula = true;
        else rich.open(element, attributes);
      } else if (element === 'row') {
        const { r, hidden, ht } = attributes;
        row = Number(r ?? row + 1);
        column = 0;
        if (isTrue(hidden) || (ht !== undefined && Number(ht) === 0)) hiddenRows.add(row);
      } else if (element === 'col') {
        const { min, max, hidden, width } = attributes;
        if (isTrue(hidden) || (width !== undefined && Number(width) === 0))
          hiddenColumns.push({ from: Number(min), to: Number(max) });
      } else if (element === 'conditionalFormatting') addColoured(attributes.sqref ?? '');
      else if (element === 'sqref') isArea = true;
      else if (element === 'mergeCell') {
        const area = areaOf(attributes.ref ?? '');
        if (area !== undefined) merges.push(area);
      } else if (element === 'autoFilter') {
        const area = areaOf(attributes.ref ?? '');
        if (area !== undefined) headers.push({ from: area.top, to: area.top });
      } else if (element === 'pane') {
        const { state = '', ySplit } = attributes;
        if (state.startsWith('frozen') && Number(ySplit) >= 1) headers.push({ from: 1, to: Number(ySplit) });
      } else if (element === 'sheetView')
        hasZeros = attributes.showZeros !== '0' && attributes.showZeros !== 'false';
    },
    text(text) {
      if (isArea) addColoured(text);
      if (cell === undefined) return;
      if (isValue) cell.value += text;
      else rich.text(text);
    },
    close(element) {
      if (element === 'c') closeCell();
      else if (element === 'row') closeRow();
      else if (element === 'v') isValue = false;
      else if (element === 'sqref') isArea = false;
      else if (cell !== undefined) rich.close(element);
    },
  });
  leftOut.pale -= restore(rows, paleCells, coloured);
  const ordered = inOrder(rows, (one) => one.row);
  return { name, rows: ordered, merges, hiddenRows, hiddenColumns, headers, ...leftOut, isCut };
}

/** Puts cells back that something else than their own fill may be under. @returns how many characters are seen so. */
function restore(rows: SheetRow[], paleCells: readonly PaleCell[], coloured: readonly Area[]): number {
  const byRow = new Map<number, SheetCell[]>();
  let count = 0;
  for (const { row, seen, pale } of coloured.length === 0 ? [] : paleCells) {
    const { column } = seen;
    const isIn = coloured.some(
      ({ top, left, bottom, right }) => top <= row && row <= bottom && left <= column && column <= right,
    );
    if (!isIn) continue;
    byRow.set(row, [...(byRow.get(row) ?? []), seen]);
    count += pale;
  }
  rows.forEach(({ row, cells }, at) => {
    const own = byRow.get(row);
    if (own === undefined) return;
    byRow.delete(row);
    const columns = new Set(own.map(({ column }) => column));
    const kept = cells.filter(({ column }) => !columns.has(column));
    rows[at] = { row, cells: [...kept, ...own].sort((a, b) => a.column - b.column) };
  });
  for (const [row, cells] of byRow) rows.push({ row, cells });
  return count;
}

/** Undefined for a cell that holds nothing. */
function valueIn(
  cell: OpenCell,
  inline: readonly Run[],
  { strings, is1904 }: SharedParts,
): Value | undefined {
  const { type, value, hasFormula } = cell;
  if (type === 'inlineStr') return { kind: 'text', runs: inline };
  if (!cell.hasValue) return hasFormula ? { kind: 'uncalculated' } : undefined;
  if (type === 's') return { kind: 'text', runs: strings[Number(value)] ?? [] };
  if (type === 'str') return { kind: 'text', runs: [{ text: unescaped(value) }] };
  if (type === 'b') return { kind: 'boolean', isTrue: value.trim() === '1' || value.trim() === 'true' };
  if (type === 'e') return { kind: 'error' };
  if (value.trim() === '') return hasFormula ? { kind: 'uncalculated' } : undefined;
  const number = type === 'd' ? serialOf(value, is1904) : Number(value);
  return number === undefined || !Number.isFinite(number)
    ? { kind: 'text', runs: [{ text: value }] }
    : { kind: 'number', number };
}

function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true';
}

/** Nearly always they are in order as they stand. */
function inOrder<T>(all: T[], place: (one: T) => number): T[] {
  const isOrdered = all.every((one, at) => at === 0 || place(one) > place(all[at - 1] as T));
  return isOrdered ? all : all.sort((a, b) => place(a) - place(b));
}
