import { namesBeginningIn } from '../facts/names.ts';
import { bigramTerms, wordTerms } from '../language/terms.ts';
import { bare, fold } from '../language/text.ts';
import type { Vocabulary } from '../language/vocabulary.ts';
import type { Knowledge, Segmenter } from '../ports.ts';
import type { AskedQuestion } from '../question/question.ts';
import type { WeighedTerm } from './wanted.ts';

type SubjectOf = Pick<AskedQuestion, 'subject' | 'topic'>;
type Words = Pick<Vocabulary, 'synonymsOf' | 'groupTerms'>;

/** Shorter quoted names are words like any other. */
const SHORTEST_NAME = 4;

/**
 * Weighs the words of a subject by how rare they are in the corpus: `0.35 + 0.65 · idf / idf(0)` with the BM25 idf
 * `ln(1 + (N − df + 0.5) / (df + 0.5))`, times what the part of speech is worth. Nouns say what is asked; a verb that
 * no report uses is mostly a spoken turn (砸了多少钱), while a noun that no report uses is what they lack.
 * @param vocabulary what the question is read with.
 */
export function weighSubject(
  asked: SubjectOf,
  knowledge: Knowledge,
  segmenter: Segmenter,
  vocabulary: Words = knowledge.vocabulary,
): WeighedTerm[] {
  const { size } = knowledge.words;
  const idf = (df: number) => Math.log(1 + (size - df + 0.5) / (df + 0.5));
  const name = quotedNameIn(asked.topic, knowledge);
  return (name === undefined ? asked.subject : withName(asked, name))
    .flatMap((word) => knownParts(word, knowledge, vocabulary, segmenter))
    .map((term, at, terms) => {
      const spellings = [
        term,
        ...vocabulary.synonymsOf(term),
        ...(terms.length === 1 ? benefitsOf(term) : []),
      ];
      const parts = partsOf(term, vocabulary, segmenter);
      const names = vocabulary.groupTerms(parts);
      const own = Math.max(
        ...[term, ...names].map((word) => knowledge.words.documentFrequency(word)),
        term.length > 1 ? frequencyOfPairs(term, knowledge) : 0,
      );
      const df = Math.max(own, ...spellings.map((spelling) => frequencyOf(spelling, knowledge)));
      const rarity = 0.35 + (0.65 * idf(df)) / idf(0);
      const speech = segmenter.partOfSpeech(parts.at(-1) ?? term);
      const isObject = df === 0 && term.length > 1 && speech === 'v' && isGot(asked.topic, term);
      const qualifies = isObject || (term.length > 1 && BENEFIT.test(terms[at + 1] ?? ''));
      // A name of the table that no dictionary has is a noun.
      const isName = speech === undefined && names.length > 0;
      const isNoun = isName || isNounTag(speech);
      const worth = Math.max(
        ...parts.map((part) => (isName ? 1 : speechWorth(part, df > 0, segmenter.partOfSpeech(part)))),
      );
      const weight = rarity * (qualifies || term === name ? 1 : worth);
      const isOneOfSeveral = spellings.length > 1 && parts.length === 1;
      const namesThing =
        df > 0 ? isNoun || speech === undefined || names.length > 0 || isOneOfSeveral : isNoun || qualifies;
      const counts = own > 0 || qualifies ? 1 : UNHEARD_WORTH;
      return {
        term,
        spellings,
        weight,
        topicWeight: weight >= TOPIC_WEIGHT && namesThing ? weight * counts : 0,
      };
    });
}

/** What the dictionary makes of several words that the vocabulary has as one, the head last; a word or a name by itself. */
function partsOf(term: string, { groupTerms }: Words, segmenter: Segmenter): readonly string[] {
  const isWhole = segmenter.partOfSpeech(term) !== undefined || groupTerms([term]).length > 0;
  const parts = isWhole ? [] : wordTerms(term, segmenter);
  return parts.length > 0 ? parts : [term];
}

/** A name in a topic that a report puts in quotation marks (清风行动), as it is folded without punctuation. */
function quotedNameIn(topic: string, knowledge: Knowledge): string | undefined {
  const written = bare(fold(topic));
  return namesBeginningIn(written, knowledge.quotedNames).find(
    ({ key }) => key.length >= SHORTEST_NAME && written.includes(key),
  )?.key;
}

/** What people are given, by the verb that alone asks for it: 85岁补多少, 能领多少. */
function benefitsOf(term: string): readonly string[] {
  return /^[能可]?(?:补|领|领取|拿)$/u.test(term) ? BENEFITS : [];
}

