import type { Update } from 'telegraf/types';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Clock } from '../../../src/chat/clock.ts';
import { createBotApi, failureOf } from '../../../src/telegram/api.ts';
import { pollUpdates } from '../../../src/telegram/delivery/polling.ts';
import { TAKEN } from '../../../src/telegram/delivery/updates.ts';
import type { BotApiServer } from '../../fakes/bot-api/types.ts';
import { createBotApiServer } from '../../fakes/bot-api-server.ts';
import { createFastClock } from '../../fakes/clock.ts';

const fastClock = createFastClock(200);
/** Milliseconds of each wait. */
let waits: number[];
const clock: Clock = {
  now: fastClock.now,
  sleep: (milliseconds, signal) => {
    waits.push(milliseconds);
    return fastClock.sleep(milliseconds, signal);
  },
};
let server: BotApiServer;
beforeEach(async () => {
  waits = [];
  server = await createBotApiServer({ clock: fastClock });
});
afterEach(() => server.close());

function start(accept: (updates: readonly Update[]) => void = () => undefined, apiRoot = server.apiRoot) {
  const stop = new AbortController();
  const logged: { event: string; fields: unknown }[] = [];
  const texts: string[] = [];
  const states: string[] = [];
  const api = createBotApi({ token: server.token, apiRoot, clock });
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
    allowed: TAKEN,
    onState: (state, detail) => {
      if (states.at(-1) !== `${state}: ${detail}`) states.push(`${state}: ${detail}`);
      arrived();
    },
    random: () => 1,
    clock,
    log: (_, event, fields) => logged.push({ event, fields }),
    signal: stop.signal,
  });
  const received = async (count: number) => {
    while (texts.length < count) await new Promise<void>((resolve) => (arrived = resolve));
    return texts;
  };
  const reached = async (state: string) => {
    while (!states.some((one) => one.startsWith(state)))
      await new Promise<void>((resolve) => (arrived = resolve));
  };
  return { api, done, received, reached, states, logged, stop: () => stop.abort() };
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

  test('tells at once that it is up, before the first long request is over', async () => {
    const polling = start();
    await polling.reached('up');
    expect(server.calls[0]?.parameters.timeout).toBe(0);
    polling.stop();
    await polling.done;
    expect(polling.states).toEqual(['up: 长轮询']);
  });

  test('asks for messages, edits, button presses, memberships and stops, and for nothing else', async () => {
    const polling = start();
    await polling.reached('up');
    polling.stop();
    await polling.done;
    expect(server.calls[0]?.parameters.allowed_updates).toEqual([
      'message',
      'edited_message',
      'callback_query',
      'my_chat_member',
      'stopped_message_generation',
    ]);
  });

  test('tries again less and less often while Telegram fails, says that it is down, and recovers alone', async () => {
    server.script({ method: 'getUpdates', times: 7, as: { html: 502 } });
    server.say(server.group(), server.person(), '一');
    const polling = start();
    expect(await polling.received(1)).toEqual(['一']);
    await polling.reached('up');
    polling.stop();
    await polling.done;
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000]);
    expect(polling.states.map((state) => state.slice(0, 4))).toEqual(['down', 'up: ']);
    expect(polling.logged.at(-1)).toEqual({ event: 'telegram-polling-resumed', fields: { failures: 7 } });
  });

  test('says that it is down while no server can be reached, without the token', async () => {
    const polling = start(undefined, 'http://127.0.0.1:1');
    await polling.reached('down');
    polling.stop();
    await polling.done;
    expect(polling.states.join()).not.toContain(server.token);
  });

  test('waits as long as Telegram asks for, and makes no call before', async () => {
    server.script({ method: 'getUpdates', as: { retryAfter: 120 } });
    const polling = start();
    await polling.reached('up');
    polling.stop();
    await polling.done;
    const [first, second] = server.calls.map(({ at }) => at);
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(120_000);
    expect(polling.states[0]).toMatch(/^down: .*429/);
  });

  test('says that it is down while what it gets cannot be kept', async () => {
    let isFull = true;
    const polling = start((updates) => {
      if (isFull && updates.length > 0) throw new Error('database or disk is full');
    });
    server.say(server.group(), server.person(), '一');
    await polling.reached('down: database or disk is full');
    isFull = false;
    expect(await polling.received(1)).toEqual(['一']);
    polling.stop();
    await polling.done;
  });

  test('leaves another process time to end before it takes over', async () => {
    server.script({
      method: 'getUpdates',
      as: { status: 409, description: 'Conflict: terminated by other' },
    });
    const polling = start();
    await polling.reached('up');
    polling.stop();
    await polling.done;
    expect(Math.max(...waits)).toBeGreaterThan(50_000);
    expect(polling.logged[0]?.event).toBe('telegram-conflict');
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
    expect(polling.states.at(-1)).toMatch(/^down: .*401/);
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
