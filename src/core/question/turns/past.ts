import { wording } from '../../../wording.ts';
import { readNumber } from '../../language/numerals.ts';
import { fold, hasWords } from '../../language/text.ts';
import type { Answer, PastTurn, Turn } from '../../types.ts';
import { hear } from '../courtesy.ts';
import type { QuestionContext } from '../one-question.ts';
import { MAX_TURNS } from './follow-up.ts';

/** A list of places that a question back offered, and the question that it was asked on. */
export interface Offer {
  readonly question: PastTurn;
  /** What was said before that question. */
  readonly before: readonly PastTurn[];
  /** The question back. */
  readonly text: string;
  /** Nothing was taken of it, or only what it does not have. */
  readonly isOpen: boolean;
}

/** A history as it was meant. */
export interface Past {
  /** The newest turns, without exchanges of courtesies; a choice stands as the question that it answered, with its places. */
  readonly turns: readonly PastTurn[];
  /** What may still be taken. */
  readonly offer?: Offer;
}

/** What a text takes of an offer; undefined where it is no choice of that. */
export type Take = (text: string, offer: Offer) => Promise<Taken | undefined>;

/** Turns that are looked back on, and so worth keeping: one that was a choice may stand after several others. */
export const TURNS_KEPT = 2 * MAX_TURNS;

/**
 * Whether a later question may lean on an exchange. A refusal is leant on too: else one slid back to the county before.
 * Chatter and courtesies are not; a county alone, which asks nothing yet, is.
 */
export function isRemembered(question: string, answer: Answer): boolean {
  if (answer.kind !== 'refused') return true;
  if (answer.reason === 'empty') return hasWords(question);
  return !['courtesy', 'off-topic', 'too-long'].includes(answer.reason);
}

/** Reads a history: which turns were choices of what was offered, and which were courtesies. */
export async function readPast(
  history: readonly Turn[],
  take: Take,
  context: Pick<QuestionContext, 'script'>,
): Promise<Past> {
  let turns: PastTurn[] = [];
  let offer: Offer | undefined;
  let isAside = false;
  let wasChoice = false;
  for (const { role, content } of withoutChatter(history.slice(-TURNS_KEPT))) {
    if (role === 'assistant') {
      if (isAside) continue;
      const asker = turns.at(-1);
      turns = [...turns, { role, content }];
      if (!wording.answer.isQuestionBack(content) || asker?.role !== 'user')
        offer = offer && { ...offer, isOpen: false };
      else if (offer !== undefined && wasChoice) offer = { ...offer, text: content, isOpen: true };
      else offer = { question: asker, before: turns.slice(0, -2), text: content, isOpen: true };
      continue;
    }
    const heard = hear(content, turns.length > 0, context);
    isAside = heard.kind !== undefined;
    if (heard.kind !== undefined) continue;
    const taken = offer && (await take(heard.asked, offer));
    wasChoice = taken !== undefined;
    if (offer === undefined || taken === undefined) {
      offer = undefined;
      turns = [...turns, { role, content: heard.asked }];
    } else turns = [...turns, { ...offer.question, ...('places' in taken ? { chosen: taken.places } : {}) }];
  }
  return { turns: turns.slice(-MAX_TURNS), ...(offer === undefined ? {} : { offer }) };
}

/** A history that was kept whole: without what was told to be no question of policy. */
function withoutChatter(history: readonly Turn[]): Turn[] {
  const isRebuff = (turn: Turn | undefined) =>
    turn?.role === 'assistant' && turn.content === wording.answer.offTopic;
  return history.filter(
    (turn, at) => !isRebuff(turn) && !(turn.role === 'user' && isRebuff(history[at + 1])),
  );
}

/** What a short text takes of a list that was offered: by number (第: counted), by name, or all of it. */
export type Choice =
  | { readonly kind: 'numbered'; readonly numbers: readonly number[]; readonly isCounted: boolean }
  | { readonly kind: 'last' }
  /** `count`: how many the text says that there are. */
  | { readonly kind: 'all'; readonly count?: number }
  /** All but these. */
  | { readonly kind: 'except'; readonly names: readonly string[] }
  /** Names, in each way that the text may be cut into them. */
  | { readonly kind: 'named'; readonly readings: readonly (readonly string[])[] };

/** What was taken: places of the list. */
export type Taken = { readonly places: readonly [string, ...string[]] } | Missed;
/** A number that the list does not have, or several of it where it has another number of places. */
export type Missed = { readonly beyond: number } | { readonly several: number };

/** No choice is longer. In characters. */
const LONGEST = 40;
const FRAME_BEFORE =
  /^(?:(?:那么?|就|嗯|哦|我们?|咱们?|俺|想|要|看看?|选择?|挑|问|说|指|应该|的?是|回复?|序号|编号|选项|上面|请看?)(?:的是|的)?){0,5}/u;
const FRAME_BEHIND = /(?:(?:那个|这个)?(?:的|吧|呢|啊|呀|嘛|哈|哦|了|咯|噻)){0,3}$/u;
const NUMBER = /^第?(\d{1,2}|[一二三四五六七八九十]{1,3})(?:个|号|项|条)?(?:县|区|市|旗|地方|选项)?$/u;
const FIRST = /^前面?([一二两三四五六七八九]|\d)个(?:县|区|市|地方)?(?:都要?)?$/u;
/** Names what is not wanted: 除了…, …除外, 不要…. */
const NEGATED = /除[了去开]?外?|不要|不是|不问|[以之]外/gu;
const REST = /[,，]?(?:其他|其它|其余|剩下)?的?(?:几个|县)?都?要?$/u;
const LAST = /^最后(?:一?个|那个)?(?:县|区|市|地方)?$/u;
const ALL =
  /^(?:(?:都|全都|全部都?|所有的?都?|每一?个(?:县|区|市|旗|地方)?都?|(?:所有|各个?)(?:县|区|市|旗|地方)的?都?)要?|([两二三四五六七八九十]|\d{1,2})个(?:县|区|市|旗|地方)?都要?)(?:看看?|说说?|讲讲?|问|[说讲看问]一下)?$/u;
