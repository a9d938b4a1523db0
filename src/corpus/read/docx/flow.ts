import type { Line } from '../../lines.ts';
import type { XmlElement } from '../containers/xml.ts';
import type { ListCounter, Lists } from '../word/lists.ts';
import type { Pages } from '../word/settle.ts';
import type { NoteReference, ParagraphContent, Reading } from './runs.ts';

/** What goes along with the reading of a document. */
export interface Context {
  readonly reading: Reading;
  readonly pages: Pages;
  readonly lists: Lists;
  readonly counter: ListCounter;
  readonly notes: ReadonlyMap<string, XmlElement>;
  /** What is struck out. */
  readonly struck: string[];
  /** The lines that have the style of a title. */
  readonly titles: Line[];
  /** Styles of tables that shade nothing. */
  readonly plainTables: ReadonlySet<string>;
  /** How many tables were met. */
  tables: number;
}

export interface PlacedNote extends NoteReference {
  /** Of a footnote: the page that refers to it, as far as the file tells. Endnotes stand behind all pages. */
  readonly page: number | undefined;
}

/** A place in which paragraphs stand under each other: the page, a cell, a note. */
export interface Flow {
  readonly lines: Line[];
  readonly isCell: boolean;
  /** Empty paragraphs behind the last line. */
  gap: number;
  /** A paragraph whose end is deleted or hidden: the next one goes on with it. */
  open: ParagraphContent | undefined;
  readonly notes: PlacedNote[];
  /** The lines of tables within cells, which stand behind the whole table. */
  readonly nested: Line[];
}

/** @param nested where the lines of tables within cells go. */
export function flow(isCell = false, nested: Line[] = []): Flow {
  return { lines: [], isCell, gap: 0, open: undefined, notes: [], nested };
}
