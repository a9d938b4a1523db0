import { bigramTerms } from '../language/terms.ts';
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

interface FindPlaceDeps {
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

const TOWNSHIP = /\p{Script=Han}{2,4}(?=[乡镇村])/gu;
/** Words for any village or town: 全县农村 is no village by the name of 县农. */
const NO_NAME =
  /(?:[农本该各全每某邻外驻进哪]村|[城下回返离本该各全每某异外家故]乡|[本该各全每某村乡]镇|[县市区]城镇|乡村|(?:行政|自然|贫困|示范|重点|脱贫|城中|联合|专业|先进|文明|试点|后进|薄弱|出列)村)$/u;
/** Passages looked into for each name. */
const DEPTH = 20;

export interface Township {
  /** As the reports write it: 热水镇. */
  readonly name: string;
  /** The only place whose reports speak of it. */
  readonly place: string;
}

/**
 * The township or village that a question names: 某某乡 is as good as its county. Null where no report has the name, or
 * where it is no name, as reports of several places use it (贫困村).
 */
export function townshipIn(topic: string, knowledge: Knowledge): Township | null {
  for (const match of topic.matchAll(TOWNSHIP)) {
    const end = match.index + match[0].length + 1;
    for (let start = match.index; end - start >= 3; start++) {
      const name = topic.slice(start, end);
      if (NO_NAME.test(name)) break;
      const [found, ...others] = placesHolding(name, knowledge);
      if (found !== undefined && others.length === 0) return { name: found[1], place: found[0] };
    }
  }
  return null;
}

/** The places whose reports hold the name, each with the name as it is written there: 白水乡 may be 白水瑶族乡. */
function placesHolding(name: string, knowledge: Knowledge): Map<string, string> {
  const written = new RegExp(`${name.slice(0, -1)}(?:\\p{Script=Han}{1,4}族)?${name.slice(-1)}`, 'u');
  const hits = knowledge.bigrams.search(bigramTerms(name), DEPTH);
  const passages = hits.flatMap(({ ordinal }) => knowledge.passages[ordinal] ?? []);
  return new Map(
    passages.flatMap(({ text, place }) => {
      const found = written.exec(text)?.[0];
      return place !== undefined && found !== undefined ? [[place, found] as const] : [];
    }),
  );
}
