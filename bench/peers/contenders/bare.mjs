import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import hnswlib from 'hnswlib-node';
import { contend, DIMENSIONS, NEAREST } from './contender.mjs';

await contend({
  async build(passages, model, folder) {
    const graph = new hnswlib.HierarchicalNSW('ip', DIMENSIONS);
    graph.initIndex(passages.length);
    for (const [at, text] of passages.entries()) graph.addPoint(await model.passage(text), at);
    graph.writeIndexSync(join(folder, 'bare.bin'));
    writeFileSync(join(folder, 'bare.json'), JSON.stringify(passages));
  },
  async open(model, folder) {
    const passages = JSON.parse(readFileSync(join(folder, 'bare.json'), 'utf8'));
    const graph = new hnswlib.HierarchicalNSW('ip', DIMENSIONS);
    graph.readIndexSync(join(folder, 'bare.bin'));
    return async (question) =>
      graph.searchKnn(await model.query(question), NEAREST).neighbors.map((at) => passages[at]);
  },
});
