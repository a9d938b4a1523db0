import { SURNAMES } from '../../personal-data/names.ts';
import type { Span } from '../types.ts';
import { isLedIn, type PartOfSpeech } from './context.ts';
import { ASKED_OF_COUNTIES } from './ordinary-names.ts';

/** Behind whom a name follows. */
const BEFORE_NAME = /[员长记任师生是找叫]$/u;
/** Longest name of a person that the dictionary has (characters). */
const LONGEST = 4;

/**
 * Whether a bare name of two characters is the given name of somebody: 秀英 in 李秀英手机号. The dictionary has the person,
 * or a surname opens the phrase, and what follows is nothing that is asked of counties.
 */
export function isGivenName(text: string, { start, end }: Span, partOfSpeech: PartOfSpeech): boolean {
  if (end - start !== 2 || start === 0 || isLedIn(text, start)) return false;
  for (let from = Math.max(0, end - LONGEST); from < start; from++)
    if (SURNAMES.has(text.slice(from, start)) && partOfSpeech(text.slice(from, end)) === 'nr') return true;
  const surname = start - 1;
  const opens = isLedIn(text, surname) || BEFORE_NAME.test(text.slice(0, surname));
  const behind = text.slice(end);
  return (
    opens &&
    SURNAMES.has(text.charAt(surname)) &&
    (/^[?？]?\s*$/u.test(behind) || !ASKED_OF_COUNTIES.test(behind))
  );
}
