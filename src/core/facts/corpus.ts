import type { Paper, Passage, Span } from '../types.ts';
import type { ReadDocument } from './document.ts';
import type { Sentence } from './sentence.ts';

/** What the documents of a corpus say, read once and kept as long as the corpus serves. */
export interface CorpusFacts {
  readonly documents: readonly ReadDocument[];
  readonly documentById: ReadonlyMap<string, ReadDocument>;
  readonly passages: readonly Passage[];
  /** Official names of the places that it has passages of, in the order of these. */
  readonly places: ReadonlySet<string>;
  /** Passages of each place, ascending ordinals. */
  readonly ordinalsByPlace: ReadonlyMap<string, Uint32Array>;
  /** Passages of no place, ascending ordinals. */
  readonly placeless: Uint32Array;
  /** Every paper, the documents first to last. */
  readonly papers: readonly HeldPaper[];
  /** Places that have papers of several years; undefined stands for those of no place. */
  readonly placesOfEditions: ReadonlySet<string | undefined>;
  /** The names in quotation marks. */
  readonly quotedNames: NameTable;
  /** The passages of one document, in order; none of one that the corpus lacks. */
  passagesOf(documentId: string): readonly Passage[];
  /** The sentences of a passage of the corpus, prepared for matching at the first call. */
  sentencesOf(passage: Passage): readonly Sentence[];
  /** The rows of one document that are of a year, by what they are told by but for that. */
  datedRowsOf(documentId: string): ReadonlyMap<string, readonly DatedRow[]>;
}

/** A row of a table that is of a year. */
export interface DatedRow {
  readonly sentence: Sentence;
  readonly year: number;
}

/** A paper of the corpus: a document, or a section of one that has a title of its own. */
export interface HeldPaper {
  readonly document: ReadDocument;
  readonly paper: Paper;
  readonly span: Span;
  /** Its title in simplified characters, folded. */
  readonly folded: string;
  readonly number: PaperNumber | undefined;
  /** The year that its title names, else that in which it was issued; '' where neither tells. */
  readonly year: string;
}

/** A document number: 某政办发〔2024〕3号. */
export interface PaperNumber {
  /** The letters before the year; what a sentence has before them may be among them. Empty where a question says none. */
  readonly letters: string;
  /** Absent where a question says none: 18号文. */
  readonly year?: number;
  readonly serial: number;
}

/** The quoted names of a corpus, by the first two characters of their keys. */
export type NameTable = ReadonlyMap<string, readonly QuotedName[]>;

export interface QuotedName {
  readonly name: string;
  /** Folded, without punctuation: how it is looked for in a question. */
  readonly key: string;
  readonly uses: readonly NameUse[];
}

export interface NameUse {
  readonly documentId: string;
  readonly span: Span;
}
