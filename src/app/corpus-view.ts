import { setImmediate as breathe } from 'node:timers/promises';
import type { Standings } from '../core/papers.ts';
import type { Gazetteer } from '../core/places/places.ts';
import type { CorpusView } from '../core/ports/corpus-view.ts';
import type { Knowledge } from '../core/ports.ts';
import { type ShownDocument, shownDocuments } from '../core/shown/documents.ts';
import { figuresOfPassage, type ShownFigure } from '../core/shown/figures.ts';
import { type Indicator, indicatorsOf } from '../core/shown/indicators.ts';
import { type KeptReload, keptReload } from './last-reload.ts';

/** What is shown of the corpus that serves at the time of each call. */
export function createCorpusView({
  current,
  standingsOf,
  gazetteerOf,
  indexDir,
}: {
  readonly current: () => Knowledge;
  /** Today's; the same object all day. */
  readonly standingsOf: (knowledge: Knowledge) => Standings;
  readonly gazetteerOf: (knowledge: Knowledge) => Gazetteer;
  readonly indexDir: string;
}): CorpusView {
  const listed = new WeakMap<Standings, readonly ShownDocument[]>();
  const reloads = new WeakMap<Knowledge, Promise<KeptReload | null>>();
  const reloadOf = (knowledge: Knowledge) => {
    return keptOf(reloads, knowledge, () => keptReload(indexDir, knowledge.version));
  };
  const indicators = new WeakMap<Knowledge, Promise<readonly Indicator[]>>();
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
    indicators() {
      const knowledge = current();
      return keptOf(indicators, knowledge, () => readIndicators(knowledge, gazetteerOf(knowledge)));
    },
  };
}

/** What was read of a corpus, read once; anew after it failed. */
function keptOf<T>(
  kept: WeakMap<Knowledge, Promise<T>>,
  knowledge: Knowledge,
  read: () => Promise<T>,
): Promise<T> {
  const known = kept.get(knowledge);
  if (known !== undefined) return known;
  const reading = read();
  kept.set(knowledge, reading);
  reading.catch(() => kept.delete(knowledge));
  return reading;
}

/** Milliseconds that answers wait at most while figures are read. */
const SLICE = 8;

async function readIndicators(knowledge: Knowledge, gazetteer: Gazetteer): Promise<readonly Indicator[]> {
  const placeCalled = (name: string) => {
    const [place, ...more] = gazetteer.lookup(name);
    return more.length === 0 ? place?.name : undefined;
  };
  const within = { ...knowledge, placeCalled };
  const figures: ShownFigure[] = [];
  let begun = performance.now();
  for (const passage of knowledge.passages) {
    figures.push(...figuresOfPassage(passage, within));
    if (performance.now() - begun < SLICE) continue;
    await breathe();
    begun = performance.now();
  }
  return indicatorsOf(figures);
}
