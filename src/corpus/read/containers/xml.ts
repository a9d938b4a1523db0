import { SaxesParser } from 'saxes';
import { UnreadableReport } from './reader.ts';

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
 * The root element of an XML document in UTF-8 or UTF-16. Its own entities are never expanded: a document that uses one is refused.
 * Linear in the bytes.
 * @param part what of the file it is, for the reason.
 * @throws UnreadableReport where it is not well-formed, or nested beyond all use.
 */
export function readXml(bytes: Uint8Array, part: string): XmlElement {
  const parser = new SaxesParser({ xmlns: false, fragment: false, position: false });
  const root: { name: string; attributes: Record<string, string>; children: XmlNode[] } = {
    name: '',
    attributes: {},
    children: [],
  };
  const open = [root];
  const fault = (details: string) => new UnreadableReport(`文件里的 ${part} 已经损坏（${details}）`);
  parser.on('error', (error) => {
    throw fault(error.message);
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (open.length > DEEPEST) throw fault('嵌套太深');
    const element = {
      name: localName(name),
      attributes: Object.fromEntries(
        Object.entries(attributes).map(([key, value]) => [localName(key), value]),
      ),
      children: [],
    };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => {
    open.pop();
  });
  const addText = (text: string) => {
    const children = open.at(-1)?.children;
    if (open.length > 1 && text !== '') children?.push(text);
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.write(decodeXml(bytes)).close();
  const [first] = root.children;
  if (first === undefined || typeof first === 'string') throw fault('没有内容');
  return first;
}

function decodeXml(bytes: Uint8Array): string {
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  return new TextDecoder(isUtf16 ? (bytes[0] === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8').decode(bytes);
}

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
