import type { ChatAddress } from '../core/ports.ts';
import type { Answer } from '../core/types.ts';
import type { ChatWords } from './words.ts';

/** What tells a chat from all others, of whichever surface. */
export function chatKey({ surface, chat }: ChatAddress): string {
  return `${surface} ${chat}`;
}

/** Where a message goes. */
export interface Place extends ChatAddress {
  /** As in `Conversation`. */
  readonly thread: string;
  /** The message that it points at. */
  readonly replyTo?: string;
  /** For the eyes of one member, where the surface can keep it from the others. */
  readonly aside?: Aside;
}

/** How something is said to one member of a chat alone. */
export interface Aside {
  /** Null for one whom the surface knows by no account: nobody can be shown it then. */
  readonly member: string | null;
  /**
   * Who is shown it where the surface cannot keep it from the others. 'nobody': what answers a message that the member
   * alone sees; all its parts point at that message.
   */
  readonly otherwise: 'all' | 'nobody';
  /**
   * What all are shown of it, on the message that it points at, so that it does not look unheard. Where that is not
   * possible the words go to all.
   */
  readonly sign?: Sign;
}

export type Sign = 'nothing-found' | 'which-place';

/** A message as a surface writes it, its buttons included: JSON of the surface's own, opaque here. */
export interface Content {
  /** What it says, without any form. */
  readonly plain: string;
}

/** The chat does not take the content in its form, and got nothing: these say the same in its place, first to last. */
export interface Instead {
  readonly kind: 'instead';
  /** None of them ends so again. */
  readonly contents: readonly [Content, ...Content[]];
}

export type Delivery =
  | { readonly kind: 'sent'; readonly chat: string; readonly messageId: string }
  /** Shown to one member; it cannot be named, changed or found again. */
  | { readonly kind: 'aside' }
  /** Nobody will ever get it. */
  | { readonly kind: 'dropped' };

/**
 * What a surface that pushes messages does for its chats, at its own pace. The promises reject when it stays out of
 * reach or stops; what was to be sent is then tried again later.
 */
export interface Surface {
  readonly name: string;
  readonly words: ChatWords;
  /** Lines of our own wording as messages. */
  lines(lines: readonly string[]): readonly Content[];
  /**
   * An answer, or a draft of one, as messages.
   * @param standing the answer's chat and key, for the buttons under the last message; a draft has none.
   */
  answer(answer: Answer, standing?: { readonly chat: string; readonly key: string }): readonly Content[];
  /** In order within a chat. Lines never end as `Instead`. */
  send(place: Place, content: Content): Promise<Delivery | Instead>;
  /** Replaces what one of the bot's messages says. 'gone': deleted, or can't be edited any more. */
  edit(chat: ChatAddress, messageId: string, content: Content): Promise<'edited' | 'gone' | Instead>;
  /** 'refused': too old, or no right to. */
  remove(chat: ChatAddress, messageId: string): Promise<'removed' | 'gone' | 'refused'>;
  /** Whether what is said aside there would be kept from the others, as far as is known without asking. */
  canAside(place: Place): boolean;
  /** Takes the sign of an earlier aside off the message. Best effort. */
  unsign(chat: ChatAddress, messageId: string): void;
  /** How many messages and edits may still go to the chat at once, before they have to wait. */
  room(chat: ChatAddress): number;
  /** Shows that an answer is being written, until the returned function is called. */
  typing(place: Place): () => void;
  /** Shows an answer as it grows. Best effort. @param id of the update that asked. */
  draft(place: Place, id: string, content: Content): void;
}
