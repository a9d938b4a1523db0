import type { Conversation, SentAnswer, Store } from '../../core/ports.ts';
import { isRemembered, TURNS_KEPT } from '../../core/question/past.ts';
import type { Answer, Turn } from '../../core/types.ts';
import { addressOf, threadOf } from '../ids.ts';
import type { Asked } from './asked.ts';

/** What was said before a question, for follow-ups: a member's own, per chat and topic, for an hour. */
export interface Memory {
  /** Turns before the question: the answer that it replies to; else the member's own of the last hour. */
  before(asked: Asked): readonly Turn[];
  /** Writes the turns that later questions of the member follow. */
  remember(asked: Asked, found: Answer): void;
}

/** How long turns are looked back on. Milliseconds. */
const LOOKED_BACK = 3_600_000;

export function createMemory({ turns }: Pick<Store, 'turns'>): Memory {
  return {
    before(asked) {
      const { continues, replaces } = asked;
      const conversation = conversationOf(asked);
      const own =
        conversation === null ? [] : turns.recent(conversation, Date.now() - LOOKED_BACK, TURNS_KEPT);
      // What is asked anew does not follow itself.
      if (replaces !== undefined) return endsWith(own, replaces) ? own.slice(0, -2) : own;
      return continues === undefined || endsWith(own, continues)
        ? own
        : turnsOf(continues.meant ?? continues.question, continues.answer);
    },

    remember(asked, found) {
      const conversation = conversationOf(asked);
      if (conversation === null) return;
      if (asked.replaces !== undefined) turns.withdraw(conversation, asked.replaces.question);
      if (isRemembered(asked.text, found)) turns.add(conversation, turnsOf(asked.text, found), Date.now());
    },
  };
}

function conversationOf({ place, member }: Asked): Conversation | null {
  return member === null ? null : { ...addressOf(place.chat), thread: threadOf(place.topic), member };
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
