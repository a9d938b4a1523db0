import type { Conversation, Store } from '../core/ports/store.ts';
import type { Turn } from '../core/types.ts';
import type { Database } from './database.ts';

type Key = [surface: string, chat: string, thread: string, member: string];

const OF = 'surface = ? AND chat = ? AND thread = ? AND member = ?';

function keyOf({ surface, chat, thread, member }: Conversation): Key {
  return [surface, chat, thread, member];
}

/** The `turns` table of an open state file. */
export function createTurnStore(db: Database): Store['turns'] {
  const addTurn = db.prepare(
    'INSERT INTO turns (surface, chat, thread, member, role, content, at) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const recent = db.prepare<[...Key, since: number, limit: number], Turn>(
    `SELECT role, content FROM turns WHERE ${OF} AND at >= ?
     ORDER BY seq DESC LIMIT ?`,
  );
  const withdraw = db.prepare<[Conversation & { question: string }]>(
    `DELETE FROM turns WHERE seq IN (
       SELECT seq FROM turns
       WHERE surface = @surface AND chat = @chat AND thread = @thread AND member = @member AND seq >= (
         SELECT max(seq) FROM turns
         WHERE surface = @surface AND chat = @chat AND thread = @thread AND member = @member AND role = 'user' AND content = @question
       )
       ORDER BY seq LIMIT 2
     )`,
  );
  const clear = db.prepare(`DELETE FROM turns WHERE ${OF}`);
  const add = db.transaction((of: Conversation, turns: readonly Turn[], now: number) => {
    for (const { role, content } of turns) addTurn.run(...keyOf(of), role, content, now);
  });

  return {
    add: (conversation, turns, now) => add(conversation, turns, now),
    recent: (conversation, since, limit) => recent.all(...keyOf(conversation), since, limit).reverse(),
    withdraw: ({ surface, chat, thread, member }, question) => {
      withdraw.run({ surface, chat, thread, member, question });
    },
    clear: (conversation) => {
      clear.run(...keyOf(conversation));
    },
  };
}
