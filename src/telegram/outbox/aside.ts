import type { Sign } from '../../chat/surface.ts';
import type { Log } from '../../log.ts';
import type { Abilities } from '../abilities.ts';
import { type BotApi, failureOf } from '../api.ts';
import { markupOf, NO_PREVIEW, textOf } from './calls.ts';
import type { AsideJob } from './jobs.ts';
import type { AsideDelivery, AsideMessage, Basis } from './messages.ts';
import type { Standing } from './standing.ts';

/** What all are shown on a question whose reply only one member sees: of the reactions that Telegram lets a bot choose. */
const EMOJI = { 'nothing-found': '🤷', 'which-place': '🤔' } as const satisfies Record<Sign, string>;

/** Messages that one member of a group alone is shown: what no other part of the bot sends. */
export interface Asides {
  /** Whether Telegram would keep it from the others; asks whether the bot is an administrator where that matters and is not known. */
  takes(message: AsideMessage): Promise<boolean>;
  /** The same, as far as is known without asking. */
  isKnownToBeAble(chat: number, basis: Basis | undefined): boolean;
  /**
   * Makes the calls for one message: its sign, the message, and its removal where a server showed it to all.
   * 'again': to be tried once more without its HTML. Rejects as a call does where that says nothing of this message.
   */
  perform(job: AsideJob, chat: number): Promise<AsideDelivery | { readonly kind: 'again' }>;
  /** Takes the sign off a message. Never rejects. */
  unsign(chat: number, messageId: number): Promise<void>;
}

export function createAsides(options: {
  readonly api: BotApi;
  readonly abilities: Pick<Abilities, 'ephemeral' | 'lose'>;
  readonly standing: Standing;
  readonly log: Log;
  readonly signal: AbortSignal;
  /** Removes a message at the chat's pace, again and again where Telegram cannot be reached. Never rejects. */
  readonly removeLater: (chat: number, messageId: number) => Promise<void>;
}): Asides {
  const { api, abilities, standing, log, signal } = options;

  const isPossible = (chat: number) => abilities.ephemeral && chat < 0;

  async function can(chat: number, basis: Basis | undefined): Promise<boolean> {
    return isPossible(chat) && (isFresh(basis) || (await standing.isAdmin(chat)));
  }

  async function react(chat: number, messageId: number, emoji: (typeof EMOJI)[Sign] | null): Promise<void> {
    const reaction = emoji === null ? [] : [{ type: 'emoji', emoji } as const];
    try {
      await api.call('setMessageReaction', { chat_id: chat, message_id: messageId, reaction }, { signal });
    } catch (thrown) {
      const failure = failureOf(thrown);
      // It shows it already.
      if (failure.kind !== 'refused' || !/not.?modified/iu.test(failure.description)) throw thrown;
    }
  }

  async function unsign(chat: number, messageId: number): Promise<void> {
    if (!abilities.ephemeral) return;
    try {
      await react(chat, messageId, null);
    } catch (thrown) {
      log('debug', 'telegram-sign-left', { chat, reason: api.describe(thrown) });
    }
  }

  async function send({ isPlain, message }: AsideJob, chat: number): Promise<number> {
    const { receiver, topic, replyTo, keyboard } = message;
    const basis = isFresh(message.basis) ? message.basis : undefined;
    const press = basis?.kind === 'press' ? { callback_query_id: basis.id } : {};
    const pointsAt =
      basis?.kind === 'message'
        ? { ephemeral_message_id: basis.id }
        : replyTo === undefined
          ? undefined
          : { message_id: replyTo };
    const sent = await api.call(
      'sendMessage',
      {
        chat_id: chat,
        // Bot API 10.3 reads the first, 10.2 the other; which of them a server is cannot be asked.
        ephemeral_message_parameters: { receiver_user_id: receiver, ...press },
        receiver_user_id: receiver,
        ...press,
        ...NO_PREVIEW,
        ...textOf(message, isPlain),
        ...(topic === undefined ? {} : { message_thread_id: topic }),
        ...(pointsAt === undefined ? {} : { reply_parameters: pointsAt }),
        ...(keyboard === undefined ? {} : markupOf(keyboard)),
      },
      { signal },
    );
    return sent.message_id ?? 0;
  }

  /** The server showed to all what was for one member. */
  async function leaked(chat: number, messageId: number): Promise<void> {
    log('error', 'telegram-aside-shown-to-all', { chat });
    try {
      await api.call('deleteMessage', { chat_id: chat, message_id: messageId }, { signal });
    } catch (thrown) {
      log('error', 'telegram-aside-not-removed', { chat, reason: api.describe(thrown) });
      const { kind } = failureOf(thrown);
      if (kind === 'flood' || kind === 'unreachable') void options.removeLater(chat, messageId);
    }
  }

  /** Nobody was shown anything of it. */
  async function notAside({ isSigned, message }: AsideJob, chat: number, reason: string) {
    log('info', 'telegram-not-aside', { chat, otherwise: message.otherwise, reason });
    if (isSigned && message.replyTo !== undefined) await unsign(chat, message.replyTo);
    return { kind: 'not-aside' } as const;
  }

  return {
    async takes({ chat, basis, otherwise }) {
      const isAble = await can(chat, basis);
      if (!isAble && otherwise === 'nobody') log('info', 'telegram-not-aside', { chat, otherwise });
      return isAble;
    },
    isKnownToBeAble: (chat, basis) => isPossible(chat) && (isFresh(basis) || standing.isKnownAdmin(chat)),
    unsign,
    async perform(job, chat) {
      const { sign, replyTo, basis } = job.message;
      // It waited for its turn.
      if (!(await can(chat, basis))) return notAside(job, chat, '过了时限，或者已经不能了');
      try {
        if (sign !== undefined && replyTo !== undefined && !job.isSigned) {
          await react(chat, replyTo, EMOJI[sign]);
          job.isSigned = true;
        }
        const shownToAll = await send(job, chat);
        if (shownToAll === 0) return { kind: 'aside' };
        await leaked(chat, shownToAll);
        const told = await notAside(job, chat, '服务器把它发给了所有人');
        abilities.lose('ephemeral');
        return told;
      } catch (thrown) {
        signal.throwIfAborted();
        const failure = failureOf(thrown);
        if (
          failure.kind === 'refused' &&
          /can't parse entities/iu.test(failure.description) &&
          !job.isPlain
        ) {
          log('error', 'telegram-html-refused', { chat, reason: failure.description });
          job.isPlain = true;
          return { kind: 'again' };
        }
        // It may be the member who cannot be written to; the chat itself will say so by itself.
        if (failure.kind !== 'refused' && failure.kind !== 'forbidden') throw thrown;
        const reason = api.describe(thrown);
        if (/BOT_NOT_ADMIN/u.test(reason)) standing.told(chat, false);
        return notAside(job, chat, reason);
      }
    },
  };
}

function isFresh(basis: Basis | undefined): basis is Basis {
  return basis !== undefined && Date.now() < basis.until;
}
