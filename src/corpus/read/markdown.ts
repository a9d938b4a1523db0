import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmTable } from 'micromark-extension-gfm-table';
import { startsAnew } from '../clean/forms.ts';
import { withoutTabs } from '../clean/tabbed.ts';
import { formRows, isTypedRow } from '../clean/tables.ts';
import { type CleanOptions, cleanLines } from '../clean.ts';
import { type Form, type Line, normaliseCharacters } from '../lines.ts';
import { join } from '../unwrap.ts';
import { decodeReport } from './decode.ts';
import { readFrontMatter, splitFrontMatter } from './markdown/front-matter.ts';
import type { RawReport } from './reader.ts';

/**
 * Markdown without its marks: headings, items and rows with their form, rows that were typed with tabs as well, soft line
 * ends joined, emphasis, links and code down to their words, pictures, comments and what is struck out set aside. Front
 * matter gives title, place, issuer, number and date; a heading of the first level at the top is the title where it gives none.
 * @throws UnreadableReport for bytes that are no text.
 */
export function readMarkdown(bytes: Uint8Array, options: CleanOptions): RawReport {
  const { matter, body } = splitFrontMatter(normaliseCharacters(decodeReport(bytes)));
  const { given, notes } = matter === undefined ? { given: {}, notes: [] } : readFrontMatter(matter);
  const { lines, aside, title } = linesOf(body);
  const cleaned = cleanLines(lines, options, { wrapped: false });
  return {
    ...cleaned,
    setAside: [...aside, ...cleaned.setAside],
    given: title === undefined ? given : { title, ...given },
    rawLines: lines.map(({ text }) => text),
    notes,
  };
}

/** Nobody nests so deep: a line of nothing but marks, which Markdown would open a list or quotation for each of. */
const NESTED = /^(?:[>*+-] ){100,}/gmu;

type RootContent = ReturnType<typeof fromMarkdown>['children'][number];
type Of<T extends RootContent['type']> = Extract<RootContent, { type: T }>;

interface Read {
  readonly lines: Line[];
  /** What pictures are called, comments, and what is struck out. */
  readonly aside: string[];
  readonly body: string;
}

function linesOf(content: string): { lines: readonly Line[]; aside: readonly string[]; title?: string } {
  const aside: string[] = [];
  const body = withoutComments(content, aside).replaceAll(EMPTY_CELLS, (tabs) => EMPTY.repeat(tabs.length));
  const tree = fromMarkdown(body, {
    // Four blanks before a paragraph are how people indent it.
    extensions: [gfmTable(), { disable: { null: ['codeIndented'] } }],
    mdastExtensions: [gfmTableFromMarkdown()],
  });
  const lines = tree.children.flatMap((node) => {
    const read: Read = { lines: [], aside, body };
    addBlock(node, read);
    return withoutTabs(read.lines);
  });
  const [first] = lines;
  const titled = first?.form?.kind === 'heading' && first.form.level === 1;
  return { lines, aside, ...(titled ? { title: first.text } : {}) };
}

function addBlock(node: RootContent, read: Read): void {
  if (node.type === 'heading') addLines(node.children, read, { kind: 'heading', level: node.depth });
  else if (node.type === 'paragraph') addLines(node.children, read);
  else if (node.type === 'list') for (const item of node.children) addItem(item, read);
  else if (node.type === 'blockquote') for (const child of node.children) addBlock(child, read);
  else if (node.type === 'table') addTable(node, read);
  else if (node.type === 'definition' && isNote(node.label))
    add(read, [node.url, node.title ?? ''].join(' '));
  else if (node.type === 'code') for (const text of node.value.split('\n')) add(read, text);
  else if (node.type === 'html')
    for (const text of withoutStruck(htmlText(node.value), read).split('\n')) add(read, text);
}

/** A day that CommonMark takes for signs of lists. */
const OPENS_WITH_DATE = /^(?:19|20)\d{2}[.)]\s/u;

/** The first paragraph of an item has its sign before it, as it is written: `3.`, `-`. */
function addItem(item: Of<'listItem'>, read: Read): void {
  const [first, ...others] = item.children;
  const from = item.position?.start.offset ?? 0;
  const sign = /^(?:\d{1,9}[.)]|[-*+])/u.exec(read.body.slice(from, from + 12))?.[0] ?? '-';
  const source = read.body.slice(from, item.position?.end.offset ?? from);
  if (OPENS_WITH_DATE.test(source)) {
    // 2024. 3. 15 is a day, and no list within a list.
    for (const line of source.split('\n')) add(read, line);
    return;
  }
  if (first?.type === 'paragraph')
    addLines(first.children, read, { kind: 'item', mark: sign.length }, `${sign} `);
  else if (first !== undefined) addBlock(first, read);
  for (const child of others) addBlock(child, read);
}

function addTable(table: Of<'table'>, read: Read): void {
  const rows = table.children.map((row) => ({
    line: { text: '', indent: 0, gap: 0 },
    cells: row.children.map((cell) =>
      wordsOf(cell.children, read)
        .replaceAll(/[\s\u0001]+/gu, ' ')
        .trim(),
    ),
  }));
  read.lines.push(...formRows(rows, true).filter(({ text }) => text !== ''));
}

