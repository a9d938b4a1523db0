import type { Verdict } from '../../core/ports.ts';
import type { Answer, Refused } from '../../core/types.ts';
import { wording } from '../../wording.ts';
import type { Button, Keyboard } from '../outbox.ts';
import type { Action, ButtonSigner } from './data.ts';

/** What is shown of an answer's buttons. */
export interface KeyboardState {
  /** The reasons after 👎 instead of the usual buttons. */
  readonly isAsking?: boolean;
  /** What the one member of a private chat said. Of a group nothing is shown: its members share the buttons. */
  readonly verdict?: Verdict | undefined;
  readonly isOriginalShown?: boolean;
  /** The answer stands there in blocks, which old clients do not show. */
  readonly isRich?: boolean;
}

/** Reasons in the order of their buttons; their number is the argument of `reason`. */
export const REASONS = Object.keys(
  wording.buttons.reasons,
) as readonly (keyof typeof wording.buttons.reasons)[];

/** Places that get a button, the surest first; the others can be typed. */
export const MOST_PLACES = 12;

const PLACES_A_ROW = 2;
const REASONS_A_ROW = 3;

/** Refusals of what is no question to the reports: nothing is to be said of them. */
const CHATTER: ReadonlySet<Refused['reason']> = new Set(['courtesy', 'off-topic', 'empty', 'too-long']);

/** The buttons under an answer, signed for its chat; undefined where it has none. Pure. */
export function keyboardOf(
  answer: Answer,
  chat: number,
  key: string,
  signer: ButtonSigner,
  { isAsking = false, verdict, isOriginalShown = false, isRich = false }: KeyboardState = {},
): Keyboard | undefined {
  const button = (action: Action, text: string, isChosen = false, argument?: number): Button => ({
    text: isChosen ? wording.buttons.chosen(text) : text,
    data: signer.sign(chat, action, key, argument?.toString()),
  });
  if (answer.kind === 'clarify') {
    const places = answer.options
      .slice(0, MOST_PLACES)
      .map(({ label }, at) => button('place', label, false, at));
    return rows(places, PLACES_A_ROW);
  }
  if (answer.kind === 'refused' && CHATTER.has(answer.reason)) return undefined;
  if (isAsking) {
    const reasons = REASONS.map((reason, at) =>
      button('reason', wording.buttons.reasons[reason], reason === verdict, at),
    );
    return rows([...reasons, button('back', wording.buttons.back)], REASONS_A_ROW);
  }
  const cited = answer.kind === 'answered' ? answer.citations : answer.nearest;
  const isBad = verdict !== undefined && verdict !== 'good';
  return [
    [
      ...(answer.kind === 'answered' ? [button('good', wording.buttons.good, verdict === 'good')] : []),
      button('bad', wording.buttons.bad, isBad),
      ...(cited.length > 0 ? [button('original', wording.buttons.original, isOriginalShown)] : []),
    ],
    ...(isRich ? [[button('text', wording.buttons.text)]] : []),
  ];
}

function rows(buttons: readonly Button[], width: number): Keyboard {
  return Array.from({ length: Math.ceil(buttons.length / width) }, (_, row) =>
    buttons.slice(row * width, (row + 1) * width),
  );
}
