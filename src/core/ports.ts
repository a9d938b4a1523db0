import type { CorpusFacts } from './facts/corpus.ts';
import type { Vocabulary } from './language/vocabulary.ts';
import type { BlockKind } from './types.ts';

export type {
  ChatAddress,
  ChatSettings,
  Conversation,
  DecisionStore,
  FeedbackStore,
  InboxStore,
  IncomingUpdate,
  PendingUpdate,
  QuestionLine,
  SentAnswer,
  Store,
  Verdict,
} from './ports/store.ts';

/** Turns text into a unit vector. One text a run: batches gain nothing on a CPU and change int8 results. */
export interface Embedder {
  readonly model: EmbeddingModel;
  /** Rejects when the model cannot run; the caller then ranks by terms alone. */
  embedQuery(text: string): Promise<Float32Array>;
  embedPassage(text: string): Promise<Float32Array>;
  close(): Promise<void>;
}

export interface EmbeddingModel {
  readonly id: string;
  /** SHA-256 over the weights and the tokenizer, hex: vectors of two models never meet in one index. */
  readonly sha256: string;
  readonly dimensions: number;
  /** Tokens beyond this are cut off by the model. */
  readonly maxInputTokens: number;
}

/** A sentence in simplified characters with what must be read before it. */
export interface LedSentence {
  /** Of its paper. */
  readonly title: string;
  /** What rules it, outermost first, or the sentence before it; may be empty. */
  readonly lead: string;
  readonly text: string;
}

/** Says of sentences, read in their lead, whether they answer a question. */
export interface Reader {
  readonly model: { readonly id: string; readonly sha256: string };
  /**
   * One logit a sentence, in their order: the greater, the likelier it answers. Rejects when the model cannot run; the
   * caller then decides without it.
   */
  score(question: string, sentences: readonly LedSentence[]): Promise<Float32Array>;
  close(): Promise<void>;
}

/** `ordinal`: position of the passage in the corpus, from 0. Higher `score` is better. */
export interface Hit {
  readonly ordinal: number;
  readonly score: number;
}

/** Cosine search over unit vectors. */
export interface VectorIndex {
  readonly size: number;
  readonly dimensions: number;
  /**
   * The `k` nearest passages, best first, `score` = cosine similarity (-1 to 1).
   * @param among only these ordinals (ascending); all when absent. Fewer than `k` come back when there are fewer.
   */
  search(vector: Float32Array, k: number, among?: Uint32Array): Hit[];
}

/** BM25 over terms made by the caller with the same function at index and query time. */
export interface KeywordIndex {
  readonly size: number;
  /** Every term of the index, in no promised order. */
  terms(): string[];
  /** Passages that hold the term; 0 for an unknown one. */
  documentFrequency(term: string): number;
  /**
   * The `k` best passages that hold at least one term, best first; ties by ordinal.
   * @param among ascending ordinals of those that may be found; of all when absent.
   */
  search(terms: readonly string[], k: number, among?: Uint32Array): Hit[];
}

/** Cuts Chinese into dictionary words. */
export interface Segmenter {
  /** The words in order of the text, nothing dropped: joined they are the text again. */
  words(text: string): string[];
  /** The dictionary's part of speech of a single word (`n`, `v`, `ns` …); undefined when it does not know it. */
  partOfSpeech(word: string): string | undefined;
}

/** How Han characters are read aloud. */
export interface Pronouncer {
  /** The toneless reading of each character (`di`, `bao`), as long as the text; a character without one stands for itself. */
  readings(text: string): string[];
}

/** Brings the Chinese scripts together. */
export interface ScriptConverter {
  /** The text in simplified characters, each in the place of its own: as long as the text. */
  toSimplified(text: string): string;
}

export interface ChatMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

/** Words an answer. Never trusted: what it returns goes through `verify`. */
export interface ChatModel {
  readonly id: string;
  /**
   * The whole text. Rejects with `AppError` `chat-model-*` on any failure, a deadline and a finish reason other than
   * `stop` included; the caller falls back to the extract. `chat-model-declined`: the server does not take what is
   * written, and takes other requests.
   */
  complete(messages: readonly ChatMessage[], options?: CompleteOptions): Promise<string>;
}

export interface CompleteOptions {
  readonly signal?: AbortSignal | undefined;
  /**
   * Told of all the text so far whenever more of it came, reasoning that stands in it included; each time it begins
   * with what it was before. Never told of text that comes in one piece, nor after the promise settled. Must not throw.
   */
  readonly onText?: ((textSoFar: string) => void) | undefined;
}

export interface IngestProgress {
  readonly phase: 'reading' | 'embedding' | 'indexing' | 'checking';
  readonly done: number;
  readonly total: number;
  /** While reading: the path of the file that is being read, and its pages where that takes long. */
  readonly file?: string;
  readonly page?: { readonly done: number; readonly total: number };
}

