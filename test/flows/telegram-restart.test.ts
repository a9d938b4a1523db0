import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { answerOf } from '../fakes/scripted-app.ts';
import { ANSWER, ASKED, clock, createTelegramScene, later, type TelegramScene } from './telegram-scene.ts';

let scene: TelegramScene;
let { server, app, store, group, member, operator, logged, start, mention, textsOf } = {} as TelegramScene;

beforeEach(async () => {
  scene = await createTelegramScene();
  ({ server, app, store, group, member, operator, logged, start, mention, textsOf } = scene);
});
afterEach(async () => {
  expect(await scene.end()).toEqual([]);
});

describe('many chats', () => {
  test('a slow answer in one group delays that group alone, and keeps its order', async () => {
    const slow = later();
    app.on('慢问题', slow.answer);
    await start();
    server.say(group, member, mention('慢问题'));
    server.say(group, operator, mention(ASKED));
    const others = Array.from({ length: 20 }, () => server.group());
    for (const other of others) server.say(other, member, mention(ASKED));
    for (const other of others) await server.waitForSent(other.id, 1);
    expect(server.sent(group.id)).toEqual([]);
    slow.give(answerOf('慢的答案[1]。', '原文'));
    await server.waitForSent(group.id, 2);
    expect(textsOf(group)[0]).toContain('慢的答案');
  });

  test('a retry_after of one group leaves the others alone, and its answer comes once', async () => {
    await start();
    const other = server.group();
    server.script({ method: 'sendMessage', chat: group.id, as: { retryAfter: 30 } });
    server.say(group, member, mention(ASKED));
    server.say(other, member, mention(ASKED));
    await server.waitForSent(other.id, 1);
    await server.waitForSent(group.id, 1);
    expect(server.sent(group.id)).toHaveLength(1);
  });

  test('a group that becomes a supergroup keeps its turns under the new id', async () => {
    const old = server.group({ type: 'group' });
    app.on('那医保呢', ANSWER);
    await start();
    server.say(old, member, mention(ASKED));
    await server.waitForSent(old.id, 1);
    const moved = server.migrate(old);
    server.push('message', {
      message_id: 90,
      date: Math.floor(Date.now() / 1_000),
      chat: old,
      from: member,
      migrate_to_chat_id: moved.id,
    });
    server.push('message', {
      message_id: 1,
      date: Math.floor(Date.now() / 1_000),
      chat: old,
      from: member,
      text: mention(ASKED),
    });
    await server.waitForSent(moved.id, 1);
    server.say(moved, member, mention('那医保呢'));
    await server.waitForSent(moved.id, 2);
    expect(app.questions.at(-1)?.history).not.toEqual([]);
  });
});

