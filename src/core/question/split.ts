import { bare } from '../language/text.ts';
import type { OneQuestion } from './one-question.ts';
import { asksComparison } from './relation.ts';

export interface SplitQuestion {
  /** In order; one where the message asks one thing. */
  readonly parts: readonly string[];
  /** There are further questions, beyond `MAX_PARTS`. */
  readonly leavesOut: boolean;
}

/** Questions of one message that are answered. */
export const MAX_PARTS = 3;

const ASKS =
  /[?？]|多少|几[个户人名亩元家所项条]|什么|哪|怎么|怎样|如何|是否|是不是|有没有|能不能|可不可以|为什么|多[大高长久]|谁|[吗呢]$/u;
const ASKS_AMOUNT = /多少|几[个户人名亩元家所项条]/u;
/** Opens a further question after a comma. */
const JOINER =
  /^(?:还有(?!多少|几|哪|什么|没)|另外|以及|再问|再一个|顺便|同时(?:想|请)?问|还想(?:问|知道|了解)|还问)/u;
/** Goes on with what was just asked. */
const GOES_ON = /^(?:还是|其中|分别|各|占|比|也就是|或者|即|包括|都|具体)/u;
/** Stands for the number of an item: a private character, which nobody types. */
const ITEM = '\ue000';
const ITEM_OR_END = /[\ue000\n]|(?<=[?？。；;！!])(?!\d)/u;
const LIST_NUMBER = /(?:^|(?<=[\s。；;?？]))(?:[(（]?[1-9一二三][)）.、．](?!\d))\s*/gu;

/** Ends with a sign that parts it from what follows. */
const CLOSED = /\p{P}$/u;

/** Whether a text asks: by a question mark or by words of asking. @param written in written words. */
export function asks(written: string): boolean {
  return ASKS.test(written);
}

/** What the sentences or clauses of a part say, each read for itself. */
interface Part {
  readonly text: string;
  readonly asks: boolean;
  readonly asksAmount: boolean;
  /** Which of several is more: what is asked behind it, is of all of them. */
  readonly compares: boolean;
  /** Its beginning goes on with what was asked before. */
  readonly goesOn: boolean;
  readonly words: readonly string[];
  readonly namesPlace: boolean;
}

/**
 * The questions of one message. A question mark, a full stop, a semicolon or a line's end parts them where what stands
 * on either side asks something of its own; a comma does before 还有, 另外 …, or between two amounts that are asked of other things.
 * What asks nothing by itself (我家有危房。补多少？) stays with its neighbour. Every stretch is read for itself and once,
 * and none behind the first question that is left out.
 * @param text normalised, its lines apart.
 */
export function splitQuestion(
  text: string,
  readPart: (part: string) => Pick<OneQuestion, 'subject' | 'named'>,
): SplitQuestion {
  const known = new Map<string, Part>();
  const read = (part: string): Part => {
    const reading = known.get(part) ?? partOf(part, readPart(part));
    known.set(part, reading);
    return reading;
  };
  const isNumbered = [...text.matchAll(LIST_NUMBER)].length > 1;
  const marked = isNumbered ? text.replaceAll(LIST_NUMBER, ITEM) : text;
  const parts: string[] = [];
  for (const sentence of joinLoose(cut(marked, ITEM_OR_END), read)) {
    parts.push(...joinClauses(sentence, read, MAX_PARTS + 1 - parts.length));
    if (parts.length > MAX_PARTS) break;
  }
  const each = parts.flatMap(namedEach);
  return { parts: each.slice(0, MAX_PARTS), leavesOut: each.length > MAX_PARTS };
}

const GRADE = '(?:[a-d]|[甲乙丙丁]|[一二三四五六七八九]|(?<!\\d)[1-9])[级类等档]';
/** 一级残疾和三级残疾 is 一级和三级残疾. */
const REPEATED = new RegExp(`(${GRADE})(\\p{Script=Han}{2,3})([、和跟与及])(${GRADE})\\2`, 'giu');
/** Townships stand right behind their county's name, which the parts that name no place are asked of anyway. */
const TOWNSHIP = '(?:(?![年月日])\\p{Script=Han}){2,4}(?:(?<![城村])镇|(?<!城)乡|街道|(?<![农乡])村)';
/** What several of one kind are called: grades, ages, townships and villages. */
const KINDS = [GRADE, '\\d{2,3}(?:多|几)?岁(?:以上|以下)?(?:的?老人)?', TOWNSHIP];
const AND = '(?:[和跟与及]|以及)';
const EACH = /分别|各自|各(?=[是有多占补发领奖报几])/u;

