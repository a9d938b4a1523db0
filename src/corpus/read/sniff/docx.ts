import { Inflate } from 'fflate';
import { looksLikeZip } from '../containers/archive.ts';

const LOCAL_HEADER = 0x04034b50;
const HEADER_SIZE = 30;
const DEFLATED = 8;
/** The kinds of the parts that a document of Word consists of. */
const WORD = /wordprocessingml|ms-word\.(?:document|template)/u;

/**
 * Whether bytes begin as a document of Word does: an archive with a folder `word`, or whose list of kinds names Word.
 * @param head the first bytes of a file; they may end anywhere.
 */
export function looksLikeDocx(head: Uint8Array): boolean {
  if (!looksLikeZip(head)) return false;
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  for (let at = 0; at + HEADER_SIZE <= head.length; at++) {
    if (view.getUint32(at, true) !== LOCAL_HEADER) continue;
    const name = at + HEADER_SIZE;
    const content = name + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
    const path = Buffer.from(head.subarray(name, name + view.getUint16(at + 26, true))).toString('latin1');
    if (/^\/?word[/\\]/iu.test(path)) return true;
    if (!/^\/?\[content_types\]\.xml$/iu.test(path) || content >= head.length) continue;
    const isDeflated = view.getUint16(at + 8, true) === DEFLATED;
    if (WORD.test(isDeflated ? inflateStart(head.subarray(content)) : asText(head.subarray(content))))
      return true;
  }
  return false;
}

/** What the beginning of deflated bytes says, as far as it goes. */
function inflateStart(bytes: Uint8Array): string {
  let text = '';
  try {
    new Inflate((chunk) => {
      text += asText(chunk);
    }).push(bytes, false);
  } catch {
    return text;
  }
  return text;
}

function asText(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}
