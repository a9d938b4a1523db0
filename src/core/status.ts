import type { AppStatus, Knowledge } from './ports.ts';
import type { SourceDocument } from './types.ts';

/** Official names of the places that the documents speak of, each once. */
export function placesIn({ documents }: Pick<AppStatus, 'documents'>): string[] {
  return [
    ...new Set(
      documents.flatMap(({ place, places = [] }) => [...(place === undefined ? [] : [place]), ...places]),
    ),
  ];
}

/** What serves, for people: each document with its place, its date and how many passages it gave. */
export function statusOf(knowledge: Knowledge, chatModel: string | null): AppStatus {
  const { version, builtAt, documents, passages, embeddingModel, vectorSearch } = knowledge;
  const counts = new Map<string, number>();
  for (const { documentId } of passages) counts.set(documentId, (counts.get(documentId) ?? 0) + 1);
  return {
    corpusVersion: version,
    builtAt,
    documents: documents.map((document) => {
      const date = document.issuedOn ?? document.asOf;
      return {
        path: document.path,
        title: document.title,
        ...(document.place === undefined ? {} : { place: document.place }),
        ...(date === undefined ? {} : { date }),
        ...placesOf(document),
        passages: counts.get(document.id) ?? 0,
      };
    }),
    passages: passages.length,
    embeddingModel: embeddingModel.id,
    chatModel,
    vectorSearch,
  };
}

function placesOf({ sections = [] }: SourceDocument): { readonly places?: readonly string[] } {
  const places = [...new Set(sections.flatMap(({ place }) => place ?? []))];
  return places.length === 0 ? {} : { places };
}
