import { wording } from '../../wording.ts';
import type { Excerpt, QuotedList } from '../evidence/excerpts/excerpt.ts';
import { shareOf, type WeighedTerm } from '../evidence/wanted.ts';
import { foldedAt } from '../facts/document.ts';
import { enumerationsIn } from '../gate/senses.ts';
import { slice } from '../language/text.ts';
import type { NonEmpty } from '../types.ts';
import type { DraftSentence } from '../verify.ts';
import { notesOn, quote, type ReplyDeps, type Replying, ruledText } from './parts.ts';

/** What the only enumeration of a quote is worth when it shares no word with the subject. 0 to 1. */
const ONLY_ONE = 0.1;
/** A quote's enumeration must be worth this share of the best one's to be quoted beside it. 0 to 1. */
const AS_GOOD = 0.5;

/**
 * The quotes of a list: each item of a counted list (一是…二是…) on a line of its own, place and date before the first.
 * Where the text does not tell the whole list (等), or holds more items than are quoted, the answer says so. A quote that
 * enumerates nothing is left out beside one that does.
 */
export function quoteList(excerpts: NonEmpty<Excerpt>, replying: Replying): DraftSentence[] {
  const [{ list }] = excerpts;
  if (list !== undefined) return quoteItems(excerpts, list, replying);
  const told = excerpts.map((excerpt) => {
    const document = replying.knowledge.documentById.get(excerpt.documentId);
    const folded = document === undefined ? '' : foldedAt(document, excerpt.span);
    return { excerpt, adds: ADDS.test(folded), ...enumerationMeant(folded, replying.subject) };
  });
  const best = Math.max(...told.map(({ worth }) => worth));
  return told
    .filter(({ worth, adds }) => worth >= AS_GOOD * best || adds)
    .map(({ excerpt, isOpen }) => quote(excerpt, replying, isOpen ? [wording.answer.openList] : []));
}

/** Goes on with what is asked for beside what was named: 今年起另交…, 还要…. */
const ADDS = /^[^,。;]{0,8}(?:另[外需须要附交带]|还[要需须应]|同时[要需须应])/u;

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
    // What rules an item beside the head of its list, which stands above.
    const inside = excerpt.lead.slice(excerpt.lead.findIndex((one) => one.start === start) + 1);
    const inner = ruledText(document, { ...excerpt, lead: inside });
    const lead = wording.answer.itemNotes(notesOn(excerpt));
    return { ...whole, under: { ...inner, lead, head: `${document.id} ${start}` } };
  });
  return [...lines, ...others];
}

/**
 * Of the enumeration of a quote that shares the most with the subject, whether it is open, and how much it shares: the share of
 * the subject, by weight, that stands in its clause and in the quote, on the mean of both.
 */
function enumerationMeant(
  folded: string,
  subject: readonly WeighedTerm[],
): { readonly isOpen: boolean; readonly worth: number } {
  const shareIn = (text: string) => shareOf(subject, (word) => text.includes(word));
  const lists = enumerationsIn(folded).map(({ isOpen, span }) => ({
    isOpen,
    worth: (shareIn(slice(folded, span)) + shareIn(folded)) / 2,
  }));
  const [best = { isOpen: false, worth: 0 }] = [...lists].sort((a, b) => b.worth - a.worth);
  return lists.length === 1 ? { ...best, worth: Math.max(ONLY_ONE, best.worth) } : best;
}
