import { fold } from '../core/language/text.ts';
import type { BlockKind, Origin, Span } from '../core/types.ts';

/** What a line is by the format of its file, or by the layout of a table. */
export interface Form {
  readonly kind: BlockKind;
  readonly level?: number;
  /** How many characters at its start are the sign that counts it. */
  readonly mark?: number;
  /** Of a header or row, column by column; the line's text is what joins them with tabs. */
  readonly cells?: readonly Cell[];
}

export interface Cell {
  readonly text: string;
  /** How many rows above the cell stands that is valid here, of a column whose cells are merged. */
  readonly above?: number;
}

/** One line of a report as it stands in the file, trimmed. */
export interface Line {
  readonly text: string;
  /** Spaces before the first character (a full-width one counts two). */
  readonly indent: number;
  /** Blank lines before it. */
  readonly gap: number;
  /** Tabs among the blanks before the first character: in a table each is an empty cell. */
  readonly tabs?: number;
  readonly form?: Form;
  /** Where in its file it stands, in order of `at`; the first has `at` 0. Absent where the format has no pages and no rows. */
  readonly origins?: readonly LineOrigin[];
  /** Stretches of the text that were not read for sure: their clauses are never quoted as whole. */
  readonly doubts?: readonly Span[];
}

/** Where the text of a line stands from its character `at` on. */
export interface LineOrigin extends Origin {
  readonly at: number;
}

export interface KeptLine extends Line {
  /** A line was set aside just before it: the space there belongs to that. */
  readonly afterAside: boolean;
}

/** What stands on one line of the cleaned text. */
export interface Paragraph extends KeptLine {
  /** Lost text after its last or before its first clause. */
  readonly lostEnd: boolean;
  readonly lostStart: boolean;
}

/** Line ends to `\n`, format and control characters out but tabs; every other character stays. */
export function normaliseCharacters(raw: string): string {
  return raw.replaceAll(/\r\n?|[\f\v\u0085\u2028\u2029]/gu, '\n').replaceAll(/\p{Cf}|(?![\n\t])\p{Cc}/gu, '');
}

/** The lines of a text that have words or marks; blanks and tabs within them as in the file. */
export function toLines(text: string): Line[] {
  const lines: Line[] = [];
  let gap = 0;
  for (const raw of text.split('\n')) {
    const line = raw.trim();
    if (line === '') {
      gap++;
      continue;
    }
    const tabs = raw.slice(0, raw.indexOf(line)).split('\t').length - 1;
    lines.push({ text: line, indent: indentOf(raw), gap, ...(tabs === 0 ? {} : { tabs }) });
    gap = 0;
  }
  return lines;
}

function indentOf(raw: string): number {
  let indent = 0;
  for (const unit of raw) {
    if (unit === '\u3000') indent += 2;
    else if (/\s/u.test(unit)) indent++;
    else break;
  }
  return indent;
}

/** The origins and doubts of a line whose text stands `by` characters further on in another one; before 0 they are cut. */
export function shiftedMarks({ origins, doubts }: Line, by: number): Pick<Line, 'origins' | 'doubts'> {
  return {
    ...(origins && { origins: origins.map((origin) => ({ ...origin, at: Math.max(0, origin.at + by) })) }),
    ...(doubts && {
      doubts: doubts
        .map(({ start, end }) => ({ start: Math.max(0, start + by), end: end + by }))
        .filter(({ start, end }) => start < end),
    }),
  };
}

/** The number of blank lines that most lines have before them. */
export function usualGap(lines: readonly Line[]): number {
  const counts = new Map<number, number>();
  for (const { gap } of lines.slice(1)) counts.set(gap, (counts.get(gap) ?? 0) + 1);
  let usual = 0;
  for (const [gap, count] of counts) {
    const best = counts.get(usual) ?? 0;
    if (count > best || (count === best && gap < usual)) usual = gap;
  }
  return usual;
}

/** What a line is when it is no part of the report's own sentences. */
export type Aside = 'header' | 'byline' | 'caption' | 'boilerplate' | 'page' | 'rule';

const WEB =
  /^[[【(（<]?\s*(?:打印(?:本页|本文|此文)?|关闭(?:窗口|本页)?|返回(?:顶部|首页|列表)?|收藏(?:本页)?|分享(?:到.{0,12})?|字[号体]\s*:.{0,16}|大\s+中\s+小|(?:上|下)一[篇条]\s*:.*|相关(?:新闻|链接|阅读)\s*:?)\s*[\]】)）>]?$/u;
