import type { Conditions } from '../../language/figures/conditions.ts';
import { bare, clauses, fold, slice } from '../../language/text.ts';
import type { PastTurn, Turn } from '../../types.ts';
import { MAX_QUESTION_CHARACTERS, type OneQuestion } from '../one-question.ts';

/**
 * What a short question after another one points back at. `source`: where the last answer is from; `more`: what it left
 * out; `reason`: why it is so; `nth`: one of the things that it named.
 */
export type PointsAt =
  | { readonly kind: 'source' | 'more' | 'reason' }
  | { readonly kind: 'nth'; readonly nth: number };

const IT = '(?:那|这|它|这个|那个|这些|这条|上面的?|刚才的?|你说的)?(?:个|些)?';
const SOURCE = new RegExp(
  `^${IT}(?:数据|数字|数|答案|说法|内容|资料|信息|话)?的?(?:来源|出处|依据|根据)(?:是|在|呢)?(?:什么|哪里|哪儿|哪|哪个文件)?[呢吗啊]?$|` +
    `^${IT}(?:数据|数字|数|答案|说法|内容|信息|话)?(?:是)?(?:从)?(?:哪里?|哪儿|什么地方)(?:来|看到|查到|找到|看|查|说|写)的?[呢啊]?$|` +
    `^${IT}(?:是|出自|来自)?(?:哪个|哪份|哪篇|什么)(?:文件|资料|报告|文章|材料)(?:里|上|中)?(?:说|写|看到)?的?[呢啊]?$|` +
    `^${IT}有(?:什么)?(?:依据|出处|来源)吗$`,
  'u',
);
const MORE =
  /^(?:还有|另外|然后|除此之外)?(?:还有|别的|其他的?|其它的?|更多的?)?(?:呢|吗|没有|没|什么|哪些|啥)?$|^(?:继续|接着说|再说说|再讲讲|说详细(?:点|些)|详细(?:点|些|说说)|多说(?:点|些))[吧呢]?$/u;
const MORE_SIGN = /还有|别的|其[他它]|更多|继续|接着|详细|再[说讲]|多说/u;
const REASON = new RegExp(
  `^${IT}(?:是)?(?:为什么|为何|什么原因|怎么回事|原因(?:呢|是什么)?)(?:会?这样|这么[多少高低])?[呢啊]?$`,
  'u',
);
const NTH =
  /^(?:那|选|看)?第?([一二三四五六七八九十]|\d{1,2})(?:个|条|项|点|种|家)?(?:县|地方)?(?:呢|的呢|是什么|具体是什么|怎么说|吧)?$/u;
const NUMERALS = '一二三四五六七八九十';
/** What a question points back at; undefined where it asks something of its own. @param written in written words. */
export function pointsAt(written: string): PointsAt | undefined {
  const says = bare(fold(written));
  if (says === '') return undefined;
  if (SOURCE.test(says)) return { kind: 'source' };
  if (REASON.test(says)) return { kind: 'reason' };
  const [, numeral] = NTH.exec(says) ?? [];
  if (numeral !== undefined && /第|个|条|项/u.test(says)) {
    return { kind: 'nth', nth: Number(numeral) || NUMERALS.indexOf(numeral) + 1 };
  }
  return MORE.test(says) && MORE_SIGN.test(says) ? { kind: 'more' } : undefined;
}

/** A question of so few characters that names no place says too little to stand alone after another. */
const SHORT_QUESTION = 6;
/** A question that leans on the one before: it starts or ends like one, and says little of its own. */
const LEANING = /^(?:那么?|还|也|是(?!否|不是)|要是|万一|另外|然后|再|这个|它|其他|其它|别的)|呢$/u;

/** 监测户呢，能补多少: names another thing, and then asks the same of it. */
const OPENS_LIKE_FOLLOW_UP = /^[^,，。?？]{1,10}呢[,，?？\s]/u;

/** 给他们交社保不, 那一年, 这个钱: somebody or something that was named before. */
const POINTS_BACK = /[他她它]们|[这那](?:[个些笔项种类]|俩|两[个样]|一[年个项])(?!县|区|市|村|镇|乡)/u;

/** Whether a text behind a question leans on what was said, for its place or its subject. */
export function leansBack(text: string, read: OneQuestion): boolean {
  const says = bare(text);
  const isShort = says.length <= SHORT_QUESTION && read.named.length === 0;
  const opens = OPENS_LIKE_FOLLOW_UP.test(text.trim()) || POINTS_BACK.test(says);
  if (isRemark(read) || asksOfItself(read)) return false;
  return LEANING.test(says) || opens || read.subject.length === 0 || isShort;
}

