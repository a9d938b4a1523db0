import { wording } from '../../wording.ts';
import type { Excerpt, QuotedList } from '../evidence/excerpts/excerpt.ts';
import { shareOf, type WeighedTerm } from '../evidence/wanted.ts';
import { foldedAt } from '../facts/document.ts';
import { type Enumeration, enumerationsIn } from '../gate/enumerations.ts';
import { slice } from '../language/text.ts';
import type { DraftSentence } from '../verify.ts';
import { notesOn, quote, type ReplyDeps } from './parts.ts';
import { ruledText } from './ruled.ts';

/** What the only enumeration of a quote is worth when it shares no word with the subject. 0 to 1. */
const ONLY_ONE = 0.1;
/** A quote's enumeration must be worth this share of the best one's to be quoted beside it. 0 to 1. */
const AS_GOOD = 0.5;

/**
 * The quotes of a list: each item of a counted list (一是…二是…) on a line of its own, place and date before the first.
 * Where the text does not tell the whole list (等), or holds more items than are quoted, the answer says so. A quote that
 * enumerates nothing is left out beside one that does.
 */
export function quoteList(
  subject: readonly WeighedTerm[],
  excerpts: readonly Excerpt[],
  deps: ReplyDeps,
): DraftSentence[] {
  const [first] = excerpts;
  if (first?.list !== undefined) return quoteItems(excerpts, first.list, deps);
  const told = excerpts.map((excerpt) => ({ excerpt, ...enumerationMeant(excerpt, subject, deps) }));
  const best = Math.max(...told.map(({ worth }) => worth));
  return told
    .filter(({ worth, excerpt }) => worth >= AS_GOOD * best || adds(excerpt, deps))
    .map(({ excerpt, list }) => quote(excerpt, deps, list?.isOpen === true ? [wording.answer.openList] : []));
}

/** Goes on with what is asked for beside what was named: 今年起另交…, 还要…. */
const ADDS = /^[^,。;]{0,8}(?:另[外需须要附交带]|还[要需须应]|同时[要需须应])/u;

function adds({ documentId, span }: Excerpt, { knowledge }: ReplyDeps): boolean {
  const document = knowledge.documentById.get(documentId);
  return document !== undefined && ADDS.test(foldedAt(document, span));
}

/** Items a line each: place, date and the head that rules them stand before the first that is said. */
function quoteItems(
  excerpts: readonly Excerpt[],
  { start, items, isOpened }: QuotedList,
  deps: ReplyDeps,
): DraftSentence[] {
  const quoted = excerpts.filter(({ list }) => list?.start === start);
  const shown = quoted.length - (isOpened ? 1 : 0);
  const notes = items > shown ? [wording.answer.firstOfItems(shown, items)] : [];
  const others = excerpts.filter(({ list }) => list === undefined).map((excerpt) => quote(excerpt, deps));
  const lines = quoted.map((excerpt) => {
    const document = deps.knowledge.documentById.get(excerpt.documentId);
    const whole = quote(excerpt, deps, notes);
    if (document === undefined) return whole;
    const inner = ruledText(document, { ...excerpt, lead: innerLead(excerpt, start) });
    const lead = wording.answer.itemNotes(notesOn(excerpt));
    return { ...whole, under: { ...inner, lead, head: `${document.id} ${start}` } };
  });
  return [...lines, ...others];
}

/** What rules an item beside the head of its list, which stands above. */
function innerLead({ lead }: Excerpt, head: number): Excerpt['lead'] {
  return lead.slice(lead.findIndex(({ start }) => start === head) + 1);
}

/**
 * The enumeration of a quote that shares the most with the subject, and how much that is: the share of the subject, by
 * weight, that stands in its clause and in the quote, on the mean of both.
 */
function enumerationMeant(
  { documentId, span }: Excerpt,
  subject: readonly WeighedTerm[],
  { knowledge }: ReplyDeps,
): { readonly list: Enumeration | undefined; readonly worth: number } {
  const document = knowledge.documentById.get(documentId);
  const folded = document === undefined ? '' : foldedAt(document, span);
  const lists = enumerationsIn(folded).map((list) => ({
    list,
    worth: (shareIn(slice(folded, list.span), subject) + shareIn(folded, subject)) / 2,
  }));
  const [best] = [...lists].sort((a, b) => b.worth - a.worth);
  if (best === undefined) return { list: undefined, worth: 0 };
  return lists.length === 1 ? { ...best, worth: Math.max(ONLY_ONE, best.worth) } : best;
}

function shareIn(folded: string, subject: readonly WeighedTerm[]): number {
  return shareOf(subject, (word) => folded.includes(word));
}
