import { bare } from './forms.ts';

/** What the parts of a message are told apart by. */
export interface PartReading {
  /** Content words, without places, measures and question words. */
  readonly subject: readonly string[];
  readonly namesPlace: boolean;
}

export interface SplitQuestion {
  /** In order; one where the message asks one thing. */
  readonly parts: readonly string[];
  /** Questions beyond `MAX_PARTS` that are left out. */
  readonly leftOut: number;
}

/** Questions of one message that are answered. */
export const MAX_PARTS = 3;

const ASKS =
  /[?？]|多少|几[个户人名亩元家所项条]|什么|哪|怎么|怎样|如何|是否|是不是|有没有|能不能|可不可以|为什么|多[大高长久]|谁|[吗呢]$/u;
/** Opens a further question after a comma. */
const JOINER =
  /^(?:还有(?!多少|几|哪|什么|没)|另外|以及|再问|再一个|顺便|同时(?:想|请)?问|还想(?:问|知道|了解)|还问)/u;
/** Goes on with what was just asked. */
const GOES_ON = /^(?:还是|其中|分别|各|占|比|也就是|或者|即|包括|都|具体)/u;
/** Stands for the number of an item: a private character, which nobody types. */
const ITEM = '\ue000';
const ITEM_OR_END = /\ue000|(?<=[?？。；;！!])(?!\d)/u;
const LIST_NUMBER = /(?:^|(?<=[\s。；;?？]))(?:[(（]?[1-9一二三][)）.、．](?!\d))\s*/gu;

/**
 * The questions of one message. A question mark, a full stop or a semicolon parts them where what stands on either side
 * asks something of its own; a comma does before 还有, 另外 …, or between two amounts that are asked of other things.
 * What asks nothing by itself (我家有危房。补多少？) stays with its neighbour.
 * @param text normalised.
 */
export function splitQuestion(text: string, readPart: (part: string) => PartReading): SplitQuestion {
  const known = new Map<string, PartReading>();
  const read = (part: string): PartReading => {
    const reading = known.get(part) ?? readPart(part);
    known.set(part, reading);
    return reading;
  };
  const isNumbered = [...text.matchAll(LIST_NUMBER)].length > 1;
  const marked = isNumbered ? text.replaceAll(LIST_NUMBER, ITEM) : text;
  const sentences = cut(marked, ITEM_OR_END);
  const parts = joinLoose(sentences, read).flatMap((sentence) => joinClauses(sentence, read));
  return { parts: parts.slice(0, MAX_PARTS), leftOut: Math.max(0, parts.length - MAX_PARTS) };
}

function cut(text: string, where: RegExp): string[] {
  return text
    .split(where)
    .map((part) => part.trim())
    .filter((part) => bare(part) !== '');
}

/** Joins what is no question of its own with the one before it, at the start with the one behind it. */
function joinLoose(sentences: readonly string[], read: (part: string) => PartReading): string[] {
  const joined: string[] = [];
  for (const sentence of sentences) {
    const before = joined.at(-1);
    const standsAlone = before === undefined || (isQuestion(before, read) && isQuestion(sentence, read));
    if (standsAlone) joined.push(sentence);
    else joined[joined.length - 1] = `${before}${sentence}`;
  }
  return joined;
}

function isQuestion(part: string, read: (part: string) => PartReading): boolean {
  const { subject, namesPlace } = read(part);
  return ASKS.test(part) && !GOES_ON.test(part) && (subject.some(isWord) || namesPlace);
}

function isWord(word: string): boolean {
  return word.length > 1 && /\p{Script=Han}/u.test(word);
}

/** The clauses of one sentence, joined again but where another thing is asked. */
function joinClauses(sentence: string, read: (part: string) => PartReading): string[] {
  const joined: string[] = [];
  for (const clause of cut(sentence, /(?<=[,，])(?!\d)/u)) {
    const before = joined.at(-1);
    if (before === undefined || !opensQuestion(before, clause, read)) {
      joined.splice(-1, 1, `${before ?? ''}${clause}`);
    } else joined.push(clause.replace(JOINER, ''));
  }
  return joined;
}

function opensQuestion(before: string, clause: string, read: (part: string) => PartReading): boolean {
  if (!ASKS.test(before) || !isQuestion(before, read)) return false;
  const rest = clause.replace(JOINER, '');
  if (rest !== clause) return isQuestion(rest, read) || read(rest).subject.some(isWord);
  if (!/多少|几[个户人名亩元家所项条]/u.test(before) || !/多少|几[个户人名亩元家所项条]/u.test(clause))
    return false;
  const asked = new Set(read(before).subject);
  return isQuestion(clause, read) && read(clause).subject.some((word) => isWord(word) && !asked.has(word));
}
