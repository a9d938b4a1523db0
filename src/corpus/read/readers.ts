import { readMarkdown } from './markdown.ts';
import type { RawReport } from './raw-report.ts';
import { readText } from './text.ts';

/** Reads decoded content. Never throws: what cannot be understood stays text. */
export type Reader = (content: string) => RawReport;

/** By ending, lower case. */
const READERS: Readonly<Record<string, Reader>> = {
  txt: readText,
  text: readText,
  md: readMarkdown,
  markdown: readMarkdown,
};

export const READABLE = '.txt、.md 和 .jsonl';

export function readerFor(path: string): Reader | undefined {
  const ending = /\.([^./]+)$/u.exec(path)?.[1]?.toLowerCase();
  return ending !== undefined && Object.hasOwn(READERS, ending) ? READERS[ending] : undefined;
}
