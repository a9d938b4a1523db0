import { resolveSelfReference } from '../../core/places/place.ts';
import type { Gazetteer, Place, PlaceMention } from '../../core/places/places.ts';

/** A report opens within this many characters: a place named there weighs more. */
const OPENING = 400;
const TITLE_WEIGHT = 8;
const OPENING_WEIGHT = 2;

export interface DetectedPlace {
  readonly place: string;
  readonly by: 'title' | 'text' | 'file';
}

/**
 * The county that a title opens with, else the place whose names weigh most: in the title, in the opening, by how often; a
 * county before its city.
 */
export function detectPlace(title: string, text: string, gazetteer: Gazetteer): DetectedPlace | undefined {
  const inTitle = countiesToo(title, gazetteer);
  const opening = countyOpening(title, inTitle);
  if (opening !== undefined) return { place: opening, by: 'title' };
  const inText = countiesToo(text, gazetteer);
  // A bare name that is an ordinary word counts once its full form has shown that the report knows the place.
  const among = new Set([...inTitle, ...inText].filter((mention) => mention.form !== 'short').map(nameOf));
  const titled = new Set(countiesToo(title, gazetteer, among).map(nameOf));
  const weights = new Map<string, { place: Place; weight: number }>();
  const namesCounty = inText.some(
    ({ form, place, span: { start, end } }) =>
      form !== 'short' &&
      place.level === 'county' &&
      start < OPENING &&
      !BESIDE.test(text.slice(Math.max(0, start - 3), start)) &&
      text[end] !== '、',
  );
  for (const mention of resolved(countiesToo(text, gazetteer, among), inText)) {
    // Where a county is named in full, and not among others, what only a bare name stands for (西夏) may as well be a village.
    if (namesCounty && !among.has(nameOf(mention))) continue;
    const weight = mention.span.start < OPENING ? OPENING_WEIGHT : 1;
    const known = weights.get(mention.place.name);
    weights.set(mention.place.name, { place: mention.place, weight: (known?.weight ?? 0) + weight });
  }
  for (const mention of countiesToo(title, gazetteer, among)) {
    const known = weights.get(mention.place.name);
    weights.set(mention.place.name, { place: mention.place, weight: (known?.weight ?? 0) + TITLE_WEIGHT });
  }
  const chosen = choose([...weights.values()], text);
  return chosen && { place: chosen.name, by: titled.has(chosen.name) ? 'title' : 'text' };
}

/**
 * The place of a paper: as it says itself; where its title does not, the county that the name of its file opens with, if its
 * text speaks of that one, too, or tells no place.
 */
export function detectPlaceOfFile(
  { title, text, stem }: { readonly title: string; readonly text: string; readonly stem: string },
  gazetteer: Gazetteer,
): DetectedPlace | undefined {
  const told = detectPlace(title, text, gazetteer);
  const named = told?.by === 'title' ? undefined : countyOpening(stem, countiesToo(stem, gazetteer));
  if (named === undefined) return told;
  const isSpokenOf = () =>
    gazetteer.findPlaces(text, { among: new Set([named]) }).some((mention) => nameOf(mention) === named);
  return told === undefined || isSpokenOf() ? { place: named, by: 'file' } : told;
}

/** Before a place that is named beside another, or takes part in what that one does. */
const BESIDE = /(?:[、与和跟同及在由受到赴从向]|以及)$/u;

/** The county that a title opens with in full, where no other is named beside it. */
function countyOpening(title: string, mentions: readonly PlaceMention[]): string | undefined {
  const [first, ...others] = mentions.filter(({ span }) => span.start === 0);
  if (first === undefined || others.length > 0) return undefined;
  if (mentions.some(({ span }) => BESIDE.test(title.slice(0, span.start)))) return undefined;
  const isInFull = first.form === 'official' || first.form === 'suffixed';
  return isInFull && first.place.level === 'county' ? nameOf(first) : undefined;
}

/** Mentions of places, a 县 or 旗 that is in no table among them. */
function countiesToo(text: string, gazetteer: Gazetteer, among?: ReadonlySet<string>): PlaceMention[] {
  return gazetteer
    .findPlaces(text, { unlisted: true, ...(among && { among }) })
    .filter(({ form, place }) => form !== 'unlisted' || /[县旗]$/u.test(place.name));
}

function nameOf(mention: PlaceMention): string {
  return mention.place.name;
}

/** Of places that share a name only those stay whose parent the report names too; none when it names none. */
function resolved(mentions: readonly PlaceMention[], all: readonly PlaceMention[]): PlaceMention[] {
  const named = new Set(all.map(nameOf));
  const sharing = new Map<number, number>();
  for (const { span } of mentions) sharing.set(span.start, (sharing.get(span.start) ?? 0) + 1);
  return mentions.filter(
    ({ span, place }) => sharing.get(span.start) === 1 || place.parents.some((parent) => named.has(parent)),
  );
}

function choose(found: readonly { place: Place; weight: number }[], text: string): Place | undefined {
  const ranked = [...found].sort((a, b) => b.weight - a.weight || a.place.code.localeCompare(b.place.code));
  const counties = ranked.filter(({ place }) => place.level === 'county');
  const [county, rival] = counties;
  if (county !== undefined && county.weight >= 2 && county.weight >= 1.5 * (rival?.weight ?? 0)) {
    const wider = ranked.find(({ place }) => place.level !== 'county');
    const speaksOfItself = resolveSelfReference(text, county.place).length > 0;
    if (wider === undefined || speaksOfItself || county.weight >= wider.weight) return county.place;
  }
  const wider = ranked.filter(({ place }) => place.level !== 'county');
  const city = wider.find(
    ({ place }) => place.level === 'city' && resolveSelfReference(text, place).length > 0,
  );
  const best = city ?? wider[0];
  return best !== undefined && best.weight >= 2 ? best.place : undefined;
}
