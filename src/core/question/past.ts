import { wording } from '../../wording.ts';
import { normaliseInput, normaliseLines } from '../language/text.ts';
import type { PastTurn, Turn } from '../types.ts';
import { type Choice, choiceIn, type Taken } from './choice.ts';
import { MAX_QUESTION_CHARACTERS, type QuestionContext } from './context.ts';
import { type Courteous, readCourtesy } from './courtesy.ts';
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

/** What a choice takes of an offer; undefined where it is no choice of that. */
export type Take = (choice: Choice, offer: Offer) => Promise<Taken | undefined>;

/** Turns that are looked back on: one that was a choice may stand after several others. */
const LOOKED_BACK = 2 * MAX_TURNS;

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
  for (const { role, content } of history.slice(-LOOKED_BACK)) {
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
    const courtesy = courtesyOf(content, turns.length > 0, context);
    isAside = courtesy.kind !== undefined;
    if (courtesy.kind !== undefined) continue;
    const taken = await takenBy(courtesy.asked, offer, take, context);
    wasChoice = taken !== undefined;
    if (offer === undefined || taken === undefined) {
      offer = undefined;
      turns = [...turns, { role, content: courtesy.asked }];
    } else turns = [...turns, { ...offer.question, ...('places' in taken ? { chosen: taken.places } : {}) }];
  }
  return { turns: turns.slice(-MAX_TURNS), ...(offer === undefined ? {} : { offer }) };
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

/** The courtesies of a text, in whichever script it is written. */
export function courtesyOf(
  text: string,
  follows: boolean,
  { script }: Pick<QuestionContext, 'script'>,
): Courteous {
  const lines = normaliseLines(text);
  if (lines.length > MAX_QUESTION_CHARACTERS) return { asked: text };
  const simplified = script.toSimplified(lines);
  const read = readCourtesy(simplified, follows);
  return read.kind === undefined && read.asked === simplified ? { ...read, asked: text } : read;
}
