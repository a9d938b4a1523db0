import { bare, fold, hasWords, normaliseLines } from '../language/text.ts';
import * as words from './courtesy-words.ts';
import { MAX_QUESTION_CHARACTERS, type QuestionContext } from './one-question.ts';

/** What a line that asks nothing of the corpus is: said to whoever answers, or asked of it itself. */
export type CourtesyKind = 'greeting' | 'thanks' | 'goodbye' | 'nod' | 'identity' | 'abilities' | 'sources';

/** How a question was closed. */
type Closing = 'thanks' | 'goodbye';

/** 老师, 机器人: calls somebody, and is courtesy beside other words of it. */
type Kind = CourtesyKind | 'call';

/** A text read for its courtesies. */
export type Courteous =
  /** All of it is courtesy. */
  | { readonly kind: CourtesyKind }
  | {
      readonly kind?: undefined;
      /** What is left without the courtesies around it, as it was typed. */
      readonly asked: string;
      /** Thanks or a goodbye that stand behind what is asked. */
      readonly closing?: Closing;
      /** What the courtesies beside it are, where marks part them from it. */
      readonly beside?: CourtesyKind;
    };

const PLACEHOLDER = new RegExp(`[\\[【［](?:${words.PLACEHOLDERS})[\\]】］]`, 'giu');

/**
 * What is said and what is asked in a text, in whichever script it is written. `placeholder`: nothing but what chats write for
 * pictures, voices and signs. @param follows something was asked before.
 */
export function hear(
  text: string,
  follows: boolean,
  { script }: Pick<QuestionContext, 'script'>,
): Courteous | { readonly kind: 'placeholder' } {
  const written = text.replaceAll(PLACEHOLDER, ' ');
  if (written !== text && !hasWords(written)) return { kind: 'placeholder' };
  const pictogram = words.PICTOGRAMS.find(([, signs]) => signs.test(written.trim()));
  if (pictogram !== undefined) return { kind: pictogram[0] };
  const lines = normaliseLines(written);
  if (lines.length > MAX_QUESTION_CHARACTERS) return { asked: written };
  const simplified = script.toSimplified(lines);
  if (follows && isAside(simplified, words.LAUGHING_SIGN.test(text))) return { kind: 'nod' };
  return readCourtesy(simplified, follows, lines);
}

/** Fewer characters with a laugh tell of nothing. */
const SHORTEST_REMARK = 3;
/** More characters behind a nod may ask something in words that are not known to ask. */
const LONGEST_TOLD = 12;

/** Whether somebody tells behind an answer what he does next, or laughs at it. @param laughs signs of the chat in it do. */
function isAside(text: string, laughs: boolean): boolean {
  const written = fold(text).trim();
  const says = bare(written);
  if (words.ASKS.test(written) || words.ASKS.test(says)) return false;
  if (words.ASIDE.test(says)) return true;
  const behind = bare(written.replace(words.NODS_FIRST, ''));
  const isTold = behind !== says && behind.length <= LONGEST_TOLD && words.TELLS_ON.test(behind);
  if (isTold && !words.OF_PAPERS.test(behind)) return true;
  const told = bare(written.replace(words.LAUGHS, ''));
  if (!laughs && !words.LAUGHS.test(written)) return false;
  const isRemark = words.LAUGHS_FIRST.test(written) || words.REMARKS.test(told);
  return told.length >= SHORTEST_REMARK && isRemark && !words.OF_PAPERS.test(told);
}

/** A stretch of a text with the marks behind it. */
interface Segment {
  readonly start: number;
  /** Behind its marks. */
  readonly end: number;
  /** The marks and spaces behind it; empty at the end of the text. */
  readonly mark: string;
  readonly said: string;
  readonly kind: Kind | undefined;
}

