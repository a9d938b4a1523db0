import { beforeEach, describe, expect, test } from 'vitest';
import type { SentAnswer, Store } from '../../../src/core/ports.ts';
import { createStore } from '../../../src/state/store.ts';
import { createReplies, type Replies, type Reply } from '../../../src/telegram/answering/replies.ts';
import type { Edited, Outbox, Outgoing } from '../../../src/telegram/outbox.ts';
import { answerOf } from '../../fakes/scripted-app.ts';

const CHAT = -100;

let store: Store;
let replies: Replies;
let did: string[];
let gone: Set<number>;
let fails: number;

beforeEach(() => {
  store = createStore(':memory:');
  did = [];
  gone = new Set();
  fails = Number.POSITIVE_INFINITY;
  let next = 500;
  const step = (what: string) => {
    if (did.length >= fails) throw new Error('no network');
    did.push(what);
  };
  const outbox: Pick<Outbox, 'send' | 'edit' | 'remove'> = {
    send: async ({ chat, plain, replyTo }: Outgoing) => {
      step(`send ${plain}${replyTo === undefined ? '' : ` to ${replyTo}`}`);
      return { kind: 'sent', chat, messageId: next++ };
    },
    edit: async ({ messageId, plain }: Edited) => {
      if (gone.has(messageId)) return 'gone';
      step(`edit ${messageId} ${plain}`);
      return 'edited';
    },
    remove: async (_, messageId) => {
      step(`remove ${messageId}`);
      return 'removed';
    },
  };
  replies = createReplies({ store, outbox: outbox as Outbox });
  store.inbox.put([{ id: 1, chat: CHAT, body: '{}' }], Date.now());
  store.inbox.claim(1);
});

const rendered = (...texts: string[]) => texts.map((plain) => ({ html: plain, plain }));
const answer: SentAnswer = {
  key: 'abc',
  chat: CHAT,
  topic: 0,
  questionId: 7,
  messageIds: [],
  question: '问',
  place: null,
  member: 1,
  hops: 0,
  answer: answerOf('答[1]。', '原文'),
  sentAt: 1,
  recalledAt: null,
};
const replyOf = (messages: readonly string[], more: Partial<Reply> = {}): Reply => ({
  place: { chat: CHAT, replyTo: 7 },
  messages: rendered(...messages),
  answer,
  ...more,
});

describe('a reply', () => {
  test('is sent part by part, the first of which points at the question, and is found by any of its messages', async () => {
    await replies.reply(1, [], replyOf(['甲', '乙']));
    expect(did).toEqual(['send 甲 to 7', 'send 乙']);
    expect(store.answers.find(CHAT, 500)?.key).toBe('abc');
    expect(store.answers.find(CHAT, 501)?.messageIds).toEqual([500, 501]);
  });

  test('takes the place of earlier messages: as many as it needs are edited, the rest are removed', async () => {
    await replies.reply(1, [], replyOf(['甲'], { instead: [40, 41] }));
    expect(did).toEqual(['edit 40 甲', 'remove 41']);
    expect(store.answers.findByKey('abc')?.messageIds).toEqual([40]);
  });

  test('is sent anew where the message that it should take the place of is gone', async () => {
    gone.add(40);
    await replies.reply(1, [], replyOf(['甲', '乙'], { instead: [40] }));
    expect(did).toEqual(['send 甲 to 7', 'send 乙']);
  });

  test('that broke off goes on where it stopped, with what was decided', async () => {
    fails = 1;
    await expect(replies.reply(1, [], replyOf(['甲', '乙', '丙']))).rejects.toThrow('no network');
    fails = Number.POSITIVE_INFINITY;
    const kept = store.inbox.find(1);
    expect(kept?.sent).toBe(1);
    await replies.resume(kept!);
    expect(did).toEqual(['send 甲 to 7', 'send 乙', 'send 丙']);
    expect(store.answers.findByKey('abc')?.messageIds).toEqual([500, 501, 502]);
  });

  test('is kept with what belongs to it, or not at all', async () => {
    const broken = () => {
      throw new Error('disk full');
    };
    await expect(replies.reply(1, [], replyOf(['甲']), broken)).rejects.toThrow('disk full');
    expect(did).toEqual([]);
    expect(store.answers.findByKey('abc')).toBeUndefined();
    expect(store.inbox.find(1)?.reply).toBeNull();
  });
});
