import type { Message } from 'telegraf/types';
import type { Clock } from '../../chat/clock.ts';
import type { CommandCall, Told } from '../../chat/commands/command.ts';
import { runCommand } from '../../chat/commands/index.ts';
import { following } from '../../chat/delivery/aside.ts';
import type { Content, Place, Surface } from '../../chat/surface.ts';
import type { App } from '../../core/ports/app.ts';
import type { Store } from '../../core/ports.ts';
import type { Log } from '../../log.ts';
import type { BotIdentity, Sender } from '../addressing.ts';
import type { BotApi } from '../api.ts';
import { messageIdOf } from '../ids.ts';
import { placeOf } from '../request.ts';
import { createAdmins, rules } from './admins.ts';
import { waysOf } from './ways.ts';

/** A command as it was written, and by whom. */
export interface CommandGiven {
  /** In lower case, without the slash and the bot's name. */
  readonly name: string;
  /** The rest, trimmed. */
  readonly argument: string;
  readonly message: Message;
  readonly sender: Sender;
}

/** Runs a command as it was written. Gives the reply; null for a command that is not known. */
export function createCommands(options: {
  readonly app: App;
  readonly store: Store;
  readonly surface: Surface;
  readonly api: BotApi;
  readonly bot: BotIdentity & { readonly readsGroups?: boolean };
  readonly operatorIds: readonly number[];
  readonly clock: Clock;
  readonly log: Log;
}): (given: CommandGiven) => Promise<Told | null> {
  const { app, store, surface, api, bot, clock, log } = options;
  const operators = new Set(options.operatorIds);
  const admins = createAdmins({ api, clock, log });
  const ways = waysOf(bot);

  return async ({ name, argument, message, sender }) => {
    const chat = message.chat.id;
    const isPrivate = message.chat.type === 'private';
    const isOperator = sender.kind === 'member' && operators.has(sender.id);
    const place = placeOf(message);
    const repliedTo = repliedToIn(message);
    const call: CommandCall = {
      ...{ app, store, surface, ways, log, place, isPrivate, isOperator, argument },
      describe: api.describe,
      member: sender.kind === 'member' ? String(sender.id) : null,
      ...(repliedTo === undefined ? {} : { repliedTo }),
      isAdmin: () => rules(admins, { chat, isPrivate, sender, isOperator }),
      tell: (messages) => tell(place, messages),
    };
    return await runCommand(name, call);
  };

  async function tell(place: Place, messages: readonly Content[]): Promise<void> {
    try {
      for (const [at, content] of messages.entries())
        await surface.send(at === 0 ? place : following(place), content);
    } catch (thrown) {
      log('warn', 'telegram-message-dropped', { chat: place.chat, reason: api.describe(thrown) });
    }
  }
}

function repliedToIn(message: Message): string | undefined {
  const replied = 'reply_to_message' in message ? message.reply_to_message : undefined;
  // In a forum every message of a topic "replies" to the service message that opened the topic.
  return replied === undefined || 'forum_topic_created' in replied ? undefined : messageIdOf(replied);
}
