import {
  bare,
  type ChatState,
  createChatGate,
  type Parameters,
  type Rank,
  type Reply,
  type ShownMessage,
} from './chats.ts';
import { typedEntities } from './html.ts';
import type { BotApiServer, Chat, Person, PressAnswer } from './types.ts';

/** What people do in chats: they write, edit what they wrote, and have ranks. */
export function createPeople(options: {
  readonly chats: ReadonlyMap<number, ChatState>;
  readonly bot: Person;
  readonly push: (kind: string, payload: object) => unknown;
  /** `setMyCommands` by scope, the scope as JSON. */
  readonly commands: Map<string, unknown>;
}): Pick<BotApiServer, 'person' | 'say' | 'edit' | 'promote' | 'age'> & {
  readonly methods: Readonly<Record<string, (parameters: Parameters) => Reply>>;
} {
  const { chats, bot, push, commands } = options;
  const people = new Map<number, Person>([[bot.id, bot]]);
  let nextPerson = 1_001;

  const stateOf = (chat: { readonly id: number }): ChatState => {
    const state = chats.get(chat.id);
    if (!state) throw new Error(`chat ${chat.id} was not made with group() or private()`);
    return state;
  };

  /** A scope of one chat is refused where the bot is not in it. */
  const withScope =
    (action: (scope: string) => void) =>
    ({ scope }: Parameters): Reply => {
      const { type, chat_id: chat } = (scope ?? { type: 'default' }) as { type: string; chat_id?: number };
      if (type.startsWith('chat')) {
        const state = chats.get(Number(chat));
        if (!state) return { status: 400, description: 'Bad Request: chat not found' };
        if (type !== 'chat' && state.chat.type === 'private') {
          return { status: 400, description: "Bad Request: can't change commands in private chats" };
        }
      }
      action(JSON.stringify(scope ?? { type: 'default' }));
      return { result: true };
    };

  return {
    person(first_name = '王') {
      const person = { id: nextPerson++, is_bot: false, first_name };
      people.set(person.id, person);
      return person;
    },
    say(chat, from, text, { reply_to, entities, caption, topic, age = 0, fields = {} } = {}) {
      const state = stateOf(chat);
      const found = entities ?? typedEntities(text);
      if (topic !== undefined && state.chat.type === 'private') state.topics.add(topic);
      const message: ShownMessage = {
        message_id: state.nextMessageId++,
        date: Math.floor((Date.now() - age) / 1_000),
        chat,
        from,
        ...(caption ? { photo: [], caption: text } : { text }),
        ...(found.length === 0 ? {} : { [caption ? 'caption_entities' : 'entities']: found }),
        ...(reply_to ? { reply_to_message: bare(reply_to) } : {}),
        ...(topic === undefined ? {} : { message_thread_id: topic, is_topic_message: true }),
        ...fields,
      };
      people.set(from.id, from);
      state.messages.set(message.message_id, message);
      push('message', message);
      return message;
    },
    edit(chat, message, text, { entities, fields = {} } = {}) {
      const state = stateOf(chat);
      const { entities: _, ...rest } = state.messages.get(message.message_id) ?? message;
      const found = entities ?? typedEntities(text);
      const edited = {
        ...rest,
        ...('caption' in rest ? { caption: text } : { text }),
        ...(found.length === 0 ? {} : { ['caption' in rest ? 'caption_entities' : 'entities']: found }),
        edit_date: Math.floor(Date.now() / 1_000),
        ...fields,
      } as ShownMessage;
      state.messages.set(edited.message_id, edited);
      push('edited_message', edited);
      return edited;
    },
    promote(chat, person, rank: Rank = 'administrator') {
      people.set(person.id, person);
      stateOf(chat).ranks.set(person.id, rank);
    },
    age(chat, { message_id }, milliseconds) {
      const state = stateOf(chat);
      const message = state.messages.get(message_id);
      if (!message) throw new Error(`chat ${chat.id} has no message ${message_id}`);
      const aged = { ...message, date: message.date - Math.ceil(milliseconds / 1_000) };
      state.messages.set(message_id, aged);
      const at = state.sent.findIndex((sent) => sent.message_id === message_id);
      if (at >= 0 && 'call' in aged) state.sent[at] = aged;
    },
    methods: {
      getChatMember: createChatGate(chats)((state, { user_id: id }) => {
        const user = people.get(Number(id));
        if (!user) return { status: 400, description: 'Bad Request: user not found' };
        const status = state.ranks.get(user.id) ?? 'member';
        return { result: { status, user, ...(status === 'administrator' ? { is_anonymous: false } : {}) } };
      }),
      setMyCommands: (parameters) =>
        withScope((scope) => commands.set(scope, parameters.commands))(parameters),
      deleteMyCommands: (parameters) => withScope((scope) => commands.delete(scope))(parameters),
    },
  };
}

const TOO_OLD = 'Bad Request: query is too old and response timeout expired or query ID is invalid';
const MOST_TEXT = 200;

/** Presses of buttons, and the one answer that each of them gets. */
export function createCallbacks(options: {
  readonly chats: ReadonlyMap<number, ChatState>;
  readonly push: (kind: string, payload: object) => unknown;
  readonly violate: (what: string) => void;
  readonly onChange: () => void;
}) {
  const { chats, push, violate, onChange } = options;
  const open = new Set<string>();
  const answers = new Map<string, PressAnswer>();
  let nextId = 4_000_000_000_000_001n;

  return {
    /** A query that was pushed by other means may be answered too. */
    expect: (id: string) => void open.add(id),
    press(
      chat: Chat,
      from: Person,
      message: { message_id: number },
      button: string | { data: string },
    ): string {
      const shown = chats.get(chat.id)?.messages.get(message.message_id);
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
      const id = String(nextId++);
      open.add(id);
      push('callback_query', {
        id,
        from,
        // What is gone, or too old, is told by its place alone.
        message: shown ? bare(shown) : { chat, message_id: message.message_id, date: 0 },
        chat_instance: String(chat.id * 31),
        data,
      });
      return id;
    },
    unanswered: (): string[] => [...open].filter((id) => !answers.has(id)),
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
