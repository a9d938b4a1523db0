import { fold } from '../language/text.ts';
import * as words from './courtesy-words.ts';
import { bare } from './forms.ts';

/** What a line that asks nothing of the corpus is: said to whoever answers, or asked of it itself. */
export type CourtesyKind = 'greeting' | 'thanks' | 'goodbye' | 'nod' | 'identity' | 'abilities' | 'sources';

/** How a question was closed. */
export type Closing = 'thanks' | 'goodbye';

/** 老师, 机器人: calls somebody, and is courtesy beside other words of it. */
type Kind = CourtesyKind | 'call';

/** A text read for its courtesies. */
export type Courteous =
  /** All of it is courtesy. */
  | { readonly kind: CourtesyKind }
  | {
      readonly kind?: undefined;
      /** What is left without the courtesies around it: stretches of the text, in order. Half-open, UTF-16 units. */
      readonly asked: readonly (readonly [start: number, end: number])[];
      /** Thanks or a goodbye that stand behind what is asked. */
      readonly closing?: Closing;
      /** What the courtesies beside it are, where marks part them from it. */
      readonly beside?: CourtesyKind;
    };

const PLACEHOLDER = new RegExp(`[\\[【［](?:${words.PLACEHOLDERS})[\\]】］]`, 'giu');

/** The text without what chats write for pictures, voices and signs. */
export function withoutPlaceholders(text: string): string {
  return text.replaceAll(PLACEHOLDER, ' ');
}

/** A stretch of a text with the marks behind it. */
interface Segment {
  readonly start: number;
  /** Behind its marks. */
  readonly end: number;
  /** The marks and spaces behind it; empty at the end of the text. */
  readonly mark: string;
  readonly kind: Kind | undefined;
}

