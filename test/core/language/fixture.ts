import { createSpeller, type Speller } from '../../../src/core/language/spelling.ts';
import { bigramTerms, wordTerms } from '../../../src/core/language/terms.ts';
import { buildBm25Index, openBm25Index } from '../../../src/engines/bm25-index.ts';
import { createPronouncer } from '../../../src/engines/pronouncer.ts';
import { gazetteer, segmenter, vocabulary } from '../../corpus/fixture.ts';

/** A speller over made-up sentences, with the real dictionary, the real readings and the real gazetteer. */
export function spellerOver(sentences: readonly string[], names: readonly string[]): Speller {
  const indexOf = (terms: string[][]) => openBm25Index(buildBm25Index(terms));
  return createSpeller(
    {
      words: indexOf(sentences.map((sentence) => wordTerms(sentence, segmenter))),
      bigrams: indexOf(sentences.map(bigramTerms)),
      vocabulary,
    },
    names,
    createPronouncer(),
    segmenter,
    (text) => gazetteer.lookup(text).length > 0,
  );
}
