import type { Sentence } from '../../facts/sentence.ts';
import { contains, slice } from '../../language/text.ts';
import type { AskedQuestion } from '../../question/question.ts';
import { isFarSurer } from '../answering.ts';
import { type Evidence, LIGHT_SUBJECT } from '../evidence.ts';
import { CAMPAIGNS, countsAs, holds, type WeighedTerm, weightOf } from '../wanted.ts';

/**
 * The figures labelled with what is asked, where there are any; where little is asked, no others. A value behind the very
 * label (货车：每天8元) comes before one that stands under a label that is not asked (包月：货车150元).
 */
export function preferLabelled(
  asked: AskedQuestion,
  subject: readonly WeighedTerm[],
  evidence: readonly Evidence[],
): readonly Evidence[] {
  if (asked.wanted !== 'figure') return evidence;
  const bearing = evidence.filter(({ sentence }) => isLabelled(asked, subject, sentence));
  const labelled = evidence.filter((one) => bearing.includes(one) || isFarSurer(one, bearing));
  if (labelled.length === 0) return weightOf(subject) < LIGHT_SUBJECT ? [] : evidence;
  const isAsked = (label: string) => subject.some((term) => holds(label, term));
  if (!labelled.some(({ sentence }) => isAsked(ownLabel(sentence)))) return labelled;
  const isOfOther = ({ sentence }: Evidence) => isUnderLabel(sentence) && !isAsked(sentence.ruling);
  return [...labelled.filter((one) => !isOfOther(one)), ...labelled.filter(isOfOther)];
}

/** Whether a label rules a sentence from outside of it. */
function isUnderLabel({ lead, span }: Sentence): boolean {
  return lead.some((one) => one.kind === 'label' && !contains(span, one));
}

/** What stands before a figure in its clause, and the condition before that: 父母一方死亡的，每月. */
const AHEAD = /(?:[^,;。:]*的,)?[^,;。:]*$/u;
/** Words that say how it was summed up, and not of what. */
const SUMMING = new Set('累计 累积 合计 总计 共计 先后'.split(' '));

/** Whether a figure that may be meant is labelled with a word of the subject: 劝退学员46人 counts nobody who 结业. */
function isLabelled(asked: AskedQuestion, subject: readonly WeighedTerm[], sentence: Sentence): boolean {
  // An item, a row or a value is labelled by what rules it, and by what its paper is of.
  const rules = sentence.ruling === '' ? ownLabel(sentence) : `${sentence.ruling}\n${sentence.above}`;
  const things = subject.filter(({ term }) => !SUMMING.has(term));
  return sentence.figures.some((figure) => {
    if (!countsAs(figure, asked.units, sentence.folded)) return false;
    const label = sentence.facts.quantities.find((one) => one.figure.span.start === figure.span.start)?.label;
    if (label === undefined) return false;
    const [ahead = ''] = AHEAD.exec(sentence.folded.slice(0, figure.span.start)) ?? [];
    const words = `${label.own}\n${ahead}\n${rules}`.replaceAll(CAMPAIGNS, ' ');
    return things.some((term) => holds(words, term));
  });
}

/** The label that the sentence itself opens with: 玉米：20元/亩. */
function ownLabel({ lead, span, folded }: Sentence): string {
  const label = lead.find((one) => one.kind === 'label' && contains(span, one));
  return label === undefined ? '' : slice(folded, { start: 0, end: label.end - span.start });
}