const EDITOR =
  /^[[【(（]?\s*(?:本[版期文])?(?:责任编辑|责编|执行编辑|编辑|值班编辑|实习编辑|见习编辑|网络编辑|校对|审核|审稿|初审|复审|终审|编审|监制|主编|值班主任|版式|美编)\s*[:/]\s*\S.{0,40}$/u;
const PICTURES =
  /^[(（【[]?(?:本[版文期报组]|以上|文中|上述)?(?:图片|照片|供图|资料图片?|插图|题图|摄影)(?:均)?(?:由|来源|提供|:|为资料图|$|[)）】\]]$).{0,30}$/u;
const HEADER =
  /^(?:时间|日期|发布时间|发布日期|发文日期|成文日期|来源|信息来源|文章来源|稿源|发布单位|发布机构|发布人|作者|浏览次数|点击数?|阅读(?:次数|量)?)\s*:\s*/u;
const PICTURE_MARK =
  /^(?:图为|图\s*\d+\s*[:\s]|[▲△▼▽◀▶](?!\s?\p{Script=Han}{2,10}:)|[上下左右]图(?:为|:)|\(?(?:资料图|配图))/u;
const PHOTOGRAPHER = /(?:摄|供图|图片提供)\s*[)）]?[。.]?$/u;
const OFFICIAL_SEEN =
  /^.{0,16}(?:书记|县长|市长|区长|州长|省长|主席|主任|局长|部长|镇长|乡长)\p{Script=Han}{2,4}(?:\([^)]*\))?(?:领取|接过|调研|慰问|走访|看望|考察|检查|察看|查看|参加|出席|致辞|讲话|颁奖|授牌|合影|指导|与.{1,12}(?:交谈|合影|座谈))/u;
const SURNAMES =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝蹇';

const NAME = `[${SURNAMES}]\\p{Script=Han}{1,2}`;
const NAMES = `${NAME}(?:[\\s、,]+${NAME})*`;
const CREDIT =
  '文|图|摄|文\\s*\\/?\\s*[图摄影]|图\\s*\\/?\\s*文|撰文|摄影|作者|供稿|(?:本[报刊台网]|特约|见习|实习)?(?:记者|通讯员)';
/** □文/摄 某某 某某 本报记者 某某; 作者:某某; 本报记者某某 通讯员某某. */
const BYLINE = new RegExp(
  `^(?:□\\s*)?(?:(?:${CREDIT})\\s*[:\\/|\\s]\\s*\\S.{0,48}|□\\s*${NAMES}.{0,24})$`,
  'u',
);
const REPORTER = new RegExp(`^.{0,24}(?:${CREDIT})\\s*:?\\s*${NAMES}$`, 'u');

function isNameList(text: string): boolean {
  const names = text.split(/[\s、]+/u);
  if (names.length < 2 || names.length > 8) return false;
  return names.every((name) => /^\p{Script=Han}{2,3}$/u.test(name) && SURNAMES.includes(name.charAt(0)));
}

/** Whether a line is boilerplate by itself, wherever it stands. `position`: 0 for the first line to 1 for the last. */
export function asideOf(text: string, index: number, count: number): Aside | undefined {
  const folded = fold(text);
  if (/^[-=_*·.~#\s]{3,}$/u.test(folded)) return 'rule';
  if (/^[-\s]+\d{1,4}[-\s]+$/u.test(folded) || /^第\s*\d+\s*页(?:\s*,?\s*共\s*\d+\s*页)?$/u.test(folded))
    return 'page';
  if (/^\d{1,4}\s*\/\s*\d{1,4}$/u.test(folded)) return 'page';
  if (text.length > 100) return undefined;
  if (WEB.test(folded) || EDITOR.test(folded)) return 'boilerplate';
  if (PICTURES.test(folded)) return 'caption';
  if (/[。!?;]/u.test(folded.slice(0, -1))) return undefined;
  const atEdge = index < 8 || index >= count - 5;
  if (atEdge && isHeaderLine(folded)) return 'header';
  if (BYLINE.test(folded) && folded.length <= 56 && !/[。!?;,]$/u.test(folded) && !/\d/.test(folded))
    return 'byline';
  if (REPORTER.test(folded) || isNameList(text)) return 'byline';
  if (text.length <= 80 && (PICTURE_MARK.test(folded) || PHOTOGRAPHER.test(folded))) return 'caption';
  if (index > 0 && text.length <= 40 && OFFICIAL_SEEN.test(folded) && !/[。,]$/u.test(folded))
    return 'caption';
  return undefined;
}

/** Whom a report is taken from: a site, a paper, an office; the 来源 of money or of people is the report's own. */
export const SOURCE =
  /网|日报|晚报|报$|社$|台$|刊|公众号|微信|融媒|本站|原创|互联|[局委办部]$|政府$|中心$|\d{4}[-年/.]\d/u;

/** 时间:2017-09-14 来源:某某网; a time without a date (opening hours) is the report's own. */
function isHeaderLine(folded: string): boolean {
  if (!HEADER.test(folded)) return false;
  if (/^来源/u.test(folded)) return SOURCE.test(folded);
  if (/^(?:时间|日期)/u.test(folded)) return /(?:19|20)\d{2}\s*[-年/.]\s*\d{1,2}/u.test(folded);
  return true;
}

/** Boilerplate at the end of a line: `(责任编辑:张三)`, `[打印]`. */
const TAIL =
  /\s*[[【(（](?:(?:本[版期文])?(?:责任编辑|责编|编辑|校对|审核)\s*:\s*[^\]】)）]{1,20}|打印|关闭)[\]】)）]$/u;

export function splitTail(text: string): { readonly text: string; readonly tail?: string } {
  const match = TAIL.exec(fold(text));
  if (match === null || match.index === 0) return { text };
  return { text: text.slice(0, match.index), tail: text.slice(match.index).trim() };
}

/** Display width: a Han or full-width character counts two, everything else one. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const unit of text)
    width +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u.test(
        unit,
      )
        ? 2
        : 1;
  return width;
}
