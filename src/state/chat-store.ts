import type { ChatSettings, Store } from '../core/ports/store.ts';
import type { Database } from './database.ts';

/** The `chats` table of an open state file. */
export function createChatStore(db: Database): Store['chats'] {
  const find = db.prepare<[string, string], { place: string | null; isListening: number }>(
    'SELECT place, is_listening AS isListening FROM chats WHERE surface = ? AND chat = ?',
  );
  const keep = db.prepare(
    'INSERT OR REPLACE INTO chats (surface, chat, place, is_listening) VALUES (?, ?, ?, ?)',
  );

  return {
    settings: ({ surface, chat }): ChatSettings => {
      const { place, isListening } = find.get(surface, chat) ?? { place: null, isListening: 0 };
      return { place, isListening: isListening === 1 };
    },
    set: ({ surface, chat }, { place, isListening }) => {
      keep.run(surface, chat, place, isListening ? 1 : 0);
    },
  };
}
