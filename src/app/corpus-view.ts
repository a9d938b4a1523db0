import type { Standings } from '../core/papers.ts';
import type { CorpusView } from '../core/ports/corpus-view.ts';
import type { Knowledge } from '../core/ports.ts';
import { type ShownDocument, shownDocuments } from '../core/shown/documents.ts';
import { type KeptReload, keptReload } from './last-reload.ts';

/** What is shown of the corpus that serves at the time of each call. */
export function createCorpusView({
  current,
  standingsOf,
  indexDir,
}: {
  readonly current: () => Knowledge;
  /** Today's; the same object all day. */
  readonly standingsOf: (knowledge: Knowledge) => Standings;
  readonly indexDir: string;
}): CorpusView {
  const listed = new WeakMap<Standings, readonly ShownDocument[]>();
  const reloads = new WeakMap<Knowledge, Promise<KeptReload | null>>();
  const reloadOf = (knowledge: Knowledge) => {
    const known = reloads.get(knowledge) ?? keptReload(indexDir, knowledge.version);
    reloads.set(knowledge, known);
    return known;
  };
  return {
    documents() {
      const standings = standingsOf(current());
      const known = listed.get(standings) ?? shownDocuments(current(), standings);
      listed.set(standings, known);
      return known;
    },
    document: (id) => current().documentById.get(id),
    standingOf(documentId, span) {
      const knowledge = current();
      const document = knowledge.documentById.get(documentId);
      return document && standingsOf(knowledge).of(document, span);
    },
    async notesOf(documentId) {
      const knowledge = current();
      const path = knowledge.documentById.get(documentId)?.path;
      const kept = await reloadOf(knowledge);
      // Own fields alone: a file may be called like a method of every object.
      return kept !== null && path !== undefined && Object.hasOwn(kept.notes, path)
        ? (kept.notes[path] ?? null)
        : null;
    },
    lastReload: async () => (await reloadOf(current()))?.reload ?? null,
  };
}
