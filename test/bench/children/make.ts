/* Makes a large corpus in CORPUS_DIR, of as many counties as its argument says, and its index in INDEX_DIR. */
import { createApp } from '../../../src/app.ts';
import { readConfig } from '../../../src/config.ts';
import { createEmbedder } from '../../../src/engines/embedder.ts';
import { writeMadeCorpus } from '../made-corpus.ts';
import { createMadeEmbedder } from '../made-embedder.ts';
import { gazetteer } from '../places.ts';

const config = readConfig(process.env);
writeMadeCorpus(config.corpusPath, Number(process.argv[2]), gazetteer);
const model = await createEmbedder({ modelsDir: config.modelsDir, model: config.embeddingModel });
const models = { embedder: createMadeEmbedder(model), reader: null };
const app = await createApp(config, { log: () => undefined, build: 'stale', models });
process.stdout.write(`${JSON.stringify({ passages: app.status().passages })}\n`);
await app.close();
await model.close();
