import { Embeddings } from '@langchain/core/embeddings';

export class ModelEmbeddings extends Embeddings {
  constructor(model) {
    super({});
    this.model = model;
  }

  async embedDocuments(texts) {
    const vectors = [];
    for (const text of texts) vectors.push(await this.model.passage(text));
    return vectors;
  }

  embedQuery(text) {
    return this.model.query(text);
  }
}
