import type { Knowledge, Pronouncer, Segmenter } from '../ports.ts';
import type { Span } from '../types.ts';
import { lookAlikes } from './spelling/look-alikes.ts';
import { areTwoWords, besides, isCoinedAsOne, isOfPerson, type Run, runOf } from './spelling/run.ts';
import { standsIn } from './spelling/standing.ts';
import { bigramTerms } from './terms.ts';
import { fold, overlaps, slice } from './text.ts';

/** A stretch of a text that was read as another word, which is as long. */
export interface Correction {
  readonly span: Span;
  readonly read: string;
}

/** Corrects what is no word and stands nowhere, where it sounds or looks like a word of the corpus. */
export interface Speller {
  /** What is read otherwise than it is written, in order; spans are of the text. */
  corrections(text: string): readonly Correction[];
}

/** Reads everything as it is written. */
export const NO_SPELLER: Speller = { corrections: () => [] };

const LONGEST = 4;
const SHORTEST = 2;
/** Beside whole words a stretch is longer, and so like what was typed that no doubt is needed. */
const LONGEST_NAME = 8;
const SHORTEST_NAME = 3;
/** Passages that must hold a word that the dictionary lacks: a segmenter coins words where two only meet. */
const USUAL = 3;
/** A word of two or three characters is one of the corpus's subjects where more than this share of its passages holds it. */
const OF_SUBJECT = 0.001;
/** Times, pronouns and words of grammar by their part of speech, and words of asking: none is a subject. */
const NO_SUBJECT = /^[trdcpmuy]/u;
const ASKING = /[怎什么哪]/u;
/** Han characters side by side, without the unit behind a figure. */
const RUN = /(?<![\d.%])\p{Script=Han}{2,}/gu;
/** What stands in quotation marks, or names a paper. */
const QUOTED = /“[^”]*”|‘[^’]*’|"[^"]*"|「[^」]*」|『[^』]*』|《[^》]*》|〈[^〉]*〉|【[^】]*】/gu;

/**
 * A speller over the words of a corpus, the names of its places and the vocabulary. What stands in the dictionary, in the
 * corpus or in quotation marks is never touched. A stretch of two to four Han characters that no word of the dictionary
 * covers becomes the word of the corpus that sounds the same and shares a character in its place (底保 becomes 低保), or
 * differs by one character that looks alike (信货 becomes 信贷); a longer one may hold whole words that stay as they are
 * (合作设, 末成年人). Sounds that southern speakers merge (zh/z, sh/s, ch/c, -ng/-n, n/l) count as the same.
 * @param names of places that the corpus speaks of; they win over words.
 * @param isName a stretch that is another place's name is left alone.
 */
