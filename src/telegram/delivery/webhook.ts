import { createHash, timingSafeEqual } from 'node:crypto';
import type { Update } from 'telegraf/types';
import { type Meter, silentMeter } from '../../core/ports/meter.ts';
import { messageOf } from '../../errors.ts';
import type { Log } from '../../log.ts';

/** Bytes of one update; Telegram's own stay far below. */
export const MAX_BODY = 1_048_576;
const SECRET_HEADER = 'x-telegram-bot-api-secret-token';
/** Seconds after which Telegram should try again; it obeys, and keeps updates for 24 hours. */
const RETRY_AFTER = 5;

/**
 * Answers Telegram's requests, one update each: 200 only after `accept` returned, so that what could not be kept is
 * delivered again. 405: no POST; 403: wrong or missing secret, told in constant time and before the body is read;
 * 413: more than `MAX_BODY` bytes, counted as they come; 400: no JSON object in UTF-8 with an `update_id`;
 * 503 with Retry-After: draining, or `accept` threw. That an update comes twice is the inbox's to notice.
 */
export function createWebhookReceiver(options: {
  /** What setWebhook was given as `secret_token`; an empty one fits nobody. */
  readonly secret: string;
  /** Keeps the updates durably, or throws. */
  readonly accept: (updates: readonly Update[]) => void;
  readonly isDraining: () => boolean;
  readonly log: Log;
  readonly meter?: Meter;
}): (request: Request) => Promise<Response> {
  const { secret, accept, isDraining, log, meter = silentMeter } = options;
  const expected = digest(secret);

  const malformed = (reason: string) => {
    meter.count('webhook_requests', { result: 'malformed' });
    log('warn', 'telegram-webhook-malformed', { reason });
    return new Response(null, { status: 400 });
  };
  const unavailable = () => {
    meter.count('webhook_requests', { result: 'unavailable' });
    return new Response(null, { status: 503, headers: { 'retry-after': String(RETRY_AFTER) } });
  };

  return async (request) => {
    if (request.method !== 'POST') return new Response(null, { status: 405, headers: { allow: 'POST' } });
    const isTelegram = timingSafeEqual(digest(request.headers.get(SECRET_HEADER) ?? ''), expected);
    if (!isTelegram || secret === '') {
      meter.count('webhook_requests', { result: 'forbidden' });
      return new Response(null, { status: 403 });
    }
    if (isDraining()) return unavailable();

    let body: Buffer | undefined;
    try {
      body = await readBody(request);
    } catch (thrown) {
      return malformed(`the body did not arrive whole: ${messageOf(thrown)}`);
    }
    if (body === undefined) {
      meter.count('webhook_requests', { result: 'too-large' });
      log('warn', 'telegram-webhook-too-large', { limit: MAX_BODY });
      return new Response(null, { status: 413 });
    }
    const update = parseUpdate(body);
    if (update === undefined) return malformed('no JSON object in UTF-8 with an update_id');
    // The body may have taken its time.
    if (isDraining()) return unavailable();
    try {
      accept([update]);
    } catch (thrown) {
      log('error', 'telegram-webhook-not-kept', { update: update.update_id, reason: messageOf(thrown) });
      return unavailable();
    }
    meter.count('webhook_requests', { result: 'taken' });
    return new Response(null, { status: 200 });
  };
}

/** Of equal length for whatever is compared, so that neither length nor content shows in the time it takes. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** The whole body; undefined as soon as it is longer than `MAX_BODY`. @throws when the connection ends before it does. */
async function readBody(request: Request): Promise<Buffer | undefined> {
  if (Number(request.headers.get('content-length') ?? 0) > MAX_BODY) return undefined;
  const reader = request.body?.getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
    if (done) return Buffer.concat(parts);
    length += value.byteLength;
    if (length > MAX_BODY) return undefined;
    parts.push(value);
  }
}

/** Decoded in one piece: a character may be cut where two parts of the body meet. */
function parseUpdate(body: Buffer): Update | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
    return isUpdate(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isUpdate(value: unknown): value is Update {
  return (
    typeof value === 'object' &&
    value !== null &&
    'update_id' in value &&
    Number.isSafeInteger(value.update_id)
  );
}
