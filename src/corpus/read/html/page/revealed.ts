import { elementsOf, isHidden, type PageElement, type PageNode, wordsOf } from './page.ts';

/** A page with what its scripts show. */
export interface Revealed {
  readonly page: PageElement;
  /** Characters that stay hidden, blanks not counted. */
  readonly hidden: number;
}

/** Elements of which a page shows one at a time, and words of their classes. */
const PANES = /^(?:div|section|ul|dl|li|dd|article)$/u;
const PANE = /tab|pane|panel|con|card|box|item/iu;

/**
 * The page with its tabs open, and with its largest hidden part shown where that holds more than all that is seen.
 * Linear in the page.
 */
export function revealed(parsed: PageElement): Revealed {
  const page = withTabs(parsed);
  const parts = hiddenIn(page).map((element) => ({ element, size: sizeOf(element, true) }));
  const most = parts.reduce((best, part) => (part.size > best.size ? part : best), {
    element: page,
    size: 0,
  });
  const all = parts.reduce((sum, { size }) => sum + size, 0);
  if (most.size <= sizeOf(page, false)) return { page, hidden: all };
  return { page: withShown(page, most.element), hidden: all - most.size };
}

function hiddenIn(parent: PageElement): PageElement[] {
  return elementsOf(parent).flatMap((child) => (isHidden(child) ? [child] : hiddenIn(child)));
}

/** Characters of an element without blanks, links and what is hidden in it. */
function sizeOf(element: PageElement, isShown: boolean): number {
  if ((!isShown && isHidden(element)) || element.attributes.has('href')) return 0;
  return element.children.reduce(
    (sum, child) =>
      sum + (typeof child === 'string' ? child.replaceAll(/\s+/gu, '').length : sizeOf(child, false)),
    0,
  );
}

function shown(element: PageElement): PageElement {
  const attributes = [...element.attributes].filter(([name]) => name !== 'hidden' && name !== 'aria-hidden');
  const style = [...element.style].filter(([property]) => !/^(?:display|visibility)$/u.test(property));
  return { ...element, attributes: new Map(attributes), style: new Map(style) };
}

function withShown(parent: PageElement, wanted: PageElement): PageElement {
  const children = parent.children.map((child): PageNode => {
    if (typeof child === 'string') return child;
    return child === wanted ? shown(child) : withShown(child, wanted);
  });
  return { ...parent, children };
}

/** Shows what is hidden beside its like: of tabs a page shows one, and a click shows another. */
function withTabs(parent: PageElement): PageElement {
  const seen = new Set(
    elementsOf(parent)
      .filter((child) => !isHidden(child) && hasText(child))
      .flatMap(kindsOf),
  );
  const children = parent.children.map((child): PageNode => {
    if (typeof child === 'string') return child;
    const isPane = isHidden(child) && kindsOf(child).some((kind) => seen.has(kind));
    return withTabs(isPane ? shown(child) : child);
  });
  return { ...parent, children };
}

function kindsOf({ name, attributes }: PageElement): string[] {
  if (!PANES.test(name)) return [];
  return wordsOf(attributes.get('class'))
    .filter((word) => PANE.test(word))
    .map((word) => `${name}.${word}`);
}

function hasText(element: PageElement): boolean {
  return element.children.some((child) => (typeof child === 'string' ? /\S/u.test(child) : hasText(child)));
}