const BENEFITS = ['补贴', '补助', '津贴', '养老金', '待遇'];

/** The words with the name as one of them, in place of what the segmenter made of it. */
function withName({ topic, subject }: SubjectOf, name: string): readonly string[] {
  const rest = bare(fold(topic)).replace(name, ' ');
  return [name, ...subject.filter((word) => word !== name && rest.includes(word))];
}

/** Words of as many characters may be several in the index. */
const LONG = 3;

/** Passages that hold a word, or at most so many: those of its rarest pair of characters where it is more words than one. */
function frequencyOf(word: string, knowledge: Knowledge): number {
  const whole = knowledge.words.documentFrequency(word);
  return whole > 0 || word.length < LONG ? whole : frequencyOfPairs(word, knowledge);
}

/** Passages that hold the rarest pair of characters of a word. */
function frequencyOfPairs(word: string, knowledge: Knowledge): number {
  return Math.min(...bigramTerms(word).map((pair) => knowledge.bigrams.documentFrequency(pair)));
}

/**
 * A run of single characters that no report holds is taken apart again, and a verb from behind its object (油茶|种); so are
 * several words that the vocabulary has as one, and that are no name, where reports have neither them nor what they stand for.
 */
function knownParts(
  word: string,
  knowledge: Knowledge,
  { synonymsOf, groupTerms }: Words,
  segmenter: Segmenter,
): readonly string[] {
  const isTerm = (one: string) => knowledge.words.documentFrequency(one) > 0;
  const others = synonymsOf(word);
  const parts = others.length > 0 && groupTerms([word]).length === 0 ? wordTerms(word, segmenter) : [];
  const isHeld = () => [word, ...others].some((one) => frequencyOf(one, knowledge) > 0);
  if (parts.length > 1 && !isHeld()) return parts;
  if (isTerm(word) || others.length > 0) return [word];
  const stem = /^(.+)[子儿里们]$/u.exec(word)?.[1];
  if (stem !== undefined && isTerm(stem)) return [stem];
  const [thing, verb] = [word.slice(0, -1), word.slice(-1)];
  if (isTerm(thing) && synonymsOf(verb).length > 0) return [thing, verb];
  const isLooseRun = /^\p{Script=Han}{2,4}$/u.test(word) && [...word].every(isTerm);
  return isLooseRun && frequencyOfPairs(word, knowledge) === 0 ? [...word] : [word];
}

/** Nouns, nominal verbs, abbreviations, idioms and words of kind and space in jieba's tag set. */
function isNounTag(partOfSpeech = ''): boolean {
  return /^(?:n|vn|j|i|l|b|s)/u.test(partOfSpeech);
}

/** From this weight up, a noun of the question is a topic of its own. */
const TOPIC_WEIGHT = 0.6;
/** A noun that no report uses may be what they call otherwise, in words known or not: it counts for half against a sentence. */
const UNHEARD_WORTH = 0.4;
/** What is fitted, grown or kept is a thing, whatever a dictionary calls it: 装滴灌. */
const GOT = /[装种养](?:了|个|点|上)?$/u;

function isGot(topic: string, term: string): boolean {
  const at = topic.indexOf(term);
  return at > 0 && GOT.test(topic.slice(0, at));
}

/** What stands before these says which one is meant: 取暖补贴 is no other 补贴. */
const BENEFIT = /^(?:补贴|补助|津贴|补偿|救助|奖补|保险|待遇|抚恤金?|补助金|补偿金)$/u;

/** Verbs that go with any object: they say nothing of what is asked. */
const SPOKEN_VERBS = new Set(
  '搞 弄 整 做 拉 出 来 去 起来 出来 下来 下去 上来 过来 出去 搞起 搞到 弄到'.split(' '),
);

/** Whether one thing goes with another is all that is asked by these. */
const TOGETHER = new Set('同时 一起 重复 叠加 兼得'.split(' '));

function speechWorth(term: string, isInCorpus: boolean, partOfSpeech = ''): number {
  if (/^[\d.%]+$/u.test(term)) return 0.5;
  if (TOGETHER.has(term)) return 1;
  if (/^[tmqdfrpcuyzeo]/u.test(partOfSpeech) || SPOKEN_VERBS.has(term)) return 0.2;
  if (term.length === 1) return isInCorpus ? 0.33 : 0.15;
  if (isNounTag(partOfSpeech)) return 1;
  return isInCorpus ? 0.8 : 0.35;
}
