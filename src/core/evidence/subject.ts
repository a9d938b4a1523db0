import { bigramTerms } from '../language/terms.ts';
import { synonymsOf } from '../language/vocabulary.ts';
import type { Knowledge, Segmenter } from '../ports.ts';
import type { WeighedTerm } from './wanted.ts';

/**
 * Weighs the words of a subject by how rare they are in the corpus: `0.35 + 0.65 · idf / idf(0)` with the BM25 idf
 * `ln(1 + (N − df + 0.5) / (df + 0.5))`, times what the part of speech is worth. Nouns say what is asked; a verb that
 * no report uses is mostly a spoken turn (砸了多少钱), while a noun that no report uses is what they lack.
 */
export function weighSubject(
  subject: readonly string[],
  knowledge: Knowledge,
  segmenter: Segmenter,
): WeighedTerm[] {
  const { size } = knowledge.words;
  const idf = (df: number) => Math.log(1 + (size - df + 0.5) / (df + 0.5));
  return subject
    .flatMap((word) => knownParts(word, knowledge))
    .map((term, at, terms) => {
      const spellings = [term, ...synonymsOf(term)];
      const df = Math.max(
        ...spellings.map((spelling) => knowledge.words.documentFrequency(spelling)),
        term.length > 1 ? leastFrequent(bigramTerms(term), knowledge) : 0,
      );
      const rarity = 0.35 + (0.65 * idf(df)) / idf(0);
      const speech = segmenter.partOfSpeech(term);
      const qualifies = term.length > 1 && BENEFIT.test(terms[at + 1] ?? '');
      const weight = rarity * (qualifies ? 1 : speechWorth(term, df > 0, speech));
      const isNamed = speech === undefined || NOUN.test(speech) || spellings.length > 1;
      const isNoun = speech !== undefined && NOUN.test(speech);
      const isTopic = weight >= TOPIC_WEIGHT && (df > 0 ? isNamed : isNoun || qualifies);
      const topicWeight = isTopic ? weight * (df > 0 || qualifies ? 1 : UNHEARD_WORTH) : 0;
      return { term, spellings, weight, topicWeight };
    });
}

/** A run of single characters that no report holds is taken apart again. */
function knownParts(word: string, knowledge: Knowledge): string[] {
  const isKnown = knowledge.words.documentFrequency(word) > 0 || synonymsOf(word).length > 0;
  if (isKnown || word.length > 4 || !/^\p{Script=Han}{2,}$/u.test(word)) return [word];
  return leastFrequent(bigramTerms(word), knowledge) > 0 || !isLooseRun(word, knowledge) ? [word] : [...word];
}

/** Each of its characters is a term of the corpus by itself. */
function isLooseRun(word: string, knowledge: Knowledge): boolean {
  return [...word].every((han) => knowledge.words.documentFrequency(han) > 0);
}

function leastFrequent(pairs: readonly string[], knowledge: Knowledge): number {
  return Math.min(...pairs.map((pair) => knowledge.bigrams.documentFrequency(pair)));
}

/** Nouns, nominal verbs, abbreviations, idioms and words of kind and space in jieba's tag set. */
const NOUN = /^(?:n|vn|j|i|l|b|s)/u;

/** From this weight up, a noun of the question is a topic of its own. */
const TOPIC_WEIGHT = 0.6;
/** A noun that no report uses may be what they call otherwise: it counts for half against a sentence. */
const UNHEARD_WORTH = 0.4;
/** What stands before these says which one is meant: 取暖补贴 is no other 补贴. */
const BENEFIT = /^(?:补贴|补助|津贴|补偿|救助|奖补|保险|待遇|抚恤金?|补助金|补偿金)$/u;

function speechWorth(term: string, isInCorpus: boolean, partOfSpeech: string | undefined): number {
  if (/^[\d.%]+$/u.test(term)) return 0.5;
  if (partOfSpeech !== undefined && /^[tmqdfrpcuyzeo]/u.test(partOfSpeech)) return 0.2;
  if (term.length === 1) return isInCorpus ? 0.33 : 0.15;
  if (partOfSpeech !== undefined && NOUN.test(partOfSpeech)) return 1;
  return isInCorpus ? 0.8 : 0.35;
}
