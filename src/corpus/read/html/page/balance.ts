/*
 * Pages leave tags open, close them crosswise, and nest without end. A browser mends that while it reads; here it is mended
 * before the page is parsed, so that what is parsed is nested rightly and never deep.
 */

/** Deeper than any page; what is nested deeper stands in the element at this depth. */
const DEEPEST = 256;

const VOID = new Set(
  'area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr'.split(
    ' ',
  ),
);
/** Their content is no markup. */
const RAW = new Set(['script', 'style', 'textarea', 'title', 'xmp']);
/** What opens ends an open paragraph. */
const BLOCKS = new Set(
  'address article aside blockquote body center details dialog dir div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend main menu nav ol p pre section summary table ul'.split(
    ' ',
  ),
);
/** What looks different and means the same: its end within a block ends nothing. */
const LOOKS = new Set('b big em font i nobr small span strong tt u'.split(' '));
/** What ends with the opening of its like, and what it never ends beyond. */
const ENDED_BY: Readonly<Record<string, readonly [ends: readonly string[], within: readonly string[]]>> = {
  li: [['li'], ['ul', 'ol', 'menu', 'dir', 'td', 'th', 'table']],
  dt: [
    ['dt', 'dd'],
    ['dl', 'td', 'th', 'table'],
  ],
  dd: [
    ['dt', 'dd'],
    ['dl', 'td', 'th', 'table'],
  ],
  td: [['td', 'th'], ['table']],
  th: [['td', 'th'], ['table']],
  tr: [['tr', 'caption', 'colgroup'], ['table']],
  thead: [['thead', 'tbody', 'tfoot', 'caption', 'colgroup'], ['table']],
  tbody: [['thead', 'tbody', 'tfoot', 'caption', 'colgroup'], ['table']],
  tfoot: [['thead', 'tbody', 'tfoot', 'caption', 'colgroup'], ['table']],
  option: [['option'], ['select']],
};
const CELL = ['td', 'th', 'caption', 'table'];
const OF_TABLES = new Set('td th caption tr thead tbody tfoot table'.split(' '));

/** The tags that are open, and what is written so far. */
interface Open {
  readonly names: string[];
  readonly written: string[];
}

/**
 * The source of a page with each of its elements closed where a browser closes it, at most `DEEPEST` deep; comments,
 * declarations and processing instructions are out. Linear in the source.
 */
export function balance(source: string): string {
  const isXml = /^\s*<\?xml\b/u.test(source.slice(0, 200));
  const open: Open = { names: [], written: [] };
  let at = 0;
  while (at < source.length) {
    const start = source.indexOf('<', at);
    if (start < 0) break;
    open.written.push(source.slice(at, start));
    const next = source.charAt(start + 1);
    if (source.startsWith('<!--', start)) at = behind(source, '-->', start + 4);
    else if (next === '!' || next === '?') at = behind(source, '>', start);
    else if (/[a-z]/iu.test(next)) at = openTag(source, start, open, isXml);
    else if (next === '/' && /[a-z]/iu.test(source.charAt(start + 2))) {
      at = behind(source, '>', start);
      closeTag(nameAt(source, start + 2), open);
    } else {
      open.written.push('&lt;');
      at = start + 1;
    }
  }
  if (at < source.length) open.written.push(source.slice(at));
  endFrom(0, open);
  return open.written.join('');
}

function behind(source: string, mark: string, from: number): number {
  const found = source.indexOf(mark, from);
  return found < 0 ? source.length : found + mark.length;
}

const NAME = /[^\s/>]{1,64}/uy;

function nameAt(source: string, at: number): string {
  NAME.lastIndex = at;
  return (NAME.exec(source)?.[0] ?? '').toLowerCase();
}

/** Takes in a tag that opens an element; returns where the next thing begins. */
function openTag(source: string, start: number, open: Open, isXml: boolean): number {
  const name = nameAt(source, start + 1);
  const end = endOfTag(source, start + 1 + name.length);
  const tag = source.slice(start, end);
  if (RAW.has(name)) {
    const closing = new RegExp(`</${name}(?=[\\s/>])`, 'giu');
    closing.lastIndex = end;
    const found = closing.exec(source);
    const to = found === null ? source.length : found.index;
    open.written.push(tag, source.slice(end, to), `</${name}>`);
    return found === null ? to : behind(source, '>', to);
  }
  endImplied(name, open);
  if (VOID.has(name)) open.written.push(tag);
  else if (isXml && tag.endsWith('/>')) open.written.push(tag.slice(0, -2), `></${name}>`);
  else if (open.names.length < DEEPEST) {
    open.written.push(tag);
    open.names.push(name);
  }
  return end;
}

/** Where a tag ends: behind the first `>` that stands in no value. */
function endOfTag(source: string, from: number): number {
  for (let at = from; at < source.length; at++) {
    const unit = source.charAt(at);
    if (unit === '>') return at + 1;
    if (unit !== '=') continue;
    while (/\s/u.test(source.charAt(at + 1))) at++;
    const quote = source.charAt(at + 1);
    if (quote !== '"' && quote !== "'") continue;
    const closing = source.indexOf(quote, at + 2);
    if (closing < 0) return behind(source, '>', at);
    at = closing;
  }
  return source.length;
}

/** Ends what is open and cannot hold an element of this name. */
function endImplied(name: string, open: Open): void {
  if (BLOCKS.has(name)) {
    const paragraph = lastOf(open, ['p'], CELL);
    if (paragraph >= 0) endFrom(paragraph, open);
  }
  const ended = ENDED_BY[name];
  if (ended === undefined) return;
  const at = lastOf(open, ...ended);
  if (at >= 0) endFrom(at, open);
}

function closeTag(name: string, open: Open): void {
  if (name === 'br') open.written.push('<br>');
  const at = lastOf(open, [name], OF_TABLES.has(name) ? [] : CELL);
  if (at < 0 || (OF_TABLES.has(name) && name !== 'table' && lastOf(open, ['table'], []) > at)) return;
  const isCrossed = LOOKS.has(name) && open.names.slice(at + 1).some((inner) => !LOOKS.has(inner));
  if (!isCrossed) endFrom(at, open);
}

/** The innermost open element of one of these names, unless one of the others is further in; -1 where there is none. */
function lastOf({ names }: Open, wanted: readonly string[], within: readonly string[]): number {
  for (let at = names.length - 1; at >= 0; at--) {
    const name = names[at] ?? '';
    if (wanted.includes(name)) return at;
    if (within.includes(name)) return -1;
  }
  return -1;
}

function endFrom(at: number, { names, written }: Open): void {
  for (let last = names.length - 1; last >= at; last--) written.push(`</${names[last]}>`);
  names.length = at;
}
