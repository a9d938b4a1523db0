import type { Line } from '../../lines.ts';
import { isContents, textOfCode } from '../word/field-code.ts';
import type { Flow, ParagraphEnd, TextSetting } from '../word/flow.ts';
import type { ListCounter, ListNumber } from '../word/lists.ts';
import { symbol } from '../word/symbols.ts';
import {
  type ParagraphProperties,
  paragraphProperties,
  type RunProperties,
  runProperties,
  settingOf,
} from './properties.ts';
import { wordAt } from './sprms.ts';
import type { Style } from './styles.ts';
import { firstBehind, type Range, type Segment } from './text.ts';

/** What the reading of all parts has in common. */
export interface Source {
  readonly data: Uint8Array | undefined;
  readonly paragraphs: readonly Range[];
  readonly styleOf: (number: number) => Style;
  readonly fontOf: (number: number) => string;
  readonly counter: ListCounter;
  /** The lines that hang on a character: of a note that it refers to, of a text box. */
  readonly linesAt: (character: number) => readonly Line[] | undefined;
  segments(from: number, to: number): Iterable<Segment>;
}

/** What was met on the way. */
export interface Met {
  hasChanges: boolean;
  pictures: number;
}

/** A field that is open. */
interface Field {
  code: string;
  isResult: boolean;
}

/** Bytes of the file that are one paragraph, and how it is set. */
interface ParagraphPlace {
  readonly style: Style;
  readonly start: number;
  readonly end: number;
  readonly properties: ParagraphProperties;
}

const LONGEST_CODE = 1000;
/** No list: a paragraph that was taken out of its style's. */
const NO_LIST = 0;

/** Reads a stretch of the characters into a flow. */
export class BodyReader {
  readonly #source: Source;
  readonly #flow: Flow;
  readonly #met: Met;
  readonly #isOnPage: boolean;
  #fields: Field[] = [];
  /** How many of them hold no text where they are being read, and how many are tables of contents. */
  #silent = 0;
  #contents = 0;
  /** The paragraph that was looked up last. */
  #place: ParagraphPlace | undefined;

  /** @param isOnPage whether nothing but the page is under the text. */
  constructor(source: Source, flow: Flow, met: Met, isOnPage: boolean) {
    this.#source = source;
    this.#flow = flow;
    this.#met = met;
    this.#isOnPage = isOnPage;
  }

  read(from: number, to: number): void {
    this.#fields = [];
    this.#silent = 0;
    this.#contents = 0;
    const ends = fieldsWithEnd(this.#source, from, to);
    for (const segment of this.#source.segments(from, to)) {
      const run = runProperties(segment.properties);
      const paragraph = this.#paragraphAt(segment.offset);
      let border = paragraph.end;
      let setting = this.#settingOf(run, paragraph);
      let words = '';
      const flush = () => {
        if (words !== '') this.#add(words, setting);
        words = '';
      };
      for (let at = 0; at < segment.text.length; at++) {
        const offset = segment.offset + at * segment.width;
        if (offset >= border) {
          flush();
          const next = this.#paragraphAt(offset);
          border = next.end;
          setting = this.#settingOf(run, next);
        }
        const character = segment.start + at;
        const code = segment.text.charCodeAt(at);
        const lines = code <= 0x20 || run.isSpecial !== true ? this.#source.linesAt(character) : undefined;
        if (code >= 0x20 && lines === undefined && run.symbol === undefined && code !== 0xa0) {
          words += segment.text.charAt(at);
          continue;
        }
        flush();
        if (lines !== undefined) this.#flow.addLater(setting.isDeleted || setting.isHidden ? [] : lines);
        else if (run.symbol !== undefined && run.isSpecial === true)
          this.#add(symbol(this.#source.fontOf(run.symbol.font), run.symbol.code), setting);
        else this.#sign(code, offset, segment.width, setting, ends.has(character));
      }
      flush();
    }
    this.#flow.end({ isInTable: false, level: undefined, isTitle: false, isIndented: false });
  }

  #settingOf(run: RunProperties, { style, properties }: ParagraphPlace): TextSetting {
    const character = run.style === undefined ? {} : this.#source.styleOf(run.style).run;
    const isInTable = properties.isInTable === true || (properties.depth ?? 0) > 0;
    const isFilled = properties.isFilled ?? style.paragraph.isFilled ?? false;
    return settingOf(run, [style.run, character], this.#isOnPage && !isInTable && !isFilled);
  }

  #paragraphAt(offset: number): ParagraphPlace {
    const known = this.#place;
    if (known !== undefined && known.start <= offset && offset < known.end) return known;
    const { paragraphs, styleOf, data } = this.#source;
    const range = paragraphs[firstBehind(paragraphs, offset)];
    if (range === undefined || range.start > offset)
      return {
        style: styleOf(0),
        start: offset,
        end: range?.start ?? Number.POSITIVE_INFINITY,
        properties: {},
      };
    const number = wordAt(range.properties, 0);
    const properties = paragraphProperties(range.properties.subarray(2), data);
    const style = styleOf(properties.style ?? number);
    this.#place = { style, start: range.start, end: range.end, properties };
    return this.#place;
  }

