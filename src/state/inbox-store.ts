import type { InboxStore, IncomingUpdate, PendingUpdate } from '../core/ports/store.ts';
import type { Database } from './database.ts';
import { unsynced } from './unsynced.ts';

interface Row {
  readonly id: string;
  readonly chat: string | null;
  readonly body: string;
  readonly receivedAt: number;
  readonly attempts: number;
  readonly reply: string | null;
  readonly sent: number;
}

/** What an open state file's `inbox` table holds of each surface. */
export function createInboxStore(db: Database): (surface: string) => InboxStore {
  const insert = db.prepare(
    `INSERT INTO inbox (surface, update_id, chat, body, received_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (surface, update_id) DO NOTHING`,
  );
  const claim = db.prepare<[string, string], { attempts: number }>(
    'UPDATE inbox SET attempts = attempts + 1 WHERE surface = ? AND update_id = ? AND done_at IS NULL RETURNING attempts',
  );
  const keepReply = db.prepare(
    'UPDATE inbox SET reply = ?, sent = 0 WHERE surface = ? AND update_id = ? AND done_at IS NULL',
  );
  const partSent = db.prepare(
    'UPDATE inbox SET sent = sent + 1 WHERE surface = ? AND update_id = ? AND done_at IS NULL',
  );
  const done = db.prepare(
    "UPDATE inbox SET done_at = ?, body = '', reply = NULL WHERE surface = ? AND update_id = ? AND done_at IS NULL",
  );
  const columns = 'update_id AS id, chat, body, received_at AS receivedAt, attempts, reply, sent';
  const find = db.prepare<[string, string], Row>(
    `SELECT ${columns} FROM inbox WHERE surface = ? AND update_id = ? AND done_at IS NULL`,
  );
  const pending = db.prepare<[string], Row>(
    `SELECT ${columns} FROM inbox WHERE surface = ? AND done_at IS NULL ORDER BY seq`,
  );

  const sentSince = db.prepare<[number, string, number], { chat: string; at: number; parts: number }>(
    `SELECT chat, coalesce(done_at, ?) AS at, sent AS parts FROM inbox
     WHERE surface = ? AND sent > 0 AND chat IS NOT NULL AND (done_at IS NULL OR done_at >= ?) ORDER BY at`,
  );

  const put = db.transaction(
    (surface: string, updates: readonly IncomingUpdate[], now: number): PendingUpdate[] =>
      updates
        .filter(({ id, chat, body }) => insert.run(surface, id, chat, body, now) > 0)
        .map((update) => ({ ...update, receivedAt: now, attempts: 0, reply: null, sent: 0 })),
  );

  const keep = db.transaction(
    (surface: string, id: string, parts: readonly string[], absorbed: readonly string[], now: number) => {
      // Without a reply that is kept, what it answers must stay to be answered.
      if (keepReply.run(JSON.stringify(parts), surface, id) === 0) return;
      for (const other of absorbed) if (other !== id) done.run(now, surface, other);
    },
  );

  return (surface) => ({
    put: (updates, now) => put(surface, updates, now),
    claim: (id) => unsynced(db, () => claim.get(surface, id)?.attempts ?? 0),
    keepReply: (id, parts, absorbed, now) => keep(surface, id, parts, absorbed, now),
    partSent: (id) => {
      partSent.run(surface, id);
    },
    done: (id, now) => {
      unsynced(db, () => done.run(now, surface, id));
    },
    find: (id) => {
      const row = find.get(surface, id);
      return row && kept(row);
    },
    pending: () => pending.all(surface).map(kept),
    sentSince: (since, now) => sentSince.all(now, surface, since),
  });
}

function kept(row: Row): PendingUpdate {
  return { ...row, reply: row.reply === null ? null : (JSON.parse(row.reply) as string[]) };
}
