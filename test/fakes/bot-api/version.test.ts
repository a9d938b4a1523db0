import { afterEach, describe, expect, test } from 'vitest';
import { createBotApiServer } from '../bot-api-server.ts';
import { createTestClock } from '../clock.ts';
import { callerOf, noPreview } from './calling.ts';
import type { BotApiServer } from './types.ts';
import { type BotApiVersion, knows, VERSIONS } from './version.ts';

let server: BotApiServer;
async function serve(version?: BotApiVersion) {
  server = await createBotApiServer({
    clock: createTestClock(),
    ...(version === undefined ? {} : { version }),
  });
  return callerOf(server);
}
afterEach(() => server?.close());

const NOT_FOUND = { error_code: 404, description: 'Not Found: method not found' };

describe('a server', () => {
  test('is of the newest version unless told otherwise', async () => {
    await serve();
    expect(server.version).toBe(VERSIONS.at(-1));
  });

  test.each([
    ['9.0', '9.5', false],
    ['10.1', '9.5', true],
    ['10.1', '10.1', true],
    ['10.2', '10.3', false],
    ['9.0', undefined, true],
  ] as const)('of %s knows what came with %s: %s', (version, since, isKnown) => {
    expect(knows(version, since)).toBe(isKnown);
  });
});

test.each([
  ['9.0', false],
  ['10.1', true],
] as const)("%s knows sendMessageDraft: %s; to ask for it is nobody's fault", async (version, isKnown) => {
  const { call } = await serve(version);
  const { id } = server.private(server.person());
  const reply = await call('sendMessageDraft', { chat_id: id, draft_id: 1, text: '一' });
  expect(reply).toMatchObject(isKnown ? { ok: true } : NOT_FOUND);
  expect(server.violations).toEqual([]);
  expect(server.calls).toHaveLength(1);
});

describe('a parameter', () => {
  const draft = { draft_id: 1, text: '一', can_stop: true };

  test('newer than the server is taken no notice of', async () => {
    const { call } = await serve('10.2');
    const { id } = server.private(server.person());
    expect(await call('sendMessageDraft', { chat_id: id, ...draft })).toMatchObject({ ok: true });
    expect(server.ignored).toEqual(['sendMessageDraft: can_stop']);
    expect(server.violations).toEqual([]);
  });

  test('of the version of the server is not', async () => {
    const { call } = await serve('10.3');
    const { id } = server.private(server.person());
    await call('sendMessageDraft', { chat_id: id, ...draft });
    expect(server.ignored).toEqual([]);
  });

  test('newer than the server is ignored inside of others too', async () => {
    const { call } = await serve('10.1');
    const commands = [{ command: 'why', description: '为什么', is_ephemeral: true }];
    await call('setMyCommands', { commands });
    expect([...server.commands.values()]).toEqual([[{ command: 'why', description: '为什么' }]]);
    expect(server.ignored).toEqual(['setMyCommands: commands.is_ephemeral']);
  });

  test('that no version knows is a fault of the bot at every version', async () => {
    const { call } = await serve('9.0');
    const { id } = server.private(server.person());
    await call('sendMessage', { chat_id: id, text: '一', ...noPreview, quiet: true });
    expect(server.violations).toEqual(['sendMessage: parameter quiet is unknown']);
  });
});
