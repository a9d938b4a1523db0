import { type DoubtedText, joinedDoubts, withDoubts } from '../../clean/doubts.ts';
import { gridLines } from '../../clean/grid.ts';
import type { Line } from '../../lines.ts';
import { charactersIn, type LeftOut, leftOutNotes, nothingLeftOut } from '../unseen.ts';
import { type EdgeRow, gridOfEdges } from './edges.ts';
import type { ListNumber } from './lists.ts';
import { ABOVE, BELOW, LEVEL, plain, STRUCK } from './marks.ts';
import { hasText, paragraphLines } from './paragraph.ts';
import { Pages } from './settle.ts';

/** How a stretch of text is set. */
export interface TextSetting {
  readonly isHidden: boolean;
  readonly isDeleted: boolean;
  readonly isStruck: boolean;
  /** It has the colour of its ground. */
  readonly isPale: boolean;
  readonly position: 'superscript' | 'subscript' | 'baseline';
}

/** What a row says of its cells before or behind them. */
export interface RowDefinition {
  left: number;
  isHeader: boolean;
  readonly cells: { right: number; isContinued: boolean; vertical: 'restart' | 'continue' | undefined }[];
}

/** What is known of a paragraph at its end. */
export interface ParagraphEnd {
  readonly isInTable: boolean;
  readonly level: number | undefined;
  readonly isTitle: boolean;
  readonly isIndented: boolean;
}

/** A file without pages of its own. */
const NO_PAGES = new Pages(false);

/** What is counted over all of a file. */
export interface FileTally {
  tables: number;
  readonly leftOut: LeftOut;
}

export function emptyTally(): FileTally {
  return { tables: 0, leftOut: nothingLeftOut() };
}

/** In Chinese: what is told of a document whose changes are taken as accepted. */
export function wordNotes(hasChanges: boolean, leftOut: LeftOut): string[] {
  return [...(hasChanges ? ['文件里有修订痕迹，按全部接受以后的文字读'] : []), ...leftOutNotes(leftOut)];
}

/** A place in which paragraphs stand under each other: the page, the head of pages, a note, a text box. */
export class Flow {
  readonly lines: Line[] = [];
  readonly titles: Line[] = [];
  readonly struck: string[] = [];
  number: ListNumber | undefined;
  readonly #tally: FileTally;
  readonly #isCell: boolean;
  #text: string[] = [];
  #gap = 0;
  #isCut = false;
  #isStruck = false;
  /** Boxes and notes of the open paragraph, and of the table before it. */
  #later: Line[] = [];
  #laterOfTable: Line[] = [];
  #rows: EdgeRow[] = [];
  #cells: DoubtedText[] = [];
  #cell: DoubtedText[] = [];

  constructor(tally: FileTally, isCell: boolean) {
    this.#tally = tally;
    this.#isCell = isCell;
  }

  add(characters: string, { isHidden, isDeleted, isStruck, isPale, position }: TextSetting): void {
    const text = characters === '\n' ? characters : plain(characters);
    if (text === '') return;
    const { leftOut } = this.#tally;
    if (isHidden || isDeleted) {
      this.#isCut = true;
      if (!isDeleted) leftOut.hidden += charactersIn(text);
      return;
    }
    if (isPale && text.trim() !== '') {
      // It takes up its place: what stands beside it does not meet.
      this.#text.push(STRUCK);
      this.#isStruck = false;
      leftOut.pale += charactersIn(text);
      return;
    }
    if (isStruck) {
      leftOut.struck += charactersIn(text);
      if (this.#isStruck) this.struck[this.struck.length - 1] += text;
      else {
        this.struck.push(text);
        this.#text.push(STRUCK);
      }
      this.#isStruck = true;
      return;
    }
    this.#isStruck = false;
    if (position === 'baseline') this.#text.push(text);
    else this.#text.push(position === 'superscript' ? ABOVE : BELOW, text, LEVEL);
  }

  addLater(lines: readonly Line[]): void {
    this.#later.push(...lines);
  }

  endParagraph({ isInTable, ...how }: ParagraphEnd): void {
    const text = this.#text.join('');
    const isEmpty = !hasText(text);
    const number = this.#isCut && isEmpty ? undefined : this.number;
    const isCell = isInTable || this.#isCell;
    if (!isInTable) this.#endTable();
    const lines = paragraphLines({ text, number, ...how, isCell, gap: this.#gap }, NO_PAGES);
    if (isInTable) {
      this.#cell.push(...lines);
      this.#laterOfTable.push(...this.#later.splice(0));
    } else {
      if (how.isTitle) this.titles.push(...lines);
      this.lines.push(...lines);
      if (lines.length > 0) this.#gap = 0;
      else if (!this.#isCut && !this.#isStruck && this.#later.length === 0) this.#gap++;
      this.lines.push(...this.#later.splice(0));
    }
    this.dropParagraph();
  }

  /** Some of the open paragraph is not read, and nothing else stands in it. */
  get isGone(): boolean {
    return this.#isCut && !hasText(this.#text.join(''));
  }

  /** Leaves the open paragraph out. */
  dropParagraph(): void {
    this.#text = [];
    this.number = undefined;
    this.#isCut = false;
    this.#isStruck = false;
  }

  endCell(): void {
    this.#cells.push(withDoubts(this.#cell.map(({ text }) => text).join('\n'), joinedDoubts(this.#cell)));
    this.#cell = [];
  }

  endRow({ left, isHeader, cells }: RowDefinition): void {
    const edge = cells.at(-1)?.right ?? left;
    this.#rows.push({
      left,
      isHeader,
      cells: this.#cells.map((cell, at) => ({
        ...cell,
        ...(cells[at] ?? { right: edge + (at + 1) * 1000, isContinued: false, vertical: undefined }),
      })),
    });
    this.#cells = [];
  }

  /** Leaves the open row out. */
  dropRow(): void {
    this.#cells = [];
    this.#cell = [];
  }

  /** Ends the flow. */
  end(how: ParagraphEnd): void {
    if (this.#text.length > 0) this.endParagraph({ ...how, isInTable: false });
    if (this.#cell.length > 0) this.endCell();
    if (this.#cells.length > 0) this.endRow({ left: 0, isHeader: false, cells: [] });
    this.#endTable();
    this.lines.push(...this.#later.splice(0));
  }

  #endTable(): void {
    if (this.#rows.length === 0) return;
    const lines = gridLines(gridOfEdges(this.#rows, ++this.#tally.tables));
    for (const [at, line] of lines.entries()) this.lines.push(at === 0 ? { ...line, gap: this.#gap } : line);
    this.#gap = 0;
    this.#rows = [];
    this.lines.push(...this.#laterOfTable.splice(0));
  }
}
