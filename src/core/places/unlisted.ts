import type { Span } from '../types.ts';
import { isLedIn, type PartOfSpeech, splitsWord } from './context.ts';

/** How often a character opens, and ends, the names of the table. */
export interface NameLikeness {
  readonly first: ReadonlyMap<string, number>;
  readonly last: ReadonlyMap<string, number>;
}

export interface UnlistedDeps {
  readonly partOfSpeech: PartOfSpeech;
  readonly likeness: NameLikeness;
  /** Whether the table has a name: where it was no mention, it is none here. */
  readonly isListed: (name: string) => boolean;
}

/** Counts the first and last characters of short names of two characters and more. */
export function nameLikeness(shorts: readonly string[]): NameLikeness {
  const names = shorts.filter(({ length }) => length > 1);
  return {
    first: counted(names.map((name) => name.charAt(0))),
    last: counted(names.map((name) => name.slice(-1))),
  };
}

function counted(characters: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const one of characters) counts.set(one, (counts.get(one) ?? 0) + 1);
  return counts;
}

const AUTONOMOUS = /\p{Script=Han}{3,8}族自治[县旗]/gu;
/** 贵安新区; a name with 新区 is four characters long. */
const NEW_AREA = /(?=\p{Script=Han}{2}新区)/gu;
const KIND = /[县市区旗]/gu;
/** Words that begin with the kind and make another word of it: 市场, 区域, 旗帜. In 县城, 县级, 县委 it is still the county's. */
export const OTHER_WORDS =
  /^(?:市(?:场|值|价|面|况|集|镇|民化)|区(?:域|间|别|分|位|块|段|县|划)|旗(?:帜|舰|下|号|杆|袍|手|子|开))/u;
/** A stem of two characters, one people, 自治县. */
const SHORTEST_AUTONOMOUS = 7;
const SHORTEST = 2;
const LONGEST = 3;

/**
 * Spans of names with 县, 市, 区 or 旗 that are in no table (和康县 before 2024), in order. A name is two or three
 * characters that the dictionary knows as no ordinary word, that no word straddles, and that are built like the names
 * of the table; what counts counties or tells their sort (贫困县, 各县, 示范区) is none. Rather none than a wrong one.
 * @param taken spans of the mentions that the table has. Linear in the text.
 */
