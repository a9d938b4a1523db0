import type { Clock } from '../../../src/chat/clock.ts';
import {
  type Aside,
  asideOf,
  type ChatState,
  type Failure,
  fail,
  freeEphemeralId,
  type Parameters,
  type Reply,
  type SentMessage,
} from './chats.ts';
import { type Press, TOO_OLD } from './presses.ts';
import type { Person } from './types.ts';

/** How long a press, or what a member said to the bot alone, may be answered to that member alone. Milliseconds. */
const WINDOW = 15_000;
/** The parameters by which a message is for one member, by their paths. */
const NAMES = [
  'receiver_user_id',
  'callback_query_id',
  'ephemeral_message_parameters',
  'reply_parameters.ephemeral_message_id',
];

/** A message that all of a chat were shown although it was meant for one. */
export interface Leak {
  readonly chat: number;
  readonly message_id: number;
}

/** Looks at what came of a call whose newer names the server took no notice of: it may have shown to all what is for one. */
export function createLeakWatch(options: {
  readonly violate: (what: string) => void;
  readonly onLeak: (leak: Leak) => void;
}): (method: string, ignored: readonly string[], reply: Reply) => Reply {
  return (method, ignored, reply) => {
    const names = ignored.filter((name) => NAMES.includes(name));
    const shown = 'result' in reply ? (reply.result as Partial<SentMessage>) : {};
    if (names.length > 0 && shown.message_id && shown.chat) {
      options.violate(
        `${method}: all were shown what was for one, the server is too old for ${names.join()}`,
      );
      options.onLeak({ chat: shown.chat.id, message_id: shown.message_id });
    }
    return reply;
  };
}

/** Whom a message is for, and by what right. */
interface Receiver {
  readonly person: Person;
  /** In place of the message whose button was pressed: it cannot be named any more. */
  readonly isReplacing: boolean;
}

interface Told {
  readonly receiver_user_id?: number;
  readonly callback_query_id?: string;
  readonly replace_callback_query_message?: boolean;
}

export function createAsides(options: {
  readonly bot: { readonly id: number };
  readonly clock: Clock;
  readonly personOf: (id: number) => Person | undefined;
  readonly pressOf: (id: string) => Press | undefined;
  readonly violate: (what: string) => void;
}) {
  const { bot, clock, personOf, pressOf, violate } = options;
  const isLate = (at: number) => (clock.now() - at) / (clock.speed ?? 1) > WINDOW;

  return {
    /** Who shall see the message alone; undefined where it is for all. */
    receiverOf(state: ChatState, parameters: Parameters): Receiver | Failure | undefined {
      const told = (parameters.ephemeral_message_parameters ?? parameters) as Told;
      const { ephemeral_message_id: repliedId } = (parameters.reply_parameters ?? {}) as {
        readonly ephemeral_message_id?: number;
      };
      if (told.receiver_user_id === undefined) {
        if (repliedId === undefined && told.callback_query_id === undefined) return undefined;
        violate('an answer to what one member alone sees, without saying who shall see it');
        return fail('Bad Request: a reply to an ephemeral message must be ephemeral');
      }
      if (state.chat.type !== 'group' && state.chat.type !== 'supergroup') {
        violate('a message for one member in a chat that is no group');
        return fail('Bad Request: BOT_NOT_ADMIN');
      }
      const person = personOf(told.receiver_user_id);
      if (!person) return fail('Bad Request: user not found');
      if (person.is_bot || state.faceless.has(person.id)) {
        violate(`a message for ${person.id} alone, who is no person of the group`);
        return fail('Bad Request: USER_ID_INVALID');
      }
      if (['left', 'kicked'].includes(state.ranks.get(person.id) ?? 'member')) {
        return fail('Bad Request: user not found');
      }
      const isReplacing = told.replace_callback_query_message === true;
      if (told.callback_query_id !== undefined) {
        const press = pressOf(told.callback_query_id);
        if (!press || press.isAnswered || isLate(press.at)) return fail(TOO_OLD);
        if (press.chat !== state.chat.id || press.from !== person.id) return fail(TOO_OLD);
        if (isReplacing && press.isOfAside) return fail('Bad Request: message to replace is ephemeral');
        return { person, isReplacing };
      }
      if (isReplacing) return fail(TOO_OLD);
      if (repliedId !== undefined) {
        const replied = asideOf(state, repliedId);
        if (!replied || replied.message.from?.id !== person.id || isLate(replied.at)) {
          return fail('Bad Request: message to be replied not found');
        }
        return { person, isReplacing };
      }
      const rank = state.ranks.get(bot.id);
      if (rank !== 'administrator' && rank !== 'creator') return fail('Bad Request: BOT_NOT_ADMIN');
      return { person, isReplacing };
    },

    /** Shows the message to its receiver. */
    show(state: ChatState, { person, isReplacing }: Receiver, message: SentMessage): SentMessage {
      const shown: SentMessage = {
        ...message,
        message_id: 0,
        receiver_user: person,
        ...(isReplacing ? {} : { ephemeral_message_id: freeEphemeralId(state) }),
      };
      state.asides.push({
        member: person.id,
        message: shown,
        at: clock.now(),
        isOver: false,
        isDeleted: false,
      });
      return shown;
    },

    /** What the bot showed to one member, named by both. */
    find(state: ChatState, parameters: Parameters): Aside | undefined {
      const found = asideOf(state, Number(parameters.ephemeral_message_id));
      return found && 'call' in found.message && found.member === parameters.receiver_user_id
        ? found
        : undefined;
    },
  };
}
