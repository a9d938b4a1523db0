import type { Sign } from '../../chat/surface.ts';
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

/** By which a bot that is no administrator may show one member a message: what it answers, for some seconds. */
export type Basis = (
  | { readonly kind: 'message'; readonly id: number }
  /** `id` of the callback query. */
  | { readonly kind: 'press'; readonly id: string }
) & {
  /** Until when it is to be tried by it. Milliseconds since 1970. */
  readonly until: number;
};

/**
 * How long after a message or a press its answer is tried by it: Telegram takes it for 15 s, and a call may take some.
 * Milliseconds.
 */
export const ASIDE_WITHIN = 12_000;

/** One message for one member of a group. */
export interface AsideMessage extends TextForm {
  readonly chat: number;
  readonly topic?: number;
  /** A message that all see. */
  readonly replyTo?: number;
  readonly keyboard?: Keyboard;
  /** The member's user id. */
  readonly receiver: number;
  /** Absent: what an administrator alone may say. */
  readonly basis?: Basis;
  /** Shown to all on `replyTo`, first. */
  readonly sign?: Sign;
  readonly otherwise: 'all' | 'nobody';
}

export type AsideDelivery =
  | { readonly kind: 'aside' }
  /** Nobody was shown it: the server or the chat does not let it be for one member. */
  | { readonly kind: 'not-aside' };

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
