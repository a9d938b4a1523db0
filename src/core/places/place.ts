import { groupBy } from '../facts/once.ts';
import type { Span } from '../types.ts';

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
   * `self`: 该县, 我县, 全县 …, resolved to the document's place. `unlisted`: a name with 县, 市, 区 … in no table.
   */
  readonly form: 'official' | 'suffixed' | 'short' | 'self' | 'unlisted';
}

/** Places whose papers answer together, by official names; undefined stands for the papers of no place. */
export type Tier = readonly (string | undefined)[];

const KIND =
  /(特别行政区|各族自治县|自治区|自治州|自治县|自治旗|联合旗|左翼|右翼|地区|林区|特区|新区|省|市|县|区|旗|盟)$/u;
const PEOPLES =
  '蒙古族 回族 藏族 维吾尔族 苗族 彝族 壮族 布依族 朝鲜族 满族 侗族 瑶族 白族 土家族 哈尼族 哈萨克族 傣族 黎族 傈僳族 佤族 畲族 高山族 拉祜族 水族 东乡族 纳西族 景颇族 柯尔克孜族 土族 达斡尔族 仫佬族 羌族 布朗族 撒拉族 毛南族 仡佬族 锡伯族 阿昌族 普米族 塔吉克族 怒族 乌孜别克族 俄罗斯族 鄂温克族 德昂族 保安族 裕固族 京族 塔塔尔族 独龙族 鄂伦春族 赫哲族 门巴族 珞巴族 基诺族 蒙古 哈萨克 柯尔克孜 塔吉克 锡伯 维吾尔'.split(
    ' ',
  );
const PEOPLE = new RegExp(`(?:${PEOPLES.join('|')})$`, 'u');
const LEADING_PEOPLES = new RegExp(`^(?:${PEOPLES.join('|')})+`, 'u');

/** What is left of an official name without its kind and peoples; never fewer than one character. */
export function shortName(official: string): string {
  const kind = KIND.exec(official)?.[0] ?? '';
  let short = official.slice(0, official.length - kind.length);
  if (short === '') return official;
  if (!kind.includes('自治')) return short;
  for (;;) {
    const people = PEOPLE.exec(short)?.[0] ?? '';
    if (people === '') return short;
    if (short.length - people.length < 2) return short.replace(/族$/u, '');
    short = short.slice(0, -people.length);
  }
}

/** The kind that speech puts behind a short name: 县 for a 自治县. */
export function kindOf(official: string): string {
  const kind = KIND.exec(official)?.[0] ?? '';
  return /^(?:各族)?自治[县旗州]$/u.test(kind) ? kind.slice(-1) : kind;
}

/** A bare name before 乡, 镇 or 村 names a township of some other county: 通江镇, 恭城瑶族乡. */
export function namesTownship(text: string, end: number, splitsAhead: boolean): boolean {
  const [peoples = ''] = LEADING_PEOPLES.exec(text.slice(end)) ?? [];
  const behind = text.slice(end + peoples.length);
  if (/^(?:乡(?![镇村土里下])|镇(?!村))/u.test(behind)) return true;
  const isVillage = /^(?:村(?=$|[^\p{Script=Han}]|[的在有是和与也都])|街道|社区)/u.test(behind);
  return peoples === '' && isVillage && !splitsAhead;
}

/**
 * How people call a place by its official name: 某某土家族自治县 is 某某县.
 * @param gazetteer finds the places of a spelling.
 */
export function placeLabel(
  official: string,
  { gazetteer }: { readonly gazetteer: { lookup(name: string): readonly Place[] } },
): string {
  const place = gazetteer.lookup(official).find(({ name }) => name === official);
  if (place === undefined || !place.name.includes('自治')) return official;
  return `${place.short}${place.name.slice(-1)}`;
}