/** The lines of a paragraph: parted by hard line ends, and before what opens something new. */
function addLines(children: Of<'paragraph'>['children'], read: Read, form?: Form, sign = ''): void {
  const text = wordsOf(children, read);
  const lines: string[] = [];
  for (const hard of text.split(HARD)) {
    const softs = hard.split('\n');
    const typed = softs.map((soft) => isTypedRow(soft.replaceAll(EMPTY, '\t').trimEnd()));
    // A row stands beside another: alone it is words with a tab among them.
    const isRow = (at: number) => typed[at] === true && (typed[at - 1] === true || typed[at + 1] === true);
    let open = '';
    for (const [at, soft] of softs.entries()) {
      const line = (isRow(at) ? soft : soft.replaceAll(EMPTY, '')).trim();
      const apart = startsAnew(line) || /^\u3000/u.test(soft) || isRow(at) || isRow(at - 1);
      if (open !== '' && apart) lines.push(open);
      open = open === '' || apart ? line : join(open, line);
    }
    lines.push(open);
  }
  lines
    .filter((line) => line !== '')
    .forEach((line, at) => {
      if (at === 0) add(read, sign + line, form);
      else add(read, line);
    });
}

function add(read: Read, told: string, form?: Form): void {
  const [empty = ''] = /^\u0003*/u.exec(told) ?? [];
  const text = told.slice(empty.length);
  const line = text.replaceAll(form === undefined ? /\n/gu : /[\t\n]/gu, ' ').trim();
  const deep = form === undefined ? DEEP.exec(line) : null;
  if (deep?.[1] !== undefined && deep[2] !== undefined)
    read.lines.push({ text: deep[2], indent: 0, gap: 0, form: { kind: 'heading', level: levelOf(deep[1]) } });
  else if (line !== '')
    read.lines.push({
      ...{ text: line, indent: 0, gap: 0 },
      ...(empty === '' ? {} : { tabs: empty.length }),
      ...(form === undefined ? {} : { form }),
    });
}

/** Markdown has six levels of headings; people who need more write more signs. */
const DEEP = /^(#{7,})[ \t]+(\S.*)$/u;

/** Ever further in, and still further out than any counted heading (10). */
function levelOf({ length }: string): number {
  return Math.min(length, 10 - 1 / length);
}

/** An empty cell that a row begins with: CommonMark strips tabs from the beginning of lines. */
const EMPTY = '\u0003';
/** Tabs before a row that was typed with tabs, and before no sign of Markdown. */
const EMPTY_CELLS = /^\t+(?=[^\t\n]+\t)(?![-*+>|#]|\d{1,9}[.)])/gmu;

/** A hard line end within a text: no text holds a control character once it is normalised. */
const HARD = '\u0001';
/** Where something struck out begins, and where it ends. */
const STRIKE = '\u0002';

function wordsOf(nodes: readonly RootContent[], read: Read): string {
  return withoutStruck(inline(nodes, read), read);
}

/** What is struck out holds no more: ~~8时~~9时 is 9时. A sign without its fellow stays as it is. */
function withoutStruck(text: string, { aside }: Read): string {
  const kept = text.replaceAll(/\u0002([^\u0002]+)\u0002/gu, (_, struck: string) => {
    aside.push(struck.replaceAll(HARD, ' ').trim());
    return '';
  });
  return kept.replaceAll(STRIKE, '~~');
}

function inline(nodes: readonly RootContent[], read: Read): string {
  const parts = nodes.map((node): string => {
    if (node.type === 'text') return withoutMarks(node.value);
    if (node.type === 'inlineCode') return node.value;
    if (node.type === 'break') return HARD;
    if (node.type === 'html') return htmlText(node.value).replaceAll('\n', HARD);
    if (node.type === 'linkReference' && isNote(node.label)) return '';
    if (node.type === 'image' || node.type === 'imageReference') {
      if (node.alt) read.aside.push(node.alt);
      return '';
    }
    return 'children' in node ? inline(node.children, read) : '';
  });
  return parts.join('');
}

/** `[^1]`, which CommonMark takes for a link, and `[^1]: …` for its address. */
function isNote(label: string | null | undefined): boolean {
  return label?.startsWith('^') === true;
}

/** Strong marks that CommonMark leaves, as they stand between a Chinese mark and a character: **标准：**每月. */
function withoutMarks(text: string): string {
  return text.replaceAll(/(\*\*|__)(?=\S)(.{1,500}?)(?<=\S)\1/gu, '$2').replaceAll(/(?<!~)~~(?!~)/gu, STRIKE);
}

/** The words of HTML: each of its blocks, rows and breaks a line; signs for what is struck out. */
function htmlText(html: string): string {
  return html
    .replaceAll(/<\/?(?:del|s|strike)(?:\s[^<>]{0,200})?>/giu, STRIKE)
    .replaceAll(/<(?:br|\/p|\/div|\/tr|\/li)\b[^<>]{0,200}>/giu, '\n')
    .replaceAll(/<\/?[a-z][^<>]{0,500}>/giu, '');
}

/**
 * Comments are set aside before Markdown is read: one that never ends would be sought to the end of the text from each
 * place where one begins. Such a one stays as it is, and so does what else of HTML begins with `<!` or `<?`.
 */
function withoutComments(body: string, aside: string[]): string {
  let text = '';
  let at = 0;
  for (;;) {
    const start = body.indexOf('<!--', at);
    const end = start < 0 ? -1 : body.indexOf('-->', start + 4);
    if (end < 0) break;
    const comment = body
      .slice(start + 4, end)
      .replaceAll(/\s+/gu, ' ')
      .trim();
    if (comment !== '') aside.push(comment);
    text += body.slice(at, start);
    at = end + 3;
  }
  return (text + body.slice(at)).replaceAll(/<(?=[!?])/gu, '\\<').replaceAll(NESTED, '');
}
