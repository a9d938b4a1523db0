import type { FileLines } from '../file-lines.ts';
import { UnreadableReport } from '../reader.ts';
import { looksLikeRtf } from '../sniff/rtf.ts';
import { isContents, textOfCode } from '../word/field-code.ts';
import { emptyTally, Flow, type ParagraphEnd, type RowDefinition, wordNotes } from '../word/flow.ts';
import { framed } from '../word/frame.ts';
import { shownNumber } from '../word/lists.ts';
import { decodeBytes, SYMBOLS } from './charsets.ts';
import { RtfColours } from './colours.ts';
import {
  BOXES,
  CHARACTERS,
  EDGES,
  type GroupState,
  PARAGRAPH_FILLS,
  type ParagraphState,
  PLAIN_PARAGRAPH,
  READ,
  SKIPPED,
  START,
  setCharacters,
  settingOf,
} from './state.ts';
import { RtfStyles } from './styles.ts';
import { tokensOf } from './tokens.ts';

/**
 * Reads a file in RTF, as Word, WPS and LibreOffice write it, many of them under the name of a doc: numbers of lists as
 * they are shown, deleted and hidden text out, notes and text boxes behind their paragraph. Linear in the bytes.
 * @throws UnreadableReport where it is no RTF, or holds no text.
 */
export async function readRtf(bytes: Uint8Array): Promise<FileLines> {
  if (!looksLikeRtf(bytes)) throw new UnreadableReport('不是 RTF 文件，请另存为 docx');
  const reader = new RtfReader();
  for (const token of tokensOf(bytes)) {
    if (token.kind === 'open') reader.open();
    else if (token.kind === 'close') reader.close();
    else if (token.kind === 'control') reader.control(token.word, token.value);
    else reader.bytes(token.bytes, token.isEscaped);
  }
  return reader.end();
}

/** A group with paragraphs of its own, and where its lines go. */
interface Place {
  readonly flow: Flow;
  readonly kind: 'page' | 'edge' | 'note' | 'box';
  /** How many groups are open within which it stands. */
  readonly depth: number;
}

class RtfReader {
  #state: GroupState = { ...START };
  #paragraph: ParagraphState = { ...PLAIN_PARAGRAPH };
  /** Of the groups around the one that is open. */
  readonly #states: { readonly state: GroupState; readonly paragraph: ParagraphState }[] = [];
  readonly #tally = emptyTally();
  readonly #page = new Flow(this.#tally, false);
  readonly #places: Place[] = [{ flow: this.#page, kind: 'page', depth: 0 }];
  readonly #edges: Flow[] = [];
  readonly #fonts = new Map<number, number>();
  readonly #styles = new RtfStyles();
  readonly #colours = new RtfColours();
  #row: RowDefinition = { left: 0, isHeader: false, cells: [] };
  #nextCell: Omit<RowDefinition['cells'][number], 'right'> = { isContinued: false, vertical: undefined };
  #codePage = 936;
  #defaultFont: number | undefined;
  /** Bytes that are not decoded yet, and how many characters are still to be left out. */
  #pending: number[] = [];
  #left = 0;
  #number = '';
  #hasSymbol = false;
  #code = '';
  #hasChanges = false;

