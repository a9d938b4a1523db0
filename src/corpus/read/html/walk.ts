import { type DoubtedText, joinedDoubts, withDoubts } from '../../clean/doubts.ts';
import { gridLines } from '../../clean/grid.ts';
import { withTables } from '../../clean/tables.ts';
import { toLines } from '../../lines.ts';
import { unwrap } from '../../unwrap.ts';
import { isIndex, raised } from '../word/raised.ts';
import type { Article } from './article.ts';
import { BREAK, type Entry, Flow, tidy } from './flow.ts';
import { itemNumber, listMarks, markOf } from './list.ts';
import { isFileLink } from './measure.ts';
import { elementsOf, isHidden, type PageElement, textOf } from './page/page.ts';
import { pictureFont, seenIn } from './symbols.ts';
import { gridOf, isFrame } from './table.ts';

/** What a page says line by line. */
export interface Walked {
  readonly entries: readonly Entry[];
  /** Captions, what pictures are called, and what is struck out. */
  readonly aside: readonly string[];
  /** Pictures in the report that are no signs. */
  readonly pictures: number;
}

const BLOCKS = new Set(
  'address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figure footer form header html hr legend li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul h1 h2 h3 h4 h5 h6 option'.split(
    ' ',
  ),
);
const CONTROLS = new Set(['input', 'button', 'select', 'textarea', 'option', 'rt', 'rp', 'rtc']);
/** Where a word processor puts what stands beside the text: contents, comments, running heads. */
const BESIDE = /(?:^|\s)(?:Mso(?:Toc\w*|CommentReference|CommentText|Header|Footer))(?:\s|$)/u;
const BESIDE_ELEMENT = /^(?:comment(?:-list)?|header|footer|footnote-separator|footnote-continuation\w*)$/u;
/** A mark in brackets, or a sign that only notes have. */
const NOTE = /^(?:[[(（【〔［]?\s*(?:注|附注)?\s*\d{0,3}\s*[\])）】〕］]|注\s*\d{0,3}|[①-⑳*†‡※])$/u;
const SMALLEST_PICTURE = 64;

/** What holds for all within an element. */
interface Around {
  /** The font of pictures that the text is written in. */
  readonly font?: string | undefined;
  /** Within a link to a place in the page, as the mark of a note is. */
  readonly isLinked?: boolean;
}

/** The lines of a page but for what belongs to the page alone, in order. */
export function walk({ page, holder, isOut }: Article): Walked {
  const aside: string[] = [];
  const walker = new Walker(pathTo(page, holder), isOut, aside);
  if (page === holder) walker.held(page, {});
  else walker.children(page, {});
  walker.flow.end();
  return { entries: walker.flow.entries, aside, pictures: walker.pictures };
}

/** The elements from one to another that it holds, both included. */
function pathTo(from: PageElement, to: PageElement): PageElement[] {
  if (from === to) return [from];
  for (const child of elementsOf(from)) {
    const path = pathTo(child, to);
    if (path.length > 0) return [from, ...path];
  }
  return [];
}

class Walker {
  readonly flow = new Flow();
  pictures = 0;
  /** The elements that lead to the one that holds the report, itself the last. */
  private readonly path: readonly PageElement[];
  private readonly isOut: (element: PageElement) => boolean;
  private readonly aside: string[];

  constructor(path: readonly PageElement[], isOut: (element: PageElement) => boolean, aside: string[]) {
    this.path = path;
    this.isOut = isOut;
    this.aside = aside;
  }

  children(element: PageElement, around: Around): void {
    for (const child of element.children) {
      if (typeof child === 'string') this.text(child, around);
      else if (child === this.path.at(-1)) this.held(child, around);
      else this.element(child, around);
    }
  }

  /** Walks the element that holds the report. */
  held(element: PageElement, around: Around): void {
    this.flow.end();
    this.flow.isHeld = true;
    this.element(element, around);
    this.flow.end();
    this.flow.isHeld = false;
  }

  private text(text: string, { font }: Around): void {
    const seen = font === undefined ? text : seenIn(font, text);
    // A letter that opens a line and has no picture that says something is a bullet.
    if (seen.trim() === '' && text.trim() !== '' && !this.flow.isOpen) this.flow.mark = '- ';
    else this.flow.add(seen);
  }

  private element(element: PageElement, around: Around): void {
    const { name, attributes } = element;
    const isBlock = isBlockElement(element);
    if (isHidden(element) || CONTROLS.has(name) || this.isOut(element)) {
      if (isBlock) this.flow.end();
      return;
    }
    if (
      BESIDE.test(attributes.get('class') ?? '') ||
      BESIDE_ELEMENT.test(element.style.get('mso-element') ?? '')
    )
      return;
    if (isStruck(element)) {
      this.setAside(textOf(element));
      this.flow.cut();
    } else if (name === 'figcaption') this.setAside(textOf(element));
    else if (name === 'br') this.flow.add(BREAK);
    else if (name === 'img') this.picture(element);
    else if (isRaised(element)) this.raised(element, around);
    else if (element.style.get('mso-list') === 'ignore') this.listMark(element);
    else if (name === 'table') this.table(element, around);
    else if (name === 'ul' || name === 'ol' || name === 'menu' || name === 'dir') this.list(element);
    else if (isPreformatted(element)) this.preformatted(element);
    else if (isBlock) this.block(element, around);
    else this.inline(element, around);
  }

