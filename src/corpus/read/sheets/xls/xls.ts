import { type CellObject, CFB, read, type WorkBook, type WorkSheet } from '@e965/xlsx';
import { HEAD_BYTES, UnreadableReport } from '../../reader.ts';
import { type CellsLeftOut, PLAIN, shownCell, type Value } from '../cell.ts';
import {
  areaOf,
  MOST_CELLS,
  MOST_ROWS,
  type Sheet,
  type SheetCell,
  type SheetRow,
  type Workbook,
} from '../sheet.ts';
import { parseFormat } from '../shown/number-format.ts';
import { type BiffSheet, readBiff } from './biff.ts';

/** A larger file is no table that people read. */
const MOST_BYTES = 100 * 1024 * 1024;
/** Excel 97 has no more rows, and reading one further tells that there are more. */
const ROWS_READ = MOST_ROWS + 1;

/**
 * A workbook of Excel 97 to 2003, or of WPS (xls, et).
 * @throws UnreadableReport where it is none, damaged, or locked by a password.
 */
export function readXls(bytes: Uint8Array): Workbook {
  if (!isWorkbook(bytes)) throw new UnreadableReport(NO_WORKBOOK);
  if (bytes.length > MOST_BYTES) throw new UnreadableReport('超过 100 MB，不像一份办公文件');
  const { book, biff } = opened(bytes);
  const notes: string[] = [];
  const sheets: Sheet[] = [];
  book.SheetNames.forEach((name, at) => {
    const sheet = book.Sheets[name];
    if (isHidden(book, name)) notes.push(`工作表“${name}”是隐藏的，没有读`);
    else if (sheet === undefined || (sheet['!type'] ?? 'sheet') !== 'sheet')
      notes.push(`“${name}”不是普通工作表（图表等），没有读`);
    else sheets.push(sheetOf(name, sheet, at, { book, biff }));
  });
  return { sheets, notes };
}

const LOCKED = '有打开密码，请去掉密码再放';
const NO_WORKBOOK = '不是 Excel 工作簿，或者已经损坏，请用 Excel 另存为 .xlsx';

/** In a container, a bare stream of the oldest programs, or the XML of Excel 2003: what else there is would be read as text. */
function isWorkbook(bytes: Uint8Array): boolean {
  if (isContainer(bytes) || bytes[0] === 0x09) return true;
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, HEAD_BYTES)).replaceAll('\0', '');
  return head.includes('<?xml') && head.includes('urn:schemas-microsoft-com:office:spreadsheet');
}

function isContainer(bytes: Uint8Array): boolean {
  return bytes[0] === 0xd0 && bytes[1] === 0xcf;
}

function opened(bytes: Uint8Array): { book: WorkBook; biff: readonly BiffSheet[] | undefined } {
  try {
    const stream = isContainer(bytes) ? streamOf(bytes) : undefined;
    const biff = stream && readBiff(stream);
    // By itself: reading the author's name and the like never ends where a container is damaged.
    const book = read(stream ?? bytes, {
      type: 'array',
      dense: true,
      cellNF: true,
      cellText: false,
      cellHTML: false,
      cellFormula: false,
      cellDates: false,
      cellStyles: true,
      sheetRows: ROWS_READ,
    });
    return { book, biff };
  } catch (error) {
    if (error instanceof UnreadableReport) throw error;
    const isLocked = error instanceof Error && /password|encrypt/iu.test(error.message);
    throw new UnreadableReport(isLocked ? LOCKED : NO_WORKBOOK, { cause: error });
  }
}

/** The part of a container that holds the workbook. */
function streamOf(bytes: Uint8Array): Uint8Array {
  const container = CFB.read(bytes, { type: 'array' });
  if (CFB.find(container, '/EncryptedPackage') != null) throw new UnreadableReport(LOCKED);
  if (CFB.find(container, '/WordDocument') != null)
    throw new UnreadableReport('内容是 Word 文档，请把文件名的结尾改成 .doc');
  const content = (CFB.find(container, '/Workbook') ?? CFB.find(container, '/Book'))?.content;
  if (content === undefined) throw new UnreadableReport(NO_WORKBOOK);
  return content instanceof Uint8Array ? content : Uint8Array.from(content as ArrayLike<number>);
}

function isHidden(book: WorkBook, name: string): boolean {
  return (book.Workbook?.Sheets ?? []).some((one) => one.name === name && (one.Hidden ?? 0) !== 0);
}

function sheetOf(
  name: string,
  sheet: WorkSheet,
  index: number,
  { book, biff }: { readonly book: WorkBook; readonly biff: readonly BiffSheet[] | undefined },
): Sheet {
  const looks = biff?.[index];
  const showing = { is1904: book.Workbook?.WBProps?.date1904 === true, hasZeros: looks?.hasZeros ?? true };
  const leftOut: CellsLeftOut = { struck: [], pale: 0 };
  const rows: SheetRow[] = [];
  let isCut = false;
  let count = 0;
  const data = (sheet['!data'] ?? []) as readonly (readonly CellObject[] | undefined)[];
  // Holes of rows and columns are passed over.
  data.forEach((cells, at) => {
    const shown: SheetCell[] = [];
    cells?.forEach((cell, column) => {
      const style = looks?.styleAt(at + 1, column + 1) ?? { ...PLAIN, format: parseFormat(formatOf(cell)) };
      const parts = looks?.partsAt(at + 1, column + 1);
      const value: Value | undefined = parts === undefined ? valueIn(cell) : { kind: 'text', runs: parts };
      const one = value && shownCell(column + 1, value, style, showing, leftOut);
      if (one !== undefined) shown.push(one);
    });
    count += shown.length;
    if (shown.length === 0) return;
    if (rows.length < MOST_ROWS && count <= MOST_CELLS) rows.push({ row: at + 1, cells: shown });
    else isCut = true;
  });
  const filter = areaOf(sheet['!autofilter']?.ref ?? '');
  return {
    name,
    rows,
    merges: (sheet['!merges'] ?? []).map(({ s, e }) => ({
      top: s.r + 1,
      left: s.c + 1,
      bottom: e.r + 1,
      right: e.c + 1,
    })),
    hiddenRows: new Set((sheet['!rows'] ?? []).flatMap((row, at) => (row?.hidden === true ? [at + 1] : []))),
    hiddenColumns: (sheet['!cols'] ?? []).flatMap((column, at) =>
      column?.hidden === true ? [{ from: at + 1, to: at + 1 }] : [],
    ),
    headers: [
      ...(filter === undefined ? [] : [{ from: filter.top, to: filter.top }]),
      ...(looks !== undefined && looks.frozenRows > 0 ? [{ from: 1, to: looks.frozenRows }] : []),
    ],
    ...leftOut,
    isCut,
  };
}

function formatOf({ z }: CellObject): string {
  return typeof z === 'string' ? z : 'General';
}

function valueIn({ t, v }: CellObject): Value | undefined {
  if (t === 'n' && typeof v === 'number') return { kind: 'number', number: v };
  if (t === 's' && typeof v === 'string') return { kind: 'text', runs: [{ text: v }] };
  if (t === 'b') return { kind: 'boolean', isTrue: v === true };
  return t === 'e' ? { kind: 'error' } : undefined;
}
