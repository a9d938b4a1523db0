import type { Clock } from '../../../src/chat/clock.ts';
import {
  asideOf,
  type ChatState,
  createChatGate,
  freeEphemeralId,
  type Parameters,
  type Rank,
  type Reply,
  type ShownMessage,
} from './chats.ts';
import { typedEntities } from './html.ts';
import { bare } from './shown.ts';
import type { BotApiServer, Chat, Person, SayOptions } from './types.ts';
import { type BotApiVersion, knows } from './version.ts';

/** What people do in chats: they write, edit what they wrote, and have ranks. */
export function createPeople(options: {
  readonly chats: ReadonlyMap<number, ChatState>;
  readonly bot: Person;
  readonly version: BotApiVersion;
  readonly clock: Clock;
  readonly push: (kind: string, payload: object) => unknown;
  /** `setMyCommands` by scope, the scope as JSON. */
  readonly commands: Map<string, unknown>;
}): Pick<BotApiServer, 'person' | 'otherBot' | 'say' | 'post' | 'edit' | 'promote' | 'age' | 'expire'> & {
  readonly personOf: (id: number) => Person | undefined;
  readonly methods: Readonly<Record<string, (parameters: Parameters) => Reply>>;
} {
  const { chats, bot, version, clock, push, commands } = options;
  const people = new Map<number, Person>([[bot.id, bot]]);
  let nextPerson = 1_001;

  const stateOf = (chat: { readonly id: number }): ChatState => {
    const state = chats.get(chat.id);
    if (!state) throw new Error(`chat ${chat.id} was not made with group() or private()`);
    return state;
  };

  const ticks = (milliseconds: number) => milliseconds * (clock.speed ?? 1);

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

  function tell(chat: Chat, from: Person, content: object, options: SayOptions = {}): ShownMessage {
    const { reply_to, quote, topic, age = 0, fields = {} } = options;
    const state = stateOf(chat);
    if (topic !== undefined && state.chat.type === 'private') state.topics.add(topic);
    // An older client knows no such command, and sends it to all.
    const isAside = options.ephemeral === true && knows(version, '10.2');
    const message: ShownMessage = {
      ...(isAside
        ? { message_id: 0, ephemeral_message_id: freeEphemeralId(state), receiver_user: bot }
        : { message_id: state.nextMessageId++ }),
      date: Math.floor((Date.now() - age) / 1_000),
      chat,
      from,
      ...content,
      // What only one member sees is not told again.
      ...(reply_to && reply_to.message_id !== 0 ? { reply_to_message: bare(reply_to) } : {}),
      ...(quote === undefined ? {} : { quote: quoteOf(quote, reply_to) }),
      ...(topic === undefined ? {} : { message_thread_id: topic, is_topic_message: true }),
      ...fields,
    };
    people.set(from.id, from);
    if ('sender_chat' in fields) state.faceless.add(from.id);
    else state.faceless.delete(from.id);
    if (isAside) {
      const at = clock.now() - ticks(age);
      state.asides.push({ member: from.id, message, at, isOver: false, isDeleted: false });
    } else state.messages.set(message.message_id, message);
    // An older server keeps the bots of a chat from one another.
    if (!from.is_bot || 'sender_chat' in fields || knows(version, '10.0')) push('message', message);
    return message;
  }

  return {
    person(first_name = '王') {
      const person = { id: nextPerson++, is_bot: false, first_name };
      people.set(person.id, person);
      return person;
    },
    personOf: (id) => people.get(id),
    otherBot(first_name = '别的机器人') {
      const id = nextPerson++;
      const robot = { id, is_bot: true, first_name, username: `Other${id}Bot` };
      people.set(id, robot);
      return robot;
    },
    say(chat, from, text, options = {}) {
      const { entities = typedEntities(text), caption } = options;
      return tell(
        chat,
        from,
        {
          ...(caption ? { photo: [], caption: text } : { text }),
          ...(entities.length === 0 ? {} : { [caption ? 'caption_entities' : 'entities']: entities }),
        },
        options,
      );
    },
    post: tell,
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
      const { ranks } = stateOf(chat);
      const was = ranks.get(person.id) ?? 'member';
      ranks.set(person.id, rank);
      if (person.id !== bot.id) return;
      push('my_chat_member', {
        chat,
        from: { id: 999, is_bot: false, first_name: '群主' },
        date: Math.floor(Date.now() / 1_000),
        old_chat_member: { user: bot, status: was },
        new_chat_member: { user: bot, status: rank },
      });
    },
    expire(chat, { ephemeral_message_id }) {
      const aside = asideOf(stateOf(chat), ephemeral_message_id);
      if (!aside) throw new Error(`chat ${chat.id} has no ephemeral message ${ephemeral_message_id}`);
      aside.isOver = true;
    },
    age(chat, { message_id, ephemeral_message_id }, milliseconds) {
      const state = stateOf(chat);
      const aside = asideOf(state, ephemeral_message_id);
      if (aside) {
        aside.at -= ticks(milliseconds);
        return;
      }
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

/** A part of a message that a reply is about. No client offers one of a rich message. */
function quoteOf(text: string, of: ShownMessage | undefined): object {
  const position = of?.rich_message === undefined ? (of?.text?.indexOf(text) ?? -1) : -1;
  if (position < 0) throw new Error(`the message has no ${JSON.stringify(text)} to quote`);
  return { text, position, is_manual: true };
}
