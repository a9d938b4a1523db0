import { childOf, elementsOf, textOf, type XmlElement } from '../containers/xml.ts';
import { charactersIn, type Ground, isUnseen, type LeftOut } from '../unseen.ts';
import { isContents } from '../word/field-code.ts';
import { ABOVE, BELOW, HARD_PAGE, LEVEL, NOTE, plain, SOFT_PAGE, STRUCK } from '../word/marks.ts';
import { inSymbolFont, symbol } from '../word/symbols.ts';
import type { Fields } from './fields.ts';
import { mathText } from './math.ts';
import { isOn, valueIn } from './properties.ts';
import { groundOn } from './shading.ts';
import { type RunProperties, runProperties, runSetting, type Styles } from './styles.ts';

/** What is met on the way through a document. */
export interface Tally {
  readonly leftOut: LeftOut;
  /** Pictures large enough to hold text. */
  pictures: number;
  charts: number;
  objects: number;
  hasChanges: boolean;
}

/** What goes along with the reading of a text from one paragraph to the next. */
export interface Reading {
  readonly styles: Styles;
  readonly fields: Fields;
  readonly tally: Tally;
  /** Above 0: within what is not read, and only pages are counted. */
  muted: number;
  /** What is under the text, where runs say nothing themselves. */
  ground: Ground;
}

/** A footnote or endnote that a paragraph refers to. */
export interface NoteReference {
  readonly kind: 'footnote' | 'endnote';
  readonly id: string;
}

/** What stands within a paragraph. */
export interface ParagraphContent {
  /** With its signs. */
  readonly text: string;
  readonly struck: readonly string[];
  /** `w:txbxContent` and the like, whose paragraphs stand beside the paragraph. */
  readonly boxes: readonly XmlElement[];
  /** Words of drawings without paragraphs. */
  readonly drawn: readonly string[];
  readonly notes: readonly NoteReference[];
  /** Some of its text is not read: hidden, deleted, of a field. */
  readonly isCut: boolean;
}

interface Sink {
  readonly text: string[];
  readonly struck: string[];
  readonly boxes: XmlElement[];
  readonly drawn: string[];
  readonly notes: NoteReference[];
  /** The last stretch was struck out. */
  isStruck: boolean;
  isCut: boolean;
}

/** Not read, and nothing in it: properties, and marks that belong to no text. */
const SKIPPED = new Set([
  ...[
    'pPr',
    'rPr',
    'sdtPr',
    'sdtEndPr',
    'smartTagPr',
    'customXmlPr',
    'fldData',
    'ffData',
    'rubyPr',
    'rt',
    'txbxContent',
  ],
  ...['footnoteRef', 'endnoteRef', 'annotationRef', 'separator', 'continuationSeparator', 'commentReference'],
]);
const DELETED = new Set(['del', 'moveFrom']);

/** Reads the runs of a paragraph, or of anything that holds runs. */
export function readRuns(element: XmlElement, paragraph: RunProperties, reading: Reading): ParagraphContent {
  const sink: Sink = { text: [], struck: [], boxes: [], drawn: [], notes: [], isStruck: false, isCut: false };
  readChildren(element, paragraph, reading, sink);
  return { ...sink, text: sink.text.join('') };
}

function readChildren(element: XmlElement, paragraph: RunProperties, reading: Reading, sink: Sink): void {
  for (const child of elementsOf(element)) readInline(child, paragraph, reading, sink);
}

function readInline(element: XmlElement, paragraph: RunProperties, reading: Reading, sink: Sink): void {
  const { name } = element;
  if (SKIPPED.has(name)) return;
  if (name === 'r') readRun(element, paragraph, reading, sink);
  else if (DELETED.has(name)) {
    reading.tally.hasChanges = true;
    muted(reading, () => readChildren(element, paragraph, reading, sink));
  } else if (name === 'sdt') {
    const properties = childOf(element, 'sdtPr');
    const content = childOf(element, 'sdtContent');
    if (content === undefined) return;
    const read = () => readChildren(content, paragraph, reading, sink);
    if (isOn(properties, 'showingPlcHdr')) muted(reading, read);
    else read();
  } else if (name === 'fldSimple') {
    const read = () => readChildren(element, paragraph, reading, sink);
    if (isContents(element.attributes.instr ?? '')) muted(reading, read);
    else read();
  } else if (name === 'AlternateContent')
    readBranch(element, sink, (child) => readInline(child, paragraph, reading, sink));
  else if (name === 'oMath' || name === 'oMathPara') addText(plain(mathText(element)), {}, reading, sink);
  else if (name === 'ruby') {
    const base = childOf(element, 'rubyBase');
    if (base !== undefined) readChildren(base, paragraph, reading, sink);
  } else if (name === 'drawing' || name === 'pict' || name === 'object') readDrawing(element, reading, sink);
  else {
    if (name === 'ins' || name === 'moveTo') reading.tally.hasChanges = true;
    readChildren(element, paragraph, reading, sink);
  }
}

/** Reads what stands on another ground than what is around it. */
export function onGround(reading: Reading, ground: Ground, read: () => void): void {
  const around = reading.ground;
  reading.ground = ground;
  read();
  reading.ground = around;
}

/** Reads what is not part of the text: pages go on there as well. */
export function muted(reading: Reading, read: () => void): void {
  reading.muted++;
  read();
  reading.muted--;
}

/** The branch for programs that understand it, and the other one where the first says nothing. */
function readBranch(element: XmlElement, sink: Sink, read: (child: XmlElement) => void): void {
  const size = () => sink.text.length + sink.struck.length + sink.boxes.length + sink.drawn.length;
  const before = size();
  for (const name of ['Choice', 'Fallback']) {
    const branch = childOf(element, name);
    if (branch !== undefined && size() === before) elementsOf(branch).forEach(read);
  }
}

