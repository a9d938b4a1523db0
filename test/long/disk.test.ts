import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FileSystem, nodeFileSystem } from '../../src/corpus/generation/file-system.ts';
import { diskError, type Operation, watchedDisk } from '../fakes/index/faulty-disk.ts';
import { createSimpleEngines } from '../fakes/index/simple-engines.ts';
import { EDITIONS, temporaryFolder } from '../fakes/index/small-corpus.ts';
import { fingerprint, ingestSmall, namesIn, openSmall } from '../fakes/index/small-ingest.ts';

let prepared: string;
beforeAll(async () => {
  prepared = await mkdtemp(join(tmpdir(), 'mingbai-old-'));
  await ingestSmall(prepared, EDITIONS.old);
});
afterAll(() => rm(prepared, { recursive: true, force: true }));

async function indexWithOld(): Promise<string> {
  const indexDir = await temporaryFolder();
  await cp(prepared, indexDir, { recursive: true });
  return indexDir;
}

/** The calls of the disk that a reload from the old edition to the new one makes, in order. */
async function callsOfReload(): Promise<Operation[]> {
  const calls: Operation[] = [];
  const fileSystem = watchedDisk((_nth, operation) => calls.push(operation));
  await ingestSmall(await indexWithOld(), EDITIONS.new, { fileSystem });
  return calls;
}

const prints = async () => ({
  old: await fingerprint((await ingestSmall(await temporaryFolder(), EDITIONS.old)).knowledge),
  new: await fingerprint((await ingestSmall(await temporaryFolder(), EDITIONS.new)).knowledge),
});

const serving = async (indexDir: string) => fingerprint((await openSmall(indexDir)).knowledge);

async function expectRecovery(indexDir: string): Promise<void> {
  const after = await ingestSmall(indexDir, EDITIONS.new);
  expect(await serving(indexDir)).toBe(await fingerprint(after.knowledge));
  expect(await namesIn(indexDir)).toEqual(['CURRENT', 'gen', 'gen']);
}

describe('a reload on a failing disk', () => {
  test('that refuses any one call reports one clear error and serves the old corpus, or succeeds whole', async () => {
    const { old, new: next } = await prints();
    const calls = await callsOfReload();
    expect(calls.length).toBeGreaterThan(30);
    let refused = 0;
    for (let at = 1; at <= calls.length; at++) {
      const indexDir = await indexWithOld();
      const code = (['EIO', 'ENOSPC', 'EMFILE'] as const)[at % 3] ?? 'EIO';
      const fileSystem = watchedDisk((nth, _operation, path) => {
        if (nth === at) throw diskError(code, path);
      });
      const outcome = await ingestSmall(indexDir, EDITIONS.new, { fileSystem }).catch((error) => error);
      const failed = outcome instanceof Error;
      if (failed) {
        refused++;
        expect(outcome, `call ${at}`).toMatchObject({ code: 'index-write' });
        expect(outcome.message).toContain(code);
      }
      expect(await serving(indexDir), `call ${at}`).toBe(failed ? old : next);
      await expectRecovery(indexDir);
    }
    expect(refused).toBeGreaterThan(20);
  }, 60_000);

  test('that is full from some call on serves the old corpus and recovers when space returns', async () => {
    const { old, new: next } = await prints();
    const calls = await callsOfReload();
    for (let from = 1; from <= calls.length; from += 3) {
      const indexDir = await indexWithOld();
      const fileSystem = watchedDisk((nth, operation, path) => {
        if (nth >= from && operation !== 'read' && operation !== 'list') throw diskError('ENOSPC', path);
      });
      const outcome = await ingestSmall(indexDir, EDITIONS.new, { fileSystem }).catch((error) => error);
      const failed = outcome instanceof Error;
      if (failed) expect(outcome, `from ${from}`).toMatchObject({ code: 'index-write' });
      expect(await serving(indexDir), `from ${from}`).toBe(failed ? old : next);
      await expectRecovery(indexDir);
    }
  }, 60_000);

  test.each([
    [
      'fails',
      async () => {
        throw new Error('no space for the native index');
      },
    ],
    ['writes nothing and says nothing', async () => undefined],
    ['writes half and says nothing', (_v: unknown, _d: unknown, file: string) => writeFile(file, 'half')],
  ])('whose native index %s', async (_, buildVectorIndex) => {
    const indexDir = await indexWithOld();
    const before = await serving(indexDir);
    const engines = { ...createSimpleEngines(), buildVectorIndex };
    const failure = await ingestSmall(indexDir, EDITIONS.new, { engines }).catch((error) => error);
    expect(failure).toMatchObject({ code: expect.stringMatching(/^index-(write|unproven)$/) });
    expect(await serving(indexDir)).toBe(before);
    await expectRecovery(indexDir);
  });

  test('that gives back other bytes than were written is found out before the swap', async () => {
    const { old } = await prints();
    for (const name of ['documents.jsonl', 'vectors.f32', 'words.bm25', 'manifest.json']) {
      const indexDir = await indexWithOld();
      const fileSystem: FileSystem = {
        ...nodeFileSystem,
        async write(path, bytes) {
          const kept = Buffer.from(bytes as Uint8Array);
          if (path.includes('tmp-') && path.endsWith(name)) kept[kept.length >> 1]! ^= 1;
          await nodeFileSystem.write(path, kept);
        },
      };
      const failure = await ingestSmall(indexDir, EDITIONS.new, { fileSystem }).catch((error) => error);
      expect(failure, name).toMatchObject({ code: 'index-write' });
      expect(failure.message).toContain(name);
      expect(await serving(indexDir)).toBe(old);
    }
  });
});

