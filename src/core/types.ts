/** Half-open range `[start, end)` in UTF-16 code units of `SourceDocument.text`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** One report, read and cleaned once. Every span of the product points into its `text`. */
export interface SourceDocument {
  /** Stable within a corpus: the path without its ending, or the `id` of a `.jsonl` line. */
  readonly id: string;
  /** Path inside the corpus, with `/` between folders; the file name that citations show. */
  readonly path: string;
  readonly title: string;
  /** Official name of the county, city or province that the report speaks of (`Gazetteer` names). */
  readonly place?: string;
  readonly issuer?: string;
  /** ISO date or its beginning (`2017-09-14`, `2018-12`, `2018`): when the report was published. */
  readonly publishedOn?: string;
  /** ISO date or its beginning: the day the report's figures stand for, when no publication date is known. */
  readonly asOf?: string;
  /** SHA-256 of the file's bytes (of the line's text in a `.jsonl`), hex. */
  readonly sha256: string;
  readonly text: string;
  /** Places where the report lost text (a column break that swallowed words): never quoted as whole. */
  readonly damage: readonly Span[];
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
  /** `text` in simplified characters, as long as it, where it has traditional ones: what questions are matched with. */
  readonly plain?: string;
  readonly place?: string;
  /** The document's `publishedOn`, else its `asOf`. */
  readonly period?: string;
}

/** A stretch of a document that proves something. */
export interface Source {
  readonly documentId: string;
  readonly span: Span;
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
  readonly date?: string;
  readonly span: Span;
  readonly quote: string;
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

export interface Answered {
  readonly kind: 'answered';
  /** `extracted`: verbatim clauses. `generated`: a model's wording, every sentence checked against its passage. */
  readonly method: 'extracted' | 'generated';
  /** Present when a model was asked and the extract was sent instead. */
  readonly fallback?: Fallback;
  /** Short name of the county that the question came with (`Question.place`), where it was used: the question names none. */
  readonly ownPlace?: string;
  /** Chinese, with `[n]` markers; every sentence carries one. */
  readonly text: string;
  /** A friendly line to close with, where thanks or a goodbye closed the question. It claims nothing. */
  readonly closing?: string;
  readonly citations: NonEmpty<Citation>;
  readonly corpusVersion: string;
}

export interface Clarify {
  readonly kind: 'clarify';
  /** Short name of the county that the question came with (`Question.place`), where it was used: the question names none. */
  readonly ownPlace?: string;
  readonly text: string;
  readonly options: NonEmpty<{ readonly place: string; readonly label: string }>;
  readonly corpusVersion: string;
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

export interface Refused {
  readonly kind: 'refused';
  readonly reason: RefusalReason;
  /** Chinese; may carry `[n]` markers of `nearest`. */
  readonly text: string;
  /** What the corpus does say nearby; empty for chatter. */
  readonly nearest: readonly Citation[];
  /** Short name of the county that the question came with (`Question.place`), where it was used: the question names none. */
  readonly ownPlace?: string;
  readonly corpusVersion: string;
}

/** A refusal is a value, never an exception. */
export type Answer = Answered | Clarify | Refused;
