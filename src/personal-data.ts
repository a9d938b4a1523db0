/**
 * Finds what identifies a person, or opens a door, in Chinese text: identity numbers, bank cards, telephone numbers,
 * e-mail addresses, bot tokens and API keys. Digits may be full-width or Han, and parted by spaces, dashes, dots and
 * characters that nobody sees. Whoever keeps, logs or sends on what people wrote masks it first.
 */

import { maskPersons } from './personal-data/documents.ts';
import {
  type Certainty,
  type PersonalDatum,
  type PersonalKind,
  personalNumbers,
} from './personal-data/numbers.ts';

export type { Certainty, PersonalDatum, PersonalKind } from './personal-data/numbers.ts';

/** What stands for each UTF-16 unit of a personal datum: a sign that no normal form changes and no report uses. */
export const MASK = '█';

/** The text, as long as before, with every unit of what `findPersonalData` proves replaced by `MASK`. */
export function maskPersonalData(text: string): string {
  let masked = '';
  let end = 0;
  for (const datum of findPersonalData(text)) {
    masked += text.slice(end, datum.start) + MASK.repeat(datum.end - datum.start);
    end = datum.end;
  }
  return masked + text.slice(end);
}

/**
 * A document's text without what identifies a person, as long as before: `138****0000`. What stays is as it was: figures,
 * dates, and an office's own telephone numbers, codes and accounts. Masking what is masked changes nothing.
 */
export function maskPersonsIn(text: string): string {
  return maskPersons(text, findPersonalData);
}

/**
 * What is left to read of a masked text: without the clauses that hold masked data, which say whose number it is and
 * ask nothing. Where every clause holds some, only the signs go.
 */
export function withoutMasked(text: string): string {
  if (!text.includes(MASK)) return text;
  const clauses = text.match(/[^，,。；;！!？?\n]*[，,。；;！!？?\n]*/gu) ?? [];
  const others = clauses.filter((clause) => !clause.includes(MASK)).join('');
  return /\p{L}/u.test(others) ? others : text.replaceAll(MASK, '');
}

/** Fields that programs read and no person wrote: ids, and what a button sends back. */
const IDENTIFIER = /^(?:id|data|chat_instance)$|_id$/u;
/** Fields that hold nothing else. */
const PERSONAL_FIELD = /^(?:phone_number|vcard|email)$/u;

/** A copy of a JSON value in which every string is masked; numbers, keys, ids and the data of buttons are as they were. */
export function maskPersonalDataDeep(value: unknown): unknown {
  return maskedField('', value);
}

function maskedField(name: string, value: unknown): unknown {
  if (typeof value === 'string') {
    if (IDENTIFIER.test(name)) return value;
    return PERSONAL_FIELD.test(name) ? MASK.repeat(value.length) : maskPersonalData(value);
  }
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((part) => maskedField(name, part));
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, maskedField(key, part)]));
}

const MAIL = /[\w.+-]{1,64}[@＠](?:[\w-]{1,63}[.．]){1,8}[a-z]{2,24}(?![\w-])/giu;
/** Bot tokens, and API keys as model servers write them. */
const SECRET = /(?<!\d)\d{6,12}:[\w-]{30,}|(?<![\w-])sk-[\w-]{16,}/gu;

/** Everything personal, first to last; no two overlap. */
export function findPersonalData(text: string, certainty: Certainty = 'proven'): PersonalDatum[] {
  const found = [
    ...matches(text, SECRET, 'secret'),
    ...matches(text, MAIL, 'mail'),
    ...personalNumbers(text, certainty),
  ].sort((a, b) => a.start - b.start || b.end - a.end);
  const apart: PersonalDatum[] = [];
  for (const datum of found) {
    const last = apart.at(-1);
    if (last === undefined || datum.start >= last.end) apart.push(datum);
    else if (datum.end > last.end) apart[apart.length - 1] = { ...last, end: datum.end };
  }
  return apart;
}

function matches(text: string, pattern: RegExp, kind: PersonalKind): PersonalDatum[] {
  return [...text.matchAll(pattern)].map(({ index, 0: { length } }) => ({
    kind,
    start: index,
    end: index + length,
  }));
}
