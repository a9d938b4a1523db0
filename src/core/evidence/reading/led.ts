import type { Sentence } from '../../facts/sentence.ts';
import { contains, slice } from '../../language/text.ts';
import { titleAt } from '../../papers.ts';
import type { Knowledge, LedSentence } from '../../ports.ts';
import type { Span } from '../../types.ts';

/**
 * A sentence as the reader reads it, in simplified characters: the title of its paper, what must be read before it (for
 * one that nothing rules, the sentence before), and itself.
 */
export function ledSentence(
  { passage, span, lead }: Sentence,
  { documentById }: Pick<Knowledge, 'documentById'>,
): LedSentence {
  const document = documentById.get(passage.documentId);
  if (document === undefined) return { title: '', lead: '', text: '' };
  const textOf = (of: Span) => slice(document.facts.plain, of).replaceAll(/\s+/gu, ' ').trim();
  const ruling = lead.filter((one) => one.kind !== 'title' && !contains(span, one)).map(textOf);
  const before = passage.sentences.findLast((one) => one.span.end <= span.start);
  return {
    title: titleAt(document, span).replaceAll(/\s+/gu, ''),
    lead: ruling.join(' ') || (before === undefined ? '' : textOf(before.span)),
    text: textOf(span),
  };
}
