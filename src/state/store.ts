import { chmodSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import type { Conversation, SentAnswer, Store } from '../core/ports.ts';
import type { Turn } from '../core/types.ts';
import { AppError, messageOf } from '../errors.ts';
import { createInboxStore } from './inbox-store.ts';
import { MIGRATIONS } from './migrations.ts';

const HOUR = 3_600_000;
const KEEP_UPDATE_IDS = 24 * HOUR;
const KEEP_TURNS = HOUR;
const KEEP_ANSWERS = 30 * 24 * HOUR;

/**
 * The store in one SQLite file, made with its folder when missing; `:memory:` keeps it in memory.
 * @throws AppError `state-damaged`, `state-newer` or `state-unusable`.
 */
export function createStore(path: string): Store {
  const db = open(path);

  const addAnswer = db.prepare(
    'INSERT OR REPLACE INTO answers (chat, message_id, question, member, sent_at) VALUES (?, ?, ?, ?, ?)',
  );
  const findAnswer = db.prepare<[number, number], SentAnswer>(
    `SELECT chat, message_id AS messageId, question, member, sent_at AS sentAt
     FROM answers WHERE chat = ? AND message_id = ?`,
  );
  const addTurn = db.prepare(
    'INSERT INTO turns (chat, topic, member, role, content, at) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const recentTurns = db.prepare<[number, number, number, number, number], Turn>(
    `SELECT role, content FROM turns WHERE chat = ? AND topic = ? AND member = ? AND at >= ?
     ORDER BY seq DESC LIMIT ?`,
  );

  const addTurns = db.transaction((of: Conversation, turns: readonly Turn[], now: number) => {
    for (const turn of turns) addTurn.run(of.chat, of.topic, of.member, turn.role, turn.content, now);
  });
  const moveChat = db.transaction((from: number, to: number) => {
    db.prepare('UPDATE inbox SET chat = ? WHERE chat = ?').run(to, from);
    db.prepare('UPDATE OR IGNORE answers SET chat = ? WHERE chat = ?').run(to, from);
    db.prepare('UPDATE turns SET chat = ? WHERE chat = ?').run(to, from);
  });
  const forget = db.transaction((now: number) => {
    db.prepare('DELETE FROM inbox WHERE done_at < ?').run(now - KEEP_UPDATE_IDS);
    db.prepare('DELETE FROM turns WHERE at < ?').run(now - KEEP_TURNS);
    db.prepare('DELETE FROM answers WHERE sent_at < ?').run(now - KEEP_ANSWERS);
  });

  return {
    inbox: createInboxStore(db),
    answers: {
      record: ({ chat, messageId, question, member, sentAt }) => {
        addAnswer.run(chat, messageId, question, member, sentAt);
      },
      find: (chat, messageId) => findAnswer.get(chat, messageId),
    },
    turns: {
      add: (conversation, turns, now) => addTurns(conversation, turns, now),
      recent: ({ chat, topic, member }, since, limit) =>
        recentTurns.all(chat, topic, member, since, limit).reverse(),
    },
    moveChat: (from, to) => moveChat(from, to),
    forget: (now) => forget(now),
    close: () => {
      db.close();
    },
  };
}

function open(path: string): Database.Database {
  let db: Database.Database | undefined;
  try {
    if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
    db = new Database(path, { timeout: 5_000 });
    // Questions are personal; SQLite gives its log files the mode of this one.
    if (path !== ':memory:') chmodSync(path, 0o600);
    // A confirmed update must survive a power cut: FULL syncs the log at every commit.
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.pragma('secure_delete = ON');
    const check = db.pragma('quick_check(1)', { simple: true });
    if (check !== 'ok') throw new AppError('state-damaged', { path, details: String(check) });
    migrate(db, path);
    return db;
  } catch (thrown) {
    db?.close();
    if (thrown instanceof AppError) throw thrown;
    const code = thrown instanceof Database.SqliteError ? thrown.code : '';
    const damaged = code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT');
    throw new AppError(
      damaged ? 'state-damaged' : 'state-unusable',
      { path, details: messageOf(thrown) },
      thrown,
    );
  }
}

/** Each step with its version in one transaction: a crash in between leaves one whole format. */
function migrate(db: Database.Database, path: string): void {
  const found = Number(db.pragma('user_version', { simple: true }));
  if (found > MIGRATIONS.length) {
    throw new AppError('state-newer', { path, found, known: MIGRATIONS.length });
  }
  for (const [version, sql] of MIGRATIONS.entries()) {
    if (version < found) continue;
    db.transaction(() => {
      db.exec(sql);
      db.pragma(`user_version = ${version + 1}`);
    }).immediate();
  }
}
