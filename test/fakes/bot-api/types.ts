import type { Leak } from './asides.ts';
import type { Parameters, Rank, SentMessage, ShownDraft, ShownMessage } from './chats.ts';
import type { QueuedUpdate } from './updates.ts';
import type { BotApiVersion } from './version.ts';

export interface Person {
  readonly id: number;
  readonly is_bot: boolean;
  readonly first_name: string;
  readonly username?: string;
}

export interface Chat {
  readonly id: number;
  readonly type: 'private' | 'group' | 'supergroup';
  readonly title?: string;
}

/** One thing that goes wrong with the next `times` (1) calls of `method` (any) to `chat` (any). */
export interface Fault {
  readonly method?: string;
  readonly chat?: number;
  readonly times?: number;
  /** Calls that go through before the fault begins (0). */
  readonly skip?: number;
  readonly as:
    | { readonly retryAfter: number }
    | { readonly status: number; readonly description: string }
    /** A proxy's error page. */
    | { readonly html: number }
    /** The connection breaks; `after`: once the call was carried out. */
    | { readonly drop: 'before' | 'after' }
    | { readonly delay: number };
}

export interface SayOptions {
  readonly reply_to?: ShownMessage;
  /** The part of `reply_to` that is meant: words of its text. */
  readonly quote?: string;
  readonly entities?: readonly object[];
  readonly caption?: true;
  readonly topic?: number;
  /** Milliseconds before now. */
  readonly age?: number;
  /**
   * Between the person and the bot alone: a command that is published so, or a reply to what the bot said so. A server
   * older than 10.2 has no such messages, and all see it.
   */
  readonly ephemeral?: true;
  /** Further fields of the message, as Telegram names them. */
  readonly fields?: object;
}

/** What names a message within its chat. */
export interface MessageName {
  readonly message_id: number;
  readonly ephemeral_message_id?: number;
}

/** What the person who pressed was told. */
export interface PressAnswer {
  readonly text?: string;
  readonly show_alert?: true;
}

export interface BotApiServer {
  readonly apiRoot: string;
  readonly token: string;
  readonly bot: Person & { readonly username: string };
  readonly version: BotApiVersion;
  /** Everything that a well-behaved bot does not do. A test ends with this being empty. */
  readonly violations: string[];
  /** Parameters that the server was too old for and took no notice of, each as `method: name`. */
  readonly ignored: readonly string[];
  /** Messages that all were shown and that were meant for one; each is a violation as well. */
  readonly leaks: readonly Leak[];
  /** The calls as they came. */
  readonly calls: { readonly method: string; readonly parameters: Parameters; readonly at: number }[];
  /** `setMyCommands` by scope, the scope as JSON. */
  readonly commands: Map<string, unknown>;
  readonly unconfirmedUpdates: number;
  group(options?: { title?: string; type?: 'group' | 'supergroup'; topics?: readonly number[] }): Chat;
  person(firstName?: string): Person;
  /** A bot that somebody else runs. What it says reaches ours from 10.0 on. */
  otherBot(firstName?: string): Person;
  /** The chat of a person with the bot. */
  private(person: Person): Chat;
  /** A person writes; the bot gets an update. */
  say(chat: Chat, from: Person, text: string, options?: SayOptions): ShownMessage;
  /** A person sends what is no text, or a service message comes: the fields that say what it is, as Telegram names them. */
  post(chat: Chat, from: Person, content: object, options?: SayOptions): ShownMessage;
  /** A person asks the bot in a chat that it is no member of, whose id may be that of a chat of ours. */
  guest(chat: { readonly id: number }, from: Person, text: string): QueuedUpdate;
  /** A person changes what they wrote; the bot gets `edited_message`. */
  edit(
    chat: Chat,
    message: ShownMessage,
    text: string,
    options?: Pick<SayOptions, 'entities' | 'fields'>,
  ): ShownMessage;
  /**
   * A person presses a button, named by its text or its data, of what the message shows now; the bot gets
   * `callback_query`. As `{ data }` any data, as a client may send it, of a message that need not be there.
   * Returns the id of the query.
   */
  press(chat: Chat, from: Person, message: MessageName, button: string | { readonly data: string }): string;
  /** Presses that the bot has not answered, by id. */
  unanswered(): readonly string[];
  /** What the press was answered with. Rejects after `patience` real milliseconds (10,000). */
  waitForPress(id: string, patience?: number): Promise<PressAnswer>;
  /**
   * What `getChatMember` says of the person from now on (administrator); everybody else is a member. Of its own rank
   * the bot gets `my_chat_member`.
   */
  promote(chat: Chat, person: Person, rank?: Rank): void;
  /** The message becomes so many milliseconds older. */
  age(chat: Chat, message: MessageName, milliseconds: number): void;
  /** What one member alone saw is gone from their client; its id may come again. */
  expire(chat: Chat, message: MessageName): void;
  /** Every draft that was shown in the chat, in order. */
  drafts(chatId: number): readonly ShownDraft[];
  /** The text of the draft that the chat shows now. */
  draft(chatId: number): string | undefined;
  /** The reader of the chat presses the button that stops a draft; the bot gets `stopped_message_generation`. */
  stopDraft(chatId: number, draftId: number): void;
  /** The bot's reaction to a message: none or one. */
  reactions(chatId: number, messageId: number): readonly string[];
  /** The chat takes these reactions alone, none where the list is empty. */
  allowReactions(chat: Chat, emoji: readonly string[]): void;
  /** The bot's message as the chat shows it now; undefined once it was deleted. */
  shown(chatId: number, messageId: number): SentMessage | undefined;
  /** What the bot showed to one member of the chat alone, and did not delete. The others saw nothing of it. */
  seenBy(chatId: number, person: Person): readonly SentMessage[];
  /** The same, once there are `count`. Rejects after `patience` real milliseconds (10,000). */
  waitForSeen(
    chatId: number,
    person: Person,
    count: number,
    patience?: number,
  ): Promise<readonly SentMessage[]>;
  push(kind: string, payload: object): QueuedUpdate;
  redeliver(update: QueuedUpdate): void;
  sent(chatId: number): readonly SentMessage[];
  actions(chatId: number): readonly string[];
  /** The bot's messages of a chat once there are `count`. Rejects after `patience` real milliseconds (10,000). */
  waitForSent(chatId: number, count: number, patience?: number): Promise<readonly SentMessage[]>;
  /** Resolves once `holds` does, asked after each change that the bot makes. Rejects after `patience` real milliseconds (10,000). */
  waitFor(what: string, holds: () => boolean, patience?: number): Promise<void>;
  script(fault: Fault): void;
  clearScript(): void;
  /** From now on every call to the chat is a 403. */
  block(chatId: number, description?: string): void;
  /** The group becomes a supergroup with a new id. */
  migrate(chat: Chat): Chat;
  revokeToken(): void;
  close(): Promise<void>;
}
