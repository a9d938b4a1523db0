import { afterAll } from 'vitest';
import type { Models } from '../../src/app/models.ts';
import { type Config, readConfig } from '../../src/config.ts';
import { createEmbedder } from '../../src/engines/embedder.ts';
import { createReader } from '../../src/engines/reader.ts';

/** The models for an app of these settings. */
export type ModelsFor = (config: Config) => Promise<Models>;

/**
 * The models of this product for every app of a test file: loaded at the first call of what is returned, closed when the
 * file is done. An app that loads its own takes a second or two longer.
 */
export function shareModels(): ModelsFor {
  let opening: ReturnType<typeof openModels> | undefined;
  afterAll(async () => {
    const opened = await opening;
    await Promise.all([opened?.embedder.close(), opened?.reader.close()]);
  });
  return async ({ readerModel }) => {
    opening ??= openModels();
    const { embedder, reader } = await opening;
    return { embedder, reader: readerModel === null ? null : reader };
  };
}

async function openModels() {
  const { modelsDir, embeddingModel, readerModel } = readConfig({});
  if (readerModel === null) throw new Error('there is no reader that is taken by itself');
  return {
    embedder: await createEmbedder({ modelsDir, model: embeddingModel }),
    reader: await createReader({ modelsDir, model: readerModel }),
  };
}
