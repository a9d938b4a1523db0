import type { App } from '../../core/ports/app.ts';
import type { ChatAddress, SentAnswer, Store } from '../../core/ports.ts';
import type { Log } from '../../log.ts';
import type { Content, Place, Surface } from '../surface.ts';

/** What a command knows of who called it, and where. */
export interface CommandCall {
  readonly app: App;
  readonly store: Store;
  readonly surface: Surface;
  readonly ways: Ways;
  readonly log: Log;
  /** One line for the log of anything thrown. */
  readonly describe: (thrown: unknown) => string;
  /** `replyTo`: the message that holds the command. */
  readonly place: Place & { readonly replyTo: string };
  readonly isPrivate: boolean;
  /** The caller; null for whoever has no account of one's own here. */
  readonly member: string | null;
  readonly isOperator: boolean;
  /** Whether the caller decides for the chat; in private everybody does. May ask the surface. */
  readonly isAdmin: () => Promise<boolean>;
  /** What stands behind the command, trimmed. */
  readonly argument: string;
  /** The message that the command replies to. */
  readonly repliedTo?: string;
  /** Sends a further message to the same place, outside of the chat's queue. Never rejects. */
  readonly tell: (messages: readonly Content[]) => Promise<void>;
}

/** How a surface is used: what is told of it, and how its messages are named. */
export interface Ways {
  /** How to ask, before the commands. */
  readonly help: string;
  readonly greeting: string;
  readonly groupGreeting: string;
  /** Lines of groups reach the bot that are not addressed to it; false where that is not known. */
  readonly hearsAll: boolean;
  /** How long a bot may remove its messages. Milliseconds. */
  readonly removableFor: number;
  /** Whether the text is to be a link to a message, whatever it leads to. */
  isLink(text: string): boolean;
  /** The message of a link; null where it names none. */
  readLink(text: string): MessageOf | null;
  /** Where an answer stands, for an operator: its link, or why it has none. */
  whereabouts(answer: SentAnswer): string;
}

export interface MessageOf {
  readonly chat: ChatAddress;
  readonly messageId: string;
}

/** What is said to a command. */
export interface Told {
  readonly messages: readonly Content[];
  /** It concerns whoever called: the others of a group need not see it. */
  readonly isOwn: boolean;
}

/** The reply; a long-running command returns nothing and tells later. Run again after a fault, it does no harm. */
export type Command = (call: CommandCall) => Reply | Promise<Reply>;
type Reply = readonly Content[] | Told;

/** One line for whoever called: that the command is not theirs to use. */
export function denied({ surface }: Pick<CommandCall, 'surface'>, line: string): Told {
  return { messages: surface.lines([line]), isOwn: true };
}
