import { createApp } from '../../src/app.ts';
import type { Config } from '../../src/config.ts';
import { createHashingEmbedder } from '../fakes/hashing-embedder.ts';

/** What an ingest embeds of a corpus. */
export interface Texts {
  readonly passages: readonly string[];
  /** Of its sentences. */
  readonly others: readonly string[];
}

/** The very texts that the product embeds of a corpus, each once; `config.indexDir` is one to throw away. */
export async function textsOf(config: Config): Promise<Texts> {
  const embedder = createHashingEmbedder();
  const app = await createApp(config, {
    log: () => undefined,
    build: 'stale',
    models: { embedder, reader: null },
  });
  const count = app.status().passages;
  await app.close();
  const all = embedder.embedded.filter(({ as }) => as === 'passage').map(({ text }) => text);
  return { passages: all.slice(0, count), others: all.slice(count) };
}
