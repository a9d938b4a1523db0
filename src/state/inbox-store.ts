import type { InboxStore, IncomingUpdate, PendingUpdate } from '../core/ports/store.ts';
import type { Database } from './database.ts';
import { unsynced } from './unsynced.ts';

interface Row {
  readonly id: number;
  readonly chat: number | null;
  readonly body: string;
  readonly receivedAt: number;
  readonly attempts: number;
  readonly reply: string | null;
  readonly sent: number;
}

/** The `inbox` table of an open state file. */
export function createInboxStore(db: Database): InboxStore {
  const insert = db.prepare(
    'INSERT INTO inbox (update_id, chat, body, received_at) VALUES (?, ?, ?, ?) ON CONFLICT (update_id) DO NOTHING',
  );
  const claim = db.prepare<[number], { attempts: number }>(
    'UPDATE inbox SET attempts = attempts + 1 WHERE update_id = ? AND done_at IS NULL RETURNING attempts',
  );
  const keepReply = db.prepare(
    'UPDATE inbox SET reply = ?, sent = 0 WHERE update_id = ? AND done_at IS NULL',
  );
  const partSent = db.prepare('UPDATE inbox SET sent = sent + 1 WHERE update_id = ? AND done_at IS NULL');
  const done = db.prepare(
    "UPDATE inbox SET done_at = ?, body = '', reply = NULL WHERE update_id = ? AND done_at IS NULL",
  );
  const columns = 'update_id AS id, chat, body, received_at AS receivedAt, attempts, reply, sent';
  const find = db.prepare<[number], Row>(
    `SELECT ${columns} FROM inbox WHERE update_id = ? AND done_at IS NULL`,
  );
  const pending = db.prepare<[], Row>(`SELECT ${columns} FROM inbox WHERE done_at IS NULL ORDER BY seq`);

  const put = db.transaction((updates: readonly IncomingUpdate[], now: number): PendingUpdate[] =>
    updates
      .filter(({ id, chat, body }) => insert.run(id, chat, body, now) > 0)
      .map((update) => ({ ...update, receivedAt: now, attempts: 0, reply: null, sent: 0 })),
  );

  const keep = db.transaction(
    (id: number, parts: readonly string[], absorbed: readonly number[], now: number) => {
      // Without a reply that is kept, what it answers must stay to be answered.
      if (keepReply.run(JSON.stringify(parts), id) === 0) return;
      for (const other of absorbed) if (other !== id) done.run(now, other);
    },
  );

  return {
    put: (updates, now) => put(updates, now),
    claim: (id) => unsynced(db, () => claim.get(id)?.attempts ?? 0),
    keepReply: (id, parts, absorbed, now) => keep(id, parts, absorbed, now),
    partSent: (id) => {
      partSent.run(id);
    },
    done: (id, now) => {
      unsynced(db, () => done.run(now, id));
    },
    find: (id) => {
      const row = find.get(id);
      return row && kept(row);
    },
    pending: () => pending.all().map(kept),
  };
}

function kept(row: Row): PendingUpdate {
  return { ...row, reply: row.reply === null ? null : (JSON.parse(row.reply) as string[]) };
}
