import type { ReadDocument } from '../../facts/document.ts';
import type { Sentence } from '../../facts/sentence.ts';
import { overlaps } from '../../language/text.ts';
import type { Knowledge } from '../../ports.ts';
import type { Span } from '../../types.ts';

/** The document of a sentence. */
export function documentOf(
  { passage }: Pick<Sentence, 'passage'>,
  { documentById }: Pick<Knowledge, 'documentById'>,
): ReadDocument {
  // Sentences are made of the documents of a corpus, and of nothing else.
  return documentById.get(passage.documentId) as ReadDocument;
}

/** The sentences that begin in a stretch of a document, in their order. */
export function sentencesIn(within: Span, documentId: string, knowledge: Knowledge): Sentence[] {
  return knowledge
    .passagesOf(documentId)
    .filter(({ span }) => overlaps(span, within))
    .flatMap((passage) => knowledge.sentencesOf(passage))
    .filter(({ span }) => span.start >= within.start && span.start < within.end);
}
