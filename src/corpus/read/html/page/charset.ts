import { decode, type Encoding, strict } from '../../decode.ts';
import { UnreadableReport } from '../../reader.ts';

/** A page declares its encoding within so many bytes. */
const DECLARED_WITHIN = 4096;
const META = /<meta\b[^>]{0,400}?\bcharset\s*=\s*["']?\s*([\w:-]{2,24})/iu;
const XML = /^\s*<\?xml\b[^>]{0,200}?\bencoding\s*=\s*["']([\w:-]{2,24})["']/iu;

/** Names that pages give to encodings; all of GB are read as the one that holds the others. */
const ENCODINGS: readonly (readonly [RegExp, Encoding])[] = [
  [/^(?:utf-?8|unicode-1-1-utf-8)$/iu, 'utf-8'],
  [/^(?:x-)?(?:gb|cp936|ms936|windows-936|chinese|csgb|iso-ir-58|hz-gb)/iu, 'gb18030'],
  [/^(?:x-)?(?:cn-)?big5|^csbig5|^cp950/iu, 'big5'],
];

/**
 * The text of a page: by its byte order mark, by UTF-8 that holds Han and has no fault, by what it declares, and else as any
 * text file. A byte that does not fit becomes U+FFFD where the encoding is declared: a page may be cut within a word of its frame.
 * @param told the encoding that a header outside the page names.
 * @throws UnreadableReport where the bytes are no text.
 */
export function decodePage(bytes: Uint8Array, told?: string): string {
  if (bytes.length === 0) throw new UnreadableReport('文件是空的');
  const isMarked = /^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/u.test(latin(bytes.subarray(0, 3)));
  const utf8 = isMarked ? undefined : strict(bytes, 'utf-8');
  if (utf8 !== undefined && !utf8.includes('\0') && /\p{Script=Han}/u.test(utf8)) return utf8;
  const declared = isMarked ? undefined : (encodingOf(told) ?? encodingOf(declaredIn(bytes)));
  if (declared !== undefined) {
    const text = new TextDecoder(declared, { ignoreBOM: true }).decode(bytes);
    if (!text.includes('\ufffd')) return text;
    const other = decode(bytes);
    return 'text' in other ? other.text : text;
  }
  const decoded = decode(bytes);
  if ('text' in decoded) return decoded.text;
  throw new UnreadableReport(decoded.refused);
}

function declaredIn(bytes: Uint8Array): string | undefined {
  const head = latin(bytes.subarray(0, DECLARED_WITHIN));
  return (XML.exec(head) ?? META.exec(head))?.[1];
}

function encodingOf(label: string | undefined): Encoding | undefined {
  return label === undefined ? undefined : ENCODINGS.find(([name]) => name.test(label.trim()))?.[1];
}

/** Each byte a character: enough for what is ASCII in every encoding. */
export function latin(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
