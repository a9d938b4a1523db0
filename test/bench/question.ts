/*
 * What an answer costs beside the one forward pass that it needs: every question of test/eval/cases.jsonl is answered
 * cold (first asked: the forward pass is in it) and at once again warm (its vector is kept), in turn with the bare run
 * of the same model on the same tokens. Prints medians and their ratio, as absolute times belong to a machine. Run it
 * by `npm run bench` on an idle machine.
 */
import { join } from 'node:path';
import { AutoModel, AutoTokenizer, env } from '@xenova/transformers';
import { createApp } from '../../src/app.ts';
import { PROJECT_DIR, readConfig } from '../../src/config.ts';
import { readCases } from '../../src/eval/cases.ts';
import { at, line, timed } from './timing.ts';

const WARM_UP = 10;

const config = readConfig({});
env.allowRemoteModels = false;
env.localModelPath = config.modelsDir;
const tokenizer = await AutoTokenizer.from_pretrained(config.embeddingModel);
const model = await AutoModel.from_pretrained(config.embeddingModel, {
  dtype: 'q8',
  session_options: { intraOpNumThreads: 1, interOpNumThreads: 1 },
});
const app = await createApp(config, { log: () => undefined, build: 'stale' });

const questions = (await readCases(new URL('../eval/cases.jsonl', import.meta.url)))
  .filter(({ kind, history }) => history.length === 0 && kind !== 'chatter' && kind !== 'place-unknown')
  .map(({ question }) => question);
const cold: number[] = [];
const warm: number[] = [];
const forwards: number[] = [];
for (const [nth, question] of questions.entries()) {
  const tokens = await tokenizer(`query: ${question}`);
  const forward = await timed(async () => void (await model(tokens)));
  const ask = async () => void (await app.explain({ text: question, history: [] }));
  const first = await timed(ask);
  const again = await timed(ask);
  if (nth < WARM_UP) continue;
  forwards.push(forward);
  cold.push(first);
  warm.push(again);
}
await app.close();

const [answer, forward] = [at(cold, 0.5), at(forwards, 0.5)];
process.stdout.write(
  [
    `${cold.length} questions, ${join('…', config.indexDir.slice(PROJECT_DIR.length))}`,
    line('answer, cold', cold),
    line('answer, warm', warm),
    line('bare forward pass', forwards),
    `cold answer / forward pass at p50: ${(answer / forward).toFixed(2)}`,
    '',
  ].join('\n'),
);
