import { AutoModelForSequenceClassification, AutoTokenizer, Tensor } from '@xenova/transformers';
import type { LedSentence } from '../../core/ports.ts';
import { type LoadedModel, ONE_THREAD, serveModel } from '../models/serve.ts';

/* The thread of `createReader`: one question with its sentences a run. */

export interface Asked {
  readonly question: string;
  readonly sentences: readonly LedSentence[];
}

/** `<s>`, `</s>` and `<pad>` of XLM-RoBERTa's vocabulary. */
const START = 0;
const END = 2;
const PADDING = 1;

/** How the model was trained: what is longer is cut, the lead at its beginning. In tokens, and in characters before that. */
const MOST = { question: 40, title: 16, lead: 28, text: 96 } as const;
const MOST_CHARACTERS = { title: 30, lead: 60 } as const;

/** Pairs of about one length that run together: more gain nothing, and are padded more. */
const BATCH = 4;

async function loadModel(name: string): Promise<LoadedModel<Asked, null>> {
  const tokenizer = await AutoTokenizer.from_pretrained(name);
  const model = await AutoModelForSequenceClassification.from_pretrained(name, {
    dtype: 'q8',
    session_options: ONE_THREAD,
  });
  const tokens = (text: string): number[] =>
    text === '' ? [] : tokenizer.encode(text, { add_special_tokens: false });

  /** `<s> question </s></s> title lead </s> sentence </s>` */
  function pair(question: readonly number[], { title, lead, text }: LedSentence): number[] {
    const above = tokens([...title].slice(0, MOST_CHARACTERS.title).join('')).slice(0, MOST.title);
    const before = tokens([...lead].slice(-MOST_CHARACTERS.lead).join('')).slice(-MOST.lead);
    const own = tokens(text).slice(0, MOST.text);
    return [START, ...question, END, END, ...above, ...before, END, ...own, END];
  }

  async function logitsOf(pairs: readonly (readonly number[])[]): Promise<Float32Array> {
    const longest = Math.max(...pairs.map(({ length }) => length));
    const shape = [pairs.length, longest];
    const ids = new BigInt64Array(pairs.length * longest).fill(BigInt(PADDING));
    const mask = new BigInt64Array(pairs.length * longest);
    for (const [row, pair] of pairs.entries()) {
      ids.set(BigInt64Array.from(pair, BigInt), row * longest);
      mask.fill(1n, row * longest, row * longest + pair.length);
    }
    const { logits } = await model({
      input_ids: new Tensor('int64', ids, shape),
      attention_mask: new Tensor('int64', mask, shape),
    });
    try {
      const found = Float32Array.from(logits.data as Float32Array);
      if (found.length !== pairs.length || !found.every(Number.isFinite))
        throw new Error(`模型给出的分数不对：${found.join('、')}`);
      return found;
    } finally {
      logits.dispose();
    }
  }

  return {
    facts: null,
    dispose: () => model.dispose(),
    async run({ question, sentences }) {
      const asked = tokens(question).slice(0, MOST.question);
      const pairs = sentences
        .map((sentence, at) => ({ at, pair: pair(asked, sentence) }))
        .sort((a, b) => a.pair.length - b.pair.length);
      const all = new Float32Array(pairs.length);
      for (let from = 0; from < pairs.length; from += BATCH) {
        const batch = pairs.slice(from, from + BATCH);
        const logits = await logitsOf(batch.map((one) => one.pair));
        for (const [row, { at }] of batch.entries()) all[at] = logits[row] ?? 0;
      }
      return all;
    },
  };
}

await serveModel(loadModel);
