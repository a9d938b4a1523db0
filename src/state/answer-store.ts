import type { QuestionLine, SentAnswer, Store } from '../core/ports/store.ts';
import type { Answer } from '../core/types.ts';
import type { Database } from './database.ts';

/** A row of `answers`, as `ANSWER_COLUMNS` names its columns. */
export interface AnswerRow
  extends Omit<SentAnswer, 'messageIds' | 'answer' | 'originalIds' | 'lines' | 'meant'> {
  readonly messageIds: string;
  readonly originalIds: string;
  readonly lines: string;
  readonly meant: string | null;
  readonly answer: string;
}

export const ANSWER_COLUMNS = `answers.key, answers.surface, answers.chat, answers.thread, answers.question_id AS questionId,
  answers.message_ids AS messageIds, answers.question, answers.place, answers.member, answers.hops, answers.answer,
  answers.sent_at AS sentAt, answers.recalled_at AS recalledAt, answers.original_ids AS originalIds,
  answers.lines, answers.meant`;

/** The `answers` table of an open state file; `answer_messages`, `question_messages`: which answer a message belongs to. */
export function createAnswerStore(db: Database): Store['answers'] {
  const keep = db.prepare<[AnswerRow], { seq: number }>(
    `INSERT INTO answers
       (key, surface, chat, thread, question_id, message_ids, question, place, member, hops, answer, sent_at, recalled_at,
        original_ids, lines, meant)
     VALUES
       (@key, @surface, @chat, @thread, @questionId, @messageIds, @question, @place, @member, @hops, @answer, @sentAt, @recalledAt,
        @originalIds, @lines, @meant)
     ON CONFLICT (key) DO UPDATE SET
       surface = @surface, chat = @chat, thread = @thread, question_id = @questionId, message_ids = @messageIds, question = @question,
       place = @place, member = @member, hops = @hops, answer = @answer, sent_at = @sentAt, recalled_at = @recalledAt,
       original_ids = @originalIds, lines = @lines, meant = @meant
     RETURNING seq`,
  );
  const dropMessages = db.prepare('DELETE FROM answer_messages WHERE answer = ?');
  const addMessage = db.prepare(
    'INSERT OR REPLACE INTO answer_messages (surface, chat, message_id, answer) VALUES (?, ?, ?, ?)',
  );
  const dropLines = db.prepare('DELETE FROM question_messages WHERE answer = ?');
  const addLine = db.prepare(
    'INSERT OR REPLACE INTO question_messages (surface, chat, message_id, answer) VALUES (?, ?, ?, ?)',
  );
  const find = db.prepare<[string, string, string], AnswerRow>(
    `SELECT ${ANSWER_COLUMNS} FROM answer_messages JOIN answers ON answers.seq = answer_messages.answer
     WHERE answer_messages.surface = ? AND answer_messages.chat = ? AND answer_messages.message_id = ?`,
  );
  const findByKey = db.prepare<[string], AnswerRow>(`SELECT ${ANSWER_COLUMNS} FROM answers WHERE key = ?`);
  const findByQuestion = db.prepare<[{ surface: string; chat: string; id: string }], AnswerRow>(
    `SELECT ${ANSWER_COLUMNS} FROM answers
     WHERE seq IN (
       SELECT seq FROM answers WHERE surface = @surface AND chat = @chat AND question_id = @id
       UNION SELECT answer FROM question_messages WHERE surface = @surface AND chat = @chat AND message_id = @id
     )
     ORDER BY sent_at DESC, seq DESC LIMIT 1`,
  );

  const record = db.transaction((sent: SentAnswer) => {
    const row = keep.get({
      ...sent,
      messageIds: JSON.stringify(sent.messageIds),
      originalIds: JSON.stringify(sent.originalIds ?? []),
      lines: JSON.stringify(sent.lines ?? []),
      meant: sent.meant ?? null,
      answer: JSON.stringify(sent.answer),
    });
    if (row === undefined) return;
    dropMessages.run(row.seq);
    for (const messageId of sent.messageIds) addMessage.run(sent.surface, sent.chat, messageId, row.seq);
    dropLines.run(row.seq);
    for (const { messageId } of sent.lines ?? []) addLine.run(sent.surface, sent.chat, messageId, row.seq);
  });

  return {
    record: (answer) => record(answer),
    find: ({ surface, chat }, messageId) => answerOf(find.get(surface, chat, messageId)),
    findByKey: (key) => answerOf(findByKey.get(key)),
    findByQuestion: ({ surface, chat }, id) => answerOf(findByQuestion.get({ surface, chat, id })),
  };
}

function answerOf(row: AnswerRow | undefined): SentAnswer | undefined {
  return row && sentAnswer(row);
}

/** The answer that a row holds; other columns of the row are left out. */
export function sentAnswer(row: AnswerRow): SentAnswer {
  const { key, surface, chat, thread, questionId, question, place, member, hops, sentAt, recalledAt } = row;
  const originalIds = JSON.parse(row.originalIds) as string[];
  const lines = JSON.parse(row.lines) as QuestionLine[];
  return {
    ...{ key, surface, chat, thread, questionId, question, place, member, hops, sentAt, recalledAt },
    messageIds: JSON.parse(row.messageIds) as string[],
    answer: JSON.parse(row.answer) as Answer,
    ...(originalIds.length === 0 ? {} : { originalIds }),
    ...(lines.length === 0 ? {} : { lines }),
    ...(row.meant === null ? {} : { meant: row.meant }),
  };
}
