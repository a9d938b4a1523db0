import { joinedDoubts, withDoubts } from '../../clean/doubts.ts';
import { gridLines } from '../../clean/grid.ts';
import type { Line } from '../../lines.ts';
import { childOf, elementsOf, textOf, type XmlElement } from '../containers/xml.ts';
import { charactersIn } from '../unseen.ts';
import { type ListNumber, levelOfStyle } from '../word/lists.ts';
import { hasText, paragraphLines } from '../word/paragraph.ts';
import { type Context, type Flow, flow } from './flow.ts';
import { isOn, valueIn } from './properties.ts';
import { muted, onGround, type ParagraphContent, type Reading, readRuns } from './runs.ts';
import { fillOf, groundOfTable, groundOn } from './shading.ts';
import {
  headingLevel,
  isContentsStyle,
  isTitleStyle,
  type ParagraphProperties,
  paragraphProperties,
  type Style,
} from './styles.ts';
import { gridOf, isFrame, isHiddenRow, rowsOf, type TableRow } from './tables.ts';

/** Reads what stands under each other in an element. */
export function readBlocks(parent: XmlElement, context: Context, to: Flow): void {
  for (const child of elementsOf(parent)) readBlock(child, context, to);
}

function readBlock(element: XmlElement, context: Context, to: Flow): void {
  const { reading } = context;
  const { name } = element;
  if (name === 'p' || name === 'oMathPara') readParagraph(element, context, to);
  else if (name === 'tbl') readTable(element, context, to);
  else if (name === 'sdt') {
    const content = childOf(element, 'sdtContent');
    if (content === undefined) return;
    const properties = childOf(element, 'sdtPr');
    const isOut = isContentsPart(properties) || isOn(properties, 'showingPlcHdr') === true;
    if (isOut) muted(reading, () => readBlocks(content, context, to));
    else readBlocks(content, context, to);
  } else if (name === 'AlternateContent')
    readBlocks(childOf(element, 'Choice') ?? childOf(element, 'Fallback') ?? element, context, to);
  else if (name === 'altChunk' || name === 'subDoc') reading.tally.objects++;
  else if (name !== 'sectPr' && name !== 'sdtPr') readBlocks(element, context, to);
  if (!to.isCell) addNotes(context, to);
}

/** Whether a content control holds a table of contents that a program makes. */
function isContentsPart(properties: XmlElement | undefined): boolean {
  const gallery = valueIn(childOf(properties, 'docPartObj'), 'docPartGallery');
  return /^(?:Table of Contents|目录)$/iu.test(gallery ?? '');
}

function readParagraph(element: XmlElement, context: Context, to: Flow): void {
  const { reading } = context;
  const properties = childOf(element, 'pPr');
  const style = reading.styles.paragraph(valueIn(properties, 'pStyle'));
  const own = paragraphProperties(properties);
  const wasText = reading.fields.isText;
  let content = readContent(element, style, own, context);
  if (to.open !== undefined) content = follow(to.open, content);
  to.open = undefined;
  if (endsOpen(properties)) {
    to.open = content;
    return;
  }
  const isText = wasText && reading.fields.isText && reading.muted === 0;
  addParagraph(content, { style, own, isText }, context, to);
}

function readContent(
  element: XmlElement,
  style: Style,
  own: ParagraphProperties,
  { reading }: Context,
): ParagraphContent {
  const around = reading.ground;
  reading.ground = groundOn(own.fill ?? style.paragraph.fill, around);
  const content = readText(element, style, reading);
  reading.ground = around;
  return content;
}

function readText(element: XmlElement, style: Style, reading: Reading): ParagraphContent {
  if (!isContentsStyle(style)) return readRuns(element, style.run, reading);
  reading.muted++;
  const content = readRuns(element, style.run, reading);
  reading.muted--;
  return { ...content, isCut: true };
}

/** Whether a paragraph's mark is deleted, moved away or hidden, or it is the large first letter of the next one. */
function endsOpen(properties: XmlElement | undefined): boolean {
  const mark = childOf(properties, 'rPr');
  const cap = childOf(properties, 'framePr')?.attributes.dropCap;
  return (
    childOf(mark, 'del') !== undefined ||
    childOf(mark, 'moveFrom') !== undefined ||
    isOn(mark, 'vanish') === true ||
    (cap !== undefined && cap !== 'none')
  );
}

function follow(first: ParagraphContent, second: ParagraphContent): ParagraphContent {
  return {
    text: first.text + second.text,
    struck: [...first.struck, ...second.struck],
    boxes: [...first.boxes, ...second.boxes],
    drawn: [...first.drawn, ...second.drawn],
    notes: [...first.notes, ...second.notes],
    isCut: first.isCut || second.isCut,
  };
}

interface Setting {
  readonly style: Style;
  readonly own: ParagraphProperties;
  /** Whether it is none of a table of contents, nor of what is not read. */
  readonly isText: boolean;
}

