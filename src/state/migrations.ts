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
  // Chats are of several surfaces, and their ids are text. Until then there was one surface, which counts.
  `
  CREATE TABLE new_inbox (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    surface TEXT NOT NULL,
    update_id TEXT NOT NULL,
    chat TEXT,
    body TEXT NOT NULL,
    received_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    reply TEXT,
    sent INTEGER NOT NULL DEFAULT 0,
    done_at INTEGER,
    UNIQUE (surface, update_id)
  ) STRICT;
  INSERT INTO new_inbox
    SELECT seq, 'telegram', CAST(update_id AS TEXT), CAST(chat AS TEXT), body, received_at, attempts, reply, sent, done_at
    FROM inbox ORDER BY seq;
  DROP TABLE inbox;
  ALTER TABLE new_inbox RENAME TO inbox;
  CREATE INDEX inbox_pending ON inbox (surface, seq) WHERE done_at IS NULL;
  CREATE INDEX inbox_done ON inbox (done_at) WHERE done_at IS NOT NULL;

  CREATE TABLE new_turns (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    surface TEXT NOT NULL,
    chat TEXT NOT NULL,
    thread TEXT NOT NULL,
    member TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('user', 'assistant')),
    content TEXT NOT NULL,
    at INTEGER NOT NULL
  ) STRICT;
  INSERT INTO new_turns
    SELECT seq, 'telegram', CAST(chat AS TEXT), iif(topic = 0, '', CAST(topic AS TEXT)), CAST(member AS TEXT), role,
      content, at
    FROM turns ORDER BY seq;
  DROP TABLE turns;
  ALTER TABLE new_turns RENAME TO turns;
  CREATE INDEX turns_of_member ON turns (surface, chat, thread, member, seq);
  CREATE INDEX turns_age ON turns (at);

  CREATE TABLE new_answers (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    surface TEXT NOT NULL,
    chat TEXT NOT NULL,
    thread TEXT NOT NULL,
    question_id TEXT,
    message_ids TEXT NOT NULL,
    question TEXT NOT NULL,
    place TEXT,
    member TEXT,
    hops INTEGER NOT NULL,
    answer TEXT NOT NULL,
    sent_at INTEGER NOT NULL,
    recalled_at INTEGER,
    original_ids TEXT NOT NULL,
    lines TEXT NOT NULL,
    meant TEXT
  ) STRICT;
  INSERT INTO new_answers
    SELECT seq, key, 'telegram', CAST(chat AS TEXT), iif(topic = 0, '', CAST(topic AS TEXT)),
      nullif(CAST(question_id AS TEXT), '0'),
      (SELECT json_group_array(CAST(value AS TEXT)) FROM json_each(message_ids)),
      question, place, CAST(member AS TEXT), hops, answer, sent_at, recalled_at,
      (SELECT json_group_array(CAST(value AS TEXT)) FROM json_each(original_ids)),
      (SELECT json_group_array(json_set(value, '$.messageId', CAST(value ->> 'messageId' AS TEXT)))
       FROM json_each(lines)),
      meant
    FROM answers ORDER BY seq;
  CREATE TABLE new_answer_messages (
    surface TEXT NOT NULL,
    chat TEXT NOT NULL,
    message_id TEXT NOT NULL,
    answer INTEGER NOT NULL REFERENCES new_answers (seq) ON DELETE CASCADE,
    PRIMARY KEY (surface, chat, message_id)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO new_answer_messages
    SELECT 'telegram', CAST(chat AS TEXT), CAST(message_id AS TEXT), answer FROM answer_messages;
  CREATE TABLE new_question_messages (
    surface TEXT NOT NULL,
    chat TEXT NOT NULL,
    message_id TEXT NOT NULL,
    answer INTEGER NOT NULL REFERENCES new_answers (seq) ON DELETE CASCADE,
    PRIMARY KEY (surface, chat, message_id)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO new_question_messages
    SELECT 'telegram', CAST(chat AS TEXT), CAST(message_id AS TEXT), answer FROM question_messages;
  DROP TABLE answer_messages;
  DROP TABLE question_messages;
  DROP TABLE answers;
  ALTER TABLE new_answers RENAME TO answers;
  ALTER TABLE new_answer_messages RENAME TO answer_messages;
  ALTER TABLE new_question_messages RENAME TO question_messages;
  CREATE INDEX answers_of_question ON answers (surface, chat, question_id);
  CREATE INDEX answers_age ON answers (sent_at);
  CREATE INDEX messages_of_answer ON answer_messages (answer);
  CREATE INDEX question_of_answer ON question_messages (answer);

  CREATE TABLE new_chats (
    surface TEXT NOT NULL,
    chat TEXT NOT NULL,
    place TEXT,
    is_listening INTEGER NOT NULL CHECK (is_listening IN (0, 1)),
    PRIMARY KEY (surface, chat)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO new_chats SELECT 'telegram', CAST(chat AS TEXT), place, is_listening FROM chats;
  DROP TABLE chats;
  ALTER TABLE new_chats RENAME TO chats;

  CREATE TABLE new_verdicts (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL,
    member TEXT NOT NULL,
    verdict TEXT NOT NULL,
    at INTEGER NOT NULL,
    UNIQUE (key, member)
  ) STRICT;
  INSERT INTO new_verdicts SELECT seq, key, CAST(member AS TEXT), verdict, at FROM verdicts ORDER BY seq;
  DROP TABLE verdicts;
  ALTER TABLE new_verdicts RENAME TO verdicts;
  CREATE INDEX verdicts_age ON verdicts (at);

  CREATE TABLE new_decisions (
    surface TEXT NOT NULL,
    chat TEXT NOT NULL,
    message_id TEXT NOT NULL,
    body TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (surface, chat, message_id)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO new_decisions
    SELECT 'telegram', CAST(chat AS TEXT), CAST(message_id AS TEXT), body, at FROM decisions;
  DROP TABLE decisions;
  ALTER TABLE new_decisions RENAME TO decisions;
  CREATE INDEX decisions_age ON decisions (at);
  `,
  // Parts of replies name where they go as every surface does, beside what the surface wrote.
  `
  UPDATE inbox SET reply = (
    SELECT json_group_array(CASE WHEN NOT json_valid(part) THEN part ELSE json_patch('{}', json_object(
      'op', part ->> 'op',
      'place', json_object(
        'surface', 'telegram',
        'chat', CAST(coalesce(part ->> '$.message.chat', part ->> 'chat') AS TEXT),
        'thread', ifnull(CAST(message ->> 'topic' AS TEXT), ''),
        'replyTo', CAST(message ->> 'replyTo' AS TEXT)
      ),
      'messageId', CAST(coalesce(part ->> '$.message.messageId', part ->> 'messageId') AS TEXT),
      'content', json_remove(message, '$.chat', '$.topic', '$.replyTo'),
      'key', part ->> 'key'
    )) || '' END)
    FROM (
      SELECT value AS part, iif(json_valid(value), coalesce(value -> 'else', value -> 'message'), NULL) AS message
      FROM json_each(reply)
    )
  ) WHERE reply IS NOT NULL;
  `,
];
