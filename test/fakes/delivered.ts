import { wording } from '../../src/wording.ts';
import type { BotApiServer } from './bot-api/types.ts';

/** One message, or a new text of one, that a chat got. */
export interface Delivered {
  /** The message that it replies to; undefined for a further part of an answer. */
  readonly question: number | undefined;
  /** As it was sent, markup included; a rich message as JSON. */
  readonly text: string;
  /** The server's clock. */
  readonly at: number;
}

const METHODS = ['sendMessage', 'sendRichMessage', 'editMessageText'];

/** A line that says how long the queue is, as it is told: to one, or to all. */
const NOTICE = new RegExp(
  [wording.telegram.queued(0), wording.telegram.crowded(0)]
    .map((line) => line.replace(/\d+/u, '\\d+'))
    .join('|'),
  'u',
);

/**
 * What each chat got, in the order of the calls: messages and edits of their text, without the notices of the queue. To be asked of a server that refused no call.
 */
export function deliveredBy(server: BotApiServer): Map<number, Delivered[]> {
  const byChat = new Map<number, Delivered[]>();
  for (const { method, parameters, at } of server.calls) {
    const chat = Number(parameters.chat_id);
    // By a call for no chat a bot asks what the server can do.
    if (!METHODS.includes(method) || chat === 0) continue;
    const { rich_message: rich } = parameters;
    const text = rich === undefined ? String(parameters.text) : JSON.stringify(rich);
    if (NOTICE.test(text)) continue;
    const question =
      method !== 'editMessageText'
        ? (parameters.reply_parameters as { message_id: number } | undefined)?.message_id
        : server.shown(chat, Number(parameters.message_id))?.reply_to_message?.message_id;
    const ofChat = byChat.get(chat) ?? [];
    byChat.set(chat, ofChat);
    ofChat.push({ question, text, at });
  }
  return byChat;
}