export function findUnlisted(text: string, taken: readonly Span[], deps: UnlistedDeps): Span[] {
  const found: Span[] = [];
  const ends = new Set(taken.map(({ end }) => end));
  const isTaken = new Uint8Array(text.length);
  for (const { start, end } of taken) isTaken.fill(1, start, end);
  const isFree = (start: number, end: number) => !isTaken.subarray(start, end).includes(1);
  const take = (span: Span) => {
    found.push(span);
    isTaken.fill(1, span.start, span.end);
  };
  for (const match of text.matchAll(AUTONOMOUS)) {
    const end = match.index + match[0].length;
    const start = startOfName(text, match.index, end);
    const isWhole = end - start >= SHORTEST_AUTONOMOUS && isFree(start, end);
    if (isWhole) take({ start, end });
  }
  for (const { index } of text.matchAll(NEW_AREA)) {
    const span = { start: index, end: index + 4 };
    if (isFree(span.start, span.end) && isNewArea(text, span, ends, deps)) take(span);
  }
  for (const { index } of text.matchAll(KIND)) {
    if (!isFree(index, index + 1) || OTHER_WORDS.test(text.slice(index, index + 4))) continue;
    for (let length = SHORTEST; length <= LONGEST; length++) {
      const span = { start: index - length, end: index + 1 };
      if (span.start < 0 || !isFree(span.start, span.end)) break;
      if (!isName(text, span, ends, deps)) continue;
      take(span);
      break;
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/** Behind the last word of asking or particle within. */
function startOfName(text: string, from: number, end: number): number {
  for (let start = end - 6; start > from; start--)
    if (isLedIn(text.slice(from, start), start - from) || NOT_IN_A_NAME.has(text.charAt(start - 1)))
      return start;
  return from;
}

function isName(text: string, span: Span, ends: ReadonlySet<number>, deps: UnlistedDeps): boolean {
  const { partOfSpeech } = deps;
  const name = text.slice(span.start, span.end);
  if (deps.isListed(name)) return false;
  const stem = name.slice(0, -1);
  const kind = name.slice(-1);
  if (!/^\p{Script=Han}+$/u.test(stem) || [...stem].some((one) => NOT_IN_A_NAME.has(one))) return false;
  const boundary = boundaryOf(text, span.start, ends, partOfSpeech);
  if (boundary === 'none') return false;
  const whole = partOfSpeech(name);
  if (ATTRIBUTES_OF_COUNTIES.test(stem)) return false;
  if (whole === 'ns' && kind === '县') return true;
  if (whole !== undefined) return false;
  if (runsOver(text, span, partOfSpeech) || endsInKind(text, span, partOfSpeech)) return false;
  return isBuiltLikeName(stem, kind, boundary, deps);
}

/** 城东新区, 高铁新区 tell where or what for; 贵安新区 is a name. */
function isNewArea(text: string, span: Span, ends: ReadonlySet<number>, deps: UnlistedDeps): boolean {
  const { partOfSpeech, likeness, isListed } = deps;
  const stem = text.slice(span.start, span.start + 2);
  const tag = partOfSpeech(stem);
  return (
    boundaryOf(text, span.start, ends, partOfSpeech) === 'sure' &&
    (tag === undefined || /^n[rsz]/.test(tag)) &&
    !isListed(text.slice(span.start, span.end)) &&
    !runsOver(text, span, partOfSpeech) &&
    ![...stem].some((one) => NOT_IN_A_NAME.has(one) || KINDS_OF_NEW_AREAS.includes(one)) &&
    !ATTRIBUTES_OF_COUNTIES.test(stem) &&
    likeness.first.has(stem.charAt(0))
  );
}

/** 社区, 城市, 灾区, 红旗: the kind ends a word of its own. */
function endsInKind(text: string, { start, end }: Span, partOfSpeech: PartOfSpeech): boolean {
  const before = text.slice(start, end - 1).slice(-1);
  const kind = text.slice(end - 1, end);
  if (ENDS_OF_ORDINARY_KINDS.get(kind)?.includes(before) === true) return true;
  for (let from = Math.max(start + 1, end - 4); from < end - 1; from++) {
    const tag = partOfSpeech(text.slice(from, end));
    if (tag !== undefined && !/^n[rs]/.test(tag)) return true;
  }
  return false;
}

const ASKING = /(?:请问|想问|问问|问下|一下|查查|查下|说说|看看|关于|[我你咱]们)$/u;

/** Whether a word runs over the left edge of the name; 问安 in 请问安泉县 is none. */
function runsOver(text: string, span: Span, partOfSpeech: PartOfSpeech): boolean {
  return (
    !ASKING.test(text.slice(Math.max(0, span.start - REACH), span.start)) &&
    splitsWord(text, span, partOfSpeech).left
  );
}

/** What stands farther before a name does not tell whether it is one (characters). */
const REACH = 4;

type Boundary = 'sure' | 'likely' | 'none';

/** Whether a name may begin at `at`: the start, behind a mark, a word of asking or a place; or behind some other word. */
function boundaryOf(
  text: string,
  at: number,
  ends: ReadonlySet<number>,
  partOfSpeech: PartOfSpeech,
): Boundary {
  const before = text.slice(Math.max(0, at - REACH), at);
  if (isLedIn(text, at) || ends.has(at)) return 'sure';
  if (/[^\p{Script=Han}]$|[的和与跟及或对给省州盟在从于]$|地区$/u.test(before)) return 'sure';
  if (NOT_IN_A_NAME.has(before.slice(-1))) return 'likely';
  for (let length = 2; length <= 4 && length <= before.length; length++)
    if (partOfSpeech(before.slice(-length)) !== undefined) return 'likely';
  return 'none';
}

/** Things of a landscape, which new counties are named after: 清泉, 桃花, 石桥. */
const LANDSCAPE = /[山水河江湖海泉溪岭峰石桥林树花月云龙凤潭滩洲岛湾川源原谷坡塘井沟坪台关口]$/u;

function isBuiltLikeName(stem: string, kind: string, boundary: Boundary, deps: UnlistedDeps): boolean {
  const { partOfSpeech, likeness } = deps;
  const opens = (likeness.first.get(stem.charAt(0)) ?? 0) >= 2;
  const ends = (likeness.last.get(stem.slice(-1)) ?? 0) >= 2;
  if (stem.length > 2) {
    const parts = [stem.slice(0, 2), stem.slice(-2)].map((part) => partOfSpeech(part));
    const isPlain = parts.every((tag) => tag === undefined || /^n/.test(tag));
    return (
      boundary === 'sure' && kind !== '区' && partOfSpeech(stem) === undefined && opens && ends && isPlain
    );
  }
  const tag = partOfSpeech(stem);
  if (tag === undefined)
    return kind === '县'
      ? (opens || ends) && (boundary === 'sure' || (opens && ends))
      : opens && ends && boundary === 'sure';
  if (/^n[rsz]/.test(tag)) return boundary === 'sure' && (kind === '县' || (opens && ends));
  return /^n/.test(tag) && kind === '县' && boundary === 'sure' && LANDSCAPE.test(stem);
}

/** Characters that no name of a county holds: particles, pronouns, words that count or ask, and kinds of divisions. */
const NOT_IN_A_NAME: ReadonlySet<string> = new Set(
  '的了在是有个各每全该本我你他她它这那哪几某其另与及或把被给让向从对由到以吗呢吧啊么什怎谁此些都也还就又再很更最不没无非超跨越出入外邻贫困穷弱县省市区乡镇村街级等第多少',
);

/** What stands before 县, 市, 区 or 旗 to tell the sort, the number or the part of them, and is no name. */
const ATTRIBUTES_OF_COUNTIES =
  /^(?:自治|国[定家贫]|[省市]定|重点|试点|示范|先进|文明|卫生|模范|典型|农业|工业|林业|牧业|渔业|产[粮棉茶油煤]|[粮棉茶油煤糖烟果][油食业]?大|人口|民族|边境|边疆|沿[海江河湖边]|环湖|内[陆地]|高[山原寒海]|草原|山[地丘]|丘陵|平原|库区|移民|牧民|旅游|资源|生态|经济|革命|邻近|周边|附近|相邻|相关|有关|所有|部分|个别|别的|其他|同类|对口|帮扶|受援|受灾|脱贫|摘帽|出列|退出|直管|扩权|强农|百强|十强|千亿|百亿|双百|中心|核心|主城|老城|新城|旧城|江北|江南|南北|东西|城乡|大中|中小|特大|超大|直辖|省会|省辖|市辖|县辖|卫星|海滨|滨海|沿线|园林|森林|花园|宜居|智慧|低碳|海绵|口岸|港口|工矿|煤炭|石油|友好|姐妹|兄弟|计划|单列|副省|开放|历史|文化|古都|名山|石漠|连片|禁[养止牧渔捕猎区]|限[养制]|适养|[封管防]控|[蓄滞泄分行]洪|采[空煤石砂]|塌陷|避险|高危|干旱|半干|湿地|林草|农牧|林牧|半[农牧]|水源|保护|工作|服务|办公|生活|生产|居住|住宅|安置|搬迁|集中|商业|商务|金融|物流|仓储|加工|科技|高新|经开|自贸|保税|综保|新[区城]|大湾|先行|实验|试验|合作|功能|经济|开发|管理|种植|养殖|苗木|林果|果树|采摘|观光|休闲|度假|景观|风景|名胜|文旅|红色|绿色|少年|老年|人防|红|锦|国|党|军|团|队|校)/u;

/** The last character before the kind where both make a word: 社区, 城市, 锦旗. */
const ENDS_OF_ORDINARY_KINDS: ReadonlyMap<string, string> = new Map([
  ['县', '强大小穷富老新州市区邻外全各本该'],
  ['市', '城超上都股楼门夜集街菜早闹入开收罢行黑花书车房牛熊汇债互米粮油肉鱼灯大小新老旧本全各'],
  [
    '区',
    '社小地山园景灾片辖校库牧林矿湖郊城街战军学厂病禁特港疫营专分大农坝沙热冷老新边苏白选政工商住居渔盐湾坡滩谷原险控养洪置务业展护范验理能税贸流储化体众心缘陆旱寒南北东西中上下内外前后左右港场坪台塘口堂院室楼馆道村屯组队户民家田地水河江海川溪岛洲岸',
  ],
  ['旗', '花红锦国党军团队校彩战降升护义大旌举挂白黄八拔黑绿蓝'],
]);

/** Characters that tell where a 新区 lies or what it is for. */
const KINDS_OF_NEW_AREAS = '东南西北城老旧新铁空港产业科技教育民农工商住校园文体';