/** 那取暖补贴什么时候发: names what is given by rules of its own, and what is asked of it. */
function asksOfItself({ written, wanted, named, subject }: OneQuestion): boolean {
  const isNamed = BENEFIT.test(written) && !/[这那][个些种项笔两俩]|(?:补贴|补助|津贴)呢/u.test(written);
  return isNamed && wanted !== 'statement' && named.length === 0 && subject.length > 1;
}

/** Goes on with what was said, in so few words that they hold no subject: 那里呢, 真的吗, 具体点, 最新的. */
const GOES_ON =
  /[?？吗呢么]$|^(?:那么?|还|另外|然后|再|这|它|其[他它]|别的|具体|详细|继续|接着|展开|多说|最新|现在|目前|如今)|还是|.[点些]$/u;

/** Whether a text goes on with what was said before it. @param written in written words. */
export function goesOn(written: string): boolean {
  return GOES_ON.test(written.trim());
}

/** Speaks of whoever writes or of others: 我到了, 你好笨. */
const OF_PEOPLE = /^(?:我们?|你们?|您|他们?|她们?)(?!县|区|市|这|那|村|镇|乡)/u;

/**
 * Whether a text behind a question tells something of people, asks nothing and goes on with nothing. It names no place,
 * time, unit or subject.
 */
function isRemark({ written, wanted, units, ...read }: OneQuestion): boolean {
  const { subject, named, years, relativeYears, rates } = read;
  const says =
    [subject, named, years, relativeYears, rates].some((list) => list.length > 0) || units.size > 0;
  return !says && wanted === 'statement' && OF_PEOPLE.test(written) && !goesOn(written);
}

/** What earlier turns said of which row of a table is asked. */
export interface Kept extends Pick<OneQuestion, 'years' | 'relativeYears' | 'conditions'> {
  /** Units that the question itself asks for: another row may be counted in others than the one before. */
  readonly units: ReadonlySet<string>;
  /** The words of each, the newest first. */
  readonly subjects: readonly (readonly string[])[];
  /** The question does not lean on them: it is of the same row only where that has what it asks for. */
  readonly isAssumed: boolean;
}

/** Asks for other times than those before, or for all of them. */
const OF_OTHER_TIMES =
  /现在|目前|眼下|如今|当前|最新|以前|原来|过去|之前|从前|历年|往年|[各每]年|哪[一几]?个?年|这些年|几年/u;
/** Asks for what all come to, or among all. */
const OF_ALL = /全[县市区乡镇]|一共|总共|合计|总计|哪|各/u;

/** The turns that a question leans on, the newest first: those that lean themselves, and the one that these lean on. */
function chainOf(earlier: readonly OneQuestion[]): readonly OneQuestion[] {
  const first = earlier.findIndex((turn) => !leansBack(turn.written, turn));
  return earlier.slice(0, first < 0 ? undefined : first + 1);
}

/** What the newest of some turns says that tells any conditions of a kind. */
function told<K extends keyof Conditions>(
  kind: K,
  turns: readonly [OneQuestion, ...OneQuestion[]],
): Conditions[K] {
  return (turns.find(({ conditions }) => conditions[kind].length > 0) ?? turns[0]).conditions[kind];
}

/** Somebody of whom a turn tells: 我妈, 我老伴, 他爷爷. */
const SOMEBODY =
  /[我俺咱他她你]们?家?的?(?:爸爸?|妈妈?|爹|娘|爷爷?|奶奶?|外公|外婆|父亲|母亲|老伴|老公|老婆|儿子|女儿|娃|孩子|哥|姐|弟|妹)/u;

/** Names something that is given by rules of its own. */
const BENEFIT = /补贴|补助|津贴|救助|低保|特困|保险|养老金|奖学金|助学金|抚恤|优待证/u;

/**
 * The conditions of a question that leans on earlier turns (newest first), with what these told of whom or what it is: an age, a
 * grade, what somebody is not. Its own go before theirs; where it asks of all, or of somebody else, theirs do not count.
 */
