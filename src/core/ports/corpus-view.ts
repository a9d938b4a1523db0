import type { Standing } from '../papers.ts';
import type { LastReload, ReadingNotes, ShownDocument } from '../shown/documents.ts';
import type { Indicator } from '../shown/indicators.ts';
import type { SourceDocument, Span } from '../types.ts';

/** What a surface may show of the serving corpus beside answers. */
export interface CorpusView {
  /** Every document, in the corpus's order; worked out once a corpus and day. */
  documents(): readonly ShownDocument[];
  /** The document with its text; undefined where the corpus has none of this id. */
  document(id: string): SourceDocument | undefined;
  /**
   * How it stands today with the paper that a stretch of a document belongs to; without a stretch with the document's
   * own. Undefined where the corpus has no such document.
   */
  standingOf(documentId: string, span?: Span): Standing | undefined;
  /** What was noticed when a document was read; null where that is not known any more. */
  notesOf(documentId: string): Promise<ReadingNotes | null>;
  /** What the last reload that changed anything did; null where that is not known any more. */
  lastReload(): Promise<LastReload | null>;
  /** Its figures by what they count; read once a corpus, at the first call, a little at a time. */
  indicators(): Promise<readonly Indicator[]>;
}
