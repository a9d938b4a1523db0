import { parseHTML } from 'linkedom';
import { normaliseCharacters } from '../../../lines.ts';
import { balance } from './balance.ts';
import { readSheets, type Sheet, type Style, styleOf } from './style.ts';

/** An element of a page; its name and the names of its attributes are in lower case. */
export interface PageElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly style: Style;
  readonly children: readonly PageNode[];
}

export type PageNode = PageElement | string;

export interface Page {
  readonly root: PageElement;
  /** Of `<title>`, or empty. */
  readonly title: string;
  /** Contents of the `<meta>` elements by name or property, in lower case; of each the first. */
  readonly meta: ReadonlyMap<string, string>;
  /** How many frames show other pages in this one. */
  readonly frames: number;
  readonly hasScripts: boolean;
}

/** What a node of the parser shows. */
interface ParsedNode {
  readonly nodeType: number;
  readonly nodeName: string;
  readonly nodeValue: string | null;
  readonly textContent: string | null;
  readonly firstChild: ParsedNode | null;
  readonly nextSibling: ParsedNode | null;
  readonly attributes?: Iterable<{ readonly name: string; readonly value: string }>;
}

interface Making {
  title: string;
  readonly meta: Map<string, string>;
  frames: number;
  hasScripts: boolean;
  readonly sheet: Sheet;
}

/** Their content is never shown as text. */
const UNSHOWN = new Set(
  'script style title meta link base noscript noframes template iframe frame object embed applet video audio canvas map svg xml datalist'.split(
    ' ',
  ),
);
const TEXT = 3;
const ELEMENT = 1;

/**
 * The elements of a page that show something, nested at most as deep as `balance` lets them. Linear in the source.
 * @param sheets style sheets that stand beside the page.
 */
export function readPage(source: string, sheets: readonly string[] = []): Page {
  const document: ParsedNode = parseHTML(balance(source)).document;
  const inner: string[] = [];
  addSheets(document, inner);
  const making: Making = {
    title: '',
    meta: new Map(),
    frames: 0,
    hasScripts: false,
    sheet: readSheets([...sheets, ...inner]),
  };
  const children = childrenOf(document, making);
  const root: PageElement = { name: '', attributes: new Map(), style: new Map(), children };
  const { title, meta, frames, hasScripts } = making;
  return { root, title, meta, frames, hasScripts };
}

function addSheets(parent: ParsedNode, sheets: string[]): void {
  for (let node = parent.firstChild; node !== null; node = node.nextSibling) {
    if (node.nodeName === 'STYLE') sheets.push(node.textContent ?? '');
    else if (node.nodeType === ELEMENT) addSheets(node, sheets);
  }
}

function childrenOf(parent: ParsedNode, making: Making): PageNode[] {
  const children: PageNode[] = [];
  let text = '';
  const endText = () => {
    if (text !== '') children.push(normaliseCharacters(text));
    text = '';
  };
  for (let node = parent.firstChild; node !== null; node = node.nextSibling) {
    if (node.nodeType === TEXT) text += node.nodeValue ?? '';
    if (node.nodeType !== ELEMENT) continue;
    const name = node.nodeName.toLowerCase();
    note(name, node, making);
    if (UNSHOWN.has(name)) continue;
    endText();
    children.push(elementOf(name, node, making));
  }
  endText();
  return children;
}

function elementOf(name: string, node: ParsedNode, making: Making): PageElement {
  const attributes = attributesOf(node);
  const selected = { name, id: attributes.get('id') ?? '', classes: wordsOf(attributes.get('class')) };
  const style = styleOf(selected, attributes.get('style') ?? '', making.sheet);
  return { name, attributes, style, children: childrenOf(node, making) };
}

/** Takes in what an element says of the page. */
function note(name: string, node: ParsedNode, making: Making): void {
  if (name === 'script') making.hasScripts = true;
  else if (name === 'iframe' || name === 'frame') making.frames++;
  else if (name === 'title' && making.title === '') making.title = oneLine(node.textContent ?? '');
  else if (name === 'meta') {
    const attributes = attributesOf(node);
    const key = (attributes.get('name') ?? attributes.get('property') ?? '').trim().toLowerCase();
    const content = oneLine(attributes.get('content') ?? '');
    if (key !== '' && content !== '' && !making.meta.has(key)) making.meta.set(key, content);
  }
}

/** The parser keeps the case of attributes: STYLE, rowSpan. */
function attributesOf(node: ParsedNode): Map<string, string> {
  const attributes = new Map<string, string>();
  for (const { name, value } of node.attributes ?? []) {
    const key = name.toLowerCase();
    if (!attributes.has(key)) attributes.set(key, value);
  }
  return attributes;
}

export function wordsOf(value: string | undefined): string[] {
  return (value ?? '').split(/\s+/u).filter((word) => word !== '');
}

export function oneLine(text: string): string {
  return normaliseCharacters(text).replaceAll(/\s+/gu, ' ').trim();
}

export function elementsOf({ children }: PageElement): PageElement[] {
  return children.filter((child): child is PageElement => typeof child !== 'string');
}

/** All text within an element, in order. */
export function textOf(element: PageElement): string {
  return element.children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('');
}

/** Whether an element is hidden by what it says itself. */
export function isHidden({ attributes, style }: PageElement): boolean {
  return (
    attributes.has('hidden') ||
    attributes.get('aria-hidden') === 'true' ||
    style.get('display') === 'none' ||
    style.get('visibility') === 'hidden' ||
    style.get('mso-hide') === 'all'
  );
}
