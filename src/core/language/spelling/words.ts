import { SURNAMES } from '../../../personal-data/names.ts';
import { foldedAt } from '../../facts/document.ts';
import type { Knowledge, Segmenter } from '../../ports.ts';
import type { Span } from '../../types.ts';
import { bigramTerms } from '../terms.ts';

/** A run of Han characters with what its words tell. */
export interface Run {
  readonly text: string;
  /** Of each character: no word of the dictionary covers it, and it is no word of grammar. */
  readonly free: readonly boolean[];
  /** Where no word of the dictionary is cut. */
  readonly edges: ReadonlySet<number>;
  /** The word that each character is of. */
  readonly words: readonly RunWord[];
}

interface RunWord extends Span {
  /** The segmenter coined it: the dictionary does not know it. */
  readonly isCoined: boolean;
}

/** Grammar and question words: they are what was meant, and no part of a word that sounds like them. */
const GRAMMAR =
  /[是的了吗呢吧啊在有和与为于以可时得些多少几哪什么怎不没我你他这那都也很能会要该到给着过上下起来往个一两想问先刚只再又才把被从向好]/u;
/** Ends what a segmenter coins of a verb and its complement: 吃完 is no word. */
const COMPLEMENT = /[掉完成齐]$/u;

/** A run, told by its words. @param text Han characters alone. */
export function runOf(text: string, segmenter: Segmenter): Run {
  const free: boolean[] = [];
  const edges = new Set([0]);
  const words: RunWord[] = [];
  for (const word of segmenter.words(text)) {
    const start = free.length;
    const isCoined = word.length > 1 && segmenter.partOfSpeech(word) === undefined;
    const isFree = word.length === 1 || (isCoined && !COMPLEMENT.test(word));
    free.push(...[...word].map((han) => isFree && !GRAMMAR.test(han)));
    const end = free.length;
    const one = { start, end, isCoined };
    words.push(...Array<RunWord>(word.length).fill(one));
    for (let at = isCoined ? start + 1 : end; at <= end; at++) edges.add(at);
  }
  return { text, free, edges, words };
}

/** The words beside a stretch: the one that ends where it begins, and the one that begins where it ends. */
export function besides({ words }: Run, { start, end }: Span): Span[] {
  return [words[start - 1], words[end]].filter(
    (word) => word !== undefined && (word.end === start || word.start === end),
  ) as Span[];
}

/** Whether a stretch lies within one word that the segmenter coined. */
export function isCoinedAsOne({ words }: Run, { start, end }: Span): boolean {
  const word = words[start];
  return word?.isCoined === true && end <= word.end;
}

/** Whether two characters are a word each to the segmenter, which may well be what was meant: 年|种 is no 年终. */
export function areTwoWords({ words }: Run, { start, end }: Span): boolean {
  const isWord = (word: Span | undefined) => word !== undefined && word.end - word.start === 1;
  return end - start === 2 && isWord(words[start]) && isWord(words[start + 1]);
}

/** Characters of a surname with the longest name given behind it. */
const LONGEST_PERSON = 3;

/** Whether a stretch is what was given somebody for a name, behind the surname: 福贫 in 王福贫. */
export function isOfPerson(run: Run, { start, end }: Span): boolean {
  const word = run.words[start];
  return (
    word?.isCoined === true &&
    word.end - word.start === LONGEST_PERSON &&
    SURNAMES.has(run.text.charAt(word.start)) &&
    start === word.start + 1 &&
    end === word.end
  );
}

/** Passages that are looked into: those that hold most of a stretch. */
const LOOKED_INTO = 50;
/** Characters on either side of a stretch from which its words are told. */
const AROUND = 6;

/**
 * Whether a stretch of Han characters stands in the corpus as somebody wrote it there, and not because two words meet:
 * 底保 in 彻底保障 does not.
 */
export function standsIn(
  {
    words,
    bigrams,
    passages,
    documentById,
  }: Pick<Knowledge, 'words' | 'bigrams' | 'passages' | 'documentById'>,
  stretch: string,
  segmenter: Segmenter,
): boolean {
  if (words.documentFrequency(stretch) > 0) return true;
  const pairs = bigramTerms(stretch);
  if (pairs.some((pair) => bigrams.documentFrequency(pair) === 0)) return false;
  return bigrams.search(pairs, LOOKED_INTO).some(({ ordinal }) => {
    const passage = passages[ordinal];
    const document = passage && documentById.get(passage.documentId);
    if (passage === undefined || document === undefined) return false;
    const text = foldedAt(document, passage.span);
    return occurrences(text, stretch).some((at) => isWrittenAt(text, at, stretch.length, segmenter));
  });
}

function occurrences(text: string, stretch: string): number[] {
  const found: number[] = [];
  for (let at = text.indexOf(stretch); at >= 0; at = text.indexOf(stretch, at + 1)) found.push(at);
  return found;
}

/** Whether no word of the dictionary reaches over an edge of the stretch. */
function isWrittenAt(text: string, at: number, length: number, segmenter: Segmenter): boolean {
  const from = Math.max(0, at - AROUND);
  let start = from;
  for (const word of segmenter.words(text.slice(from, at + length + AROUND))) {
    const end = start + word.length;
    const crosses = (edge: number) => start < edge && edge < end;
    if ((crosses(at) || crosses(at + length)) && segmenter.partOfSpeech(word) !== undefined) return false;
    start = end;
  }
  return true;
}
