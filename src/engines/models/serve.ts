import { basename, dirname } from 'node:path';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { env } from '@xenova/transformers';
import { messageOf } from '../../errors.ts';
import { freeGarbage } from './garbage.ts';

/*
 * What a thread of `createModelThread` does: one model, one call after the other. `session.run` blocks the thread it is
 * called on, which is why it is not the one that answers.
 */

export interface WorkerSettings {
  /** The model's folder. */
  readonly folder: string;
}

export type ModelRequest<Asked> = { readonly id: number; readonly asked: Asked } | { readonly close: true };

export type ModelReply<Loaded> =
  | { readonly loaded: Loaded }
  | { readonly unloadable: string }
  | { readonly id: number; readonly result: Float32Array }
  | { readonly id: number; readonly fault: string };

/** A model in memory. */
export interface LoadedModel<Asked, Facts> {
  readonly facts: Facts;
  run(asked: Asked): Promise<Float32Array>;
  dispose(): Promise<unknown>;
}

/** From when on nothing more comes of the loading: the library reads the weights once more, for nobody. Milliseconds. */
const LOADED_MS = 1_500;

/**
 * What a session is opened with. Two threads that share cores with anything else spin and take twice as long; what is planned
 * for texts of one length is of no use for the next one.
 */
export const SESSION = { intraOpNumThreads: 1, interOpNumThreads: 1, enableMemPattern: false } as const;

/**
 * Loads the model and answers requests one after the other until it is told to close; what waits then is left to the
 * parent. @param load is handed the model's name, and takes its files from this machine alone.
 */
export async function serveModel<Asked, Facts>(
  load: (name: string) => Promise<LoadedModel<Asked, Facts>>,
): Promise<void> {
  if (!parentPort) throw new Error('a model is served in a worker thread only');
  const { folder } = workerData as WorkerSettings;
  env.allowRemoteModels = false;
  env.localModelPath = dirname(folder);
  let model: LoadedModel<Asked, Facts>;
  try {
    model = await load(basename(folder));
  } catch (thrown) {
    parentPort.postMessage({ unloadable: messageOf(thrown) } satisfies ModelReply<Facts>);
    return;
  }
  parentPort.postMessage({ loaded: model.facts } satisfies ModelReply<Facts>);
  serve(model, parentPort);
  setTimeout(freeGarbage, LOADED_MS).unref();
}

function serve<Asked, Facts>(model: LoadedModel<Asked, Facts>, port: MessagePort): void {
  let closing = false;
  let turn: Promise<void> = Promise.resolve();

  async function answer(id: number, asked: Asked): Promise<ModelReply<Facts> | undefined> {
    if (closing) return undefined;
    try {
      return { id, result: await model.run(asked) };
    } catch (thrown) {
      return { id, fault: messageOf(thrown) };
    }
  }

  port.on('message', (request: ModelRequest<Asked>) => {
    if ('close' in request) {
      closing = true;
      turn = turn.then(() => model.dispose()).then(() => port.close());
    } else {
      const { id, asked } = request;
      turn = turn
        .then(() => answer(id, asked))
        .then((reply) => {
          if (reply) port.postMessage(reply);
        });
    }
  });
}
