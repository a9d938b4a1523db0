import type { CallbackQuery } from 'telegraf/types';
import type { App } from '../../core/ports/app.ts';
import { type Meter, silentMeter } from '../../core/ports/meter.ts';
import type { SentAnswer, Store, Verdict } from '../../core/ports.ts';
import { citationsOf } from '../../core/shown/citations.ts';
import type { Log } from '../../log.ts';
import { wording } from '../../wording.ts';
import type { BotApi } from '../api.ts';
import { messageIdOf, numberOf } from '../ids.ts';
import type { RichChoice } from '../outbox/rich-choice.ts';
import { ASIDE_WITHIN, type Outbox } from '../outbox.ts';
import { renderOriginals } from '../render/original.ts';
import { type Rendered, renderAnswer } from '../render.ts';
import type { Action, ButtonSigner } from './data.ts';
import { type KeyboardState, keyboardOf, REASONS } from './keyboard.ts';

/** Asks the question anew for the county; kept over a restart. */
export type OnPlaceChosen = (sent: SentAnswer, place: string) => Promise<void>;

/** Says the answer anew, as texts; kept over a restart. */
export type OnTextWanted = (sent: SentAnswer) => Promise<void>;

/**
 * Does what a pressed button says, and always answers the press: a client shows a waiting button until then.
 * Rejects when Telegram cannot be reached, or as the callbacks do; pressed again, nothing is done twice.
 * @param at when it came, milliseconds since 1970.
 */
export type Press = (
  query: CallbackQuery,
  at: number,
  onPlaceChosen: OnPlaceChosen,
  onTextWanted: OnTextWanted,
) => Promise<void>;

/** Messages a minute that buttons leave to answers: with fewer to go, 👎 is noted without asking for a reason. */
const LEFT_TO_ANSWERS = 6;

/** Presses remembered as answered. */
const MOST_ANSWERED = 500;

interface Pressed {
  readonly query: CallbackQuery;
  /** When it came, milliseconds since 1970. */
  readonly at: number;
  readonly sent: SentAnswer;
  readonly argument: string;
  /** The message that the button stands under; undefined of one that only whoever pressed sees. */
  readonly messageId: number | undefined;
  readonly isPrivate: boolean;
  /** The answer stands there in blocks. */
  readonly isRich: boolean;
}

type Result = 'done' | 'expired' | 'not-allowed' | 'failed';

