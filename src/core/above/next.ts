import { placesAboveIn } from '../papers/naming.ts';
import type { Tier } from '../places/place.ts';
import type { Gazetteer } from '../places/places.ts';
import type { Knowledge } from '../ports.ts';
import { type AskedQuestion, askedOtherwise } from '../question/question.ts';
import { asksChange, asksComparison } from '../question/relation.ts';
import { DEFAULT_SETTINGS, type Settings } from '../settings.ts';
import type { Refused } from '../types.ts';

export interface NextDeps {
  readonly knowledge: Knowledge;
  readonly gazetteer: Pick<Gazetteer, 'lookup'>;
  /** The product's own, uncalibrated, when absent. */
  readonly settings?: Settings;
}

/** More places than this are not asked for what is above each of them. */
const MOST_PLACES = 3;

/**
 * What is asked, in this order, where the places asked do not answer: the asker's own place, where others were assumed; what
 * is above them; the whole corpus, where they were assumed and the asker has no place.
 */
export function nextToAsk(asked: AskedQuestion, refused: Refused, deps: NextDeps): AskedQuestion[] {
  const other = askedOtherwise(asked);
  const above = (one: AskedQuestion) => askedAbove(one, refused, deps) ?? [];
  if (other === null) return [above(asked)].flat();
  if (other.places.length === 0) return [above(asked), other].flat();
  return [other, above(asked), above(other)].flat();
}

/**
 * What is searched for without the places asked, near which nothing is written that is above them or of none; undefined where
 * it names none.
 */
export function withoutPlaces(
  { searchText, places, missingPlaces }: Pick<AskedQuestion, 'searchText' | 'places' | 'missingPlaces'>,
  { gazetteer }: { readonly gazetteer: Pick<Gazetteer, 'findPlaces'> },
): string | undefined {
  const among = new Set([...places, ...missingPlaces.map(({ name }) => name)]);
  const named = gazetteer
    .findPlaces(searchText, { among, unlisted: true })
    .filter(({ place }) => among.has(place.name));
  if (named.length === 0) return undefined;
  return named.reduceRight((text, { span }) => text.slice(0, span.start) + text.slice(span.end), searchText);
}

/** The same question of what is above its places; null where nothing is, or it is no question for papers. */
function askedAbove(
  asked: AskedQuestion,
  { reason }: Refused,
  { settings = DEFAULT_SETTINGS, ...deps }: NextDeps,
): AskedQuestion | null {
  const { rules } = settings;
  if (!rules.placeFilter || !rules.above || reason === 'damaged') return null;
  if (reason === 'off-topic' && !asked.says.place) return null;
  const above = tiersAbove(asked, deps);
  const { toldOf: _, otherwise: __, ...rest } = asked;
  return above.length === 0 ? null : { ...rest, placesAreAssumed: false, above };
}

/**
 * The nearest place above each of those asked, then the next, then papers of no place. Only what the corpus has; empty
 * where nothing above can answer: of no place, of many, of what changed or differs between places, of what was left unsaid.
 */
function tiersAbove(
  { places, missingPlaces, exceptPlaces, alreadySaid, written }: AskedQuestion,
  { knowledge, gazetteer }: NextDeps,
): readonly Tier[] {
  const named = places.length + missingPlaces.length;
  if (named === 0 || named > MOST_PLACES || exceptPlaces.length > 0 || alreadySaid !== '') return [];
  if (asksChange(written) || asksComparison(written)) return [];
  const chains = [
    ...places.map(placesAboveIn(gazetteer)),
    ...missingPlaces.map(({ parents }) => parents),
  ].map((parents) => [...parents].reverse());
  const longest = Math.max(...chains.map(({ length }) => length));
  const taken = new Set(places);
  const placed = Array.from({ length: longest }, (_, at) => {
    const level = new Set(chains.flatMap((chain) => chain[at] ?? []));
    const tier = [...level].filter((name) => knowledge.ordinalsByPlace.has(name) && !taken.has(name));
    for (const name of tier) taken.add(name);
    return tier;
  });
  const hasPlaceless = knowledge.placeless.length > 0;
  return [...placed.filter(({ length }) => length > 0), ...(hasPlaceless ? [[undefined]] : [])];
}
