import { join } from 'node:path';
import { LibSQLVector } from '@mastra/libsql';
import { contend, DIMENSIONS, NEAREST } from './contender.mjs';

const INDEX = 'passages';
const opened = (folder) => new LibSQLVector({ connectionUrl: `file:${join(folder, 'mastra.db')}` });

await contend({
  async build(passages, model, folder) {
    const store = opened(folder);
    await store.createIndex({ indexName: INDEX, dimension: DIMENSIONS });
    const vectors = [];
    for (const text of passages) vectors.push(await model.passage(text));
    await store.upsert({ indexName: INDEX, vectors, metadata: passages.map((text) => ({ text })) });
  },
  async open(model, folder) {
    const store = opened(folder);
    return async (question) => {
      const queryVector = await model.query(question);
      const found = await store.query({ indexName: INDEX, queryVector, topK: NEAREST });
      return found.map(({ metadata }) => metadata.text);
    };
  },
});
