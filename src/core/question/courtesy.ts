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
      /** The text without the courtesies around it. */
      readonly asked: string;
      /** Thanks or a goodbye that stand behind what is asked. */
      readonly closing?: Closing;
      /** What the courtesies beside it are, where marks part them from it. */
      readonly beside?: CourtesyKind;
    };

/** Words of the lists from end to end. Each is taken once and for all, so that reading stays linear. */
const whole = (...lists: readonly string[]) => new RegExp(`^(?:(?=(${lists.join('|')}))\\1)+$`, 'u');
const { CALLED, AROUND, GREETINGS, GREETED, THANKS, GOODBYES, NODS } = words;
const PHATIC = whole(GREETED, THANKS, GREETINGS, GOODBYES, NODS, CALLED, AROUND);
const CALL = whole(CALLED);
const HAS = {
  goodbye: new RegExp(`(?:${GOODBYES})`, 'u'),
  greeting: new RegExp(`(?:${GREETED}|${GREETINGS})`, 'u'),
  nod: new RegExp(`(?:${NODS})`, 'u'),
};
const OPENING = new RegExp(`^(?:${words.OPENINGS})$`, 'u');
const IDENTITY = new RegExp(`^(?:${words.IDENTITY})$`, 'u');
const ABILITIES = new RegExp(`^(?:${words.ABILITIES})$`, 'u');
const BARE_ABILITIES = new RegExp(`^(?:${words.BARE_ABILITIES})$`, 'u');
const BARE_SOURCES = new RegExp(`^(?:${words.BARE_SOURCES})$`, 'u');
const SOURCES = new RegExp(`^(?:${words.SOURCES})$`, 'u');

const PLACEHOLDER = new RegExp(`[\\[【［](?:${words.PLACEHOLDERS})[\\]】］]`, 'giu');

/** The text without what chats write for pictures, voices and signs. */
export function withoutPlaceholders(text: string): string {
  return text.replaceAll(PLACEHOLDER, ' ');
}

/** Marks that part what is said from the courtesies beside it; quotation marks and brackets hold names together. */
const SEGMENT = /[^\s,，.。!！?？;；~～…、:：]+(?:[\s,，.。!！?？;；~～…、:：]+|$)/gu;
const NAMED = /[“”"‘’《》〈〉「」『』()（）]/u;

/** What is told at once rather than said in passing. */
const TELLING: readonly CourtesyKind[] = [
  'sources',
  'abilities',
  'identity',
  'goodbye',
  'thanks',
  'greeting',
  'nod',
];

/**
 * Reads the courtesies of a text: what is left of it is what is asked.
 * @param text normalised; in simplified characters, its lines may stand apart.
 * @param follows something was asked before: 怎么用 then asks of that.
 */
export function readCourtesy(text: string, follows = false): Courteous {
  const segments = text.match(SEGMENT) ?? [];
  const kinds = segments.map((segment) => kindOf(segment, follows));
  if (segments.length > 0 && kinds.every((kind) => kind !== undefined))
    return { kind: TELLING.find((kind) => kinds.includes(kind)) ?? 'greeting' };

  const isAside = (at: number): boolean => {
    const kind = kinds[at];
    return kind !== undefined && !ASKING.has(kind);
  };
  let first = 0;
  while (isAside(first)) first++;
  let end = segments.length;
  while (end > first && isAside(end - 1)) end--;
  // 谢谢 between two questions is said in passing, unless it stands in a name.
  const keepsInner = NAMED.test(text);
  const kept = segments.slice(first, end).filter((_, at) => keepsInner || !isAside(first + at));
  const { asked, closing } = withoutEdges(kept.join('').trim());
  const behind = kinds.slice(end);
  const closed = CLOSINGS.find((kind) => behind.includes(kind)) ?? closing;
  const said = [...kinds.slice(0, first), ...behind];
  const beside = TELLING.find((kind) => said.includes(kind));
  return {
    asked: end < segments.length ? withoutComma(asked) : asked,
    ...(closed === undefined ? {} : { closing: closed }),
    ...(beside === undefined ? {} : { beside }),
  };
}

/** They ask, and stay where something else is asked beside them. */
const ASKING: ReadonlySet<Kind> = new Set(['abilities', 'sources']);
const CLOSINGS: readonly Closing[] = ['goodbye', 'thanks'];

function withoutComma(text: string): string {
  return text.replace(/[\s,，、;；~～…]+$/u, '');
}

/** What one stretch between marks is; undefined where it says something of its own. */
function kindOf(segment: string, follows: boolean): Kind | undefined {
  if (NAMED.test(segment)) return undefined;
  const said = bare(fold(segment));
  if (said === '') return undefined;
  if (IDENTITY.test(said)) return 'identity';
  if (ABILITIES.test(said) || (!follows && BARE_ABILITIES.test(said))) return 'abilities';
  if (SOURCES.test(said) || (!follows && BARE_SOURCES.test(said))) return 'sources';
  if (PHATIC.test(said)) return phaticKind(said);
  return OPENING.test(said) ? 'greeting' : undefined;
}

function phaticKind(said: string): Kind | undefined {
  if (HAS.goodbye.test(said)) return 'goodbye';
  if (words.THANKS_HEAD.test(said))
    return words.PARDON.test(said) && !/谢/u.test(said) ? 'greeting' : 'thanks';
  if (HAS.greeting.test(said)) return 'greeting';
  if (HAS.nod.test(said)) return 'nod';
  return CALL.test(said) ? 'call' : undefined;
}

/** Greetings and pleas that run on into the question: 你好请问, 麻烦问一下. */
const RUNS_ON =
  /^(?:(?:您好|你好|大家好|老师好|领导好|各位好|早上好|上午好|下午好|晚上好)[啊呀]?(?=请问|请教|想问|想请教|想咨询|咨询|麻烦|打扰|问一?下|问问|我想|我要)|您好(?!\p{Script=Han}{0,2}[村镇乡]))/u;
const PLEA =
  /^(?:麻烦|劳烦|烦请|劳驾|打扰|打搅|不好意思|冒昧)(?:了)?(?:你|您|大家|各位|老师|领导)?(?:帮我|帮忙|帮|给我|给)?(?:请?问|请教|查|咨询|打听|了解|看|说)(?:一?下|问|查|看|哈)(?:子)?/u;
/** Thanks and goodbyes that close a question without a mark between, behind what is no part of saying them. */
const CLOSES =
  /(?<=.)(?<![说写叫道声句和与跟讲回是要会的以不])(?:谢谢|多谢|谢了)(?:您|你|大家|各位|老师|领导|了|啦|哈|咯|啊)*$|(?<=.{4})(?<![很太真都最么多])(?:辛苦|麻烦)(?:你|您|大家|各位)?(?:了|啦)$/u;
const LEAVES = /(?<=.{4})(?<![说能会何时候才么要法和与不])(?:再见|拜拜)$/u;

/** Takes off the courtesies that no mark parts from the question. */
function withoutEdges(text: string): { readonly asked: string; readonly closing?: Closing } {
  const opened = text
    .replace(RUNS_ON, '')
    .replace(PLEA, '')
    .replace(/^[\s,，。!！、:：]+/u, '');
  const begun = opened === '' ? text : opened;
  if (LEAVES.test(begun))
    return { asked: withoutComma(begun.replace(LEAVES, '').replace(CLOSES, '')), closing: 'goodbye' };
  if (CLOSES.test(begun)) return { asked: withoutComma(begun.replace(CLOSES, '')), closing: 'thanks' };
  return { asked: begun };
}
