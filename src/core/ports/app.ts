import type { Explained, Overheard, RetrievedPassage } from '../explained.ts';
import type { FoundPlace } from '../places/find.ts';
import type { AppStatus, IngestProgress, ReloadReport } from '../ports.ts';
import type { Original } from '../reply/original.ts';
import type { Settings } from '../settings.ts';
import type { Answer, Answered, Citation, Question, SourceDocument } from '../types.ts';
import type { CorpusView } from './corpus-view.ts';

export interface ExplainOptions {
  /** Other settings for this question alone; how passages are cut cannot be changed here. */
  readonly settings?: ((settings: Settings) => Settings) | undefined;
  /**
   * Told of the answer while a model words it: the sentences that were checked so far, as the answer would be if the
   * model ended there. Each draft begins with the one before it, markers and citations included, and the answer that
   * comes begins with the last, unless the model fails midway: then the extract is answered. None comes before the
   * verdict on a figure, the figure asked for and each county asked about are there, none without a model, of several
   * questions in one message, and none after the promise settled. One that throws is told no more.
   */
  readonly onDraft?: ((draft: Answered) => void) | undefined;
  /**
   * Whoever asked is gone: no further model is asked, a chat model is cut short, and the promise rejects with the
   * signal's reason, once what cannot be cut short, a forward pass that runs, is over.
   */
  readonly signal?: AbortSignal | undefined;
}

/** What a surface (terminal, Telegram, HTTP, evaluation) may do. */
export interface App {
  answer(question: Question): Promise<Answer>;
  /** The same, with what was retrieved, and with drafts of it on the way. */
  explain(question: Question, options?: ExplainOptions): Promise<Explained>;
  /** The `limit` best passages, best first, whether or not they answer; what retrieval alone is measured by. */
  search(
    question: Question,
    limit: number,
    change?: (settings: Settings) => Settings,
  ): Promise<RetrievedPassage[]>;
  /**
   * What may be said to a line that nobody addressed to the bot; never by the chat model, nor from earlier turns.
   * @param change other settings for this line alone.
   */
  overhear(question: Question, change?: (settings: Settings) => Settings): Promise<Overheard>;
  /**
   * Up to three questions that the serving corpus answers, of different counties and subjects where it has them. They
   * are looked for at the first call, people's questions first, and again after each reload from then on; the promise
   * waits for that. Never rejects.
   */
  examples(): Promise<readonly string[]>;
  /** The place that a text names and nothing else, in any spelling, seen from the serving corpus. */
  findPlace(name: string): FoundPlace;
  /** The documents of the serving corpus. */
  documents(): readonly SourceDocument[];
  /** What is shown of the serving corpus. */
  readonly corpus: CorpusView;
  /** A quote where it stands in the serving corpus, with what stands around it; null when the corpus no longer has it. */
  original(citation: Pick<Citation, 'documentId' | 'span' | 'quote'>): Original | null;
  /** Builds the next generation beside the serving one and swaps; a call during a running reload joins it. */
  reload(onProgress?: (progress: IngestProgress) => void): Promise<ReloadReport>;
  status(): AppStatus;
  close(): Promise<void>;
}
