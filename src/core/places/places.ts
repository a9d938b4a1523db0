import type { Span } from '../types.ts';
import { LEAD_IN, type PartOfSpeech, readsAsPlace, splitsWord } from './context.ts';
import { kindOf, namesTownship, shortName } from './names.ts';

export type PlaceLevel = 'province' | 'city' | 'county';

/** One row of the official table of divisions. */
export interface Division {
  /** National code: 2 digits a province, 4 a city, 6 a county. */
  readonly code: string;
  readonly name: string;
  readonly level: PlaceLevel;
  /** Official names above it, outermost first. */
  readonly parents: readonly string[];
}

export interface Place {
  /** The official name, with the nearest parent's before it where two places share it. Unique. */
  readonly name: string;
  /** Without its kind and peoples: 某某土家族自治县 is 某某. */
  readonly short: string;
  readonly level: PlaceLevel;
  readonly code: string;
  /** Official names above it, outermost first. */
  readonly parents: readonly string[];
}

export interface PlaceMention {
  readonly place: Place;
  readonly span: Span;
  /**
   * `official`: the whole name. `suffixed`: the short name with 县, 市, 区 … `short`: the bare short name.
   * `self`: 该县, 我县, 全县 …, resolved to the document's place.
   */
  readonly form: 'official' | 'suffixed' | 'short' | 'self';
}

export interface FindPlacesOptions {
  /** Official names of the places that the corpus speaks of: only these may be meant by an ordinary word. */
  readonly among?: ReadonlySet<string> | readonly string[];
  /**
   * Whether the reports use a word. With it, an ordinary word that they never use and that reads as a place is one
   * (桃源低保标准 names the county), and a bare name that several places share gives all of them.
   */
  readonly isUsedWord?: (word: string) => boolean;
  /**
   * Whether two characters stand side by side in the reports. With it, an ordinary word that opens the text is a place
   * where no report goes on after it as the text does (资源脱贫 against 资源整合).
   */
  readonly isUsedPair?: (pair: string) => boolean;
}

export interface Gazetteer {
  readonly places: readonly Place[];
  /** The places that a spelling stands for (official name, short name, short name with a kind); empty if none. */
  lookup(name: string): Place[];
  /**
   * Mentions of places, in order of the text, longest first, never overlapping; a name that several places share
   * gives one mention for each of them, with the same span.
   */
  findPlaces(text: string, options?: FindPlacesOptions): PlaceMention[];
}

/** Deeds of every report (新建33个, 宜改则改) that common dictionaries tag as nothing but a place. */
const TAGGED_AS_PLACES_ONLY: ReadonlySet<string> = new Set(['新建', '改则']);
const LEVELS: Record<PlaceLevel, number> = { province: 0, city: 1, county: 2 };

interface Name {
  readonly text: string;
  readonly form: 'official' | 'suffixed' | 'short';
  /** True for another kind than the place's own (县 for a 区): older reports and habits of speech. */
  readonly borrowed: boolean;
  readonly places: readonly Place[];
}

/**
 * A gazetteer over `divisions`.
 * @param partOfSpeech tells bare names that are ordinary words from names; without it no bare name outside
 *   `among` counts.
 */
