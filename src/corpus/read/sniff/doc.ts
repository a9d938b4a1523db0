import { isOle, storesName } from '../containers/ole.ts';

const SECTOR = 512;
/** What begins the document of Word, and the book of Excel, in their streams. */
const WORD = [0xec, 0xa5];
const EXCEL = [0x09, 0x08];
const OTHERS = ['PowerPoint Document', 'EncryptedPackage', 'VisioDocument'];

/**
 * Whether bytes begin as a file of Word 97 to 2003 does. The names of what a compound file holds may stand anywhere in it:
 * one whose beginning tells nothing is taken for a document.
 */
export function looksLikeDoc(head: Uint8Array): boolean {
  return isOle(head) && (storedIn(head) ?? 'document') === 'document';
}

/** The same for a workbook of Excel 97 to 2003: one whose beginning tells nothing is taken for a workbook. */
export function looksLikeXls(head: Uint8Array): boolean {
  return isOle(head) && (storedIn(head) ?? 'workbook') === 'workbook';
}

function storedIn(head: Uint8Array): 'document' | 'workbook' | 'other' | undefined {
  if (storesName(head, 'WordDocument') || hasSector(head, WORD)) return 'document';
  if (storesName(head, 'Workbook') || storesName(head, 'Book') || hasSector(head, EXCEL)) return 'workbook';
  return OTHERS.some((name) => storesName(head, name)) ? 'other' : undefined;
}

function hasSector(head: Uint8Array, start: readonly number[]): boolean {
  for (let at = SECTOR; at < head.length; at += SECTOR)
    if (start.every((byte, index) => head[at + index] === byte)) return true;
  return false;
}
