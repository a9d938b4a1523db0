/** Digits that stand together. */
export interface Group {
  /** 0 to 9. */
  readonly digits: string;
  readonly start: number;
  /** Behind the last digit. */
  readonly end: number;
  /** Behind an X that follows the digits: the check character of an identity number. */
  readonly checkEnd: number | undefined;
  /** What stands before it and behind the group before: nothing that a number has within it, spaces, or dashes and dots alone. */
  readonly gap: 'foreign' | 'spaced' | 'joined';
}

/** Neighbouring groups, as one number. */
export interface Candidate {
  readonly groups: readonly Group[];
  readonly digits: string;
  /** Lengths of the groups, as `3-4-4`. */
  readonly shape: string;
  /** Dashes or dots alone part the groups: they are meant as one. */
  readonly isJoined: boolean;
  readonly before: string;
  readonly after: string;
}

const HAN_DIGITS = '零一二三四五六七八九';
/** Format characters, and what makes an emoji of a digit. */
const UNSEEN = String.raw`[\p{Cf}\ufe0e\ufe0f\u20e3]`;
/** Han digits only where there are more than a year or an amount has. */
const GROUP = new RegExp(
  `(?<digits>[0-9０-９](?:${UNSEEN}*[0-9０-９])*|[${HAN_DIGITS}〇○幺](?:${UNSEEN}*[${HAN_DIGITS}〇○幺]){10,})` +
    `(?:${UNSEEN}*[ -]?[xXｘＸ](?![A-Za-z0-9]))?`,
  'gu',
);
const GAP = new RegExp(`^${UNSEEN}*(?:[\\p{Zs}\\t\\p{Pd}−.·•_()（）]${UNSEEN}*){1,3}$`, 'u');
/** The id of a chat in a link to one of its messages. */
const CHAT_LINK = /t\.me\/c\/$/u;
/** Digits of the longest number that is looked for. */
const LONGEST = 23;
/** Characters that are looked at before and behind a number. */
const AROUND = 12;

/** The digits of a text, group by group. */
export function digitGroups(text: string): Group[] {
  const groups: Group[] = [];
  for (const match of text.matchAll(GROUP)) {
    const written = match.groups?.digits ?? '';
    const [start, end] = [match.index, match.index + written.length];
    if (CHAT_LINK.test(text.slice(Math.max(0, start - 7), start))) continue;
    const checkEnd = match.index + match[0].length;
    const last = groups.at(-1);
    groups.push({
      digits: plainDigits(written),
      start,
      end,
      checkEnd: checkEnd > end ? checkEnd : undefined,
      gap: last === undefined ? 'foreign' : gapOf(text.slice(last.checkEnd ?? last.end, start)),
    });
  }
  return groups;
}

function gapOf(between: string): Group['gap'] {
  if (!GAP.test(between)) return 'foreign';
  return /[\p{Zs}\t()（）]/u.test(between) ? 'spaced' : 'joined';
}

function plainDigits(written: string): string {
  return written
    .replaceAll('幺', '1')
    .replaceAll(/[〇○]/gu, '0')
    .replaceAll(/[零一二三四五六七八九]/gu, (digit) => String(HAN_DIGITS.indexOf(digit)))
    .normalize('NFKC')
    .replaceAll(/[^0-9]/gu, '');
}

/** What may be one number and begins with the group `at`, the longest first. */
export function candidatesFrom(groups: readonly Group[], at: number, text: string): Candidate[] {
  const candidates: Candidate[] = [];
  const taken: Group[] = [];
  let digits = '';
  for (const group of groups.slice(at, at + LONGEST)) {
    if (taken.length > 0 && group.gap === 'foreign') break;
    digits += group.digits;
    if (digits.length > LONGEST) break;
    taken.push(group);
    const start = taken[0]?.start ?? group.start;
    candidates.unshift({
      groups: [...taken],
      digits,
      shape: taken.map((one) => one.digits.length).join('-'),
      isJoined: taken.slice(1).every(({ gap }) => gap === 'joined'),
      before: text.slice(Math.max(0, start - AROUND), start),
      after: text.slice(group.end, group.end + AROUND),
    });
  }
  return candidates;
}
