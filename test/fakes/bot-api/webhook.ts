import type { Clock } from '../../../src/chat/clock.ts';
import type { Failure, Parameters, Reply } from './chats.ts';
import type { Entry, QueuedUpdate, UpdateQueue } from './updates.ts';

const DEFAULT_CONNECTIONS = 40;
/** Real milliseconds. */
const NO_ANSWER = 60_000;
const LONGEST_BACKOFF = 60_000;
const LONGEST_RETRY_AFTER = 3_600;

interface Hook {
  readonly url: string;
  readonly secret: string | undefined;
  readonly connections: number;
  readonly ended: AbortController;
}

/**
 * Delivers updates by POST while a webhook is set: one in flight for each chat, in order, chats in parallel. What is
 * not answered with a 2xx is sent again, after Retry-After where there is one.
 */
export function createWebhook(options: {
  readonly updates: UpdateQueue;
  readonly clock: Clock;
  readonly violate: (what: string) => void;
}) {
  const { updates, clock, violate } = options;
  let hook: Hook | undefined;
  let lastError: string | undefined;
  const busy = new Set<string>();
  const underWay = new Set<Entry>();
  let inFlight = 0;

  function pump(): void {
    const current = hook;
    // Nothing leaves this machine: a public address is kept, and not called.
    if (!current || !isLoopback(current.url)) return;
    for (const entry of updates.waiting()) {
      const chat = chatOf(entry.update);
      if (inFlight >= current.connections) return;
      if (busy.has(chat) || underWay.has(entry)) continue;
      busy.add(chat);
      underWay.add(entry);
      void deliver(entry, current).finally(() => {
        busy.delete(chat);
        underWay.delete(entry);
        pump();
      });
    }
  }
  updates.onPushed = pump;

  async function deliver(entry: Entry, current: Hook): Promise<void> {
    const { signal } = current.ended;
    for (let attempt = 1; !signal.aborted; attempt++) {
      while (inFlight >= current.connections && !signal.aborted)
        await clock.sleep(10, signal).catch(() => {});
      inFlight++;
      const wait = await post(entry.update, current, attempt).finally(() => {
        inFlight--;
      });
      if (wait === undefined) {
        updates.confirm(entry);
        return;
      }
      await clock.sleep(wait, signal).catch(() => undefined);
    }
  }

  /** Milliseconds until the next try; nothing once the update was taken. */
  async function post(update: QueuedUpdate, { url, secret, ended }: Hook, attempt: number) {
    const backoff = Math.min(LONGEST_BACKOFF, 1_000 * 2 ** (attempt - 1));
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(secret === undefined ? {} : { 'x-telegram-bot-api-secret-token': secret }),
        },
        body: JSON.stringify(update),
        redirect: 'manual',
        signal: AbortSignal.any([ended.signal, AbortSignal.timeout(NO_ANSWER)]),
      });
      const body = await response.text();
      if (response.status >= 200 && response.status < 300) {
        // An answer in the response can neither fail nor be held to the limits.
        if (/"method"\s*:/.test(body)) violate('a call made in the response to an update');
        return undefined;
      }
      lastError = `Wrong response from the webhook: ${response.status} ${response.statusText}`;
      const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN);
      return Number.isFinite(retryAfter) ? Math.min(retryAfter, LONGEST_RETRY_AFTER) * 1_000 : backoff;
    } catch (thrown) {
      lastError = String(thrown);
      return backoff;
    }
  }

  function end(): void {
    hook?.ended.abort();
    hook = undefined;
  }

  return {
    get isSet() {
      return hook !== undefined;
    },
    end,
    methods: {
      setWebhook(parameters: Parameters): Reply {
        const url = String(parameters.url);
        if (parameters.drop_pending_updates === true) updates.drop();
        if (url === '') {
          end();
          return { result: true };
        }
        if (!URL.canParse(url)) return bad('invalid webhook URL specified');
        if (!url.startsWith('https://') && !isLoopback(url)) {
          return bad('An HTTPS URL must be provided for webhook');
        }
        end();
        if (parameters.allowed_updates !== undefined) updates.allow(parameters.allowed_updates as string[]);
        hook = {
          url,
          secret: parameters.secret_token as string | undefined,
          connections: Number(parameters.max_connections ?? DEFAULT_CONNECTIONS),
          ended: new AbortController(),
        };
        lastError = undefined;
        pump();
        return { result: true };
      },
      deleteWebhook({ drop_pending_updates }: Parameters): Reply {
        if (drop_pending_updates === true) updates.drop();
        end();
        return { result: true };
      },
      getWebhookInfo: (): Reply => ({
        result: {
          url: hook?.url ?? '',
          has_custom_certificate: false,
          pending_update_count: updates.unconfirmed,
          ...(hook ? { max_connections: hook.connections } : {}),
          ...(lastError === undefined ? {} : { last_error_message: lastError }),
        },
      }),
    },
  };
}

const bad = (why: string): Failure => ({ status: 400, description: `Bad Request: bad webhook: ${why}` });

function isLoopback(url: string): boolean {
  return ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname);
}

/** The chat whose order an update belongs to; an update without a chat stands alone. */
function chatOf(update: QueuedUpdate): string {
  for (const payload of Object.values(update)) {
    if (typeof payload !== 'object' || payload === null) continue;
    const { chat, message } = payload as { chat?: { id: number }; message?: { chat: { id: number } } };
    const id = chat?.id ?? message?.chat.id;
    if (id !== undefined) return `chat ${id}`;
  }
  return `update ${update.update_id}`;
}
