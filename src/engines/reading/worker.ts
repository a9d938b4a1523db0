import { loadOnnxModel } from '../models/onnx-model.ts';
import { type LoadedModel, serveModel } from '../models/serve.ts';
import { type Asked, batchesOf } from './pairs.ts';

/* The thread of `createReader`: one question with its sentences a run. */

async function loadModel(folder: string): Promise<LoadedModel<Asked, null>> {
  const model = await loadOnnxModel(folder);
  const tokens = (text: string): number[] => (text === '' ? [] : model.tokens(text, 'within'));
  return {
    facts: null,
    dispose: () => model.dispose(),
    async run(asked) {
      const all = new Float32Array(asked.sentences.length);
      for (const batch of batchesOf(asked, tokens)) {
        const logits = await model.run(batch, 'logits');
        if (logits.length !== batch.sentences.length || !logits.every(Number.isFinite))
          throw new Error(`模型给出的分数不对：${logits.join('、')}`);
        for (const [row, at] of batch.sentences.entries()) all[at] = logits[row] ?? 0;
      }
      return all;
    },
  };
}

await serveModel(loadModel);
