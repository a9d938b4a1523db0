import { SURNAMES } from '../../personal-data/names.ts';
import type { Span } from '../types.ts';
import { ASKED_OF_COUNTIES } from './ordinary-names.ts';

/** The dictionary's part of speech of a word, undefined when it does not know it (`Segmenter.partOfSpeech`). */
export type PartOfSpeech = (word: string) => string | undefined;

/** Whether a dictionary word runs over the left or the right edge of a name. */
export interface Crossing {
  readonly left: boolean;
  readonly right: boolean;
}

const LONGEST_WORD = 4;

/** What may go on behind the name of a place without making it another: 人 of 上海人, 城 of 北京城. */
const GOES_ON_AS_PLACE = /^[人城府话省市县区旗州盟镇乡村]/u;

/**
 * Tells whether a dictionary word straddles an edge of `span`, or holds it whole and goes on: 推广|安置 hides no
 * 广安, 共和国 no 共和. Another name that starts or ends within it is no such word, nor a longer name of the gazetteer.
 */
export function splitsWord(
  text: string,
  span: Span,
  partOfSpeech?: PartOfSpeech,
  isName: (word: string) => boolean = () => false,
): Crossing {
  if (partOfSpeech === undefined) return { left: false, right: false };
  const isWord = (start: number, end: number): boolean => {
    const word = text.slice(start, end);
    if (!/^\p{Script=Han}+$/u.test(word)) return false;
    const tag = partOfSpeech(word);
    if (tag === undefined) return false;
    if (!/^n[rst]/.test(tag)) return true;
    const goesOn = start === span.start && end > span.end;
    return goesOn && /^n[st]$/.test(tag) && !isName(word) && !GOES_ON_AS_PLACE.test(text.slice(span.end));
  };
  const isCrossed = (edge: number, from: number, to: number): boolean => {
    for (let start = Math.max(from, edge - LONGEST_WORD + 1); start < edge; start++)
      for (let end = edge + 1; end <= Math.min(to, start + LONGEST_WORD); end++)
        if (isWord(start, end)) return true;
    return false;
  };
  return {
    left: isCrossed(span.start, 0, span.end),
    right: isCrossed(span.end, span.start, text.length),
  };
}