/** One spelling, and what it may stand for. */
export interface Name {
  readonly text: string;
  readonly form: 'official' | 'suffixed' | 'short';
  /** True for another kind than the place's own (县 for a 区): older reports and habits of speech. */
  readonly borrowed: boolean;
  readonly places: readonly Place[];
}

/** Each division as a place, with the name that tells it from all others. */
export function placesOf(divisions: readonly Division[]): Place[] {
  const bearers = groupBy(divisions, ({ name }) => name);
  return divisions.map(({ name, level, code, parents }) => {
    const isShared = (bearers.get(name)?.length ?? 0) > 1;
    const parent = isShared ? (parents.at(-1) ?? '') : '';
    return { name: `${parent}${name}`, short: shortName(name), level, code, parents };
  });
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
  const add = (form: Name['form'], spelt: readonly (readonly [string, Place])[], borrowed = false) => {
    const fresh = spelt.filter(([text]) => text !== '' && !names.has(text));
    for (const [text, found] of groupBy(fresh, ([text]) => text))
      names.set(text, { text, form, borrowed, places: found.map(([, place]) => place) });
  };
  const spelt = (spell: (place: Place) => readonly string[]) =>
    places.flatMap((place) => spell(place).map((text) => [text, place] as const));
  const successors = new Map(places.map((place) => [place.name, place]));
  const former = [...formerNames].flatMap(([name, successor]) => {
    const place = successors.get(successor);
    return place === undefined ? [] : [[name, place] as const];
  });
  add(
    'official',
    spelt(({ name }) => [name]),
  );
  add(
    'official',
    spelt((place) => [withoutParent(place)]),
  );
  add(
    'suffixed',
    spelt(({ name, short }) => {
      if (short.length < 2) return [];
      const kind = kindOf(name);
      // 双江自治县: without the names of its peoples.
      return name.endsWith(`自治${kind}`) ? [short + kind, `${short}自治${kind}`] : [short + kind];
    }),
  );
  add('suffixed', former);
  const borrowing = ({ level, short }: Place) => level === 'county' && short.length > 1;
  add(
    'suffixed',
    spelt((place) => (borrowing(place) ? [...'县市区'].map((kind) => place.short + kind) : [])),
    true,
  );
  add(
    'short',
    spelt(({ short }) => [short]),
  );
  // 东苏 of 东苏旗 stands in other words (赣东苏区).
  const formerShort = former
    .filter(([name]) => !name.endsWith('旗'))
    .map(([name, place]) => [shortName(name), place] as const);
  add(
    'short',
    formerShort.filter(([short]) => short.length > 1),
  );
  return names;
}

function withoutParent({ name, parents }: Place): string {
  const parent = parents.at(-1) ?? '';
  return name.startsWith(parent) ? name.slice(parent.length) : name;
}

/** Of each kind the words that follow it to make another word: 县城, 区域, 市场, 旗帜. */
const OTHERWISE: Readonly<Record<string, string>> = {
  县縣: '城',
  区區: '域位',
  市: '场場',
  旗: '帜幟',
  州: ' ',
  省: '略',
};

const SELF: ReadonlyMap<string, RegExp> = new Map(
  Object.entries(OTHERWISE).map(([kinds, others]) => [
    kinds.charAt(0),
    new RegExp(
      `[该該我本全][${kinds}](?![${others}])|(?<=^|[^\\p{Script=Han}]|[在由经經向对對据據按是和与與为為使])[${kinds}](?:委|政府|里|裡|裏)`,
      'gu',
    ),
  ]),
);

/**
 * The words by which a report speaks of its own place without naming it (该县, 我县, 全县, 县委, 县政府 …), each
 * resolved to `place`. 全市 in a county's report is another place and is not among them.
 */
export function resolveSelfReference(text: string, place: Place): PlaceMention[] {
  const words = SELF.get(place.name.at(-1) ?? '');
  if (words === undefined) return [];
  return [...text.matchAll(words)].map((match) => ({
    place,
    span: { start: match.index, end: match.index + match[0].length },
    form: 'self' as const,
  }));
}
