import type { DecisionStore } from '../core/ports/store.ts';
import type { Database } from './database.ts';
import { unsynced } from './unsynced.ts';

/** The `decisions` table of an open state file. */
export function createDecisionStore(db: Database): DecisionStore {
  const keep = db.prepare(
    'INSERT OR REPLACE INTO decisions (chat, message_id, body, at) VALUES (?, ?, ?, ?)',
  );
  const find = db.prepare<[number, number], { body: string; at: number }>(
    'SELECT body, at FROM decisions WHERE chat = ? AND message_id = ?',
  );

  return {
    record: (chat, messageId, body, now) => {
      unsynced(db, () => keep.run(chat, messageId, body, now));
    },
    find: (chat, messageId) => find.get(chat, messageId),
  };
}
