import type { Conversation, Store } from '../core/ports/store.ts';
import type { Turn } from '../core/types.ts';
import type { Database } from './database.ts';

/** The `turns` table of an open state file. */
export function createTurnStore(db: Database): Store['turns'] {
  const addTurn = db.prepare(
    'INSERT INTO turns (chat, topic, member, role, content, at) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const recent = db.prepare<[number, number, number, number, number], Turn>(
    `SELECT role, content FROM turns WHERE chat = ? AND topic = ? AND member = ? AND at >= ?
     ORDER BY seq DESC LIMIT ?`,
  );
  const withdraw = db.prepare<[{ chat: number; topic: number; member: number; question: string }]>(
    `DELETE FROM turns WHERE seq IN (
       SELECT seq FROM turns WHERE chat = @chat AND topic = @topic AND member = @member AND seq >= (
         SELECT max(seq) FROM turns
         WHERE chat = @chat AND topic = @topic AND member = @member AND role = 'user' AND content = @question
       )
       ORDER BY seq LIMIT 2
     )`,
  );
  const clear = db.prepare('DELETE FROM turns WHERE chat = ? AND topic = ? AND member = ?');
  const add = db.transaction((of: Conversation, turns: readonly Turn[], now: number) => {
    for (const { role, content } of turns) addTurn.run(of.chat, of.topic, of.member, role, content, now);
  });

  return {
    add: (conversation, turns, now) => add(conversation, turns, now),
    recent: ({ chat, topic, member }, since, limit) =>
      recent.all(chat, topic, member, since, limit).reverse(),
    withdraw: ({ chat, topic, member }, question) => {
      withdraw.run({ chat, topic, member, question });
    },
    clear: ({ chat, topic, member }) => {
      clear.run(chat, topic, member);
    },
  };
}
