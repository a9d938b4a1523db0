import type { Knowledge, Reader, Segmenter } from '../ports.ts';
import { bigramTerms } from './terms.ts';
import { fold } from './text.ts';

/** Corrects words that sound like a word of the corpus and are none themselves. */
export interface Speller {
  correct(text: string): string;
}

const LONGEST = 4;
const SHORTEST = 2;
/** A stretch that stands in the corpus by chance (彻|底保|障) yields to a word this many times as frequent. */
const MUCH_MORE_FREQUENT = 3;

/**
 * A speller over the words of a corpus and the names of its places. A stretch of two to four Han characters that the
 * dictionary does not know becomes the word of the corpus that sounds the same and shares a character in its place:
 * 底保 becomes 低保. Sounds that southern speakers merge (zh/z, sh/s, ch/c, -ng/-n) count as the same.
 * @param names of places that the corpus speaks of; they win over words.
 * @param isName a stretch that is another place's name is left alone.
 */
export function createSpeller(
  knowledge: Pick<Knowledge, 'words' | 'bigrams'>,
  names: readonly string[],
  reader: Reader,
  segmenter: Segmenter,
  isName: (text: string) => boolean,
): Speller {
  const bySound = new Map<string, string[]>();
  const known = new Set<string>();
  for (const word of [...names, ...knowledge.words.terms()]) {
    if (!new RegExp(`^\\p{Script=Han}{${SHORTEST},${LONGEST}}$`, 'u').test(word) || known.has(word)) continue;
    known.add(word);
    const sound = reader.readings(word).map(merge).join(' ');
    bySound.set(sound, [...(bySound.get(sound) ?? []), word]);
  }

  /** Passages that hold the stretch as it is, at most: its rarest pair of characters. */
  function frequencyAsWritten(stretch: string): number {
    return Math.min(...bigramTerms(stretch).map((pair) => knowledge.bigrams.documentFrequency(pair)));
  }

  function replacement(stretch: string, sounds: readonly string[]): string | undefined {
    if (isName(stretch)) return undefined;
    const written = frequencyAsWritten(stretch);
    return (bySound.get(sounds.join(' ')) ?? []).find(
      (word) =>
        [...word].some((han, at) => han === stretch.charAt(at)) &&
        (written === 0 || frequencyAsWritten(word) >= MUCH_MORE_FREQUENT * written),
    );
  }

  function correctRun(run: string): string {
    const sounds = reader.readings(run).map(merge);
    if (sounds.length !== run.length) return run;
    const doubtful = doubtfulCharacters(run, segmenter);
    let corrected = '';
    for (let at = 0; at < run.length; ) {
      let taken = 0;
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
      Array<boolean>(word.length).fill(word.length === 1 || segmenter.partOfSpeech(word) === undefined),
    );
}

function merge(sound: string): string {
  return sound.replace(/^([zcs])h/u, '$1').replace(/ng$/u, 'n');
}
