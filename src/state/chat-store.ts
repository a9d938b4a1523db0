import type { ChatSettings, Store } from '../core/ports/store.ts';
import type { Database } from './database.ts';

/** The `chats` table of an open state file. */
export function createChatStore(db: Database): Store['chats'] {
  const find = db.prepare<[number], { place: string | null; isListening: number }>(
    'SELECT place, is_listening AS isListening FROM chats WHERE chat = ?',
  );
  const keep = db.prepare('INSERT OR REPLACE INTO chats (chat, place, is_listening) VALUES (?, ?, ?)');

  return {
    settings: (chat): ChatSettings => {
      const { place, isListening } = find.get(chat) ?? { place: null, isListening: 0 };
      return { place, isListening: isListening === 1 };
    },
    set: (chat, { place, isListening }) => {
      keep.run(chat, place, isListening ? 1 : 0);
    },
  };
}
