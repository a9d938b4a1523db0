import type { Clock } from '../../chat/clock.ts';
import { commandsFor, isOwn, type Reader } from '../../chat/commands/table.ts';
import type { Log } from '../../log.ts';
import { wording } from '../../wording.ts';
import type { Abilities } from '../abilities.ts';
import { type BotApi, failureOf } from '../api.ts';

/** Telegram's command menus. A failure is only logged. */
export interface Menus {
  /** Fills those of private chats, of groups and of their administrators; what has none of these gets the members' menu. */
  publish(): Promise<void>;
  /**
   * Somebody wrote to the bot in private: an operator gets a menu of one's own there, once in the life of the process.
   * Before that Telegram knows of no such chat, and refuses.
   */
  metInPrivate(user: number): Promise<void>;
}

const MOST_TRIES = 3;
/** Scopes whose chats have several members. */
const GROUPS: ReadonlySet<string> = new Set(['all_group_chats', 'all_chat_administrators']);

export function createMenus(options: {
  readonly api: BotApi;
  /** Known by the time of `publish`, as far as the server tells: commands that others need not see are published as such. */
  readonly abilities: Pick<Abilities, 'ephemeral'>;
  readonly operatorIds: readonly number[];
  readonly clock: Clock;
  readonly log: Log;
  readonly signal: AbortSignal;
}): Menus {
  const { api, abilities, clock, log, signal } = options;
  const unmet = new Set(options.operatorIds);
  const menu = (scope: Scope, reader: Partial<Reader>) => ({
    scope,
    commands: commandsFor({ isPrivate: false, isAdmin: false, isOperator: false, ...reader }).map(
      (command) => ({
        command,
        description: wording.telegram.commands.menu[command],
        ...(abilities.ephemeral && GROUPS.has(scope.type) && isOwn(command) ? { is_ephemeral: true } : {}),
      }),
    ),
  });

  async function publish(payload: ReturnType<typeof menu>): Promise<void> {
    try {
      await insist(payload);
    } catch (thrown) {
      if (signal.aborted) return;
      const reason = api.describe(thrown);
      log('info', 'telegram-commands-not-published', { scope: payload.scope.type, reason });
    }
  }

  async function insist(payload: ReturnType<typeof menu>): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        await api.call('setMyCommands', payload, { signal });
        return;
      } catch (thrown) {
        const failure = failureOf(thrown);
        if (failure.kind !== 'flood' || attempt >= MOST_TRIES) throw thrown;
        await clock.sleep(failure.retryAfter * 1_000, signal);
      }
    }
  }

  return {
    async publish() {
      await publish(menu({ type: 'default' }, {}));
      await publish(menu({ type: 'all_group_chats' }, {}));
      await publish(menu({ type: 'all_chat_administrators' }, { isAdmin: true }));
      await publish(menu({ type: 'all_private_chats' }, { isPrivate: true }));
    },
    async metInPrivate(user) {
      if (!unmet.delete(user)) return;
      await publish(menu({ type: 'chat', chat_id: user }, { isPrivate: true, isOperator: true }));
    },
  };
}

type Scope =
  | { readonly type: 'default' | 'all_group_chats' | 'all_chat_administrators' | 'all_private_chats' }
  | { readonly type: 'chat'; readonly chat_id: number };