export function conditionsKept(own: OneQuestion, earlier: readonly OneQuestion[]): Conditions {
  const chain = chainOf(earlier);
  const [somebody] = SOMEBODY.exec(own.written) ?? [];
  const isOfAnother = somebody !== undefined && !chain.some(({ written }) => written.includes(somebody));
  // What else is asked of has classes of its own: 80岁 of 高龄津贴 says nothing of 残疾人生活补贴, nor c级危房 of 抗震加固.
  if (OF_ALL.test(own.written) || isOfAnother || BENEFIT.test(own.written)) return own.conditions;
  const amounts = told('amounts', [own, ...chain]);
  const denied = told('denied', [own, ...chain]);
  if (own.subject.length > 0) return { ...own.conditions, amounts, denied };
  const [classes, grades] = [told('classes', [own, ...chain]), told('grades', [own, ...chain])];
  return { ...own.conditions, amounts, denied, classes, grades };
}

/**
 * What a question that leans on earlier turns (newest first) leaves to them: its year, and of whom or what it is. A turn that
 * leans itself leaves it to the one before.
 */
export function keptOf(own: OneQuestion, earlier: readonly OneQuestion[]): Kept {
  const chain = chainOf(earlier);
  const saysYear = own.years.length + own.relativeYears.length > 0 || OF_OTHER_TIMES.test(own.written);
  const dated = saysYear
    ? undefined
    : chain.find(({ years, relativeYears }) => years.length + relativeYears.length > 0);
  const isOfOthers = own.named.length > 0 || OF_ALL.test(own.written);
  const turns = isOfOthers ? [] : chain;
  return {
    years: dated?.years ?? [],
    relativeYears: dated?.relativeYears ?? [],
    conditions: {
      ...own.conditions,
      grades: told('grades', [own, ...turns]),
      townships: told('townships', [own, ...turns]),
      numbered: told('numbered', [own, ...turns]),
      seasons: told('seasons', [own, ...turns]),
    },
    units: own.units,
    subjects: turns.map(({ subject }) => subject).filter((words) => words.length > 0),
    isAssumed: !leansBack(own.written, own),
  };
}

/** A question of more characters says itself of which row it is. */
const OF_SAME_ROW = 12;

/**
 * Whether a question may go on with the row before it though it does not lean on that: it asks for a figure in a few words
 * (发放资金是多少), names no place, year or condition, and the turn before named a township.
 */
export function mayKeepRow(own: OneQuestion, [before]: readonly OneQuestion[]): boolean {
  const { written, wanted, named, years, relativeYears, conditions } = own;
  return (
    wanted === 'figure' &&
    bare(written).length <= OF_SAME_ROW &&
    named.length + years.length + relativeYears.length === 0 &&
    Object.values(conditions).every((all) => all.length === 0) &&
    !OF_ALL.test(written) &&
    !OF_OTHER_TIMES.test(written) &&
    (before?.conditions.townships.length ?? 0) > 0
  );
}

/** A question as it is put to rows of tables: of the years and conditions that earlier turns said, where it says none itself. */
export function askedOfRows<
  Asked extends Pick<Kept, 'years' | 'relativeYears' | 'conditions' | 'units'> & {
    readonly kept?: Kept | undefined;
  },
>(asked: Asked): Asked {
  if (asked.kept === undefined) return asked;
  const { conditions, units, years, relativeYears } = asked.kept;
  const saysYear = asked.years.length + asked.relativeYears.length > 0;
  return { ...asked, conditions, units, ...(saysYear ? {} : { years, relativeYears }) };
}

/** Turns of the history that are read. */
export const MAX_TURNS = 6;

/** Characters of an earlier answer that are read: more than one message carries. */
const MAX_ANSWER_CHARACTERS = 5000;

/** What is read of a history, however long it and its turns are: the newest turns, the beginning of each. */
export function recentTurns(history: readonly PastTurn[]): PastTurn[] {
  return history.slice(-MAX_TURNS).map((turn) => ({
    ...turn,
    content: turn.content.slice(0, turn.role === 'user' ? MAX_QUESTION_CHARACTERS : MAX_ANSWER_CHARACTERS),
  }));
}

export function lastAnswer(history: readonly Turn[]): string {
  return history.findLast((turn) => turn.role === 'assistant')?.content ?? '';
}

/** Characters of a clause that make it the same clause when an answer holds them. */
const TELLING = 8;

/** Whether an answer quoted from a sentence. @param answer folded. @param sentence folded. */
export function wasSaid(sentence: string, answer: string): boolean {
  return (
    answer !== '' &&
    clauses(sentence).some((span) => {
      const clause = bare(slice(sentence, span));
      return clause.length >= TELLING && answer.includes(clause);
    })
  );
}
