import type { Run } from '../cell.ts';

/** Reads on through the records that a table of texts is parted into. */
interface Reader {
  byte(): number;
  short(): number;
  long(): number;
  skip(count: number): void;
  /** Characters; where they go on in the next record, that says anew whether they have two bytes. */
  characters(count: number, isWide: boolean): string;
  readonly isAtEnd: boolean;
}

/**
 * The texts of a workbook of Excel 97 that are struck out in part, by their number ([MS-XLS] 2.5.293). Linear in the bytes.
 * @param records the table of texts, and the records that it goes on in.
 */
export function struckTexts(
  records: readonly Uint8Array[],
  isStruck: (font: number) => boolean,
): Map<number, readonly Run[]> {
  const found = new Map<number, readonly Run[]>();
  const reader = readerOf(records);
  reader.skip(4);
  const count = reader.long();
  for (let index = 0; index < count && !reader.isAtEnd; index++) {
    const length = reader.short();
    const flags = reader.byte();
    const runs = (flags & 0x08) !== 0 ? reader.short() : 0;
    const extension = (flags & 0x04) !== 0 ? reader.long() : 0;
    const text = reader.characters(length, (flags & 0x01) !== 0);
    const fonts = Array.from({ length: runs }, () => ({ from: reader.short(), font: reader.short() }));
    reader.skip(extension);
    if (fonts.some(({ font }) => isStruck(font)))
      found.set(index, [
        { text: text.slice(0, fonts[0]?.from) },
        ...fonts.map(({ from, font }, at) => ({
          text: text.slice(from, fonts[at + 1]?.from),
          isStruck: isStruck(font),
        })),
      ]);
  }
  return found;
}

function readerOf(records: readonly Uint8Array[]): Reader {
  let record = 0;
  let at = 0;
  const settle = () => {
    while (record < records.length && at >= (records[record]?.length ?? 0)) {
      at -= records[record]?.length ?? 0;
      record++;
    }
  };
  const byte = () => {
    settle();
    return records[record]?.[at++] ?? 0;
  };
  return {
    byte,
    short: () => byte() + 256 * byte(),
    long: () => byte() + 256 * byte() + 65_536 * byte() + 16_777_216 * byte(),
    skip(count) {
      at += count;
      settle();
    },
    characters(count, isWideAtFirst) {
      settle();
      let isWide = isWideAtFirst;
      let text = '';
      for (let left = count; left > 0 && record < records.length; ) {
        const bytes = records[record] ?? new Uint8Array();
        const size = isWide ? 2 : 1;
        const here = Math.min(left, Math.floor((bytes.length - at) / size));
        text += new TextDecoder(isWide ? 'utf-16le' : 'latin1').decode(bytes.subarray(at, at + here * size));
        at += here * size;
        left -= here;
        if (left > 0) {
          record++;
          at = 1;
          isWide = ((records[record]?.[0] ?? 0) & 1) === 1;
        }
      }
      return text;
    },
    get isAtEnd() {
      settle();
      return record >= records.length;
    },
  };
}
