import { BaseEmbedding } from '@llamaindex/core/embeddings';
import { Settings, storageContextFromDefaults, TextNode, VectorStoreIndex } from 'llamaindex';
import { contend, NEAREST } from './contender.mjs';

class ModelEmbedding extends BaseEmbedding {
  constructor(model) {
    super();
    this.model = model;
  }

  getTextEmbedding(text) {
    return this.model.passage(text);
  }

  getQueryEmbedding(query) {
    return query.type === 'text' ? this.model.query(query.text) : null;
  }
}

await contend({
  async build(passages, model, persistDir) {
    Settings.embedModel = new ModelEmbedding(model);
    const storageContext = await storageContextFromDefaults({ persistDir });
    const nodes = passages.map((text, at) => new TextNode({ id_: `passage-${at}`, text }));
    await VectorStoreIndex.init({ nodes, storageContext });
  },
  async open(model, persistDir) {
    Settings.embedModel = new ModelEmbedding(model);
    const storageContext = await storageContextFromDefaults({ persistDir });
    const index = await VectorStoreIndex.init({ storageContext });
    const retriever = index.asRetriever({ similarityTopK: NEAREST });
    return async (question) =>
      (await retriever.retrieve({ query: question })).map(({ node }) => node.getContent());
  },
});
