import { loadOnnxModel } from '../models/onnx-model.ts';
import { type LoadedModel, serveModel } from '../models/serve.ts';

/* The thread of `createEmbedder`: one text a run. */

/** What an embedding model says of itself. */
export interface EmbeddingFacts {
  readonly dimensions: number;
  readonly maxInputTokens: number;
}

async function loadModel(folder: string): Promise<LoadedModel<string, EmbeddingFacts>> {
  const model = await loadOnnxModel(folder);
  const maxInputTokens = model.maxTokens;

  async function embed(text: string): Promise<Float32Array> {
    const all = model.tokens(text, 'alone');
    const ids = all.length > maxInputTokens ? [...all.slice(0, maxInputTokens - 1), ...all.slice(-1)] : all;
    const input = {
      ids: BigInt64Array.from(ids, BigInt),
      mask: new BigInt64Array(ids.length).fill(1n),
      shape: [1, ids.length],
    } as const;
    return meanUnitVector(await model.run(input, 'last_hidden_state'), ids.length);
  }
  const { length: dimensions } = await embed('query: ');
  return { run: embed, dispose: () => model.dispose(), facts: { dimensions, maxInputTokens } };
}

/** Mean over the tokens, made a unit vector. */
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

await serveModel(loadModel);
