import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import Database from 'better-sqlite3';
import { afterAll, describe, expect, test } from 'vitest';
import { createStore } from '../../src/state/store.ts';
import { storeContract } from '../contracts/store.ts';

const folder = mkdtempSync(join(tmpdir(), 'mingbai-state-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;
const newPath = () => join(folder, `made-${files++}`, 'state.sqlite');

storeContract('an SQLite file', () => createStore(newPath()));
storeContract('an in-memory database', () => createStore(':memory:'));

describe('the state file', () => {
  test('gives everything back when it is opened again', () => {
    const path = newPath();
    const first = createStore(path);
    first.inbox.put([{ id: 1, chat: -1, body: '{}' }], 1);
    first.inbox.keepReply(1, ['甲']);
    first.answers.record({ chat: -1, messageId: 2, question: '问', member: 3, sentAt: 4 });
    first.turns.add({ chat: -1, topic: 0, member: 3 }, [{ role: 'user', content: '问' }], 4);
    first.close();
    const second = createStore(path);
    expect(second.inbox.pending()).toMatchObject([{ id: 1, reply: ['甲'] }]);
    expect(second.answers.find(-1, 2)?.question).toBe('问');
    expect(second.turns.recent({ chat: -1, topic: 0, member: 3 }, 0, 9)).toHaveLength(1);
    second.close();
  });

  test('has every update that was put before a kill -9', async () => {
    const path = newPath();
    const store = pathToFileURL(join(import.meta.dirname, '../../src/state/store.ts')).href;
    const script = `
      const { createStore } = await import(${JSON.stringify(store)});
      const { inbox } = createStore(${JSON.stringify(path)});
      for (let id = 1; ; id++) {
        inbox.put([{ id, chat: -1, body: '{}' }], id);
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
    const kept = reopened.inbox.pending().map(({ id }) => id);
    reopened.close();
    expect(acknowledged.length).toBeGreaterThanOrEqual(50);
    expect(kept.slice(0, acknowledged.length)).toEqual(acknowledged);
  });

  test('is readable by its owner alone', () => {
    const path = newPath();
    const store = createStore(path);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    store.close();
  });

  test('holds no text of a finished update', () => {
    const path = newPath();
    const store = createStore(path);
    store.inbox.put([{ id: 1, chat: -1, body: '{"text":"私人的话"}' }], 1);
    store.inbox.keepReply(1, ['私人的话']);
    store.inbox.done(1, 2);
    store.close();
    expect(readFileSync(path).includes('私人的话')).toBe(false);
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
    for (let id = 0; id < 100; id++) store.inbox.put([{ id, chat: -1, body }], id);
    store.close();
    const bytes = readFileSync(path);
    bytes.fill(0, 4_096, 4_096 * 20);
    writeFileSync(path, bytes);
    expect(() => createStore(path)).toThrow(expect.objectContaining({ code: 'state-damaged' }));
  });

  test('of a newer version is left alone', () => {
    const path = newPath();
    createStore(path).close();
    const db = new Database(path);
    db.pragma('user_version = 99');
    db.close();
    expect(() => createStore(path)).toThrow(
      expect.objectContaining({ code: 'state-newer', fields: expect.objectContaining({ found: 99 }) }),
    );
  });

  test('that cannot be made says so', () => {
    const blocked = join(folder, 'file');
    writeFileSync(blocked, '');
    expect(() => createStore(join(blocked, 'state.sqlite'))).toThrow(
      expect.objectContaining({ code: 'state-unusable' }),
    );
  });
});