export interface ReloadReport {
  readonly corpusVersion: string;
  readonly documents: readonly DocumentReport[];
  readonly refusedFiles: readonly { readonly path: string; readonly reason: string }[];
  readonly passages: number;
  /** Passages embedded in this run; the rest kept their vectors. */
  readonly embedded: number;
  readonly changes: { readonly added: string[]; readonly changed: string[]; readonly removed: string[] };
  readonly seconds: number;
}

/** What was detected of one document, and how. Dates are ISO dates or their beginnings. */
export interface DocumentReport {
  readonly path: string;
  readonly title: string;
  readonly titleBy: string;
  readonly number?: string;
  readonly place?: string;
  readonly placeBy?: string;
  readonly issuer?: string;
  readonly issuedOn?: string;
  /** `issuedOn`, else the day its figures stand for. */
  readonly date?: string;
  readonly dateBy?: string;
  readonly effectiveFrom?: string;
  readonly validUntil?: string;
  /** The papers that it abolishes. */
  readonly repeals: readonly { readonly number?: string; readonly title?: string }[];
  /** Papers within it, and parts of it that are of a county of their own. */
  readonly sections: readonly {
    readonly title: string;
    readonly place?: string;
    readonly number?: string;
    readonly issuedOn?: string;
    readonly effectiveFrom?: string;
    readonly validUntil?: string;
  }[];
  /** How many stretches of each kind it has. */
  readonly blocks: Readonly<Partial<Record<BlockKind, number>>>;
  readonly characters: number;
  readonly passages: number;
  /** Excerpts around each place where text was lost. */
  readonly damage: readonly string[];
  /** Lines set aside, and as what. */
  readonly setAside: readonly { readonly text: string; readonly as: SetAsideAs }[];
  /** What a person should look at, in words for one. */
  readonly warnings: readonly string[];
}

/** `page`: page numbers and running heads. `instruction`: written for a machine. */
export type SetAsideAs = 'header' | 'byline' | 'caption' | 'boilerplate' | 'page' | 'rule' | 'instruction';

export interface AppStatus {
  readonly corpusVersion: string;
  readonly builtAt: string;
  readonly documents: readonly {
    readonly path: string;
    readonly title: string;
    readonly place?: string;
    readonly date?: string;
    /** The places of its sections, each once, where it has any. */
    readonly places?: readonly string[];
    readonly passages: number;
  }[];
  readonly passages: number;
  readonly embeddingModel: string;
  readonly chatModel: string | null;
  /** Which search serves: `exact` when the native index could not be used. */
  readonly vectorSearch: 'hnsw' | 'exact';
  /**
   * Why the reports of before serve, in words for a person: the next index was not built, the last
   * reload failed, or the newest index is damaged. Absent where the present ones do, as far as is known.
   */
  readonly staleBecause?: string;
}

/** Vectors of one length, row after row, wherever they are kept. */
export interface VectorRows {
  readonly size: number;
  readonly dimensions: number;
  /** Fills `into` with the rows from `first` on, as many as it has room for. @throws AppError where they cannot be read. */
  read(first: number, into: Float32Array): void;
}

/** How a generation's search structures are built and opened; `corpus` is handed one. */
export interface IndexEngines {
  /** Name and numbers of every setting that changes the files: recorded in the manifest. */
  readonly settings: Readonly<Record<string, string | number>>;
  /**
   * Builds the native index over `vectors` (row after row) and writes it to `file`; the write is read back and
   * compared, since the native library reports no failed write.
   */
  buildVectorIndex(vectors: Float32Array, dimensions: number, file: string): Promise<void>;
  /** @throws when the native library cannot open it; the caller then uses `exactVectorIndex`. */
  openVectorIndex(file: string, vectors: VectorRows): VectorIndex;
  exactVectorIndex(vectors: VectorRows): VectorIndex;
  /**
   * @param terms the terms of each passage, in order of ordinals; or, of one that has the very terms of a passage of
   * `before`, the ordinal that it has there. @param before an index of `buildKeywordIndex`.
   * @throws Error when `before` is not whole or has no such ordinal.
   */
  buildKeywordIndex(terms: readonly (readonly string[] | number)[], before?: Uint8Array): Uint8Array;
  openKeywordIndex(bytes: Uint8Array): KeywordIndex;
}

/** One whole corpus, immutable: an answer takes it once, so a reload never moves the ground under it. */
export interface Knowledge extends CorpusFacts {
  /** The generation's id. */
  readonly version: string;
  readonly builtAt: string;
  readonly vectors: VectorIndex;
  readonly vectorSearch: 'hnsw' | 'exact';
  /** Unit vectors of every sentence (`sentences` of each passage's text), row after row, passage after passage. */
  readonly sentenceVectors: VectorRows;
  /** Row of each passage's first sentence; one entry more than there are passages. */
  readonly sentenceOffsets: Uint32Array;
  readonly words: KeywordIndex;
  readonly bigrams: KeywordIndex;
  /** What words mean to this corpus: the index was made with it. */
  readonly vocabulary: Vocabulary;
  readonly embeddingModel: EmbeddingModel;
}
