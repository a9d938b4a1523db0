import type { Line } from '../../lines.ts';
import { isOle, storesEncrypted } from '../containers/ole.ts';
import { childOf, elementsOf, type XmlElement } from '../containers/xml.ts';
import type { FileLines } from '../file-lines.ts';
import { UnreadableReport } from '../reader.ts';
import { nothingLeftOut } from '../unseen.ts';
import { wordNotes } from '../word/flow.ts';
import { framed } from '../word/frame.ts';
import { ListCounter } from '../word/lists.ts';
import { Pages } from '../word/settle.ts';
import { finish, readBlocks } from './blocks.ts';
import { Fields } from './fields.ts';
import { type Context, flow } from './flow.ts';
import { listsOf } from './numbering.ts';
import { type Parts, readParts } from './parts.ts';
import type { Tally } from './runs.ts';
import { groundOfPages, plainTableStyles } from './shading.ts';
import { stylesOf } from './styles.ts';

/**
 * Reads a document of Word 2007 and later, or of WPS (docx, docm, dotx; strict as well), as it stands with all changes accepted: what the
 * program counts is text, each text box and note stands once behind its paragraph, what is struck out and the heads and feet of pages
 * are set aside, and what is hidden, has the colour of its ground or is a table of contents is not read. Linear in the bytes.
 * @throws UnreadableReport where it is damaged, encrypted or of another format, or holds no text.
 */
export async function readDocx(bytes: Uint8Array): Promise<FileLines> {
  if (isOle(bytes))
    throw new UnreadableReport(
      storesEncrypted(bytes)
        ? '文件加了打开密码，请去掉密码再放进来'
        : '内容是旧版 Word（doc），请把文件名改为 .doc，或者另存为 docx',
    );
  const parts = readParts(bytes);
  const { document, headers, footers } = parts;
  const notes = [...parts.notes.values()];
  const tally: Tally = {
    leftOut: nothingLeftOut(),
    pictures: 0,
    charts: 0,
    objects: 0,
    hasChanges: false,
  };
  const lists = listsOf(parts.numbering);
  const context: Context = {
    reading: {
      styles: stylesOf(parts.styles),
      fields: new Fields([document, ...headers, ...footers, ...notes]),
      tally,
      muted: 0,
      ground: groundOfPages(document),
    },
    plainTables: plainTableStyles(parts.styles),
    pages: new Pages(knowsPages(parts)),
    lists,
    counter: new ListCounter(lists),
    notes: parts.notes,
    struck: [],
    titles: [],
    tables: 0,
  };
  const body = linesOf(childOf(document, 'body') ?? document, context);
  const lines = framed({ body, titles: context.titles, edges: edgesOf([...headers, ...footers], context) });
  if (lines.lines.length === 0)
    throw new UnreadableReport(
      tally.pictures > 0 ? '文件里只有图片，没有文字，请换成文字版' : '文件里没有文字',
    );
  return { ...lines, setAside: [...lines.setAside, ...context.struck], notes: notesOf(tally) };
}

function linesOf(root: XmlElement, context: Context): Line[] {
  const to = flow();
  readBlocks(root, context, to);
  finish(context, to);
  return to.lines;
}

/** The lines of the heads and feet of pages, without pages and lists of their own. */
function edgesOf(roots: readonly XmlElement[], context: Context): Line[] {
  const own: Context = { ...context, pages: new Pages(false), titles: [], struck: [] };
  return roots.flatMap((root) => linesOf(root, own));
}

/**
 * Whether the file tells where its pages begin: the program that saved it last marked each, or they begin by will and are
 * as many as it counted.
 */
function knowsPages({ document, pages }: Parts): boolean {
  let soft = 0;
  let hard = 0;
  const walk = (element: XmlElement): void => {
    if (element.name === 'lastRenderedPageBreak') soft++;
    if (element.name === 'br' && element.attributes.type === 'page') hard++;
    for (const child of elementsOf(element)) walk(child);
  };
  walk(document);
  return soft > 0 || (hard > 0 && (pages === undefined || pages === hard + 1));
}

function notesOf({ leftOut, pictures, charts, objects, hasChanges }: Tally): string[] {
  return [
    ...wordNotes(hasChanges, leftOut),
    ...(pictures > 0 ? [`有 ${pictures} 张图片，图片里的文字没有读`] : []),
    ...(charts > 0 ? [`有 ${charts} 个图表或者图形，里面的文字和数字没有读`] : []),
    ...(objects > 0 ? [`有 ${objects} 个嵌入的文件，没有读，请把它单独放进来`] : []),
  ];
}
