import { looksLikeZip } from '../containers/archive.ts';
import { looksLikeXls } from './doc.ts';

/** PDF readers look for the mark within the first kilobyte. */
export function looksLikePdf(head: Uint8Array): boolean {
  return latin(head.subarray(0, 1024)).includes('%PDF-');
}

/** A workbook of Excel: an archive with a folder `xl`, a compound file that stores a book, a stream of BIFF, or XML of 2003. */
export function looksLikeWorkbook(head: Uint8Array): boolean {
  if (looksLikeZip(head)) return /xl\//u.test(latin(head));
  if (looksLikeXls(head)) return true;
  const [first = 0, second = 1] = head;
  return (first === 0x09 && [0x00, 0x02, 0x04, 0x08].includes(second)) || SPREADSHEET_XML.test(latin(head));
}

const SPREADSHEET_XML = /^[^<]{0,4}<\?xml[^>]*>[\s\S]{0,2000}urn:schemas-microsoft-com:office:spreadsheet/u;

/** GB/T 33190. */
export function looksLikeOfd(head: Uint8Array): boolean {
  return looksLikeZip(head) && /OFD\.xml|Doc_\d/iu.test(latin(head));
}

/** JPEG, PNG, TIFF, BMP or WebP. */
export function looksLikePicture(head: Uint8Array): boolean {
  const starts = (...bytes: number[]) => bytes.every((byte, at) => head[at] === byte);
  const text = latin(head.subarray(0, 16));
  return (
    starts(0xff, 0xd8, 0xff) ||
    starts(0x89, 0x50, 0x4e, 0x47) ||
    starts(0x49, 0x49, 0x2a, 0x00) ||
    starts(0x4d, 0x4d, 0x00, 0x2a) ||
    (text.startsWith('BM') && head[6] === 0 && head[7] === 0) ||
    /^RIFF[\s\S]{4}WEBP/u.test(text)
  );
}

/** A character for each byte. */
function latin(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}
