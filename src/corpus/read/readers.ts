import type { CleanOptions } from '../clean.ts';
import { createMarkdownReader } from './markdown.ts';
import type { ReportReader } from './reader.ts';
import { createTextReader } from './text.ts';

export const READABLE = '.txt、.md 和 .jsonl';

/** A reader for each format. Where several know a file by its beginning, the first one is meant. */
export function createReaders(options: CleanOptions): readonly ReportReader[] {
  return [createTextReader(options), createMarkdownReader(options)];
}

/** Whether files of this ending are read at all, whatever they hold. */
export function isReadable(path: string, readers: readonly ReportReader[]): boolean {
  return byEnding(path, readers) !== undefined;
}

/**
 * The reader of a file: the one of its ending, unless its content is plainly of another format.
 * @param head its first bytes.
 */
export function readerFor(
  path: string,
  head: Uint8Array,
  readers: readonly ReportReader[],
): ReportReader | undefined {
  const named = byEnding(path, readers);
  if (named === undefined || named.sniff(head)) return named;
  return readers.find((reader) => reader.sniff(head)) ?? named;
}

function byEnding(path: string, readers: readonly ReportReader[]): ReportReader | undefined {
  const ending = /\.([^./]+)$/u.exec(path)?.[1]?.toLowerCase();
  return ending === undefined ? undefined : readers.find(({ endings }) => endings.includes(ending));
}
