import type { Update } from 'telegraf/types';
import type { Clock } from '../../chat/clock.ts';
import type { Log } from '../../log.ts';
import { type BotApi, backoff, failureOf } from '../api.ts';
import type { TAKEN } from './updates.ts';

/** Seconds that Telegram holds an empty request open; 50 is the most it allows. */
const POLL_SECONDS = 40;
/** Real milliseconds after which a request counts as lost: a connection gone silent is known within a minute. */
const POLL_DEADLINE = 50_000;
/** Another process polls: its request lasts up to 50 s. */
const CONFLICT_WAIT = 55_000;

/**
 * Fetches updates until `signal` aborts. An update is confirmed to Telegram by the next request, which is made only
 * after `accept` returned: what could not be kept is delivered again. Telegraf's own loop confirms first, waits for
 * the handlers of a whole batch, and ends at the first fault; this one waits every fault out but one.
 * @throws when Telegram refuses the token.
 */
export async function pollUpdates(options: {
  readonly api: BotApi;
  readonly accept: (updates: readonly Update[]) => void;
  readonly allowed: readonly (typeof TAKEN)[number][];
  readonly clock: Clock;
  readonly log: Log;
  readonly signal: AbortSignal;
  /** `up` whenever updates were fetched and kept, `down` with the reason whenever not. The reason holds no token. */
  readonly onState?: (state: 'up' | 'down', detail: string) => void;
  readonly random?: () => number;
}): Promise<void> {
  const { api, accept, allowed, clock, log, signal, onState, random } = options;
  let offset = 0;
  let failures = 0;
  let isKnownUp = false;
  while (!signal.aborted) {
    try {
      const updates = await api.call(
        'getUpdates',
        {
          offset,
          // The first answer is not waited for: it tells at once whether all is well.
          timeout: isKnownUp ? POLL_SECONDS : 0,
          allowed_updates: allowed,
        },
        { signal, deadline: POLL_DEADLINE },
      );
      accept(updates);
      offset = (updates.at(-1)?.update_id ?? offset - 1) + 1;
      if (failures > 0) log('info', 'telegram-polling-resumed', { failures });
      failures = 0;
      isKnownUp = true;
      onState?.('up', '长轮询');
    } catch (thrown) {
      if (signal.aborted) return;
      failures++;
      isKnownUp = false;
      onState?.('down', api.describe(thrown));
      await clock.sleep(await waitAfter(thrown), signal).catch(() => undefined);
    }
  }

  async function waitAfter(thrown: unknown): Promise<number> {
    const failure = failureOf(thrown);
    switch (failure.kind) {
      case 'token-refused':
        throw thrown;
      case 'flood':
        log('warn', 'telegram-flood', { retryAfter: failure.retryAfter });
        api.holdAll(failure.retryAfter);
        return 0;
      case 'conflict':
        log('warn', 'telegram-conflict', {
          reason: failure.byWebhook
            ? '这个 token 设有 webhook，已经取消。'
            : '另一个进程正在用这个 token 收消息。请停掉它，这一个会再试。',
        });
        if (failure.byWebhook) await api.call('deleteWebhook', {}, { signal }).catch(() => undefined);
        return failure.byWebhook ? backoff(failures, random) : CONFLICT_WAIT;
      default:
        log('warn', 'telegram-polling-failed', { failures, reason: api.describe(thrown) });
        return backoff(failures, random);
    }
  }
}
