import { TelegramError } from 'telegraf';
import { beforeEach, describe, expect, test } from 'vitest';
import { isCommandName } from '../../../src/chat/commands/index.ts';
import { commandsFor } from '../../../src/chat/commands/table.ts';
import type { BotApi } from '../../../src/telegram/api.ts';
import { createMenus } from '../../../src/telegram/commands/menu.ts';
import { OPERATOR } from '../../chat/commands/scene.ts';
import { createDirectBotApi, type DirectBotApi } from '../../fakes/bot-api/direct.ts';
import { createTestClock, type TestClock } from '../../fakes/clock.ts';

interface Menu {
  readonly scope: { readonly type: string; readonly chat_id?: number };
  readonly commands: readonly { readonly command: string; readonly description: string }[];
}

let clock: TestClock;
let api: DirectBotApi;
let published: Menu[];
let logged: string[];
/** When the operator's menu was refused with a retry_after, and how often it still will be. */
let floods: { at: number[]; left: number };

beforeEach(() => {
  clock = createTestClock();
  api = createDirectBotApi(clock);
  api.chat(OPERATOR.id);
  published = [];
  logged = [];
  floods = { at: [], left: 0 };
});

/** @param wrote who wrote to the bot in private meanwhile. */
async function publish(
  operatorIds: readonly number[],
  stopped = new AbortController(),
  wrote: readonly number[] = operatorIds,
  ephemeral = false,
) {
  const call = (async (method: 'setMyCommands', payload: Menu, options?: { signal?: AbortSignal }) => {
    options?.signal?.throwIfAborted();
    if (payload.scope.type === 'chat' && floods.left-- > 0) {
      floods.at.push(clock.now());
      const description = 'Too Many Requests: retry after 40';
      throw new TelegramError({ error_code: 429, description, parameters: { retry_after: 40 } as never });
    }
    const result = await api.call(method, payload as never, options);
    published.push(payload);
    return result;
  }) as BotApi['call'];
  const menus = createMenus({
    api: { ...api, call },
    abilities: { ephemeral },
    ...{ operatorIds, clock, signal: stopped.signal },
    log: (_, event, fields) => logged.push(JSON.stringify({ event, ...fields })),
  });
  const publishing = Promise.all([menus.publish(), ...wrote.map((user) => menus.metInPrivate(user))]);
  await clock.runAll();
  await publishing;
}

const names = (type: string) =>
  published.find(({ scope }) => scope.type === type)?.commands.map(({ command }) => command);

describe('menus', () => {
  test('of each scope hold what works there for its readers, each described in Chinese', async () => {
    await publish([OPERATOR.id]);
    const members = ['ask', 'sources', 'why', 'recall', 'help'];
    expect(names('default')).toEqual(members);
    expect(names('all_group_chats')).toEqual(members);
    expect(names('all_chat_administrators')).toEqual([
      ...members.slice(0, -1),
      ...['region', 'listen', 'help'],
    ]);
    expect(names('all_private_chats')).toEqual([...members.slice(0, -1), 'region', 'help']);
    expect(names('chat')).toEqual([...members.slice(0, -1), ...['region', 'reload', 'feedback', 'help']]);
    expect(published.find(({ scope }) => scope.type === 'chat')?.scope.chat_id).toBe(OPERATOR.id);
    for (const { commands } of published)
      for (const { description } of commands) expect(description).toMatch(/\p{Script=Han}/u);
    expect(api.violations).toEqual([]);
  });

  test('name no command that is not there', () => {
    const all = commandsFor({ isPrivate: true, isAdmin: true, isOperator: true }).concat(
      commandsFor({ isPrivate: false, isAdmin: true, isOperator: true }),
    );
    expect([...new Set(all)].filter((name) => name !== 'ask' && !isCommandName(name))).toEqual([]);
  });

  test('of an operator who never wrote to the bot are not asked for, and those of one who did once', async () => {
    await publish([404, OPERATOR.id], new AbortController(), [OPERATOR.id, 405, OPERATOR.id]);
    expect(published.flatMap(({ scope }) => scope.chat_id ?? [])).toEqual([OPERATOR.id]);
    expect(logged).toEqual([]);
  });

  test('wait for a retry_after and are published then', async () => {
    floods.left = 2;
    await publish([OPERATOR.id]);
    expect(names('chat')).toContain('reload');
    const [first = 0, second = 0] = floods.at;
    expect(second - first).toBeGreaterThanOrEqual(40_000);
    expect(clock.now() - second).toBeGreaterThanOrEqual(40_000);
    expect(logged).toEqual([]);
  });

  test('are given up, and that is logged, where Telegram never lets them through', async () => {
    floods.left = 9;
    await publish([OPERATOR.id]);
    expect(names('chat')).toBeUndefined();
    expect(logged).toHaveLength(1);
  });

  test('are left alone, without a word, when the bot stops', async () => {
    const stopped = new AbortController();
    stopped.abort(new Error('stopped'));
    await publish([OPERATOR.id], stopped);
    expect(published).toEqual([]);
    expect(logged).toEqual([]);
  });
});
