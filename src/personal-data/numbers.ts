import { type Candidate, candidatesFrom, digitGroups, LONGEST } from './groups.ts';

/** `secret`: a bot token or an API key. */
export type PersonalKind = 'id' | 'card' | 'phone' | 'mail' | 'secret';

/** A stretch of the text, in UTF-16 units, `end` exclusive. */
export interface PersonalDatum {
  readonly kind: PersonalKind;
  readonly start: number;
  readonly end: number;
}

/**
 * `proven`: the number bears out what it is by its check digit, its date or the words before it, so that the figures of
 * a policy stand. `shaped`: whatever looks like one, for text in which nobody asks after figures.
 */
export type Certainty = 'proven' | 'shaped';

/** Numbers that stand for a person, first to last; no two overlap. */
export function personalNumbers(text: string, certainty: Certainty): PersonalDatum[] {
  const groups = digitGroups(text);
  const found: PersonalDatum[] = [];
  for (let at = 0; at < groups.length; ) {
    const datum = personalNumber(candidatesFrom(groups, at, text), certainty);
    if (datum === undefined) {
      at++;
      continue;
    }
    found.push(datum);
    while ((groups[at]?.start ?? Number.POSITIVE_INFINITY) < datum.end) at++;
  }
  return found;
}

function personalNumber(candidates: readonly Candidate[], certainty: Certainty): PersonalDatum | undefined {
  if (candidates.length === 0) return undefined;
  const whole = candidates.filter(({ isListed }) => !isListed);
  for (const {
    kind,
    is,
    length: [least, most],
    isProof,
  } of KINDS) {
    const among = isProof === true ? candidates : whole;
    const [first, ...rest] =
      among.find(
        (candidate) =>
          candidate.digits.length >= least && candidate.digits.length <= most && is(candidate, certainty),
      )?.groups ?? [];
    if (first === undefined) continue;
    const last = rest.at(-1) ?? first;
    return { kind, start: first.start, end: (kind === 'id' ? last.checkEnd : undefined) ?? last.end };
  }
  return undefined;
}

const KINDS: readonly {
  readonly kind: PersonalKind;
  readonly is: (candidate: Candidate, certainty: Certainty) => boolean;
  /** How many digits it has, at the least and at the most. */
  readonly length: readonly [number, number];
  /** It bears itself out, whatever stands between its groups. */
  readonly isProof?: boolean;
}[] = [
  { kind: 'id', is: isIdentityNumber, length: [17, 18], isProof: true },
  { kind: 'card', is: isBankCard, length: [16, 19] },
  { kind: 'id', is: isOldIdentityNumber, length: [15, 15] },
  { kind: 'phone', is: isMobile, length: [11, 15] },
  { kind: 'phone', is: isLandline, length: [10, 12] },
  { kind: 'phone', is: isNamedPhone, length: [7, 11] },
  { kind: 'id', is: isNamedNumber, length: [14, LONGEST] },
  { kind: 'id', is: isRunTogether, length: [20, Number.POSITIVE_INFINITY] },
];

/** GB 11643: region, date of birth, sequence, and a check character by ISO 7064 MOD 11-2. */
function isIdentityNumber({ digits, groups, shape }: Candidate, certainty: Certainty): boolean {
  const hasX = digits.length === 17 && groups.at(-1)?.checkEnd !== undefined;
  const number = hasX ? `${digits}X` : digits;
  if (!/^[1-9]\d{16}[\dX]$/u.test(number)) return false;
  if (certainty === 'shaped' && !shape.includes('-')) return true;
  return hasCheckDigit(number);
}

/** An identity number of somebody: a province's, with a date of birth and a right check character. */
export function isIdentity(number: string): boolean {
  return /^\d{17}[\dX]$/iu.test(number) && PROVINCE.test(number) && hasCheckDigit(number.toUpperCase());
}

function hasCheckDigit(number: string): boolean {
  const date = /^\d{6}((?:18|19|20)\d\d)(\d\d)(\d\d)/u.exec(number);
  if (date === null || !isDate(Number(date[1]), Number(date[2]), Number(date[3]))) return false;
  const sum = [...number.slice(0, 17)].reduce(
    (total, digit, at) => total + Number(digit) * (2 ** (17 - at) % 11),
    0,
  );
  return number.endsWith('10X98765432'.charAt(sum % 11));
}

/** Provinces by the first two digits. */
const PROVINCE = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5])/u;

