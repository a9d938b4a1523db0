import type { Knowledge, Pronouncer, Segmenter } from '../ports.ts';
import { bigramTerms } from './terms.ts';
import { fold } from './text.ts';

/** Corrects words that sound like a word of the corpus and are none themselves. */
export interface Speller {
  correct(text: string): string;
}

const LONGEST = 4;
const SHORTEST = 2;
/** Names of things that the vocabulary knows are longer, and so like what was typed that no doubt is needed. */
const LONGEST_NAME = 8;
const SHORTEST_NAME = 3;
/** Passages that must hold a word that the dictionary lacks: a segmenter coins words where two only meet. */
const USUAL = 3;
/** Grammar and question words: they are what was meant, and no part of a word that sounds like them. */
const GRAMMAR = /[是的了吗呢吧啊在有和与多少几哪什么怎不没我你他这那]/u;
/** Ends what a segmenter coins of a verb and its complement: 管到 is no 管道. */
const COMPLEMENT = /[到给着过掉完]$/u;
/** A stretch that stands in the corpus by chance (彻|底保|障) yields to a word this many times as frequent. */
const MUCH_MORE_FREQUENT = 3;

/**
 * A speller over the words of a corpus, the names of its places and the vocabulary. A stretch of two to four Han characters that the
 * dictionary does not know becomes the word of the corpus that sounds the same and shares a character in its place:
 * 底保 becomes 低保. Whole words that together sound like a name of the vocabulary become that name, though each of them
 * is a word (贫困|发声|率). Sounds that southern speakers merge (zh/z, sh/s, ch/c, -ng/-n, n/l) count as the same.
 * @param names of places that the corpus speaks of; they win over words.
 * @param isName a stretch that is another place's name is left alone.
 */
export function createSpeller(
  knowledge: Pick<Knowledge, 'words' | 'bigrams' | 'vocabulary'>,
  names: readonly string[],
  pronouncer: Pronouncer,
  segmenter: Segmenter,
  isName: (text: string) => boolean,
): Speller {
  const bySound = new Map<string, string[]>();
  const known = new Set<string>();
  const isPlaceName = new Set(names);
  const ofTable = new Set(knowledge.vocabulary.words);
  const isUsual = (word: string) =>
    segmenter.partOfSpeech(word) !== undefined || knowledge.words.documentFrequency(word) >= USUAL;
  for (const word of [...names, ...ofTable, ...knowledge.words.terms().filter(isUsual)]) {
    if (!new RegExp(`^\\p{Script=Han}{${SHORTEST},${LONGEST_NAME}}$`, 'u').test(word) || known.has(word))
      continue;
    known.add(word);
    const sound = pronouncer.readings(word).map(merge).join(' ');
    bySound.set(sound, [...(bySound.get(sound) ?? []), word]);
  }

  /** Passages that hold the stretch as it is, at most: its rarest pair of characters. */
  function frequencyAsWritten(stretch: string): number {
    return Math.min(...bigramTerms(stretch).map((pair) => knowledge.bigrams.documentFrequency(pair)));
  }

  function replacement(stretch: string, sounds: readonly string[]): string | undefined {
    if (isName(stretch)) return undefined;
    const written = frequencyAsWritten(stretch);
    const alike = (bySound.get(sounds.join(' ')) ?? []).filter(
      (word) =>
        sharedCharacters(word, stretch) > 0 &&
        (written === 0 || frequencyAsWritten(word) >= MUCH_MORE_FREQUENT * written),
    );
    return alike.find((word) => isPlaceName.has(word)) ?? mostFrequent(alike);
  }

  function mostFrequent(alike: readonly string[]): string | undefined {
    return alike.toSorted((a, b) => frequencyAsWritten(b) - frequencyAsWritten(a))[0];
  }

  /** The name of the vocabulary that whole words sound like, where no report has them as they are written. */
  function nameFor(stretch: string, sounds: readonly string[]): string | undefined {
    const alike = (bySound.get(sounds.join(' ')) ?? []).filter(
      (word) => ofTable.has(word) && sharedCharacters(word, stretch) * 3 >= 2 * word.length,
    );
    if (alike.length === 0 || known.has(stretch)) return undefined;
    return frequencyAsWritten(stretch) > 0 || isName(stretch) ? undefined : mostFrequent(alike);
  }

  function correctRun(run: string): string {
    const sounds = pronouncer.readings(run).map(merge);
    if (sounds.length !== run.length) return run;
    const doubtful = doubtfulCharacters(run, segmenter);
    const edges = wordEdges(run, segmenter);
    let corrected = '';
    for (let at = 0; at < run.length; ) {
      let taken = 0;
      for (let length = LONGEST_NAME; length >= SHORTEST_NAME && taken === 0 && edges.has(at); length--) {
        if (!edges.has(at + length)) continue;
        const name = nameFor(run.slice(at, at + length), sounds.slice(at, at + length));
        if (name === undefined) continue;
        corrected += name;
        taken = length;
      }
      for (let length = LONGEST; length >= SHORTEST && taken === 0; length--) {
        if (at + length > run.length || doubtful.slice(at, at + length).includes(false)) continue;
        const word = replacement(run.slice(at, at + length), sounds.slice(at, at + length));
        if (word === undefined) continue;
        corrected += word;
        taken = length;
      }
      if (taken === 0) corrected += run.charAt(at);
      at += taken || 1;
    }
    return corrected;
  }

  return { correct: (text) => fold(text).replaceAll(/\p{Script=Han}{2,}/gu, correctRun) };
}

/** True for each character that no dictionary word of two characters or more covers. */
function doubtfulCharacters(run: string, segmenter: Segmenter): boolean[] {
  return segmenter
    .words(run)
    .flatMap((word) =>
      Array<boolean>(word.length).fill(
        word.length === 1
          ? !GRAMMAR.test(word)
          : segmenter.partOfSpeech(word) === undefined && !COMPLEMENT.test(word),
      ),
    );
}

/** Where the words of a run begin and end. */
function wordEdges(run: string, segmenter: Segmenter): ReadonlySet<number> {
  const edges = new Set([0]);
  let at = 0;
  for (const { length } of segmenter.words(run)) {
    at += length;
    edges.add(at);
  }
  return edges;
}

/** Characters that stand in the same place of both. */
function sharedCharacters(a: string, b: string): number {
  return [...a].filter((han, at) => han === b.charAt(at)).length;
}

function merge(sound: string): string {
  return sound
    .replace(/^([zcs])h/u, '$1')
    .replace(/^n(?=[aeiouü])/u, 'l')
    .replace(/ng$/u, 'n');
}
