import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FILES, MANIFEST } from '../../src/corpus/generation/form.ts';
import { openKnowledge } from '../../src/corpus/snapshot.ts';
import { createIndexEngines } from '../../src/engines/index-engines.ts';
import { createDigestEmbedder } from '../fakes/index/simple-engines.ts';
import { EDITIONS } from '../fakes/index/small-corpus.ts';
import { ingestSmall } from '../fakes/index/small-ingest.ts';

const embedder = createDigestEmbedder({ dimensions: 32 });
const native = createIndexEngines();
const ALL = [...FILES, MANIFEST] as const;

let indexDir: string;
let generation: string;
const whole = new Map<string, Buffer>();

beforeAll(async () => {
  indexDir = await mkdtemp(join(tmpdir(), 'mingbai-damage-'));
  const more = { engines: native, embedders: [embedder] } as const;
  const { knowledge } = await ingestSmall(indexDir, EDITIONS.old, more);
  generation = join(indexDir, `gen-${knowledge.version}`);
  for (const name of ALL) whole.set(name, await readFile(join(generation, name)));
});
afterAll(() => rm(indexDir, { recursive: true, force: true }));

/** Opens the index with `name` holding `bytes`; counts what was given to an engine. */
async function openWith(name: string, bytes: Uint8Array | null) {
  const given: string[] = [];
  const engines = {
    ...native,
    openVectorIndex: (...args: Parameters<typeof native.openVectorIndex>) => {
      given.push('hnsw.bin');
      return native.openVectorIndex(...args);
    },
    openKeywordIndex: (input: Uint8Array) => {
      given.push('bm25');
      return native.openKeywordIndex(input);
    },
  };
  const path = join(generation, name);
  if (bytes) await writeFile(path, bytes);
  else await rm(path);
  const outcome = await openKnowledge(indexDir, { engines, model: embedder.model }).then(
    () => null,
    (error: unknown) => error,
  );
  await writeFile(path, whole.get(name)!);
  return { outcome, given };
}

async function expectRefused(name: string, bytes: Uint8Array | null): Promise<void> {
  const { outcome, given } = await openWith(name, bytes);
  expect(outcome).toMatchObject({ code: expect.stringMatching(/^index-(damaged|mismatch)$/) });
  expect((outcome as Error).message).toContain(name === MANIFEST ? generation : name);
  expect(given).toEqual([]);
}

describe('a damaged file is refused by name before an engine sees a byte of the generation', () => {
  test('while the undamaged one opens, with its native index', async () => {
    const { outcome, given } = await openWith('hnsw.bin', whole.get('hnsw.bin')!);
    expect(outcome).toBeNull();
    expect(given).toContain('hnsw.bin');
  });

  test.each(ALL)('%s missing, empty, truncated anywhere, or longer', async (name) => {
    const bytes = whole.get(name)!;
    await expectRefused(name, null);
    for (const share of [0, 0.01, 0.25, 0.5, 0.75, 0.99])
      await expectRefused(name, bytes.subarray(0, Math.floor(bytes.length * share)));
    await expectRefused(name, bytes.subarray(0, -1));
    await expectRefused(name, Buffer.concat([bytes, Buffer.alloc(1)]));
  });

  test.each(ALL)('%s with one bit flipped, at 40 places', async (name) => {
    const bytes = whole.get(name)!;
    for (let flip = 0; flip < 40; flip++) {
      const spoilt = Buffer.from(bytes);
      const at = Math.floor((flip / 40) * bytes.length);
      spoilt[at]! ^= 1 << (flip % 8);
      await expectRefused(name, spoilt);
    }
  });

  test.each(ALL)('%s with a page of zeros', async (name) => {
    const spoilt = Buffer.from(whole.get(name)!);
    spoilt.fill(0, spoilt.length >> 2, Math.min((spoilt.length >> 2) + 4096, spoilt.length));
    await expectRefused(name, spoilt);
  });

  test('files that changed places', async () => {
    for (const name of ALL)
      for (const other of ALL) if (other !== name) await expectRefused(name, whole.get(other)!);
  });
});

test('a whole generation under the name of another is refused', async () => {
  const moved = await mkdtemp(join(tmpdir(), 'mingbai-moved-'));
  try {
    const name = `gen-${'0'.repeat(16)}`;
    await cp(generation, join(moved, name), { recursive: true });
    await writeFile(join(moved, 'CURRENT'), `${name}\n`);
    const opening = openKnowledge(moved, { engines: native, model: embedder.model });
    await expect(opening).rejects.toMatchObject({ code: 'index-damaged' });
  } finally {
    await rm(moved, { recursive: true, force: true });
  }
});
