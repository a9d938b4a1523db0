import { UnreadableReport } from '../reader.ts';
import { damaged, openCompound } from './compound.ts';
import { longAt, wordAt } from './sprms.ts';

/** The main parts of the text, in the order in which their characters stand. */
const PARTS = [
  'body',
  'footnotes',
  'headers',
  'macros',
  'comments',
  'endnotes',
  'boxes',
  'headerBoxes',
] as const;
export type Part = (typeof PARTS)[number];

/** Places of tables within the file's head (FibRgFcLcb97), by their number. */
export const TABLES = {
  styles: 1,
  footnoteMarks: 2,
  footnoteTexts: 3,
  runs: 12,
  paragraphs: 13,
  fonts: 15,
  pieces: 33,
  anchors: 40,
  endnoteMarks: 46,
  endnoteTexts: 47,
  boxTexts: 56,
  lists: 73,
  listOverrides: 74,
} as const;

const MAGIC = 0xa5ec;
const FIRST_PART = 0x4c;
const FIRST_TABLE = 0x9a;
/** Word 97; what is older has another shape. */
const OLDEST = 0xc1;

/** A file of Word 97 to 2003. */
export interface WordFile {
  readonly main: Uint8Array;
  readonly data: Uint8Array | undefined;
  /** The characters of a part, as places within all of them. */
  readonly parts: Readonly<Record<Part, { readonly start: number; readonly end: number }>>;
  /** A table; empty where the file has none. */
  table(number: number): Uint8Array;
  /** What stands behind a table. */
  behind(number: number): Uint8Array;
}

/** @throws UnreadableReport where it is no file of Word, too old, encrypted, or damaged. */
export function openWordFile(bytes: Uint8Array): WordFile {
  const compound = openCompound(bytes);
  const main = compound.stream('WordDocument');
  if (main === undefined) {
    const isNewer = compound.stream('EncryptedPackage') !== undefined;
    throw new UnreadableReport(
      isNewer ? '文件加了打开密码，请去掉密码再放进来' : '里面没有 Word 的正文，请用 Word、WPS 另存为 docx',
    );
  }
  if (wordAt(main, 0) !== MAGIC || wordAt(main, 2) < OLDEST)
    throw new UnreadableReport('是 Word 95 或者更早的格式，请用 Word、WPS 另存为 docx');
  const flags = wordAt(main, 10);
  if ((flags & 0x100) !== 0) throw new UnreadableReport('文件加了打开密码，请去掉密码再放进来');
  const tables = compound.stream((flags & 0x200) !== 0 ? '1Table' : '0Table');
  if (tables === undefined) throw damaged();
  let start = 0;
  const parts = Object.fromEntries(
    PARTS.map((part, at) => {
      const end = start + longAt(main, FIRST_PART + at * 4);
      const stretch = { start, end };
      start = end;
      return [part, stretch];
    }),
  ) as WordFile['parts'];
  const place = (number: number) => longAt(main, FIRST_TABLE + number * 8);
  const size = (number: number) => longAt(main, FIRST_TABLE + number * 8 + 4);
  return {
    main,
    data: compound.stream('Data'),
    parts,
    table: (number) => tables.subarray(place(number), place(number) + size(number)),
    behind: (number) => tables.subarray(place(number) + size(number)),
  };
}

/** A table of places (PLC): `count + 1` characters, then `count` pieces of data of one size. */
export interface Places {
  readonly count: number;
  at(index: number): number;
  dataAt(index: number): Uint8Array;
}

export function placesOf(bytes: Uint8Array, size: number): Places {
  const count = Math.max(0, Math.floor((bytes.length - 4) / (4 + size)));
  const first = (count + 1) * 4;
  return {
    count,
    at: (index) => longAt(bytes, index * 4),
    dataAt: (index) => bytes.subarray(first + index * size, first + (index + 1) * size),
  };
}
