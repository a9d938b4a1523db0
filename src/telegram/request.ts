import type { Message } from 'telegraf/types';
import type { Asker, Request } from '../chat/answering/questions.ts';
import { type BotIdentity, ownWords, senderOf, topicOf } from './addressing.ts';
import { addressOf, isEphemeral, messageIdOf, threadOf } from './ids.ts';

/** What was written in one breath, as every chat asks it. @param messages at least one, oldest first. */
export function requestOf(
  of: Pick<Request, 'id' | 'others' | 'at'>,
  messages: readonly [Message, ...Message[]],
  bot: BotIdentity,
): Request {
  const [message] = messages;
  return {
    ...of,
    place: placeOf(message),
    from: askerOf(message),
    isPrivate: message.chat.type === 'private',
    lines: messages.map((one) => ({ messageId: messageIdOf(one), text: ownWords(one, bot) })),
    repliesTo: messages.flatMap((one) => {
      const replied = 'reply_to_message' in one ? one.reply_to_message : undefined;
      return replied?.from?.id === bot.id ? [messageIdOf(replied)] : [];
    }),
  };
}

/** Where a reply to the message goes: to whoever wrote it alone, where nobody else sees the message. */
export function placeOf(message: Message): Request['place'] {
  return {
    ...addressOf(message.chat.id),
    thread: threadOf(topicOf(message)),
    replyTo: messageIdOf(message),
    ...(isEphemeral(message) ? { aside: { member: askerOf(message).member, otherwise: 'nobody' } } : {}),
  };
}

/** Anonymous administrators of a group share their limits as one. */
export function askerOf(message: Message): Asker {
  const sender = senderOf(message);
  return {
    member: sender.kind === 'member' ? String(sender.id) : null,
    limited: String(sender.kind === 'anonymous-admin' ? message.chat.id : sender.id),
    isPerson: sender.kind !== 'channel',
  };
}
