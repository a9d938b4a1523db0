import { HNSWLib } from '@langchain/community/vectorstores/hnswlib';
import { Document } from '@langchain/core/documents';
import { contend, NEAREST } from './contender.mjs';
import { ModelEmbeddings } from './langchain-embeddings.mjs';

await contend({
  async build(passages, model, folder) {
    const documents = passages.map((pageContent) => new Document({ pageContent }));
    const store = await HNSWLib.fromDocuments(documents, new ModelEmbeddings(model));
    await store.save(folder);
  },
  async open(model, folder) {
    const store = await HNSWLib.load(folder, new ModelEmbeddings(model));
    return async (question) =>
      (await store.similaritySearch(question, NEAREST)).map(({ pageContent }) => pageContent);
  },
});
