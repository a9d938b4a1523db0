import type { Update } from 'telegraf/types';
import type { Clock } from '../../chat/clock.ts';
import { AppError } from '../../errors.ts';
import type { Log } from '../../log.ts';
import type { BotIdentity } from '../addressing.ts';
import { type BotApi, backoff, failureOf } from '../api.ts';
import { pollUpdates } from './polling.ts';
import { TAKEN } from './updates.ts';

/** How updates come in: by long polling, or by a webhook. */
export interface Receiving {
  /**
   * Learns who the bot is; waits for the network as long as it takes.
   * @throws AppError `telegram-token-refused`; the signal's reason.
   */
  identify(): Promise<BotIdentity & { readonly readsGroups: boolean }>;
  /**
   * Receives until the signal aborts, over every fault but one.
   * @throws AppError `telegram-token-refused` or `telegram-webhook-refused`.
   */
  receive(accept: (updates: readonly Update[]) => void): Promise<void>;
  state(): { readonly isUp: boolean; readonly detail: string };
}

/** Chats that Telegram delivers for at a time; within a chat it waits for each. */
const CONNECTIONS = 40;
/** How often Telegram is asked whether it reaches the webhook. Milliseconds. */
const LOOK_EVERY = 60_000;

export function createReceiving(options: {
  readonly api: BotApi;
  /** Absent: long polling. */
  readonly webhook?: { readonly url: string; readonly secret: string } | undefined;
  readonly clock: Clock;
  readonly log: Log;
  readonly signal: AbortSignal;
  readonly onState: (isUp: boolean) => void;
}): Receiving {
  const { api, webhook, clock, log, signal, onState } = options;
  let state = { isUp: false, detail: '还没有连上' };

  function set(isUp: boolean, detail: string): void {
    state = { isUp, detail };
    onState(isUp);
  }

  /** Again and again until it succeeds; what Telegram refuses for good is thrown as `refused` says. */
  async function insist<T>(
    call: () => Promise<T>,
    refused: (thrown: unknown) => AppError | null,
  ): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await call();
      } catch (thrown) {
        signal.throwIfAborted();
        const failure = failureOf(thrown);
        const final = failure.kind === 'token-refused' ? tokenRefused(thrown) : refused(thrown);
        if (final !== null) throw final;
        if (failure.kind === 'flood') api.holdAll(failure.retryAfter);
        const reason = api.describe(thrown);
        set(false, reason);
        log('warn', 'telegram-unreachable', { attempt, reason });
        await clock.sleep(backoff(attempt), signal);
      }
    }
  }

  const tokenRefused = (thrown: unknown) =>
    new AppError('telegram-token-refused', { details: api.describe(thrown) });

  async function watchWebhook({ url, secret }: { url: string; secret: string }): Promise<void> {
    const settings = {
      url,
      secret_token: secret,
      max_connections: CONNECTIONS,
      allowed_updates: TAKEN,
      drop_pending_updates: false,
    };
    await insist(
      () => api.call('setWebhook', settings, { signal }),
      (thrown) =>
        failureOf(thrown).kind === 'refused'
          ? new AppError('telegram-webhook-refused', { url, details: api.describe(thrown) })
          : null,
    );
    set(true, 'webhook 已设好');
    for (let failedAt = 0; ; ) {
      await clock.sleep(LOOK_EVERY, signal);
      try {
        const info = await api.call('getWebhookInfo', {}, { signal });
        if (!isSameUrl(info.url, url)) {
          set(false, '另一个进程把消息接走了');
          log('warn', 'telegram-conflict', {
            reason: '这个 token 的 webhook 被另一个进程改了。请停掉那个进程，再重新启动这一个。',
          });
        } else if ((info.last_error_date ?? 0) > failedAt) {
          failedAt = info.last_error_date ?? 0;
          set(false, `Telegram 访问不到 webhook：${info.last_error_message ?? '没有说明原因'}`);
          log('warn', 'telegram-webhook-unreachable', { reason: info.last_error_message });
        } else {
          set(true, 'webhook 已设好');
        }
      } catch (thrown) {
        signal.throwIfAborted();
        set(false, api.describe(thrown));
      }
    }
  }

  return {
    state: () => state,

    async identify() {
      const {
        id,
        username,
        can_read_all_group_messages: readsGroups,
      } = await insist(
        () => api.call('getMe', {}, { signal }),
        () => null,
      );
      return { id, username, readsGroups: readsGroups === true };
    },

    async receive(accept) {
      try {
        if (webhook !== undefined) return await watchWebhook(webhook);
        // A webhook left behind would keep every update from us.
        await insist(
          () => api.call('deleteWebhook', {}, { signal }),
          () => null,
        );
        await pollUpdates({
          api,
          accept,
          allowed: TAKEN,
          clock,
          log,
          signal,
          onState: (now, detail) => set(now === 'up', detail),
        });
      } catch (thrown) {
        if (signal.aborted) return;
        throw thrown instanceof AppError ? thrown : tokenRefused(thrown);
      }
    },
  };
}

/** Telegram may give an address back in its normal form. */
function isSameUrl(known: string | undefined, wanted: string): boolean {
  return known !== undefined && URL.canParse(known) && new URL(known).href === new URL(wanted).href;
}
