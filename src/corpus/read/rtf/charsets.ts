/** Encodings by the number of a code page. */
const CODE_PAGES: Readonly<Record<number, string>> = {
  ...{ 932: 'shift_jis', 936: 'gb18030', 949: 'euc-kr', 950: 'big5', 54936: 'gb18030', 65001: 'utf-8' },
  ...{ 1250: 'windows-1250', 1251: 'windows-1251', 1252: 'windows-1252', 1253: 'windows-1253' },
};
/** Code pages by the number of a font's character set. */
const CHARSETS: Readonly<Record<number, number>> = { 128: 932, 129: 949, 134: 936, 136: 950, 204: 1251 };
/** The character set of fonts of symbols. */
export const SYMBOLS = 2;

/**
 * The characters of bytes.
 * @param charset of the font; one that says nothing leaves it to the file.
 * @param page the code page of the file.
 */
export function decodeBytes(bytes: Uint8Array, charset: number | undefined, page: number): string {
  if (bytes.every((byte) => byte < 0x80)) return Buffer.from(bytes).toString('latin1');
  const label = CODE_PAGES[CHARSETS[charset ?? -1] ?? page] ?? 'gb18030';
  try {
    return new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
