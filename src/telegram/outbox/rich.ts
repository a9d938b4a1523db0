import type { RichRefused } from './messages.ts';

/** What a server says of kinds of blocks and of rich text that it does not know. */
const UNKNOWN_KIND = /unsupported/iu;
/** What Telegram says of blocks that it reads and finds fault with. */
const FAULTY =
  /RICH_MESSAGE_|can't parse InputRich|Can't find field|(?:rich message|block|table cell|list item) must be non-empty|invalid table cell colspan|invalid section heading size|list must be either ordered or unordered|encoded in UTF-8/iu;
/** Of an edit that brings nothing that the server knows. */
const NO_TEXT = /message text is empty|text must be non-empty/iu;
/** Refusals that a text meets just as well. */
const HOPELESS = {
  send: /chat not found|no rights to send a message|not enough rights to send text|CHAT_WRITE_FORBIDDEN/iu,
  edit: /message to edit not found|message can't be edited|MESSAGE_ID_INVALID|chat not found/iu,
} as const;

/** Why Telegram refused a message in blocks; undefined where its text would fare no better. Pure. */
export function refusalOfRich(action: 'send' | 'edit', reason: string): RichRefused | undefined {
  const because = (why: RichRefused['why']): RichRefused => ({ kind: 'rich-refused', why, reason });
  if (UNKNOWN_KIND.test(reason)) return because('kind');
  if (FAULTY.test(reason)) return because('content');
  if (action === 'edit' && NO_TEXT.test(reason)) return because('method');
  return HOPELESS[action].test(reason) ? undefined : because('other');
}
