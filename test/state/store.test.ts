import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../../src/state/database.ts';
import { MIGRATIONS } from '../../src/state/migrations.ts';
import { createStore } from '../../src/state/store.ts';
import { sentAnswer, storeContract } from '../contracts/store.ts';

const folder = mkdtempSync(join(tmpdir(), 'mingbai-state-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const DAY = 86_400_000;
const CHAT = { surface: 'telegram', chat: '-1' };
let files = 0;
const newPath = () => join(folder, `made-${files++}`, 'state.sqlite');

storeContract('an SQLite file', () => createStore(newPath()));
storeContract('an in-memory database', () => createStore(':memory:'));

describe('the state file', () => {
  test('gives everything back when it is opened again', () => {
    const path = newPath();
    const first = createStore(path);
    first.inbox('telegram').put([{ id: '1', chat: '-1', body: '{}' }], 1);
    first.inbox('telegram').keepReply('1', ['甲'], [], 1);
    first.answers.record(sentAnswer());
    first.feedback.record('k1', '3', 'wrong-place', 4);
    first.decisions.record(CHAT, '6', '{}', 4);
    first.chats.set(CHAT, { place: '蓬安县', isListening: true });
    first.turns.add({ ...CHAT, thread: '', member: '3' }, [{ role: 'user', content: '问' }], 4);
    first.close();
    const second = createStore(path);
    expect(second.inbox('telegram').pending()).toMatchObject([{ id: '1', reply: ['甲'] }]);
    expect(second.answers.find(CHAT, '7')).toEqual(sentAnswer());
    expect(second.feedback.complaints(9)).toMatchObject([{ verdict: 'wrong-place', answer: { key: 'k1' } }]);
    expect(second.decisions.find(CHAT, '6')).toEqual({ body: '{}', at: 4 });
    expect(second.chats.settings(CHAT).isListening).toBe(true);
    expect(second.turns.recent({ ...CHAT, thread: '', member: '3' }, 0, 9)).toHaveLength(1);
    second.close();
  });

  test('has every update that was put before a kill -9', async () => {
    const path = newPath();
    const store = pathToFileURL(join(import.meta.dirname, '../../src/state/store.ts')).href;
    const script = `
      const { createStore } = await import(${JSON.stringify(store)});
      const inbox = createStore(${JSON.stringify(path)}).inbox('telegram');
      for (let id = 1; ; id++) {
        inbox.put([{ id: String(id), chat: '-1', body: '{}' }], id);
        process.stdout.write(id + '\\n');
      }`;
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let printed = '';
    for await (const data of child.stdout) {
      printed += String(data);
      if (printed.split('\n').length > 50) child.kill('SIGKILL');
    }
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    const acknowledged = printed.split('\n').slice(0, -1).map(Number);
    const reopened = createStore(path);
    const kept = reopened
      .inbox('telegram')
      .pending()
      .map(({ id }) => Number(id));
    reopened.close();
    expect(acknowledged.length).toBeGreaterThanOrEqual(50);
    expect(kept.slice(0, acknowledged.length)).toEqual(acknowledged);
  });

  test('of format 1 opens with its turns, its pending updates and the ids it knows', () => {
    const path = newPath();
    mkdirSync(dirname(path));
    const old = openDatabase(path, { patience: 1_000 });
    old.exec(MIGRATIONS[0] ?? '');
    old.pragma('user_version = 1');
    old.exec(`
      INSERT INTO inbox (update_id, chat, body, received_at, attempts, reply, sent)
        VALUES (5, -1, '{"update_id":5}', 77, 2, '["甲","乙"]', 1), (4, NULL, '{}', 78, 0, NULL, 0);
      INSERT INTO inbox (update_id, chat, body, received_at, done_at) VALUES (6, -1, '', 79, 80);
      INSERT INTO answers VALUES (-1, 7, '低保标准', 5, 90);
      INSERT INTO turns (chat, topic, member, role, content, at) VALUES (-1, 0, 5, 'user', '问', 91);
    `);
    old.close();
    for (let times = 0; times < 2; times++) {
      const store = createStore(path);
      expect(store.inbox('telegram').pending()).toEqual([
        {
          ...{ id: '5', chat: '-1', body: '{"update_id":5}', receivedAt: 77 },
          ...{ attempts: 2, reply: ['甲', '乙'], sent: 1 },
        },
        { id: '4', chat: null, body: '{}', receivedAt: 78, attempts: 0, reply: null, sent: 0 },
      ]);
      expect(store.inbox('telegram').put([{ id: '6', chat: '-1', body: '{}' }], 100)).toEqual([]);
      expect(store.turns.recent({ ...CHAT, thread: '', member: '5' }, 0, 9)).toEqual([
        { role: 'user', content: '问' },
      ]);
      expect(store.answers.find(CHAT, '7')).toBeUndefined();
      store.answers.record(sentAnswer({ messageIds: ['8'] }));
      expect(store.answers.find(CHAT, '8')).toBeDefined();
      store.close();
    }
  });

  test('of format 2 opens with the answers that it knows', () => {
    const path = newPath();
    mkdirSync(dirname(path));
    const old = openDatabase(path, { patience: 1_000 });
    for (const migration of MIGRATIONS.slice(0, 2)) old.exec(migration);
    old.pragma('user_version = 2');
    const { answer, key, chat, questionId, question, hops, sentAt } = sentAnswer();
    old
      .prepare(`INSERT INTO answers VALUES (1, ?, ?, ?, ?, '[7]', ?, NULL, NULL, ?, ?, ?, NULL, '[]');`)
      .run(key, Number(chat), 0, Number(questionId), question, hops, JSON.stringify(answer), sentAt);
    old.prepare('INSERT INTO answer_messages VALUES (?, 7, 1)').run(Number(chat));
    old.close();
    const store = createStore(path);
    const known = sentAnswer({ messageIds: ['7'], place: null, member: null });
    expect(store.answers.find(CHAT, '7')).toEqual(known);
    expect(store.answers.findByQuestion(CHAT, '6')).toEqual(known);
    store.close();
  });

  test('of format 4, which knew one surface and numbers, lives on with all that it holds', () => {
    const path = newPath();
    mkdirSync(dirname(path));
    const old = openDatabase(path, { patience: 1_000 });
    old.pragma('foreign_keys = ON');
    for (const migration of MIGRATIONS.slice(0, 4)) old.exec(migration);
    old.pragma('user_version = 4');
    const group = '-1002345678901';
    const { answer, question, hops, sentAt } = sentAnswer();
    const text = { html: '<b>甲</b>', plain: '甲', keyboard: [[{ text: '👍', data: 'g.k1.' }]] };
    const chatId = Number(group);
    const parts = [
      { op: 'send', message: { chat: chatId, topic: 44, replyTo: 6, ...text }, key: 'k1' },
      {
        ...{ op: 'edit', message: { chat: chatId, messageId: 7, ...text } },
        ...{ else: { chat: chatId, ...text }, key: 'k1' },
      },
      { op: 'remove', chat: chatId, messageId: 9 },
    ].map((part) => JSON.stringify(part));
    old
      .prepare(
        `INSERT INTO inbox (update_id, chat, body, received_at, attempts, reply, sent)
         VALUES (912345678, ?1, '{"update_id":912345678}', 77, 1, ?2, 1), (5, NULL, '{}', 78, 0, NULL, 0)`,
      )
      .run(chatId, JSON.stringify(parts));
    old.exec(`
      INSERT INTO inbox (update_id, chat, body, received_at, done_at) VALUES (6, ${group}, '', 79, ${10 * DAY});
      INSERT INTO turns (chat, topic, member, role, content, at) VALUES
        (${group}, 0, 7123456789, 'user', '问', 91), (${group}, 0, 7123456789, 'assistant', '答', 91),
        (${group}, 44, 7123456789, 'user', '话题里问', 92);
      INSERT INTO chats VALUES (${group}, '蓬安县', 1), (7123456789, NULL, 0);
      INSERT INTO verdicts (key, member, verdict, at) VALUES ('k1', 7123456789, 'outdated', 93), ('k2', 8, 'good', 94);
      INSERT INTO decisions VALUES (${group}, 6, '{"outcome":"answered"}', 95);
    `);
    const insert = old.prepare(`INSERT INTO answers
      (key, chat, topic, question_id, message_ids, question, place, member, hops, answer, sent_at, original_ids, lines, meant)
      VALUES (?, ${group}, ?, ?, ?, '${question}', '蓬安县', ?, ${hops}, ?, ${sentAt}, ?, ?, ?)`);
    const lines = '[{"messageId":6,"text":"蓬安"},{"messageId":8,"text":"低保\\n标准"}]';
    insert.run('k1', 44, 6, '[7,9]', 7_123_456_789, JSON.stringify(answer), '[11]', lines, '低保标准是多少');
    insert.run('k2', 0, 0, '[]', null, JSON.stringify(answer), '[]', '[]', null);
    old.exec(`
      INSERT INTO answer_messages VALUES (${group}, 7, 1), (${group}, 9, 1);
      INSERT INTO question_messages VALUES (${group}, 6, 1), (${group}, 8, 1);
    `);
    old.close();

    const chat = { surface: 'telegram', chat: group };
    const first = sentAnswer({
      ...chat,
      ...{ thread: '44', questionId: '6', messageIds: ['7', '9'], place: '蓬安县', member: '7123456789' },
      ...{ originalIds: ['11'], meant: '低保标准是多少' },
      lines: [
        { messageId: '6', text: '蓬安' },
        { messageId: '8', text: '低保\n标准' },
      ],
    });
    for (let times = 0; times < 2; times++) {
      const store = createStore(path);
      const inbox = store.inbox('telegram');
      const [{ reply, ...half } = { reply: null }, ...others] = inbox.pending();
      expect(half).toEqual({
        ...{ id: '912345678', chat: group, body: '{"update_id":912345678}', receivedAt: 77 },
        ...{ attempts: 1, sent: 1 },
      });
      expect(reply?.map((part): unknown => JSON.parse(part))).toEqual([
        { op: 'send', place: { ...chat, thread: '44', replyTo: '6' }, content: text, key: 'k1' },
        { op: 'edit', messageId: '7', place: { ...chat, thread: '' }, content: text, key: 'k1' },
        { op: 'remove', messageId: '9', place: { ...chat, thread: '' } },
      ]);
      expect(others).toEqual([
        { id: '5', chat: null, body: '{}', receivedAt: 78, attempts: 0, reply: null, sent: 0 },
      ]);
      expect(inbox.put([{ id: '6', chat: group, body: '{}' }], 100)).toEqual([]);
      for (const id of ['7', '9']) expect(store.answers.find(chat, id)).toEqual(first);
      for (const id of ['6', '8']) expect(store.answers.findByQuestion(chat, id)).toEqual(first);
      expect(store.answers.findByKey('k2')).toEqual(
        sentAnswer({ ...chat, key: 'k2', questionId: null, messageIds: [], place: '蓬安县', member: null }),
      );
      const member = { ...chat, thread: '', member: '7123456789' };
      expect(store.turns.recent(member, 0, 9).map(({ content }) => content)).toEqual(['问', '答']);
      expect(store.turns.recent({ ...member, thread: '44' }, 0, 9)).toHaveLength(1);
      expect(store.chats.settings(chat)).toEqual({ place: '蓬安县', isListening: true });
      expect(store.feedback.find('k1', '7123456789')).toBe('outdated');
      expect(store.feedback.complaints(9)).toEqual([{ verdict: 'outdated', at: 93, answer: first }]);
      expect(store.decisions.find(chat, '6')).toEqual({ body: '{"outcome":"answered"}', at: 95 });
      store.close();
    }
    const store = createStore(path);
    store.inbox('telegram').partSent('912345678');
    store.turns.add({ ...chat, thread: '', member: '7' }, [{ role: 'user', content: '新' }], 100);
    store.answers.record({ ...first, messageIds: ['7'], originalIds: [] });
    expect(store.inbox('telegram').find('912345678')?.sent).toBe(2);
    expect(store.answers.find(chat, '9')).toBeUndefined();
    store.forget(93 + 30 * DAY);
    expect(store.answers.findByKey('k1')).toBeUndefined();
    expect(store.answers.find(chat, '7')).toBeUndefined();
    store.close();
  });

  test('keeps the newest decisions of each surface, where there are very many', () => {
    const store = createStore(newPath(), 2);
    const page = { surface: 'page', chat: 'c' };
    const bot = { surface: 'telegram', chat: 'c' };
    for (const at of [1, 2, 3]) store.decisions.record(page, `p${at}`, '{}', at);
    store.decisions.record(bot, 'b0', '{}', 0);
    store.forget(4);
    const kept = ['p1', 'p2', 'p3'].filter((id) => store.decisions.find(page, id) !== undefined);
    expect(kept).toEqual(['p2', 'p3']);
    expect(store.decisions.find(bot, 'b0')).toBeDefined();
    store.close();
  });

  test('keeps a reply and finishes what it absorbs in one write, or does neither', () => {
    const path = newPath();
    const store = createStore(path);
    store.inbox('telegram').put(
      ['1', '2', '3'].map((id) => ({ id, chat: '-1', body: '{}' })),
      1,
    );
    const faulty = openDatabase(path, { patience: 1_000 });
    faulty.exec(`CREATE TRIGGER fault BEFORE UPDATE ON inbox WHEN old.update_id = '3'
      BEGIN SELECT RAISE(ABORT, 'disk I/O error'); END`);
    expect(() => store.inbox('telegram').keepReply('1', ['甲'], ['2', '3'], 2)).toThrow('disk I/O error');
    expect(
      store
        .inbox('telegram')
        .pending()
        .map(({ id, reply }) => [id, reply]),
    ).toEqual([
      ['1', null],
      ['2', null],
      ['3', null],
    ]);
    faulty.exec('DROP TRIGGER fault');
    faulty.close();
    store.inbox('telegram').keepReply('1', ['甲'], ['2', '3'], 2);
    expect(store.inbox('telegram').pending()).toMatchObject([{ id: '1', reply: ['甲'] }]);
    store.close();
  });

  test('is closed once, however often it is told to', () => {
    const path = newPath();
    const store = createStore(path);
    store.close();
    store.close();
    createStore(path).close();
  });

  test('is closed and let go where its log cannot be worked in, and loses nothing', () => {
    const path = newPath();
    const store = createStore(path);
    store.inbox('telegram').put([{ id: '1', chat: '-1', body: '{}' }], 1);
    const log = readFileSync(`${path}-wal`);
    truncateSync(`${path}-wal`, 100);
    const other = openDatabase(path, { patience: 0 });
    expect(() => other.pragma('wal_checkpoint(TRUNCATE)')).toThrow('disk I/O error');
    other.close();
    store.close();
    store.close();
    writeFileSync(`${path}-wal`, log);
    const reopened = createStore(path);
    expect(reopened.inbox('telegram').pending()).toMatchObject([{ id: '1' }]);
    reopened.close();
  });

  test('is readable by its owner alone', () => {
    const path = newPath();
    const store = createStore(path);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    store.close();
  });

  test('holds no text of a finished update, nor does any file beside it', () => {
    const path = newPath();
    const store = createStore(path);
    store.inbox('telegram').put([{ id: '1', chat: '-1', body: '{"text":"私人的话"}' }], 1);
    store.inbox('telegram').keepReply('1', ['私人的话'], [], 1);
    store.inbox('telegram').done('1', 2);
    store.close();
    const files = readdirSync(dirname(path)).map((name) => readFileSync(join(dirname(path), name)));
    expect(files.filter((bytes) => bytes.includes('私人的话'))).toEqual([]);
  });

  test('is refused by name when it is no database', () => {
    const path = join(folder, 'text.sqlite');
    writeFileSync(path, '这不是数据库'.repeat(1_000));
    expect(() => createStore(path)).toThrow(
      expect.objectContaining({ code: 'state-damaged', message: expect.stringContaining(path) }),
    );
    expect(readFileSync(path, 'utf8')).toBe('这不是数据库'.repeat(1_000));
  });

  test('is refused when pages of it are lost', () => {
    const path = newPath();
    const store = createStore(path);
    const body = 'x'.repeat(2_000);
    for (let id = 0; id < 100; id++) store.inbox('telegram').put([{ id: String(id), chat: '-1', body }], id);
    store.close();
    const bytes = readFileSync(path);
    bytes.fill(0, 4_096, 4_096 * 20);
    writeFileSync(path, bytes);
    expect(() => createStore(path)).toThrow(expect.objectContaining({ code: 'state-damaged' }));
  });

  test('of a newer version is left alone', () => {
    const path = newPath();
    createStore(path).close();
    const db = openDatabase(path, { patience: 1_000 });
    db.pragma('user_version = 99');
    db.close();
    expect(() => createStore(path)).toThrow(
      expect.objectContaining({ code: 'state-newer', fields: expect.objectContaining({ found: 99 }) }),
    );
  });

  test('belongs to one process until it is closed, or the process ends however it ends', async () => {
    const path = newPath();
    const script = `
      const { createStore } = await import(${JSON.stringify(new URL('../../src/state/store.ts', import.meta.url).href)});
      createStore(${JSON.stringify(path)});
      gc();
      await new Promise((resolve) => setTimeout(resolve, 50));
      gc();
      process.stdout.write('open');
      setInterval(() => undefined, 1_000);`;
    const other = spawn(process.execPath, [
      ...['--expose-gc', '--import', 'tsx', '--input-type=module', '-e', script],
    ]);
    await once(other.stdout, 'data');
    expect(() => createStore(path)).toThrow(expect.objectContaining({ code: 'state-in-use' }));
    other.kill('SIGKILL');
    await once(other, 'exit');
    createStore(path).close();
    createStore(path).close();
  });

  test('that cannot be made says so', () => {
    const blocked = join(folder, 'file');
    writeFileSync(blocked, '');
    expect(() => createStore(join(blocked, 'state.sqlite'))).toThrow(
      expect.objectContaining({ code: 'state-unusable' }),
    );
  });
});
