import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LastReload, ReadingNotes } from '../core/shown/documents.ts';
import type { Ingested } from '../corpus/ingest.ts';
import { z } from '../forms.ts';

/** Beside the generations of an index: what the newest of them changed, and what was noticed in reading its documents. */
const LAST_RELOAD = 'last-reload.json';
const FORMAT = 1;

const named = { id: z.string(), path: z.string(), title: z.string() };
const lastReloadForm = z.strictObject({
  at: z.iso.datetime(),
  isFirst: z.boolean(),
  changes: z.strictObject({
    added: z.array(z.strictObject(named)),
    changed: z.array(
      z.strictObject({
        ...named,
        what: z.array(
          z.enum(['text', 'title', 'place', 'number', 'issuer', 'dates', 'repeals', 'structure']),
        ),
      }),
    ),
    removed: z.array(z.strictObject(named)),
    renamed: z.array(z.strictObject({ ...named, from: z.string() })),
  }),
  refused: z.array(z.strictObject({ path: z.string(), reason: z.string() })),
}) satisfies z.ZodType<LastReload>;

const form = z.strictObject({
  format: z.literal(FORMAT),
  /** Of the generation that it made. */
  version: z.string(),
  reload: lastReloadForm,
  /** By the path of the document. */
  notes: z.record(
    z.string(),
    z.strictObject({ warnings: z.array(z.string()), setAside: z.array(z.string()) }),
  ),
});

export interface KeptReload {
  readonly reload: LastReload;
  readonly notes: Readonly<Record<string, ReadingNotes>>;
}

/**
 * Keeps what a build changed, and what it could not read. One that changed no document (nothing at all, or how they are indexed)
 * leaves told what the one before it changed.
 * @throws what the disk throws; the index is whole all the same.
 */
export async function keepReload(indexDir: string, ingested: Ingested): Promise<void> {
  const { knowledge, report, previous, changes } = ingested;
  const refused = report.refusedFiles.map(({ path, reason }) => ({ path, reason }));
  const isSame = Object.values(changes).every(({ length }) => length === 0);
  const before = isSame && previous !== null ? await keptReload(indexDir, previous) : null;
  const kept = {
    format: FORMAT,
    version: knowledge.version,
    reload: {
      ...(before?.reload ?? { at: new Date().toISOString(), isFirst: previous === null, changes }),
      refused,
    },
    notes: Object.fromEntries(
      report.documents.map(({ path, warnings, setAside }) => [
        path,
        { warnings, setAside: setAside.map(({ text }) => text) },
      ]),
    ),
  };
  // Named as drafts are, so that what a killed process leaves is swept.
  const draft = join(indexDir, `tmp-${process.pid}-${LAST_RELOAD}`);
  try {
    await writeFile(draft, `${JSON.stringify(kept)}\n`);
    await rename(draft, join(indexDir, LAST_RELOAD));
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** What was kept of a generation; null where it was not, or cannot be read: it is known no more. */
export async function keptReload(indexDir: string, version: string): Promise<KeptReload | null> {
  try {
    const kept = form.parse(JSON.parse(await readFile(join(indexDir, LAST_RELOAD), 'utf8')));
    return kept.version === version ? kept : null;
  } catch {
    return null;
  }
}
