import type { Explained, RetrievedPassage } from './explained.ts';
import type { Vocabulary } from './language/vocabulary.ts';
import type { Settings } from './settings.ts';
import type { Answer, Passage, Question, SourceDocument, Turn } from './types.ts';

export type { Explained, RetrievedPassage, WeighedSentence } from './explained.ts';

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
  /** The `k` best passages that hold at least one term, best first; ties by ordinal. */
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
export interface Reader {
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
   * `stop` included; the caller falls back to the extract.
   */
  complete(messages: readonly ChatMessage[], signal?: AbortSignal): Promise<string>;
}

/** What a surface (terminal, Telegram, HTTP, evaluation) may do. */
export interface App {
  answer(question: Question): Promise<Answer>;
  /**
   * The same, with what was retrieved, for `--explain` and testers.
   * @param change other settings for this question alone; how passages are cut cannot be changed here.
   */
  explain(question: Question, change?: (settings: Settings) => Settings): Promise<Explained>;
  /** The `limit` best passages, best first, whether or not they answer; what retrieval alone is measured by. */
  search(
    question: Question,
    limit: number,
    change?: (settings: Settings) => Settings,
  ): Promise<RetrievedPassage[]>;
  /** The documents of the serving corpus. */
  documents(): readonly SourceDocument[];
  /** Builds the next generation beside the serving one and swaps; a call during a running reload joins it. */
  reload(onProgress?: (progress: IngestProgress) => void): Promise<ReloadReport>;
  status(): AppStatus;
  close(): Promise<void>;
}

export interface IngestProgress {
  readonly phase: 'reading' | 'embedding' | 'indexing' | 'checking';
  readonly done: number;
  readonly total: number;
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

/** What was detected of one document, and how. */
export interface DocumentReport {
  readonly path: string;
  readonly title: string;
  readonly titleBy: string;
  readonly place?: string;
  readonly placeBy?: string;
  readonly issuer?: string;
  readonly date?: string;
  readonly dateBy?: string;
  readonly characters: number;
  readonly passages: number;
  /** Excerpts around each place where text was lost. */
  readonly damage: readonly string[];
  /** Lines set aside as captions or boilerplate. */
  readonly setAside: readonly string[];
}

export interface AppStatus {
  readonly corpusVersion: string;
  readonly builtAt: string;
  readonly documents: readonly {
    readonly path: string;
    readonly title: string;
    readonly place?: string;
    readonly date?: string;
    readonly passages: number;
  }[];
  readonly passages: number;
  readonly embeddingModel: string;
  readonly chatModel: string | null;
  /** Which search serves: `exact` when the native index could not be used. */
  readonly vectorSearch: 'hnsw' | 'exact';
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
  openVectorIndex(file: string, vectors: Float32Array, dimensions: number): VectorIndex;
  exactVectorIndex(vectors: Float32Array, dimensions: number): VectorIndex;
  /** @param terms the terms of each passage, in order of ordinals. */
  buildKeywordIndex(terms: readonly (readonly string[])[]): Uint8Array;
  openKeywordIndex(bytes: Uint8Array): KeywordIndex;
}

/** One whole corpus, immutable: an answer takes it once, so a reload never moves the ground under it. */
export interface Knowledge {
  /** The generation's id. */
  readonly version: string;
  readonly builtAt: string;
  readonly documents: readonly SourceDocument[];
  readonly documentById: ReadonlyMap<string, SourceDocument>;
  readonly passages: readonly Passage[];
  /** Passages of each place, ascending ordinals. */
  readonly ordinalsByPlace: ReadonlyMap<string, Uint32Array>;
  readonly vectors: VectorIndex;
  readonly vectorSearch: 'hnsw' | 'exact';
  /** Unit vectors of every sentence (`sentences` of each passage's text), row after row, passage after passage. */
  readonly sentenceVectors: Float32Array;
  /** Row of each passage's first sentence; one entry more than there are passages. */
  readonly sentenceOffsets: Uint32Array;
  readonly words: KeywordIndex;
  readonly bigrams: KeywordIndex;
  /** What words mean to this corpus: the index was made with it. */
  readonly vocabulary: Vocabulary;
  readonly embeddingModel: EmbeddingModel;
}

/** What an incoming update is kept as: the surface's own JSON, opaque to the store. */
export interface IncomingUpdate {
  readonly id: number;
  /** The chat whose order it belongs to; null for an update without a chat. */
  readonly chat: number | null;
  readonly body: string;
}

export interface PendingUpdate extends IncomingUpdate {
  /** Milliseconds since 1970. */
  readonly receivedAt: number;
  /** How often it was claimed before, a run that was killed included. */
  readonly attempts: number;
  /** The reply that was decided, part by part; null while there is none. */
  readonly reply: readonly string[] | null;
  /** How many parts of the reply were sent. */
  readonly sent: number;
}

/** Updates from the moment they are taken until they are answered; ids are remembered for 24 hours after that. */
export interface InboxStore {
  /** Keeps the updates whose id is not known, all in one write, and returns these in order. */
  put(updates: readonly IncomingUpdate[], now: number): PendingUpdate[];
  /** Counts one more attempt and returns the count; 0 when the update is not pending. */
  claim(id: number): number;
  /** An unfinished update as it is kept now. */
  find(id: number): PendingUpdate | undefined;
  /** Keeps the reply before its first part is sent, so that a restart sends what is left of it and nothing else. */
  keepReply(id: number, parts: readonly string[]): void;
  partSent(id: number): void;
  /** Forgets the text of the update and of its reply, keeps the id. */
  done(id: number, now: number): void;
  /** Everything unfinished, in order of arrival. */
  pending(): PendingUpdate[];
}

export interface SentAnswer {
  readonly chat: number;
  readonly messageId: number;
  /** What was asked. */
  readonly question: string;
  /** Who asked; null for an anonymous member. */
  readonly member: number | null;
  readonly sentAt: number;
}

/** Where the questions and answers of one member follow each other. */
export interface Conversation {
  readonly chat: number;
  /** Forum topic; 0 outside of forums. */
  readonly topic: number;
  readonly member: number;
}

/** What must survive a restart. Synchronous; a write is on the disk when it returns. Times are milliseconds since 1970. */
export interface Store {
  readonly inbox: InboxStore;
  readonly answers: {
    record(answer: SentAnswer): void;
    find(chat: number, messageId: number): SentAnswer | undefined;
  };
  readonly turns: {
    add(conversation: Conversation, turns: readonly Turn[], now: number): void;
    /** The last `limit` turns that are not older than `since`, oldest first. */
    recent(conversation: Conversation, since: number, limit: number): Turn[];
  };
  /** A group became a supergroup: what was kept under its old id is kept under the new one. */
  moveChat(from: number, to: number): void;
  /** Erases finished updates after 24 hours, turns after an hour, sent answers after 30 days. */
  forget(now: number): void;
  close(): void;
}
