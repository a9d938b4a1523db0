/*
 * What each contender does the same way. `build TEXTS FOLDER` embeds the passages of a JSON file and keeps them in a folder;
 * `ask FOLDER QUESTION` opens that, prints the nearest passage; `serve FOLDER TEXTS` opens it and takes `{ question }` over
 * IPC, of which it gives the milliseconds, and `ingest`, at which it builds all anew while it is asked.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { env, pipeline } from '@huggingface/transformers';

export const NEAREST = 10;
export const DIMENSIONS = 384;

/**
 * The model as transformers.js runs it, in this process, one text a run, on one thread: as the product has it.
 * @returns vectors of a passage and of a question, as arrays of numbers.
 */
async function loadModel() {
  const folder = process.env.PEERS_MODEL;
  env.allowRemoteModels = false;
  env.localModelPath = dirname(folder);
  const run = await pipeline('feature-extraction', basename(folder), {
    dtype: 'q8',
    session_options: { intraOpNumThreads: 1, interOpNumThreads: 1 },
  });
  const embed = async (text) => Array.from((await run(text, { pooling: 'mean', normalize: true })).data);
  return {
    passage: (text) => embed(`passage: ${text}`),
    query: (text) => embed(`query: ${text}`),
  };
}

/**
 * @param build (passages, model, folder) keeps them in the folder.
 * @param open (model, folder) gives a function of a question that finds the texts of the nearest passages, best first.
 */
export async function contend({ build, open }) {
  const [mode, ...args] = process.argv.slice(2);
  const passagesOf = (file) => JSON.parse(readFileSync(file, 'utf8')).passages;
  if (mode === 'build') {
    const [texts, folder] = args;
    await build(passagesOf(texts), await loadModel(), folder);
    process.exit(0);
  }
  const model = await loadModel();
  const search = await open(model, args[0]);
  if (mode === 'ask') {
    const [nearest] = await search(args[1]);
    process.stdout.write(`${nearest}\n`, () => process.exit(0));
    return;
  }
  process.on('message', async (order) => {
    if (order === 'ingest') {
      const folder = mkdtempSync(join(tmpdir(), 'peers-ingest-'));
      await build(
        passagesOf(args[1]).map((text) => text.replaceAll('。', '等。')),
        model,
        folder,
      );
      rmSync(folder, { recursive: true, force: true });
      process.send({ ingested: true });
    } else if (order.question !== undefined) {
      const began = performance.now();
      const found = await search(order.question);
      process.send({ ms: performance.now() - began, found: found.length });
    }
  });
  process.channel.ref();
  process.send('up');
}
