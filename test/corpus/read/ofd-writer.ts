import { strToU8, zipSync } from 'fflate';
import { displayWidth } from '../../../src/corpus/lines.ts';

/*
 * A strict little writer of OFD files (GB/T 33190): what offices print on A4, laid out by simple rules. `packOfd` packs
 * pages whose content is given as XML; `writeOfd` lays paragraphs and tables out. Lengths are in mm.
 */

export interface OfdParts {
  /** What stands within the Layer of each page. */
  readonly pages: readonly string[];
  /** What stands within the Layer of each page template. */
  readonly templates?: readonly string[];
  /** Which templates a page has, by their places; all of them where absent. */
  readonly templatesOf?: (page: number) => readonly number[];
  readonly title?: string;
  /** What stands within Res of the document's resources. */
  readonly resources?: string;
  /** What stands in Document.xml behind its pages. */
  readonly behindPages?: string;
  readonly physicalBox?: string;
  /** What stands before the Content of each page: its Area. */
  readonly area?: string;
  /** Parts besides, by their paths; they replace those of the same path. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
}

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';
const SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"';

export function packOfd(parts: OfdParts): Uint8Array {
  const { pages, templates = [], templatesOf = () => templates.map((_, at) => at) } = parts;
  const page = (content: string, number: number, named: readonly number[]) =>
    `${HEAD}<ofd:Page ${SPACE}>${named.map((at) => `<ofd:Template TemplateID="${10 + at}"/>`).join('')}${parts.area ?? ''}<ofd:Content><ofd:Layer ID="${100_000 + number}" Type="Body">${content}</ofd:Layer></ofd:Content></ofd:Page>`;
  const files: Record<string, string | Uint8Array> = {
    'OFD.xml': `${HEAD}<ofd:OFD ${SPACE} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>44f68c66d5a84f9e8d1f3d2c9b7a6e10</ofd:DocID>${parts.title === undefined ? '' : `<ofd:Title>${escapeXml(parts.title)}</ofd:Title>`}<ofd:CreationDate>2024-06-18</ofd:CreationDate></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`,
    'Doc_0/Document.xml': `${HEAD}<ofd:Document ${SPACE}><ofd:CommonData><ofd:MaxUnitID>999999</ofd:MaxUnitID><ofd:PageArea><ofd:PhysicalBox>${parts.physicalBox ?? '0 0 210 297'}</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes>${templates.map((_, at) => `<ofd:TemplatePage ID="${10 + at}" BaseLoc="Tpls/Tpl_${at}/Content.xml"/>`).join('')}</ofd:CommonData><ofd:Pages>${pages.map((_, at) => `<ofd:Page ID="${1000 + at}" BaseLoc="Pages/Page_${at}/Content.xml"/>`).join('')}</ofd:Pages>${parts.behindPages ?? ''}</ofd:Document>`,
    'Doc_0/PublicRes.xml': `${HEAD}<ofd:Res ${SPACE} BaseLoc="Res"><ofd:Fonts><ofd:Font ID="1" FontName="仿宋_GB2312"/><ofd:Font ID="2" FontName="方正小标宋简体"/></ofd:Fonts>${parts.resources ?? ''}</ofd:Res>`,
  };
  pages.forEach((content, at) => {
    files[`Doc_0/Pages/Page_${at}/Content.xml`] = page(content, at, templatesOf(at));
  });
  templates.forEach((content, at) => {
    files[`Doc_0/Tpls/Tpl_${at}/Content.xml`] = page(content, 50_000 + at, []);
  });
  return zipSync(
    Object.fromEntries(
      Object.entries({ ...files, ...parts.files }).map(([path, content]) => [
        path,
        typeof content === 'string' ? strToU8(content) : content,
      ]),
    ),
    { mtime: '2024-06-18T08:00:00' },
  );
}

export interface TextOptions {
  readonly size?: number;
  readonly bold?: boolean;
  /** Attributes of the TextObject besides. */
  readonly attributes?: string;
  /** Its children before the TextCode. */
  readonly children?: string;
}

