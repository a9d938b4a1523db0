import { Worker } from 'node:worker_threads';
import { type BuiltModule, builtModule } from '../../built.ts';
import { type AppError, messageOf } from '../../errors.ts';
import type { ModelReply, ModelRequest, WorkerSettings } from './serve.ts';

/** What a run leaves is small and soon of no use: kept longer, it is memory that each of the threads holds. */
const YOUNG_MEGABYTES = 8;

/** A thread that does not end by itself within this time after `stop` is terminated. */
const STOP_MS = 5_000;

/** One model on a thread of its own, started at the first call and again at the next call after it failed or was stopped. */
export interface ModelThread<Asked, Loaded> {
  /** Calls not yet answered. */
  readonly pending: number;
  /** @throws AppError `faults.unloadable` when the model cannot be loaded, `faults.failed` when the thread died. */
  load(): Promise<Loaded>;
  /** What the model makes of it. @throws AppError as `load`. */
  run(asked: Asked): Promise<Float32Array>;
  /** Ends the thread and frees the model, once it has loaded: ended within, native code aborts the process. */
  stop(): Promise<void>;
}

interface Call {
  resolve(vector: Float32Array): void;
  reject(error: AppError): void;
}

/** What is told of a model that fails. */
export interface ModelFaults {
  unloadable(details: string): AppError;
  failed(details: string): AppError;
}

interface Running<Loaded> {
  readonly worker: Worker;
  readonly loaded: Promise<Loaded>;
  readonly calls: Map<number, Call>;
  fail(error: AppError): void;
}

/** Starts a thread of the model that `settings` names. Flags of the process (a test runner's, for one) are none of its. */
export function startModelWorker(module: BuiltModule, settings: WorkerSettings): Worker {
  const resourceLimits = { maxYoungGenerationSizeMb: YOUNG_MEGABYTES };
  return new Worker(builtModule(module), { execArgv: [], workerData: settings, resourceLimits });
}

/** @param startWorker starts a thread that serves a model (`serve.ts`). */
export function createModelThread<Asked, Loaded>(
  startWorker: () => Worker,
  faults: ModelFaults,
): ModelThread<Asked, Loaded> {
  let running: Running<Loaded> | undefined;
  let lastId = 0;

  function start(): Running<Loaded> {
    const worker = startWorker();
    const calls = new Map<number, Call>();
    let settle: { resolve(model: Loaded): void; reject(error: AppError): void } | undefined;
    const loaded = new Promise<Loaded>((resolve, reject) => {
      settle = { resolve, reject };
    });
    // Whoever waits for a result is told through its call; a load that nobody awaits is no unhandled rejection.
    loaded.catch(() => undefined);
    const started: Running<Loaded> = {
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
    const died = (details: string) => started.fail(faults.failed(details));
    worker.on('message', (reply: ModelReply<Loaded>) => {
      if ('loaded' in reply) settle?.resolve(reply.loaded);
      else if ('unloadable' in reply) started.fail(faults.unloadable(reply.unloadable));
      else {
        const call = calls.get(reply.id);
        calls.delete(reply.id);
        if ('result' in reply) call?.resolve(reply.result);
        else call?.reject(faults.failed(reply.fault));
      }
    });
    worker.on('error', (error) => died(messageOf(error)));
    worker.on('messageerror', (error) => died(messageOf(error)));
    worker.on('exit', (code) => died(`计算线程中途结束（${code}）`));
    return started;
  }

  function current(): Running<Loaded> {
    running ??= start();
    return running;
  }

  return {
    get pending() {
      return running?.calls.size ?? 0;
    },
    load: () => current().loaded,
    run(asked) {
      const { worker, calls } = current();
      const id = ++lastId;
      return new Promise((resolve, reject) => {
        calls.set(id, { resolve, reject });
        worker.postMessage({ id, asked } satisfies ModelRequest<Asked>);
      });
    },
    async stop() {
      const stopping = running;
      if (!stopping) return;
      stopping.fail(faults.failed('已经关闭'));
      const ended = new Promise((resolve) => stopping.worker.once('exit', resolve));
      stopping.worker.postMessage({ close: true } satisfies ModelRequest<Asked>);
      const timer = setTimeout(() => void stopping.worker.terminate(), STOP_MS);
      await ended;
      clearTimeout(timer);
    },
  };
}
