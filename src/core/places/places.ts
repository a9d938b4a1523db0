import { groupBy } from '../facts/once.ts';
import type { Span } from '../types.ts';
import {
  type Crossing,
  isGivenName,
  isJoined,
  isLedIn,
  type PartOfSpeech,
  readsAsPlace,
  splitsWord,
} from './context.ts';
import { ASKED_OF_COUNTIES, NEVER_BARE, ORDINARY_NAMES, OTHER_THINGS } from './ordinary-names.ts';
import {
  collectNames,
  type Division,
  type Name,
  namesTownship,
  type Place,
  type PlaceLevel,
  type PlaceMention,
  placesOf,
  shortName,
} from './place.ts';
import { findUnlisted, nameLikeness, OTHER_WORDS } from './unlisted.ts';

export type { Division, Place, PlaceLevel, PlaceMention } from './place.ts';

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
   * where no report goes on after it as the text does (同心种植 against 同心协力).
   */
  readonly isUsedPair?: (pair: string) => boolean;
  /** Whether 某某县, 市, 区 or 旗 that is in no table is a mention, too: of a place by that name, with no parents. */
  readonly unlisted?: boolean;
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
  /** This gazetteer with the places that a corpus says it speaks of, as it names them; itself where it has them all. */
  withPlaces(names: Iterable<string>): Gazetteer;
}

export interface GazetteerOptions {
  /**
   * Tells bare names that are ordinary words from names; without it no bare name outside `among` counts, and no
   * name that is in no table.
   */
  readonly partOfSpeech?: PartOfSpeech | undefined;
  /** Traditional characters as simplified ones, at the same length; without it they are read as they are. */
  readonly toSimplified?: ((text: string) => string) | undefined;
  /** Former names of places whose stem has changed, each with the successor's unique name. */
  readonly formerNames?: ReadonlyMap<string, string> | undefined;
}

/** Characters that join one name to the next, and that names begin with: 和田, 同心. */
const JOINING: ReadonlySet<string> = new Set('和与同及');

/** Names that a text ends with are looked for up to this length (characters). */
const LONGEST_NAME = 12;

/** 马山口: what reports write so is a place in their own county, and not 马山. */
const GOES_ON_AS_NAME = /^(?:[沟坪坝垭岔滩墩寨堡嘴塘庄桥]|口(?![味头粮径岸才碑罩服腔语述]))/u;

const LEVELS: Record<PlaceLevel, number> = { province: 0, city: 1, county: 2 };