export function createGazetteer(divisions: readonly Division[], partOfSpeech?: PartOfSpeech): Gazetteer {
  const tagOf = partOfSpeech && remembered(partOfSpeech);
  const places = divisions.map((division) => toPlace(division, divisions));
  const byText = collectNames(places);
  const byHead = new Map<string, Name[]>();
  for (const name of byText.values()) {
    if (name.text.length < 2) continue;
    const head = name.text.slice(0, 2);
    const bucket = byHead.get(head);
    if (bucket) bucket.push(name);
    else byHead.set(head, [name]);
  }
  for (const bucket of byHead.values()) bucket.sort((a, b) => b.text.length - a.text.length);

  function nameAt(text: string, at: number): Name[] {
    return (byHead.get(text.slice(at, at + 2)) ?? []).filter((name) => text.startsWith(name.text, at));
  }

  function findPlaces(text: string, options: FindPlacesOptions = {}): PlaceMention[] {
    const among = options.among instanceof Set ? options.among : new Set(options.among ?? []);
    const mentions: PlaceMention[] = [];
    for (let at = 0; at + 1 < text.length; ) {
      let taken = 0;
      for (const name of nameAt(text, at)) {
        const span = { start: at, end: at + name.text.length };
        const meant = accept(text, span, name, among, at > 0 && mentions.at(-1)?.span.end === at, options);
        if (meant.length === 0) continue;
        for (const place of meant) mentions.push({ place, span, form: name.form });
        taken = name.text.length;
        break;
      }
      at += taken || 1;
    }
    return mentions;
  }

  function accept(
    text: string,
    span: Span,
    name: Name,
    among: ReadonlySet<string>,
    afterPlace: boolean,
    { isUsedWord, isUsedPair }: FindPlacesOptions,
  ): readonly Place[] {
    const known = name.places.filter((place) => among.has(place.name));
    const candidates = known.length > 0 ? known : name.places;
    if (name.form === 'official' && known.length > 0) return known;
    const isOther = name.form === 'short' && known.length === 0;
    if (isOther && isOrdinary(name.text) && (isUsedWord?.(name.text) ?? true)) return [];
    const crossing = splitsWord(text, span, tagOf);
    if (name.form !== 'short') {
      if (name.borrowed && (crossing.right || crossing.left)) return [];
      if (crossing.left && (crossing.right || tagOf?.(name.text.slice(1)) !== undefined)) return [];
      if (name.text.length > 2 || afterPlace) return candidates;
      const doubtful = isOrdinary(name.text) || crossing.left || crossing.right;
      return doubtful || !opensPhrase(text, span.start) ? [] : candidates;
    }
    const isPlace = (part: string, where: 'start' | 'end') =>
      [...byTextIn(part, where)].some((other) => other.places.some((place) => among.has(place.name)));
    if (namesTownship(text, span.end, crossing.right)) return [];
    if (known.length === 0) {
      if (crossing.left || crossing.right || /^[山江河湖岭峡岛湾]/u.test(text.slice(span.end))) return [];
      const highest = Math.min(...candidates.map((place) => LEVELS[place.level]));
      const chosen = candidates.filter((place) => LEVELS[place.level] === highest);
      const reads =
        !isOrdinary(name.text) ||
        (isUsedWord !== undefined && LEAD_IN.test(text.slice(0, span.start))) ||
        readsAsPlace(text, span, { partOfSpeech: tagOf, crossing, afterPlace, isPlace });
      return reads && (chosen.length === 1 || isUsedWord?.(name.text) === false) ? chosen : [];
    }
    if (crossing.left && crossing.right) return [];
    if (!isOrdinary(name.text)) return known;
    if (readsAsPlace(text, span, { partOfSpeech: tagOf, crossing, afterPlace, isPlace })) return known;
    const goesOn = text.slice(span.end - 1, span.end + 1);
    const isOpening = !crossing.left && !crossing.right && LEAD_IN.test(text.slice(0, span.start));
    return isOpening && /^\p{Script=Han}{2}$/u.test(goesOn) && isUsedPair?.(goesOn) === false ? known : [];
  }

  function byTextIn(part: string, where: 'start' | 'end'): Name[] {
    if (where === 'start') return nameAt(part, 0);
    const found: Name[] = [];
    for (let length = 2; length <= Math.min(12, part.length); length++) {
      const name = byText.get(part.slice(-length));
      if (name) found.push(name);
    }
    return found;
  }

  function isOrdinary(word: string): boolean {
    if (tagOf === undefined) return true;
    const tag = tagOf(word);
    return TAGGED_AS_PLACES_ONLY.has(word) || (tag !== undefined && !/^n[rstz]/.test(tag));
  }

  return {
    places,
    findPlaces,
    lookup: (name) => [...(byText.get(name.replaceAll(/\s+/gu, ''))?.places ?? [])],
  };
}

const REMEMBERED = 20_000;

/** A dictionary look-up costs some microseconds, and the same words return in every question. */
function remembered(partOfSpeech: PartOfSpeech): PartOfSpeech {
  const known = new Map<string, string | undefined>();
  return (word) => {
    if (known.has(word)) return known.get(word);
    if (known.size >= REMEMBERED) known.clear();
    const tag = partOfSpeech(word);
    known.set(word, tag);
    return tag;
  };
}

/** Whether a phrase may begin at `at`: the start, or after a mark or a word of asking. */
function opensPhrase(text: string, at: number): boolean {
  return at === 0 || LEAD_IN.test(text.slice(0, at));
}

function toPlace(division: Division, all: readonly Division[]): Place {
  const shared = sharedNames(all).has(division.name);
  const parent = division.parents.at(-1);
  return {
    name: shared && parent !== undefined ? `${parent}${division.name}` : division.name,
    short: shortName(division.name),
    level: division.level,
    code: division.code,
    parents: division.parents,
  };
}

const sharedByTable = new WeakMap<readonly Division[], ReadonlySet<string>>();

function sharedNames(all: readonly Division[]): ReadonlySet<string> {
  const known = sharedByTable.get(all);
  if (known) return known;
  const seen = new Set<string>();
  const shared = new Set<string>();
  for (const { name } of all) (seen.has(name) ? shared : seen).add(name);
  sharedByTable.set(all, shared);
  return shared;
}

/** Every spelling once: official names win over short names with a kind, those over borrowed kinds, those over bare. */
function collectNames(places: readonly Place[]): Map<string, Name> {
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
  return names;
}

function officialName(place: Place): string {
  const parent = place.parents.at(-1) ?? '';
  return parent !== '' && place.name.startsWith(parent) ? place.name.slice(parent.length) : place.name;
}
