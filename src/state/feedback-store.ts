import type { FeedbackStore, Verdict } from '../core/ports/store.ts';
import { ANSWER_COLUMNS, type AnswerRow, sentAnswer } from './answer-store.ts';
import type { Database } from './database.ts';

interface ComplaintRow extends AnswerRow {
  readonly verdict: Verdict;
  readonly at: number;
}

/** The `verdicts` table of an open state file. */
export function createFeedbackStore(db: Database): FeedbackStore {
  const keep = db.prepare('INSERT OR REPLACE INTO verdicts (key, member, verdict, at) VALUES (?, ?, ?, ?)');
  const find = db.prepare<[string, string], { verdict: Verdict }>(
    'SELECT verdict FROM verdicts WHERE key = ? AND member = ?',
  );
  const counts = db.prepare<[], { verdict: Verdict; count: number }>(
    'SELECT verdict, count(*) AS count FROM verdicts GROUP BY verdict',
  );
  const complaints = db.prepare<[number], ComplaintRow>(
    `SELECT verdicts.verdict, verdicts.at, ${ANSWER_COLUMNS}
     FROM verdicts JOIN answers ON answers.key = verdicts.key
     WHERE verdict <> 'good' ORDER BY verdicts.at DESC, verdicts.seq DESC LIMIT ?`,
  );

  return {
    record: (key, member, verdict, now) => {
      keep.run(key, member, verdict, now);
    },
    find: (key, member) => find.get(key, member)?.verdict,
    counts: () => Object.fromEntries(counts.all().map(({ verdict, count }) => [verdict, count])),
    complaints: (limit) =>
      complaints.all(limit).map((row) => ({ verdict: row.verdict, at: row.at, answer: sentAnswer(row) })),
  };
}
