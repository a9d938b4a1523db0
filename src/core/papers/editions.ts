import type { Paper } from '../types.ts';
import type { NamedPaper } from './naming.ts';
import { subjectOf } from './titles.ts';

/** The papers of one place that rule one subject, the latest first. */
export function editionIndex(papers: readonly NamedPaper[]): (of: NamedPaper) => readonly NamedPaper[] {
  const groups = new Map<string, NamedPaper[]>();
  const groupOf = ({ paper }: NamedPaper): string | undefined => {
    const subject = paper.place === undefined ? undefined : subjectOf(paper);
    return subject === undefined ? undefined : `${paper.place}\n${subject}`;
  };
  const keys = new Map(papers.map((held) => [held, groupOf(held)]));
  for (const [held, key] of keys) {
    if (key === undefined || startOf(held.paper) === undefined) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [held]);
    else group.push(held);
  }
  for (const group of groups.values())
    group.sort((a, b) => (startOf(b.paper) ?? '').localeCompare(startOf(a.paper) ?? ''));
  return (of) => groups.get(keys.get(of) ?? '') ?? [];
}

/** The latest edition that holds on a day and replaces a paper. */
export function laterEdition(
  { paper }: NamedPaper,
  editions: readonly NamedPaper[],
  today: string,
): NamedPaper | undefined {
  const start = startOf(paper);
  if (start === undefined) return undefined;
  for (const edition of editions) {
    // Behind it stand only earlier ones.
    if ((startOf(edition.paper) ?? '') <= start) return undefined;
    if (!isYetToCome(edition.paper, today) && replaces(edition.paper, paper)) return edition;
  }
  return undefined;
}

/** Whether a paper is the later edition of a rule, of the same office, where both are of one place and subject. */
function replaces(later: Paper, earlier: Paper): boolean {
  if (later.issuer !== undefined && earlier.issuer !== undefined && !sameOffice(later.issuer, earlier.issuer))
    return false;
  return isLater(later, earlier);
}

/** Whether a date, or its beginning, is later than another; a month is not later than a day in it. */
export function isLaterDate(later: string, earlier: string): boolean {
  return later > earlier && !later.startsWith(earlier);
}

/** Whether both days are known and one paper is of a later one. */
export function isLater(later: Paper, earlier: Paper): boolean {
  const [from, before] = [startOf(later), startOf(earlier)];
  return from !== undefined && before !== undefined && isLaterDate(from, before);
}

function sameOffice(a: string, b: string): boolean {
  return a === b || a.endsWith(b) || b.endsWith(a);
}

export function isYetToCome({ effectiveFrom }: Paper, today: string): boolean {
  return effectiveFrom !== undefined && effectiveFrom > today;
}

/** When a paper was issued, or else the first day on which it holds. */
function startOf({ issuedOn, effectiveFrom }: Paper): string | undefined {
  return issuedOn ?? effectiveFrom;
}
