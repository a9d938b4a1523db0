import type { Message } from 'telegraf/types';
import type { Clock } from '../../chat/clock.ts';
import type { App } from '../../core/ports/app.ts';
import type { Store } from '../../core/ports.ts';
import type { Log } from '../../log.ts';
import { type Sender, topicOf } from '../addressing.ts';
import type { BotApi } from '../api.ts';
import type { Outbox } from '../outbox.ts';
import type { Rendered } from '../render.ts';
import { createAdmins, rules } from './admins.ts';
import type { Command, CommandCall } from './context.ts';
import { feedback } from './feedback.ts';
import { help, start } from './help.ts';
import { listen } from './listen.ts';
import { recall } from './recall.ts';
import { region } from './region.ts';
import { reload } from './reload.ts';
import { sources } from './sources.ts';
import { why } from './why/why.ts';

export { publishCommands } from './menu.ts';

/** By name, without the slash. `/ask` is a question, not a command (addressing.ts). */
export const COMMANDS: ReadonlyMap<string, Command> = new Map<string, Command>([
  ['start', start],
  ['help', help],
  ['sources', sources],
  ['region', region],
  ['listen', listen],
  ['why', why],
  ['recall', recall],
  ['reload', reload],
  ['feedback', feedback],
]);

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
  readonly outbox: Outbox;
  readonly api: BotApi;
  readonly bot: CommandCall['bot'];
  readonly operatorIds: readonly number[];
  readonly clock: Clock;
  readonly log: Log;
}): (given: CommandGiven) => Promise<readonly Rendered[] | null> {
  const { app, store, outbox, api, bot, clock, log } = options;
  const operators = new Set(options.operatorIds);
  const admins = createAdmins({ api, clock, log });

  return async ({ name, argument, message, sender }) => {
    const command = COMMANDS.get(name);
    if (command === undefined) return null;
    const chat = message.chat.id;
    const isPrivate = message.chat.type === 'private';
    const member = sender.kind === 'member' ? sender.id : null;
    const isOperator = member !== null && operators.has(member);
    const topic = topicOf(message);
    const repliedTo = repliedToIn(message);
    const call: CommandCall = {
      ...{ app, store, outbox, bot, log, chat, isPrivate, sender, member, isOperator, argument },
      describe: api.describe,
      messageId: message.message_id,
      ...(topic === undefined ? {} : { topic }),
      ...(repliedTo === undefined ? {} : { repliedTo }),
      isAdmin: () => rules(admins, { chat, isPrivate, sender, isOperator }),
      tell: (messages) => tell({ chat, topic, replyTo: message.message_id }, messages),
    };
    return await command(call);
  };

  async function tell(
    { chat, topic, replyTo }: { chat: number; topic: number | undefined; replyTo: number },
    messages: readonly Rendered[],
  ): Promise<void> {
    try {
      for (const [at, rendered] of messages.entries()) {
        const place = { chat, ...(topic === undefined ? {} : { topic }), ...(at === 0 ? { replyTo } : {}) };
        await outbox.send({ ...place, ...rendered });
      }
    } catch (thrown) {
      log('warn', 'telegram-message-dropped', { chat, reason: api.describe(thrown) });
    }
  }
}

function repliedToIn(message: Message): number | undefined {
  const replied = 'reply_to_message' in message ? message.reply_to_message : undefined;
  // In a forum every message of a topic "replies" to the service message that opened the topic.
  return replied === undefined || 'forum_topic_created' in replied ? undefined : replied.message_id;
}
