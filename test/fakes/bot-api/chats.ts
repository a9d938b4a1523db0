import type { ParsedEntity } from './html.ts';
import type { RichMessage } from './rich.ts';

export type Parameters = Readonly<Record<string, unknown>>;

export interface Failure {
  readonly status: number;
  readonly description: string;
  readonly parameters?: { readonly retry_after?: number; readonly migrate_to_chat_id?: number };
}

export type Reply = { readonly result: unknown } | Failure;

export interface InlineKeyboard {
  readonly inline_keyboard: readonly (readonly {
    readonly text: string;
    readonly callback_data?: string;
  }[])[];
}

/** A message as the chat shows it: markup parsed away. */
export interface ShownMessage {
  /** 0 of one that one member alone sees. */
  readonly message_id: number;
  /** Names a message that one member alone sees, as long as it is there. */
  readonly ephemeral_message_id?: number;
  /** Whom such a message is for. */
  readonly receiver_user?: { readonly id: number };
  readonly date: number;
  readonly chat: { readonly id: number };
  readonly from?: { readonly id: number };
  readonly text?: string;
  readonly entities?: readonly ParsedEntity[];
  readonly rich_message?: RichMessage;
  readonly reply_to_message?: ShownMessage;
  readonly message_thread_id?: number;
  /** The buttons that it has now. */
  readonly reply_markup?: InlineKeyboard;
  readonly edit_date?: number;
}

export interface SentMessage extends ShownMessage {
  /** What a member reads. A bot gets no `text` of a message that has `rich_message`. */
  readonly text: string;
  readonly entities: readonly ParsedEntity[];
  /** The parameters of the call, as they came. */
  readonly call: Parameters;
}

/** A message between one member and the bot, which the others of the group do not see. */
export interface Aside {
  readonly member: number;
  message: ShownMessage | SentMessage;
  /** When it came, by the clock. */
  at: number;
  /** Deleted, or expired: its id is free. */
  isOver: boolean;
  isDeleted: boolean;
}

export interface ChatState {
  readonly chat: { readonly id: number; readonly type: string; readonly title?: string };
  readonly messages: Map<number, ShownMessage | SentMessage>;
  readonly sent: SentMessage[];
  readonly asides: Aside[];
  /** Who spoke last as a channel or as the group itself. */
  readonly faceless: Set<number>;
  readonly actions: string[];
  /** The bot's reactions, by the ids of the messages. */
  readonly reactions: Map<number, string>;
  /** The reactions that the chat takes; absent: all of the list. */
  allowedReactions?: readonly string[];
  readonly topics: Set<number>;
  /** Every draft that was shown, in order. */
  readonly drafts: ShownDraft[];
  /** What people are in the chat, where it is not a plain member. */
  readonly ranks: Map<number, Rank>;
  nextMessageId: number;
  blocked?: string;
  movedTo?: number;
}

export type Rank = 'creator' | 'administrator' | 'member' | 'left' | 'kicked';

export interface ShownDraft {
  readonly draft_id: number;
  readonly text: string;
  readonly entities: readonly ParsedEntity[];
  readonly rich_message?: RichMessage;
  readonly message_thread_id?: number;
  /** It has a button that stops it. */
  readonly can_stop?: true;
  /** Stopped, it stays until the message comes. */
  readonly keep_on_stop?: true;
  readonly at: number;
  /** Another draft or the message came, or it was stopped. */
  isOver: boolean;
}

/** A chat in which nothing has happened yet. */
export function createChatState(chat: ChatState['chat'], topics: readonly number[] = []): ChatState {
  return {
    chat,
    messages: new Map(),
    sent: [],
    asides: [],
    faceless: new Set(),
    actions: [],
    reactions: new Map(),
    topics: new Set(topics),
    drafts: [],
    ranks: new Map(),
    nextMessageId: 1,
  };
}

export const fail = (description: string, status = 400): Failure => ({ status, description });

/** The message of the chat that one member alone sees, while it is there. */
export function asideOf(state: ChatState, ephemeralId: number | undefined): Aside | undefined {
  return state.asides.find(
    ({ message, isOver }) =>
      !isOver && message.ephemeral_message_id === ephemeralId && ephemeralId !== undefined,
  );
}

/** The lowest id that no such message has now: ids come again. */
export function freeEphemeralId(state: ChatState): number {
  for (let id = 1; ; id++) if (!asideOf(state, id)) return id;
}

/** The chat of a call, once it is there, has not moved and lets the bot in. */
export function createChatGate(chats: ReadonlyMap<number, ChatState>) {
  return (action: (state: ChatState, parameters: Parameters) => Reply) =>
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
}