function readRun(run: XmlElement, paragraph: RunProperties, reading: Reading, sink: Sink): void {
  const properties = childOf(run, 'rPr');
  const character = reading.styles.character(valueIn(properties, 'rStyle')).run;
  const setting = runSetting(runProperties(properties), character, paragraph);
  // A mark of its own (*) stands behind its note's reference, and is none of the sentence's words.
  let isMark = false;
  for (const child of elementsOf(run)) {
    if (child.name === 'footnoteReference' || child.name === 'endnoteReference') {
      isMark = /^(?:1|true|on)$/iu.test(child.attributes.customMarkFollows ?? '');
      addNote(child, setting, reading, sink);
    } else if (!isMark || child.name !== 't') readRunPart(child, setting, paragraph, reading, sink);
  }
}

function addNote(
  { name, attributes: { id } }: XmlElement,
  setting: RunProperties,
  reading: Reading,
  sink: Sink,
): void {
  if (id === undefined || setting.isHidden || reading.muted > 0 || !reading.fields.isText) return;
  sink.text.push(NOTE);
  sink.notes.push({ kind: name === 'footnoteReference' ? 'footnote' : 'endnote', id });
}

function readRunPart(
  part: XmlElement,
  setting: RunProperties,
  paragraph: RunProperties,
  reading: Reading,
  sink: Sink,
): void {
  const add = (text: string) => addText(text, setting, reading, sink);
  switch (part.name) {
    case 't':
      add(inSymbolFont(setting.font, plain(textOf(part))));
      break;
    case 'tab':
    case 'ptab':
      add('\t');
      break;
    case 'br':
      if (part.attributes.type === 'page') sink.text.push(HARD_PAGE);
      add('\n');
      break;
    case 'cr':
      add('\n');
      break;
    case 'lastRenderedPageBreak':
      sink.text.push(SOFT_PAGE);
      break;
    case 'noBreakHyphen':
      add('\u2011');
      break;
    case 'sym':
      add(plain(symbolOf(part)));
      break;
    case 'fldChar':
      add(plain(reading.fields.turn(part)));
      break;
    case 'instrText':
      reading.fields.addCode(textOf(part));
      break;
    case 'delText':
      sink.isCut = true;
      break;
    case 'delInstrText':
    case 'softHyphen':
      break;
    case 'AlternateContent':
      readBranch(part, sink, (child) => readRunPart(child, setting, paragraph, reading, sink));
      break;
    default:
      readInline(part, paragraph, reading, sink);
  }
}

function symbolOf({ attributes: { font = '', char = '' } }: XmlElement): string {
  const code = Number.parseInt(char, 16);
  return Number.isNaN(code) ? '' : symbol(font, code);
}

function addText(text: string, setting: RunProperties, reading: Reading, sink: Sink): void {
  if (text === '') return;
  const { leftOut } = reading.tally;
  if (setting.isHidden || reading.muted > 0 || !reading.fields.isText) {
    sink.isCut = true;
    if (reading.muted === 0 && reading.fields.isText) leftOut.hidden += charactersIn(text);
    return;
  }
  const { colour, fill } = setting;
  if (colour !== 'auto' && text.trim() !== '' && isUnseen(colour, groundOn(fill, reading.ground))) {
    // It takes up its place: what stands beside it does not meet.
    sink.text.push(STRUCK);
    sink.isStruck = false;
    leftOut.pale += charactersIn(text);
    return;
  }
  if (setting.isStruck) {
    leftOut.struck += charactersIn(text);
    const words = text.replaceAll(/\s/gu, ' ');
    if (sink.isStruck) sink.struck[sink.struck.length - 1] += words;
    else sink.struck.push(words);
    if (!sink.isStruck) sink.text.push(STRUCK);
    sink.isStruck = true;
    return;
  }
  sink.isStruck = false;
  if (setting.position === 'superscript') sink.text.push(ABOVE, text, LEVEL);
  else if (setting.position === 'subscript') sink.text.push(BELOW, text, LEVEL);
  else sink.text.push(text);
}

/** A picture of this size (square EMU; 6 cm by 4 cm) may hold text. */
const LARGE = 6 * 4 * 360_000 ** 2;
const CHARTS = new Set(['chart', 'relIds']);

/** The boxes of a drawing, once, and what it holds that is not read. */
function readDrawing(element: XmlElement, reading: Reading, sink: Sink): void {
  if (reading.muted > 0 || !reading.fields.isText) return;
  let extent = 0;
  const walk = (one: XmlElement): void => {
    if (one.name === 'txbxContent' || one.name === 'txBody') {
      sink.boxes.push(one);
      return;
    }
    if (one.name === 'AlternateContent') {
      const before = sink.boxes.length + sink.drawn.length;
      for (const name of ['Choice', 'Fallback']) {
        const branch = childOf(one, name);
        if (branch !== undefined && sink.boxes.length + sink.drawn.length === before) walk(branch);
      }
      return;
    }
    const { cx, cy, string } = one.attributes;
    if (one.name === 'extent') extent = Number(cx) * Number(cy);
    if (one.name === 'textpath' && string !== undefined) sink.drawn.push(plain(string).trim());
    if (one.name === 'pic' && extent >= LARGE) reading.tally.pictures++;
    if (one.name === 'OLEObject') reading.tally.objects++;
    if (CHARTS.has(one.name)) reading.tally.charts++;
    for (const child of elementsOf(one)) walk(child);
  };
  walk(element);
}
