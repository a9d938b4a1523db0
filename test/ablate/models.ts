import { appendFileSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Models } from '../../src/app/models.ts';
import { readConfig } from '../../src/config.ts';
import type { LedSentence, Reader } from '../../src/core/ports.ts';
import { createEmbedder } from '../../src/engines/embedder.ts';
import { createReader } from '../../src/engines/reader.ts';

/** The models of this product, each text read once: what they made of it is kept in a file between runs. */
export interface KeptModels {
  readonly models: { readonly embedder: Models['embedder']; readonly reader: Reader };
  /** How many texts the models read in this run. */
  readonly read: () => number;
  close(): Promise<void>;
}

/**
 * @param folder holds files of lines `[key, base64 of float32]`, all of which are known. @param file of these the one that
 * this process adds to.
 */
export async function keepModels(folder: string, file: string): Promise<KeptModels> {
  const { modelsDir, embeddingModel, readerModel } = readConfig({});
  if (readerModel === null) throw new Error('there is no reader that is taken by itself');
  const embedder = await createEmbedder({ modelsDir, model: embeddingModel });
  const reader = await createReader({ modelsDir, model: readerModel });
  const kept = new Map<string, Float32Array>();
  const lines = readdirSync(folder)
    .filter((name) => name.startsWith('models-'))
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'));
  for (const line of lines) {
    if (line === '') continue;
    const [key, bytes] = JSON.parse(line) as [string, string];
    kept.set(key, new Float32Array(new Uint8Array(Buffer.from(bytes, 'base64')).buffer));
  }
  let read = 0;
  const keep = (key: string, made: Float32Array) => {
    read++;
    kept.set(key, made);
    appendFileSync(
      join(folder, file),
      `${JSON.stringify([key, Buffer.from(made.buffer, made.byteOffset, made.byteLength).toString('base64')])}\n`,
    );
  };
  const query = `${embedder.model.sha256.slice(0, 8)} `;
  const pairKey = (question: string, { title, lead, text }: LedSentence) =>
    JSON.stringify([reader.model.sha256.slice(0, 8), question, title, lead, text]);
  return {
    read: () => read,
    models: {
      embedder: {
        ...embedder,
        async embedQuery(text) {
          const made = kept.get(query + text) ?? (await embedder.embedQuery(text));
          if (!kept.has(query + text)) keep(query + text, made);
          return made.slice();
        },
      },
      reader: {
        ...reader,
        async score(question, sentences) {
          const missing = sentences.filter((one) => !kept.has(pairKey(question, one)));
          const made = await reader.score(question, missing);
          for (const [at, one] of missing.entries()) keep(pairKey(question, one), made.slice(at, at + 1));
          return Float32Array.from(sentences, (one) => kept.get(pairKey(question, one))?.[0] ?? 0);
        },
      },
    },
    async close() {
      await Promise.all([embedder.close(), reader.close()]);
    },
  };
}
