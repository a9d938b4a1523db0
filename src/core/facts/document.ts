import { fold, slice } from '../language/text.ts';
import type { SourceDocument, Span } from '../types.ts';
import type { Facts } from './facts.ts';

/** A document with its text as it is read: whatever a sentence says is read from this, and never from `text`. */
export interface ReadDocument extends SourceDocument {
  /** Not enumerable: no part of what is stored, listed or compared. */
  readonly facts: DocumentFacts;
}

export interface DocumentFacts {
  /** The text in simplified characters, as long as the text: a span of the one is a span of the other. */
  readonly plain: string;
  /** Words of the document that stand outside of its text (its title, its headings) in simplified characters. */
  plainOf(words: string): string;
  /** What a stretch says, under what stands above it. */
  of(span: Span): Facts;
  /** The same of the whole sentences that a stretch lies in, and where they begin. */
  around(span: Span): { readonly start: number; readonly facts: Facts };
  /** Of each block what stands above it says of when it is. */
  above(): readonly ToldAbove[];
  /** How many tables have the same names of columns, by these as they are written. */
  headers(): ReadonlyMap<string, number>;
  /** Where run-in headings and labels begin that stand under several headings: 补贴标准 of 高龄津贴, and of 临时救助. */
  sharedTopics(): ReadonlySet<number>;
}

/** What stands above a stretch says of when it is. */
export interface ToldAbove {
  /** Still to come, or done; undefined where nothing above says so. */
  readonly standing?: 'planned' | 'done';
  /** The heading that says so; undefined where the title does, or the paragraph itself. */
  readonly by?: Span;
  /** The years that the nearest heading names which names some. */
  readonly years: readonly number[];
  /** That heading. */
  readonly dated?: Span;
}

/** A stretch of a document in simplified characters, folded. */
export function foldedAt({ facts: { plain } }: ReadDocument, span: Span): string {
  return fold(slice(plain, span));
}
