import type { Gazetteer } from '../places/places.ts';
import type { Paper } from '../types.ts';
import { plainNumber, plainTitle, sentOut } from './titles.ts';

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
  readonly amends: readonly Name[];
}

/** @param key tells papers of a corpus apart. */
export function namedPaper(documentId: string, paper: Paper, key: string): NamedPaper {
  const { number, title, issuer, repeals = [], amends = [] } = paper;
  const own = plainTitle(title);
  const sent = sentOut(own);
  return {
    ...{ documentId, paper, key },
    ...(number === undefined ? {} : { number: plainNumber(number) }),
    titles: [
      own,
      ...(sent === undefined ? [] : [sent]),
      ...(issuer === undefined ? [] : [plainTitle(issuer) + own]),
    ],
    repeals: repeals.map(plainName),
    amends: amends.map(plainName),
  };
}

function plainName({ number, title }: Name): Name {
  return {
    ...(number === undefined ? {} : { number: plainNumber(number) }),
    ...(title === undefined ? {} : { title: plainTitle(title) }),
  };
}

/**
 * Whether what one paper says of papers that it names is said of another one: by its number where both have one, else
 * by its exact title, where the one that names is of its place or of a place above, or either place is not known.
 */
export function isNamedBy(
  names: readonly Name[],
  { paper: { place } }: NamedPaper,
  other: NamedPaper,
  placesAbove: PlacesAbove,
): boolean {
  return names.some(({ number, title }) =>
    number !== undefined && other.number !== undefined
      ? number === other.number
      : title !== undefined &&
        other.titles.includes(title) &&
        (place === undefined || reaching(other, placesAbove)?.includes(place) !== false),
  );
}

/** The places whose papers may name one by its title alone; undefined where all of them may. */
function reaching({ paper: { place } }: NamedPaper, placesAbove: PlacesAbove): string[] | undefined {
  return place === undefined ? undefined : [place, ...placesAbove(place)];
}

/**
 * The papers that name one, in the order of the corpus. Looked up by number, or by title and place: many counties may
 * have papers of one title.
 */
export function namingIndex(
  papers: readonly NamedPaper[],
  namesOf: (paper: NamedPaper) => readonly Name[],
  placesAbove: PlacesAbove,
): (of: NamedPaper) => NamedPaper[] {
  const byNumber = new Map<string, Set<number>>();
  const byTitle = new Map<string, Map<string, Set<number>>>();
  papers.forEach((one, at) => {
    for (const { number, title } of namesOf(one)) {
      if (number !== undefined) setAt(byNumber, number).add(at);
      if (title === undefined) continue;
      const places = byTitle.get(title) ?? new Map<string, Set<number>>();
      byTitle.set(title, places);
      setAt(places, one.paper.place ?? '').add(at);
    }
  });
  return (of) => {
    const reached = reaching(of, placesAbove);
    const found = new Set(of.number === undefined ? [] : byNumber.get(of.number));
    for (const title of of.titles) {
      const places = byTitle.get(title);
      for (const place of reached === undefined ? (places?.keys() ?? []) : [...reached, ''])
        for (const at of places?.get(place) ?? []) found.add(at);
    }
    return [...found]
      .sort((a, b) => a - b)
      .flatMap((at) => papers[at] ?? [])
      .filter((other) => isNamedBy(namesOf(other), other, of, placesAbove));
  };
}

function setAt(sets: Map<string, Set<number>>, key: string): Set<number> {
  const known = sets.get(key);
  if (known !== undefined) return known;
  const made = new Set<number>();
  sets.set(key, made);
  return made;
}
