import type { Parameters, SentMessage, ShownMessage } from './methods.ts';
import type { QueuedUpdate } from './updates.ts';

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
  readonly entities?: readonly object[];
  readonly caption?: true;
  readonly topic?: number;
  /** Milliseconds before now. */
  readonly age?: number;
  /** Further fields of the message, as Telegram names them. */
  readonly fields?: object;
}

export interface BotApiServer {
  readonly apiRoot: string;
  readonly token: string;
  readonly bot: Person & { readonly username: string };
  /** Everything that a well-behaved bot does not do. A test ends with this being empty. */
  readonly violations: string[];
  readonly calls: { readonly method: string; readonly parameters: Parameters; readonly at: number }[];
  /** `setMyCommands` by scope, the scope as JSON. */
  readonly commands: Map<string, unknown>;
  readonly unconfirmedUpdates: number;
  group(options?: { title?: string; type?: 'group' | 'supergroup'; topics?: readonly number[] }): Chat;
  person(firstName?: string): Person;
  /** The chat of a person with the bot. */
  private(person: Person): Chat;
  /** A person writes; the bot gets an update. */
  say(chat: Chat, from: Person, text: string, options?: SayOptions): ShownMessage;
  push(kind: string, payload: object): QueuedUpdate;
  redeliver(update: QueuedUpdate): void;
  sent(chatId: number): readonly SentMessage[];
  actions(chatId: number): readonly string[];
  /** The bot's messages of a chat once there are `count`. Rejects after `patience` real milliseconds (10,000). */
  waitForSent(chatId: number, count: number, patience?: number): Promise<readonly SentMessage[]>;
  script(fault: Fault): void;
  clearScript(): void;
  /** From now on every call to the chat is a 403. */
  block(chatId: number, description?: string): void;
  /** The group becomes a supergroup with a new id. */
  migrate(chat: Chat): Chat;
  revokeToken(): void;
  close(): Promise<void>;
}
