import { type CellStyle, PLAIN, type Run } from '../cell.ts';
import { formatOf, parseFormat } from '../shown/number-format.ts';
import { keyOf } from '../visible.ts';
import { struckTexts } from './biff-strings.ts';

/** What a workbook of Excel 97 says of a sheet besides its values ([MS-XLS]). */
export interface BiffSheet {
  /** The style of the cell in a row and column, both from 1. */
  styleAt(row: number, column: number): CellStyle;
  /** The text of a cell, where parts of it are struck out. */
  partsAt(row: number, column: number): readonly Run[] | undefined;
  readonly hasZeros: boolean;
  /** So many rows at the top stay in place. */
  readonly frozenRows: number;
}

const BOF = 0x0809;
const EOF = 0x0a;
const FONT = 0x31;
const FORMAT = 0x041e;
const XF = 0xe0;
const SST = 0xfc;
const CONTINUE = 0x3c;
const WINDOW = 0x023e;
const PANE = 0x41;
const LABEL_SST = 0xfd;
const MULTIPLE_RK = 0xbd;
/** NUMBER, RK, FORMULA, BOOLERR, LABEL, RSTRING. */
const CELLS = new Set([0x0203, 0x027e, 0x0006, 0x0205, 0x0204, 0x00d6, LABEL_SST]);
const GLOBALS = 0x05;
const BIFF8 = 0x0600;
const BOLD = 700;

interface OpenSheet {
  readonly styles: Map<number, number>;
  readonly texts: Map<number, number>;
  hasZeros: boolean;
  isFrozen: boolean;
  frozenRows: number;
}

/** The sheets of a stream in its order, by the records that tell how cells look; undefined for one older than Excel 97. Linear in the bytes. */
export function readBiff(stream: Uint8Array): BiffSheet[] | undefined {
  const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength);
  const fonts: { isBold: boolean; isStruck: boolean }[] = [];
  const formats = new Map<number, string>();
  const styles: { font: number; format: number }[] = [];
  const strings: Uint8Array[] = [];
  const sheets: OpenSheet[] = [];
  let open: OpenSheet | undefined;
  let depth = 0;
  let last = 0;
  for (let at = 0; at + 4 <= stream.length; ) {
    const kind = view.getUint16(at, true);
    const size = view.getUint16(at + 2, true);
    const from = at + 4;
    at = from + size;
    if (at > stream.length) break;
    if (kind === BOF && size >= 4) {
      // A diagram within a sheet begins as a sheet does.
      if (depth++ > 0) continue;
      if (view.getUint16(from, true) !== BIFF8) return undefined;
      if (view.getUint16(from + 2, true) === GLOBALS) continue;
      open = { styles: new Map(), texts: new Map(), hasZeros: true, isFrozen: false, frozenRows: 0 };
      sheets.push(open);
    } else if (kind === EOF) {
      if (--depth === 0) open = undefined;
    } else if (depth > 1) continue;
    else if (kind === FONT && size >= 8)
      fonts.push({
        isBold: view.getUint16(from + 6, true) >= BOLD,
        isStruck: (view.getUint16(from + 2, true) & 0x08) !== 0,
      });
    else if (kind === FORMAT && size >= 5)
      formats.set(view.getUint16(from, true), unicodeAt(stream.subarray(from + 2, at)));
    else if (kind === XF && size >= 4)
      styles.push({ font: view.getUint16(from, true), format: view.getUint16(from + 2, true) });
    else if (kind === SST || (kind === CONTINUE && last === SST)) strings.push(stream.subarray(from, at));
    else if (open !== undefined) readSheetRecord(view, { kind, from, size }, open);
    if (kind !== CONTINUE) last = kind;
  }
  const fontOf = (index: number) =>
    fonts[index > 4 ? index - 1 : index] ?? { isBold: false, isStruck: false };
  const looks = styles.map(
    ({ font, format }): CellStyle => ({
      ...PLAIN,
      format: parseFormat(formatOf(format, formats)),
      ...fontOf(font),
    }),
  );
  const hasStruck = fonts.some(({ isStruck }) => isStruck);
  const parted = hasStruck ? struckTexts(strings, (font) => fontOf(font).isStruck) : undefined;
  return sheets.map(({ styles: byPlace, texts, hasZeros, isFrozen, frozenRows }) => ({
    styleAt: (row, column) => looks[byPlace.get(keyOf(row, column)) ?? -1] ?? PLAIN,
    partsAt: (row, column) => parted?.get(texts.get(keyOf(row, column)) ?? -1),
    hasZeros,
    frozenRows: isFrozen ? frozenRows : 0,
  }));
}

function readSheetRecord(
  view: DataView,
  { kind, from, size }: { kind: number; from: number; size: number },
  sheet: OpenSheet,
): void {
  const number = (offset: number) => view.getUint16(from + offset, true);
  if (CELLS.has(kind) && size >= 6) {
    const key = keyOf(number(0) + 1, number(2) + 1);
    sheet.styles.set(key, number(4));
    if (kind === LABEL_SST && size >= 10) sheet.texts.set(key, view.getUint32(from + 6, true));
  } else if (kind === MULTIPLE_RK)
    for (let column = number(2), offset = 4; offset + 6 <= size - 2; column++, offset += 6)
      sheet.styles.set(keyOf(number(0) + 1, column + 1), number(offset));
  else if (kind === WINDOW && size >= 2) {
    sheet.hasZeros = (number(0) & 0x10) !== 0;
    sheet.isFrozen = (number(0) & 0x08) !== 0;
  } else if (kind === PANE && size >= 4) sheet.frozenRows = number(2);
}

/** A text behind its length and a byte that tells whether its characters have two bytes. */
function unicodeAt(bytes: Uint8Array): string {
  const length = (bytes[0] ?? 0) + 256 * (bytes[1] ?? 0);
  const isWide = ((bytes[2] ?? 0) & 1) === 1;
  const characters = bytes.subarray(3, 3 + length * (isWide ? 2 : 1));
  return new TextDecoder(isWide ? 'utf-16le' : 'latin1').decode(characters);
}
