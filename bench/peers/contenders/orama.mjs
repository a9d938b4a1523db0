import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { create, insert, load, save, search } from '@orama/orama';
import { contend, DIMENSIONS, NEAREST } from './contender.mjs';

const empty = () => create({ schema: { text: 'string', embedding: `vector[${DIMENSIONS}]` } });

await contend({
  async build(passages, model, folder) {
    const store = empty();
    for (const text of passages) await insert(store, { text, embedding: await model.passage(text) });
    writeFileSync(join(folder, 'orama.json'), JSON.stringify(save(store)));
  },
  async open(model, folder) {
    const store = empty();
    load(store, JSON.parse(readFileSync(join(folder, 'orama.json'), 'utf8')));
    return async (question) => {
      const vector = { value: await model.query(question), property: 'embedding' };
      const found = await search(store, { mode: 'vector', vector, similarity: 0, limit: NEAREST });
      return found.hits.map(({ document }) => document.text);
    };
  },
});
