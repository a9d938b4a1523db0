import type { Decision } from '../../chat/decision.ts';
import type { QuestionLine, SentAnswer } from '../../core/ports.ts';
import type { ReplyPlace } from './replies.ts';

/** A question with all that decides how it is answered. */
export interface Asked {
  readonly place: ReplyPlace & { readonly replyTo: number };
  readonly text: string;
  /** The messages that asked, where they were several. */
  readonly lines?: readonly QuestionLine[] | undefined;
  readonly by: Decision['by'];
  /** Whose turns it follows; null for an anonymous member, who has none. */
  readonly member: string | null;
  readonly isPrivate: boolean;
  /** Answers in a row to a sender that is no person, the one to come included. */
  readonly hops: number;
  /** Names a draft while the answer grows; not zero. */
  readonly draftId: number;
  /** The answer that the question replies to. */
  readonly continues?: SentAnswer | undefined;
  /** The answer that this one takes the place of: its question was edited, or its county was chosen. */
  readonly replaces?: SentAnswer | undefined;
  /** The county that was chosen. */
  readonly chosen?: string | undefined;
  /** Called when the question's turn has come. */
  readonly onBegun?: () => void;
}
