import type { App } from '../../core/ports.ts';
import type { Log } from '../../log.ts';
import type { BotIdentity } from '../addressing.ts';
import type { Rendered } from '../render.ts';

/** What a command knows of who called it, and where. */
export interface CommandCall {
  readonly app: App;
  readonly bot: BotIdentity;
  readonly isPrivate: boolean;
  /** The caller's user id; null for an anonymous member. */
  readonly member: number | null;
  readonly isOperator: boolean;
  /** Sends a further message to the same place, outside of the chat's queue. */
  readonly tell: (messages: readonly Rendered[]) => Promise<void>;
  readonly log: Log;
  readonly describe: (thrown: unknown) => string;
}

/** The reply; a long-running command returns nothing and tells later. */
export type Command = (call: CommandCall) => readonly Rendered[];
