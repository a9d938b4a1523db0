import { latin } from '../html/page/charset.ts';
import { looksLikeMime } from '../html/page/mime.ts';

const OPENING =
  /^(?:\s|<!--(?:[^-]|-(?!->)){0,2000}-->|<\?xml\b[^>]{0,300}>|<\?mso[^>]{0,100}>){0,20}<(?:!doctype\s+html|html|head|body|meta|title|table|div|p|frameset|style|center|font)(?=[\s>])/iu;
const OTHER_XML =
  /<\?mso-application|xmlns="(?!http:\/\/www\.w3\.org\/(?:1999\/xhtml|TR\/REC-html40))[^"]{0,200}"[^>]{0,200}>\s{0,80}<(?!head|body|meta)/iu;

/**
 * Whether a file begins as a page does, or as one saved with its parts in one file (MHTML), whatever its name ends with.
 * @param head its first bytes.
 */
export function looksLikeHtml(head: Uint8Array): boolean {
  const text = headText(head);
  if (looksLikeMime(head)) return true;
  return OPENING.test(text) && !OTHER_XML.test(text.slice(0, 1200));
}

function headText(head: Uint8Array): string {
  const isWide = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  if (!isWide) return latin(head).replace(/^\xef\xbb\xbf/u, '');
  return new TextDecoder(head[0] === 0xff ? 'utf-16le' : 'utf-16be').decode(head).replace(/^\ufeff/u, '');
}
