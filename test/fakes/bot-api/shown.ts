import type { InlineKeyboard, Parameters, SentMessage, ShownMessage } from './chats.ts';

export const NOT_MODIFIED =
  'Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message';

/** A message as the bot gets it: a rich one has its blocks and no text. */
export function payloadOf(message: ShownMessage): object {
  const { call: _, ...rest } = message as ShownMessage & { call?: unknown };
  const { reply_to_message: replied, ...given } = rest;
  const { text: __, entities: ___, ...wordless } = given;
  return {
    ...(message.rich_message === undefined ? given : wordless),
    ...(replied === undefined ? {} : { reply_to_message: bare(replied) }),
  };
}

/** A message as it stands within another one: without what it replies to. */
export function bare(message: ShownMessage): ShownMessage {
  const { reply_to_message: _, ...rest } = payloadOf(message) as ShownMessage;
  return rest;
}

/** The keyboard that a call sets; none where it names none or an empty one. */
export function keyboardOf({ reply_markup }: Parameters): { readonly reply_markup?: InlineKeyboard } {
  const keyboard = reply_markup as InlineKeyboard | undefined;
  return keyboard?.inline_keyboard.some((row) => row.length > 0) ? { reply_markup: keyboard } : {};
}

export function sameShown(one: SentMessage, other: SentMessage): boolean {
  const shown = ({ text, entities, rich_message, reply_markup }: SentMessage) =>
    JSON.stringify([text, entities, rich_message, reply_markup]);
  return shown(one) === shown(other);
}
