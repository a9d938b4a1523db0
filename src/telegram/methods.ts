import type { ApiMethods, InputRichBlock, InputRichMessage, Opts } from '@grammyjs/types';
import type { Telegram } from 'telegraf';

/** What is called of the methods that Telegraf has types for, as far as it knows all that is sent by them. */
type KnownMethod =
  | 'getMe'
  | 'deleteWebhook'
  | 'getWebhookInfo'
  | 'editMessageReplyMarkup'
  | 'deleteMessage'
  | 'sendChatAction'
  | 'answerCallbackQuery'
  | 'getChatMember'
  | 'setMessageReaction'
  | 'deleteMyCommands';

/** What Bot API 10.2 took beside the parameters of `sendMessage`; 10.3 takes `ephemeral_message_parameters` in its place. */
interface BareReceiver {
  readonly receiver_user_id?: number;
  readonly callback_query_id?: string;
}

type Newer<M extends keyof ApiMethods<never>> = {
  readonly payload: Opts<never>[M];
  readonly result: ReturnType<ApiMethods<never>[M]>;
};

/**
 * What is called by its name alone: methods that are newer than Telegraf's types, which end at Bot API 7.1, and
 * parameters that they lack. The version that a method came with stands behind it.
 */
interface NewerMethods {
  /** `allowed_updates` names kinds of updates up to 10.3. */
  readonly getUpdates: Pick<Newer<'getUpdates'>, 'payload'> & {
    readonly result: Awaited<ReturnType<typeof Telegram.prototype.callApi<'getUpdates'>>>;
  };
  readonly setWebhook: Newer<'setWebhook'>;
  /** To one member alone: 10.2, and in another form 10.3. */
  readonly sendMessage: Omit<Newer<'sendMessage'>, 'payload'> & {
    readonly payload: Opts<never>['sendMessage'] & BareReceiver;
  };
  /** `rich_message`: 10.1. */
  readonly editMessageText: Newer<'editMessageText'>;
  /** `is_ephemeral` of a command: 10.2. */
  readonly setMyCommands: Newer<'setMyCommands'>;
  /** 9.5; `can_stop`: 10.3. Private chats only: shown for 30 s, or until the next message of the bot there. */
  readonly sendMessageDraft: Newer<'sendMessageDraft'>;
  /** 10.1. */
  readonly sendRichMessage: Newer<'sendRichMessage'>;
  /** 10.1; private chats only. */
  readonly sendRichMessageDraft: Newer<'sendRichMessageDraft'>;
  /** 10.2. */
  readonly deleteEphemeralMessage: Newer<'deleteEphemeralMessage'>;
}

export type Method = KnownMethod | keyof NewerMethods;
export type Payload<M extends Method> = M extends keyof NewerMethods
  ? NewerMethods[M]['payload']
  : M extends KnownMethod
    ? Parameters<typeof Telegram.prototype.callApi<M>>[1]
    : never;
export type Result<M extends Method> = M extends keyof NewerMethods
  ? NewerMethods[M]['result']
  : M extends KnownMethod
    ? Awaited<ReturnType<typeof Telegram.prototype.callApi<M>>>
    : never;

/** A block of a rich message without media, and a message of such blocks. */
export type RichBlock = InputRichBlock<never>;
export type RichMessage = InputRichMessage<never>;
