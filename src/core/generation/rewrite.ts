import type { Explained, RewriteFault } from '../explained.ts';
import { unprovenBy } from '../gate/claims.ts';
import { findFigures, supportsFigure } from '../language/figures.ts';
import { fold, normaliseInput } from '../language/text.ts';
import type { ChatMessage, ChatModel } from '../ports.ts';
import { bare, yearsOf } from '../question/forms.ts';
import type { AskedQuestion } from '../question/question.ts';
import type { Question } from '../types.ts';
import { filled, told, turnsAsLines } from './prompt.ts';

/** What rewords questions that the rules find no answer to. */
export interface Rewriter {
  readonly model: ChatModel;
  /** What it is told: `prompts/rewrite.md`. */
  readonly template: string;
}

/** What the model writes when a question cannot be reworded. */
export const NO_REWRITE = '不改写';
/** Longest rewording that is read, in characters: one sentence to search for. */
export const MAX_REWRITE_CHARACTERS = 60;
/** Turns that a rewording may take words, places and figures from; as many as the rules read. */
const MAX_TURNS = 6;

export interface RewriteOptions extends Rewriter {
  readonly fence: string;
  /** The rules' reading of a question. */
  readonly read: (question: Question) => AskedQuestion;
  /** Whether the reports use a word: one that they never use is what a rewording is for. */
  readonly isUsedWord: (word: string) => boolean;
}

/**
 * Asks again in the model's words, after the rules' refusal. What is found so is answered only when the model, shown
 * the question as it was asked, words it from sentences that are proven: else a rewording that drifts would answer what
 * nobody asked.
 */
export async function explainReworded(
  asked: AskedQuestion,
  question: Question,
  refused: Explained,
  options: RewriteOptions & {
    readonly explain: (asked: AskedQuestion) => Promise<Explained>;
    readonly onFault: (fault: unknown) => void;
  },
): Promise<Explained> {
  const reworded = await rewrite(asked, question, options);
  if ('thrownAway' in reworded) {
    if ('fault' in reworded) options.onFault(reworded.fault);
    return { ...refused, rewrite: { thrownAway: reworded.thrownAway } };
  }
  const found = await options.explain(reworded.asked);
  const answered = found.answer.kind === 'answered' && found.answer.method === 'generated';
  return { ...(answered ? found : refused), rewrite: { text: reworded.text, answered } };
}

/**
 * Lets the model reword a question, and reads the rewording by the rules. It is only ever searched with: no word of it
 * is said.
 * @returns the reading, within the places first asked about; or why there is none.
 */
export async function rewrite(
  asked: AskedQuestion,
  question: Question,
  { model, template, fence, read, isUsedWord }: RewriteOptions,
): Promise<{ text: string; asked: AskedQuestion } | { thrownAway: RewriteFault; fault?: unknown }> {
  let reply: string;
  try {
    reply = await model.complete(rewriteMessages(question, template, fence));
  } catch (fault) {
    return { thrownAway: 'model-failed', fault };
  }
  if (reply.trim().includes('\n')) return { thrownAway: 'no-question' };
  const text = normaliseInput(reply);
  if (bare(text) === '' || text.includes(NO_REWRITE)) return { thrownAway: 'no-question' };
  if (text.length > MAX_REWRITE_CHARACTERS) return { thrownAway: 'too-long' };
  const reading = read({ text, history: [] });
  const thrownAway = rewriteFault(text, reading, asked, question, isUsedWord);
  if (thrownAway !== null) return { thrownAway };
  return {
    text,
    asked: {
      ...reading,
      text: asked.text,
      written: asked.written,
      places: asked.places,
      missingPlaces: asked.missingPlaces,
      placesAreAssumed: asked.placesAreAssumed,
      says: asked.says,
    },
  };
}

/** The messages that ask for a rewording: the earlier turns and the question, masked, behind the fence of this request. */
export function rewriteMessages(question: Question, template: string, fence: string): ChatMessage[] {
  const turns = turnsAsLines(question.history, fence);
  return [
    {
      role: 'system',
      content: filled(template, { fence, most: String(MAX_REWRITE_CHARACTERS), noRewrite: NO_REWRITE }),
    },
    {
      role: 'user',
      content: [
        ...(turns.length === 0 ? [] : [`${fence} 之前的对话`, ...turns]),
        `${fence} 问题`,
        told(normaliseInput(question.text), fence),
        fence,
      ].join('\n'),
    },
  ];
}

