import { elementsOf, isHidden, type PageElement, textOf } from './page/page.ts';

/** What an element holds, hidden things left out; characters without blanks. */
export interface Measure {
  readonly characters: number;
  /** Of them, those within links to other pages. */
  readonly linked: number;
  readonly links: number;
  /** Marks that end sentences. */
  readonly stops: number;
  /** Tables that are no frames. */
  readonly tables: number;
}

export type Measures = ReadonlyMap<PageElement, Measure>;

const NOTHING: Measure = { characters: 0, linked: 0, links: 0, stops: 0, tables: 0 };
const CONTROLS = new Set(['input', 'button', 'select', 'textarea', 'option']);
/** Files that a page offers. */
const FILE = /\.(?:docx?|xlsx?|pptx?|wps|et|dps|pdf|ofd|ceb|rtf|csv|txt|zip|rar|7z)(?:[?#]|$)/iu;

/** The measures of an element and of all in it, but for those that `isOut` names. */
export function measure(
  root: PageElement,
  isOut: (element: PageElement) => boolean = () => false,
): Map<PageElement, Measure> {
  const measures = new Map<PageElement, Measure>();
  measureInto(root, false, isOut, measures);
  return measures;
}

function measureInto(
  element: PageElement,
  isLinked: boolean,
  isOut: (element: PageElement) => boolean,
  measures: Map<PageElement, Measure>,
): Measure {
  if (isHidden(element) || CONTROLS.has(element.name) || isOut(element)) return NOTHING;
  const isLink = isLinkAway(element);
  const sum = { ...NOTHING, links: isLink ? 1 : 0, tables: isData(element) ? 1 : 0 };
  for (const child of element.children) {
    if (typeof child === 'string') {
      const characters = child.replaceAll(/\s+/gu, '').length;
      sum.characters += characters;
      if (isLinked || isLink) sum.linked += characters;
      sum.stops += child.match(/[。；！？]/gu)?.length ?? 0;
      continue;
    }
    const inner = measureInto(child, isLinked || isLink, isOut, measures);
    sum.characters += inner.characters;
    sum.linked += inner.linked;
    sum.links += inner.links;
    sum.stops += inner.stops;
    sum.tables += inner.tables;
  }
  measures.set(element, sum);
  return sum;
}

/** A link that leads to another place, be it in this page; not to a file. */
function isLinkAway(element: PageElement): boolean {
  const address = element.attributes.get('href')?.trim();
  return element.name === 'a' && address !== undefined && address !== '' && !isFileLink(element);
}

export function isFileLink({ name, attributes, children }: PageElement): boolean {
  const address = attributes.get('href') ?? '';
  if (name !== 'a' || address === '') return false;
  if (FILE.test(address)) return true;
  const [only] = children;
  return children.length === 1 && typeof only === 'string' && FILE.test(only.trim());
}

/**
 * Whether a table has rows of its own that say something: cells with figures that are no days, or names of columns or a border,
 * and no links.
 */
export function isData(element: PageElement): boolean {
  if (element.name !== 'table') return false;
  const rows = rowsOf(element).map((row) => elementsOf(row).filter(({ name }) => /^t[dh]$/u.test(name)));
  if (rows.filter((cells) => cells.length > 1).length < 2) return false;
  const shown = rows.flat().slice(0, 60);
  const isRuled = shown.some(({ name }) => name === 'th') || Number(element.attributes.get('border')) > 0;
  if (isRuled && !shown.some((cell) => holds(cell, /^(?:a|table)$/u))) return true;
  const cells = shown.map(textOf);
  const figures = cells.filter(
    (text) =>
      text.length < 60 &&
      /\d/u.test(text.replaceAll(/\d{2,4}\s*[-年/.月]\s*\d{1,2}(?:[-月/.]\s*\d{1,2})?日?/gu, '')),
  );
  return figures.length >= 2 && figures.length * 8 >= cells.length;
}

function holds(element: PageElement, names: RegExp): boolean {
  return elementsOf(element).some((child) => names.test(child.name) || holds(child, names));
}

/** The rows of a table, in order; not those of a table within it. */
export function rowsOf(table: PageElement): PageElement[] {
  return elementsOf(table).flatMap((child) =>
    child.name === 'tr' ? [child] : /^(?:thead|tbody|tfoot)$/u.test(child.name) ? rowsOf(child) : [],
  );
}