export function createSpeller(
  knowledge: Pick<Knowledge, 'words' | 'bigrams' | 'vocabulary' | 'passages' | 'documentById'>,
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
    const sound = soundsOf(word).join(' ');
    bySound.set(sound, [...(bySound.get(sound) ?? []), word]);
  }

  function soundsOf(text: string): string[] {
    return pronouncer.readings(text).map(merge);
  }

  /** Passages that hold the word, at most: its rarest pair of characters. */
  function frequencyOf(word: string): number {
    return Math.min(...bigramTerms(word).map((pair) => knowledge.bigrams.documentFrequency(pair)));
  }

  function readFor(run: Run, sounds: readonly string[], span: Span): string | undefined {
    const stretch = slice(run.text, span);
    const free = run.free.slice(span.start, span.end);
    const isFree = !free.includes(false);
    const isWhole =
      stretch.length >= SHORTEST_NAME &&
      run.edges.has(span.start) &&
      run.edges.has(span.end) &&
      !known.has(stretch);
    if (!(isFree && stretch.length <= LONGEST) && !isWhole) return undefined;
    const isAlike = (word: string) => {
      const same = [...word].map((han, at) => han === stretch.charAt(at));
      const shared = same.filter(Boolean).length;
      if (shared === 0 || word === stretch) return false;
      return isFree || (shared * 3 >= 2 * word.length && same.every((is, at) => is || free[at] === true));
    };
    const heard = (bySound.get(sounds.slice(span.start, span.end).join(' ')) ?? []).filter(isAlike);
    const alike = heard.length > 0 ? heard : seenAs(run, span).filter(isAlike);
    if (alike.length === 0 || isOfPerson(run, span) || isRight(stretch)) return undefined;
    return (
      alike.find((word) => isPlaceName.has(word)) ??
      alike
        .filter((word) => isLikely(word, run, span))
        .sort((a, b) => frequencyOf(b) - frequencyOf(a))
        .at(0)
    );
  }

  /** It is a word as it is written: of the dictionary, of the vocabulary, of the corpus, or another place's name. */
  function isRight(stretch: string): boolean {
    return (
      knowledge.vocabulary.hasWord(stretch) ||
      segmenter.partOfSpeech(stretch) !== undefined ||
      isName(stretch) ||
      standsIn(knowledge, stretch, segmenter)
    );
  }

  /**
   * Whether a short word is what the corpus is about, or stands there beside one of the words that it would stand beside:
   * by chance alone, few characters are soon like some word.
   */
  function isLikely(word: string, run: Run, span: Span): boolean {
    const isNamed = word.length >= SHORTEST_NAME && ofTable.has(word);
    if (!isNamed && (ASKING.test(word) || NO_SUBJECT.test(segmenter.partOfSpeech(word) ?? ''))) return false;
    if (areTwoWords(run, span)) return standsBeside(word, run, span);
    const isOften = frequencyOf(word) > OF_SUBJECT * knowledge.bigrams.size;
    return word.length > SHORTEST_NAME || isNamed || isOften || standsBeside(word, run, span);
  }

  /** Whether the corpus has a word beside a neighbour of the stretch that it is read for; alone in its run, there is no doubt. */
  function standsBeside(read: string, run: Run, span: Span): boolean {
    if (span.start === 0 && span.end === run.text.length) return true;
    return besides(run, span)
      .filter(({ start, end }) => end - start > 1)
      .some((word) => {
        const beside = slice(run.text, word);
        return standsIn(knowledge, word.end === span.start ? beside + read : read + beside, segmenter);
      });
  }

  /** Known words that differ by one character which looks alike; two characters must have been taken for one word. */
  function seenAs(run: Run, { start, end }: Span): string[] {
    if (end - start < SHORTEST_NAME && !isCoinedAsOne(run, { start, end })) return [];
    const having = (at: number, other: string) =>
      run.text.slice(start, at) + other + run.text.slice(at + 1, end);
    return Array.from({ length: end - start }, (_, at) => start + at)
      .filter((at) => run.free[at])
      .flatMap((at) => [...lookAlikes(run.text.charAt(at))].map((other) => having(at, other)))
      .filter((word) => known.has(word));
  }

  function inRun(text: string, offset: number): Correction[] {
    const sounds = soundsOf(text);
    if (sounds.length !== text.length) return [];
    const run = runOf(text, segmenter);
    const found: Correction[] = [];
    for (let at = 0; at < text.length; ) {
      let taken = 1;
      for (let end = Math.min(at + LONGEST_NAME, text.length); end >= at + SHORTEST; end--) {
        const read = readFor(run, sounds, { start: at, end });
        if (read === undefined) continue;
        found.push({ span: { start: offset + at, end: offset + end }, read });
        taken = end - at;
        break;
      }
      at += taken;
    }
    return found;
  }

  return {
    corrections(text) {
      const folded = fold(text);
      const quoted = quotedSpans(folded);
      return [...folded.matchAll(RUN)].flatMap(({ 0: run, index }) =>
        quoted.some((span) => overlaps(span, { start: index, end: index + run.length }))
          ? []
          : inRun(run, index),
      );
    },
  };
}

/** The stretches of a text that stand in quotation marks, with these. @param folded as `fold` folds it. */
export function quotedSpans(folded: string): Span[] {
  return [...folded.matchAll(QUOTED)].map(({ 0: quoted, index }) => ({
    start: index,
    end: index + quoted.length,
  }));
}

/** A text, folded, as it was read. */
export function corrected(text: string, corrections: readonly Correction[]): string {
  return corrections.reduce(
    (mended, { span, read }) => mended.slice(0, span.start) + read + mended.slice(span.end),
    fold(text),
  );
}

function merge(sound: string): string {
  return sound
    .replace(/^([zcs])h/u, '$1')
    .replace(/^n(?=[aeiouü])/u, 'l')
    .replace(/ng$/u, 'n');
}
