import type { Conversation, SentAnswer, Store } from '../core/ports.ts';
import { isRemembered, TURNS_KEPT } from '../core/question/turns/past.ts';
import type { Answer, Turn } from '../core/types.ts';

/** How a question stands to the answers before it. */
export interface Following {
  /** The answer that the question replies to. */
  readonly continues?: SentAnswer | undefined;
  /** The answer that the one to come takes the place of. */
  readonly replaces?: SentAnswer | undefined;
}

/** What was said before a question, for follow-ups: a member's own, per chat and thread, for an hour. */
export interface Memory {
  /**
   * Turns before the question: the answer that it replies to; else the member's own of the last hour.
   * @param conversation null for an anonymous member, who has none.
   */
  before(conversation: Conversation | null, following?: Following): readonly Turn[];
  /** Writes the turns that later questions of the member follow. */
  remember(conversation: Conversation | null, question: string, found: Answer, following?: Following): void;
}

/** How long turns are looked back on. Milliseconds. */
const LOOKED_BACK = 3_600_000;

export function createMemory({ turns }: Pick<Store, 'turns'>): Memory {
  return {
    before(conversation, { continues, replaces } = {}) {
      const own =
        conversation === null ? [] : turns.recent(conversation, Date.now() - LOOKED_BACK, TURNS_KEPT);
      // What is asked anew does not follow itself.
      if (replaces !== undefined) return endsWith(own, replaces) ? own.slice(0, -2) : own;
      return continues === undefined || endsWith(own, continues)
        ? own
        : turnsOf(continues.meant ?? continues.question, continues.answer);
    },

    remember(conversation, question, found, { replaces } = {}) {
      if (conversation === null) return;
      if (replaces !== undefined) turns.withdraw(conversation, replaces.question);
      if (isRemembered(question, found)) turns.add(conversation, turnsOf(question, found), Date.now());
    },
  };
}

function turnsOf(question: string, answer: Answer): readonly [Turn, Turn] {
  return [
    { role: 'user', content: question },
    { role: 'assistant', content: answer.text },
  ];
}

/** True when the newest question of the turns is that of the answer. */
function endsWith(turns: readonly Turn[], { question }: SentAnswer): boolean {
  return turns.at(-2)?.content === question;
}