/** Marks that part what is said from the courtesies beside it; a point or colon between digits is part of a figure. */
const MARK = String.raw`[,，。!！?？;；~～…、\n]|(?<!\d)[.:：]|[.:：](?!\d)`;
const SEGMENT = new RegExp(String.raw`((?:(?!${MARK}).)+)((?:${MARK}|\s)*)`, 'gsu');
/** Quotation marks and brackets hold names together. */
const NAMED = /[“”"‘’《》〈〉「」『』()（）]/u;
const SENTENCE_END = /[。!！?？\n]/u;

/** What is told at once rather than said in passing. */
const FOREMOST: readonly CourtesyKind[] = [
  'sources',
  'abilities',
  'identity',
  'goodbye',
  'thanks',
  'greeting',
  'nod',
];

/**
 * Reads the courtesies of a text. What asks stays whole: only words that can be nothing else are taken off, in front
 * before a mark or a space, behind it likewise, and thanks between two sentences.
 * @param text normalised, in simplified characters; its lines may stand apart.
 * @param follows something was asked before: 怎么用 and 有哪些资料 then ask of that, unless they name the bot.
 * @param typed the same in the script in which it was typed, unit for unit.
 */
export function readCourtesy(text: string, follows = false, typed = text): Courteous {
  const segments = segmentsOf(text, follows);
  const kinds = segments.map(({ kind }) => kind);
  if (words.GOODBYE_ALONE.test(bare(fold(text))) && !follows) return { kind: 'goodbye' };
  if (kinds.length > 0 && kinds.every((kind) => kind !== undefined))
    return { kind: foremost(kinds) ?? 'greeting' };

  const asks = segments.findIndex((segment) => !opens(segment));
  const first = asks < 0 ? segments.length : asks;
  const closings = segments.map(({ said }, at) =>
    segments[at - 1]?.mark.includes('、') ? undefined : closingIn(said),
  );
  const end = Math.max(first, closings.lastIndexOf(undefined) + 1);
  const inner = segments.slice(first, end);
  const kept = inner.filter((segment, at) => !isInPassing(segment, inner[at - 1]) || NAMED.test(text));
  const edges = withoutEdges(text, joined(kept), end < segments.length);
  const behind = [...closings.slice(end), ...edges.closings];
  const closing = (['goodbye', 'thanks'] as const).find((one) => behind.includes(one));
  const beside = foremost([...kinds.slice(0, first), ...kinds.slice(end)]);
  return {
    asked: edges.asked.map((span) => typed.slice(...span)).join(''),
    ...(closing === undefined ? {} : { closing }),
    ...(beside === undefined ? {} : { beside }),
  };
}

function foremost(kinds: readonly (Kind | undefined)[]): CourtesyKind | undefined {
  return FOREMOST.find((kind) => kinds.includes(kind));
}

/** In front of what is asked: 你好，  各位老师：  好的，. Who names things one by one (早、晚稻) opens nothing. */
function opens({ said, mark }: Segment): boolean {
  if (mark.includes('、') || mark === '' || NAMED.test(said)) return false;
  const word = bare(fold(said));
  // A colon says that somebody is called: 老师：.
  return words.OPENS.test(word) || words.CALLS.test(word) || (/[:：]/u.test(mark) && CALLED.test(word));
}

/** Behind what is asked: ，谢谢  ，再见. A nod (，对吧) asks for one. */
function closingIn(said: string): Closing | undefined {
  if (NAMED.test(said)) return undefined;
  const word = fold(said)
    .replaceAll(/[\s\p{P}\p{S}]+$/gu, '')
    .replaceAll(/\s+/gu, ' ')
    .trim();
  const spaceless = word.replaceAll(' ', '');
  return words.CLOSES.find(([, pattern]) => pattern.test(word) || pattern.test(spaceless))?.[0];
}

/** 谢谢 between two questions. */
function isInPassing({ said, mark }: Segment, before: Segment | undefined): boolean {
  if (before === undefined || !SENTENCE_END.test(before.mark) || !SENTENCE_END.test(mark)) return false;
  return closingIn(said) !== undefined;
}

function segmentsOf(text: string, follows: boolean): Segment[] {
  return [...text.matchAll(SEGMENT)].map(({ 0: whole, 1: said = '', 2: mark = '', index }) => ({
    ...{ start: index, end: index + whole.length, mark, said },
    kind: kindOf(said, mark, follows),
  }));
}

function joined(segments: readonly Segment[]): [start: number, end: number][] {
  const spans: [number, number][] = [];
  for (const { start, end } of segments) {
    const last = spans.at(-1);
    if (last !== undefined && last[1] === start) last[1] = end;
    else spans.push([start, end]);
  }
  return spans;
}

/** What one stretch between marks is; undefined where it says something of its own. */
function kindOf(segment: string, mark: string, follows: boolean): Kind | undefined {
  if (NAMED.test(segment)) return undefined;
  const said = bare(fold(segment));
  if (said === '') return undefined;
  const isOfBot = !follows || words.NAMES_THE_BOT.test(said);
  if (IDENTITY.test(said)) return 'identity';
  if (isOfBot && ABILITIES.test(said)) return 'abilities';
  if (isOfBot && SOURCES.test(said)) return 'sources';
  const kind = phaticKind(said) ?? (OPENING.test(said) ? 'greeting' : undefined);
  // 可以？ and 老师呢 ask, the more so behind an answer.
  if (kind === 'nod' && /[?？]/u.test(mark)) return undefined;
  return follows && (kind === 'call' || (/[呢的]$/u.test(said) && kind === 'greeting')) ? undefined : kind;
}

const CALLED = new RegExp(`^(?:${words.CALLED})$`, 'u');
const OPENING = new RegExp(`^(?:${words.OPENINGS})$`, 'u');
const IDENTITY = new RegExp(`^(?:${words.IDENTITY})$`, 'u');
const ABILITIES = new RegExp(`^(?:${words.ABILITIES})$`, 'u');
const SOURCES = new RegExp(`^(?:${words.SOURCES})$`, 'u');
/** One word of courtesy, by its list. Each is taken once and for all, so that reading stays linear. */
const PHATIC = new RegExp(
  [
    ...[`(?<greeted>${words.GREETED})`, `(?<thanks>${words.THANKS})`, `(?<greeting>${words.GREETINGS})`],
    ...[`(?<goodbye>${words.GOODBYES})`, `(?<nod>${words.NODS})`, `(?<call>${words.CALLED})`],
    `(?:${words.AROUND})`,
  ].join('|'),
  'uy',
);

/** What words of courtesy from end to end say; undefined where another word is among them, or none says anything. */
function phaticKind(said: string): Kind | undefined {
  const found = new Set<string>();
  const thanks: string[] = [];
  PHATIC.lastIndex = 0;
  for (let at = 0; at < said.length; at = PHATIC.lastIndex) {
    const groups = PHATIC.exec(said)?.groups;
    if (groups === undefined) return undefined;
    for (const [name, word] of Object.entries(groups)) if (word !== undefined) found.add(name);
    if (groups.thanks !== undefined) thanks.push(groups.thanks);
  }
  if (found.has('goodbye')) return 'goodbye';
  const heads = thanks.filter((word) => words.THANKS_HEAD.test(word));
  if (heads.some((word) => !words.PARDON.test(word))) return 'thanks';
  if (heads.length > 0 || found.has('greeted') || found.has('greeting')) return 'greeting';
  if (found.has('nod')) return 'nod';
  return found.has('call') && thanks.length === 0 ? 'call' : undefined;
}

/** A greeting or plea that runs on into the question: 你好请问, 麻烦问一下. */
const RUNS_ON = new RegExp(
  [
    `^(?:您好|你好|大家好|老师好|领导好|各位好|早上好|上午好|下午好|晚上好)[啊呀]?(?=请问|请教|想问|想请教|想咨询|咨询|麻烦|打扰|问一?下|我想|我要)`,
    String.raw`^您好(?!\p{Script=Han}{0,2}[村镇乡])`,
    '^(?:麻烦|劳烦|烦请|劳驾|打扰|打搅|不好意思|冒昧)(?:了)?(?:你|您|大家|各位|老师|领导)?(?:帮我|帮忙|帮|给我|给)?(?:请?问|请教|查|咨询|打听|了解|看|说)(?:一下(?![岗乡级半水肢田拨])|一哈|哈)',
  ].join('|'),
  'u',
);
/** Thanks that close a question without a mark between. */
const RUNS_OFF = /(?:好的?)?(?:谢谢|多谢)(?:您|你|大家|各位|老师|领导|了|啦|哈|咯|啊|噻)*(?:再见|拜拜)?$/u;

/** How much of a text is a greeting or thanks before a space, or a plea that runs on. UTF-16 units. */
function openingOf(text: string): number {
  const [head = '', word = ''] = /^(\S+)\s+/u.exec(text) ?? [];
  const opener = bare(fold(word));
  if (!NAMED.test(word) && words.OPENS.test(opener)) return head.length;
  return RUNS_ON.exec(text)?.[0].length ?? 0;
}

const EDGE = /^[\s,，。!！、:：]+/u;
const COMMA = /[\s,，、;；~～…]+$/u;

/** Takes off the courtesies that no mark parts from the question, and the comma before those that it was parted from. */
function withoutEdges(
  text: string,
  spans: readonly [start: number, end: number][],
  isClosed: boolean,
): { readonly asked: [start: number, end: number][]; readonly closings: readonly Closing[] } {
  const asked = spans.map(([start, end]): [number, number] => [start, end]);
  const [first, last] = [asked[0], asked.at(-1)];
  if (first === undefined || last === undefined) return { asked, closings: [] };
  for (let opened = openingOf(text.slice(...first)); opened > 0; opened = openingOf(text.slice(...first))) {
    const behind = first[0] + opened;
    const begun = behind + (EDGE.exec(text.slice(behind, first[1]))?.[0].length ?? 0);
    if (begun >= first[1]) break;
    first[0] = begun;
  }
  const closings: Closing[] = [];
  const tail = (): string => text.slice(...last).trimEnd();
  const cut = (kept: string, closing: Closing): void => {
    last[1] = last[0] + kept.replace(COMMA, '').length;
    closings.push(closing);
  };
  for (;;) {
    const [, kept = '', word = ''] = /^(.*\S)\s+(\S+)$/su.exec(tail()) ?? [];
    const closing = word === '' ? undefined : closingIn(word);
    if (closing === undefined) break;
    cut(kept, closing);
  }
  const ended = tail().replace(/[。.!！~～]+$/u, '');
  const kept = ended.replace(RUNS_OFF, '');
  if (kept !== '' && kept !== ended && words.ASKS_AT_END.test(kept))
    cut(kept, /[见拜]$/u.test(ended) ? 'goodbye' : 'thanks');
  last[1] = last[0] + (isClosed ? tail().replace(COMMA, '') : tail()).length;
  return { asked, closings };
}
