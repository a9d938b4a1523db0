import type { ChatAddress } from '../core/ports.ts';
import type { Clock } from './clock.ts';
import { createOncePer } from './once.ts';

export type Taken = 'ok' | 'member' | 'group';

/** Who wants something, and where. */
export interface Requester extends ChatAddress {
  /** Whose limit counts, over all chats of the surface. */
  readonly member: string;
  /** The chat has several members. */
  readonly isGroup: boolean;
}

/** How much is answered, so that neither a member nor a group can crowd the others out. */
export interface Quota {
  /**
   * Counts one request; `member` or `group` names the limit that it is beyond. Commands count apart: an administrator's
   * must get through where too much is asked.
   */
  take(by: Requester, what?: 'question' | 'command'): Taken;
  /** Whether to say so: once a minute for each limit that was reached, then silence. */
  tells(by: Requester, limit: Exclude<Taken, 'ok'> | 'queue'): boolean;
}

const MINUTE = 60_000;
/** Requests a minute that one member gets answered, over all chats. */
const MEMBER_A_MINUTE = 6;
/** Questions a minute in one group, and commands; the rest of its 15 messages is for notices and long answers. */
const GROUP_A_MINUTE = 12;
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

  function recent(key: string, now: number): number[] {
    if (taken.size >= MOST_KEYS) {
      for (const [other, times] of taken) if (now - (times.at(-1) ?? 0) >= MINUTE) taken.delete(other);
    }
    const times = (taken.get(key) ?? []).filter((at) => now - at < MINUTE);
    taken.set(key, times);
    return times;
  }

  return {
    take({ surface, chat, member, isGroup }, what = 'question') {
      const now = clock.now();
      const ofMember = recent(`${what} of ${surface} ${member}`, now);
      const ofGroup = isGroup ? recent(`${what} in ${surface} ${chat}`, now) : [];
      if (ofMember.length >= aMinute.member) return 'member';
      if (ofGroup.length >= aMinute.group) return 'group';
      ofMember.push(now);
      ofGroup.push(now);
      return 'ok';
    },
    tells({ surface, chat, member }, limit) {
      return isDue([limit, surface, chat, ...(limit === 'group' ? [] : [member])].join(' '));
    },
  };
}