/** Marks that part what is said from the courtesies beside it; a point or colon between digits is part of a figure. */
const MARK = String.raw`[,，。!！?？;；~～…、\n]|(?<!\d)[.:：]|[.:：](?!\d)`;
const SEGMENT = new RegExp(String.raw`((?:(?!${MARK}).)+)((?:${MARK}|\s)*)`, 'gsu');
/** Quotation marks and brackets hold names together. */
const NAMED = /[“”"‘’《》〈〉「」『』()（）]/u;
const SENTENCE_END = /[。!！?？\n]/u;
const CALLS_ON = /[,，:：!！]/u;

/** What is told at once rather than said in passing. */
const FOREMOST: readonly CourtesyKind[] = [
  ...(['sources', 'abilities', 'identity', 'goodbye', 'thanks', 'greeting', 'nod'] as const),
];

/**
 * Reads the courtesies of a text. What asks stays whole: only edges are taken off, at marks or, for greetings, thanks
 * and goodbyes, at a space; a nod or a call only in front, before a mark; thanks between two sentences.
 * @param text normalised, in simplified characters; its lines may stand apart.
 * @param follows something was asked before: 怎么用 and 有哪些资料 then ask of that, unless they name the bot.
 */
export function readCourtesy(text: string, follows = false): Courteous {
  const segments = segmentsOf(text, follows);
  const kinds = segments.map(({ kind }) => kind);
  if (kinds.length > 0 && kinds.every((kind) => kind !== undefined))
    return { kind: foremost(kinds) ?? 'greeting' };

  let first = 0;
  for (let at = segments[first]; at && opens(at); at = segments[++first]);
  let end = segments.length;
  for (let at = segments[end - 1]; end > first && at && closes(at.kind); at = segments[--end - 1]);
  const inner = segments.slice(first, end);
  const kept = inner.filter((segment, at) => !isInPassing(segment, inner[at - 1]) || NAMED.test(text));
  const edges = withoutEdges(text, joined(kept), end < segments.length);
  const aside = [...kinds.slice(0, first), ...kinds.slice(end)];
  const behind = [...kinds.slice(end), edges.closing];
  const closing = (['goodbye', 'thanks'] as const).find((kind) => behind.includes(kind));
  const beside = foremost(aside);
  return {
    asked: edges.asked,
    ...(closing === undefined ? {} : { closing }),
    ...(beside === undefined ? {} : { beside }),
  };
}

function foremost(kinds: readonly (Kind | undefined)[]): CourtesyKind | undefined {
  return FOREMOST.find((kind) => kinds.includes(kind));
}

/** In front of what is asked: 你好，  老师：  好的，. Abilities and sources ask, and stay. */
function opens({ kind, mark }: Segment): boolean {
  if (kind === 'nod' || kind === 'call') return CALLS_ON.test(mark);
  return kind === 'greeting' || kind === 'thanks' || kind === 'goodbye' || kind === 'identity';
}

/** Behind what is asked: ，谢谢  ，在吗. A nod (，对吧) asks for one. */
function closes(kind: Kind | undefined): boolean {
  return kind === 'greeting' || kind === 'thanks' || kind === 'goodbye';
}

/** 谢谢 between two questions. */
function isInPassing({ kind, mark }: Segment, before: Segment | undefined): boolean {
  const isClosing = kind === 'thanks' || kind === 'goodbye';
  return isClosing && before !== undefined && SENTENCE_END.test(before.mark) && SENTENCE_END.test(mark);
}

function segmentsOf(text: string, follows: boolean): Segment[] {
  return [...text.matchAll(SEGMENT)].map(({ 0: whole, 1: said = '', 2: mark = '', index }) => ({
    ...{ start: index, end: index + whole.length, mark },
    kind: kindOf(said, follows),
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
function kindOf(segment: string, follows: boolean): Kind | undefined {
  if (NAMED.test(segment)) return undefined;
  const said = bare(fold(segment));
  if (said === '') return undefined;
  const isOfBot = !follows || words.NAMES_THE_BOT.test(said);
  if (IDENTITY.test(said)) return 'identity';
  if (isOfBot && ABILITIES.test(said)) return 'abilities';
  if (isOfBot && SOURCES.test(said)) return 'sources';
  if (words.GOODBYE_ALONE.test(said)) return 'goodbye';
  return phaticKind(said) ?? (OPENING.test(said) ? 'greeting' : undefined);
}

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

/** A greeting or plea that runs on into the question: 你好请问, 你好 , 麻烦问一下. */
const RUNS_ON = new RegExp(
  [
    `^(?:您好|你好|大家好|老师好|领导好|各位好|早上好|上午好|下午好|晚上好)[啊呀]?(?=请问|请教|想问|想请教|想咨询|咨询|麻烦|打扰|问一?下|我想|我要)`,
    String.raw`^您好(?!\p{Script=Han}{0,2}[村镇乡])`,
    '^(?:麻烦|劳烦|烦请|劳驾|打扰|打搅|不好意思|冒昧)(?:了)?(?:你|您|大家|各位|老师|领导)?(?:帮我|帮忙|帮|给我|给)?(?:请?问|请教|查|咨询|打听|了解|看|说)(?:一下|下|哈)',
  ].join('|'),
  'u',
);
/** Thanks and goodbyes that close a question without a mark between, behind what is no part of saying them. */
const CLOSES: readonly (readonly [Closing, RegExp])[] = [
  ['thanks', /\s(?:谢谢|多谢|谢了|感谢|辛苦了|麻烦了)\S{0,3}$/u],
  [
    'thanks',
    /(?<=.)(?<![说写叫道声句和与跟讲回是要会的以不])(?:谢谢|多谢|谢了)(?:您|你|大家|各位|老师|领导|了|啦|哈|咯|啊)*$/u,
  ],
  ['goodbye', /\s(?:再见|拜拜|晚安)\S{0,2}$/u],
  ['goodbye', /(?<=.{4})(?<![说能会何时候才么要法和与不])(?:再见|拜拜)$/u],
];
/** How much of a text is a greeting or thanks before a space, or a plea that runs on. UTF-16 units. */
function openingOf(text: string): number {
  const [head = '', word = ''] = /^(\S+)\s+/u.exec(text) ?? [];
  const kind = word === '' || NAMED.test(word) ? undefined : phaticKind(bare(fold(word)));
  if (kind === 'greeting' || kind === 'thanks') return head.length;
  return RUNS_ON.exec(text)?.[0].length ?? 0;
}

const EDGE = /^[\s,，。!！、:：]+/u;
const COMMA = /[\s,，、;；~～…]+$/u;

/** Takes off the courtesies that no mark parts from the question, and the comma before those that it was parted from. */
function withoutEdges(
  text: string,
  spans: readonly [start: number, end: number][],
  isClosed: boolean,
): { readonly asked: [start: number, end: number][]; readonly closing?: Closing } {
  const asked = spans.map(([start, end]): [number, number] => [start, end]);
  const [first, last] = [asked[0], asked.at(-1)];
  if (first === undefined || last === undefined) return { asked };
  for (let opened = openingOf(text.slice(...first)); opened > 0; opened = openingOf(text.slice(...first))) {
    const behind = first[0] + opened;
    const begun = behind + (EDGE.exec(text.slice(behind, first[1]))?.[0].length ?? 0);
    if (begun >= first[1]) break;
    first[0] = begun;
  }
  const tail = (): string => text.slice(...last);
  const trim = (pattern: RegExp): boolean => {
    const kept = tail().trimEnd().replace(pattern, '');
    const isCut = kept !== '' && kept.length < tail().trimEnd().length;
    if (isCut) last[1] = last[0] + kept.replace(COMMA, '').length;
    return isCut;
  };
  let closing: Closing | undefined;
  for (const [kind, pattern] of CLOSES) if (trim(pattern)) closing = closing === 'goodbye' ? closing : kind;
  last[1] = last[0] + (isClosed ? tail().replace(COMMA, '') : tail().trimEnd()).length;
  return { asked, ...(closing === undefined ? {} : { closing }) };
}
