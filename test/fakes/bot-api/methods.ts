import type { Clock } from '../../../src/chat/clock.ts';
import { createAsideMethods } from './aside-methods.ts';
import { createAsides, type Leak } from './asides.ts';
import {
  type ChatState,
  createChatGate,
  type Failure,
  fail,
  type Parameters,
  type Reply,
  type SentMessage,
  type ShownDraft,
} from './chats.ts';
import { type Content, createContents } from './content.ts';
import type { Press } from './presses.ts';
import type { Rates } from './rates.ts';
import { react } from './reactions.ts';
import { keyboardOf, NOT_MODIFIED, payloadOf, sameShown } from './shown.ts';
import type { Person } from './types.ts';
import type { BotApiVersion } from './version.ts';

/** How long a bot may delete its own messages. */
const DELETABLE = 48 * 3_600_000;

/** Messages, edits, removals, drafts and chat actions over the chats of the server. */
export function createMessageMethods(options: {
  readonly chats: Map<number, ChatState>;
  readonly bot: { readonly id: number };
  readonly version: BotApiVersion;
  readonly rates: Rates;
  readonly clock: Clock;
  readonly personOf: (id: number) => Person | undefined;
  readonly pressOf: (id: string) => Press | undefined;
  readonly violate: (what: string) => void;
  /** A name in a call was newer than the server. */
  readonly ignore: (what: string) => void;
  /** All of a chat were shown what was meant for one. */
  readonly onLeak: (leak: Leak) => void;
  /** What a chat shows has changed. */
  readonly onChange: () => void;
}): Readonly<Record<string, (parameters: Parameters) => Reply>> {
  const { chats, bot, version, rates, clock, violate, ignore, onLeak, onChange } = options;
  const withChat = createChatGate(chats);
  const asides = createAsides(options);
  const withContent = createContents({ chats, version, violate, ignore });

  const checkPreview = ({ rich_message, link_preview_options }: Parameters): void => {
    const preview = link_preview_options as { is_disabled?: boolean } | undefined;
    if (rich_message === undefined && preview?.is_disabled !== true)
      violate('a message with link previews on');
  };

  const counted = (state: ChatState): Failure | undefined => {
    const refusal = rates.count(state.chat.id, clock.now());
    if (!refusal) return undefined;
    violate(refusal.violation);
    return {
      ...fail(`Too Many Requests: retry after ${refusal.retryAfter}`, 429),
      parameters: { retry_after: refusal.retryAfter },
    };
  };

  const named = (state: ChatState, { message_id: id }: Parameters) => {
    if (id === 0) violate('a call for message 0, which names none');
    return state.messages.get(Number(id));
  };

  /** A message of the bot's own that can be edited. */
  const editable = (state: ChatState, parameters: Parameters): Failure | SentMessage => {
    const old = named(state, parameters);
    if (!old) return fail('Bad Request: message to edit not found');
    return old.from?.id === bot.id && 'call' in old ? old : fail("Bad Request: message can't be edited");
  };

  const replace = (
    state: ChatState,
    old: SentMessage,
    shown: Content & Pick<SentMessage, 'call' | 'reply_markup'>,
  ): Reply => {
    const { reply_markup: _, rich_message: __, ...rest } = old;
    const message: SentMessage = { ...rest, ...shown, edit_date: Math.floor(Date.now() / 1_000) };
    if (sameShown(old, message)) return fail(NOT_MODIFIED);
    state.messages.set(message.message_id, message);
    state.sent[state.sent.findIndex(({ message_id }) => message_id === message.message_id)] = message;
    onChange();
    return { result: payloadOf(message) };
  };

  const send = (method: string) =>
    withContent(method, (state, parameters, read) => {
      checkPreview(parameters);
      const content = read();
      if ('status' in content) return content;
      const thread = parameters.message_thread_id as number | undefined;
      if (thread !== undefined && !state.topics.has(thread))
        return fail('Bad Request: message thread not found');
      const receiver = asides.receiverOf(state, parameters);
      if (receiver && 'status' in receiver) return receiver;
      const reply = parameters.reply_parameters as
        | { message_id?: number; allow_sending_without_reply?: boolean }
        | undefined;
      if (reply?.message_id === 0) violate('reply_parameters.message_id 0, which is no reply');
      const replied = state.messages.get(reply?.message_id ?? 0);
      const mayStandAlone = reply?.allow_sending_without_reply === true && !receiver;
      if (reply?.message_id && !replied && !mayStandAlone) {
        return fail('Bad Request: message to be replied not found');
      }
      const refused = counted(state);
      if (refused) return refused;
      const message: SentMessage = {
        message_id: receiver ? 0 : state.nextMessageId++,
        date: Math.floor(Date.now() / 1_000),
        chat: state.chat,
        from: bot,
        ...content,
        call: parameters,
        ...keyboardOf(parameters),
        ...(replied ? { reply_to_message: replied } : {}),
        ...(thread === undefined ? {} : { message_thread_id: thread, is_topic_message: true }),
      };
      if (receiver) {
        const shown = asides.show(state, receiver, message);
        onChange();
        return { result: payloadOf(shown) };
      }
      if (reply?.message_id === 0) {
        onLeak({ chat: state.chat.id, message_id: message.message_id });
      }
      endDrafts(state, thread);
      state.messages.set(message.message_id, message);
      state.sent.push(message);
      onChange();
      return { result: payloadOf(message) };
    });

  /** A topic shows one draft, and none once a message is there. */
  const endDrafts = (state: ChatState, thread: number | undefined) => {
    for (const shown of state.drafts) if (shown.message_thread_id === thread) shown.isOver = true;
  };

  const draft = (method: string) =>
    withContent(method, (state, parameters, read) => {
      if (state.chat.type !== 'private') return fail('Bad Request: TEXTDRAFT_PEER_INVALID');
      if (Number(parameters.draft_id) === 0) return fail('Bad Request: RANDOM_ID_INVALID');
      const content = read();
      if ('status' in content) return content;
      const thread = parameters.message_thread_id as number | undefined;
      if (thread !== undefined && !state.topics.has(thread))
        return fail('Bad Request: message thread not found');
      const refused = counted(state);
      if (refused) return refused;
      const shown: ShownDraft = {
        draft_id: Number(parameters.draft_id),
        ...content,
        ...(thread === undefined ? {} : { message_thread_id: thread }),
        ...(parameters.can_stop === true ? { can_stop: true } : {}),
        ...(parameters.keep_on_stop === true ? { keep_on_stop: true } : {}),
        at: clock.now(),
        isOver: false,
      };
      endDrafts(state, thread);
      state.drafts.push(shown);
      onChange();
      return { result: true };
    });

  return {
    sendMessage: send('sendMessage'),
    sendRichMessage: send('sendRichMessage'),
    sendMessageDraft: draft('sendMessageDraft'),
    sendRichMessageDraft: draft('sendRichMessageDraft'),
    editMessageText: withContent('editMessageText', (state, parameters, read) => {
      const old = editable(state, parameters);
      if ('status' in old) return old;
      checkPreview(parameters);
      const content = read();
      if ('status' in content) return content;
      return (
        counted(state) ?? replace(state, old, { ...content, ...keyboardOf(parameters), call: parameters })
      );
    }),
    editMessageReplyMarkup: withChat((state, parameters) => {
      const old = editable(state, parameters);
      if ('status' in old) return old;
      const { reply_markup: _, ...kept } = old;
      return counted(state) ?? replace(state, old, { ...kept, ...keyboardOf(parameters) });
    }),
    deleteMessage: withChat((state, parameters) => {
      const old = named(state, parameters);
      if (!old) return fail('Bad Request: message to delete not found');
      if (old.from?.id !== bot.id) return fail("Bad Request: message can't be deleted");
      if (Date.now() - old.date * 1_000 > DELETABLE) {
        return fail("Bad Request: message can't be deleted for everyone");
      }
      const refused = counted(state);
      if (refused) return refused;
      state.messages.delete(old.message_id);
      state.sent.splice(
        state.sent.findIndex(({ message_id }) => message_id === old.message_id),
        1,
      );
      onChange();
      return { result: true };
    }),
    ...createAsideMethods({ withChat, withContent, asides, counted, onChange }),
    setMessageReaction: withChat((state, parameters) => {
      const message = named(state, parameters);
      if (!message) return fail('Bad Request: message to react not found');
      const wrong = react(state, message.message_id, parameters.reaction);
      onChange();
      return wrong ?? { result: true };
    }),
    sendChatAction: withChat((state, parameters) => {
      state.actions.push(String(parameters.action));
      return { result: true };
    }),
  };
}
