import type { Speller } from '../language/spelling.ts';
import type { Vocabulary } from '../language/vocabulary.ts';
import type { Gazetteer } from '../places/places.ts';
import type { ScriptConverter, Segmenter } from '../ports.ts';

/** What a question is read with. */
export interface QuestionContext {
  readonly gazetteer: Gazetteer;
  /** Places that the corpus has reports of. */
  readonly corpusPlaces: ReadonlySet<string>;
  readonly segmenter: Segmenter;
  readonly speller: Speller;
  readonly vocabulary: Vocabulary;
  readonly script: ScriptConverter;
  /** Whether the reports use a word: one that they never use may be the name of another county. */
  readonly isUsedWord: (word: string) => boolean;
  /** Whether two characters stand side by side in the reports. */
  readonly isUsedPair?: (pair: string) => boolean;
}

/** Longest question that is read, in characters after normalisation. */
export const MAX_QUESTION_CHARACTERS = 500;

/** Characters of an earlier answer that are read: more than one message carries. */
export const MAX_ANSWER_CHARACTERS = 5000;
