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
  // Answers of format 1 were kept without what they said, by their first message alone: nothing can be done with them.
  `
  DROP TABLE answers;
  CREATE TABLE answers (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    chat INTEGER NOT NULL,
    topic INTEGER NOT NULL,
    question_id INTEGER NOT NULL,
    message_ids TEXT NOT NULL,
    question TEXT NOT NULL,
    place TEXT,
    member INTEGER,
    hops INTEGER NOT NULL,
    answer TEXT NOT NULL,
    sent_at INTEGER NOT NULL,
    recalled_at INTEGER,
    original_ids TEXT NOT NULL
  ) STRICT;
  CREATE INDEX answers_of_question ON answers (chat, question_id);
  CREATE INDEX answers_age ON answers (sent_at);

  CREATE TABLE answer_messages (
    chat INTEGER NOT NULL,
    message_id INTEGER NOT NULL,
    answer INTEGER NOT NULL REFERENCES answers (seq) ON DELETE CASCADE,
    PRIMARY KEY (chat, message_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX messages_of_answer ON answer_messages (answer);

  CREATE TABLE chats (
    chat INTEGER PRIMARY KEY,
    place TEXT,
    is_listening INTEGER NOT NULL CHECK (is_listening IN (0, 1))
  ) STRICT;

  CREATE TABLE verdicts (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL,
    member INTEGER NOT NULL,
    verdict TEXT NOT NULL,
    at INTEGER NOT NULL,
    UNIQUE (key, member)
  ) STRICT;
  CREATE INDEX verdicts_age ON verdicts (at);

  CREATE TABLE decisions (
    chat INTEGER NOT NULL,
    message_id INTEGER NOT NULL,
    body TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (chat, message_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX decisions_age ON decisions (at);
  `,
  // A question may be written in several messages.
  `
  ALTER TABLE answers ADD COLUMN lines TEXT NOT NULL DEFAULT '[]';
  CREATE TABLE question_messages (
    chat INTEGER NOT NULL,
    message_id INTEGER NOT NULL,
    answer INTEGER NOT NULL REFERENCES answers (seq) ON DELETE CASCADE,
    PRIMARY KEY (chat, message_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX question_of_answer ON question_messages (answer);
  `,
  // A choice of what was offered answers the question of then.
  `
  ALTER TABLE answers ADD COLUMN meant TEXT;
  `,
];
