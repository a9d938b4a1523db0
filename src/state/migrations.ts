/** One entry a format of the state file, in order; entry `i` leads from `user_version` i to i + 1. Never edited, only added to. */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE inbox (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    update_id INTEGER NOT NULL UNIQUE,
    chat INTEGER,
    body TEXT NOT NULL,
    received_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    reply TEXT,
    sent INTEGER NOT NULL DEFAULT 0,
    done_at INTEGER
  ) STRICT;
  CREATE INDEX inbox_pending ON inbox (seq) WHERE done_at IS NULL;
  CREATE INDEX inbox_done ON inbox (done_at) WHERE done_at IS NOT NULL;

  CREATE TABLE answers (
    chat INTEGER NOT NULL,
    message_id INTEGER NOT NULL,
    question TEXT NOT NULL,
    member INTEGER,
    sent_at INTEGER NOT NULL,
    PRIMARY KEY (chat, message_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX answers_age ON answers (sent_at);

  CREATE TABLE turns (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    chat INTEGER NOT NULL,
    topic INTEGER NOT NULL,
    member INTEGER NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('user', 'assistant')),
    content TEXT NOT NULL,
    at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX turns_of_member ON turns (chat, topic, member, seq);
  CREATE INDEX turns_age ON turns (at);
  `,
];
