import { NO_SPELLER, type Speller } from '../language/spelling.ts';
import { createVocabulary, NO_SYNONYMS, type Vocabulary } from '../language/vocabulary.ts';
import { townshipIn } from '../places/find.ts';
import type { Gazetteer } from '../places/places.ts';
import type { Knowledge, ScriptConverter, Segmenter } from '../ports.ts';
import { DEFAULT_SETTINGS, type Settings } from '../settings.ts';
import type { Question } from '../types.ts';
import type { OneQuestion, QuestionContext } from './one-question.ts';
import { type AskedQuestion, understand } from './question.ts';

export interface ReadDeps {
  /** The corpus that is asked. */
  readonly knowledge: Knowledge;
  readonly gazetteer: Gazetteer;
  readonly segmenter: Segmenter;
  readonly speller: Speller;
  readonly script: ScriptConverter;
  readonly settings?: Settings;
  /** The turns of the message that were read. */
  readonly turns?: Map<string, OneQuestion>;
}

/** Reads a question as one to this corpus, whose townships stand for their counties. */
export function readQuestion(question: Question, deps: ReadDeps): AskedQuestion {
  const { knowledge, settings = DEFAULT_SETTINGS } = deps;
  const { rules } = settings;
  const asked = understand(rules.history ? question : { ...question, history: [] }, contextOf(deps));
  const namesPlace = asked.places.length > 0 || asked.missingPlaces.length > 0;
  const isGiven = asked.ownPlace !== undefined && !asked.asksOwn;
  if ((namesPlace && !isGiven) || !rules.townships) return asked;
  const township = townshipIn(asked.topic, knowledge);
  if (township === null || (isGiven && !isProperName(township.name, deps.segmenter))) return asked;
  const { ownPlace: _, ...rest } = asked;
  return { ...rest, places: [township.place], missingPlaces: [], township: township.name };
}

/** Holds no dictionary word but names: 专业村, which one report alone may write, is no village. */
function isProperName(name: string, segmenter: Segmenter): boolean {
  return segmenter
    .words(name)
    .every((word) => word.length === 1 || /^(?:n[rsz]|$)/u.test(segmenter.partOfSpeech(word) ?? ''));
}

const NO_VOCABULARY = createVocabulary(NO_SYNONYMS);

/** What words mean to the reader of a question: the corpus's table, or nothing where the rule is off. */
export function vocabularyOf({
  knowledge,
  settings = DEFAULT_SETTINGS,
}: Pick<ReadDeps, 'knowledge' | 'settings'>): Vocabulary {
  return settings.rules.synonyms ? knowledge.vocabulary : NO_VOCABULARY;
}

/** Whether reports use a word, or the name that is made of several of their words. */
export function usesWord(deps: Pick<ReadDeps, 'knowledge' | 'settings'>, word: string): boolean {
  const { words } = deps.knowledge;
  return [word, ...vocabularyOf(deps).groupTerms([word])].some((term) => words.documentFrequency(term) > 0);
}

/** What a question to this corpus is read with. */
export function contextOf(deps: ReadDeps): QuestionContext {
  const { knowledge, settings = DEFAULT_SETTINGS } = deps;
  return {
    ...deps,
    vocabulary: vocabularyOf(deps),
    speller: settings.rules.spelling ? deps.speller : NO_SPELLER,
    corpusPlaces: knowledge.places,
    isUsedWord: (word) => usesWord(deps, word),
    isUsedPair: (pair) => knowledge.bigrams.documentFrequency(pair) > 0,
  };
}
