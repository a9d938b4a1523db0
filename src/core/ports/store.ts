import type { Answer, Turn } from '../types.ts';

/**
 * A chat, as the surface that it is a part of names it. Surfaces: `telegram`, `page`, `api`. Ids of chats, threads,
 * members and messages are the surface's own, written as text; none of them is ever counted with.
 */
export interface ChatAddress {
  readonly surface: string;
  readonly chat: string;
}

/** Where the questions and answers of one member follow each other. */
export interface Conversation extends ChatAddress {
  /** A part of the chat with questions of its own, such as a forum topic; '' where the chat has none. */
  readonly thread: string;
  readonly member: string;
}

/** What an incoming update is kept as: the surface's own JSON, opaque to the store. */
export interface IncomingUpdate {
  /** The surface's own id of it. */
  readonly id: string;
  /** The chat whose order it belongs to; null for an update without a chat. */
  readonly chat: string | null;
  readonly body: string;
}

export interface PendingUpdate extends IncomingUpdate {
  /** Milliseconds since 1970. */
  readonly receivedAt: number;
  /** How often it was claimed before, a run that was killed included. */
  readonly attempts: number;
  /** The reply that was decided, part by part; null while there is none. */
  readonly reply: readonly string[] | null;
  /** How many parts of the reply were sent. */
  readonly sent: number;
}

/** One surface's updates from the moment they are taken until they are answered; ids are remembered for 24 hours after that. */
export interface InboxStore {
  /** Keeps the updates whose id is not known, all in one write, and returns these in order. */
  put(updates: readonly IncomingUpdate[], now: number): PendingUpdate[];
  /** Counts one more attempt and returns the count; 0 when the update is not pending. */
  claim(id: string): number;
  /** An unfinished update as it is kept now. */
  find(id: string): PendingUpdate | undefined;
  /**
   * Keeps the reply before its first part is sent, so that a restart sends what is left of it and nothing else.
   * `absorbed`: further updates that this reply answers too; they are done in the same write. Nothing happens when the
   * update is not pending.
   */
  keepReply(id: string, parts: readonly string[], absorbed: readonly string[], now: number): void;
  partSent(id: string): void;
  /** Forgets the text of the update and of its reply, keeps the id. */
  done(id: string, now: number): void;
  /** Everything unfinished, in order of arrival. */
  pending(): PendingUpdate[];
  /** How many parts of replies went to each chat since then, and when each reply was done; now for one that is not. */
  sentSince(
    since: number,
    now: number,
  ): { readonly chat: string; readonly at: number; readonly parts: number }[];
}

/** One of several messages that made up a question. */
export interface QuestionLine {
  readonly messageId: string;
  /** Its own part of the question; may be empty. */
  readonly text: string;
}

/** An answer that stands in a chat, for what people do with it later. */
export interface SentAnswer extends ChatAddress {
  /** Names the answer in its buttons and links; unguessable. */
  readonly key: string;
  /** As in `Conversation`. */
  readonly thread: string;
  /** The message that asked, the first of several; null where none stands in the chat. */
  readonly questionId: string | null;
  /** The messages that asked, oldest first, where they were several. */
  readonly lines?: readonly QuestionLine[];
  /** Its messages that stand in the chat, first to last: while it takes the place of another, those of the other. */
  readonly messageIds: readonly string[];
  /** What was asked. */
  readonly question: string;
  /** The question that it was an answer to, where what was asked was a choice of what had been offered. */
  readonly meant?: string;
  /** The county that the question came with: its chat's own. */
  readonly place: string | null;
  /** Who asked; null for an anonymous member. */
  readonly member: string | null;
  /** How many answers in a row went to a sender that is no person, this one included; 0 for a person. */
  readonly hops: number;
  readonly answer: Answer;
  readonly sentAt: number;
  /** Set when its messages were deleted on request. */
  readonly recalledAt: number | null;
  /** The messages that show the passages behind it, once a member asked for them. */
  readonly originalIds?: readonly string[];
}

/** What a chat has decided for itself. */
export interface ChatSettings {
  /** Official name of the county that a question is about when it names none. */
  readonly place: string | null;
  /** Questions that are not addressed to the bot are answered where the evidence is strong. */
  readonly isListening: boolean;
}

/** What a member says of an answer; the reasons are those of the buttons. */
export type Verdict =
  | 'good'
  | 'wrong-figure'
  | 'wrong-place'
  | 'outdated'
  | 'off-the-point'
  | 'incomplete'
  | 'bad';

export interface FeedbackStore {
  /** One verdict a member and answer: a later one takes the place of the earlier. */
  record(key: string, member: string, verdict: Verdict, now: number): void;
  /** What the member last said of the answer. */
  find(key: string, member: string): Verdict | undefined;
  counts(): Readonly<Partial<Record<Verdict, number>>>;
  /** The newest verdicts other than `good`, newest first, with the answers they are about. */
  complaints(
    limit: number,
  ): readonly { readonly verdict: Verdict; readonly at: number; readonly answer: SentAnswer }[];
}

/** Why the bot did what it did with a message: the surface's own JSON, opaque to the store. Never the text of an unanswered line. */
export interface DecisionStore {
  /** A later decision on the same message takes the place of the earlier. `messageId`: of a surface without messages, the key of the answer. */
  record(chat: ChatAddress, messageId: string, body: string, now: number): void;
  find(chat: ChatAddress, messageId: string): { readonly body: string; readonly at: number } | undefined;
}

/**
 * What must survive a restart. Synchronous; a write is on the disk when it returns. Decisions, and what is counted and
 * finished in the inbox, survive the death of the process, but a cut of the power may take the last of them back: the
 * work is then done again where it left no reply. Times are milliseconds since 1970.
 */
export interface Store {
  /** The inbox of a surface. */
  inbox(surface: string): InboxStore;
  readonly answers: {
    /** Keeps the answer, or takes its place where the key is known. */
    record(answer: SentAnswer): void;
    /** By any of its messages. */
    find(chat: ChatAddress, messageId: string): SentAnswer | undefined;
    findByKey(key: string): SentAnswer | undefined;
    /** The newest answer to a question, by any of the messages that asked. */
    findByQuestion(chat: ChatAddress, questionId: string): SentAnswer | undefined;
  };
  readonly turns: {
    add(conversation: Conversation, turns: readonly Turn[], now: number): void;
    /** The last `limit` turns that are not older than `since`, oldest first. */
    recent(conversation: Conversation, since: number, limit: number): Turn[];
    /** Forgets the newest question in these words, with its answer. */
    withdraw(conversation: Conversation, question: string): void;
    /** Forgets every turn of the member there. */
    clear(conversation: Conversation): void;
  };
  readonly chats: {
    /** No county and not listening where nothing was decided. */
    settings(chat: ChatAddress): ChatSettings;
    set(chat: ChatAddress, settings: ChatSettings): void;
  };
  readonly feedback: FeedbackStore;
  readonly decisions: DecisionStore;
  /** All that `work` writes, in one write: whole or not at all. */
  together<T>(work: () => T): T;
  /**
   * The surface gave a chat a new id: updates, turns and settings are the new id's from now on; settings that it has already
   * win. Answers and decisions name messages, and the new chat counts its own from 1: these stay the old id's.
   */
  moveChat(surface: string, from: string, to: string): void;
  /** Erases finished updates after 24 hours, turns after an hour, decisions after 7 days or beyond 50,000 of a surface, sent answers and verdicts after 30 days. */
  forget(now: number): void;
  close(): void;
}
