import type { Misspelling } from './language/spelling/misspelling.ts';
import type { AnswerTable } from './shown/table.ts';

/** Half-open range `[start, end)` in UTF-16 code units of `SourceDocument.text`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What a stretch of a document is. Several may stand on one line: two labels with their values. */
export type BlockKind =
  /** Of the document, or of a paper within it. */
  | 'title'
  | 'heading'
  | 'paragraph'
  /** One of several that a head announces, or that are counted: （一）…, 1. …, 一是…. */
  | 'item'
  /** The names of a table's columns. */
  | 'header'
  /** One row of a table. */
  | 'row'
  /** A label with its value: 咨询电话：…. */
  | 'field'
  | 'question'
  | 'answer'
  /** The office, or the date, that a paper is signed with; whom it is sent to; its number. */
  | 'signature';

/** A stretch of a document with what it is. Blocks stand in the order of the text and never overlap. */
export interface Block {
  readonly kind: BlockKind;
  readonly span: Span;
  /** Of a title, heading or item: the smaller, the further out. */
  readonly level?: number;
  /** The sign that counts it, as it is written: 第四条, （一）, 3. */
  readonly mark?: Span;
  /** The words that open the block, with their mark and closing sign: a run-in heading (补贴标准。) or a label (咨询电话：). */
  readonly topic?: Span;
  /**
   * The cells of a header or row, column by column. The cell of a merged column is the one above that is valid here, outside of
   * `span`; an empty cell is an empty span.
   */
  readonly cells?: readonly Span[];
}

/** Why a stretch must be read before a sentence. */
export type LeadKind =
  | 'title'
  | 'heading'
  /** 第四条 before its second sentence. */
  | 'article'
  /** A run-in heading: 补贴标准。 */
  | 'topic'
  /** What announces a list, up to its colon. */
  | 'head'
  | 'label'
  /** A table's names of columns. */
  | 'header'
  /** A merged cell above. */
  | 'cell'
  | 'question';

/** What must be read before a sentence to understand it: a stretch of the same document. */
export interface Lead extends Span {
  readonly kind: LeadKind;
}

/** What a paper says of itself. Dates are ISO dates or their beginnings (`2017-09-14`, `2018-12`, `2018`). */
export interface Paper {
  readonly title: string;
  /** Official name of the county, city or province that it speaks of (`Gazetteer` names). */
  readonly place?: string;
  readonly issuer?: string;
  /** Its document number, as it is written: 某政办发〔2024〕3号. */
  readonly number?: string;
  /** The day it was issued; never a day that its text speaks of. */
  readonly issuedOn?: string;
  /** The day its figures stand for, when it does not say when it was issued. */
  readonly asOf?: string;
  /** The first day on which it holds. */
  readonly effectiveFrom?: string;
  /** The last day on which it holds. */
  readonly validUntil?: string;
  /** It says itself that it does not hold any more. */
  readonly isAbolished?: true;
  /** Where it says since when, and how long, it holds. */
  readonly validity?: readonly Span[];
  /** The papers that it abolishes. */
  readonly repeals?: readonly Repeal[];
  /** The articles of other papers that it changes. */
  readonly amends?: readonly Amendment[];
}

/** A paper that another one abolishes, by its number, its title, or both. */
export interface Repeal {
  readonly number?: string;
  readonly title?: string;
  /** The sentence that says so, or the item of a list. */
  readonly span: Span;
  /** What announces the list that the item stands in. */
  readonly head?: Span;
}

/** An article of another paper, named by its number, its title, or both, that a paper changes or drops. */
export interface Amendment {
  readonly number?: string;
  readonly title?: string;
  readonly article: number;
  readonly isDropped: boolean;
  /** The sentence that says so. */
  readonly span: Span;
}

/** A paper within a document: it has a title, place or date of its own. */
export interface Section extends Paper {
  readonly span: Span;
}

/** Where in its file a stretch stands, as a person would look it up. */
export interface Origin {
  /** From 1. */
  readonly page?: number;
  /** Of a workbook: the sheet's name. */
  readonly sheet?: string;
  /** From 1: the table of the document or page, or of a sheet that has several. */
  readonly table?: number;
  /** From 1: of the sheet as it is shown, or of the table, its header counted. */
  readonly row?: number;
  /** It was read from a picture of the text. */
  readonly isScanned?: boolean;
}

/** One document, read and cleaned once. Every span of the product points into its `text`. */
export interface SourceDocument extends Paper {
  /** Stable within a corpus: the path without its ending (with it for the second of that name), or the `id` of a `.jsonl` line. */
  readonly id: string;
  /** Path inside the corpus, with `/` between folders; the file name that citations show. */
  readonly path: string;
  /** SHA-256 of the file's bytes (of the line's text in a `.jsonl`), hex. */
  readonly sha256: string;
  readonly text: string;
  readonly blocks: readonly Block[];
  /** Papers within it, in order of the text and apart from each other; the rest of the text is the document's own. */
  readonly sections?: readonly Section[];
  /** Where its text stands in its file, from each `start` to the next; absent where the format has no pages and no rows. */
  readonly origins?: readonly (Origin & { readonly start: number })[];
  /** Places where the document lost text (a column break that swallowed words): never quoted as whole. */
  readonly damage: readonly Span[];
}

