import { basename, dirname } from 'node:path';
import { AutoModel, AutoTokenizer, env, type Tensor } from '@xenova/transformers';

/** The embedding model as its library gives it, on the thread that asks, without the product. */
export interface BareModel {
  /** What the model takes of a text. */
  tokens(text: string): Promise<unknown>;
  /** One forward pass. */
  forward(tokens: unknown): Promise<Float32Array>;
}

/** @param folder of the model. */
export async function loadBareModel(folder: string): Promise<BareModel> {
  env.allowRemoteModels = false;
  env.localModelPath = dirname(folder);
  const name = basename(folder);
  const tokenizer = await AutoTokenizer.from_pretrained(name);
  const model = await AutoModel.from_pretrained(name, {
    dtype: 'q8',
    session_options: { intraOpNumThreads: 1, interOpNumThreads: 1 },
  });
  return {
    tokens: async (text) => tokenizer(text, { truncation: true }),
    async forward(tokens) {
      const { last_hidden_state: states } = await model(tokens);
      return meanOf(states);
    },
  };
}

/** Mean over the tokens, as a unit vector. */
function meanOf(states: Tensor): Float32Array {
  const [, tokens = 0, dimensions = 0] = states.dims;
  const data = states.data as Float32Array;
  const vector = new Float32Array(dimensions);
  for (let at = 0; at < tokens * dimensions; at++) vector[at % dimensions]! += data[at]!;
  const length = Math.hypot(...vector);
  states.dispose();
  return vector.map((value) => value / length);
}
