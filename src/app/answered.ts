import { createHash } from 'node:crypto';
import type { Explained } from '../core/explained.ts';
import type { Question } from '../core/types.ts';

/** Answers that are kept; one takes some ten kilobytes. */
const KEPT = 200;

/** The last answers, by all that they were asked with. */
export interface Answered {
  /**
   * The answer that was made of a question, or the one that is made now, which is kept if it stands.
   * @param on what every answer rests on beside its question; those that rest on another one are forgotten.
   */
  of(question: Question, on: object, make: () => Promise<Made>): Promise<Explained>;
}

export interface Made {
  readonly explained: Explained;
  /** It would be the same when asked again: no part failed, and it depends on nothing that passes. */
  readonly stands: boolean;
}

export function createAnswered(): Answered {
  let basis: object | undefined;
  let answers = new Map<string, Explained>();
  return {
    async of(question, on, make) {
      if (basis !== on) [basis, answers] = [on, new Map()];
      // An answer that comes when another basis serves is kept with its own, which nobody asks any more.
      const own = answers;
      const key = keyOf(question);
      const known = own.get(key);
      if (known !== undefined) {
        own.delete(key);
        own.set(key, known);
        return known;
      }
      const { explained, stands } = await make();
      if (stands) own.set(key, explained);
      const [oldest] = own.keys();
      if (own.size > KEPT && oldest !== undefined) own.delete(oldest);
      return explained;
    },
  };
}

/** Tells questions apart without holding what anybody wrote. */
function keyOf(question: Question): string {
  return createHash('sha256').update(JSON.stringify(question)).digest('base64');
}
