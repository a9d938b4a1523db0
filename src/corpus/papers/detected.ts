import type { Block, Paper, Section } from '../../core/types.ts';
import { maskPersonsIn } from '../../personal-data.ts';

/** How something was found: in the file's own header, its title, its sentences, its name, or given from outside. */
export type FoundBy = 'header' | 'title' | 'byline' | 'text' | 'as-of' | 'file' | 'given' | 'sources.json';

export interface Detected extends Paper {
  readonly titleBy: FoundBy;
  readonly placeBy?: FoundBy;
  readonly dateBy?: FoundBy;
}

/** What a reader learned before the text: Markdown's front matter, fields of a `.jsonl` line. */
export interface Given {
  readonly title?: string;
  readonly place?: string;
  readonly issuer?: string;
  readonly number?: string;
  readonly issuedOn?: string;
  readonly effectiveFrom?: string;
  readonly validUntil?: string;
  readonly isAbolished?: true;
  /** Its first line names a part of it, and not the whole: the first sheet of a workbook. */
  readonly isUntitled?: true;
}

export interface DetectInput {
  /** Path inside the corpus. */
  readonly path: string;
  /** Cleaned text. */
  readonly text: string;
  /** Lines that cleaning took out: headers and bylines stand among them. */
  readonly setAside: readonly string[];
  /** The text before cleaning, line by line. */
  readonly rawLines: readonly string[];
  readonly given?: Given;
}

/** What a file holds: the paper that it is, and papers or counties' parts within it. */
export interface Papers {
  readonly paper: Detected;
  readonly blocks: readonly Block[];
  readonly sections: readonly Section[];
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** The fields that have a value: an absent one is left out, never undefined. */
export function defined<T extends object>(fields: T): Defined<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Defined<T>;
}

/** What a person wrote of a report, masked as the report is. */
export function withoutPersons<
  T extends { readonly title?: string | undefined; readonly issuer?: string | undefined },
>(said: T): T {
  const { title, issuer } = said;
  return {
    ...said,
    ...(title === undefined ? {} : { title: maskPersonsIn(title) }),
    ...(issuer === undefined ? {} : { issuer: maskPersonsIn(issuer) }),
  };
}
