/*
 * What answers over a large made corpus take without any model, in milliseconds, and how much of what exact search finds
 * for their questions the index finds. Its arguments: how many counties, and what to measure.
 */
import { createApp } from '../../../src/app.ts';
import { readConfig } from '../../../src/config.ts';
import type { Embedder } from '../../../src/core/ports.ts';
import { openKnowledge } from '../../../src/corpus/snapshot.ts';
import { createEmbedder } from '../../../src/engines/embedder.ts';
import { createIndexEngines } from '../../../src/engines/index-engines.ts';
import { gazetteer } from '../places.ts';
import { questionsOf } from '../questions.ts';

export interface RestTimes {
  readonly passages: number;
  /** An answer, less the embedding of its question. */
  readonly rest: number[];
  readonly embedding: number[];
}

export interface Recall {
  readonly recall: number;
}

const WARM_UP = 100;
const ASKED = 400;
const NEAREST = 10;
const SEARCHED = 200;

const [counties = 0, what] = [Number(process.argv[2]), process.argv[3]];
const config = readConfig(process.env);
const places = gazetteer.places.filter(({ level }) => level === 'county').slice(0, counties);
const placeOf = (question: string) => gazetteer.findPlaces(question)[0];
const model = await createEmbedder({ modelsDir: config.modelsDir, model: config.embeddingModel });
process.stdout.write(`${JSON.stringify(what === 'recall' ? await recall() : await rest())}\n`);
await model.close();

async function rest(): Promise<RestTimes> {
  let embedding = 0;
  const embedder: Embedder = {
    ...model,
    async embedQuery(text) {
      const began = performance.now();
      const vector = await model.embedQuery(text);
      embedding += performance.now() - began;
      return vector;
    },
  };
  const app = await createApp(config, {
    log: () => undefined,
    build: 'never',
    models: { embedder, reader: null },
  });
  const times: RestTimes = { passages: app.status().passages, rest: [], embedding: [] };
  // One asked twice is told as it was.
  const questions = new Set(await questionsOf(places, WARM_UP + ASKED, placeOf));
  for (const [nth, text] of [...questions].entries()) {
    embedding = 0;
    const began = performance.now();
    await app.explain({ text, history: [] });
    const whole = performance.now() - began;
    if (nth < WARM_UP) continue;
    times.rest.push(whole - embedding);
    times.embedding.push(embedding);
  }
  await app.close();
  return times;
}

async function recall(): Promise<Recall> {
  const engines = createIndexEngines();
  const { knowledge, stored } = await openKnowledge(config.indexDir, { engines, model: model.model });
  const exact = engines.exactVectorIndex(stored.vectors);
  let found = 0;
  let wanted = 0;
  for (const text of await questionsOf(places, SEARCHED, placeOf)) {
    const vector = await model.embedQuery(text);
    const nearest = new Set(exact.search(vector, NEAREST).map(({ ordinal }) => ordinal));
    found += knowledge.vectors.search(vector, NEAREST).filter(({ ordinal }) => nearest.has(ordinal)).length;
    wanted += nearest.size;
  }
  return { recall: found / wanted };
}
