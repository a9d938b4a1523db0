import { chmodSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Store } from '../core/ports/store.ts';
import { AppError, reasonOf } from '../errors.ts';
import { createAnswerStore } from './answer-store.ts';
import { createChatStore } from './chat-store.ts';
import { type Database, isSqliteFault, openDatabase } from './database.ts';
import { createDecisionStore } from './decision-store.ts';
import { createFeedbackStore } from './feedback-store.ts';
import { createInboxStore } from './inbox-store.ts';
import { MIGRATIONS } from './migrations.ts';
import { holdAlone } from './one-process.ts';
import { createTurnStore } from './turn-store.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** What is erased, by the time that its rows carry, and how long it is kept: milliseconds. */
const KEPT: readonly (readonly [table: string, time: string, age: number])[] = [
  ['inbox', 'done_at', DAY],
  ['turns', 'at', HOUR],
  ['decisions', 'at', 7 * DAY],
  ['verdicts', 'at', 30 * DAY],
  ['answers', 'sent_at', 30 * DAY],
];

/** Decisions kept of a surface, the newest: with what was considered, each holds thousands of characters. */
const MOST_DECISIONS = 50_000;
/** The index on their age holds all that this reads. */
const ERASE_SURPLUS = `DELETE FROM decisions WHERE (surface, chat, message_id) IN (
  SELECT surface, chat, message_id FROM (
    SELECT surface, chat, message_id, ROW_NUMBER() OVER (PARTITION BY surface ORDER BY at DESC) AS nth FROM decisions
  ) WHERE nth > ?)`;

/**
 * What a chat of surface ?3 takes along when it gets a new id, from ?2 to ?1. Messages stay behind: the new chat counts
 * its own from 1, so that answers and decisions, which name messages, keep the old id, and are never found under the new
 * one.
 */
const MOVES = [
  'UPDATE inbox SET chat = ?1 WHERE chat = ?2 AND surface = ?3',
  'UPDATE turns SET chat = ?1 WHERE chat = ?2 AND surface = ?3',
  // What the new chat has decided for itself already is newer.
  'UPDATE OR IGNORE chats SET chat = ?1 WHERE chat = ?2 AND surface = ?3',
  'DELETE FROM chats WHERE chat = ?2 AND surface = ?3',
];

/**
 * The store in one SQLite file, made with its folder when missing; `:memory:` keeps it in memory.
 * @throws AppError `state-damaged`, `state-newer` or `state-unusable`.
 */
export function createStore(path: string, mostDecisions = MOST_DECISIONS): Store {
  const { db, release } = open(path);
  const moves = MOVES.map((sql) => db.prepare(sql));
  const erasures = KEPT.map(
    ([table, time, age]) => [db.prepare(`DELETE FROM ${table} WHERE ${time} < ?`), age] as const,
  );
  const eraseSurplus = db.prepare(ERASE_SURPLUS);
  const moveChat = db.transaction((surface: string, from: string, to: string) => {
    if (from !== to) for (const move of moves) move.run(to, from, surface);
  });
  const forget = db.transaction((now: number) => {
    for (const [erase, age] of erasures) erase.run(now - age);
    eraseSurplus.run(mostDecisions);
  });

  return {
    inbox: createInboxStore(db),
    answers: createAnswerStore(db),
    turns: createTurnStore(db),
    chats: createChatStore(db),
    feedback: createFeedbackStore(db),
    decisions: createDecisionStore(db),
    together: (work) => db.transaction(work)(),
    moveChat: (surface, from, to) => moveChat(surface, from, to),
    forget: (now) => forget(now),
    close: () => {
      if (!db.isOpen) return;
      try {
        // What was erased must not stay in the log beside the file.
        db.pragma('wal_checkpoint(TRUNCATE)');
      } catch {
        // A full disk: nothing is lost, as the next process works the log in, and empties it when it closes.
      }
      closeBoth(db, release);
    },
  };
}

/** Lets the lock go even where the database does not close. */
function closeBoth(db: Database, release: () => void): void {
  try {
    db.close();
  } finally {
    release();
  }
}

interface Opened {
  readonly db: Database;
  readonly release: () => void;
}

function open(path: string): Opened {
  let db: Database | undefined;
  let release = () => {};
  try {
    if (path !== ':memory:') {
      mkdirSync(dirname(path), { recursive: true });
      release = holdAlone(path);
    }
    db = openDatabase(path, { patience: 5_000 });
    // Questions are personal; SQLite gives its log files the mode of this one.
    if (path !== ':memory:') chmodSync(path, 0o600);
    // A confirmed update must survive a power cut: FULL syncs the log at every commit.
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.pragma('secure_delete = ON');
    db.pragma('foreign_keys = ON');
    const check = db.pragma('quick_check(1)');
    if (check !== 'ok') throw new AppError('state-damaged', { path, details: String(check) });
    migrate(db, path);
    return { db, release };
  } catch (thrown) {
    db?.close();
    release();
    if (thrown instanceof AppError) throw thrown;
    const damaged = isSqliteFault(thrown, 'notADatabase') || isSqliteFault(thrown, 'corrupt');
    throw new AppError(
      damaged ? 'state-damaged' : 'state-unusable',
      { path, details: reasonOf(thrown) },
      thrown,
    );
  }
}

/** Each step with its version in one transaction: a crash in between leaves one whole format. */
function migrate(db: Database, path: string): void {
  const found = Number(db.pragma('user_version'));
  if (found > MIGRATIONS.length) {
    throw new AppError('state-newer', { path, found, known: MIGRATIONS.length });
  }
  for (const [version, sql] of MIGRATIONS.entries()) {
    if (version < found) continue;
    db.transaction(() => {
      db.exec(sql);
      db.pragma(`user_version = ${version + 1}`);
    }, 'immediate')();
  }
}
