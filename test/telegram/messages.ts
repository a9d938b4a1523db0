import type { Message, MessageEntity } from 'telegraf/types';

/** Messages as Telegram sends them, for the tests of who is spoken to. */

export const BOT = { id: 777, username: 'MingbaiBot' };
export const NAME = '@MingbaiBot';
export const member = { id: 11, is_bot: false, first_name: '王' };
export const colleague = { id: 12, is_bot: false, first_name: '李' };
export const botUser = { id: 777, is_bot: true, first_name: '明白', username: 'MingbaiBot' };
export const otherBot = { id: 888, is_bot: true, first_name: 'Other', username: 'otherbot' };
export const group = { id: -100, type: 'supergroup', title: '群' };
export const channel = { id: -5, type: 'channel', title: '频道' };

/** In whose name Telegram sends what an anonymous administrator writes, and who writes as a channel. */
export const anonymous = {
  from: { id: 1087968824, is_bot: true, first_name: 'Group' },
  sender_chat: group,
};
export const asChannel = {
  from: { id: 136817688, is_bot: true, first_name: 'Channel' },
  sender_chat: channel,
};
export const linkedPost = {
  from: { id: 777000, is_bot: false, first_name: 'Telegram' },
  sender_chat: channel,
  is_automatic_forward: true,
};
export const forwarded = { forward_origin: { type: 'hidden_user', sender_user_name: '某', date: 1 } };

/** Something in the group, from the member. */
export function message(fields: object): Message {
  return { message_id: 1, date: 1_700_000_000, chat: group, from: member, ...fields } as unknown as Message;
}

export function says(text: string, more: object = {}): Message {
  return message({ text, ...more });
}

/** With the entity that Telegram makes of the first `name`. */
export function names(text: string, more: object = {}, name = NAME): Message {
  return message({ text, entities: [entity(text, name, 'mention')], ...more });
}

export function privately(fields: object): Message {
  return message({ chat: { id: 11, type: 'private', first_name: '王' }, ...fields });
}

export function replyTo(fields: object, quote?: string): object {
  return {
    reply_to_message: message({ message_id: 2, from: colleague, ...fields }),
    ...(quote === undefined ? {} : { quote: { text: quote, position: 0, is_manual: true } }),
  };
}

export const toAnswer = { reply_to_message: message({ from: botUser, text: '答复' }) };

/** Over the first occurrence of `part`, counted in UTF-16 units as Telegram counts. */
export function entity(text: string, part: string, type: string, more: object = {}): MessageEntity {
  return { type, offset: text.indexOf(part), length: part.length, ...more } as MessageEntity;
}
