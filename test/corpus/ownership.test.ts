import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import type { SourceDocument } from '../../src/core/types.ts';
import { nodeFileSystem } from '../../src/corpus/generation/file-system.ts';
import type { Manifest } from '../../src/corpus/generation/form.ts';
import { createManifest, readManifest, serialised } from '../../src/corpus/generation/manifest.ts';
import { openKnowledge } from '../../src/corpus/snapshot.ts';
import { AppError } from '../../src/errors.ts';
import { createDigestEmbedder, createSimpleEngines } from '../fakes/index/simple-engines.ts';
import { EDITIONS, report, temporaryFolder } from '../fakes/index/small-corpus.ts';
import { ingestSmall } from '../fakes/index/small-ingest.ts';

const HERE = '/reports/here';
const THERE = '/reports/there';
const engines = createSimpleEngines();
const { model } = createDigestEmbedder();

/** Opens the index for the corpus at `corpusPath`, which holds `documents` now. */
async function openFor(indexDir: string, corpusPath: string, documents: readonly SourceDocument[]) {
  const reading = vi.fn(async () => documents);
  const { knowledge } = await openKnowledge(indexDir, {
    engines,
    model,
    own: { corpusPath, documents: reading },
  });
  return { documents: knowledge.documents, reading };
}

const folderOf = (indexDir: string, version: string) => join(indexDir, `gen-${version}`);
const manifestOf = (indexDir: string, version: string): Promise<Manifest> =>
  readManifest(nodeFileSystem, folderOf(indexDir, version));

/** What an earlier version wrote, which did not say where the corpus was. */
async function forgetCorpus(indexDir: string, version: string): Promise<void> {
  const { corpus: _, checksum: __, ...rest } = await manifestOf(indexDir, version);
  const { builtAt, model: built, ...others } = rest;
  const earlier = createManifest({ ...others, model: built, builtAt: new Date(builtAt) });
  await writeFile(join(folderOf(indexDir, version), 'manifest.json'), serialised(earlier));
}

describe('a generation', () => {
  test('of the same place is opened without reading the corpus, whatever changed there', async () => {
    const indexDir = await temporaryFolder();
    await ingestSmall(indexDir, EDITIONS.old, { corpusPath: HERE });
    const { documents, reading } = await openFor(indexDir, HERE, EDITIONS.new);
    expect(documents).toEqual(EDITIONS.old);
    expect(reading).not.toHaveBeenCalled();
  });

  test('of another place is refused with both, unless it holds the very same documents', async () => {
    const indexDir = await temporaryFolder();
    await ingestSmall(indexDir, EDITIONS.old, { corpusPath: THERE });
    await expect(openFor(indexDir, HERE, EDITIONS.new)).rejects.toMatchObject({
      code: 'index-foreign',
      fields: { path: indexDir, built: THERE, wanted: HERE },
    });
    expect((await openFor(indexDir, HERE, EDITIONS.old)).documents).toEqual(EDITIONS.old);
  });

  test('is not passed over for an older one of the corpus that is asked for', async () => {
    const indexDir = await temporaryFolder();
    await ingestSmall(indexDir, EDITIONS.old, { corpusPath: HERE });
    await ingestSmall(indexDir, EDITIONS.new, { corpusPath: THERE });
    await expect(openFor(indexDir, HERE, EDITIONS.old)).rejects.toMatchObject({ code: 'index-foreign' });
  });

  test('is not passed over where it cannot be told whose it is: the fault of the corpus is told', async () => {
    const indexDir = await temporaryFolder();
    await ingestSmall(indexDir, EDITIONS.old, { corpusPath: HERE });
    await ingestSmall(indexDir, EDITIONS.new, { corpusPath: THERE });
    const fault = new AppError('sources-invalid', { path: HERE, details: '不是 JSON' });
    const documents = () => Promise.reject(fault);
    await expect(
      openKnowledge(indexDir, { engines, model, own: { corpusPath: HERE, documents } }),
    ).rejects.toBe(fault);
  });

  test('of another corpus does not stand in for a damaged one', async () => {
    const indexDir = await temporaryFolder();
    await ingestSmall(indexDir, [report('甲县', '2016')], { corpusPath: HERE });
    await ingestSmall(indexDir, EDITIONS.old, { corpusPath: THERE });
    const { knowledge } = await ingestSmall(indexDir, EDITIONS.new, { corpusPath: HERE });
    const vectors = join(folderOf(indexDir, knowledge.version), 'vectors.f32');
    await writeFile(vectors, (await readFile(vectors)).subarray(4));
    const { documents } = await openFor(indexDir, HERE, EDITIONS.new);
    expect(documents.map(({ issuedOn }) => issuedOn)).toEqual(['2016']);
  });

  test('that does not say where it was built from has to share a document', async () => {
    const indexDir = await temporaryFolder();
    const { knowledge } = await ingestSmall(indexDir, EDITIONS.old, { corpusPath: HERE });
    await forgetCorpus(indexDir, knowledge.version);
    expect((await openFor(indexDir, HERE, EDITIONS.new)).documents).toEqual(EDITIONS.old);
    await expect(openFor(indexDir, HERE, [report('戊县', '2020')])).rejects.toMatchObject({
      code: 'index-foreign',
    });
  });

  test('that is built again from another place is the same one, and of that place', async () => {
    const indexDir = await temporaryFolder();
    const before = await ingestSmall(indexDir, EDITIONS.old, { corpusPath: THERE });
    const after = await ingestSmall(indexDir, EDITIONS.old, { corpusPath: HERE });
    expect(after.knowledge.version).toBe(before.knowledge.version);
    expect((await manifestOf(indexDir, after.knowledge.version)).corpus).toBe(HERE);
    const { documents, reading } = await openFor(indexDir, HERE, EDITIONS.new);
    expect(documents).toEqual(EDITIONS.old);
    expect(reading).not.toHaveBeenCalled();
  });
});
