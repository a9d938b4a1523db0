import type { Clock } from '../../chat/clock.ts';
import type { Log } from '../../log.ts';
import type { Sender } from '../addressing.ts';
import { type BotApi, failureOf } from '../api.ts';
import { isRuling } from '../outbox/standing.ts';

/** Who runs a group, as Telegram tells it. */
export interface Admins {
  /** False as well where Telegram does not tell: it is only sure to where the bot is an administrator itself. */
  isAdmin(chat: number, member: number): Promise<boolean>;
}

/** How long Telegram's word is taken for. Milliseconds. */
const REMEMBERED = 60_000;
const MOST_REMEMBERED = 1_000;

/** Asks Telegram at most once a minute for each member of each group, and not at all while it asks for patience. */
export function createAdmins({
  api,
  clock,
  log,
}: {
  readonly api: BotApi;
  readonly clock: Clock;
  readonly log: Log;
}): Admins {
  const known = new Map<string, { readonly at: number; readonly told: Promise<boolean> }>();
  let closedUntil = Number.NEGATIVE_INFINITY;

  async function ask(chat: number, member: number): Promise<boolean> {
    try {
      if (clock.now() < closedUntil) throw new Error('Telegram asked for patience');
      const { status } = await api.call('getChatMember', { chat_id: chat, user_id: member });
      return isRuling(status);
    } catch (thrown) {
      const failure = failureOf(thrown);
      if (failure.kind === 'flood') closedUntil = clock.now() + failure.retryAfter * 1_000;
      log('warn', 'telegram-admin-unknown', { chat, member, reason: api.describe(thrown) });
      return false;
    }
  }

  return {
    isAdmin(chat, member) {
      const key = `${chat}:${member}`;
      const last = known.get(key);
      if (last !== undefined && clock.now() - last.at < REMEMBERED) return last.told;
      if (last === undefined && known.size >= MOST_REMEMBERED) {
        const [oldest] = known.keys();
        if (oldest !== undefined) known.delete(oldest);
      }
      const told = ask(chat, member);
      // Behind all others, so that the first key is the one asked longest ago.
      known.delete(key);
      known.set(key, { at: clock.now(), told });
      return told;
    },
  };
}

/**
 * Whether the sender decides for the chat: everybody in private; in a group its administrators, the anonymous ones
 * included, and operators. Channels and bots never do.
 */
export async function rules(
  admins: Admins,
  of: {
    readonly chat: number;
    readonly isPrivate: boolean;
    readonly sender: Sender;
    readonly isOperator: boolean;
  },
): Promise<boolean> {
  if (of.sender.kind === 'anonymous-admin') return true;
  if (of.sender.kind !== 'member') return false;
  return of.isPrivate || of.isOperator || (await admins.isAdmin(of.chat, of.sender.id));
}
