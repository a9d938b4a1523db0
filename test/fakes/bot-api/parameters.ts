/** What each method takes. Telegram ignores unknown names and reads wrong types as it likes; a test must not. */

import {
  type Check,
  faultsOf,
  flag,
  integer,
  list,
  type Method,
  oneOf,
  record,
  since,
  strings,
  text,
  within,
} from './checks.ts';
import type { BotApiVersion } from './version.ts';

/** 1 to 64 bytes, not characters. */
const callbackData: Check = (value) => {
  const bytes = Buffer.byteLength(String(value));
  return typeof value === 'string' && bytes >= 1 && bytes <= 64 ? undefined : 'BUTTON_DATA_INVALID';
};
const copyText = record(
  {
    text: (value) =>
      typeof value === 'string' && value.length >= 1 && value.length <= 256
        ? undefined
        : 'BUTTON_COPY_TEXT_INVALID',
  },
  ['text'],
);
const button = record(
  {
    text,
    url: text,
    callback_data: callbackData,
    copy_text: copyText,
    style: since('9.4', oneOf('danger', 'success', 'primary')),
    disabled: since('10.3', record({})),
  },
  ['text'],
);
const markup = record({ inline_keyboard: list(list(button)), force_reply: since('10.3', flag) }, [
  'inline_keyboard',
]);
const preview = record({ is_disabled: flag, url: text, prefer_small_media: flag, show_above_text: flag });
const replied = record({
  message_id: integer,
  ephemeral_message_id: since('10.2', integer),
  chat_id: integer,
  allow_sending_without_reply: flag,
  quote: text,
});
/** One of the ids must be there, even where the server takes no notice of it. */
const replyParameters: Check = (value, reading) => {
  const { message_id, ephemeral_message_id } = Object(value) as Record<string, unknown>;
  return message_id === undefined && ephemeral_message_id === undefined
    ? 'parameter message_id is missing'
    : replied(value, reading);
};
/** To one member alone. 10.3 took an object in place of the bare names, and still takes those. */
const toOne = {
  receiver_user_id: since('10.2', integer),
  callback_query_id: since('10.2', text),
  ephemeral_message_parameters: since(
    '10.3',
    record({ receiver_user_id: integer, callback_query_id: text, replace_callback_query_message: flag }, [
      'receiver_user_id',
    ]),
  ),
};
const scope = record(
  {
    type: oneOf(
      'default',
      'all_private_chats',
      'all_group_chats',
      'all_chat_administrators',
      'chat',
      'chat_administrators',
      'chat_member',
    ),
    chat_id: integer,
    user_id: integer,
  },
  ['type'],
);
/** The ids that a scope needs, and no others. */
const SCOPE_IDS: Readonly<Record<string, readonly string[]>> = {
  chat: ['chat_id'],
  chat_administrators: ['chat_id'],
  chat_member: ['chat_id', 'user_id'],
};
const commandScope: Check = (value, reading) => {
  const wrong = scope(value, reading);
  if (wrong !== undefined) return wrong;
  const { type, ...ids } = value as { readonly type: string };
  const wanted = (SCOPE_IDS[type] ?? []).join();
  return Object.keys(ids).sort().join() === wanted ? undefined : `needs the ids (${wanted}) for ${type}`;
};
const command = record(
  {
    command: (value) => (/^[a-z0-9_]{1,32}$/.test(String(value)) ? undefined : 'BOT_COMMAND_INVALID'),
    description: (value) =>
      typeof value === 'string' && value.length >= 1 && value.length <= 256
        ? undefined
        : 'BOT_COMMAND_DESCRIPTION_INVALID',
    is_ephemeral: since('10.2', flag),
  },
  ['command', 'description'],
);

const reaction = record(
  { type: oneOf('emoji', 'custom_emoji', 'paid'), emoji: text, custom_emoji_id: text },
  ['type'],
);

const message = {
  chat_id: integer,
  text,
  parse_mode: oneOf('HTML'),
  link_preview_options: preview,
  reply_markup: markup,
};
const sent = {
  message_thread_id: integer,
  reply_parameters: replyParameters,
  disable_notification: flag,
  protect_content: flag,
  ...toOne,
};
const ephemeral = { chat_id: integer, receiver_user_id: integer, ephemeral_message_id: integer };
/** What it holds is read by `readRich`. */
const rich: Check = (value) =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? undefined : 'must be an object';

