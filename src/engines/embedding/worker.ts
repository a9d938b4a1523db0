import { basename, dirname } from 'node:path';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { AutoModel, AutoTokenizer, env, Tensor } from '@xenova/transformers';
import { messageOf } from '../../errors.ts';

/*
 * The thread of `createEmbeddingThread`: one model, one text a run. `session.run` blocks the thread it is called on,
 * which is why it is not the one that answers.
 */

export interface WorkerSettings {
  /** The model's folder. */
  readonly folder: string;
}

export type WorkerRequest = { readonly id: number; readonly text: string } | { readonly close: true };

export interface LoadedModel {
  readonly dimensions: number;
  readonly maxInputTokens: number;
}

export type WorkerReply =
  | { readonly loaded: LoadedModel }
  | { readonly unloadable: string }
  | { readonly id: number; readonly vector: Float32Array }
  | { readonly id: number; readonly fault: string };

async function loadModel({ folder }: WorkerSettings) {
  env.allowRemoteModels = false;
  env.localModelPath = dirname(folder);
  const name = basename(folder);
  const tokenizer = await AutoTokenizer.from_pretrained(name);
  // One thread: two that share cores with anything else spin and take twice as long.
  const model = await AutoModel.from_pretrained(name, {
    dtype: 'q8',
    session_options: { intraOpNumThreads: 1, interOpNumThreads: 1 },
  });
  const positions: unknown = Reflect.get(model.config, 'max_position_embeddings');
  const maxInputTokens = Math.min(
    typeof positions === 'number' ? positions : 512,
    tokenizer.model_max_length > 0 ? tokenizer.model_max_length : 512,
  );

  /** Mean over the tokens, made a unit vector. The pipeline of the library does the same 1.1 times slower. */
  async function embed(text: string): Promise<Float32Array> {
    const all = tokenizer.encode(text);
    const ids = all.length > maxInputTokens ? [...all.slice(0, maxInputTokens - 1), ...all.slice(-1)] : all;
    const shape = [1, ids.length];
    const output = await model({
      input_ids: new Tensor('int64', BigInt64Array.from(ids, BigInt), shape),
      attention_mask: new Tensor('int64', new BigInt64Array(ids.length).fill(1n), shape),
    });
    const states: Tensor = output.last_hidden_state;
    try {
      return meanUnitVector(states.data as Float32Array, ids.length);
    } finally {
      for (const tensor of Object.values(output)) if (tensor instanceof Tensor) tensor.dispose();
    }
  }
  const { length: dimensions } = await embed('query: ');
  return { embed, dispose: () => model.dispose(), facts: { dimensions, maxInputTokens } };
}

function meanUnitVector(states: Float32Array, tokens: number): Float32Array {
  const vector = new Float32Array(states.length / tokens);
  for (let at = 0; at < states.length; ) {
    for (let dimension = 0; dimension < vector.length; dimension++, at++)
      vector[dimension] = (vector[dimension] as number) + (states[at] as number);
  }
  let squares = 0;
  for (const value of vector) squares += value * value;
  const length = Math.sqrt(squares);
  if (!(length > 0) || !Number.isFinite(length)) throw new Error(`模型给出的向量长度是 ${length}`);
  return vector.map((value) => value / length);
}

type Model = Awaited<ReturnType<typeof loadModel>>;

/** Answers requests one after the other until it is told to close; what waits then is left to the parent. */
function serve(model: Model, port: MessagePort): void {
  let closing = false;
  let turn: Promise<void> = Promise.resolve();

  async function answer(id: number, text: string): Promise<WorkerReply | undefined> {
    if (closing) return undefined;
    try {
      return { id, vector: await model.embed(text) };
    } catch (thrown) {
      return { id, fault: messageOf(thrown) };
    }
  }

  port.on('message', (request: WorkerRequest) => {
    if ('close' in request) {
      closing = true;
      turn = turn.then(() => model.dispose()).then(() => port.close());
    } else {
      const { id, text } = request;
      turn = turn
        .then(() => answer(id, text))
        .then((reply) => {
          if (reply) port.postMessage(reply);
        });
    }
  });
}

async function main(port: MessagePort): Promise<void> {
  let model: Model;
  try {
    model = await loadModel(workerData as WorkerSettings);
  } catch (thrown) {
    port.postMessage({ unloadable: messageOf(thrown) } satisfies WorkerReply);
    return;
  }
  port.postMessage({ loaded: model.facts } satisfies WorkerReply);
  serve(model, port);
}

if (!parentPort) throw new Error('worker.ts runs in a worker thread only');
await main(parentPort);