let lastId = 1_000_000;

/** A line of text whose baseline begins at `x`, `y`. */
export function textObject(text: string, x: number, y: number, options: TextOptions = {}): string {
  const { size = BODY, bold = false, attributes = '', children = '' } = options;
  const widths = [...text].map((character) => widthOf(character, size));
  const width = widths.reduce((sum, one) => sum + one, 0);
  const distances = distancesOf(widths.slice(0, -1));
  return `<ofd:TextObject ID="${++lastId}" Boundary="${mm(x)} ${mm(y - size)} ${mm(width)} ${mm(size * 1.2)}" Font="${bold ? 2 : 1}" Size="${mm(size)}"${bold ? ' Weight="700"' : ''} ${attributes}>${children}<ofd:TextCode X="0" Y="${mm(size)}"${distances === '' ? '' : ` DeltaX="${distances}"`}>${escapeXml(text)}</ofd:TextCode></ofd:TextObject>`;
}

/** A stroke from one place to another. */
export function lineObject(x1: number, y1: number, x2: number, y2: number): string {
  return `<ofd:PathObject ID="${++lastId}" Boundary="${mm(x1)} ${mm(y1)} ${mm(Math.max(x2 - x1, 0.3))} ${mm(Math.max(y2 - y1, 0.3))}" LineWidth="0.3"><ofd:AbbreviatedData>M 0 0 L ${mm(x2 - x1)} ${mm(y2 - y1)}</ofd:AbbreviatedData></ofd:PathObject>`;
}

/** `g n d` for distances that are alike. */
function distancesOf(widths: readonly number[]): string {
  const parts: string[] = [];
  for (let at = 0; at < widths.length; ) {
    let to = at;
    while (to < widths.length && widths[to] === widths[at]) to++;
    parts.push(to - at > 1 ? `g ${to - at} ${mm(widths[at]!)}` : mm(widths[at]!));
    at = to;
  }
  return parts.join(' ');
}

export type OfdBlock = OfdParagraph | OfdTable;

export interface OfdParagraph {
  readonly text: string;
  readonly align?: 'left' | 'centre' | 'right';
  /** Its first line stands in by two characters; so it does where absent and `align` too. */
  readonly isIndented?: boolean;
  readonly size?: number;
  readonly bold?: boolean;
}

export interface OfdTable {
  /** Widths. */
  readonly columns: readonly number[];
  readonly rows: readonly (readonly OfdCell[])[];
}

export type OfdCell = string | { readonly text: string; readonly columns?: number; readonly rows?: number };

export interface OfdLayout {
  /** At the top of every page, from a template. */
  readonly runningHead?: string;
  readonly hasPageNumbers?: boolean;
  readonly title?: string;
}

const BODY = 5.64;
const TABLE_SIZE = 4.2;
const LEFT = 28;
const RIGHT = 184;
const TOP = 37;
const BOTTOM = 262;

