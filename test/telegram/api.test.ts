import { TelegramError } from 'telegraf';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type BotApi, createBotApi, failureOf } from '../../src/telegram/api.ts';
import type { BotApiServer } from '../fakes/bot-api/types.ts';
import { createBotApiServer } from '../fakes/bot-api-server.ts';
import { createTestClock, type TestClock } from '../fakes/clock.ts';

let clock: TestClock;
let server: BotApiServer;
let api: BotApi;

beforeEach(async () => {
  clock = createTestClock();
  server = await createBotApiServer({ clock, lacks: ['deleteMyCommands'] });
  api = createBotApi({ token: server.token, apiRoot: server.apiRoot, clock });
});
afterEach(() => server.close());

const thrownBy = (call: Promise<unknown>) =>
  call.then(
    () => expect.unreachable('it went through'),
    (thrown: unknown) => thrown,
  );

describe('calls', () => {
  test('reach the server with all their parameters, methods newer than Telegraf included', async () => {
    const { id } = server.private(server.person());
    const reply_markup = { inline_keyboard: [[{ text: '好', callback_data: 'yes' }]] };
    const sent = await api.call('sendMessage', {
      chat_id: id,
      text: '<b>一</b>',
      parse_mode: 'HTML',
      link_preview_options: { is_disabled: true },
      reply_markup,
    });
    expect(server.shown(id, sent.message_id)).toMatchObject({ text: '一', reply_markup });
    await clock.advance(1_000);
    expect(await api.call('sendMessageDraft', { chat_id: id, draft_id: 3, text: '二' })).toBe(true);
    expect(server.draft(id)).toBe('二');
    expect(server.violations).toEqual([]);
  });

  test('end at their deadline, and at once when they are given up', async () => {
    server.script({ method: 'getMe', times: 2, as: { delay: 60_000 } });
    expect(failureOf(await thrownBy(api.call('getMe', {}, { deadline: 50 })))).toEqual({
      kind: 'unreachable',
    });
    const stop = new AbortController();
    const given = thrownBy(api.call('getMe', {}, { signal: stop.signal }));
    stop.abort();
    expect(await given).toMatchObject({ name: 'AbortError' });
  });

  test('wait while the whole bot is held off', async () => {
    api.holdAll(35);
    expect(api.held()).toBe(35_250);
    const call = api.call('getMe', {});
    await clock.advance(35_000);
    expect(server.calls).toEqual([]);
    await clock.advance(250);
    expect(await call).toMatchObject({ username: server.bot.username });
    expect(api.held()).toBe(0);
  });
});

describe('a failure', () => {
  test.each([
    [429, 'Too Many Requests: retry after 9', { retry_after: 9 }, { kind: 'flood', retryAfter: 9 }],
    [400, 'Bad Request: group chat was upgraded', { migrate_to_chat_id: -5 }, { kind: 'moved', to: -5 }],
    [401, 'Unauthorized', undefined, { kind: 'token-refused' }],
    [404, 'Not Found', undefined, { kind: 'token-refused' }],
    [404, 'Not Found: method not found', undefined, { kind: 'unknown-method' }],
    [403, 'Forbidden: bot was blocked by the user', undefined, { kind: 'forbidden' }],
    [
      409,
      "Conflict: can't use getUpdates method while webhook is active",
      undefined,
      { kind: 'conflict', byWebhook: true },
    ],
    [
      409,
      'Conflict: terminated by other getUpdates request',
      undefined,
      { kind: 'conflict', byWebhook: false },
    ],
    [502, 'Bad Gateway', undefined, { kind: 'unreachable' }],
    [
      400,
      'Bad Request: chat not found',
      undefined,
      { kind: 'refused', description: 'Bad Request: chat not found' },
    ],
  ] as const)('%i %s', (error_code, description, parameters, failure) => {
    const thrown = new TelegramError({
      error_code,
      description,
      ...(parameters ? { parameters } : {}),
    } as never);
    expect(failureOf(thrown)).toEqual(failure);
  });

  test('that no server told is a lost connection, or a fault of our own', async () => {
    server.script({ method: 'getMe', as: { drop: 'before' } });
    expect(failureOf(await thrownBy(api.call('getMe', {})))).toEqual({ kind: 'unreachable' });
    expect(failureOf(new TypeError('x is not a function'))).toEqual({ kind: 'fault' });
  });

  test('of a method that the server is too old for is told apart from a refused token', async () => {
    expect(failureOf(await thrownBy(api.call('deleteMyCommands', {})))).toEqual({ kind: 'unknown-method' });
  });

  test('is described without the token, whoever wrote it', async () => {
    server.script({ method: 'getMe', as: { drop: 'before' } });
    expect(api.describe(await thrownBy(api.call('getMe', {})))).not.toContain('AAF-strict');
    const told = api.describe(new Error(`no route to /bot${server.token}/getMe, nor for 12345:other-Bot_9`));
    expect(told).toBe('no route to /bot[token]/getMe, nor for 12345:other-Bot_9');
    expect(api.describe(new Error('/bot12345:other-Bot_9/getMe'))).toBe('/[token]/getMe');
  });
});
