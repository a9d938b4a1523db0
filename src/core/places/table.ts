import type { Division, Place } from './place.ts';
import { kindOf, shortName } from './place.ts';

/** One spelling, and what it may stand for. */
export interface Name {
  readonly text: string;
  readonly form: 'official' | 'suffixed' | 'short';
  /** True for another kind than the place's own (县 for a 区): older reports and habits of speech. */
  readonly borrowed: boolean;
  readonly places: readonly Place[];
}

/** A division with the name that tells it from all others. */
export function toPlace(division: Division, sharedNames: ReadonlySet<string>): Place {
  const shared = sharedNames.has(division.name);
  const parent = division.parents.at(-1);
  return {
    name: shared && parent !== undefined ? `${parent}${division.name}` : division.name,
    short: shortName(division.name),
    level: division.level,
    code: division.code,
    parents: division.parents,
  };
}

/** The names that several divisions have. */
export function sharedNames(all: readonly Division[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const shared = new Set<string>();
  for (const { name } of all) (seen.has(name) ? shared : seen).add(name);
  return shared;
}

/**
 * Every spelling once: official names win over short names with a kind, those over former names, those over borrowed
 * kinds, those over bare.
 */
export function collectNames(
  places: readonly Place[],
  formerNames: ReadonlyMap<string, string>,
): Map<string, Name> {
  const names = new Map<string, Name>();
  function add(round: readonly (readonly [string, Place])[], form: Name['form'], borrowed: boolean): void {
    const fresh = new Map<string, Place[]>();
    for (const [text, place] of round) {
      if (names.has(text) || text === '') continue;
      fresh.set(text, [...(fresh.get(text) ?? []), place]);
    }
    for (const [text, found] of fresh) names.set(text, { text, form, borrowed, places: found });
  }
  add(
    places.map((place) => [place.name, place]),
    'official',
    false,
  );
  add(
    places.map((place) => [officialName(place), place]),
    'official',
    false,
  );
  add(
    places
      .filter((place) => place.short.length > 1)
      .map((place) => [place.short + kindOf(place.name), place]),
    'suffixed',
    false,
  );
  const successors = new Map(places.map((place) => [place.name, place]));
  const former = [...formerNames].flatMap(([name, successor]) => {
    const place = successors.get(successor);
    return place === undefined ? [] : [[name, place] as const];
  });
  add(former, 'suffixed', false);
  add(
    places.flatMap((place) =>
      place.level === 'county' && place.short.length > 1
        ? ['县', '市', '区'].map((kind) => [`${place.short}${kind}`, place] as const)
        : [],
    ),
    'suffixed',
    true,
  );
  add(
    places.map((place) => [place.short, place]),
    'short',
    false,
  );
  add(
    former.filter(([name]) => shortName(name).length > 1).map(([name, place]) => [shortName(name), place]),
    'short',
    false,
  );
  return names;
}

function officialName(place: Place): string {
  const parent = place.parents.at(-1) ?? '';
  return parent !== '' && place.name.startsWith(parent) ? place.name.slice(parent.length) : place.name;
}