const stoppable = { can_stop: since('10.3', flag), keep_on_stop: since('10.3', flag) };

export const METHODS: Readonly<Record<string, Method>> = {
  getMe: { fields: {}, required: [] },
  getUpdates: {
    fields: { offset: integer, limit: within(1, 100), timeout: within(0, 50), allowed_updates: strings },
    required: [],
  },
  setWebhook: {
    fields: {
      url: text,
      secret_token: (value) =>
        /^[\w-]{1,256}$/.test(String(value)) ? undefined : 'must be 1-256 of A-Za-z0-9_-',
      max_connections: within(1, 100),
      allowed_updates: strings,
      drop_pending_updates: flag,
    },
    required: ['url'],
  },
  deleteWebhook: { fields: { drop_pending_updates: flag }, required: [] },
  getWebhookInfo: { fields: {}, required: [] },
  sendMessage: {
    fields: { ...message, ...sent },
    required: ['chat_id', 'text'],
  },
  sendRichMessage: {
    fields: { chat_id: integer, rich_message: rich, reply_markup: markup, ...sent },
    required: ['chat_id', 'rich_message'],
    since: '10.1',
  },
  editMessageText: {
    fields: { ...message, message_id: integer, rich_message: since('10.1', rich) },
    required: ['chat_id', 'message_id'],
  },
  editMessageReplyMarkup: {
    fields: { chat_id: integer, message_id: integer, reply_markup: markup },
    required: ['chat_id', 'message_id'],
  },
  deleteMessage: { fields: { chat_id: integer, message_id: integer }, required: ['chat_id', 'message_id'] },
  deleteEphemeralMessage: { fields: ephemeral, required: Object.keys(ephemeral), since: '10.2' },
  editEphemeralMessageText: {
    fields: { ...message, ...ephemeral, rich_message: since('10.3', rich) },
    required: Object.keys(ephemeral),
    since: '10.2',
  },
  editEphemeralMessageReplyMarkup: {
    fields: { ...ephemeral, reply_markup: markup },
    required: Object.keys(ephemeral),
    since: '10.2',
  },
  answerCallbackQuery: {
    fields: { callback_query_id: text, text, url: text, show_alert: flag, cache_time: integer },
    required: ['callback_query_id'],
  },
  setMessageReaction: {
    fields: { chat_id: integer, message_id: integer, reaction: list(reaction), is_big: flag },
    required: ['chat_id', 'message_id'],
  },
  sendChatAction: {
    fields: { chat_id: integer, message_thread_id: integer, action: oneOf('typing') },
    required: ['chat_id', 'action'],
  },
  sendMessageDraft: {
    fields: {
      chat_id: integer,
      message_thread_id: integer,
      draft_id: integer,
      text,
      parse_mode: oneOf('HTML'),
      ...stoppable,
    },
    required: ['chat_id', 'draft_id', 'text'],
    since: '9.5',
  },
  sendRichMessageDraft: {
    fields: {
      chat_id: integer,
      message_thread_id: integer,
      draft_id: integer,
      rich_message: rich,
      ...stoppable,
    },
    required: ['chat_id', 'draft_id', 'rich_message'],
    since: '10.1',
  },
  setMyCommands: {
    fields: { commands: list(command, 100), scope: commandScope, language_code: text },
    required: ['commands'],
  },
  deleteMyCommands: { fields: { scope: commandScope, language_code: text }, required: [] },
  getChatMember: { fields: { chat_id: integer, user_id: integer }, required: ['chat_id', 'user_id'] },
};

/** A call as a server of some version takes it. */
export interface ReadCall {
  /** Everything wrong with it, names that no version knows included. */
  readonly faults: readonly string[];
  /** Names that are newer than the server: it takes no notice of them. */
  readonly ignored: readonly string[];
  /** What is left without them. */
  readonly parameters: Readonly<Record<string, unknown>>;
}

export function readCall(
  given: Readonly<Record<string, unknown>>,
  method: Method,
  version: BotApiVersion,
): ReadCall {
  const parameters = structuredClone(given) as Record<string, unknown>;
  const ignored: string[] = [];
  const faults = faultsOf(parameters, method, { version, path: '', ignored });
  return { faults, ignored, parameters };
}
