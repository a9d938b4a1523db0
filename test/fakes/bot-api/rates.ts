/** Telegram's published limits: about one message a second in a chat, 20 a minute in a group, 30 a second over all. */

/** Messages that a chat takes at once before the one-a-second limit bites. */
const BURST = 3;
const GROUP_A_MINUTE = 20;
const ALL_A_SECOND = 30;

export interface Refusal {
  /** Whole seconds. */
  readonly retryAfter: number;
  readonly violation: string;
}

export interface Rates {
  /** Counts a send or an edit; a refusal when it is one too many. */
  count(chat: number, now: number): Refusal | undefined;
  /** A call to `chat` (any call, when null) before `until` is a violation from now on. */
  holdOff(chat: number | null, until: number): void;
  /** The refusal of a call that does not wait as it was told. */
  early(chat: number | null, now: number): Refusal | undefined;
}

export function createRates(): Rates {
  const buckets = new Map<number, { tokens: number; at: number }>();
  const minutes = new Map<number, number[]>();
  let lastSecond: number[] = [];
  const notBefore = new Map<number | null, number>();

  const refuse = (chat: number, retryAfter: number, violation: string, now: number): Refusal => {
    notBefore.set(chat, now + retryAfter * 1_000);
    return { retryAfter, violation };
  };

  return {
    count(chat, now) {
      lastSecond = lastSecond.filter((at) => now - at < 1_000);
      if (lastSecond.length >= ALL_A_SECOND)
        return refuse(chat, 1, `more than ${ALL_A_SECOND} messages in a second`, now);
      const minute = (minutes.get(chat) ?? []).filter((at) => now - at < 60_000);
      if (chat < 0 && minute.length >= GROUP_A_MINUTE) {
        const retryAfter = Math.ceil((60_000 - (now - minute[0]!)) / 1_000);
        return refuse(
          chat,
          retryAfter,
          `more than ${GROUP_A_MINUTE} messages a minute in group ${chat}`,
          now,
        );
      }
      const bucket = buckets.get(chat) ?? { tokens: BURST, at: now };
      const tokens = Math.min(BURST, bucket.tokens + (now - bucket.at) / 1_000);
      if (tokens < 1) return refuse(chat, 1, `more than one message a second in chat ${chat}`, now);
      buckets.set(chat, { tokens: tokens - 1, at: now });
      minutes.set(chat, [...minute, now]);
      lastSecond.push(now);
      return undefined;
    },
    holdOff(chat, until) {
      notBefore.set(chat, until);
    },
    early(chat, now) {
      for (const key of new Set([chat, null])) {
        const until = notBefore.get(key) ?? 0;
        if (now < until) {
          const retryAfter = Math.ceil((until - now) / 1_000);
          return {
            retryAfter,
            violation: `a call to ${key ?? 'the server'} ${retryAfter} s before retry_after was over`,
          };
        }
      }
      return undefined;
    },
  };
}
