import type { Paper, SourceDocument } from '../types.ts';

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
  const movedAway = new Set([...renamedFrom.values()]);
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
