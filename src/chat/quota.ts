import type { ChatAddress } from '../core/ports.ts';
import type { Clock } from './clock.ts';
import { createOncePer } from './once.ts';

export type Taken = 'ok' | 'member' | 'group';

/** `unasked`: what the bot would say of its own accord. */
export type Wanted = 'question' | 'unasked' | 'command';

/** Who wants something, and where. */
export interface Requester extends ChatAddress {
  /** Whose limit counts, over all chats of the surface. */
  readonly member: string;
  /** The chat has several members. */
  readonly isGroup: boolean;
}

/** A limit that was reached. */
export type Limit = Exclude<Taken, 'ok'> | 'queue' | 'full';

/** Whether a limit is reached by all of a chat together. */
export function isOfChat(limit: Limit): boolean {
  return limit === 'group' || limit === 'full';
}

/** How much is answered, so that neither a member nor a group can crowd the others out. */
export interface Quota {
  /**
   * Counts one request; `member` or `group` names the limit that it is beyond. A group may ask as much as it likes: its
   * questions wait for each other, and what is said unasked gives way to them. Commands count apart: an administrator's
   * must get through where too much is asked.
   * @param at when the request came, by the clock: one that waited long counts where it was made.
   */
  take(by: Requester, what?: Wanted, at?: number): Taken;
  /**
   * Whether to say so: once a minute for each limit that was reached, then silence.
   * @param to who would be told: the member, or all of the chat at once where the limit is the chat's.
   */
  tells(by: Requester, limit: Limit, to?: 'member' | 'chat'): boolean;
}

const MINUTE = 60_000;
/** Requests a minute that one member gets answered, over all chats. */
const MEMBER_A_MINUTE = 6;
/** Commands a minute in one group; and as many questions, beyond which nothing is said there unasked. */
const GROUP_A_MINUTE = 12;
/** How long a request may have waited. Milliseconds. */
const LONGEST_WAIT = 60 * MINUTE;
/** Keys kept before the idle ones are thrown out. */
const MOST_KEYS = 10_000;

export function createQuota({
  clock,
  aMinute = { member: MEMBER_A_MINUTE, group: GROUP_A_MINUTE },
}: {
  readonly clock: Clock;
  readonly aMinute?: { readonly member: number; readonly group: number };
}): Quota {
  const taken = new Map<string, number[]>();
  const isDue = createOncePer(MINUTE, clock);

  function timesOf(key: string): number[] {
    const now = clock.now();
    if (taken.size >= MOST_KEYS) {
      for (const [other, times] of taken) if (now - (times.at(-1) ?? 0) >= MINUTE) taken.delete(other);
    }
    const times = (taken.get(key) ?? []).filter((at) => now - at < LONGEST_WAIT);
    taken.set(key, times);
    return times;
  }

  return {
    take({ surface, chat, member, isGroup }, what = 'question', at = clock.now()) {
      const kind = what === 'command' ? 'command' : 'question';
      const ofMember = timesOf(`${kind} of ${surface} ${member}`);
      const ofGroup = isGroup ? timesOf(`${kind} in ${surface} ${chat}`) : [];
      const within = (times: readonly number[]) =>
        times.filter((time) => Math.abs(at - time) < MINUTE).length;
      if (within(ofMember) >= aMinute.member) return 'member';
      if (what !== 'question' && within(ofGroup) >= aMinute.group) return 'group';
      ofMember.push(at);
      ofGroup.push(at);
      return 'ok';
    },
    tells({ surface, chat, member }, limit, to = 'chat') {
      const toAll = to === 'chat' && isOfChat(limit);
      return isDue([limit, surface, chat, ...(toAll ? [] : [member])].join(' '));
    },
  };
}
