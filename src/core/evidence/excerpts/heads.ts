import type { Sentence } from '../../facts/sentence.ts';
import { contains } from '../../language/text.ts';
import { blockAt } from '../../papers/blocks.ts';
import type { Knowledge } from '../../ports.ts';
import type { Passage, Span } from '../../types.ts';
import { numberOf } from './enumeration.ts';

/** A list that a head announces, with the sentence that opens each of its items, in their order. */
export interface HeadedList {
  readonly head: Span;
  readonly items: readonly Sentence[];
}

/** The list that a sentence announces, or stands in; of lists within lists the innermost. Null where there is none. */
export function headedList(sentence: Sentence, knowledge: Knowledge): HeadedList | null {
  const head = sentence.isHead ? sentence.span : sentence.listHead;
  if (head === undefined) return null;
  const others = sentencesUnder(head, sentence.passage, knowledge);
  // The sentence that a head within it begins holds the first of its parts.
  const first = knowledge
    .sentencesOf(sentence.passage)
    .filter(({ span, isHead }) => !isHead && contains(span, head));
  const items = [...first, ...others];
  return items.length < 2 ? null : { head: { start: head.start, end: head.end }, items };
}

/** The first sentence of each block whose innermost head this is; what an item goes on to say is not repeated. */
function sentencesUnder(head: Span, passage: Passage, knowledge: Knowledge): Sentence[] {
  const document = knowledge.documentById.get(passage.documentId);
  const items: Sentence[] = [];
  const begun = new Set<number>();
  for (const one of knowledge.passagesOf(passage.documentId)) {
    if (one.span.end <= head.start) continue;
    const last = one.sentences.at(-1);
    for (const sentence of knowledge.sentencesOf(one)) {
      const own = sentence.listHead;
      if (own?.start !== head.start || own.end !== head.end) continue;
      const block = document && blockAt(sentence.span, document);
      // The parts of a list within one sentence share its block with its head.
      const isPart = block !== undefined && block.span.start <= head.start;
      if (block !== undefined && !isPart && begun.has(block.span.start)) continue;
      if (block !== undefined) begun.add(block.span.start);
      items.push(sentence);
    }
    // What a head rules stands together right behind it: where it ends, the rest of the document need not be read.
    if (last !== undefined && last.span.start > head.end && !isRuledBy(head, last)) break;
  }
  return items;
}

function isRuledBy({ start, end }: Span, { lead }: Pick<Sentence, 'lead'>): boolean {
  return lead.some((one) => one.start === start && one.end === end);
}

/** Whether a sentence announces a list, is an item of one or a counted point, names three things or more, or says how many they are (共3处：…). */
export function tellsList({ folded, isHead, listHead, lead }: Sentence): boolean {
  const isPoint = numberOf(folded) !== null && lead.some(({ kind }) => kind === 'heading');
  const isCounted = /共有?\d+\p{Script=Han}{1,3}:./u.test(folded);
  return isHead || listHead !== undefined || isPoint || isCounted || (folded.match(/、/gu)?.length ?? 0) >= 2;
}
