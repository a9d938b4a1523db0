/** Digits that stand together. */
export interface Group {
  /** 0 to 9. */
  readonly digits: string;
  readonly start: number;
  /** Behind the last digit. */
  readonly end: number;
  /** Behind an X that follows the digits: the check character of an identity number. */
  readonly checkEnd: number | undefined;
  /**
   * What stands before it and behind the group before: nothing that a number has within it, what parts figures of a list
   * (a comma, a slash, a new line, a tab), spaces, or dashes and dots alone.
   */
  readonly gap: 'foreign' | 'listed' | 'spaced' | 'joined';
}

/** Neighbouring groups, as one number. */
export interface Candidate {
  readonly groups: readonly Group[];
  readonly digits: string;
  /** Lengths of the groups, as `3-4-4`. */
  readonly shape: string;
  /** Dashes or dots alone part the groups: they are meant as one. */
  readonly isJoined: boolean;
  /** Parted as figures of a list are: nothing short of a proof makes one number of them. */
  readonly isListed: boolean;
  readonly before: string;
  readonly after: string;
}

const HAN_DIGITS = '零一二三四五六七八九';
/** As cheques have them. */
const FORMAL_DIGITS = '零壹贰叁肆伍陆柒捌玖';
const HAN = `[${HAN_DIGITS}${FORMAL_DIGITS}〇○幺]`;
/** ASCII, full-width and mathematical digits. */
const DIGIT = String.raw`[0-9０-９\u{1D7CE}-\u{1D7FF}]`;
/** Format characters, and what makes an emoji of a digit. */
const UNSEEN = String.raw`[\p{Cf}\ufe0e\ufe0f\u20e3]`;
/** Han digits only where there are more than a year or an amount has. */
const GROUP = new RegExp(
  `(${DIGIT}(?:${UNSEEN}*${DIGIT})*|${HAN}(?:${UNSEEN}*${HAN}){10,})` +
    `(?:${UNSEEN}*[ -]?[xXｘＸ×Хх](?![A-Za-z0-9]))?`,
  'gu',
);
const GAP = new RegExp(`^${UNSEEN}*(?:[\\p{Zs}\\p{Pd}−.·•_()（）]${UNSEEN}*){1,3}$`, 'u');
const LIST_GAP = /^\s?[,，/、\n\t]\s?$/u;
/** The id of a chat in a link to one of its messages. */
const CHAT_LINK = 't.me/c/';
/** Digits of the shortest number that is looked for, and of the longest that is written in groups. */
const SHORTEST = 7;
export const LONGEST = 23;
/** Characters that are looked at before and behind a number. */
const AROUND = 12;

/** Digits as many as the shortest number has that is told by its length alone. */
const LONG = new RegExp(`(?:${DIGIT}${UNSEEN}*){14}|(?:${HAN}${UNSEEN}*){14}`, 'u');

/** Whether a text has a group of 14 digits or more. */
export function hasLongGroup(text: string): boolean {
  return LONG.test(text);
}

/** The digits of a text, group by group. */
export function digitGroups(text: string): Group[] {
  const groups: Group[] = [];
  for (const match of text.matchAll(GROUP)) {
    const written = match[1] ?? '';
    const [start, end] = [match.index, match.index + written.length];
    if (text.startsWith(CHAT_LINK, start - CHAT_LINK.length)) continue;
    const checkEnd = match.index + match[0].length;
    const last = groups.at(-1);
    groups.push({
      digits: digitsIn(written),
      start,
      end,
      checkEnd: checkEnd > end ? checkEnd : undefined,
      gap: last === undefined ? 'foreign' : gapOf(text.slice(last.checkEnd ?? last.end, start)),
    });
  }
  return groups;
}

function gapOf(between: string): Group['gap'] {
  if (!GAP.test(between)) return LIST_GAP.test(between) ? 'listed' : 'foreign';
  return /[\p{Zs}()（）]/u.test(between) ? 'spaced' : 'joined';
}

/** The digits of what is written, 0 to 9. */
export function digitsIn(written: string): string {
  if (/^[0-9]+$/u.test(written)) return written;
  return written
    .replaceAll('幺', '1')
    .replaceAll(/[〇○]/gu, '0')
    .replaceAll(/[一二三四五六七八九零]/gu, (digit) => String(HAN_DIGITS.indexOf(digit)))
    .replaceAll(/[壹贰叁肆伍陆柒捌玖]/gu, (digit) => String(FORMAL_DIGITS.indexOf(digit)))
    .normalize('NFKC')
    .replaceAll(/[^0-9]/gu, '');
}

/** What may be one number and begins with the group `at`, the longest first. */
export function candidatesFrom(groups: readonly Group[], at: number, text: string): Candidate[] {
  const candidates: Candidate[] = [];
  const start = groups[at]?.start ?? 0;
  const before = text.slice(Math.max(0, start - AROUND), start);
  let digits = '';
  let shape = '';
  let isJoined = true;
  let isListed = false;
  for (let count = 0; count < LONGEST; count++) {
    const group = groups[at + count];
    if (group === undefined) break;
    if (count > 0) {
      if (group.gap === 'foreign' || digits.length + group.digits.length > LONGEST) break;
      isJoined &&= group.gap === 'joined';
      isListed ||= group.gap === 'listed';
    }
    digits += group.digits;
    shape += `${count > 0 ? '-' : ''}${group.digits.length}`;
    if (digits.length < SHORTEST) continue;
    candidates.unshift({
      groups: groups.slice(at, at + count + 1),
      ...{ digits, shape, isJoined, isListed, before },
      after: text.slice(group.end, group.end + AROUND),
    });
  }
  return candidates;
}
