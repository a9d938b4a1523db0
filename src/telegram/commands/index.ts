import type { Log } from '../../log.ts';
import { wording } from '../../wording.ts';
import { type BotApi, failureOf } from '../api.ts';
import type { Command } from './context.ts';
import { help, start } from './help.ts';
import { reload } from './reload.ts';
import { sources } from './sources.ts';

/** By name, without the slash. `/ask` is a question, not a command (addressing.ts). */
export const COMMANDS: ReadonlyMap<string, Command> = new Map([
  ['start', start],
  ['help', help],
  ['sources', sources],
  ['reload', reload],
]);

/** Fills Telegram's command menu: everybody's, and that of the operators' own chats. A failure is only logged. */
export async function publishCommands(
  api: BotApi,
  operatorIds: readonly number[],
  log: Log,
  signal: AbortSignal,
): Promise<void> {
  const menu = (names: readonly (keyof typeof wording.telegram.commands)[]) =>
    names.map((command) => ({ command, description: wording.telegram.commands[command] }));
  const members = menu(['ask', 'sources', 'help']);
  const operators = menu(['ask', 'sources', 'help', 'reload']);
  const calls = [
    { commands: members },
    ...operatorIds.map((chat_id) => ({ commands: operators, scope: { type: 'chat' as const, chat_id } })),
  ];
  for (const call of calls) {
    try {
      await api.call('setMyCommands', call, { signal });
    } catch (thrown) {
      if (signal.aborted) return;
      const failure = failureOf(thrown);
      if (failure.kind === 'flood') api.holdAll(failure.retryAfter);
      // An operator who never wrote to the bot has no chat with it yet.
      log('info', 'telegram-commands-not-published', { reason: api.describe(thrown) });
    }
  }
}