  private inline(element: PageElement, around: Around): void {
    if (this.flow.isOpen && isNoteLink(element)) return;
    if (isFileLink(element)) this.flow.addFile(tidy(textOf(element)));
    const fonts = element.style.get('font-family') ?? element.attributes.get('face');
    this.children(element, {
      font: fonts === undefined ? around.font : pictureFont(fonts),
      isLinked: around.isLinked === true || element.attributes.get('href')?.startsWith('#') === true,
    });
  }

  private block(element: PageElement, around: Around): void {
    const level = /^h([1-6])$/u.exec(element.name)?.[1];
    const isIndented = /^[+]?(?:0?\.)?[1-9]/u.test(element.style.get('text-indent') ?? '');
    this.flow.end();
    this.children(element, around);
    this.flow.end({ isIndented, ...(level === undefined ? {} : { level: Number(level) }) });
  }

  private list(list: PageElement): void {
    const marks = listMarks(list);
    let count = marks.start;
    this.flow.end();
    for (const child of list.children) {
      if (typeof child === 'string') {
        this.flow.add(child);
        continue;
      }
      if (child.name !== 'li' || child === this.path.at(-1)) {
        this.children({ ...list, children: [child] }, {});
        continue;
      }
      this.flow.end();
      const number = itemNumber(child) ?? count;
      if (!isHidden(child) && !this.isOut(child)) this.flow.mark = markOf(child, marks, number);
      this.element(child, {});
      this.flow.end();
      this.flow.mark = '';
      count = number + marks.step;
    }
    this.flow.end();
  }

  /** The sign that a word processor wrote for a list; a letter alone is a bullet in a font of pictures. */
  private listMark(element: PageElement): void {
    const mark = tidy(textOf(element));
    if (/^[^\d\p{Script=Han}①-⑳]$/u.test(mark)) this.flow.mark = '- ';
    else this.flow.add(/[、．）】）]$/u.test(mark) ? mark : `${mark} `);
  }

  private preformatted(element: PageElement): void {
    this.flow.end();
    this.flow.addLines(unwrap(withTables(toLines(textOf(element))), () => false));
  }

  private table(table: PageElement, around: Around): void {
    this.flow.end();
    if (this.path.includes(table) || isFrame(table)) {
      this.children(table, around);
      return;
    }
    for (const child of elementsOf(table)) if (child.name === 'caption') this.block(child, around);
    const lines = gridLines(gridOf(table, (cell) => this.cell(cell, around)));
    this.flow.addLines(lines);
  }

  private cell(cell: PageElement, around: Around): DoubtedText {
    const inner = new Walker([], this.isOut, this.aside);
    inner.flow.isHeld = this.flow.isHeld;
    inner.children(cell, around);
    inner.flow.end();
    this.pictures += inner.pictures;
    for (const { files } of inner.flow.entries) for (const file of files) this.flow.addFile(file);
    const lines = inner.flow.entries.map(({ line }) => line);
    return withDoubts(lines.map(({ text }) => text).join('\n'), joinedDoubts(lines));
  }

  private picture({ attributes }: PageElement): void {
    this.setAside(attributes.get('alt') ?? '');
    const sides = ['width', 'height'].map((side) => Number.parseInt(attributes.get(side) ?? '', 10));
    const isSign =
      sides.some((side) => side <= SMALLEST_PICTURE) ||
      /icon|ico[_/]|emoji/iu.test(attributes.get('src') ?? '');
    if (this.flow.isHeld && !isSign) this.pictures++;
  }

  /** 10^4, m²; the mark of a note is no figure, and one that is linked or bracketed is left out. */
  private raised(element: PageElement, { isLinked }: Around): void {
    const text = tidy(textOf(element));
    const isLink =
      isLinked === true ||
      elementsOf(element).some(({ name, attributes }) => name === 'a' && attributes.has('href'));
    if (text === '' || (isLink && /\d|\p{Po}/u.test(text)) || NOTE.test(text)) return;
    if (isIndex(text)) this.flow.add(raised(this.flow.written, text));
    else this.children(element, {});
  }

  private setAside(text: string): void {
    const words = tidy(text);
    if (words !== '') this.aside.push(words);
  }
}

function isBlockElement({ name, style }: PageElement): boolean {
  const display = style.get('display');
  if (display === undefined || /^t[rdh]$/u.test(name)) return BLOCKS.has(name);
  if (display === 'inline') return false;
  return BLOCKS.has(name) || /^(?:block|flex|grid|list-item|table|table-row)$/u.test(display);
}

function isStruck({ name, style }: PageElement): boolean {
  if (name === 'del' || name === 's' || name === 'strike') return style.get('text-decoration') !== 'none';
  return /line-through/u.test(style.get('text-decoration') ?? style.get('text-decoration-line') ?? '');
}

/** The mark of a note in a text, which leads to the note. */
function isNoteLink(element: PageElement): boolean {
  const leads = element.name === 'a' && element.attributes.get('href')?.startsWith('#') === true;
  return leads && NOTE.test(tidy(textOf(element)));
}

function isRaised({ name, style }: PageElement): boolean {
  return name === 'sup'
    ? style.get('vertical-align') !== 'baseline'
    : style.get('vertical-align') === 'super';
}

/** A block whose line ends are those of its source. */
function isPreformatted({ name, style, children }: PageElement): boolean {
  const spaces = style.get('white-space');
  if (name === 'pre' || name === 'xmp' || name === 'listing') return spaces !== 'normal';
  if (
    !/^(?:p|div|section|td)$/u.test(name) ||
    !/^(?:pre|pre-wrap|pre-line|break-spaces)$/u.test(spaces ?? '')
  )
    return false;
  return (
    children.every((child) => typeof child === 'string') &&
    children.some((child) => typeof child === 'string' && /\S[^\S\n]*\n\s*\S/u.test(child))
  );
}
