import type { ChatAddress } from '../core/ports.ts';

/** What this surface is called wherever several are told apart. */
export const SURFACE = 'telegram';

/** Telegram's ids are numbers; what is kept of them is text. */
export function addressOf(chat: number): ChatAddress {
  return { surface: SURFACE, chat: String(chat) };
}

/** What names a message: of one that only one member sees, `message_id` is 0 and `ephemeral_message_id` is used again later. */
export interface Identified {
  readonly message_id: number;
  readonly date: number;
  readonly ephemeral_message_id?: number;
}

/** Whether one member of the group alone and the bot see the message. */
export function isEphemeral(message: Identified): boolean {
  return message.message_id === 0 || message.ephemeral_message_id !== undefined;
}

/** The message's id within its chat, as it is kept; `e<ephemeral id>@<date>` of one that only one member sees. */
export function messageIdOf(message: Identified): string {
  return isEphemeral(message)
    ? `e${message.ephemeral_message_id ?? 0}@${message.date}`
    : String(message.message_id);
}

/** The id by which Telegram knows a message that all see; undefined for one that only one member sees. */
export function numberOf(messageId: string): number | undefined {
  const number = Number(messageId);
  return Number.isSafeInteger(number) && number > 0 ? number : undefined;
}

/** What a kept id tells of a message that only one member sees; undefined for one that all see. `date`: seconds since 1970. */
export function ephemeralOf(messageId: string): { readonly id: number; readonly date: number } | undefined {
  const [, id, date] = /^e(\d+)@(\d+)$/.exec(messageId) ?? [];
  return id === undefined || date === undefined ? undefined : { id: Number(id), date: Number(date) };
}

/** @param topic forum topic; absent, or 0, outside of forums. */
export function threadOf(topic: number | undefined): string {
  return topic === undefined || topic === 0 ? '' : String(topic);
}
