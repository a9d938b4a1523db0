import { isData, type Measure, type Measures, measure } from './measure.ts';
import { elementsOf, type PageElement, textOf } from './page/page.ts';
import { isSurrounding } from './surroundings.ts';

/** Where the report stands in its page. */
export interface Article {
  readonly page: PageElement;
  /** The element of it that holds the report. */
  readonly holder: PageElement;
  /** What belongs to the page and not to the report: ways to other pages, the foot, forms. */
  readonly isOut: (element: PageElement) => boolean;
}

/** Words of classes and ids that name what holds an article, and of what only stands beside it. */
const HOLDS =
  /content|article|editor|zoom|detail|neirong|zhengwen|postmessage|rich_media_area|(?:news|con)_?text|(?:^|[\s_-])t_f(?:$|\s)/iu;
const BESIDE =
  /(?:title|info|list|side|nav|menu|head|header|foot|footer|tools?|share|related|comments?|left|right)(?:$|[\s_-])/iu;
const HOLDERS = new Set(['div', 'section', 'article', 'main', 'td', 'form', 'center', 'body']);
/** What may be all of a page but for empty things. */
const FRAMES = new Set([...HOLDERS, 'html', '', 'table', 'tbody', 'tr']);
/** A day, as a signature ends. */
const SIGNED = /(?:[12]\d{3}|二[〇○零]..)\s*年.{1,4}月.{1,4}日\s*$/u;
const LONGEST_SIGNATURE = 80;

/**
 * The holder of the report is the narrowest element outside of which no sentence, no table and no signature stands. Linear in the page.
 * @param box what is known to be no part of it.
 */
export function articleOf(page: PageElement, box?: PageElement): Article {
  const all = measure(page, (element) => element === box);
  for (const byLinks of [true, false]) {
    // A page of nothing but links is a list of them.
    const out = surroundingsOf(page, all, byLinks);
    const isOut = (element: PageElement) => element === box || out.has(element);
    const rest = measure(page, isOut);
    if (own(rest.get(page)) > 0 || !byLinks) return { page, holder: holderOf(page, rest), isOut };
  }
  return { page, holder: page, isOut: () => false };
}

/** Characters that lead nowhere else. */
function own(of: Measure | undefined): number {
  return of === undefined ? 0 : of.characters - of.linked;
}

function surroundingsOf(page: PageElement, all: Measures, byLinks: boolean): Set<PageElement> {
  const out = new Set<PageElement>();
  const whole = own(all.get(page));
  const visit = (parent: PageElement, isWithin: boolean) => {
    const children = elementsOf(parent);
    for (const child of children) {
      const measured = all.get(child);
      if (measured === undefined) continue;
      if (isSurrounding(child, measured, { whole, isWithin, byLinks })) out.add(child);
      else visit(child, isWithin || child.name === 'article' || child.name === 'main');
    }
    if (byLinks) for (const child of linkRuns(children, all)) out.add(child);
  };
  visit(page, false);
  return out;
}

/** So many elements that are links from end to end are a list of contents, or of other pages. */
const LEAST_RUN = 3;

function linkRuns(children: readonly PageElement[], all: Measures): PageElement[] {
  const found: PageElement[] = [];
  let run: PageElement[] = [];
  const end = () => {
    if (run.length >= LEAST_RUN) found.push(...run);
    run = [];
  };
  for (const child of children) {
    const measured = all.get(child);
    if (measured === undefined || measured.characters === 0) continue;
    if (measured.linked === measured.characters && child.name !== 'tr' && child.name !== 'td')
      run.push(child);
    else end();
  }
  end();
  return found;
}

function holderOf(page: PageElement, measures: Measures): PageElement {
  let holder = page;
  for (;;) {
    const inner = holdersIn(holder, measures).toSorted(
      (a, b) => own(measures.get(b)) - own(measures.get(a)),
    )[0];
    if (inner === undefined || !isEnough(measures.get(holder), measures.get(inner))) break;
    holder = withSignature(holder, inner, measures);
    if (holder !== inner) break;
  }
  return narrowed(holder, measures);
}

/** The outermost elements within one whose names say that they hold an article. */
function holdersIn(parent: PageElement, measures: Measures): PageElement[] {
  return elementsOf(parent).flatMap((child) => {
    if (own(measures.get(child)) === 0) return [];
    return isHolder(child) ? [child] : holdersIn(child, measures);
  });
}

function isHolder({ name, attributes }: PageElement): boolean {
  if (!HOLDERS.has(name)) return false;
  if (name === 'article' || name === 'main') return true;
  if (/^(?:main|article)$/u.test(attributes.get('role') ?? '')) return true;
  if (attributes.get('itemprop')?.toLowerCase() === 'articlebody') return true;
  const words = `${attributes.get('class') ?? ''} ${attributes.get('id') ?? ''}`.trim();
  return HOLDS.test(words) && !BESIDE.test(words);
}

/** Whether what stands outside the inner one can be left out. */
function isEnough(outer: Measure | undefined, inner: Measure | undefined): boolean {
  if (outer === undefined || inner === undefined || outer.tables > inner.tables) return false;
  const share = own(inner) / own(outer);
  const stops = outer.stops - inner.stops;
  if (stops === 0) return share >= 0.25;
  return (stops === 1 && share >= 0.6) || (share >= 0.85 && stops * 10 <= inner.stops);
}

/** The inner element, or the one around it that holds its signature too. */
function withSignature(outer: PageElement, inner: PageElement, measures: Measures): PageElement {
  const parent = parentOf(outer, inner);
  const children = parent === undefined ? [] : elementsOf(parent);
  const isSigned = children.slice(children.indexOf(inner) + 1).some((child) => {
    const characters = measures.get(child)?.characters ?? 0;
    if (characters === 0 || characters > LONGEST_SIGNATURE) return false;
    const text = textOf(child).trim();
    return SIGNED.test(text) && !/[:：]/u.test(text);
  });
  return isSigned && parent !== undefined ? parent : inner;
}

function parentOf(root: PageElement, element: PageElement): PageElement | undefined {
  if (root.children.includes(element)) return root;
  for (const child of elementsOf(root)) {
    const parent = parentOf(child, element);
    if (parent !== undefined) return parent;
  }
  return undefined;
}

/** The innermost element that holds all of the text. */
function narrowed(holder: PageElement, measures: Measures): PageElement {
  let inner = holder;
  for (;;) {
    const characters = measures.get(inner)?.characters ?? 0;
    const next = elementsOf(inner).find((child) => measures.get(child)?.characters === characters);
    if (next === undefined || characters === 0 || !FRAMES.has(next.name) || isData(next)) return inner;
    inner = next;
  }
}
