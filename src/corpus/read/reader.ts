import type { Span } from '../../core/types.ts';
import type { Origins } from '../clean/assemble.ts';
import type { Given } from '../detect.ts';
import type { TextLine } from '../structure/blocks.ts';
import type { OnPage } from './office.ts';

/** A report as its format gives it: the text that will be quoted, and what the file says of it. */
export interface RawReport {
  /** Cleaned: what every span points into. */
  readonly text: string;
  /** Its lines in order, apart from each other, each with what the format says that it is. */
  readonly lines: readonly TextLine[];
  /** Where text is lost. */
  readonly damage: readonly Span[];
  /** Where in the file the text stands, in order. */
  readonly origins?: Origins;
  /** What stands in the file and is no part of a sentence, in order. */
  readonly setAside: readonly string[];
  /** What the file says of the report apart from its text. */
  readonly given: Given;
  /** The text before cleaning, line by line: headers are read there. */
  readonly rawLines: readonly string[];
  /** In Chinese: what of the file was not understood, and is left out. */
  readonly notes: readonly string[];
}

/** Reads one format. A reader is made once, and reads any number of files at a time. */
export interface ReportReader {
  /** Endings of file names, lower case, without the dot. */
  readonly endings: readonly string[];
  /**
   * Whether the file begins as one of this format does.
   * @param head its first bytes, at most `HEAD_BYTES`; they may end within a character.
   */
  sniff(head: Uint8Array): boolean;
  /**
   * The same bytes give the same report.
   * @param onPage told how many of the file's pages are read, where that takes long.
   * @throws UnreadableReport with what is wrong with the bytes; the signal's reason.
   */
  read(bytes: Uint8Array, signal?: AbortSignal, onPage?: OnPage): Promise<RawReport>;
}

/** So many bytes tell a format. */
export const HEAD_BYTES = 4096;

/** A file that holds no report: empty, damaged, or of another format. */
export class UnreadableReport extends Error {
  override readonly name = 'UnreadableReport';
  /** In Chinese, for whoever put the file there. */
  readonly reason: string;

  constructor(reason: string, options?: ErrorOptions) {
    super(reason, options);
    this.reason = reason;
  }
}
