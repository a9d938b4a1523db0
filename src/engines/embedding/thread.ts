import type { Worker } from 'node:worker_threads';
import { AppError, messageOf } from '../../errors.ts';
import type { LoadedModel, WorkerReply, WorkerRequest } from './worker.ts';

/** A thread that does not end by itself within this time after `stop` is terminated. */
const STOP_MS = 5_000;

/** One embedding worker, started at the first call and again at the next call after it failed or was stopped. */
export interface EmbeddingThread {
  /** Calls not yet answered. */
  readonly pending: number;
  /** @throws AppError `model-damaged` when the model cannot be loaded, `embedder-failed` when the thread died. */
  load(): Promise<LoadedModel>;
  /** @throws AppError as `load`. */
  embed(text: string): Promise<Float32Array>;
  /** Ends the thread and frees the model, once it has loaded: ended within, native code aborts the process. */
  stop(): Promise<void>;
}

interface Call {
  resolve(vector: Float32Array): void;
  reject(error: AppError): void;
}

interface Running {
  readonly worker: Worker;
  readonly loaded: Promise<LoadedModel>;
  readonly calls: Map<number, Call>;
  fail(error: AppError): void;
}

/**
 * @param startWorker starts a thread on `worker.ts`.
 * @param folder the model's folder, for error messages.
 */
export function createEmbeddingThread(startWorker: () => Worker, folder: string): EmbeddingThread {
  let running: Running | undefined;
  let lastId = 0;

  function start(): Running {
    const worker = startWorker();
    const calls = new Map<number, Call>();
    let settle: { resolve(model: LoadedModel): void; reject(error: AppError): void } | undefined;
    const loaded = new Promise<LoadedModel>((resolve, reject) => {
      settle = { resolve, reject };
    });
    // Whoever waits for a vector is told through its call; a load that nobody awaits is no unhandled rejection.
    loaded.catch(() => undefined);
    const started: Running = {
      worker,
      loaded,
      calls,
      fail(error) {
        if (running === started) running = undefined;
        settle?.reject(error);
        for (const call of calls.values()) call.reject(error);
        calls.clear();
      },
    };
    const died = (details: string) => started.fail(new AppError('embedder-failed', { details }));
    worker.on('message', (reply: WorkerReply) => {
      if ('loaded' in reply) settle?.resolve(reply.loaded);
      else if ('unloadable' in reply)
        started.fail(new AppError('model-damaged', { path: folder, details: reply.unloadable }));
      else {
        const call = calls.get(reply.id);
        calls.delete(reply.id);
        if ('vector' in reply) call?.resolve(reply.vector);
        else call?.reject(new AppError('embedder-failed', { details: reply.fault }));
      }
    });
    worker.on('error', (error) => died(messageOf(error)));
    worker.on('messageerror', (error) => died(messageOf(error)));
    worker.on('exit', (code) => died(`计算线程中途结束（${code}）`));
    return started;
  }

  function current(): Running {
    running ??= start();
    return running;
  }

  return {
    get pending() {
      return running?.calls.size ?? 0;
    },
    load: () => current().loaded,
    embed(text) {
      const { worker, calls } = current();
      const id = ++lastId;
      return new Promise((resolve, reject) => {
        calls.set(id, { resolve, reject });
        worker.postMessage({ id, text } satisfies WorkerRequest);
      });
    },
    async stop() {
      const stopping = running;
      if (!stopping) return;
      stopping.fail(new AppError('embedder-failed', { details: '已经关闭' }));
      const ended = new Promise((resolve) => stopping.worker.once('exit', resolve));
      stopping.worker.postMessage({ close: true } satisfies WorkerRequest);
      const timer = setTimeout(() => void stopping.worker.terminate(), STOP_MS);
      await ended;
      clearTimeout(timer);
    },
  };
}