export function createPresses(options: {
  readonly app: Pick<App, 'original'>;
  readonly store: Pick<Store, 'answers' | 'feedback'>;
  readonly outbox: Pick<Outbox, 'send' | 'aside' | 'editKeyboard' | 'room'>;
  readonly api: Pick<BotApi, 'call' | 'describe'>;
  readonly signer: ButtonSigner;
  readonly richChoice: Pick<RichChoice, 'giveUp'>;
  readonly log: Log;
  readonly meter?: Meter;
}): Press {
  const { app, store, outbox, api, signer, richChoice, log, meter = silentMeter } = options;
  const words = wording.buttons;

  const answered = new Set<string>();

  /** Best effort: a press of seconds ago cannot be answered any more, and is still done. */
  async function tell(query: CallbackQuery, text: string, result: Result = 'done'): Promise<Result> {
    // One that is taken up again after a fault was answered before it.
    if (answered.has(query.id)) return result;
    answered.add(query.id);
    const [oldest] = answered;
    if (answered.size > MOST_ANSWERED && oldest !== undefined) answered.delete(oldest);
    try {
      await api.call('answerCallbackQuery', {
        callback_query_id: query.id,
        ...(text === '' ? {} : { text }),
      });
    } catch (thrown) {
      log('debug', 'telegram-press-unanswered', { reason: api.describe(thrown) });
    }
    return result;
  }

  /** Not waited for: an edit may wait a minute for its turn, and the next press must not. */
  function show({ query, sent, messageId, isPrivate, isRich }: Pressed, state: KeyboardState = {}): void {
    if (messageId === undefined) return;
    const keyboard = keyboardOf(sent.answer, Number(sent.chat), sent.key, signer, {
      isOriginalShown: (sent.originalIds ?? []).length > 0,
      isRich,
      ...(isPrivate ? { verdict: store.feedback.find(sent.key, String(query.from.id)) } : {}),
      ...state,
    });
    outbox.editKeyboard(Number(sent.chat), messageId, keyboard ?? []).catch((thrown: unknown) => {
      log('debug', 'telegram-keyboard-not-shown', { chat: sent.chat, reason: api.describe(thrown) });
    });
  }

  function record({ query, sent }: Pressed, verdict: Verdict): void {
    if (store.feedback.find(sent.key, String(query.from.id)) === verdict) return;
    store.feedback.record(sent.key, String(query.from.id), verdict, Date.now());
    meter.count('feedback', { verdict });
    log('info', 'telegram-feedback', { chat: sent.chat, message: sent.questionId, verdict });
  }

  async function good(pressed: Pressed): Promise<Result> {
    record(pressed, 'good');
    if (pressed.isPrivate) show(pressed);
    return tell(pressed.query, words.thanks);
  }

  async function bad(pressed: Pressed): Promise<Result> {
    const { query, sent, messageId } = pressed;
    const before = store.feedback.find(sent.key, String(query.from.id));
    // A reason that was given says more than 👎.
    if (before === undefined || before === 'good') record(pressed, 'bad');
    const isShown = messageId !== undefined && outbox.room(Number(sent.chat)) > LEFT_TO_ANSWERS;
    if (!isShown) return tell(query, words.thanks);
    show(pressed, { isAsking: true });
    return tell(query, words.askReason);
  }

  async function reason(pressed: Pressed): Promise<Result> {
    const given = REASONS[Number(pressed.argument)];
    if (pressed.argument === '' || given === undefined) return tell(pressed.query, words.expired, 'expired');
    record(pressed, given);
    show(pressed);
    return tell(pressed.query, words.thanksFor(words.reasons[given]));
  }

  async function back(pressed: Pressed): Promise<Result> {
    show(pressed);
    return tell(pressed.query, '');
  }

  async function original(pressed: Pressed): Promise<Result> {
    const { query, sent, messageId, isPrivate } = pressed;
    if ((sent.originalIds ?? []).length > 0) return tell(query, words.source.there);
    const found = citationsOf(sent.answer).map((citation) => ({
      citation,
      original: app.original(citation),
    }));
    if (found.every((one) => one.original === null)) return tell(query, words.source.gone, 'expired');
    const messages = renderOriginals(found);
    // Sent at once or not at all: what waits keeps the presses of the others waiting.
    if (outbox.room(Number(sent.chat)) < messages.length) return tell(query, words.busy, 'failed');
    if (messageId === undefined) return originalAside(pressed, messages);
    await tell(query, words.source.coming);
    const ids: string[] = [];
    for (const message of messages) {
      const delivery = await outbox.send({
        chat: Number(sent.chat),
        ...(sent.thread === '' ? {} : { topic: Number(sent.thread) }),
        ...(ids.length === 0 ? { replyTo: messageId } : {}),
        ...message,
      });
      if (delivery.kind !== 'sent') break;
      ids.push(String(delivery.messageId));
      // Read anew: the answer may have changed while its original was on its way.
      const now = store.answers.findByKey(sent.key);
      if (now !== undefined) store.answers.record({ ...now, originalIds: ids });
    }
    if (ids.length === 0) return 'failed';
    if (isPrivate) show(pressed, { isOriginalShown: true });
    return 'done';
  }

  /** Under what one member alone sees: the passages are for that member as well. */
  async function originalAside({ query, sent, at }: Pressed, messages: readonly Rendered[]): Promise<Result> {
    const to = {
      chat: Number(sent.chat),
      ...(sent.thread === '' ? {} : { topic: Number(sent.thread) }),
      receiver: query.from.id,
      basis: { kind: 'press', id: query.id, until: at + ASIDE_WITHIN },
      otherwise: 'nobody',
    } as const;
    for (const message of messages) {
      const delivery = await outbox.aside({ ...to, ...message });
      if (delivery.kind !== 'aside') return tell(query, words.source.notAside, 'failed');
    }
    // After the messages: they are shown by right of a press that waits for its answer.
    return tell(query, words.source.aside);
  }

  async function text({ query, sent, isPrivate }: Pressed, onTextWanted: OnTextWanted): Promise<Result> {
    if (outbox.room(Number(sent.chat)) < renderAnswer(sent.answer).length)
      return tell(query, words.busy, 'failed');
    richChoice.giveUp(Number(sent.chat));
    await tell(query, isPrivate ? words.textComingPrivately : words.textComing);
    await onTextWanted(sent);
    return 'done';
  }

  async function place({ query, sent, argument }: Pressed, onPlaceChosen: OnPlaceChosen): Promise<Result> {
    if (sent.answer.kind !== 'clarify') return tell(query, words.alreadyChosen);
    if (sent.member !== null && sent.member !== String(query.from.id))
      return tell(query, words.notAsker, 'not-allowed');
    const option = sent.answer.options[Number(argument)];
    if (argument === '' || option === undefined) return tell(query, words.expired, 'expired');
    await tell(query, words.chosenPlace(option.label));
    await onPlaceChosen(sent, option.place);
    return 'done';
  }

  function perform(
    action: Action,
    pressed: Pressed,
    onPlaceChosen: OnPlaceChosen,
    onTextWanted: OnTextWanted,
  ): Promise<Result> {
    switch (action) {
      case 'good':
        return good(pressed);
      case 'bad':
        return bad(pressed);
      case 'reason':
        return reason(pressed);
      case 'back':
        return back(pressed);
      case 'original':
        return original(pressed);
      case 'text':
        return text(pressed, onTextWanted);
      case 'place':
        return place(pressed, onPlaceChosen);
    }
  }

  return async (query, at, onPlaceChosen, onTextWanted) => {
    const { message } = query;
    const data = 'data' in query ? query.data : undefined;
    const button = message === undefined || data === undefined ? null : signer.read(message.chat.id, data);
    const action = button?.action ?? 'unknown';
    let result: Result = 'failed';
    try {
      const sent = button === null ? undefined : store.answers.findByKey(button.key);
      if (button === null || message === undefined || sent?.chat !== String(message.chat.id)) {
        result = await tell(query, words.expired, 'expired');
      } else if (sent.recalledAt !== null) {
        result = await tell(query, words.recalled, 'expired');
      } else {
        const pressed: Pressed = {
          query,
          at,
          sent,
          argument: button.argument,
          messageId: numberOf(messageIdOf(message)),
          isPrivate: message.chat.type === 'private',
          isRich: 'rich_message' in message,
        };
        result = await perform(button.action, pressed, onPlaceChosen, onTextWanted);
      }
    } catch (thrown) {
      await tell(query, words.failed);
      throw thrown;
    } finally {
      meter.count('presses', { action, result });
    }
  };
}
