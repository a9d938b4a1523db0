import type { CleanOptions } from '../clean.ts';
import { createMarkdownReader } from './markdown.ts';
import type { ReportReader } from './reader.ts';
import { createTextReader } from './text.ts';

/** Why a file of a folder is not read, by its ending; in Chinese. */
export function unreadable(path: string): string {
  return /\.jsonl$/iu.test(path)
    ? '文件夹里的 .jsonl 不读，请把 CORPUS_DIR 直接设为这个 .jsonl 文件'
    : '不认识这种格式，文件夹里可以读的是 .txt 和 .md';
}

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
