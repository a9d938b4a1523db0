import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Tokenizer } from '@huggingface/tokenizers';
import { InferenceSession, Tensor } from 'onnxruntime-node';

/** One row of tokens for each text that runs together, all of one length. */
export interface Input {
  readonly ids: BigInt64Array;
  /** 1 for a token, 0 for padding. */
  readonly mask: BigInt64Array;
  readonly shape: readonly [texts: number, tokens: number];
}

/** A model with its tokenizer, on the thread that asks: `session.run` blocks it. */
export interface OnnxModel {
  /** The tokens of a text; with those that begin and end one, where it stands alone. */
  tokens(text: string, standing: 'alone' | 'within'): number[];
  /** The longest that it takes, in tokens. */
  readonly maxTokens: number;
  /**
   * Runs it. @returns the numbers of the output by that name, for as long as the next run does not come.
   * @throws Error where it has no such output.
   */
  run(input: Input, output: string): Promise<Float32Array>;
  dispose(): Promise<void>;
}

/** What is taken for the longest where a model's files do not say. */
const MOST_TOKENS = 512;

/**
 * A model as its folder holds it: `config.json`, `tokenizer.json`, `tokenizer_config.json` and the int8 weights. The files
 * are taken from this machine alone.
 */
export async function loadOnnxModel(folder: string): Promise<OnnxModel> {
  const [config, settings, words] = await Promise.all(
    ['config.json', 'tokenizer_config.json', 'tokenizer.json'].map((name) => readJson(join(folder, name))),
  );
  const tokenizer = new Tokenizer(words as object, settings as object);
  const session = await InferenceSession.create(join(folder, 'onnx', 'model_quantized.onnx'), ONE_THREAD);
  const kinds = session.inputNames.includes('token_type_ids');
  return {
    tokens: (text, standing) => tokenizer.encode(text, { add_special_tokens: standing === 'alone' }).ids,
    maxTokens: Math.min(lengthIn(config, 'max_position_embeddings'), lengthIn(settings, 'model_max_length')),
    async run({ ids, mask, shape }, output) {
      const found = await session.run({
        input_ids: new Tensor('int64', ids, shape),
        attention_mask: new Tensor('int64', mask, shape),
        ...(kinds ? { token_type_ids: new Tensor('int64', new BigInt64Array(ids.length), shape) } : {}),
      });
      const data = found[output]?.data;
      for (const tensor of Object.values(found)) tensor.dispose();
      if (!(data instanceof Float32Array)) throw new Error(`模型没有给出 ${output}`);
      return data;
    },
    dispose: () => session.release(),
  };
}

/** One thread: two that share cores with anything else spin and take twice as long. */
const ONE_THREAD = { intraOpNumThreads: 1, interOpNumThreads: 1 } as const;

async function readJson(file: string): Promise<unknown> {
  return JSON.parse(await readFile(file, 'utf8'));
}

function lengthIn(settings: unknown, name: string): number {
  const length: unknown = Object(settings)[name];
  return typeof length === 'number' && length > 0 ? length : MOST_TOKENS;
}
