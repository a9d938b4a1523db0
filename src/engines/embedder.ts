import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import type { Embedder } from '../core/ports.ts';
import { AppError } from '../errors.ts';
import type { EmbeddingFacts } from './embedding/worker.ts';
import { createCache } from './models/cache.ts';
import { hashModelFiles } from './models/model-files.ts';
import type { WorkerSettings } from './models/serve.ts';
import { createModelThread, type ModelFaults, type ModelThread, startModelWorker } from './models/thread.ts';

export interface EmbedderOptions {
  /** The folder that holds the model's folder. */
  readonly modelsDir: string;
  /** A model of the e5 family: mean pooling, `query: ` and `passage: ` before the text, int8 weights. */
  readonly model: string;
  /** Threads that embed passages side by side, 1 up; as many as cores when absent. Each holds 170 MB while it runs. */
  readonly passageThreads?: number;
  /**
   * Passages alone are embedded, and then no more for a while: the thread for questions takes them too, which spares one,
   * and all end at once behind the last.
   */
  readonly passagesAlone?: boolean;
}

/** Passage threads end after this long without a passage, and start again with the next one. */
const PASSAGE_IDLE_MS = 10_000;
const PASSAGES_ALONE_IDLE_MS = 50;
/** Questions whose vectors are kept; one takes 1.5 KB at 384 dimensions. */
const CACHED_QUERIES = 1_000;

/**
 * The model on threads of this process: one that serves questions, loaded before this resolves, and others for passages,
 * started when the first one comes, so that a question never waits behind a passage.
 * @throws AppError `model-missing`, `model-damaged` or `embedder-failed`.
 */
export async function createEmbedder(options: EmbedderOptions): Promise<Embedder> {
  const folder = resolve(options.modelsDir, options.model);
  const settings: WorkerSettings = { folder };
  const createThread = () =>
    createModelThread<string, EmbeddingFacts>(
      () => startModelWorker('embedding-worker', settings),
      embedderFaults(folder),
    );
  const queryThread = createThread();
  const { passagesAlone = false, passageThreads: most = availableParallelism() } = options;
  const passageThreads = Array.from({ length: Math.max(1, most) }, (_, at) =>
    passagesAlone && at === 0 ? queryThread : createThread(),
  );
  const { sha256, dimensions, maxInputTokens } = await loadedAndHashed(queryThread, folder);

  const cachedQueries = createCache(CACHED_QUERIES, (text) => queryThread.run(`query: ${text}`));
  let idle: NodeJS.Timeout | undefined;
  let closing: Promise<void> | undefined;

  function checkOpen(): void {
    if (closing) throw new AppError('embedder-failed', { details: '已经关闭' });
  }

  const isIdle = () => passageThreads.every(({ pending }) => pending === 0);
  async function stopPassageThreads(): Promise<void> {
    await Promise.all(passageThreads.map((thread) => thread.stop()));
  }

  return {
    model: { id: options.model, sha256, dimensions, maxInputTokens },
    async embedQuery(text) {
      checkOpen();
      return cachedQueries(text);
    },
    async embedPassage(text) {
      checkOpen();
      clearTimeout(idle);
      const thread = passageThreads.reduce((best, next) => (next.pending < best.pending ? next : best));
      try {
        return await thread.run(`passage: ${text}`);
      } finally {
        if (!closing && isIdle()) {
          clearTimeout(idle);
          const patience = passagesAlone ? PASSAGES_ALONE_IDLE_MS : PASSAGE_IDLE_MS;
          idle = setTimeout(() => isIdle() && void stopPassageThreads(), patience).unref();
        }
      }
    },
    close() {
      clearTimeout(idle);
      closing ??= Promise.all([queryThread.stop(), stopPassageThreads()]).then(() => undefined);
      return closing;
    },
  };
}

/** What is told where the embedding model of a folder fails. */
export function embedderFaults(path: string): ModelFaults {
  return {
    unloadable: (details) => new AppError('model-damaged', { path, details }),
    failed: (details) => new AppError('embedder-failed', { details }),
  };
}

/**
 * What the model says of itself, and its hash, made while it loads.
 * @throws AppError of its files, where these are at fault: it tells more than that of the loading.
 */
async function loadedAndHashed(
  thread: ModelThread<string, EmbeddingFacts>,
  folder: string,
): Promise<EmbeddingFacts & { readonly sha256: string }> {
  const loading = thread.load();
  loading.catch(() => undefined);
  try {
    const sha256 = await hashModelFiles(folder);
    return { ...(await loading), sha256 };
  } catch (fault) {
    await thread.stop();
    throw fault;
  }
}
