import type { App } from '../../core/ports/app.ts';
import type { Store } from '../../core/ports.ts';
import type { Log } from '../../log.ts';
import type { BotIdentity, Sender } from '../addressing.ts';
import type { Outbox } from '../outbox.ts';
import type { Rendered } from '../render.ts';

/** What a command knows of who called it, and where. */
export interface CommandCall {
  readonly app: App;
  readonly store: Store;
  readonly outbox: Outbox;
  /** `readsGroups`: privacy mode is known to be off. */
  readonly bot: BotIdentity & { readonly readsGroups?: boolean };
  readonly log: Log;
  /** One line for the log of anything thrown. */
  readonly describe: (thrown: unknown) => string;
  readonly chat: number;
  /** Forum topic. */
  readonly topic?: number;
  /** The message that holds the command. */
  readonly messageId: number;
  readonly isPrivate: boolean;
  readonly sender: Sender;
  /** The caller's user id; null for whoever has no account of one's own here. */
  readonly member: number | null;
  readonly isOperator: boolean;
  /** Creator, administrator, anonymous administrator, operator; in private everybody. May ask Telegram. */
  readonly isAdmin: () => Promise<boolean>;
  /** What stands behind the command, trimmed. */
  readonly argument: string;
  /** The message that the command replies to. */
  readonly repliedTo?: number;
  /** Sends a further message to the same place, outside of the chat's queue. Never rejects. */
  readonly tell: (messages: readonly Rendered[]) => Promise<void>;
}

/** The reply; a long-running command returns nothing and tells later. Run again after a fault, it does no harm. */
export type Command = (call: CommandCall) => readonly Rendered[] | Promise<readonly Rendered[]>;
