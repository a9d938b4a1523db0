import { normaliseInput } from '../language/text.ts';
import type { Knowledge, ScriptConverter } from '../ports.ts';
import { placeLabel } from './place.ts';
import type { Gazetteer, Place } from './places.ts';

/** What a name that somebody wrote stands for, seen from the serving corpus. */
export type FoundPlace =
  /** `name`: official. `label`: as people call it. */
  | { readonly kind: 'covered'; readonly name: string; readonly label: string }
  /** A place, or several of one name, that no report speaks of. */
  | { readonly kind: 'not-covered'; readonly name: string }
  /** Official names of places that the reports speak of, to choose from. */
  | { readonly kind: 'several'; readonly names: readonly string[] }
  | { readonly kind: 'unknown' };

export interface FindPlaceDeps {
  readonly knowledge: Pick<Knowledge, 'ordinalsByPlace'>;
  readonly gazetteer: Gazetteer;
  readonly script: ScriptConverter;
}

/** No official name with all its parents is longer; in UTF-16 units. */
const LONGEST = 60;

/**
 * The place that a whole text names, in any spelling: official, short, with its province and city before it, in
 * traditional characters. Of several places with one name those that the reports speak of are meant.
 */
export function findPlace(written: string, { knowledge, gazetteer, script }: FindPlaceDeps): FoundPlace {
  const text = script.toSimplified(normaliseInput(written)).replaceAll(/[\s,，、·/]+/gu, '');
  if (text === '' || text.length > LONGEST) return { kind: 'unknown' };
  const covered = knowledge.ordinalsByPlace;
  const candidates = covered.has(text) ? [text] : candidatesOf(text, gazetteer);
  const known = candidates.filter((name) => covered.has(name));
  const [only] = known;
  if (only !== undefined && known.length === 1) {
    return { kind: 'covered', name: only, label: placeLabel(only, { gazetteer }) };
  }
  if (known.length > 1) return { kind: 'several', names: known };
  const [first] = candidates;
  if (first === undefined) return { kind: 'unknown' };
  return { kind: 'not-covered', name: candidates.length === 1 ? first : text };
}

/** Official names of what the text's names stand for, without those that only say where the others lie. */
function candidatesOf(text: string, gazetteer: Gazetteer): string[] {
  const named = namesOf(text, gazetteer) ?? [];
  // Of the other names alone: 朝阳 is a county of the city 朝阳, and of other cities.
  const meant = named.map((places) => {
    const above = new Set(but(places, named).map(({ name }) => name));
    const within = places.filter(({ parents }) => parents.some((parent) => above.has(parent)));
    return within.length > 0 ? within : places;
  });
  const candidates = meant.flatMap((places) => {
    const outer = new Set(but(places, meant).flatMap(({ parents }) => parents));
    return places.filter(({ name }) => !outer.has(name));
  });
  return [...new Set(candidates.map(({ name }) => name))];
}

/** What the names stand for, but one. */
function but(one: readonly Place[], named: readonly (readonly Place[])[]): Place[] {
  return named.filter((other) => other !== one).flat();
}

/** The text as names from end to end, the longest first, each with the places that have it; null where it is more. */
function namesOf(text: string, gazetteer: Gazetteer): Place[][] | null {
  const hopeless = new Set<number>();
  const from = (start: number): Place[][] | null => {
    if (start === text.length) return [];
    if (hopeless.has(start)) return null;
    for (let end = text.length; end > start; end--) {
      const places = gazetteer.lookup(text.slice(start, end));
      const rest = places.length === 0 ? null : from(end);
      if (rest !== null) return [places, ...rest];
    }
    hopeless.add(start);
    return null;
  };
  return from(0);
}
