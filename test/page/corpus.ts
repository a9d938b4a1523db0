import { readDocument } from '../../src/core/facts/read.ts';
import { standingOf } from '../../src/core/papers.ts';
import type { CorpusView } from '../../src/core/ports/corpus-view.ts';
import { type LastReload, type ReadingNotes, shownDocuments } from '../../src/core/shown/documents.ts';
import { figuresOfPassage } from '../../src/core/shown/figures.ts';
import { indicatorsOf } from '../../src/core/shown/indicators.ts';
import type { SourceDocument } from '../../src/core/types.ts';
import { cutPassages } from '../../src/corpus/generation/cut.ts';

/** A corpus of documents as a surface sees it, made in memory on 1 June 2024. */
export async function corpusViewOf(
  written: readonly SourceDocument[],
  more: { readonly notes?: Readonly<Record<string, ReadingNotes>>; readonly reload?: LastReload } = {},
): Promise<CorpusView> {
  const { passages } = await cutPassages(written);
  const documents = written.map((document) => readDocument(document));
  const documentById = new Map(documents.map((document) => [document.id, document]));
  const standings = standingOf(documents, '2024-06-01');
  const passagesOf = (id: string) => passages.filter(({ documentId }) => documentId === id);
  const listed = shownDocuments({ documents, passagesOf }, standings);
  const within = { documentById, placeCalled: () => undefined };
  const indicators = indicatorsOf(passages.flatMap((passage) => figuresOfPassage(passage, within)));
  return {
    documents: () => listed,
    document: (id) => documentById.get(id),
    standingOf(id, span) {
      const document = documentById.get(id);
      return document && standings.of(document, span);
    },
    notesOf: async (id) => more.notes?.[id] ?? null,
    lastReload: async () => more.reload ?? null,
    indicators: async () => indicators,
  };
}