/** As they were until 1999: 15 digits, two of them for the year, none to check them by. */
function isOldIdentityNumber({ digits, shape }: Candidate, certainty: Certainty): boolean {
  if (shape !== '15' && shape !== '6-6-3') return false;
  if (certainty === 'proven' && !PROVINCE.test(digits)) return false;
  return isDate(1900 + Number(digits.slice(6, 8)), Number(digits.slice(8, 10)), Number(digits.slice(10, 12)));
}

function isDate(year: number, month: number, day: number): boolean {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = month === 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
  return month >= 1 && month <= 12 && day >= 1 && day <= days;
}

/** In fours, or six and the rest. */
const CARD_SHAPE = /^(?:4-4-4-4(?:-[123])?|6-1[0-3])$/u;

/** ISO/IEC 7812: 16 to 19 digits, the last by the Luhn formula. Groups that spaces part begin as cards of China do. */
function isBankCard({ digits, shape, before, after }: Candidate, certainty: Certainty): boolean {
  const isWhole = !shape.includes('-');
  if (!isWhole && !CARD_SHAPE.test(shape)) return false;
  if (certainty === 'shaped') return true;
  return (
    /^[1-9]/u.test(digits) &&
    (isWhole || /^[3-69]/u.test(digits)) &&
    isLuhn(digits) &&
    !isAmount(before, after)
  );
}

/** A check digit by the Luhn formula is right. */
export function isLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, at) => {
    const doubled = Number(digit) * (at % 2 === 0 ? 1 : 2);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}

const PHONE_SHAPE = /^(?:3-4-4|3-8|4-4-3|1(?:-1){10})$/u;

/** Eleven digits, with the code of China or a 0 before them or without. Figures in a row are no number. */
function isMobile({ digits, groups, isJoined, before, after }: Candidate, certainty: Certainty): boolean {
  const prefix = /^(?:(?:00)?86|0)?(?=1[3-9]\d{9}$)/u.exec(digits)?.[0].length;
  if (prefix === undefined) return false;
  const [first = '', ...rest] = groups.map((group) => group.digits);
  const [head = '', ...tail] = first.length > prefix ? [first.slice(prefix), ...rest] : rest;
  if (tail.length === 0) return certainty === 'shaped' || !isAmount(before, after);
  if (/^(?:19|20)\d\d$/u.test(head)) return false;
  const shape = [head, ...tail].map(({ length }) => length).join('-');
  return PHONE_SHAPE.test(shape) || (isJoined && /^[3-7](?:-\d){1,3}$/u.test(shape));
}

/** A line of China with its area code; no figure begins with a 0. */
function isLandline({ digits, shape }: Candidate): boolean {
  return (
    /^(?:1[0-2]|3-8|3-7|4-7|4-8|3-4-4|4-3-4|4-4-4|3-3-4)$/u.test(shape) &&
    /^0(?:10|2\d|[3-9]\d\d)[2-9]\d{6,7}$/u.test(digits)
  );
}

const PHONE_NAME = /(?:电话|手机|座机|固话|联系方式|tel|phone)(?:号码?)?[是为:：\s(（]{0,4}$/iu;
/** Telephones are counted, too. */
const COUNTED = /^\s?(?:多|余)?[户部台个人次]/u;

/** Named as what it is: a mobile number in any groups, or a line of the same area. */
function isNamedPhone({ digits, shape, before, after }: Candidate): boolean {
  if (!PHONE_NAME.test(before) || isAmount(before, after) || COUNTED.test(after)) return false;
  if (/^1[3-9]\d{9}$/u.test(digits)) return true;
  // Eight digits may be a date.
  return /^(?:[78]|3-4|4-4)$/u.test(shape) && /^(?:[2-8]\d{6}|(?!20[0-2]\d)[2-8]\d{7})$/u.test(digits);
}

const NAME = /(?:身份证|证件|银行卡|社保卡|一卡通|存折|卡|账户?|帐户?)(?:号码?)?[是为:：\s]{0,4}$/u;

/** Long, and named as what it is: one that was mistyped tells of a person too. */
function isNamedNumber({ shape, before }: Candidate): boolean {
  const isWhole = !shape.includes('-');
  return (isWhole || CARD_SHAPE.test(shape) || shape === '6-8-4') && NAME.test(before);
}

/** More digits in a row than any figure has: several numbers with nothing between them. */
function isRunTogether({ groups }: Candidate): boolean {
  return groups.length === 1;
}

/** Money or a quantity of something, not somebody's number. */
function isAmount(before: string, after: string): boolean {
  return (
    /[¥￥$]\s?$/u.test(before) ||
    /^(?:\.\d+)?\s?(?:[万亿]|[美欧日]?元(?!旦)|人民币|公斤|吨|千瓦|平方|立方)/u.test(after)
  );
}
