import { type ParsedEntity, parseHtml } from './html.ts';
import type { Rates } from './rates.ts';

export type Parameters = Readonly<Record<string, unknown>>;

export interface Failure {
  readonly status: number;
  readonly description: string;
  readonly parameters?: { readonly retry_after?: number; readonly migrate_to_chat_id?: number };
}

export type Reply = { readonly result: unknown } | Failure;

/** A message as the chat shows it: markup parsed away. */
export interface ShownMessage {
  readonly message_id: number;
  readonly date: number;
  readonly chat: { readonly id: number };
  readonly from?: { readonly id: number };
  readonly text?: string;
  readonly entities?: readonly ParsedEntity[];
  readonly reply_to_message?: ShownMessage;
  readonly message_thread_id?: number;
}

export interface SentMessage extends ShownMessage {
  readonly text: string;
  readonly entities: readonly ParsedEntity[];
  /** The parameters of the call, as they came. */
  readonly call: Parameters;
}

export interface ChatState {
  readonly chat: { readonly id: number; readonly type: string; readonly title?: string };
  readonly messages: Map<number, ShownMessage | SentMessage>;
  readonly sent: SentMessage[];
  readonly actions: string[];
  readonly topics: Set<number>;
  nextMessageId: number;
  blocked?: string;
  movedTo?: number;
}

const fail = (description: string, status = 400): Failure => ({ status, description });

/** sendMessage, edits, deletes and chat actions over the chats of the server. */
export function createMessageMethods(options: {
  readonly chats: Map<number, ChatState>;
  readonly bot: { readonly id: number };
  readonly rates: Rates;
  readonly now: () => number;
  readonly violate: (what: string) => void;
  readonly onSent: () => void;
}): Readonly<Record<string, (parameters: Parameters) => Reply>> {
  const { chats, bot, rates, now, violate, onSent } = options;

  const withChat =
    (action: (state: ChatState, parameters: Parameters) => Reply) =>
    (parameters: Parameters): Reply => {
      const state = chats.get(Number(parameters.chat_id));
      if (!state) return fail('Bad Request: chat not found');
      if (state.movedTo !== undefined) {
        return {
          ...fail('Bad Request: group chat was upgraded to a supergroup chat'),
          parameters: { migrate_to_chat_id: state.movedTo },
        };
      }
      if (state.blocked !== undefined) return fail(state.blocked, 403);
      return action(state, parameters);
    };

  /** The text as shown, after what Telegram checks of every message. */
  const compose = (parameters: Parameters): Failure | { text: string; entities: readonly ParsedEntity[] } => {
    const raw = String(parameters.text);
    const parsed = parameters.parse_mode === 'HTML' ? parseHtml(raw) : { text: raw, entities: [] };
    if ('error' in parsed) return fail(parsed.error);
    if (parsed.text.trim() === '') return fail('Bad Request: message text is empty');
    if (parsed.text.length > 4_096) return fail('Bad Request: message is too long');
    const preview = parameters.link_preview_options as { is_disabled?: boolean } | undefined;
    if (preview?.is_disabled !== true) violate('a message with link previews on');
    return parsed;
  };

  const counted = (state: ChatState): Failure | undefined => {
    const refusal = rates.count(state.chat.id, now());
    if (!refusal) return undefined;
    violate(refusal.violation);
    return {
      ...fail(`Too Many Requests: retry after ${refusal.retryAfter}`, 429),
      parameters: { retry_after: refusal.retryAfter },
    };
  };

  return {
    sendMessage: withChat((state, parameters) => {
      const content = compose(parameters);
      if ('status' in content) return content;
      const thread = parameters.message_thread_id as number | undefined;
      if (thread !== undefined && !state.topics.has(thread))
        return fail('Bad Request: message thread not found');
      const reply = parameters.reply_parameters as
        | { message_id: number; allow_sending_without_reply?: boolean }
        | undefined;
      const replied = reply && state.messages.get(reply.message_id);
      if (reply && !replied && reply.allow_sending_without_reply !== true) {
        return fail('Bad Request: message to be replied not found');
      }
      const refused = counted(state);
      if (refused) return refused;
      const message: SentMessage = {
        message_id: state.nextMessageId++,
        date: Math.floor(Date.now() / 1_000),
        chat: state.chat,
        from: bot,
        text: content.text,
        entities: content.entities,
        call: parameters,
        ...(replied ? { reply_to_message: replied } : {}),
        ...(thread === undefined ? {} : { message_thread_id: thread }),
      };
      state.messages.set(message.message_id, message);
      state.sent.push(message);
      onSent();
      return { result: { ...message, call: undefined } };
    }),
    editMessageText: withChat((state, parameters) => {
      const old = state.messages.get(Number(parameters.message_id));
      if (!old) return fail('Bad Request: message to edit not found');
      if (old.from?.id !== bot.id) return fail("Bad Request: message can't be edited");
      const content = compose(parameters);
      if ('status' in content) return content;
      if (content.text === old.text && JSON.stringify(content.entities) === JSON.stringify(old.entities)) {
        return fail('Bad Request: message is not modified');
      }
      const refused = counted(state);
      if (refused) return refused;
      const message: SentMessage = { ...old, ...content, call: parameters };
      state.messages.set(message.message_id, message);
      state.sent.splice(
        state.sent.findIndex(({ message_id }) => message_id === message.message_id),
        1,
        message,
      );
      onSent();
      return { result: { ...message, call: undefined } };
    }),
    deleteMessage: withChat((state, parameters) =>
      state.messages.delete(Number(parameters.message_id))
        ? { result: true }
        : fail('Bad Request: message to delete not found'),
    ),
    sendChatAction: withChat((state, parameters) => {
      state.actions.push(String(parameters.action));
      return { result: true };
    }),
  };
}
