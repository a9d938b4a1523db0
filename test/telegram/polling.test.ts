import type { Update } from 'telegraf/types';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createBotApi, failureOf } from '../../src/telegram/api.ts';
import { pollUpdates } from '../../src/telegram/polling.ts';
import type { BotApiServer } from '../fakes/bot-api/types.ts';
import { createBotApiServer } from '../fakes/bot-api-server.ts';
import { createFastClock } from '../fakes/clock.ts';

const clock = createFastClock(200);
let server: BotApiServer;
beforeEach(async () => {
  server = await createBotApiServer({ clock });
});
afterEach(() => server.close());

function start(accept: (updates: readonly Update[]) => void = () => undefined) {
  const stop = new AbortController();
  const logged: { event: string; fields: unknown }[] = [];
  const texts: string[] = [];
  const api = createBotApi({ token: server.token, apiRoot: server.apiRoot, clock });
  let arrived: () => void = () => undefined;
  const done = pollUpdates({
    api,
    accept: (updates) => {
      accept(updates);
      for (const update of updates) {
        if ('message' in update && 'text' in update.message) texts.push(update.message.text);
      }
      arrived();
    },
    allowed: ['message', 'edited_message', 'my_chat_member'],
    clock,
    log: (_, event, fields) => logged.push({ event, fields }),
    signal: stop.signal,
  });
  const received = async (count: number) => {
    while (texts.length < count) await new Promise<void>((resolve) => (arrived = resolve));
    return texts;
  };
  return { api, done, received, logged, stop: () => stop.abort() };
}

describe('long polling', () => {
  test('brings every update once, and ends when it is told to', async () => {
    const polling = start();
    const group = server.group();
    for (const text of ['一', '二', '三']) server.say(group, server.person(), text);
    expect(await polling.received(3)).toEqual(['一', '二', '三']);
    polling.stop();
    await polling.done;
    expect(server.violations).toEqual([]);
  });

  test('gets an update again that could not be kept', async () => {
    let full = true;
    const polling = start((updates) => {
      if (full && updates.length > 0) {
        full = false;
        throw new Error('database or disk is full');
      }
    });
    server.say(server.group(), server.person(), '一');
    expect(await polling.received(1)).toEqual(['一']);
    polling.stop();
    await polling.done;
  });

  test('goes on after error pages, broken connections, floods and another poller', async () => {
    server.script({ method: 'getUpdates', as: { html: 502 } });
    server.script({ method: 'getUpdates', as: { drop: 'before' } });
    server.script({ method: 'getUpdates', as: { retryAfter: 35 } });
    server.script({
      method: 'getUpdates',
      as: { status: 409, description: 'Conflict: terminated by other' },
    });
    server.script({ method: 'getUpdates', as: { status: 400, description: 'Bad Request: strange' } });
    server.say(server.group(), server.person(), '一');
    const polling = start();
    expect(await polling.received(1)).toEqual(['一']);
    polling.stop();
    await polling.done;
    expect(polling.logged.map(({ event }) => event)).toEqual([
      'telegram-polling-failed',
      'telegram-polling-failed',
      'telegram-flood',
      'telegram-conflict',
      'telegram-polling-failed',
      'telegram-polling-resumed',
    ]);
    expect(JSON.stringify(polling.logged)).not.toContain(server.token);
    expect(server.violations).toEqual([]);
  });

  test('removes a webhook that keeps the updates from it', async () => {
    const polling = start();
    await polling.api.call('getMe', {});
    await fetch(`${server.apiRoot}/bot${server.token}/setWebhook`, {
      method: 'POST',
      body: JSON.stringify({ url: 'https://example.org/hook' }),
    });
    server.say(server.group(), server.person(), '一');
    server.say(server.group(), server.person(), '二');
    expect(await polling.received(2)).toEqual(['一', '二']);
    polling.stop();
    await polling.done;
  });

  test('ends with the refusal when the token is revoked', async () => {
    const polling = start();
    server.revokeToken();
    const thrown = await polling.done.catch((error: unknown) => error);
    expect(failureOf(thrown)).toEqual({ kind: 'token-refused' });
  });
});

describe('a call', () => {
  test('that gets no answer ends at its deadline and counts as unreachable', async () => {
    server.script({ method: 'getMe', as: { delay: 10_000_000 } });
    const api = createBotApi({ token: server.token, apiRoot: server.apiRoot, clock });
    const thrown = await api.call('getMe', {}, { deadline: 50 }).catch((error: unknown) => error);
    expect(failureOf(thrown)).toEqual({ kind: 'unreachable' });
  });

  test('that fails is described without the token', async () => {
    const api = createBotApi({ token: server.token, apiRoot: 'http://127.0.0.1:1', clock });
    const thrown = await api.call('getMe', {}).catch((error: unknown) => error);
    expect(failureOf(thrown)).toEqual({ kind: 'unreachable' });
    expect(api.describe(thrown)).not.toContain(server.token);
    expect(api.describe(new Error(`at /bot${server.token}/getMe and ${server.token}`))).toBe(
      'at /bot[token]/getMe and [token]',
    );
  });

  test('waits while the whole bot is held off', async () => {
    server.script({ method: 'getMe', as: { retryAfter: 60 } });
    const api = createBotApi({ token: server.token, apiRoot: server.apiRoot, clock });
    const thrown = await api.call('getMe', {}).catch((error: unknown) => error);
    expect(failureOf(thrown)).toEqual({ kind: 'flood', retryAfter: 60 });
    api.holdAll(60);
    await api.call('getMe', {});
    expect(server.violations).toEqual([]);
  });
});