/**
 * Why a rewording asks something else than the question, as far as that can be told without understanding it; null when
 * nothing is found. Places, figures, years, units, rates, negation and the form asked for stay the question's; what is
 * added was said by the asker before; of the words asked about that the reports use at least one is kept; no links or
 * foreign characters.
 * @param reading the rules' reading of the rewording alone.
 * @param asked the rules' reading of the question, its history included.
 */
function rewriteFault(
  text: string,
  reading: AskedQuestion,
  asked: AskedQuestion,
  question: Question,
  isUsedWord: (word: string) => boolean,
): RewriteFault | null {
  const own = normaliseInput(question.text);
  if (bare(text) === bare(own)) return 'same';
  const earlier = question.history
    .slice(-MAX_TURNS)
    .filter(({ role }) => role === 'user')
    .map(({ content }) => normaliseInput(content));
  const said = [own, ...earlier].join('。');

  if (!isOfPlaces(reading, asked)) return 'place';
  if (!keepsYears(text, own, said)) return 'figure';
  const amounts = amountsIn(text);
  if (!amountsIn(own).every((amount) => supportsFigure(amounts, amount))) return 'figure';
  const negates = isNegated(text);
  if (negates ? !isNegated(said) : isNegated(own)) return 'negation';
  if (!keepsForm(reading, asked)) return 'form';

  const unproven = unprovenBy(plainForm(text), plainForm(said), inWords(yearsOf(said)));
  if (unproven === 'unsupported-figure') return 'figure';
  if (unproven !== null) return 'content';
  const folded = fold(text);
  const used = asked.subject.filter(isUsedWord);
  return used.length === 0 || used.some((word) => folded.includes(fold(word))) ? null : 'content';
}

/** A rewording may leave the places out, for they are taken from the question; it may name no others. */
function isOfPlaces(reading: AskedQuestion, asked: AskedQuestion): boolean {
  const named = [...reading.places, ...reading.missingPlaces.map(({ name }) => name)];
  const known = new Set([...asked.places, ...asked.missingPlaces.map(({ name }) => name)]);
  return named.length === 0 || (named.length === known.size && named.every((name) => known.has(name)));
}

function keepsYears(text: string, own: string, said: string): boolean {
  const [written, asked, known] = [text, own, said].map((each) => new Set(yearsOf(each)));
  return (
    [...(asked ?? [])].every((year) => written?.has(year)) &&
    [...(written ?? [])].every((year) => known?.has(year))
  );
}

/** Figures in digits that are no years. */
function amountsIn(text: string) {
  return findFigures(text).filter(({ unit, han }) => unit !== '年' && !han);
}

function keepsForm(reading: AskedQuestion, asked: AskedQuestion): boolean {
  const isSame = (one: Iterable<unknown>, other: ReadonlySet<unknown>) => {
    const all = [...one];
    return all.length === other.size && all.every((each) => other.has(each));
  };
  return (
    (asked.wanted === 'statement' || asked.wanted === reading.wanted) &&
    (asked.units.size === 0 || isSame(asked.units, reading.units)) &&
    isSame(reading.rates, new Set(asked.rates))
  );
}

/** 有没有, 能不能 and a 没有 at the end ask, and deny nothing; 没完成 is 没有完成. */
const ASKING = /(\p{Script=Han})[不没](?:得)?\1|有没得|(?:没有|没得|没|不)$/gu;

function plainForm(text: string): string {
  return text
    .replace(/[\s\p{P}]+$/u, '')
    .replaceAll(ASKING, '$1')
    .replaceAll(/没(?![有收])/gu, '没有');
}

function isNegated(text: string): boolean {
  return text.split('。').some((part) => /[不没未无非别莫]|取消|禁止/u.test(plainForm(part)));
}

function inWords(years: readonly number[]): string {
  return years.map((year) => `${year}年`).join(' ');
}