/** 一级和二级各多少: the question of each that is named, where each is asked for. */
function namedEach(text: string): string[] {
  if (!EACH.test(text) || !ASKS_AMOUNT.test(text)) return [text];
  const asked = text.replace(EACH, '').replaceAll(REPEATED, '$1$3$4$2');
  for (const kind of KINDS) {
    const match = new RegExp(`${kind}(?:[、,，]?${AND}?${kind})+`, 'iu').exec(asked);
    if (match === null) continue;
    const [listed] = match;
    const names = [...listed.matchAll(new RegExp(kind, 'giu'))].map(({ index, 0: name }) =>
      /^$|[、,，]/u.test(listed.charAt(index - 1)) ? name : name.replace(new RegExp(`^${AND}`, 'u'), ''),
    );
    const before = asked.slice(0, match.index);
    const behind = asked.slice(match.index + listed.length);
    const year = /(?:\d{4}|\d{2})年/u.exec(before)?.[0] ?? '';
    return names.map((name, nth) => `${kind === TOWNSHIP && nth > 0 ? year : before}${name}${behind}`);
  }
  return [text];
}

function cut(text: string, where: RegExp): string[] {
  return text
    .split(where)
    .map((part) => part.trim())
    .filter((part) => bare(part) !== '');
}

function partOf(text: string, { subject, named }: Pick<OneQuestion, 'subject' | 'named'>): Part {
  return {
    text,
    asks: ASKS.test(text),
    asksAmount: ASKS_AMOUNT.test(text),
    compares: asksComparison(text),
    goesOn: GOES_ON.test(text),
    words: subject.filter((word) => word.length > 1 && /\p{Script=Han}/u.test(word)),
    namesPlace: named.length > 0,
  };
}

function joinParts(before: Part, behind: Part): Part {
  return {
    text: `${before.text}${CLOSED.test(before.text) ? '' : ' '}${behind.text}`,
    asks: before.asks || behind.asks,
    asksAmount: before.asksAmount || behind.asksAmount,
    compares: before.compares || behind.compares,
    goesOn: before.goesOn,
    words: [...new Set([...before.words, ...behind.words])],
    namesPlace: before.namesPlace || behind.namesPlace,
  };
}

/** Joins what is no question of its own with the one before it, at the start with the one behind it. */
function* joinLoose(sentences: readonly string[], read: (part: string) => Part): Generator<string> {
  let before: Part | undefined;
  for (const [at, text] of sentences.entries()) {
    const sentence = read(text);
    const standsAlone =
      before !== undefined &&
      isQuestion(before) &&
      (isQuestion(sentence) || opensNext(sentence, sentences[at + 1], read));
    if (standsAlone && before !== undefined) yield before.text;
    before = standsAlone || before === undefined ? sentence : joinParts(before, sentence);
  }
  if (before !== undefined) yield before.text;
}

/** A place by itself belongs to the question behind it, where that names none. */
function opensNext(
  { asks, words, namesPlace }: Part,
  next: string | undefined,
  read: (part: string) => Part,
): boolean {
  if (asks || !namesPlace || words.length > 0 || next === undefined) return false;
  const following = read(next);
  return isQuestion(following) && !following.namesPlace;
}

function isQuestion({ asks, goesOn, words, namesPlace }: Part): boolean {
  return asks && !goesOn && (words.length > 0 || namesPlace);
}

/** The clauses of one sentence, joined again but where another thing is asked; the first `most` of these. */
function joinClauses(sentence: string, read: (part: string) => Part, most: number): string[] {
  const clauses = cut(sentence, /(?<=[,，])(?!\d)/u);
  if (clauses.length < 2) return clauses;
  const joined: Part[] = [];
  for (const clause of clauses) {
    const before = joined.at(-1);
    if (before !== undefined && opensQuestion(before, clause, read)) {
      if (joined.length === most) break;
      joined.push(read(clause.replace(JOINER, '')));
    } else joined.splice(-1, 1, before === undefined ? read(clause) : joinParts(before, read(clause)));
  }
  return joined.map(({ text }) => text);
}

function opensQuestion(before: Part, clause: string, read: (part: string) => Part): boolean {
  if (!isQuestion(before)) return false;
  const rest = clause.replace(JOINER, '');
  if (rest !== clause) return read(rest).words.length > 0 || isQuestion(read(rest));
  const own = read(clause);
  if (!before.asksAmount || !own.asksAmount || (before.compares && !own.namesPlace)) return false;
  return isQuestion(own) && own.words.some((word) => !before.words.includes(word));
}
