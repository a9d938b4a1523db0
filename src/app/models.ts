import type { Config } from '../config.ts';
import type { Embedder, Reader } from '../core/ports.ts';
import { createEmbedder } from '../engines/embedder.ts';
import { createReader } from '../engines/reader.ts';
import { messageOf } from '../errors.ts';
import type { Log } from '../log.ts';

/** What embeds and what reads, in memory or on the way there. */
export interface Models {
  /** Rejects where the model cannot be used. */
  readonly embedder: Embedder | Promise<Embedder>;
  /** Null where none is wished for, or its files cannot be used: the answers then do without. Never rejects. */
  readonly reader: Reader | null | Promise<Reader | null>;
}

export interface LoadingModels extends Models {
  /** Frees them, once they are loaded. */
  close(): Promise<void>;
}

/**
 * Begins to load the models of `config`. Whoever does so before the rest of the product is loaded has them sooner: they
 * are loaded on threads of their own.
 */
export function loadModels(config: Config, log: Log): LoadingModels {
  const { modelsDir, embeddingModel: model } = config;
  const embedder = createEmbedder({ modelsDir, model });
  // Told to whoever awaits it.
  embedder.catch(() => undefined);
  const reader = openReader(config, log);
  return {
    embedder,
    reader,
    async close() {
      const [one, other] = await Promise.allSettled([embedder, reader]);
      await Promise.all([one, other].map((made) => made.status === 'fulfilled' && made.value?.close()));
    },
  };
}

async function openReader({ modelsDir, readerModel }: Config, log: Log): Promise<Reader | null> {
  if (readerModel === null) return null;
  try {
    return await createReader({ modelsDir, model: readerModel });
  } catch (fault) {
    log('warn', 'part-failed', { part: 'reader', reason: messageOf(fault) });
    return null;
  }
}
