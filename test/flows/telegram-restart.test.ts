import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDatabase } from '../../src/state/database.ts';
import { MIGRATIONS } from '../../src/state/migrations.ts';
import { createStore } from '../../src/state/store.ts';
import { addressOf, SURFACE } from '../../src/telegram/ids.ts';
import { wording } from '../../src/wording.ts';
import { answerOf } from '../fakes/scripted-app.ts';
import { ANSWER, ASKED, clock, createTelegramScene, later, type TelegramScene } from './telegram-scene.ts';

const words = wording.telegram;

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
    expect(textsOf(group).filter((text) => text !== words.queued(1))).toEqual([]);
    slow.give(answerOf('慢的答案[1]。', '原文'));
    const answers = () => textsOf(group).filter((text) => text !== words.queued(1));
    await server.waitFor('both answers', () => answers().length === 2);
    expect(answers().join()).toContain('慢的答案');
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
      message_id: 91,
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
      server.say(chat, operator, mention(name));
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
    expect(store.inbox(SURFACE).pending()).toEqual([]);
  });

  test('onto a state file of a version that knew numbers goes on with what was unfinished there', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mingbai-old-state-'));
    const path = join(folder, 'state.sqlite');
    const old = openDatabase(path, { patience: 1_000 });
    for (const migration of MIGRATIONS.slice(0, 4)) old.exec(migration);
    old.pragma('user_version = 4');
    const [asked, later] = [
      { message_id: 70, from: member, text: mention(ASKED) },
      { message_id: 71, from: operator, text: mention('医保交多少') },
    ].map((said) => server.push('message', { ...said, chat: group, date: Math.floor(Date.now() / 1_000) }));
    if (asked === undefined || later === undefined) throw new Error('not said');
    app.on('医保交多少', answerOf('医保的答案[1]。', '原文'));
    app.on(ASKED, new Error('must not be asked again'));
    const part = (text: string, replyTo?: number) =>
      JSON.stringify({
        ...{ op: 'send', key: 'old-key' },
        message: { chat: group.id, ...(replyTo === undefined ? {} : { replyTo }), html: text, plain: text },
      });
    const insert = old.prepare(
      'INSERT INTO inbox (update_id, chat, body, received_at, reply, sent) VALUES (?, ?, ?, ?, ?, ?)',
    );
    const reply = JSON.stringify([part('第一部分', 70), part('第二部分')]);
    // Telegram delivers both again: the old version died before it confirmed them.
    insert.run(asked.update_id, group.id, JSON.stringify(asked), Date.now(), reply, 1);
    insert.run(later.update_id, group.id, JSON.stringify(later), Date.now(), null, 0);
    old
      .prepare(
        `INSERT INTO answers (key, chat, topic, question_id, message_ids, question, member, hops, answer, sent_at,
           original_ids, lines)
         VALUES ('old-key', ?, 0, ?, '[]', ?, ?, 0, ?, ?, '[]', '[]')`,
      )
      .run(group.id, 70, ASKED, member.id, JSON.stringify(ANSWER), Date.now());
    old.close();

    const opened = createStore(path);
    const bot = await start({ store: opened });
    const sent = await server.waitForSent(group.id, 2);
    expect(sent.map(({ text }) => text.split('[')[0])).toEqual(['第二部分', '医保的答案']);
    const standing = opened.answers.find(addressOf(group.id), String(sent[0]?.message_id));
    expect(standing).toMatchObject({ key: 'old-key', member: String(member.id) });
    await bot.stop();
    expect(opened.answers.findByQuestion(addressOf(group.id), '71')?.question).toBe('医保交多少');
    expect(opened.inbox(SURFACE).pending()).toEqual([]);
    opened.close();
    rmSync(folder, { recursive: true, force: true });
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
    expect(store.inbox(SURFACE).pending()).toMatchObject([{ sent: 1 }]);

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