describe('a restart', () => {
  test('answers what was asked before it, once', async () => {
    const never = later();
    app.on(ASKED, never.answer);
    const first = await start();
    const questions = ['一', '二', '三'].map((name) => {
      const chat = server.group();
      server.say(chat, member, mention(ASKED));
      server.say(chat, member, mention(name));
      app.on(name, answerOf(`${name}的答案[1]。`, '原文'));
      return { chat, name };
    });
    while (app.questions.length < 3) await clock.sleep(100);
    await first.stop();
    expect(questions.flatMap(({ chat }) => textsOf(chat))).toEqual([]);

    app.on(ASKED, ANSWER);
    const second = await start();
    for (const { chat, name } of questions) {
      const sent = await server.waitForSent(chat.id, 2);
      expect(sent.map(({ text }) => text.split('[')[0])).toEqual(['低保标准为260元', `${name}的答案`]);
    }
    await second.stop();
    expect(store.inbox.pending()).toEqual([]);
  });

  test('does not answer again what Telegram delivers again', async () => {
    const first = await start();
    const say = (message_id: number) => ({
      message_id,
      date: Math.floor(Date.now() / 1_000),
      chat: group,
      from: member,
      text: mention(ASKED),
    });
    const update = server.push('message', say(70));
    await server.waitForSent(group.id, 1);
    await first.stop();
    await start();
    server.redeliver(update);
    server.push('message', say(71));
    await server.waitForSent(group.id, 2);
    expect(app.questions).toHaveLength(2);
  });

  test('sends the parts of an answer that were not sent, and only these', async () => {
    app.on('全文', answerOf('标准已经提高了[1]。'.repeat(900), '原文'));
    server.script({ method: 'sendMessage', as: { drop: 'before' }, skip: 1, times: 1_000 });
    const first = await start();
    server.say(group, member, mention('全文'));
    while (!logged.some((line) => line.includes('telegram-send-retried'))) await clock.sleep(50);
    await first.stop();
    expect(server.sent(group.id)).toHaveLength(1);
    expect(store.inbox.pending()).toMatchObject([{ sent: 1 }]);

    server.clearScript();
    app.on('全文', new Error('must not be asked again'));
    await start();
    const sent = await server.waitForSent(group.id, 3);
    expect(
      sent
        .map(({ text }) => text)
        .join('')
        .match(/标准已经提高了\[1\]。/g),
    ).toHaveLength(900);
  });

  test('after a kill -9 loses no question and repeats at most the one in flight of each chat', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mingbai-kill-'));
    const groups = Array.from({ length: 12 }, () => server.group());
    for (const chat of groups) {
      for (let at = 0; at < 3; at++) server.say(chat, member, mention(`问题${at}`));
    }
    const total = () => groups.reduce((sum, { id }) => sum + server.sent(id).length, 0);
    for (const until of [5, 15, 25]) {
      const process = runBot(join(folder, 'state.sqlite'));
      while (total() < until) await clock.sleep(100);
      process.kill('SIGKILL');
      await once(process, 'exit');
    }
    const last = runBot(join(folder, 'state.sqlite'));
    for (const chat of groups) await server.waitForSent(chat.id, 3, 15_000);
    while (groups.some((chat) => !textsOf(chat).some((text) => text.startsWith('问题2'))))
      await clock.sleep(500);
    last.kill('SIGTERM');
    await once(last, 'exit');
    rmSync(folder, { recursive: true });
    for (const chat of groups) {
      const answered = textsOf(chat).map((text) => text.slice(0, 3));
      expect([...new Set(answered)]).toEqual(['问题0', '问题1', '问题2']);
      // Three kills: at most three answers were on their way.
      expect(answered.length).toBeLessThanOrEqual(6);
    }
  });
});

describe('starting', () => {
  test('with a token that Telegram refuses is a clear error', async () => {
    await expect(start({ token: '1:wrong' })).rejects.toMatchObject({ code: 'telegram-token-refused' });
  });

  test('waits for the network', async () => {
    server.script({ method: 'getMe', as: { drop: 'before' } });
    server.script({ method: 'getMe', as: { html: 502 } });
    await start();
    server.say(group, member, mention(ASKED));
    expect(await server.waitForSent(group.id, 1)).toHaveLength(1);
  });

  test('a token revoked later is reported', async () => {
    const fatal: string[] = [];
    await start({ onFatal: ({ code }) => fatal.push(code) });
    server.revokeToken();
    while (fatal.length === 0) await clock.sleep(1_000);
    expect(fatal).toEqual(['telegram-token-refused']);
  });
});

/** A bot in a process of its own, which answers every question with itself. Ends at SIGTERM. */
function runBot(statePath: string) {
  const url = (path: string) => JSON.stringify(pathToFileURL(join(import.meta.dirname, '../..', path)).href);
  const script = `
    const { createStore } = await import(${url('src/state/store.ts')});
    const { createTelegramBot } = await import(${url('src/telegram/bot.ts')});
    const { createFastClock } = await import(${url('test/fakes/clock.ts')});
    const { answerOf } = await import(${url('test/fakes/scripted-app.ts')});
    const bot = createTelegramBot({
      app: { answer: async ({ text }) => answerOf(text + '[1]。', '原文') },
      store: createStore(${JSON.stringify(statePath)}),
      token: ${JSON.stringify(server.token)},
      apiRoot: ${JSON.stringify(server.apiRoot)},
      operatorIds: [],
      groupIds: [],
      log: () => undefined,
      clock: createFastClock(50),
    });
    process.on('SIGTERM', () => bot.stop().then(() => process.exit(0)));
    await bot.start();`;
  return spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    stdio: 'inherit',
  });
}
