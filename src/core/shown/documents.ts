import { groupBy } from '../facts/once.ts';
import { blockAt } from '../papers/blocks.ts';
import { dateOf, placesOf, type Standing, type Standings } from '../papers.ts';
import type { AppStatus, Knowledge } from '../ports.ts';
import type { BlockKind, Paper, SourceDocument } from '../types.ts';

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
  { documents, passagesOf }: Pick<Knowledge, 'documents' | 'passagesOf'>,
  standings: Standings,
): ShownDocument[] {
  return documents.map((document) => {
    const { id, path, title, text, damage, sections = [], origins = [] } = document;
    const sentences = passagesOf(id).flatMap((passage) => passage.sentences);
    const byKind = groupBy(sentences, ({ span }) => blockAt(span, document)?.kind ?? 'paragraph');
    return {
      ...{ id, path, title },
      ...told(document, ['number', 'issuer', 'issuedOn', 'asOf', 'effectiveFrom', 'validUntil']),
      standing: standings.of(document),
      places: placesOf(document),
      sentences: sentences.length,
      sentencesByKind: Object.fromEntries([...byKind].map(([kind, those]) => [kind, those.length])),
      characters: text.length,
      damaged: damage.length,
      papers: new Set(sections.map((section) => section.title).filter((one) => one !== title)).size,
      isScanned: origins.some(({ isScanned }) => isScanned === true),
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

/** What serves, for people: each document with its place, its date and how many passages it gave. */
export function statusOf(knowledge: Knowledge, chatModel: string | null): AppStatus {
  const { version, builtAt, documents, passages, embeddingModel, vectorSearch } = knowledge;
  return {
    corpusVersion: version,
    builtAt,
    documents: documents.map((document) => {
      const { id, path, title, place, sections = [] } = document;
      const date = dateOf(document);
      const places = placesOf({ sections });
      return {
        ...{ path, title },
        ...(place === undefined ? {} : { place }),
        ...(date === undefined ? {} : { date }),
        ...(places.length === 0 ? {} : { places }),
        passages: knowledge.passagesOf(id).length,
      };
    }),
    passages: passages.length,
    embeddingModel: embeddingModel.id,
    chatModel,
    vectorSearch,
  };
}

/** Official names of the places that the documents speak of, each once. */
export function placesIn({ documents }: Pick<AppStatus, 'documents'>): string[] {
  return [...new Set(documents.flatMap(({ place, places = [] }) => [place ?? [], places].flat()))];
}

/** What of a document is other than before. `structure`: text and facts are as they were, and it is read otherwise. */
export type ChangedPart =
  | 'text'
  | 'title'
  | 'place'
  | 'number'
  | 'issuer'
  | 'dates'
  | 'repeals'
  | 'structure';

interface NamedDocument {
  readonly id: string;
  readonly path: string;
  readonly title: string;
}

/** What one corpus has that the one before it had not, and the other way round; each list in the order of its documents. */
export interface CorpusChanges {
  readonly added: readonly NamedDocument[];
  readonly changed: readonly (NamedDocument & { readonly what: readonly ChangedPart[] })[];
  readonly removed: readonly NamedDocument[];
  /** The same file under another name; neither added nor removed. */
  readonly renamed: readonly (NamedDocument & { readonly from: string })[];
}

/** What the last reload that changed anything did; `at` is an ISO time. */
export interface LastReload {
  readonly at: string;
  /** Nothing served before it: all of its documents are new. */
  readonly isFirst: boolean;
  readonly changes: CorpusChanges;
  /** Files that could not be read, with the reason in words for a person. */
  readonly refused: readonly { readonly path: string; readonly reason: string }[];
}

/**
 * Compares two corpora document by document.
 * @param isSame whether two documents of one id are the same in everything that is kept of them.
 */
export function changesBetween(
  before: readonly SourceDocument[],
  after: readonly SourceDocument[],
  isSame: (one: SourceDocument, other: SourceDocument) => boolean,
): CorpusChanges {
  const old = new Map(before.map((document) => [document.id, document]));
  const ids = new Set(after.map(({ id }) => id));
  const gone = before.filter(({ id }) => !ids.has(id));
  const goneByContent = new Map(gone.map((document) => [document.sha256, document]));
  const renamedFrom = new Map<SourceDocument, SourceDocument>();
  for (const document of after) {
    const from = old.has(document.id) ? undefined : goneByContent.get(document.sha256);
    if (from === undefined) continue;
    renamedFrom.set(document, from);
    goneByContent.delete(document.sha256);
  }
  const movedAway = new Set(renamedFrom.values());
  return {
    added: after.filter((one) => !old.has(one.id) && !renamedFrom.has(one)).map(named),
    changed: after.flatMap((document) => {
      const earlier = old.get(document.id);
      if (earlier === undefined || isSame(earlier, document)) return [];
      return [{ ...named(document), what: changedParts(earlier, document) }];
    }),
    removed: gone.filter((one) => !movedAway.has(one)).map(named),
    renamed: [...renamedFrom].map(([document, { path }]) => ({ ...named(document), from: path })),
  };
}

function named({ id, path, title }: SourceDocument): NamedDocument {
  return { id, path, title };
}

const DATES = ['issuedOn', 'asOf', 'effectiveFrom', 'validUntil', 'isAbolished'] as const;

function changedParts(before: SourceDocument, after: SourceDocument): ChangedPart[] {
  const differs = (...fields: readonly (keyof Paper)[]) =>
    fields.some((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
  const parts: ChangedPart[] = [];
  if (before.text !== after.text) parts.push('text');
  for (const field of ['title', 'place', 'number', 'issuer'] as const) if (differs(field)) parts.push(field);
  if (differs(...DATES)) parts.push('dates');
  if (namedRepeals(before) !== namedRepeals(after)) parts.push('repeals');
  return parts.length === 0 ? ['structure'] : parts;
}

/** Where it says so may move with the text; what it abolishes may not. */
function namedRepeals({ repeals = [] }: Paper): string {
  return JSON.stringify(repeals.map(({ number, title }) => [number, title]));
}
