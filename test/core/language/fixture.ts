import { corrected, createSpeller, type Speller } from '../../../src/core/language/spelling.ts';
import { bigramTerms, wordTerms } from '../../../src/core/language/terms.ts';
import type { Passage, SourceDocument } from '../../../src/core/types.ts';
import { buildBm25Index, openBm25Index } from '../../../src/engines/bm25-index.ts';
import { createPronouncer } from '../../../src/engines/pronouncer.ts';
import { gazetteer, segmenter, vocabulary } from '../../corpus/fixture.ts';
import { documentOf } from '../../fakes/small-knowledge.ts';

/** A speller over made-up sentences, with the real dictionary, the real readings and the real gazetteer. */
export function spellerOver(
  sentences: readonly string[],
  names: readonly string[],
): Speller & { correct(text: string): string } {
  const indexOf = (terms: string[][]) => openBm25Index(buildBm25Index(terms));
  const documents = sentences.map((text, at) => documentOf(String(at), { text }));
  const speller = createSpeller(
    {
      passages: documents.map(passageOf),
      documentById: new Map(documents.map((document) => [document.id, document])),
      words: indexOf(sentences.map((sentence) => wordTerms(sentence, segmenter))),
      bigrams: indexOf(sentences.map(bigramTerms)),
      vocabulary,
    },
    names,
    createPronouncer(),
    segmenter,
    (text) => gazetteer.lookup(text).length > 0,
  );
  return { ...speller, correct: (text) => corrected(text, speller.corrections(text)) };
}

function passageOf({ id, text }: SourceDocument, ordinal: number): Passage {
  return {
    id,
    documentId: id,
    ordinal,
    headings: [],
    span: { start: 0, end: text.length },
    text,
    sentences: [],
  };
}
