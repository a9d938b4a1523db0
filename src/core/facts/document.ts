import { fold, slice } from '../language/text.ts';
import type { SourceDocument, Span } from '../types.ts';

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
}

/** @param toSimplified keeps the length of a text; a document is read as it is written when absent. */
export function readDocument(
  document: SourceDocument,
  toSimplified: (text: string) => string = (text) => text,
): ReadDocument {
  const plain = toSimplified(document.text);
  const isSimplified = plain === document.text;
  const facts: DocumentFacts = {
    plain: isSimplified ? document.text : plain,
    plainOf: (words) => (isSimplified ? words : toSimplified(words)),
  };
  return Object.freeze(Object.defineProperty({ ...document }, 'facts', { value: facts }) as ReadDocument);
}

/** A stretch of a document in simplified characters, folded. */
export function foldedAt({ facts: { plain } }: ReadDocument, span: Span): string {
  return fold(slice(plain, span));
}
