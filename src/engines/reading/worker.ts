import { AutoModelForSequenceClassification, AutoTokenizer, Tensor } from '@xenova/transformers';
import { type LoadedModel, SESSION, serveModel } from '../models/serve.ts';
import { type Asked, type Batch, batchesOf } from './pairs.ts';

/* The thread of `createReader`: one question with its sentences a run. */

async function loadModel(name: string): Promise<LoadedModel<Asked, null>> {
  const tokenizer = await AutoTokenizer.from_pretrained(name);
  const model = await AutoModelForSequenceClassification.from_pretrained(name, {
    dtype: 'q8',
    session_options: SESSION,
  });
  const tokens = (text: string): number[] =>
    text === '' ? [] : tokenizer.encode(text, { add_special_tokens: false });

  async function logitsOf({ ids, mask, shape: [pairs, longest] }: Batch): Promise<Float32Array> {
    const { logits } = await model({
      input_ids: new Tensor('int64', ids, [pairs, longest]),
      attention_mask: new Tensor('int64', mask, [pairs, longest]),
    });
    try {
      const found = Float32Array.from(logits.data as Float32Array);
      if (found.length !== pairs || !found.every(Number.isFinite))
        throw new Error(`模型给出的分数不对：${found.join('、')}`);
      return found;
    } finally {
      logits.dispose();
    }
  }

  return {
    facts: null,
    dispose: () => model.dispose(),
    async run(asked) {
      const all = new Float32Array(asked.sentences.length);
      for (const batch of batchesOf(asked, tokens)) {
        const logits = await logitsOf(batch);
        for (const [row, at] of batch.sentences.entries()) all[at] = logits[row] ?? 0;
      }
      return all;
    },
  };
}

await serveModel(loadModel);