/** Paragraphs and tables on A4 pages, as an office prints a notice. */
export function writeOfd(blocks: readonly OfdBlock[], layout: OfdLayout = {}): Uint8Array {
  const pages: string[][] = [[]];
  let y = TOP;
  const make = (height: number) => {
    if (y + height <= BOTTOM) return;
    pages.push([]);
    y = TOP;
  };
  const add = (object: string) => pages.at(-1)!.push(object);
  for (const block of blocks) {
    if ('rows' in block) {
      addTable(block);
      continue;
    }
    const { text, align = 'left', size = BODY, bold = false } = block;
    const indent = align === 'left' && (block.isIndented ?? true) ? 2 * size : 0;
    wrap(text, RIGHT - LEFT, size, indent).forEach((line, at) => {
      make(size * 1.75);
      const long = lineWidth(line, size);
      const from =
        align === 'centre' ? (LEFT + RIGHT - long) / 2 : align === 'right' ? RIGHT - long - 4 * size : LEFT;
      add(textObject(line, from + (at === 0 ? indent : 0), y + size, { size, bold }));
      y += size * 1.75;
    });
  }

  function addTable({ columns, rows }: OfdTable): void {
    const edges = [LEFT];
    for (const width of columns) edges.push(edges.at(-1)! + width);
    const taken: number[] = columns.map(() => 0);
    rows.forEach((row) => {
      const cells = row.map((cell) => (typeof cell === 'string' ? { text: cell } : cell));
      const placed: { text: string; lines: string[]; from: number; to: number; rows: number }[] = [];
      let column = 0;
      for (const { text, columns: across = 1, rows: down = 1 } of cells) {
        while (taken[column]! > 0) column++;
        const width = edges[column + across]! - edges[column]! - 2;
        placed.push({
          text,
          lines: wrap(text, width, TABLE_SIZE, 0),
          from: column,
          to: column + across,
          rows: down,
        });
        column += across;
      }
      const high = Math.max(...placed.map(({ lines }) => lines.length)) * TABLE_SIZE * 1.4 + 2;
      make(high);
      for (const { lines, from } of placed)
        for (const [at, line] of lines.entries())
          add(textObject(line, edges[from]! + 1, y + 1 + TABLE_SIZE * (1 + at * 1.4), { size: TABLE_SIZE }));
      // Upper edge and left edge of what begins here; what a cell above goes over has no upper edge.
      columns.forEach((_, at) => {
        const isOpen = taken[at]! > 0;
        if (!isOpen) add(lineObject(edges[at]!, y, edges[at + 1]!, y));
        const begins = isOpen || placed.some(({ from }) => from === at);
        if (begins) add(lineObject(edges[at]!, y, edges[at]!, y + high));
      });
      add(lineObject(edges.at(-1)!, y, edges.at(-1)!, y + high));
      for (const { from, to, rows: down } of placed) for (let at = from; at < to; at++) taken[at] = down;
      for (let at = 0; at < taken.length; at++) taken[at] = Math.max(0, taken[at]! - 1);
      columns.forEach((_, at) => {
        if (taken[at] === 0) add(lineObject(edges[at]!, y + high, edges[at + 1]!, y + high));
      });
      y += high;
    });
    y += TABLE_SIZE;
  }

  const { runningHead, hasPageNumbers = false, title } = layout;
  return packOfd({
    pages: pages.map((objects, at) => {
      const number = `— ${at + 1} —`;
      const foot = hasPageNumbers
        ? textObject(number, 105 - lineWidth(number, 4.9) / 2, 275, { size: 4.9 })
        : '';
      return objects.join('') + foot;
    }),
    templates:
      runningHead === undefined
        ? []
        : [textObject(runningHead, LEFT, 25, { size: 3.7 }) + lineObject(LEFT, 27, RIGHT, 27)],
    ...(title !== undefined && { title }),
  });
}

/** Lines no wider than `width`; no figure or word is cut, and no line begins with a mark that ends a clause. */
function wrap(text: string, width: number, size: number, indent: number): string[] {
  const lines: string[] = [];
  let line = '';
  let left = width - indent;
  for (const [piece] of text.matchAll(/[A-Za-z0-9.%]{1,20}|[\s\S][，。、；：！？）》”]*/gu)) {
    const long = lineWidth(piece, size);
    if (long > left && line !== '') {
      lines.push(line);
      line = '';
      left = width;
    }
    line += piece;
    left -= long;
  }
  return [...lines, line];
}

function lineWidth(text: string, size: number): number {
  return [...text].reduce((sum, character) => sum + widthOf(character, size), 0);
}

function widthOf(character: string, size: number): number {
  return /[—“”‘’…]/u.test(character) ? size : (displayWidth(character) / 2) * size;
}

function mm(length: number): string {
  return String(Math.round(length * 1000) / 1000);
}

export function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