  #add(text: string, setting: TextSetting): void {
    const field = this.#fields.at(-1);
    if (field !== undefined && !field.isResult) {
      if (field.code.length < LONGEST_CODE && !setting.isDeleted) field.code += text;
      return;
    }
    if (this.#silent > 0) return;
    if (setting.isDeleted) this.#met.hasChanges = true;
    this.#flow.add(text, setting);
  }

  /** Reads a character that is no letter. */
  #sign(code: number, offset: number, width: number, setting: TextSetting, hasEnd: boolean): void {
    const field = this.#fields.at(-1);
    if (code === 0x13 && hasEnd) {
      this.#fields.push({ code: '', isResult: false });
      this.#silent++;
    } else if (code === 0x14 && field !== undefined && !field.isResult) {
      field.isResult = true;
      if (isContents(field.code)) this.#contents++;
      else this.#silent--;
    } else if (code === 0x15 && hasEnd && field !== undefined) this.#endField(field, setting);
    else if (code === 0x0d || code === 0x07) this.#endParagraph(code, offset, setting);
    else if (code === 0x0c && this.#paragraphAt(offset).end === offset + width)
      this.#endParagraph(code, offset, setting);
    else if (code === 0x0b || code === 0x0c || code === 0x0e) this.#add('\n', setting);
    else if (code === 0x09) this.#add('\t', setting);
    else if (code === 0x1e) this.#add('\u2011', setting);
    else if (code === 0xa0 || code === 0x20) this.#add(' ', setting);
    else if (code === 0x01) this.#met.pictures++;
  }

  #endField({ isResult, code }: Field, setting: TextSetting): void {
    this.#fields.pop();
    if (!isResult || isContents(code)) this.#silent--;
    if (!isResult) this.#add(textOfCode(code), setting);
    else if (isContents(code)) this.#contents--;
  }

  #endParagraph(code: number, offset: number, setting: TextSetting): void {
    const { style, properties } = this.#paragraphAt(offset);
    const depth = properties.depth ?? 0;
    const isInTable = code === 0x07 || properties.isInTable === true || depth > 0;
    if (code === 0x07 && properties.endsRow === true) {
      if (setting.isDeleted) this.#flow.dropRow();
      else this.#flow.endRow(properties.row ?? { left: 0, isHeader: false, cells: [] });
      return;
    }
    // A paragraph whose end is deleted goes on with the next one.
    if (setting.isDeleted && code === 0x0d) return;
    if (properties.endsInnerCell === true && properties.endsInnerRow !== true) {
      this.#add('\t', setting);
      return;
    }
    const isOut = style.isContents || this.#contents > 0;
    if (!isOut) this.#flow.number = this.#numberOf(style, properties);
    const how: ParagraphEnd = {
      isInTable,
      level: levelOfHeading(style, properties),
      isTitle: style.isTitle,
      isIndented: properties.isIndented ?? style.paragraph.isIndented ?? false,
    };
    if (isOut) this.#flow.dropParagraph();
    else this.#flow.endParagraph(how);
    if (code === 0x07) this.#flow.endCell();
  }

  #numberOf(style: Style, own: ParagraphProperties): ListNumber | undefined {
    const list = own.list ?? style.paragraph.list ?? NO_LIST;
    if (list === NO_LIST || this.#flow.isGone) return undefined;
    return this.#source.counter.next(String(list), own.level ?? style.paragraph.level ?? 0);
  }
}

function levelOfHeading({ heading, paragraph }: Style, own: ParagraphProperties): number | undefined {
  const outline = own.outline ?? paragraph.outline;
  if (outline !== undefined) return outline < 9 ? outline + 1 : undefined;
  return heading;
}

/** The signs of beginning and end of fields that belong together. */
function fieldsWithEnd({ segments }: Source, from: number, to: number): ReadonlySet<number> {
  const found = new Set<number>();
  const open: number[] = [];
  for (const { text, start } of segments(from, to))
    for (const { index } of text.matchAll(/[\u0013\u0015]/gu)) {
      if (text.charCodeAt(index) === 0x13) open.push(start + index);
      else {
        const begun = open.pop();
        if (begun !== undefined) found.add(begun).add(start + index);
      }
    }
  return found;
}
