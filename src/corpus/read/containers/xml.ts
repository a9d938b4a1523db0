import { SaxesParser } from 'saxes';
import { UnreadableReport } from '../reader.ts';

/** An element of an XML document. Names are without prefixes: `w:p` is `p`. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlNode[];
}

export type XmlNode = XmlElement | string;

/** Nobody nests so deep. */
const DEEPEST = 1000;

/**
 * The root element of an XML document in UTF-8, UTF-16, or the GB encoding that it declares. Its own entities are never expanded: a document that uses one is refused.
 * Linear in the bytes.
 * @param part what of the file it is, for the reason.
 * @throws UnreadableReport where it is not well-formed, or nested beyond all use.
 */
export function readXml(bytes: Uint8Array, part: string): XmlElement {
  const root: { name: string; attributes: Record<string, string>; children: XmlNode[] } = {
    name: '',
    attributes: {},
    children: [],
  };
  const open = [root];
  scanXml(bytes, part, {
    open(name, attributes) {
      const element = { name, attributes, children: [] };
      open.at(-1)?.children.push(element);
      open.push(element);
    },
    close() {
      open.pop();
    },
    text(text) {
      if (open.length > 1) open.at(-1)?.children.push(text);
    },
  });
  const [first] = root.children;
  if (first === undefined || typeof first === 'string') throw faultOf(part, '没有内容');
  return first;
}

/** What is met in an XML document, in order. Names are without prefixes. */
export interface XmlEvents {
  open(name: string, attributes: Record<string, string>): void;
  close(name: string): void;
  /** A piece of text: one text may come in several. */
  text(text: string): void;
}

/** So many bytes are decoded at a time. */
const CHUNK = 1 << 18;

/** Reads an XML document as `readXml` does, without keeping it: for documents of millions of elements. */
export function scanXml(bytes: Uint8Array, part: string, events: XmlEvents): void {
  const parser = new SaxesParser({ xmlns: false, fragment: false, position: false });
  let depth = 0;
  parser.on('error', (error) => {
    throw faultOf(part, error.message);
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (++depth > DEEPEST + 1) throw faultOf(part, '嵌套太深');
    const plain: Record<string, string> = {};
    for (const key in attributes) plain[localName(key)] = attributes[key] ?? '';
    events.open(localName(name), plain);
  });
  parser.on('closetag', ({ name }) => {
    depth--;
    events.close(localName(name));
  });
  const text = (piece: string) => {
    if (piece !== '') events.text(piece);
  };
  parser.on('text', text);
  parser.on('cdata', text);
  const decoder = new TextDecoder(encodingOf(bytes));
  for (let at = 0; at < bytes.length; at += CHUNK)
    parser.write(decoder.decode(bytes.subarray(at, at + CHUNK), { stream: true }));
  parser.write(decoder.decode()).close();
}

function faultOf(part: string, details: string): UnreadableReport {
  return new UnreadableReport(`文件里的 ${part} 已经损坏（${details}）`);
}

function encodingOf(bytes: Uint8Array): string {
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (isUtf16) return bytes[0] === 0xff ? 'utf-16le' : 'utf-16be';
  const declaration = new TextDecoder('latin1').decode(bytes.subarray(0, LONGEST_DECLARATION));
  return CHINESE.test(declaration) ? 'gb18030' : 'utf-8';
}

const LONGEST_DECLARATION = 200;
/** GB 18030 holds the characters of the other two. */
const CHINESE = /^\s*<\?xml[^>]*encoding\s*=\s*["'](?:gb2312|gbk|gb18030)["']/iu;

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

export function elementsOf(element: XmlElement): XmlElement[] {
  return element.children.filter((child): child is XmlElement => typeof child !== 'string');
}

/** The first child of a name. */
export function childOf(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find(
    (child): child is XmlElement => typeof child !== 'string' && child.name === name,
  );
}

/** All text within an element, in order. */
export function textOf(element: XmlElement): string {
  return element.children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('');
}
