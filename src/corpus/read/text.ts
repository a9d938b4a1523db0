import { type CleanOptions, clean } from '../clean.ts';
import type { Given } from '../detect.ts';
import { normaliseCharacters } from '../lines.ts';
import { decodeReport, looksLikeText } from './decode.ts';
import type { RawReport, ReportReader } from './reader.ts';

/** Plain text: whatever a report says of itself stands in its lines. */
export function createTextReader(options: CleanOptions): ReportReader {
  return {
    endings: ['txt', 'text'],
    sniff: looksLikeText,
    async read(bytes, signal) {
      signal?.throwIfAborted();
      return readPlainText(decodeReport(bytes), {}, options);
    },
  };
}

/** A report that is a plain text, and what is known of it from elsewhere. */
export function readPlainText(text: string, given: Given, options: CleanOptions): RawReport {
  return { ...clean(text, options), given, rawLines: normaliseCharacters(text).split('\n'), notes: [] };
}