describe('a process that ends', () => {
  test.each(['before the call', 'in the middle of a write'])(
    'at any one call of a reload (%s) leaves the old corpus or the new one, whole, and the next ingest sweeps',
    async (when) => {
      const { old, new: next } = await prints();
      const calls = await callsOfReload();
      for (let at = 1; at <= calls.length; at++) {
        const torn = when !== 'before the call';
        if (torn && calls[at - 1] !== 'write') continue;
        const indexDir = await indexWithOld();
        await untilTheEnd(indexDir, at, torn);
        const { knowledge, skipped } = await openSmall(indexDir);
        const found = await fingerprint(knowledge);
        expect(found, `call ${at}`).toBe(at <= calls.lastIndexOf('rename') + 1 ? old : next);
        expect(skipped).toEqual([]);
        await expectRecovery(indexDir);
      }
    },
    60_000,
  );
});

/** Runs a reload whose call `at`, and everything after, never happens; then its process is gone. */
async function untilTheEnd(indexDir: string, at: number, torn: boolean): Promise<void> {
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const dead = () => new Promise<never>(() => end());
  let nth = 0;
  const fileSystem = Object.fromEntries(
    Object.entries(nodeFileSystem).map(([operation, work]) => [
      operation,
      async (...args: unknown[]) => {
        if (++nth > at) return dead();
        if (nth < at) return (work as (...args: unknown[]) => Promise<unknown>)(...args);
        if (torn && operation === 'write') {
          const bytes = Buffer.from(args[1] as Uint8Array);
          await writeFile(String(args[0]), bytes.subarray(0, bytes.length >> 1));
        }
        return dead();
      },
    ]),
  ) as unknown as FileSystem;
  await Promise.race([ended, ingestSmall(indexDir, EDITIONS.new, { fileSystem })]);
  const lock = join(indexDir, 'LOCK');
  const owner = await readFile(lock, 'utf8').catch(() => null);
  if (owner?.startsWith('{'))
    await writeFile(lock, JSON.stringify({ ...JSON.parse(owner), startTime: 'gone', pid: 2 ** 22 + 1 }));
}
