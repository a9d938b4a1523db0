import { namesBefore } from './beside.ts';
import { digitGroups, digitsIn, hasLongGroup } from './groups.ts';
import {
  ACCOUNT_LABEL,
  CARD_LABEL,
  CODE_LABEL,
  COLLECTS,
  IDENTITY_LABEL,
  lastPhoneLabel,
  MAIL_LABEL,
} from './labels.ts';
import { type DocumentLine, documentLines, headOver, isPersonsRow } from './lines.ts';
import { isPersonNamed } from './names.ts';
import { type Certainty, isIdentity, isLuhn, type PersonalDatum } from './numbers.ts';
import { aroundOf, isOfficePhone, namesBeside, type Placed, tellsOf } from './owners.ts';

/** What stands for each hidden unit of a person's number in a document, as people write it: 138****0000. */
const SIGN = '*';

/**
 * The text of a document, as long as before, without what identifies a person: mobile numbers, identity numbers, bank
 * cards, private e-mail addresses. An office's own lines, codes and accounts stand. A masked text stays as it is.
 * @param find whatever may be personal in a text, first to last, apart.
 */
export function maskPersons(
  text: string,
  find: (text: string, certainty: Certainty) => readonly PersonalDatum[],
): string {
  const found = withLongNumbers(text, find(text, 'proven'));
  if (found.length === 0) return text;
  const lines = documentLines(text);
  let at = 0;
  let masked = '';
  let end = 0;
  for (const datum of found) {
    while ((lines[at + 1]?.start ?? Number.POSITIVE_INFINITY) <= datum.start) at++;
    const line = lines[at];
    if (line === undefined || !isPersons(datum, text, line)) continue;
    masked += text.slice(end, datum.start) + maskedDatum(datum, text);
    end = datum.end;
  }
  return masked + text.slice(end);
}

/** Numbers as long as identity numbers and cards are found too: a label or the head of a column may say what they are. */
function withLongNumbers(text: string, found: readonly PersonalDatum[]): PersonalDatum[] {
  if (!hasLongGroup(text)) return [...found];
  const long: PersonalDatum[] = [];
  let at = 0;
  for (const { digits, start, end, checkEnd } of digitGroups(text)) {
    while ((found[at]?.end ?? Number.POSITIVE_INFINITY) <= start) at++;
    const length = digits.length + (checkEnd === undefined ? 0 : 1);
    if (length < 15 || length > 19 || (found[at]?.start ?? Number.POSITIVE_INFINITY) < (checkEnd ?? end))
      continue;
    long.push({ kind: length === 18 || length === 15 ? 'id' : 'card', start, end: checkEnd ?? end });
  }
  return [...found, ...long].sort((a, b) => a.start - b.start);
}

function isPersons(datum: PersonalDatum, text: string, line: DocumentLine): boolean {
  const written = text.slice(datum.start, datum.end);
  const placed: Placed = { line, start: datum.start - line.start, end: datum.end - line.start };
  const before = text.slice(Math.max(line.start, datum.start - 12), datum.start);
  // The end of a number that is masked, and what stands behind it.
  if (/[\d０-９]\*{4,}$|\*{8,}$/u.test(before) && !/[\d０-９]{11}/u.test(written)) return false;
  if (datum.kind === 'secret') return true;
  if (datum.kind === 'mail') return isPersonsMail(written, placed);
  if (CODE_LABEL.test(before)) return false;
  if (datum.kind === 'phone') return isPersonsPhone(written, placed);
  return isPersonsNumber(datum, written, placed);
}

const MOBILE = /^(?:(?:00)?86|0)?1[3-9]\d{9}$/u;
/** As mobile numbers are written: in one, or 3-4-4 with dashes. */
const PLAIN = /^[^\d]?(?:\d{11,15}|(?:86[-\s]?)?1\d{2}-\d{4}-\d{4})$/u;

function isPersonsPhone(written: string, placed: Placed): boolean {
  const digits = digitsIn(written);
  if (!MOBILE.test(digits)) return false;
  if (!PLAIN.test(plain(written))) {
    // Figures side by side in a table look like one: words must say that it is a number.
    const { before, behind } = aroundOf(placed);
    const said = lastPhoneLabel(before) ?? lastPhoneLabel(headOver(placed.line, placed.start));
    if (said === undefined && !namesBeside(before, behind) && /\d\s\d/u.test(written)) return false;
  }
  return !isOfficePhone(placed);
}

