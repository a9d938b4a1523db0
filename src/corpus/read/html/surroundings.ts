import type { Measure } from './measure.ts';
import { elementsOf, type PageElement, textOf, wordsOf } from './page/page.ts';

/** What is known of a page while its parts are told apart. */
interface Around {
  /** Characters of the page that lead nowhere else. */
  readonly whole: number;
  /** Within an `<article>` or `<main>`. */
  readonly isWithin: boolean;
  /** Whether lists of links are no part of a report. */
  readonly byLinks: boolean;
}

const NAMES = new Set(['nav', 'aside', 'dialog']);
/** Of a page, or of an article within it. */
const EDGES = new Set(['header', 'footer']);
const ROLES = /^(?:navigation|banner|contentinfo|complementary|search|dialog|menu(?:bar)?)$/u;
/** Words of classes and ids that name what surrounds an article. */
const SURROUNDS = new Set(
  (
    'nav navbar navi navigation menu submenu mainmenu breadcrumb breadcrumbs crumb crumbs dqwz weizhi currentposition ' +
    'footer copyright banner topbar toplink share bdshare bdsharebuttonbox bshare jiathis toolbar sidebar sider ' +
    'xgxx xglj xgwz recommend recommended pager pagination prevnext prenext login register ' +
    'qrcode ewm erweima popup modal advert advertisement wza accessibility sitemap friendlink friendlinks yqlj calendar'
  ).split(' '),
);
/** Words that name it where it holds links, too. */
const PERHAPS = new Set(
  (
    'foot bottom header head top position location path tools social side aside related relate relates hot rank ranking ' +
    'comment comments pages search print printer links link ad ads close list more'
  ).split(' '),
);
/** Words that name it where they stand alone and no sentence is in it. */
const ALONE = new Set(['header', 'head', 'top', 'foot']);
const HOLDS = /content|article|editor|zoom|detail/iu;
/** Elements that part a page. */
const PARTS = new Set(
  'article aside blockquote center dd div dl fieldset footer form header li main menu nav ol p section span table tbody td th tr ul'.split(
    ' ',
  ),
);
/** What stands at the foot of sites, and nowhere else. */
const FOOT = /ICP备|ICP证|公网安备|网站标识码|版权所有|All Rights Reserved/iu;
const LONGEST_FOOT = 400;

/** Whether an element is no part of the report: by its name, its role, the words of its class, its links, or the words of its text. */
export function isSurrounding(element: PageElement, of: Measure, around: Around): boolean {
  const { name } = element;
  if (!PARTS.has(name) || name === 'body') return NAMES.has(name) && of.tables === 0;
  const own = of.characters - of.linked;
  if (of.tables > 0) return false;
  const isSmall = own * 2 < around.whole || own === 0;
  if (isSmall && isNamed(element, of, around)) return true;
  if (around.byLinks && isOfLinks(of)) return true;
  if (name === 'form') return own * 5 < around.whole && hasControl(element);
  return (
    isSmall &&
    own <= LONGEST_FOOT &&
    of.characters <= 2 * LONGEST_FOOT &&
    of.stops < 3 &&
    FOOT.test(textOf(element)) &&
    !isWrapper(element)
  );
}

function isNamed(element: PageElement, of: Measure, { whole, isWithin, byLinks }: Around): boolean {
  const { name, attributes } = element;
  if (NAMES.has(name) || ROLES.test(attributes.get('role') ?? '')) return true;
  if (EDGES.has(name)) return !isWithin;
  const classes = `${attributes.get('class') ?? ''} ${attributes.get('id') ?? ''}`;
  const own = of.characters - of.linked;
  if (HOLDS.test(classes) || (own > 0 && own * 10 >= whole * 3)) return false;
  if (of.stops === 0 && wordsOf(classes).some((word) => ALONE.has(word.toLowerCase()))) return true;
  const words = wordsOf(classes).flatMap(partsOf);
  if (words.some((word) => SURROUNDS.has(word))) return true;
  return byLinks && of.linked * 3 >= of.characters && of.links > 0 && words.some((word) => PERHAPS.has(word));
}

/** `pageHead-2` as `page`, `head`; each word also whole. */
function partsOf(word: string): string[] {
  const parts = word
    .slice(0, 80)
    .replaceAll(/([a-z])([A-Z])/gu, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/u);
  return [word.toLowerCase().replaceAll(/[^a-z]/gu, ''), ...parts];
}

function isOfLinks({ links, linked, characters, stops }: Measure): boolean {
  return links > 1 && linked * 2 >= characters && (stops === 0 || linked * 5 >= characters * 4);
}

function hasControl(element: PageElement): boolean {
  return elementsOf(element).some(
    (child) =>
      (/^(?:input|select|textarea|button)$/u.test(child.name) && child.attributes.get('type') !== 'hidden') ||
      hasControl(child),
  );
}

/** Whether the words of the foot stand in one of several parts of an element: that part alone is the foot. */
function isWrapper(element: PageElement): boolean {
  const parts = elementsOf(element).filter((child) => PARTS.has(child.name) && textOf(child).trim() !== '');
  return parts.length > 1 && !parts.every((part) => FOOT.test(textOf(part)) || textOf(part).length < 40);
}
