import { foldedAt } from '../../facts/document.ts';
import type { Knowledge, Segmenter } from '../../ports.ts';
import { bigramTerms } from '../terms.ts';

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
