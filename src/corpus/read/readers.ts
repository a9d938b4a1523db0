import type { Given } from '../detect.ts';
import { readMarkdown } from './markdown.ts';
import { readText } from './text.ts';

/** The text of a report in one format, and what its frame says of it. */
export interface RawReport {
  readonly text: string;
  readonly given: Given;
}

/** Reads decoded content. Never throws: what cannot be understood stays text. */
export type Reader = (content: string) => RawReport;

/** By ending, lower case. */
const READERS: Readonly<Record<string, Reader>> = {
  txt: readText,
  text: readText,
  md: readMarkdown,
  markdown: readMarkdown,
};

export const READABLE = '.txt, .md or .jsonl';

export function readerFor(path: string): Reader | undefined {
  const ending = /\.([^./]+)$/u.exec(path)?.[1]?.toLowerCase();
  return ending !== undefined && Object.hasOwn(READERS, ending) ? READERS[ending] : undefined;
}
