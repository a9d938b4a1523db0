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

/** Places whose papers answer together, by official names; undefined stands for the papers of no place. */
export type Tier = readonly (string | undefined)[];

const KIND =
  /(特别行政区|各族自治县|自治区|自治州|自治县|自治旗|联合旗|左翼|右翼|地区|林区|特区|新区|省|市|县|区|旗|盟)$/u;
const PEOPLES =
  '蒙古族 回族 藏族 维吾尔族 苗族 彝族 壮族 布依族 朝鲜族 满族 侗族 瑶族 白族 土家族 哈尼族 哈萨克族 傣族 黎族 傈僳族 佤族 畲族 高山族 拉祜族 水族 东乡族 纳西族 景颇族 柯尔克孜族 土族 达斡尔族 仫佬族 羌族 布朗族 撒拉族 毛南族 仡佬族 锡伯族 阿昌族 普米族 塔吉克族 怒族 乌孜别克族 俄罗斯族 鄂温克族 德昂族 保安族 裕固族 京族 塔塔尔族 独龙族 鄂伦春族 赫哲族 门巴族 珞巴族 基诺族 蒙古 哈萨克 柯尔克孜 塔吉克 锡伯 维吾尔'.split(
    ' ',
  );
const PEOPLE = new RegExp(`(?:${PEOPLES.join('|')})$`, 'u');

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
  if (kind === '自治县' || kind === '各族自治县') return '县';
  if (kind === '自治旗') return '旗';
  if (kind === '自治州') return '州';
  return kind;
}

/** A bare name before 乡, 镇 or 村 names a township of some other county: 通江镇, 恭城瑶族乡. */
export function namesTownship(text: string, end: number, splitsAhead: boolean): boolean {
  let at = end;
  for (;;) {
    const people = PEOPLES.find((name) => text.startsWith(name, at));
    if (people === undefined) break;
    at += people.length;
  }
  if (/[乡镇]/u.test(text.charAt(at)) && !/^(?:乡镇|乡村|镇村|乡土|乡里|乡下)/u.test(text.slice(at, at + 2)))
    return true;
  return (
    at === end &&
    /^(村(?=$|[^\p{Script=Han}]|[的在有是和与也都])|街道|社区)/u.test(text.slice(at, at + 3)) &&
    !splitsAhead
  );
}

/** Finds the places of a spelling, as a gazetteer does. */
export interface PlaceLookup {
  readonly gazetteer: { lookup(name: string): readonly Place[] };
}

/** How people call a place by its official name: 某某土家族自治县 is 某某县. */
export function placeLabel(official: string, { gazetteer }: PlaceLookup): string {
  const place = gazetteer.lookup(official).find(({ name }) => name === official);
  if (place === undefined || !place.name.includes('自治')) return official;
  return `${place.short}${place.name.slice(-1)}`;
}
