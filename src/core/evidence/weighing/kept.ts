import type { Sentence } from '../../facts/sentence.ts';
import type { AskedQuestion } from '../../question/question.ts';
import { isTotal } from '../sums.ts';
import type { WeighedTerm } from '../wanted.ts';
import { type Coverage, coverageOf } from './coverage.ts';

/**
 * The rows that a question leaves to earlier turns: where it names none itself, those that the newest turn which names some
 * names by most of its words.
 * @param weigh weighs the words of a turn.
 */
export function keptRows(
  { kept }: Pick<AskedQuestion, 'kept'>,
  met: readonly { readonly sentence: Sentence; readonly coverage: Coverage }[],
  weigh: (words: Pick<AskedQuestion, 'subject' | 'topic'>) => readonly WeighedTerm[],
): ReadonlySet<Sentence> {
  const rows = met.filter(({ sentence }) => sentence.cells !== undefined && !isTotal(sentence));
  if (kept === undefined || rows.some(({ coverage }) => coverage.isNamed)) return new Set();
  for (const subject of kept.subjects) {
    const terms = weigh({ subject, topic: subject.join('') });
    const named = rows.flatMap(({ sentence, coverage }) => {
      // A column that its table lacks is none of this row.
      if (kept.isAssumed && coverage.missing.length > 0) return [];
      const { isNamed, own } = coverageOf(terms, sentence, 0, () => false);
      return isNamed ? [{ sentence, own }] : [];
    });
    const most = Math.max(...named.map(({ own }) => own));
    if (named.length > 0)
      return new Set(named.filter(({ own }) => own === most).map(({ sentence }) => sentence));
  }
  return new Set();
}