function addParagraph(
  content: ParagraphContent,
  { style, own, isText }: Setting,
  context: Context,
  to: Flow,
): void {
  const { reading, pages } = context;
  const isGone = !hasText(content.text) && content.isCut && content.struck.length === 0;
  const number = isText && !isGone ? numberOfParagraph(style, own, context) : undefined;
  context.struck.push(...content.struck.map((words) => words.trim()).filter((words) => words !== ''));
  const isTitle = isTitleStyle(style);
  const lines = paragraphLines(
    {
      text: content.text,
      number,
      level: headingLevel(style, own),
      isTitle,
      isIndented: own.isIndented ?? style.paragraph.isIndented ?? false,
      isCell: to.isCell,
      gap: to.gap,
    },
    pages,
  );
  if (isTitle && !to.isCell) context.titles.push(...lines);
  to.lines.push(...lines);
  if (lines.length > 0) to.gap = 0;
  else if (isText && !content.isCut && reading.muted === 0 && isBare(content)) to.gap++;
  const referring = pages.takeReferences();
  for (const [at, note] of content.notes.entries())
    to.notes.push({ ...note, page: note.kind === 'footnote' ? referring[at] : undefined });
  for (const words of content.drawn) addWords(words, to);
  for (const box of content.boxes) readBox(box, context, to);
}

function isBare({ struck, boxes, drawn }: ParagraphContent): boolean {
  return struck.length + boxes.length + drawn.length === 0;
}

/** Counts a paragraph that stands in a list by itself or by its style. */
function numberOfParagraph(
  style: Style,
  own: ParagraphProperties,
  { lists, counter }: Context,
): ListNumber | undefined {
  const numId = own.numId ?? style.paragraph.numId;
  const list = numId === undefined ? undefined : lists.get(numId);
  if (numId === undefined || list === undefined) return undefined;
  const byStyle = own.numId === undefined ? levelOfStyle(list, style.id) : undefined;
  return counter.next(numId, own.level ?? byStyle ?? style.paragraph.level ?? 0);
}

function addWords(words: string, to: Flow): void {
  if (words === '') return;
  to.lines.push({ text: words, indent: 0, gap: to.gap });
  to.gap = 0;
}

/** The paragraphs of a text box stand behind the one that it hangs on; what it is filled with is not told. */
function readBox(box: XmlElement, context: Context, to: Flow): void {
  const inner: Flow = { ...flow(to.isCell, to.nested), lines: to.lines, notes: to.notes };
  onGround(context.reading, undefined, () => {
    readBlocks(box, context, inner);
    finish(context, inner);
  });
}

/** Ends a flow whose last paragraph is open. */
export function finish(context: Context, to: Flow): void {
  if (to.open === undefined) return;
  const content = to.open;
  to.open = undefined;
  addParagraph(
    content,
    { style: context.reading.styles.paragraph(undefined), own: {}, isText: true },
    context,
    to,
  );
  if (!to.isCell) addNotes(context, to);
}

function addNotes(context: Context, to: Flow): void {
  for (const { kind, id, page } of to.notes.splice(0)) {
    const note = context.notes.get(`${kind} ${id}`);
    if (note === undefined) continue;
    const inner = flow(true);
    readBlocks(note, context, inner);
    finish(context, inner);
    inner.lines.forEach((line, at) => {
      const label = at === 0 && !/^注\s*\d*\s*[：:]/u.test(line.text) ? '注：' : '';
      const { origins: _, ...rest } = line;
      to.lines.push({
        ...rest,
        text: label + line.text,
        indent: 0,
        gap: 0,
        ...(page !== undefined && { origins: [{ at: 0, page }] }),
      });
    });
  }
}

function readTable(table: XmlElement, context: Context, to: Flow): void {
  finish(context, to);
  const { reading, pages } = context;
  const skip = (row: XmlElement) => {
    if (isHiddenRow(row)) reading.tally.leftOut.hidden += charactersIn(textOf(row));
    else reading.tally.hasChanges = true;
    muted(reading, () => readBlocks(row, context, flow(true)));
  };
  const rows = rowsOf(table, skip);
  const ground = groundOfTable(table, context.plainTables, reading.ground);
  const readCell = (cell: XmlElement, into: Flow) =>
    onGround(reading, groundOn(fillOf(childOf(cell, 'tcPr')), ground), () => {
      readBlocks(cell, context, into);
      finish(context, into);
    });
  if (isFrame(rows)) {
    for (const { cells } of rows) for (const cell of cells) readCell(cell, to);
    finish(context, to);
    return;
  }
  if (to.isCell && rows.length < 2) {
    readFlat(rows, readCell, to);
    return;
  }
  const number = ++context.tables;
  const nested: Line[] = [];
  /** By row: where its first words stand. */
  let page: number | undefined;
  let first: number | undefined;
  const grid = gridOf(
    rows,
    (cell) => {
      const inner = flow(true, nested);
      page ??= pages.page;
      readCell(cell, inner);
      first ??= inner.lines[0]?.origins?.[0]?.page;
      to.notes.push(...inner.notes);
      return withDoubts(inner.lines.map(({ text }) => text).join('\n'), joinedDoubts(inner.lines));
    },
    (row) => {
      const at = first ?? page;
      first = undefined;
      page = undefined;
      return { ...(at === undefined ? {} : { page: at }), table: number, row: row + 1 };
    },
  );
  const lines = gridLines(grid);
  if (to.isCell) to.nested.push(...lines, ...nested);
  else addLines([...lines, ...nested], to);
}

/** A table of one row within a cell is a line of its text. */
function readFlat(
  rows: readonly TableRow[],
  readCell: (cell: XmlElement, into: Flow) => void,
  to: Flow,
): void {
  const inner = flow(true, to.nested);
  for (const { cells } of rows) for (const cell of cells) readCell(cell, inner);
  to.notes.push(...inner.notes);
  addWords(inner.lines.map(({ text }) => text).join(' '), to);
}

function addLines(lines: readonly Line[], to: Flow): void {
  for (const [at, line] of lines.entries()) to.lines.push(at === 0 ? { ...line, gap: to.gap } : line);
  if (lines.length > 0) to.gap = 0;
}
