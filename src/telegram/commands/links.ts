/** A message by its chat and its number there. */
export interface MessagePlace {
  readonly chat: number;
  readonly messageId: number;
}

/** Supergroups have ids -100…; the rest is what links write. */
const SUPERGROUPS = -1_000_000_000_000;
/** With a topic, or a thread, between the chat and the message; what follows `?` only changes how it is shown. */
const PRIVATE_LINK =
  /^(?:https?:\/\/)?(?:www\.)?(?:t|telegram)\.(?:me|dog)\/c\/(\d{1,13})\/(?:\d{1,10}\/)?(\d{1,10})\/?(?:\?\S*)?$/iu;
const ANY_LINK = /^(?:https?:\/\/)?(?:www\.)?(?:t|telegram)\.(?:me|dog)\//iu;

/** The message of a link such as `https://t.me/c/1234567890/89`; null for any other text, links with a name included. */
export function readMessageLink(text: string): MessagePlace | null {
  const found = PRIVATE_LINK.exec(text.trim());
  if (found === null) return null;
  const place = { chat: SUPERGROUPS - Number(found[1]), messageId: Number(found[2]) };
  return Number.isSafeInteger(place.chat) && place.messageId > 0 ? place : null;
}

export function isTelegramLink(text: string): boolean {
  return ANY_LINK.test(text.trim());
}

/** Only supergroups have links that their members can open; undefined elsewhere. */
export function messageLink({ chat, messageId }: MessagePlace, topic = 0): string | undefined {
  if (chat >= SUPERGROUPS) return undefined;
  return `https://t.me/c/${SUPERGROUPS - chat}/${topic === 0 ? '' : `${topic}/`}${messageId}`;
}