function isPersonsMail(written: string, placed: Placed): boolean {
  const [local = '', domain = ''] = written.split(/[@＠]/u);
  if (local === '' || /^\*+$/u.test(local)) return false;
  if (MOBILE.test(local)) return true;
  if (/[.．](?:gov|edu|org)[.．]cn$|[.．]gov$/iu.test(domain)) return false;
  if (tellsOf(placed)) return true;
  return (
    !MAIL_LABEL.test(aroundOf(placed).before.slice(-30)) &&
    !MAIL_LABEL.test(headOver(placed.line, placed.start))
  );
}

/** An identity number, a bank card, or an account. */
function isPersonsNumber(datum: PersonalDatum, written: string, placed: Placed): boolean {
  const digits = digitsIn(written);
  const { before } = aroundOf(placed);
  const said = `${before.slice(-24)} ${headOver(placed.line, placed.start)}`;
  if (IDENTITY_LABEL.test(said)) return true;
  if (CARD_LABEL.test(said)) return !isPublicAccount(placed);
  if (ACCOUNT_LABEL.test(said)) return !isPublicAccount(placed) && (isPersonsCard(digits) || tellsOf(placed));
  const shape = plain(written)
    .replaceAll(/[xX]$/gu, '0')
    .split(/[^\d]+/u)
    .map(({ length }) => length)
    .join('-');
  if (!/^(?:\d\d|6-8-4)$/u.test(shape)) return false;
  if (datum.kind === 'id' && isIdentity(plain(written).replaceAll(/[^\dxX]/gu, ''))) return true;
  if (tellsOf(placed)) return true;
  const isCard = isPersonsCard(digits) || (CHINESE_CARD.test(digits) && namesBefore(before, 'any'));
  return isCard && !isPublicAccount(placed);
}

/** As long as cards that banks of China give to persons, and with their first digits. */
const CHINESE_CARD = /^62\d{14,17}$/u;

/** Cards that banks of China give to persons; a firm's account has a number of its bank's. */
function isPersonsCard(digits: string): boolean {
  return CHINESE_CARD.test(digits) && isLuhn(digits);
}

const HOLDER =
  /(?:户名|账户名称?|收款人|持卡人|开户人|姓名)\s{0,2}[:：为是]?\s{0,3}(\p{Script=Han}{2,4})(?!\p{Script=Han})/u;

/** An account that the public pays into. */
function isPublicAccount(placed: Placed): boolean {
  const { before, behind } = aroundOf(placed);
  const words = `${placed.line.before.slice(-60)}\n${before}\n${behind}\n${placed.line.behind.slice(0, 60)}`;
  const holder = HOLDER.exec(words)?.[1];
  return (
    (holder === undefined || !isPersonNamed(holder)) && !isPersonsRow(placed.line) && COLLECTS.test(words)
  );
}

/** Digits and what parts them in plain characters. */
function plain(written: string): string {
  return written
    .normalize('NFKC')
    .replaceAll(/\p{Cf}/gu, '')
    .replaceAll(/\p{Pd}/gu, '-');
}

/**
 * A mobile number keeps three digits and four, an identity number its first and its last sign, a card its last four, an
 * address what is behind the @; digits that are not written in one, or in Han, are all hidden but for that.
 */
function maskedDatum({ kind, start, end }: PersonalDatum, text: string): string {
  const written = text.slice(start, end);
  const kept = KEPT[kind].exec(written)?.groups;
  const { head = '', tail = '' } = kept ?? {};
  return head + SIGN.repeat(written.length - head.length - tail.length) + tail;
}

const DIGIT = '[0-9０-９]';
const KEPT: Readonly<Record<PersonalDatum['kind'], RegExp>> = {
  phone: new RegExp(`^(?<head>${DIGIT}{3}(?=${DIGIT}{8}$|[^0-9０-９]))?.*?(?<tail>${DIGIT}{4})$`, 'su'),
  id: new RegExp(`^(?<head>${DIGIT}).*?(?<tail>[0-9０-９xXｘＸ])$`, 'su'),
  card: new RegExp(`^.*?(?<tail>${DIGIT}{4})$`, 'su'),
  mail: /(?<tail>[@＠].*)$/su,
  secret: /^/u,
};
