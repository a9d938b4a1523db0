import type { Ways } from '../../chat/commands/command.ts';
import { wording } from '../../wording.ts';
import type { BotIdentity } from '../addressing.ts';
import { addressOf } from '../ids.ts';
import { isTelegramLink, messageLink, readMessageLink } from './links.ts';

/** How long Telegram lets a bot delete its messages. Milliseconds. */
const DELETABLE = 48 * 3_600_000;

/** How Telegram is used. @param bot `readsGroups`: privacy mode is known to be off. */
export function waysOf(bot: BotIdentity & { readonly readsGroups?: boolean }): Ways {
  const words = wording.telegram;
  return {
    help: words.help(bot.username),
    greeting: words.start,
    groupGreeting: words.startGroup(bot.username),
    hearsAll: bot.readsGroups === true,
    removableFor: DELETABLE,
    isLink: isTelegramLink,
    readLink(text) {
      const found = readMessageLink(text);
      return found && { chat: addressOf(found.chat), messageId: String(found.messageId) };
    },
    whereabouts({ chat, thread, messageIds: [messageId] }) {
      const id = Number(chat);
      const link =
        messageId === undefined
          ? undefined
          : messageLink({ chat: id, messageId: Number(messageId) }, Number(thread));
      const { inPrivate, noLink } = words.commands.feedback;
      return link ?? (id > 0 ? inPrivate : noLink);
    },
  };
}
