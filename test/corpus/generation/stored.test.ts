import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Passage } from '../../../src/core/types.ts';
import { cutPassages } from '../../../src/corpus/generation/cut.ts';
import { nodeFileSystem } from '../../../src/corpus/generation/file-system.ts';
import { NATIVE_INDEX, writeGeneration } from '../../../src/corpus/generation/stored.ts';
import { createDigestEmbedder } from '../../fakes/index/simple-engines.ts';
import { EDITIONS, temporaryFolder } from '../../fakes/index/small-corpus.ts';

const { model } = createDigestEmbedder();
const SYNONYMS = { same: [], near: [], meant: {}, spoken: {} };

/** What is read back of a generation that is written with these passages. */
async function readBack(change: (passages: readonly Passage[]) => readonly Passage[]) {
  const folder = await temporaryFolder();
  const { documents, passages, keys } = await cutPassages(EDITIONS.old);
  const native = { file: join(folder, NATIVE_INDEX), built: writeFile(join(folder, NATIVE_INDEX), 'graph') };
  const sentences = passages.flatMap((passage) => passage.sentences);
  const content = {
    ...{ documents, passages: change(passages), keys, synonyms: SYNONYMS },
    vectors: new Float32Array(passages.length * model.dimensions),
    sentenceVectors: new Float32Array(sentences.length * model.dimensions),
    words: Uint8Array.of(1),
    bigrams: Uint8Array.of(2),
  };
  const options = { model, settings: {}, corpus: '/seeds', builtAt: new Date(0) };
  const { parts } = await writeGeneration(nodeFileSystem, folder, content, native, options);
  return parts;
}

test('a generation serves the very passages that were written, where they read back the same', async () => {
  let written: readonly Passage[] = [];
  const { passages } = await readBack((all) => {
    written = all;
    return all;
  });
  expect(passages).toBe(written);
});

test.each<readonly [string, Partial<Passage>]>([
  ['text', { text: '别的' }],
  ['id', { id: '别的#0' }],
])('a passage whose %s reads back otherwise is not served', async (_, other) => {
  const altered = ([first, ...rest]: readonly Passage[]) => [{ ...(first as Passage), ...other }, ...rest];
  await expect(readBack(altered)).rejects.toMatchObject({
    code: 'index-damaged',
    fields: { details: expect.stringContaining('读回来不一样') },
  });
});
