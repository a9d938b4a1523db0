import { join } from 'node:path';
import type { LedSentence, Reader } from '../core/ports.ts';
import { AppError } from '../errors.ts';
import { createCache } from './models/cache.ts';
import { hashModelFiles } from './models/model-files.ts';
import type { WorkerSettings } from './models/serve.ts';
import { createModelThread, startModelWorker } from './models/thread.ts';
import type { Asked } from './reading/pairs.ts';

export interface ReaderOptions {
  /** The folder that holds the reader's folder. */
  readonly modelsDir: string;
  /** A cross-encoder with one logit a pair, in the form that models/reader-zh/README.md tells. */
  readonly model: string;
}

/** Questions whose logits are kept; one takes some 3 KB. */
const CACHED_QUESTIONS = 2_000;

/**
 * The reader on a thread of this process, which loads the model at the first question (170 MB, half a second) and not
 * before. Its files are looked at now.
 * @throws AppError `reader-missing` or `reader-damaged`.
 */
export async function createReader({ modelsDir, model: id }: ReaderOptions): Promise<Reader> {
  const folder = join(modelsDir, id);
  const sha256 = await hashModelFiles(folder, { missing: 'reader-missing', damaged: 'reader-damaged' });
  const settings: WorkerSettings = { folder };
  const thread = createModelThread<Asked, null>(() => startModelWorker('reading-worker', settings), {
    unloadable: (details) => new AppError('reader-damaged', { path: folder, details }),
    failed: (details) => new AppError('reader-failed', { details }),
  });
  const read = createCache(CACHED_QUESTIONS, (key) => thread.run(JSON.parse(key) as Asked));
  let isClosed = false;
  return {
    model: { id, sha256 },
    async score(question, sentences: readonly LedSentence[]) {
      if (isClosed) throw new AppError('reader-failed', { details: '已经关闭' });
      if (sentences.length === 0) return new Float32Array();
      const asked: Asked = {
        question,
        sentences: sentences.map(({ title, lead, text }) => ({ title, lead, text })),
      };
      return read(JSON.stringify(asked));
    },
    close() {
      isClosed = true;
      return thread.stop();
    },
  };
}
