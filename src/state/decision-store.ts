import type { DecisionStore } from '../core/ports/store.ts';
import type { Database } from './database.ts';
import { unsynced } from './unsynced.ts';

/** The `decisions` table of an open state file. */
export function createDecisionStore(db: Database): DecisionStore {
  const keep = db.prepare(
    'INSERT OR REPLACE INTO decisions (surface, chat, message_id, body, at) VALUES (?, ?, ?, ?, ?)',
  );
  const find = db.prepare<[string, string, string], { body: string; at: number }>(
    'SELECT body, at FROM decisions WHERE surface = ? AND chat = ? AND message_id = ?',
  );

  return {
    record: ({ surface, chat }, messageId, body, now) => {
      unsynced(db, () => keep.run(surface, chat, messageId, body, now));
    },
    find: ({ surface, chat }, messageId) => find.get(surface, chat, messageId),
  };
}
