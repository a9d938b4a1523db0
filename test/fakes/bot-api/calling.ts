import type { BotApiServer } from './types.ts';

/** What the server says, as it comes over the wire. */
export interface Said {
  readonly ok: boolean;
  readonly result?: unknown;
  readonly error_code?: number;
  readonly description?: string;
  readonly parameters?: { readonly retry_after?: number; readonly migrate_to_chat_id?: number };
}

/** What every message of a well-behaved bot carries. */
export const noPreview = { link_preview_options: { is_disabled: true } };

/** An inline keyboard of one button, 好. */
export const keyboard = (callback_data: string) => ({
  reply_markup: { inline_keyboard: [[{ text: '好', callback_data }]] },
});

export const messageIdOf = (said: Said) => (said.result as { message_id: number }).message_id;

/** Plain HTTP calls to the server, for its own tests. */
export function callerOf(server: BotApiServer) {
  async function call(method: string, parameters: object = {}, token = server.token): Promise<Said> {
    const response = await fetch(`${server.apiRoot}/bot${token}/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(parameters),
    });
    return (await response.json()) as Said;
  }
  return {
    call,
    sendTo: (chat_id: number, text: string, more: object = {}) =>
      call('sendMessage', { chat_id, text, ...noPreview, ...more }),
  };
}
