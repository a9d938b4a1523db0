import { blockAt } from '../papers/blocks.ts';
import { placesOf, type Standing, type Standings } from '../papers.ts';
import type { Knowledge } from '../ports.ts';
import type { BlockKind, Paper } from '../types.ts';

/** What is told of one document. Dates are ISO dates or their beginnings. */
export interface ShownDocument
  extends Pick<Paper, 'title' | 'number' | 'issuer' | 'issuedOn' | 'asOf' | 'effectiveFrom' | 'validUntil'> {
  readonly id: string;
  readonly path: string;
  /** Of the document's own paper, on the day it was asked. */
  readonly standing: Standing;
  /** Official names of the places that it is of: its own, then those of its sections, each once. */
  readonly places: readonly string[];
  /** Sentences that can be found and quoted, and how many of them stand in blocks of each kind. */
  readonly sentences: number;
  readonly sentencesByKind: Readonly<Partial<Record<BlockKind, number>>>;
  /** UTF-16 units of its text. */
  readonly characters: number;
  /** Places where it lost text. */
  readonly damaged: number;
  /** Papers within it that have a title of their own. */
  readonly papers: number;
  /** Some of it was read from pictures of text. */
  readonly isScanned: boolean;
}

/** Every document of a corpus as it is listed, in the corpus's order. */
export function shownDocuments(
  { documents, passages, documentById }: Pick<Knowledge, 'documents' | 'passages' | 'documentById'>,
  standings: Standings,
): ShownDocument[] {
  const counts = new Map<string, Partial<Record<BlockKind, number>>>();
  for (const { documentId, sentences } of passages) {
    const document = documentById.get(documentId);
    if (document === undefined) continue;
    const count = counts.get(documentId) ?? {};
    for (const { span } of sentences) {
      const kind = blockAt(span, document)?.kind ?? 'paragraph';
      count[kind] = (count[kind] ?? 0) + 1;
    }
    counts.set(documentId, count);
  }
  return documents.map((document) => {
    const sentencesByKind = counts.get(document.id) ?? {};
    return {
      ...{ id: document.id, path: document.path, title: document.title },
      ...told(document, ['number', 'issuer', 'issuedOn', 'asOf', 'effectiveFrom', 'validUntil']),
      standing: standings.of(document),
      places: placesOf(document),
      sentences: Object.values(sentencesByKind).reduce((sum, count) => sum + count, 0),
      sentencesByKind,
      characters: document.text.length,
      damaged: document.damage.length,
      papers: new Set(
        (document.sections ?? []).map(({ title }) => title).filter((one) => one !== document.title),
      ).size,
      isScanned: (document.origins ?? []).some(({ isScanned }) => isScanned === true),
    };
  });
}

function told<K extends keyof Paper>(document: Paper, fields: readonly K[]): Pick<Paper, K> {
  const known = fields.flatMap((field) => (document[field] === undefined ? [] : [[field, document[field]]]));
  return Object.fromEntries(known) as Pick<Paper, K>;
}

/** What was noticed when a document was read, in words for a person. */
export interface ReadingNotes {
  readonly warnings: readonly string[];
  /** Lines that were set aside (page numbers, captions, mastheads): no part of the text. */
  readonly setAside: readonly string[];
}
