import { setImmediate as breathe } from 'node:timers/promises';
import { bigramTerms, indexTerms } from '../../core/language/terms.ts';
import { createVocabulary, type SynonymTable } from '../../core/language/vocabulary.ts';
import type { IndexEngines, ScriptConverter, Segmenter } from '../../core/ports.ts';
import { type Cut, PASSAGES_A_TURN } from './cut.ts';
import type { Settings } from './form.ts';
import { synonymLine } from './serialised.ts';
import type { StoredGeneration } from './stored.ts';

/** What a passage is found by. */
export interface Terms {
  readonly words: readonly string[];
  readonly bigrams: readonly string[];
}

export type TermReader = (written: string) => Terms;

export interface KeywordOptions {
  readonly engines: IndexEngines;
  readonly termsOf: TermReader;
  /** Those that `termsOf` reads by. */
  readonly synonyms: SynonymTable;
  readonly settings: Settings;
  /** A generation whose passages keep their terms, where its settings and synonyms are the same. */
  readonly before: StoredGeneration | null;
  readonly signal?: AbortSignal | undefined;
}

/** Reads the terms of a passage in simplified characters, which the questions are read in too. */
export function termReader(
  segmenter: Segmenter,
  script: ScriptConverter,
  synonyms: SynonymTable,
): TermReader {
  const vocabulary = createVocabulary(synonyms);
  return (written) => {
    const text = script.toSimplified(written);
    return { words: indexTerms(text, segmenter, vocabulary), bigrams: bigramTerms(text) };
  };
}

/** The two keyword indexes of the passages that were cut. @throws the signal's reason. */
export async function buildKeywords(
  { keys, textOf }: Pick<Cut, 'keys' | 'textOf'>,
  options: KeywordOptions,
): Promise<{ readonly words: Uint8Array; readonly bigrams: Uint8Array }> {
  const { engines, termsOf, signal } = options;
  const before = reusable(options);
  const ordinalsBefore = new Map(before?.keys.map(({ key }, ordinal) => [key, ordinal]));
  const words: (readonly string[] | number)[] = [];
  const bigrams: (readonly string[] | number)[] = [];
  let read = 0;
  for (const [ordinal, { key }] of keys.entries()) {
    const kept = ordinalsBefore.get(key);
    const terms = kept === undefined ? termsOf(textOf(ordinal)) : { words: kept, bigrams: kept };
    words.push(terms.words);
    bigrams.push(terms.bigrams);
    if (kept !== undefined) continue;
    if (read++ % PASSAGES_A_TURN === 0) await breathe();
    signal?.throwIfAborted();
  }
  return {
    words: engines.buildKeywordIndex(words, before?.words),
    bigrams: engines.buildKeywordIndex(bigrams, before?.bigrams),
  };
}

/** Terms depend on the words that mean one thing, and on every setting that is part of an index. */
function reusable({ before, settings, synonyms }: KeywordOptions): StoredGeneration | undefined {
  const isSame =
    before !== null &&
    synonymLine(before.synonyms) === synonymLine(synonyms) &&
    JSON.stringify(before.manifest.settings) === JSON.stringify(settings);
  return isSame ? before : undefined;
}
