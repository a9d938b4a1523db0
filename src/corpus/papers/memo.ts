import type { SourceDocument } from '../../core/types.ts';
import type { ReadingReport } from './document.ts';

/** A file as it was made a document, apart from all other files. */
export interface MadeDocument {
  readonly document: SourceDocument;
  readonly report: ReadingReport;
  /** SHA-256 of the text without white space, hex: two files of one text are one document. */
  readonly textSha256: string;
}

/**
 * The documents that a process made of files, by all that decides them. A file that is read again as it was gives the
 * very same object, so that what is made of a document may be remembered by it.
 */
export interface ReadingMemo {
  find(key: string): MadeDocument | undefined;
  keep(key: string, made: MadeDocument): void;
  /** Forgets what was neither found nor kept since the last call. */
  forgetOthers(): void;
}

export function createReadingMemo(): ReadingMemo {
  let known = new Map<string, MadeDocument>();
  let used = new Map<string, MadeDocument>();
  return {
    find(key) {
      const made = known.get(key);
      if (made !== undefined) used.set(key, made);
      return made;
    },
    keep(key, made) {
      known.set(key, made);
      used.set(key, made);
    },
    forgetOthers() {
      known = used;
      used = new Map();
    },
  };
}