/** A gazetteer over `divisions`. */
export function createGazetteer(divisions: readonly Division[], options: GazetteerOptions = {}): Gazetteer {
  const { partOfSpeech, formerNames = new Map(), toSimplified = (text) => text } = options;
  const tagOf = partOfSpeech && remembered(partOfSpeech);
  const places = placesOf(divisions);
  const byText = collectNames(places, formerNames);
  const likeness = nameLikeness(places.map(({ short }) => short));
  const long = [...byText.values()].filter(({ text }) => text.length > 1);
  const byHead = groupBy(
    long.toSorted((a, b) => b.text.length - a.text.length),
    ({ text }) => text.slice(0, 2),
  );

  /** The longest first. */
  function namesAt(text: string, at: number): Name[] {
    return (byHead.get(text.slice(at, at + 2)) ?? []).filter((name) => text.startsWith(name.text, at));
  }

  function findPlaces(written: string, options: FindPlacesOptions = {}): PlaceMention[] {
    const text = toSimplified(written);
    const among = options.among instanceof Set ? options.among : new Set(options.among ?? []);
    const mentions: PlaceMention[] = [];
    const isAmong = ({ name }: Place) => among.has(name);
    // Behind a place 和田林 joins 田林 to it, where that is spoken of and 和田 is not.
    const isJoinedTo = (meant: readonly Place[], at: number): boolean =>
      JOINING.has(text.charAt(at)) &&
      mentions.length > 0 &&
      !meant.some(isAmong) &&
      namesAt(text, at + 1).some((name) => {
        const span = { start: at + 1, end: at + 1 + name.text.length };
        return accept(text, span, name, among, mentions, options).some(isAmong);
      });
    for (let at = 0; at + 1 < text.length; ) {
      let taken = 0;
      for (const name of namesAt(text, at)) {
        const span = { start: at, end: at + name.text.length };
        const meant = accept(text, span, name, among, mentions, options);
        if (meant.length === 0 || isJoinedTo(meant, at)) continue;
        for (const place of meant) mentions.push({ place, span, form: name.form });
        taken = name.text.length;
        break;
      }
      at += taken || 1;
    }
    if (options.unlisted !== true || tagOf === undefined) return mentions;
    const taken = mentions.map(({ span }) => span);
    const endingAt = groupBy(mentions, ({ span }) => span.end);
    const isListed = (name: string) => byText.has(name);
    const found = findUnlisted(text, taken, { partOfSpeech: tagOf, likeness, isListed });
    const others = found.map((span): PlaceMention => {
      const above = endingAt.get(span.start)?.find(({ place }) => place.level !== 'county');
      const parents = above === undefined ? [] : [...above.place.parents, above.place.name];
      return { place: { ...placeCalled(text.slice(span.start, span.end)), parents }, span, form: 'unlisted' };
    });
    return [...mentions, ...others].sort((a, b) => a.span.start - b.span.start);
  }

  function accept(
    text: string,
    span: Span,
    name: Name,
    among: ReadonlySet<string>,
    before: readonly PlaceMention[],
    { isUsedWord, isUsedPair }: FindPlacesOptions,
  ): readonly Place[] {
    const afterPlace = span.start > 0 && before.at(-1)?.span.end === span.start;
    const isAmong = (place: Place) => among.has(place.name);
    const known = name.places.filter(isAmong);
    const candidates = known.length > 0 ? known : name.places;
    if (name.form === 'official' && known.length > 0) return known;
    if (name.form === 'short' && OTHER_THINGS.test(text.slice(span.start))) return [];
    if (name.form === 'short' && isFromProvince(text, span)) return [];
    const isOther = name.form === 'short' && known.length === 0;
    if (isOther && isOrdinary(name.text) && (isUsedWord?.(name.text) ?? true)) return [];
    const crossing = splitsWord(text, span, tagOf, (word) => byText.has(word));
    if (name.form !== 'short') {
      if (name.borrowed && (crossing.right || crossing.left || endsInWord(name.text))) return [];
      if (crossing.left && (crossing.right || tagOf?.(name.text.slice(1)) !== undefined)) return [];
      if (OTHER_WORDS.test(text.slice(span.end - 1)) && isCommon(name.text.slice(0, -1))) return [];
      if (name.text.length > 2) return candidates;
      if (afterPlace) return name.text.endsWith('县') ? candidates : belowThoseBefore(candidates, text, span);
      return isDoubtful(text, span, crossing) || !isLedIn(text, span.start) ? [] : candidates;
    }
    const isPlace = (part: string, where: 'start' | 'end') =>
      (where === 'start' ? namesAt(part, 0).flatMap(({ places }) => places) : placesEnding(part)).some(
        isAmong,
      );
    const reads = () => readsAsPlace(text, span, { partOfSpeech: tagOf, crossing, afterPlace, isPlace });
    if (namesTownship(text, span.end, crossing.right)) return [];
    if (tagOf !== undefined && isGivenName(text, span, tagOf)) return [];
    if (known.length === 0) {
      const isBelow = placesEnding(text.slice(0, span.start)).some(({ level }) => level !== 'county');
      if (endsLikeTownship(text, span, afterPlace || isBelow)) return [];
      const isCrossed = crossing.right && !(isLedIn(text, span.start) && isBoundSyllable(name.text));
      if (crossing.left || isCrossed || /^[山江河湖岭峡岛湾式型化性]/u.test(text.slice(span.end))) return [];
      if (GOES_ON_AS_NAME.test(text.slice(span.end)) && isUsedPair?.(text.slice(span.end - 1, span.end + 1)))
        return [];
      const highest = Math.min(...candidates.map((place) => LEVELS[place.level]));
      const chosen = candidates.filter((place) => LEVELS[place.level] === highest);
      const opens = isUsedWord !== undefined && isLedIn(text, span.start);
      if (NEVER_BARE.has(name.text)) return [];
      const isPlaceHere = isCommon(name.text)
        ? (opens || afterPlace) && ASKED_OF_COUNTIES.test(text.slice(span.end))
        : !isOrdinary(name.text) || opens || reads();
      return isPlaceHere && (chosen.length === 1 || isUsedWord?.(name.text) === false) ? chosen : [];
    }
    if (crossing.left && crossing.right) return [];
    if (!isOrdinary(name.text) || reads()) return known;
    const goesOn = text.slice(span.end - 1, span.end + 1);
    // 甲县路灯和乙县厕所 asks of a second place as it did of the first.
    const isSecond = isJoined(text, span.start) && before.some(({ place }) => isAmong(place));
    const isOpening = !crossing.left && !crossing.right && (isSecond || isLedIn(text, span.start));
    return isOpening && /^\p{Script=Han}{2}$/u.test(goesOn) && isUsedPair?.(goesOn) === false ? known : [];
  }

  /** 从江苏来: what looks like 从江 is from a province. */
  function isFromProvince(text: string, { start, end }: Span): boolean {
    const reachesOn = ({ text: other, places: [first] }: Name) =>
      first?.level === 'province' && start + 1 + other.length > end;
    return text.charAt(start) === '从' && namesAt(text, start + 1).some(reachesOn);
  }

  /** 阳泉城区 is a place, and 城区 behind a county the town of that. */
  function belowThoseBefore(candidates: readonly Place[], text: string, { start }: Span): Place[] {
    const before = new Set(placesEnding(text.slice(0, start)).map(({ name }) => name));
    return candidates.filter(({ parents }) => parents.some((parent) => before.has(parent)));
  }

  /** The places whose names a text ends with. */
  function placesEnding(text: string): Place[] {
    const found: Place[] = [];
    for (let length = 2; length <= Math.min(LONGEST_NAME, text.length); length++)
      found.push(...(byText.get(text.slice(-length))?.places ?? []));
    return found;
  }

  /**
   * A name of one character and its kind may be no name: 矿区 is of any mine. 县 makes a word of nothing before it, and
   * what goes on behind it is the county's (泾县市场, 泾县城区), but in 县级, 县域 and 代县长.
   */
  function isDoubtful(text: string, { start, end }: Span, crossing: Crossing): boolean {
    if (text.charAt(end - 1) !== '县')
      return isOrdinary(text.slice(start, end)) || crossing.left || crossing.right;
    return crossing.left || /^(?:.县[级域]|代县长)/u.test(text.slice(start, start + 3));
  }

  /** It begins with a character that is no word by itself, so that none ends behind it: 孟 of 孟连采砂, where 连采 is one. */
  function isBoundSyllable(name: string): boolean {
    const tag = tagOf?.(name.charAt(0));
    return tagOf?.(name) === undefined && (tag === undefined || /^(?:nr|g)/.test(tag));
  }

  function isOrdinary(word: string): boolean {
    if (tagOf === undefined) return true;
    const tag = tagOf(word);
    return ORDINARY_NAMES.has(word) || (tag !== undefined && !/^n[rstz]/.test(tag));
  }

  /** Common as a word: only what is asked of counties makes it a place. */
  function isCommon(word: string): boolean {
    return ORDINARY_NAMES.has(word) || tagOf === undefined;
  }

  /** 大城市: the dictionary has 城市, so 大城 is no county here. */
  function endsInWord(name: string): boolean {
    return !name.endsWith('县') && tagOf?.(name.slice(-2)) !== undefined;
  }

  function lookup(name: string): Place[] {
    return [...(byText.get(toSimplified(name.replaceAll(/\s+/gu, '')))?.places ?? [])];
  }

  function withPlaces(names: Iterable<string>): Gazetteer {
    const unknown = [...new Set(names)].filter((name) => !lookup(name).some((place) => place.name === name));
    if (unknown.length === 0) return gazetteer;
    const added = unknown.map((name): Division => ({ code: '', name, level: 'county', parents: [] }));
    return createGazetteer([...divisions, ...added], options);
  }

  const gazetteer: Gazetteer = { places, findPlaces, lookup, withPlaces };
  return gazetteer;
}

/** A place of which nothing but the name is known. */
export function placeCalled(name: string): Place {
  return { name, short: shortName(name), level: 'county', code: '', parents: [] };
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

/** The end of the name of a township, with what follows it or alone: 丰镇 in 全丰镇, 乡城 in 南湾乡城市低保. */
function endsLikeTownship(text: string, { start, end }: Span, afterPlace: boolean): boolean {
  if (afterPlace || !/\p{Script=Han}/u.test(text.charAt(start - 1))) return false;
  const isWhole = /[县市区旗]/u.test(text.charAt(end - 1));
  return /[乡镇]/u.test(text.charAt(end - 1)) || (!isWhole && /[乡镇]/u.test(text.charAt(start)));
}
