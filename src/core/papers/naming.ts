import { groupBy } from '../facts/once.ts';
import type { Gazetteer } from '../places/places.ts';
import type { Amendment, Paper } from '../types.ts';
import { plainNumber, plainTitle, sentOut, subjectOf } from './titles.ts';

/** The places above a place, by official names; empty where it is not known. */
export type PlacesAbove = (place: string) => readonly string[];

/** The places above a place as a gazetteer knows them. */
export function placesAboveIn({ lookup }: Pick<Gazetteer, 'lookup'>): PlacesAbove {
  return (place) => lookup(place).find(({ name }) => name === place)?.parents ?? [];
}

/** What a paper names another one by: without spaces, brackets of one kind. */
interface Name {
  readonly number?: string;
  readonly title?: string;
}

/** A paper with what others name it by, and what it names others by. */
export interface NamedPaper {
  readonly documentId: string;
  readonly paper: Paper;
  readonly key: string;
  readonly number?: string;
  /** The titles that it is cited by. */
  readonly titles: readonly string[];
  readonly repeals: readonly Name[];
  readonly amends: readonly (Name & Amendment)[];
  /** What its editions share: place and subject. */
  readonly matter?: string;
}

/** @param key tells papers of a corpus apart. */
export function namedPaper(documentId: string, paper: Paper, key: string): NamedPaper {
  const { title, issuer, place, repeals = [], amends = [] } = paper;
  const own = plainTitle(title);
  const subject = place === undefined ? undefined : subjectOf(paper);
  return {
    ...{ documentId, paper, key },
    ...plainName({ number: paper.number }),
    titles: [own, sentOut(own) ?? [], issuer === undefined ? [] : plainTitle(issuer) + own].flat(),
    repeals: repeals.map(plainName),
    amends: amends.map((one) => ({ ...one, ...plainName(one) })),
    ...(subject === undefined ? {} : { matter: `${place}\n${subject}` }),
  };
}

function plainName({ number, title }: { number?: string | undefined; title?: string }): Name {
  return {
    ...(number === undefined ? {} : { number: plainNumber(number) }),
    ...(title === undefined ? {} : { title: plainTitle(title) }),
  };
}

/**
 * Whether a name that one paper uses is that of another: by its number where both have one, else by its exact title, where
 * the paper that names is of the other's place or of a place above, or either place is not known.
 */
export function isNameOf(
  { number, title }: Name,
  by: NamedPaper,
  other: NamedPaper,
  placesAbove: PlacesAbove,
): boolean {
  if (number !== undefined && other.number !== undefined) return number === other.number;
  if (title === undefined || !other.titles.includes(title)) return false;
  const { place } = by.paper;
  return place === undefined || reaching(other, placesAbove)?.includes(place) !== false;
}

/** The places whose papers may name one by its title alone; undefined where all of them may. */
function reaching({ paper: { place } }: NamedPaper, placesAbove: PlacesAbove): string[] | undefined {
  return place === undefined ? undefined : [place, ...placesAbove(place)];
}

const ANYWHERE = '*';

/**
 * The papers that name one, in the order of the corpus. Looked up by number, or by title and place: many counties may
 * have papers of one title.
 */
export function namingIndex(
  papers: readonly NamedPaper[],
  namesOf: (paper: NamedPaper) => readonly Name[],
  placesAbove: PlacesAbove,
): (of: NamedPaper) => NamedPaper[] {
  const titled = (title: string, place: string) => `${place}\n${title}`;
  const naming = papers.flatMap((one, at) =>
    namesOf(one).flatMap(({ number, title }) => {
      const places = title === undefined ? [] : [ANYWHERE, one.paper.place ?? ''];
      const keys = [number ?? [], places.map((place) => titled(title ?? '', place))].flat();
      return keys.map((key) => ({ key, at }));
    }),
  );
  const byKey = groupBy(naming, ({ key }) => key);
  return (of) => {
    const reached = reaching(of, placesAbove);
    const places = reached === undefined ? [ANYWHERE] : [...reached, ''];
    const keys = [
      of.number ?? [],
      of.titles.flatMap((title) => places.map((place) => titled(title, place))),
    ].flat();
    const found = new Set(keys.flatMap((key) => byKey.get(key) ?? []).map(({ at }) => at));
    return [...found]
      .toSorted((a, b) => a - b)
      .flatMap((at) => papers[at] ?? [])
      .filter((other) => namesOf(other).some((name) => isNameOf(name, other, of, placesAbove)));
  };
}

/** The papers of one place that rule one subject, the latest first; none of a paper that rules nothing. */
export function editionIndex(papers: readonly NamedPaper[]): (of: NamedPaper) => readonly NamedPaper[] {
  const dated = papers.filter(({ paper }) => startOf(paper) !== undefined);
  const groups = groupBy(dated, ({ matter }) => matter);
  for (const group of groups.values())
    group.sort((a, b) => (startOf(b.paper) ?? '').localeCompare(startOf(a.paper) ?? ''));
  return ({ matter }) => (matter === undefined ? [] : (groups.get(matter) ?? []));
}

/** The latest edition that holds on a day and replaces a paper: of the same office, where both offices are known. */
export function laterEdition(
  { paper }: NamedPaper,
  editions: readonly NamedPaper[],
  today: string,
): NamedPaper | undefined {
  return editions.find(
    ({ paper: edition }) =>
      isLater(edition, paper) && !isYetToCome(edition, today) && mayBeOfOneOffice(edition, paper),
  );
}

function mayBeOfOneOffice({ issuer: one }: Paper, { issuer: other }: Paper): boolean {
  return one === undefined || other === undefined || one.endsWith(other) || other.endsWith(one);
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

/** Whether a paper does not hold yet on a day. */
export function isYetToCome({ effectiveFrom }: Paper, today: string): boolean {
  return effectiveFrom !== undefined && effectiveFrom > today;
}

/** When a paper was issued, or else the first day on which it holds. */
function startOf({ issuedOn, effectiveFrom }: Paper): string | undefined {
  return issuedOn ?? effectiveFrom;
}
