import type { ChatAddress } from '../core/ports.ts';

/** What this surface is called wherever several are told apart. */
export const SURFACE = 'telegram';

/** Telegram's ids are numbers; what is kept of them is text. */
export function addressOf(chat: number): ChatAddress {
  return { surface: SURFACE, chat: String(chat) };
}

/** @param topic forum topic; absent, or 0, outside of forums. */
export function threadOf(topic: number | undefined): string {
  return topic === undefined || topic === 0 ? '' : String(topic);
}
