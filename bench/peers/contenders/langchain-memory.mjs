import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MemoryVectorStore } from '@langchain/classic/vectorstores/memory';
import { Document } from '@langchain/core/documents';
import { contend, NEAREST } from './contender.mjs';
import { ModelEmbeddings } from './langchain-embeddings.mjs';

// The store has no file of its own: its vectors are kept as JSON.
await contend({
  async build(passages, model, folder) {
    const documents = passages.map((pageContent) => new Document({ pageContent }));
    const store = await MemoryVectorStore.fromDocuments(documents, new ModelEmbeddings(model));
    writeFileSync(join(folder, 'memory.json'), JSON.stringify(store.memoryVectors));
  },
  async open(model, folder) {
    const store = new MemoryVectorStore(new ModelEmbeddings(model));
    store.memoryVectors = JSON.parse(readFileSync(join(folder, 'memory.json'), 'utf8'));
    return async (question) =>
      (await store.similaritySearch(question, NEAREST)).map(({ pageContent }) => pageContent);
  },
});
