import type { Conversation, QuestionLine, SentAnswer } from '../../core/ports.ts';
import type { Decision } from '../decision.ts';
import type { Place } from '../surface.ts';

/** A question with all that decides how it is answered. */
export interface Asked {
  /** Of the update that asks. */
  readonly id: string;
  readonly place: Place;
  readonly text: string;
  /** The messages that asked, where they were several. */
  readonly lines?: readonly QuestionLine[] | undefined;
  readonly by: Decision['by'];
  /** Whose turns it follows; null for an anonymous member, who has none. */
  readonly member: string | null;
  readonly isPrivate: boolean;
  /** Answers in a row to a sender that is no person, the one to come included. */
  readonly hops: number;
  /** The answer that the question replies to. */
  readonly continues?: SentAnswer | undefined;
  /** The answer that this one takes the place of: its question was edited, or its county was chosen. */
  readonly replaces?: SentAnswer | undefined;
  /** The county that was chosen. */
  readonly chosen?: string | undefined;
  /** Called when the question's turn has come. */
  readonly onBegun?: () => void;
}

/** Where its turns are kept; null for an anonymous member. */
export function conversationOf({ place, member }: Asked): Conversation | null {
  const { surface, chat, thread } = place;
  return member === null ? null : { surface, chat, thread, member };
}
