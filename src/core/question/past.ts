import { wording } from '../../wording.ts';
import { hasWords, normaliseInput, normaliseLines } from '../language/text.ts';
import type { Answer, PastTurn, Turn } from '../types.ts';
import { type Choice, choiceIn, type Taken } from './choice.ts';
import { type Closing, type CourtesyKind, readCourtesy, withoutPlaceholders } from './courtesy/courtesy.ts';
import * as words from './courtesy/courtesy-words.ts';
import { MAX_TURNS } from './follow-up.ts';
import { MAX_QUESTION_CHARACTERS, type QuestionContext } from './one-question.ts';

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

/** What a choice takes of an offer; undefined where it is no choice of that. */
export type Take = (choice: Choice, offer: Offer) => Promise<Taken | undefined>;

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
    const taken = await takenBy(heard.asked, offer, take, context);
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

/**
 * What a text takes of an offer. Of one that something was taken of already only by a bare number or a name: 第二个 then
 * counts what was answered.
 */
export async function takenBy(
  text: string,
  offer: Offer | undefined,
  take: Take,
  { script }: Pick<QuestionContext, 'script'>,
): Promise<Taken | undefined> {
  const choice = offer && choiceIn(script.toSimplified(normaliseInput(text)));
  if (choice === undefined || offer === undefined) return undefined;
  if (!offer.isOpen && choice.kind === 'numbered' && choice.isCounted) return undefined;
  return take(choice, offer);
}

/** A text read for its courtesies, in whichever script it is written, and for what chats write for pictures and signs. */
export type Heard =
  /** Nothing is asked: a courtesy, or nothing but such signs. */
  | { readonly kind: CourtesyKind | 'placeholder' }
  | {
      readonly kind?: undefined;
      readonly asked: string;
      readonly closing?: Closing;
      readonly beside?: CourtesyKind;
    };

/** What is said and what is asked in a text. @param follows something was asked before. */
export function hear(text: string, follows: boolean, { script }: Pick<QuestionContext, 'script'>): Heard {
  const written = withoutPlaceholders(text);
  if (written !== text && !hasWords(written)) return { kind: 'placeholder' };
  const pictogram = words.PICTOGRAMS.find(([, signs]) => signs.test(written.trim()));
  if (pictogram !== undefined) return { kind: pictogram[0] };
  const lines = normaliseLines(written);
  if (lines.length > MAX_QUESTION_CHARACTERS) return { asked: written };
  const read = readCourtesy(script.toSimplified(lines), follows);
  if (read.kind !== undefined) return read;
  return { ...read, asked: read.asked.map((span) => lines.slice(...span)).join('') };
}
