import type { Clock } from '../../../src/chat/clock.ts';
import { asideOf, type ChatState, type Parameters, type Reply } from './chats.ts';
import { bare } from './shown.ts';
import type { BotApiServer, Chat, Person, PressAnswer } from './types.ts';

export const TOO_OLD = 'Bad Request: query is too old and response timeout expired or query ID is invalid';
const MOST_TEXT = 200;

export interface Press {
  readonly chat: number;
  readonly from: number;
  /** By the clock. */
  readonly at: number;
  /** The button is of a message that one member alone sees. */
  readonly isOfAside: boolean;
  readonly isAnswered: boolean;
}

/** Presses of buttons, and the one answer that each of them gets. */
export function createCallbacks(options: {
  readonly chats: ReadonlyMap<number, ChatState>;
  readonly clock: Clock;
  readonly push: (kind: string, payload: object) => unknown;
  readonly violate: (what: string) => void;
  readonly onChange: () => void;
}) {
  const { chats, clock, push, violate, onChange } = options;
  const open = new Map<string, Omit<Press, 'isAnswered'>>();
  const answers = new Map<string, PressAnswer>();
  let nextId = 4_000_000_000_000_001n;

  const press: BotApiServer['press'] = (chat, from, message, button) => {
    const state = chats.get(chat.id);
    const aside =
      message.message_id === 0 && state ? asideOf(state, message.ephemeral_message_id) : undefined;
    const shown = aside?.message ?? state?.messages.get(message.message_id);
    const buttons = shown?.reply_markup?.inline_keyboard.flat() ?? [];
    const data =
      typeof button === 'string'
        ? buttons.find(({ text, callback_data }) => text === button || callback_data === button)
            ?.callback_data
        : button.data;
    if (data === undefined) {
      const there = buttons.map(({ text }) => text).join(', ');
      throw new Error(
        `message ${message.message_id} has no button ${JSON.stringify(button)}, only: ${there}`,
      );
    }
    if (aside && aside.member !== from.id) throw new Error(`${from.id} does not see the message`);
    const id = String(nextId++);
    open.set(id, { chat: chat.id, from: from.id, at: clock.now(), isOfAside: aside !== undefined });
    push('callback_query', {
      id,
      from,
      // What is gone, or too old, is told by its place alone.
      message: shown ? bare(shown) : { chat, message_id: message.message_id, date: 0 },
      chat_instance: aside ? '0' : String(chat.id * 31),
      data,
    });
    return id;
  };

  return {
    press,
    /** A query that was pushed by other means may be answered too. */
    expect(id: string, of: { readonly chat?: Pick<Chat, 'id'>; readonly from?: Pick<Person, 'id'> } = {}) {
      const { chat = { id: 0 }, from = { id: 0 } } = of;
      open.set(id, { chat: chat.id, from: from.id, at: clock.now(), isOfAside: false });
    },
    pressOf(id: string): Press | undefined {
      const found = open.get(id);
      return found && { ...found, isAnswered: answers.has(id) };
    },
    unanswered: (): string[] => [...open.keys()].filter((id) => !answers.has(id)),
    answerOf: (id: string): PressAnswer | undefined => answers.get(id),
    methods: {
      answerCallbackQuery(parameters: Parameters): Reply {
        const id = String(parameters.callback_query_id);
        const text = parameters.text as string | undefined;
        if (!open.has(id)) {
          violate(`an answer to the press ${id}, which nobody made`);
          return { status: 400, description: TOO_OLD };
        }
        if ((text?.length ?? 0) > MOST_TEXT) {
          violate(`an answer to a press of ${text?.length} characters`);
          return { status: 400, description: 'Bad Request: MESSAGE_TOO_LONG' };
        }
        if (answers.has(id)) violate(`the press ${id} was answered twice`);
        answers.set(id, {
          ...(text === undefined ? {} : { text }),
          ...(parameters.show_alert === true ? { show_alert: true } : {}),
        });
        onChange();
        return { result: true };
      },
    },
  };
}
