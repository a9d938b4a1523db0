export interface Button {
  readonly text: string;
  /** Callback data, 1 to 64 bytes. */
  readonly data: string;
}

/** Rows of buttons. */
export type Keyboard = readonly (readonly Button[])[];

/** One message on its way out. */
export interface Outgoing {
  readonly chat: number;
  /** Forum topic; absent outside of forums and in the general topic. */
  readonly topic?: number;
  readonly replyTo?: number;
  readonly html: string;
  /** Sent where Telegram refuses the HTML. */
  readonly plain: string;
  readonly keyboard?: Keyboard;
}

/** What one of the bot's messages is to become. */
export interface Edited {
  readonly chat: number;
  readonly messageId: number;
  readonly html: string;
  readonly plain: string;
  /** Absent: the message keeps no buttons. */
  readonly keyboard?: Keyboard;
}

export type Delivery =
  | { readonly kind: 'sent'; readonly chat: number; readonly messageId: number }
  /** Nobody will ever get it: the bot is blocked, was removed, or Telegram refuses the message for good. */
  | { readonly kind: 'dropped' };