  get #flow(): Flow {
    return this.#places.at(-1)?.flow ?? this.#page;
  }

  open(): void {
    this.#flush();
    this.#left = 0;
    this.#states.push({ state: this.#state, paragraph: this.#paragraph });
    this.#state = { ...this.#state, isOptional: false };
    this.#paragraph = { ...this.#paragraph };
  }

  close(): void {
    this.#flush();
    this.#left = 0;
    const ended = this.#state;
    const place = this.#places.at(-1);
    if (place !== undefined && place.kind !== 'page' && place.depth === this.#states.length)
      this.#leave(place);
    const outer = this.#states.pop();
    this.#state = outer?.state ?? { ...START };
    this.#paragraph = outer?.paragraph ?? { ...PLAIN_PARAGRAPH };
    if (ended.destination === 'code' && this.#state.destination !== 'code' && !isContents(this.#code))
      this.#text(textOfCode(this.#code));
    if (ended.destination === 'number' && this.#state.destination !== 'number')
      this.#flow.number = shownNumber(this.#number, this.#hasSymbol);
  }

  bytes(bytes: Uint8Array, isEscaped: boolean): void {
    const skipped = Math.min(this.#left, bytes.length);
    this.#left -= skipped;
    const isStyle = this.#state.destination === 'styles' || this.#state.destination === 'fonts';
    if (this.#state.destination === 'skip' || (isStyle && isEscaped && skipped > 0)) return;
    for (const byte of bytes.subarray(skipped)) this.#pending.push(byte);
  }

  control(word: string, value: number | undefined): void {
    this.#flush();
    if (this.#left > 0 && word !== 'u' && word !== 'uc') {
      this.#left--;
      return;
    }
    if (word === '*') {
      this.#state.isOptional = true;
      return;
    }
    const wasOptional = this.#state.isOptional;
    this.#state.isOptional = false;
    if (this.#enter(word, wasOptional)) return;
    if (word === 'u' || word === 'uc') this.#unicode(word, value ?? 1);
    else if (this.#state.destination === 'styles') this.#styles.control(word, value);
    else if (this.#state.destination === 'fonts') this.#fontWord(word, value);
    else if (this.#state.destination === 'colours') this.#colours.control(word, value);
    else if (!this.#characterWord(word, value) && !this.#rowWord(word, value))
      this.#paragraphWord(word, value);
  }

  end(): FileLines {
    this.#flush();
    for (const place of this.#places.splice(1).reverse()) this.#leave(place, false);
    this.#page.end(this.#paragraphEnd());
    const edges = this.#edges.flatMap(({ lines }) => lines);
    const { setAside, ...rest } = framed({ body: this.#page.lines, titles: this.#page.titles, edges });
    if (rest.lines.length === 0) throw new UnreadableReport('文件里没有文字');
    const notes = wordNotes(this.#hasChanges, this.#tally.leftOut);
    const struck = this.#page.struck.map((words) => words.trim()).filter((words) => words !== '');
    return { ...rest, setAside: [...setAside, ...struck], notes };
  }

  /** Whether a word makes its group another one than the page's. */
  #enter(word: string, wasOptional: boolean): boolean {
    const state = this.#state;
    if (state.destination === 'skip' && word !== 'ud') return true;
    if (word === 'fonttbl') state.destination = 'fonts';
    else if (word === 'colortbl') state.destination = 'colours';
    else if (word === 'stylesheet') state.destination = 'styles';
    else if (word === 'fldinst') {
      state.destination = 'code';
      this.#code = '';
    } else if (word === 'fldrslt') {
      if (isContents(this.#code)) state.destination = 'skip';
      else if (state.destination === 'code') state.destination = 'text';
      this.#code = '';
    } else if (word === 'listtext' || word === 'pntext') {
      state.destination = 'number';
      this.#number = '';
      this.#hasSymbol = false;
    } else if (word === 'nesttableprops') {
      this.#flow.endParagraph(this.#paragraphEnd());
      state.destination = 'skip';
    } else if (word === 'ud') state.destination = 'text';
    else if (EDGES.has(word)) this.#begin('edge');
    else if (word === 'footnote') this.#begin('note');
    else if (BOXES.has(word)) this.#begin('box');
    else if (word === 'updnprop') {
      const around = this.#states.at(-1)?.state;
      if (around !== undefined) around.isIndex = true;
      state.destination = 'skip';
    } else if (SKIPPED.has(word)) state.destination = 'skip';
    else if (wasOptional && !READ.has(word)) state.destination = 'skip';
    else return false;
    return true;
  }

  #begin(kind: Place['kind']): void {
    this.#state.destination = 'text';
    const flow = new Flow(this.#tally, true);
    this.#places.push({ flow, kind, depth: this.#states.length });
    this.#paragraph = { ...PLAIN_PARAGRAPH };
  }

  #leave({ flow, kind }: Place, isTop = true): void {
    flow.end(this.#paragraphEnd());
    if (isTop) this.#places.pop();
    const [first, ...others] = flow.lines;
    if (kind === 'edge') this.#edges.push(flow);
    else if (kind === 'box' || first === undefined) this.#flow.addLater(flow.lines);
    else {
      const label = /^注\s*\d*\s*[：:]/u.test(first.text) ? '' : '注：';
      this.#flow.addLater([{ ...first, text: label + first.text, indent: 0, gap: 0 }, ...others]);
    }
    this.#page.struck.push(...(flow === this.#page ? [] : flow.struck));
  }

  #flush(): void {
    if (this.#pending.length === 0) return;
    const font = this.#state.font ?? this.#defaultFont;
    const charset = font === undefined ? undefined : this.#fonts.get(font);
    const text = decodeBytes(Uint8Array.from(this.#pending), charset, this.#codePage);
    this.#pending = [];
    if (charset === SYMBOLS && this.#state.destination === 'number') this.#hasSymbol = true;
    this.#text(text);
  }

  #text(text: string): void {
    switch (this.#state.destination) {
      case 'text':
        if (this.#state.isDeleted) this.#hasChanges = true;
        this.#flow.add(
          text,
          settingOf(this.#state, this.#paragraph, this.#colours, this.#places.at(-1)?.kind === 'box'),
        );
        break;
      case 'code':
        if (this.#code.length < 1000) this.#code += text;
        break;
      case 'number':
        this.#number += text;
        break;
      case 'styles':
        this.#styles.add(text);
        break;
      case 'colours':
        this.#colours.add(text);
    }
  }

  #unicode(word: string, value: number): void {
    if (word === 'uc') this.#state.fallback = Math.max(0, value);
    else {
      this.#text(String.fromCharCode(value & 0xffff));
      this.#left = this.#state.fallback;
    }
  }

  #fontWord(word: string, value: number | undefined): void {
    if (word === 'f') this.#state.font = value;
    else if (word === 'fcharset' && value !== undefined && this.#state.font !== undefined)
      this.#fonts.set(this.#state.font, value);
  }

  #characterWord(word: string, value: number | undefined): boolean {
    const character = Object.hasOwn(CHARACTERS, word) ? CHARACTERS[word] : undefined;
    if (character !== undefined) this.#text(character);
    else if (word === 'ansicpg') this.#codePage = value || this.#codePage;
    else if (word === 'deff') this.#defaultFont = value;
    else return setCharacters(this.#state, word, value, this.#states.at(-1)?.state.size);
    return true;
  }

  #rowWord(word: string, value = 0): boolean {
    if (word === 'trowd') this.#row = { left: 0, isHeader: false, cells: [] };
    else if (word === 'trleft') this.#row.left = value;
    else if (word === 'trhdr') this.#row.isHeader = true;
    else if (word === 'clmrg') this.#nextCell.isContinued = true;
    else if (word === 'clvmgf') this.#nextCell.vertical = 'restart';
    else if (word === 'clvmrg') this.#nextCell.vertical = 'continue';
    else if (word === 'cellx') {
      this.#row.cells.push({ ...this.#nextCell, right: value });
      this.#nextCell = { isContinued: false, vertical: undefined };
    } else if (word === 'cell') {
      this.#flow.endParagraph({ ...this.#paragraphEnd(), isInTable: true });
      this.#flow.endCell();
    } else if (word === 'row') this.#flow.endRow(this.#row);
    else return false;
    return true;
  }

  #paragraphWord(word: string, value: number | undefined): void {
    if (word === 'pard') this.#paragraph = { ...PLAIN_PARAGRAPH };
    else if (word === 's') this.#paragraph.style = value ?? 0;
    else if (word === 'outlinelevel')
      this.#paragraph.level = value !== undefined && value < 9 ? value + 1 : undefined;
    else if (word === 'fi' || word === 'cufi') this.#paragraph.isIndented = (value ?? 0) > 0;
    else if (word === 'intbl') this.#paragraph.isInTable = true;
    else if (PARAGRAPH_FILLS.has(word)) this.#paragraph.isFilled = value !== 0;
    else if (word === 'nestcell') this.#text('\t');
    else if (word === 'page' || word === 'column') this.#text('\n');
    else if (word === 'par' || word === 'sect') {
      // A paragraph whose end is deleted goes on with the next one.
      if (this.#state.destination === 'text' && !this.#state.isDeleted)
        this.#flow.endParagraph(this.#paragraphEnd());
    }
  }

  #paragraphEnd(): ParagraphEnd {
    const { style, level, isIndented, isInTable } = this.#paragraph;
    const named = this.#styles.of(style);
    return { isInTable, isIndented, level: level ?? named?.level, isTitle: named?.isTitle ?? false };
  }
}
