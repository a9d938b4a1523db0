import type { Clock } from '../../chat/clock.ts';
import type { Log } from '../../log.ts';
import { type BotApi, failureOf } from '../api.ts';

/** In which groups the bot is an administrator, whatever its rights. */
export interface Standing {
  /** Asks Telegram where it has not told yet. False as well where it does not tell. */
  isAdmin(chat: number): Promise<boolean>;
  /** What is known without asking. */
  isKnownAdmin(chat: number): boolean;
  /** Telegram told of its own accord: the bot was made a plain member, or a call that takes an administrator was refused. */
  told(chat: number, isAdmin: boolean): void;
}

/** How long Telegram is left alone where it did not tell. Milliseconds. */
const ASKED_AGAIN_AFTER = 60_000;
const MOST_REMEMBERED = 10_000;
const RULING: ReadonlySet<string> = new Set(['creator', 'administrator']);

/** @param status of a member, as Telegram names it. */
export function isRuling(status: string): boolean {
  return RULING.has(status);
}

/** @param self the bot's own id; undefined until it is known. */
export function createStanding({
  api,
  clock,
  log,
  self,
}: {
  readonly api: Pick<BotApi, 'call' | 'describe'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly self: () => number | undefined;
}): Standing {
  const known = new Map<number, boolean>();
  const asking = new Map<number, Promise<boolean>>();
  const untold = new Map<number, number>();

  function told(chat: number, isAdmin: boolean): void {
    const [oldest] = known.keys();
    if (known.size >= MOST_REMEMBERED && !known.has(chat) && oldest !== undefined) known.delete(oldest);
    known.set(chat, isAdmin);
    untold.delete(chat);
  }

  async function ask(chat: number, user: number): Promise<boolean> {
    try {
      const { status } = await api.call('getChatMember', { chat_id: chat, user_id: user });
      // An update that came meanwhile is newer.
      if (!known.has(chat)) told(chat, isRuling(status));
      return known.get(chat) ?? false;
    } catch (thrown) {
      const failure = failureOf(thrown);
      const wait = failure.kind === 'flood' ? failure.retryAfter * 1_000 : ASKED_AGAIN_AFTER;
      if (untold.size >= MOST_REMEMBERED) untold.clear();
      untold.set(chat, clock.now() + wait);
      log('info', 'telegram-standing-unknown', { chat, reason: api.describe(thrown) });
      return false;
    } finally {
      asking.delete(chat);
    }
  }

  return {
    told,
    isKnownAdmin: (chat) => known.get(chat) === true,
    async isAdmin(chat) {
      const user = self();
      const last = known.get(chat);
      if (last !== undefined) return last;
      if (user === undefined || clock.now() < (untold.get(chat) ?? Number.NEGATIVE_INFINITY)) return false;
      const told = asking.get(chat) ?? ask(chat, user);
      asking.set(chat, told);
      return await told;
    },
  };
}
