import { readNumber } from '../../language/numerals.ts';
import { bigramTerms } from '../../language/terms.ts';
import { overlaps, sentences, slice } from '../../language/text.ts';
import type { Span } from '../../types.ts';

/** The signs that reports count items with; the captured number is Han or digits. One list keeps to one style. */
const STYLES: readonly RegExp[] = [
  /(?:^|[:：]\s*)([一二三四五六七八九十])是/u,
  /^第([一二三四五六七八九十])步?[,，、:：]/u,
  /^[（(]([一二三四五六七八九十])[）)]/u,
  /^([一二三四五六七八九十])、/u,
  /^[（(]?(\d{1,2})[）).．、](?!\d)/u,
];

/** The first item stands at most this many characters behind what it spells out. */
const REACH = 400;
/** A counted list ends within this many characters. */
const LONGEST_LIST = 8000;
/** Characters between a sentence and the list that it opens: white space and line ends. */
const ADJACENT = 3;

/**
 * The items of the counted list (一是…二是…, （一）…, 1. …) that begins within 400 characters after `from`: the sentence
 * that opens each item. Lists within items are passed over, as they begin anew with the first number.
 * @param atMost items; the list ends there, where it is known how many there should be.
 */
export function itemsAfter(text: string, from: number, atMost = Number.POSITIVE_INFINITY): Span[] {
  const following = sentences(text, { start: from, end: Math.min(text.length, from + LONGEST_LIST) });
  const first = following.findIndex((span) => numberOf(slice(text, span)) !== null);
  const opening = following[first];
  if (opening === undefined || opening.start > from + REACH) return [];
  const begin = numberOf(slice(text, opening));
  if (begin === null || begin.number !== 1) return [];
  const items = [opening];
  for (const span of following.slice(first + 1)) {
    if (items.length >= atMost) break;
    const sign = numberOf(slice(text, span));
    if (sign === null || sign.style !== begin.style) continue;
    if (sign.number === items.length + 1) items.push(span);
    else if (sign.number > 1) break;
  }
  return items;
}

/**
 * The counted list that a sentence opens or stands in; empty when there is none. The list may begin up to 400
 * characters before the sentence, or right after it.
 */
export function listAround(text: string, sentence: Span): Span[] {
  for (const from of [sentence.start, Math.max(0, sentence.start - REACH)]) {
    const items = itemsAfter(text, from);
    const [first] = items;
    const opens =
      first !== undefined && first.start >= sentence.end && first.start - sentence.end <= ADJACENT;
    if (items.length >= 2 && (opens || items.some((item) => overlaps(item, sentence)))) return items;
  }
  return [];
}

/** The sign that counts a text, and its number; null where none does. */
export function numberOf(sentence: string): { style: number; number: number } | null {
  for (const [style, pattern] of STYLES.entries()) {
    const written = pattern.exec(sentence)?.[1];
    if (written === undefined) continue;
    return { style, number: readNumber(written).value };
  }
  return null;
}

/** Longest sentence that opens an item without a number: 夯实人才支撑。 */
const LEAD_CHARACTERS = 40;

/**
 * The sentences that open the parts of a section, where its items are not counted: short, without a comma, and sharing
 * two characters with `name` (the 任务 of 抓好“四项任务” in 落实村居包片任务。).
 */
export function leadsOf(text: string, section: readonly Span[], name: string): Span[] {
  const pairs = bigramTerms(name).filter((pair) => !/[一二两三四五六七八九十\d]/u.test(pair));
  return section
    .flatMap((span) => sentences(text, span))
    .filter((span) => {
      const sentence = slice(text, span);
      return (
        sentence.length <= LEAD_CHARACTERS &&
        !/[,，:：;；]/u.test(sentence) &&
        pairs.some((pair) => sentence.includes(pair))
      );
    });
}
