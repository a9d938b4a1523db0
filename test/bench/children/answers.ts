/*
 * Answers over the reports in seeds/, each question in turn by the bare model, without the reader, with it, and again, and
 * the reader beside the bare run of its own batches. Prints what it measured as JSON: milliseconds.
 */
import { basename, dirname, join } from 'node:path';
import { AutoModelForSequenceClassification, AutoTokenizer, env, Tensor } from '@xenova/transformers';
import { createApp } from '../../../src/app.ts';
import { readConfig } from '../../../src/config.ts';
import type { Reader } from '../../../src/core/ports.ts';
import { createEmbedder } from '../../../src/engines/embedder.ts';
import { createReader } from '../../../src/engines/reader.ts';
import { type Asked, batchesOf } from '../../../src/engines/reading/pairs.ts';
import { loadBareModel } from '../bare-model.ts';
import { questionsOver } from '../questions.ts';
import { timed } from '../timing.ts';

export interface AnswerTimes {
  readonly forward: number[];
  /** Without the reader, asked for the first time. */
  readonly cold: number[];
  /** Of the reader alone. */
  readonly reading: number[];
  /** The bare run of what it read. */
  readonly readingForward: number[];
  /** With the reader, asked again. */
  readonly again: number[];
}

const WARM_UP = 8;
const MOST = 50;
const AGAIN = 3;

const config = readConfig(process.env);
const log = () => undefined;
const model = await loadBareModel(join(config.modelsDir, config.embeddingModel));
const reads = await loadBareReader(join(config.modelsDir, config.readerModel ?? ''));
const embedders = [config.embeddingModel, config.embeddingModel].map((name) =>
  createEmbedder({ modelsDir: config.modelsDir, model: name }),
);
const [first, second] = await Promise.all(embedders);
const read = await createReader({ modelsDir: config.modelsDir, model: config.readerModel ?? '' });
let asked: Asked | undefined;
let reading = 0;
const reader: Reader = {
  ...read,
  async score(question, sentences) {
    const began = performance.now();
    const scores = await read.score(question, sentences);
    reading += performance.now() - began;
    asked = { question, sentences };
    return scores;
  },
};
const quick = await createApp(config, { log, build: 'stale', models: { embedder: first!, reader: null } });
const whole = await createApp(config, { log, build: 'stale', models: { embedder: second!, reader } });

const times: AnswerTimes = { forward: [], cold: [], reading: [], readingForward: [], again: [] };
for (const [nth, text] of (await questionsOver(MOST + WARM_UP)).entries()) {
  const question = { text, history: [] };
  const tokens = await model.tokens(`query: ${text}`);
  const pair = [
    async () => times.forward.push(await timed(() => model.forward(tokens))),
    async () => times.cold.push(await timed(() => quick.explain(question))),
  ];
  for (const measure of nth % 2 === 0 ? pair : pair.toReversed()) await measure();
  [asked, reading] = [undefined, 0];
  await whole.explain(question);
  if (asked !== undefined) {
    times.reading.push(reading);
    times.readingForward.push(await reads(asked));
  }
  for (let round = 0; round < AGAIN; round++) times.again.push(await timed(() => whole.explain(question)));
  if (nth === WARM_UP) for (const kept of Object.values(times)) kept.length = 0;
}
await Promise.all([quick.close(), whole.close()]);
await Promise.all([first!.close(), second!.close(), read.close()]);
process.stdout.write(`${JSON.stringify(times)}\n`);

/** Milliseconds of the forward passes over what the reader read, on the thread that asks. */
async function loadBareReader(folder: string): Promise<(asked: Asked) => Promise<number>> {
  env.allowRemoteModels = false;
  env.localModelPath = dirname(folder);
  const tokenizer = await AutoTokenizer.from_pretrained(basename(folder));
  const classifier = await AutoModelForSequenceClassification.from_pretrained(basename(folder), {
    dtype: 'q8',
    session_options: { intraOpNumThreads: 1, interOpNumThreads: 1 },
  });
  const cut = (text: string) => (text === '' ? [] : tokenizer.encode(text, { add_special_tokens: false }));
  return async (one) => {
    let milliseconds = 0;
    for (const { ids, mask, shape } of batchesOf(one, cut)) {
      const inputs = {
        input_ids: new Tensor('int64', ids, [...shape]),
        attention_mask: new Tensor('int64', mask, [...shape]),
      };
      milliseconds += await timed(async () => (await classifier(inputs)).logits.dispose());
    }
    return milliseconds;
  };
}