const RANGE = /^第?(\d{1,2})(?:[-~～—]+|到|至)第?(\d{1,2})个?$/u;
const BETWEEN = /[、,，;；/\s]+|和|跟|与|以及|还有/u;
/** Names may hold 和 and 与 themselves. */
const BETWEEN_NAMES = /[、,，;；/\s]+/u;

/** The choice that a text may be, whatever was offered; undefined where it says more than one. @param text in simplified characters. */
export function choiceIn(text: string): Choice | undefined {
  const said = fold(text)
    // Numbers as phones draw them on keys.
    .replaceAll(/[\ufe0f\u20e3]/gu, '')
    .trim()
    .replace(/[\s.。,，!！?？、~…]+$/u, '');
  if (said === '' || said.length > LONGEST) return undefined;
  const wanted = said.replaceAll(NEGATED, '');
  if (wanted !== said) {
    const names = wanted
      .replace(REST, '')
      .split(BETWEEN_NAMES)
      .filter((name) => name !== '');
    return names.length === 0 ? undefined : { kind: 'except', names };
  }
  const plain = said.replaceAll(/[()（）[\]【】“”"]/gu, '');
  const framed = plain.replace(FRAME_BEHIND, '');
  const core = framed.replace(FRAME_BEFORE, '');
  if (LAST.test(core)) return { kind: 'last' };
  const [, first] = FIRST.exec(core) ?? [];
  if (first !== undefined) {
    const length = readNumber(first).value;
    return { kind: 'numbered', numbers: Array.from({ length }, (_, at) => at + 1), isCounted: true };
  }
  const all = ALL.exec(core);
  if (all !== null)
    return { kind: 'all', ...(all[1] === undefined ? {} : { count: readNumber(all[1]).value }) };
  const parts = core.split(BETWEEN).filter((part) => part !== '');
  if (parts.length === 0) return undefined;
  const numbers = parts.map((part) => numbersIn(part.replace(/[.。:：]$/u, '')));
  if (numbers.every((part) => part.length > 0))
    return { kind: 'numbered', numbers: numbers.flat(), isCounted: /第|个/u.test(core) };
  const cuts = [framed, core].flatMap((names) =>
    [BETWEEN_NAMES, BETWEEN].map((between) => names.split(between)),
  );
  const readings = [[framed], [core], ...cuts].map((names) => names.filter((name) => name !== ''));
  return { kind: 'named', readings };
}

/** Whether a text is a number of a list and nothing else: 2, （２）, 选2. */
export function isNumberAlone(text: string): boolean {
  const choice = choiceIn(text);
  return choice?.kind === 'numbered' && !choice.isCounted && !/\p{Script=Han}$/u.test(text.trim());
}

/** The same, or one that counts: 第二个. No line beside it belongs to it. */
export function isOrdinalAlone(text: string): boolean {
  return choiceIn(text)?.kind === 'numbered';
}

/** The numbers of one stretch: 2, 第二个, 1-3; none where it is no number. */
function numbersIn(part: string): number[] {
  const [, from, to] = RANGE.exec(part) ?? [];
  if (from !== undefined && to !== undefined) {
    const count = Number(to) - Number(from) + 1;
    return Array.from({ length: Math.max(0, count) }, (_, at) => Number(from) + at);
  }
  const [, written] = NUMBER.exec(part) ?? [];
  if (written === undefined) return [];
  const { value, upTo } = readNumber(written);
  return upTo === undefined ? [value] : [];
}

/**
 * What a choice takes of the places offered; undefined where it names another.
 * @param placesOf official names that a spelling stands for.
 */
export function takeFrom(
  choice: Choice,
  offered: readonly string[],
  placesOf: (name: string) => readonly string[],
): Taken | undefined {
  switch (choice.kind) {
    case 'all':
      return choice.count === undefined || choice.count === offered.length
        ? takenOf(offered)
        : { several: choice.count };
    case 'last':
      return takenOf(offered.slice(-1));
    case 'numbered': {
      const beyond = choice.numbers.find((number) => offered[number - 1] === undefined);
      if (beyond !== undefined) return offered.length === 0 ? undefined : { beyond };
      return takenOf(choice.numbers.flatMap((number) => offered[number - 1] ?? []));
    }
    case 'except': {
      const left = choice.names.map((name) => placesOf(name).find((place) => offered.includes(place)));
      return left.includes(undefined) ? undefined : takenOf(offered.filter((place) => !left.includes(place)));
    }
    case 'named': {
      const meant = choice.readings.map((names) =>
        names.map((name) => placesOf(name).find((place) => offered.includes(place))),
      );
      const all = meant.find((places) => !places.includes(undefined));
      return all && takenOf(all.flatMap((place) => place ?? []));
    }
  }
}

function takenOf(places: readonly string[]): Taken | undefined {
  const [first, ...rest] = new Set(places);
  return first === undefined ? undefined : { places: [first, ...rest] };
}