/** What may stand before a name that opens a question: marks, pronouns, words of asking. */
const LEAD_IN =
  /(?:^|[\s,，。?？!！、;；:：“"(（《]|我们|咱们|咱|俺们|你们|请问|想问|问问|问下|问一下|查查|查下|查一下|说说|看看|关于|还有|那么|那|比|在|到|问|跟|就|中共)$/u;
/** No word of `LEAD_IN` is longer (characters): what stands farther before a name need not be read. */
const LEAD_IN_REACH = 4;

/** Whether what stands before `at` may open a question, or nothing does. */
export function isLedIn(text: string, at: number): boolean {
  return LEAD_IN.test(text.slice(Math.max(0, at - LEAD_IN_REACH), at));
}

const JOINT = '(?:和|与|跟|同|及|以及|还是|或|或者|、|[,，]|比)';
const JOINS_BEFORE = new RegExp(`${JOINT}$`, 'u');
const JOINS_AFTER = new RegExp(`^${JOINT}`, 'u');

/** Whether what stands before `at` joins the next to it: 和, 跟, a comma. */
export function isJoined(text: string, at: number): boolean {
  return JOINS_BEFORE.test(text.slice(Math.max(0, at - LEAD_IN_REACH), at));
}

const ASKS_AMOUNT = /多少|几[个户人名亩元项条所]|多[高大长]|标准|比例|[率数](?:是|有|呢|[?？]|$)/u;
const YES_NO = /有没有|能不能|是不是|是否|吗|吧$|了没|没有?$/u;
const QUESTION = new RegExp(`[?？]|多少|几|什么|哪|怎么|怎样|如何|呢|啥|${YES_NO.source}`, 'u');

/** A name before this one, with what joins the two, is no longer (characters). */
const REACH = 24;

/**
 * Whether a bare name that is also an ordinary word stands for the place. Evidence for it: it opens the text or
 * follows a word of asking, a pronoun or another place, and what follows can be said of a place (a time, a figure,
 * a question word, another place, a deed whose amount is asked). A noun or verb before it, or a compound after it,
 * make it the ordinary word.
 */
export function readsAsPlace(
  text: string,
  span: Span,
  context: {
    readonly partOfSpeech: PartOfSpeech | undefined;
    readonly crossing: Crossing;
    readonly afterPlace: boolean;
    /** Whether a place of the corpus stands at the start or end of the part. */
    readonly isPlace: (part: string, where: 'start' | 'end') => boolean;
  },
): boolean {
  const { left, right } = context.crossing;
  const before = text.slice(Math.max(0, span.start - REACH), span.start);
  const after = text.slice(span.end);
  const joined = JOINS_BEFORE.exec(before)?.[0];
  const joinedPlace = joined !== undefined && context.isPlace(before.slice(0, -joined.length), 'end');
  const joins = JOINS_AFTER.exec(after)?.[0];
  const joinsPlace = joins !== undefined && context.isPlace(after.slice(joins.length), 'start');
  // 死羊桃源和余干: a place behind it tells that 羊桃 is no word here.
  if ((joinsPlace || joinedPlace) && !right) return true;
  if (left || right) return false;
  if (joined !== undefined && /[和与同及或、]/u.test(joined)) return false;
  if (!context.afterPlace && !LEAD_IN.test(before)) return false;
  if (joins !== undefined && !/^[,，比]/u.test(joins)) return false;
  if (/^\s*$/u.test(after)) return true;
  if (/^(?:县|[\s,，。?？!！;；:：\d呢有是今去前近哪多几怎如这那都已共现目]|比|为什么)/u.test(after)) {
    return QUESTION.test(text) || context.afterPlace || /^(?:[\s\d今去前近]|现在|目前|县)/u.test(after);
  }
  const tag = nextTag(after, context.partOfSpeech);
  if (/^(?:t|m|r|p|d|f)/.test(tag)) return true;
  if (/^(?:n|j|$)/.test(tag) && YES_NO.test(after)) return true;
  return ASKS_AMOUNT.test(after) || (/^v/.test(tag) && /^.{1,4}了/u.test(after));
}

function nextTag(after: string, partOfSpeech: PartOfSpeech | undefined): string {
  for (let length = LONGEST_WORD; length > 0; length--) {
    const tag = partOfSpeech?.(after.slice(0, length));
    if (tag !== undefined) return tag;
  }
  return '';
}

/** What says of a name behind it that somebody is from there: 老家安徽的, 户口在成都. */
const FROM_BEFORE = /(?:老家|娘家|婆家|户口|户籍|籍贯|祖籍|原籍|来自|出生)(?:还|都)?(?:是|在|于)?$/u;
/** The same of a name before it: 安徽人, 成都户口, 从成都嫁过来. */
const FROM_BEHIND = /^(?:人(?![口均民大])|籍|的?户[口籍]|那边来|[嫁迁搬](?:过来|来))/u;

/** What somebody does away from home: 在长春念大学, 去新疆打工. */
const GONE_BEFORE = /(?:在|去|到|往)$/u;
const GONE_BEHIND =
  /^(?:那边|那里|城里)?(?:念|读|上)(?:大学|书|学|班)|^(?:那边|那里|城里)?(?:打工|务工|做工|工作|当兵|服役|住院|住(?=的|$)|看病|治病|就医|带孙|做生意|干活)/u;
/** Of whom it is said. */
const SOMEBODY =
  /(?:我|他|她|儿子|女儿|闺女|姑娘|孩子|娃|崽|老公|老婆|媳妇|丈夫|妻子|爱人|[爸妈爹娘哥姐弟妹]|家里人|家人)(?:们)?(?:现在|一直|还|都|已经)?(?:在|去|到|往)$/u;
/** The question goes on with something else. */
const GOES_ON_ASKING = /[,，。;； ]\P{L}{0,8}\p{Script=Han}.{4,}$/u;

function tellsWhereabouts(before: string, behind: string, isOfOther: boolean): boolean {
  if (!GONE_BEFORE.test(before) || !GONE_BEHIND.test(behind)) return false;
  return isOfOther || (SOMEBODY.test(before) && GOES_ON_ASKING.test(behind));
}

/**
 * The mentions without those that only tell where somebody is from, of places that the corpus does not speak of, where one of
 * those that it speaks of is named too: alone, such a place may be the one that is asked about. Without those as well that tell
 * where somebody has gone to, where the question goes on.
 * @param corpusPlaces official names.
 */
export function withoutOrigins<
  Mention extends { readonly place: { readonly name: string }; readonly span: Span },
>(mentions: readonly Mention[], text: string, corpusPlaces: ReadonlySet<string>): readonly Mention[] {
  const isOfCorpus = ({ place }: Mention) => corpusPlaces.has(place.name);
  const hasOwn = mentions.some(isOfCorpus);
  return mentions.filter((mention) => {
    if (isOfCorpus(mention)) return true;
    const [before, behind] = [text.slice(0, mention.span.start), text.slice(mention.span.end)];
    const isOrigin = hasOwn && (FROM_BEFORE.test(before) || FROM_BEHIND.test(behind));
    return !isOrigin && !tellsWhereabouts(before, behind, hasOwn);
  });
}

/**
 * Whether mentions of places that the corpus does not speak of may only tell where somebody is, were the text of another.
 * @param corpusPlaces official names.
 */
export function areWhereabouts(
  mentions: readonly { readonly place: { readonly name: string }; readonly span: Span }[],
  text: string,
  corpusPlaces: ReadonlySet<string>,
): boolean {
  const isGoneTo = ({ place, span }: (typeof mentions)[number]) =>
    !corpusPlaces.has(place.name) && tellsWhereabouts(text.slice(0, span.start), text.slice(span.end), true);
  return mentions.length > 0 && mentions.every(isGoneTo);
}

/** Behind whom a name follows. */
const BEFORE_NAME = /[员长记任师生是找叫]$/u;
/** Longest name of a person that the dictionary has (characters). */
const LONGEST = 4;

/**
 * Whether a bare name of two characters is the given name of somebody: 秀英 in 李秀英手机号. The dictionary has the person,
 * or a surname opens the phrase, and what follows is nothing that is asked of counties.
 */
export function isGivenName(text: string, { start, end }: Span, partOfSpeech: PartOfSpeech): boolean {
  if (end - start !== 2 || start === 0 || isLedIn(text, start)) return false;
  for (let from = Math.max(0, end - LONGEST); from < start; from++)
    if (SURNAMES.has(text.slice(from, start)) && partOfSpeech(text.slice(from, end)) === 'nr') return true;
  const surname = start - 1;
  const opens = isLedIn(text, surname) || BEFORE_NAME.test(text.slice(0, surname));
  const behind = text.slice(end);
  return (
    opens &&
    SURNAMES.has(text.charAt(surname)) &&
    (/^[?？]?\s*$/u.test(behind) || !ASKED_OF_COUNTIES.test(behind))
  );
}
