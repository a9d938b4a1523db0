import type { Clock } from '../../chat/clock.ts';
import type { Log } from '../../log.ts';
import { wording } from '../../wording.ts';
import { type BotApi, failureOf } from '../api.ts';

export type CommandName = keyof typeof wording.telegram.commands.menu;

/** Who reads a menu or a `/help`, and where. */
export interface Reader {
  readonly isPrivate: boolean;
  readonly isAdmin: boolean;
  readonly isOperator: boolean;
}

/** The commands that work for the reader there, in the order in which they are shown. */
export function commandsFor({ isPrivate, isAdmin, isOperator }: Reader): CommandName[] {
  return [
    'ask',
    'sources',
    'why',
    'recall',
    ...(isPrivate || isAdmin ? (['region'] as const) : []),
    ...(!isPrivate && isAdmin ? (['listen'] as const) : []),
    ...(isOperator ? (['reload'] as const) : []),
    ...(isOperator && isPrivate ? (['feedback'] as const) : []),
    'help',
  ];
}

const MOST_TRIES = 3;

/**
 * Fills Telegram's command menus: of private chats, of groups, of their administrators, and of the operators' own
 * chats; what has none of these gets the members' menu. A failure is only logged.
 */
export async function publishCommands(options: {
  readonly api: BotApi;
  readonly operatorIds: readonly number[];
  readonly clock: Clock;
  readonly log: Log;
  readonly signal: AbortSignal;
}): Promise<void> {
  const { api, operatorIds, clock, log, signal } = options;
  const menu = (reader: Partial<Reader>) =>
    commandsFor({ isPrivate: false, isAdmin: false, isOperator: false, ...reader }).map((command) => ({
      command,
      description: wording.telegram.commands.menu[command],
    }));
  const members = menu({});
  const menus = [
    { commands: members, scope: { type: 'default' as const } },
    { commands: members, scope: { type: 'all_group_chats' as const } },
    { commands: menu({ isAdmin: true }), scope: { type: 'all_chat_administrators' as const } },
    { commands: menu({ isPrivate: true }), scope: { type: 'all_private_chats' as const } },
    ...operatorIds.map((chat_id) => ({
      commands: menu({ isPrivate: true, isOperator: true }),
      scope: { type: 'chat' as const, chat_id },
    })),
  ];
  for (const payload of menus) {
    try {
      await publish(payload);
    } catch (thrown) {
      if (signal.aborted) return;
      // An operator who never wrote to the bot has no chat with it yet.
      const reason = api.describe(thrown);
      log('info', 'telegram-commands-not-published', { scope: payload.scope.type, reason });
    }
  }

  async function publish(payload: (typeof menus)[number]): Promise<void> {
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
}
