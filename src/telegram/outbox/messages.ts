import type { RichMessage } from '../methods.ts';

export interface Button {
  readonly text: string;
  /** Callback data, 1 to 64 bytes. */
  readonly data: string;
}

/** Rows of buttons. */
export type Keyboard = readonly (readonly Button[])[];

export interface TextForm {
  readonly html: string;
  /** Sent where Telegram refuses the HTML. */
  readonly plain: string;
}

export interface BlockForm {
  readonly rich: RichMessage;
}

/** What a message says: a text, or blocks. */
export type Form = TextForm | BlockForm;

/** One message on its way out. */
export type Outgoing = Form & {
  readonly chat: number;
  /** Forum topic; absent outside of forums and in the general topic. */
  readonly topic?: number;
  readonly replyTo?: number;
  readonly keyboard?: Keyboard;
};

/** What one of the bot's messages is to become. */
export type Edited = Form & {
  readonly chat: number;
  readonly messageId: number;
  /** Absent: the message keeps no buttons. */
  readonly keyboard?: Keyboard;
};

/** Telegram did not take the blocks of a message; nothing was sent, and its text may be. */
export interface RichRefused {
  readonly kind: 'rich-refused';
  /** The server knows no such messages; not these kinds of blocks; finds fault with these; or has another reason. */
  readonly why: 'method' | 'kind' | 'content' | 'other';
  readonly reason: string;
}

export type Delivery =
  | { readonly kind: 'sent'; readonly chat: number; readonly messageId: number }
  /** Nobody will ever get it: the bot is blocked, was removed, or Telegram refuses the message for good. */
  | { readonly kind: 'dropped' }
  | RichRefused;