/** A sentence of a passage, in units of its document's text. */
export interface PassageSentence {
  readonly span: Span;
  /** Outermost first. */
  readonly lead: readonly Lead[];
  /** The cells of a row that is one sentence. */
  readonly cells?: readonly Span[] | undefined;
  /** It announces what follows (…如下：, …通知如下。), and says nothing without it. */
  readonly isHead?: boolean;
}

/** Whole sentences of one document, about a screenful: what is embedded, ranked and cited from. */
export interface Passage {
  /** `${documentId}#${ordinal}` */
  readonly id: string;
  readonly documentId: string;
  /** Position within the document, from 0. */
  readonly ordinal: number;
  /** The headings above the passage, outermost first. */
  readonly headings: readonly string[];
  readonly span: Span;
  /** Exactly `document.text.slice(span.start, span.end)`. */
  readonly text: string;
  readonly sentences: readonly PassageSentence[];
  readonly place?: string;
  /** The `issuedOn` of its paper, else its `asOf`. */
  readonly period?: string;
}

/** A stretch of a document that proves something. */
export interface Source {
  readonly documentId: string;
  readonly span: Span;
  /** What rules it, and is quoted with it: the head of its list, its label, the names of its columns. */
  readonly lead?: readonly Span[];
}

/** The proof of one sentence. `quote` is exactly `document.text.slice(span.start, span.end)`. */
export interface Citation {
  /** The `n` of `[n]`, from 1, in order of first use. */
  readonly marker: number;
  readonly documentId: string;
  /** `SourceDocument.path`. */
  readonly document: string;
  readonly title: string;
  readonly place?: string;
  /** The document number of its paper, as it is written. */
  readonly number?: string;
  readonly date?: string;
  /** Its paper, or the article that is quoted, held no more on the day of the answer. */
  readonly ended?: 'repealed' | 'superseded' | 'dropped' | 'expired';
  /** Where in its file the quote begins. */
  readonly origin?: Origin;
  readonly span: Span;
  readonly quote: string;
  /** What the quote must be read under, each an exact slice too. */
  readonly lead?: readonly { readonly span: Span; readonly quote: string }[];
}

export interface Turn {
  readonly role: 'user' | 'assistant';
  readonly content: string;
}

/** What is asked: knows no chat and no user. */
export interface Question {
  readonly text: string;
  /** Earlier turns of the same member, oldest first. */
  readonly history: readonly Turn[];
  /** Official names of the places that the asker chose where they were offered: as if the question named them. */
  readonly chosen?: readonly string[];
  /** The county a question is about when it names none (a group's own county). Any spelling the gazetteer knows. */
  readonly place?: string;
}

/** A turn as it was meant: a choice stands as the question that it answered. */
export interface PastTurn extends Turn {
  /** Official names of the places that were chosen for it. */
  readonly chosen?: readonly string[];
}

/** A question whose history is read: without courtesies and chatter, each choice as what it chose. */
export interface MeantQuestion extends Question {
  readonly history: readonly PastTurn[];
}

export type NonEmpty<T> = readonly [T, ...T[]];

/** Why a model's wording did not reach the answer. */
export type Fallback =
  | 'model-failed'
  | 'model-refused'
  | 'no-citation'
  | 'unsupported-figure'
  | 'unsupported-claim';

interface Said {
  /** Chinese, with `[n]` markers of what it cites; every sentence of an answer carries one. */
  readonly text: string;
  /** Short name of the county that the question came with (`Question.place`), where it was used: the question names none. */
  readonly ownPlace?: string;
  /** What the question was read as where it is misspelt; absent where it is not. */
  readonly readAs?: NonEmpty<Misspelling>;
  readonly corpusVersion: string;
}

export interface Answered extends Said {
  readonly kind: 'answered';
  /** `extracted`: verbatim clauses. `generated`: a model's wording, every sentence checked against its passage. */
  readonly method: 'extracted' | 'generated';
  /** Present when a model was asked and the extract was sent instead. */
  readonly fallback?: Fallback;
  /** The figures of several places or years, which the text tells, beside each other. */
  readonly table?: AnswerTable;
  /** A friendly line to close with, where thanks or a goodbye closed the question. It claims nothing. */
  readonly closing?: string;
  readonly citations: NonEmpty<Citation>;
}

export interface Clarify extends Said {
  readonly kind: 'clarify';
  readonly options: NonEmpty<{ readonly place: string; readonly label: string }>;
}

export type RefusalReason =
  /** A greeting, thanks, a goodbye, or a question about the answerer itself: a friendly line, and nothing to look up. */
  | 'courtesy'
  /** Chatter, weather, arithmetic: nothing that a policy report could answer. */
  | 'off-topic'
  /** About policy, but no clause of the corpus answers it. */
  | 'not-in-corpus'
  /** Names a place that no report speaks of. */
  | 'place-not-in-corpus'
  /** The passage that should answer lost text. */
  | 'damaged'
  /** Empty, only emoji or punctuation. */
  | 'empty'
  | 'too-long';

export interface Refused extends Said {
  readonly kind: 'refused';
  readonly reason: RefusalReason;
  /** What the corpus does say nearby; empty for chatter. */
  readonly nearest: readonly Citation[];
}

/** A refusal is a value, never an exception. */
export type Answer = Answered | Clarify | Refused;
