import { Telegram, TelegramError } from 'telegraf';
import type { Clock } from '../chat/clock.ts';
import { messageOf } from '../errors.ts';
import { withDeadline } from './deadline.ts';
import type { Method, Payload, Result } from './methods.ts';

/** Telegraf's client with what it lacks: a deadline for each call, and one gate for the whole bot. */
export interface BotApi {
  /**
   * Waits first while Telegram holds the whole bot off. `deadline`: real milliseconds (15,000).
   * Rejects with what `failureOf` reads.
   */
  call<M extends Method>(
    method: M,
    payload: Payload<M>,
    options?: { readonly signal?: AbortSignal; readonly deadline?: number },
  ): Promise<Result<M>>;
  /** No call at all for so many seconds. */
  holdAll(seconds: number): void;
  /** Milliseconds for which calls are still held off; 0 when they are not. */
  held(): number;
  /** One line for the log, the token taken out. */
  describe(thrown: unknown): string;
}

/** Real milliseconds; Telegraf alone would wait 500 seconds. */
const CALL_DEADLINE = 15_000;
/** Waited beyond `retry_after`, which Telegram rounds. */
const MARGIN = 250;

export function createBotApi(options: {
  readonly token: string;
  readonly apiRoot?: string | undefined;
  readonly clock: Clock;
}): BotApi {
  const { token, apiRoot, clock } = options;
  const client = new Telegram(token, {
    webhookReply: false,
    ...(apiRoot === undefined ? {} : { apiRoot }),
  });
  let closedUntil = 0;

  return {
    async call<M extends Method>(
      method: M,
      payload: Payload<M>,
      { signal, deadline = CALL_DEADLINE }: { signal?: AbortSignal; deadline?: number } = {},
    ) {
      while (clock.now() < closedUntil) await clock.sleep(closedUntil - clock.now(), signal);
      const result: unknown = await withDeadline(deadline, signal, (either) =>
        client.callApi(
          // Telegraf sends any name and any JSON; its types know the older methods only, and a signal of their own.
          method as 'getMe',
          payload as Payload<'getMe'>,
          { signal: either } as unknown as Parameters<typeof client.callApi>[2],
        ),
      );
      return result as Result<M>;
    },
    holdAll(seconds) {
      closedUntil = Math.max(closedUntil, clock.now() + seconds * 1_000 + MARGIN);
    },
    held: () => Math.max(0, closedUntil - clock.now()),
    describe: (thrown) =>
      messageOf(thrown)
        .replaceAll(token, '[token]')
        .replaceAll(/\bbot\d+:[\w-]+/g, '[token]'),
  };
}

/** Why a call failed, as far as it changes what to do next. */
export type Failure =
  | { readonly kind: 'flood'; readonly retryAfter: number }
  | { readonly kind: 'token-refused' }
  | { readonly kind: 'conflict'; readonly byWebhook: boolean }
  | { readonly kind: 'forbidden' }
  | { readonly kind: 'moved'; readonly to: number }
  | { readonly kind: 'refused'; readonly description: string }
  /** The server is older than the method. */
  | { readonly kind: 'unknown-method' }
  /** No answer, a server fault, or a proxy's page: worth another try. */
  | { readonly kind: 'unreachable' }
  /** Not from Telegram at all: a fault of our own. */
  | { readonly kind: 'fault' };

/** What node-fetch and our deadline throw. */
const NETWORK_ERRORS: ReadonlySet<string> = new Set(['FetchError', 'AbortError', 'TimeoutError']);

export function failureOf(thrown: unknown): Failure {
  if (!(thrown instanceof TelegramError)) {
    return { kind: thrown instanceof Error && NETWORK_ERRORS.has(thrown.name) ? 'unreachable' : 'fault' };
  }
  const { code, description, parameters } = thrown;
  if (code === 429 || parameters?.retry_after !== undefined) {
    return { kind: 'flood', retryAfter: Math.max(1, parameters?.retry_after ?? 5) };
  }
  if (parameters?.migrate_to_chat_id !== undefined)
    return { kind: 'moved', to: parameters.migrate_to_chat_id };
  // A server too old for the method says so by name; a malformed token is "Not Found" alone, as a part of the address.
  if (code === 404 && /method not found/i.test(description)) return { kind: 'unknown-method' };
  if (code === 401 || code === 404) return { kind: 'token-refused' };
  if (code === 409) return { kind: 'conflict', byWebhook: /webhook/i.test(description) };
  if (code === 403) return { kind: 'forbidden' };
  if (code >= 500) return { kind: 'unreachable' };
  return { kind: 'refused', description };
}

/** Milliseconds before try `attempt` (from 1): doubling from one second to a minute, the upper half at random. */
export function backoff(attempt: number, random: () => number = Math.random): number {
  return Math.min(60_000, 1_000 * 2 ** (attempt - 1)) * (0.5 + random() / 2);
}
