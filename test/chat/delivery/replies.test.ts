import { beforeEach, describe, expect, test } from 'vitest';
import { createReplies, type Replies, type Reply } from '../../../src/chat/delivery/replies.ts';
import type { Content, Instead, Place, Surface } from '../../../src/chat/surface.ts';
import type { SentAnswer, Store } from '../../../src/core/ports.ts';
import { createStore } from '../../../src/state/store.ts';
import { answerOf } from '../../fakes/scripted-app.ts';

const CHAT = { surface: 'telegram', chat: '-100' };
const NEW_CHAT = { ...CHAT, chat: '-200' };

let store: Store;
let replies: Replies;
let did: string[];
let gone: Set<string>;
/** What is said instead of a content that the chat does not take. */
let other: Map<string, Instead['contents']>;
let fails: number;
let movedTo: string | undefined;
let afterStep: () => void;
/** Everything is shown to one member alone. */
let isAside: boolean;
let places: Place[];

beforeEach(() => {
  store = createStore(':memory:');
  did = [];
  gone = new Set();
  other = new Map();
  movedTo = undefined;
  isAside = false;
  places = [];
  afterStep = () => undefined;
  fails = Number.POSITIVE_INFINITY;
  let next = 500;
  const step = (what: string) => {
    if (did.length >= fails) throw new Error('no network');
    did.push(what);
    afterStep();
  };
  const insteadOf = ({ plain }: Content): Instead | undefined => {
    const contents = other.get(plain);
    return contents && { kind: 'instead', contents };
  };
  const surface: Pick<Surface, 'name' | 'send' | 'edit' | 'remove'> = {
    name: CHAT.surface,
    send: async (place, content) => {
      const { chat, replyTo } = place;
      const { plain } = content;
      const instead = insteadOf(content);
      if (instead !== undefined) return instead;
      places.push(place);
      step(`send ${plain}${replyTo === undefined ? '' : ` to ${replyTo}`}`);
      if (isAside) return { kind: 'aside' };
      return { kind: 'sent', chat: movedTo ?? chat, messageId: String(next++) };
    },
    edit: async (_, messageId, content) => {
      const { plain } = content;
      if (gone.has(messageId)) return 'gone';
      const instead = insteadOf(content);
      if (instead !== undefined) return instead;
      step(`edit ${messageId} ${plain}`);
      return 'edited';
    },
    remove: async (_, messageId) => {
      step(`remove ${messageId}`);
      return 'removed';
    },
  };
  replies = createReplies({ store, surface });
  store.inbox(CHAT.surface).put([{ id: '1', chat: CHAT.chat, body: '{}' }], Date.now());
  store.inbox(CHAT.surface).claim('1');
});

const rendered = (...texts: string[]) => texts.map((plain) => ({ plain }));
const answer: SentAnswer = {
  key: 'abc',
  ...CHAT,
  thread: '',
  questionId: '7',
  messageIds: [],
  question: '问',
  place: null,
  member: '1',
  hops: 0,
  answer: answerOf('答[1]。', '原文'),
  sentAt: 1,
  recalledAt: null,
};
const replyOf = (messages: readonly string[], more: Partial<Reply> = {}): Reply => ({
  place: { ...CHAT, thread: '', replyTo: '7' },
  messages: rendered(...messages),
  answer,
  ...more,
});

describe('a reply', () => {
  test('is sent part by part, the first of which points at the question, and is found by any of its messages', async () => {
    await replies.reply('1', [], replyOf(['甲', '乙']));
    expect(did).toEqual(['send 甲 to 7', 'send 乙']);
    expect(store.answers.find(CHAT, '500')?.key).toBe('abc');
    expect(store.answers.find(CHAT, '501')?.messageIds).toEqual(['500', '501']);
  });

  test('takes the place of earlier messages: as many as it needs are edited, the rest are removed', async () => {
    await replies.reply('1', [], replyOf(['甲'], { instead: ['40', '41'] }));
    expect(did).toEqual(['edit 40 甲', 'remove 41']);
    expect(store.answers.findByKey('abc')?.messageIds).toEqual(['40']);
  });

  test('is sent anew where the message that it should take the place of is gone', async () => {
    gone.add('40');
    await replies.reply('1', [], replyOf(['甲', '乙'], { instead: ['40'] }));
    expect(did).toEqual(['send 甲 to 7', 'send 乙']);
  });

  test('that broke off goes on where it stopped, with what was decided', async () => {
    fails = 1;
    await expect(replies.reply('1', [], replyOf(['甲', '乙', '丙']))).rejects.toThrow('no network');
    fails = Number.POSITIVE_INFINITY;
    const kept = store.inbox(CHAT.surface).find('1');
    expect(kept?.sent).toBe(1);
    await replies.resume(kept!);
    expect(did).toEqual(['send 甲 to 7', 'send 乙', 'send 丙']);
    expect(store.answers.findByKey('abc')?.messageIds).toEqual(['500', '501', '502']);
  });

  test('to a question that has its answer takes its place, whose originals go; its messages are known throughout', async () => {
    store.answers.record({ ...answer, messageIds: ['40', '41', '42'], originalIds: ['50'] });
    fails = 1;
    await expect(replies.reply('1', [], replyOf(['新一', '新二']))).rejects.toThrow('no network');
    for (const id of ['40', '41', '42', '50']) expect(store.answers.find(CHAT, id)?.key).toBe('abc');
    fails = Number.POSITIVE_INFINITY;
    gone.add('41');
    await replies.resume(store.inbox(CHAT.surface).find('1')!);
    expect(did).toEqual(['edit 40 新一', 'send 新二', 'remove 42', 'remove 50']);
    expect(store.answers.findByKey('abc')).toEqual({ ...answer, messageIds: ['40', '500'] });
  });

  test('to a question whose answer was recalled is not sent, and nothing is written with it', async () => {
    const recalled = { ...answer, messageIds: ['40'], recalledAt: 5 };
    store.answers.record(recalled);
    let wrote = false;
    await replies.reply('1', [], replyOf(['新']), () => {
      wrote = true;
    });
    expect([did, wrote, store.answers.findByKey('abc')]).toEqual([[], false, recalled]);
  });

  test('whose answer is recalled between two of its parts ends there', async () => {
    afterStep = () => {
      const sent = store.answers.findByKey('abc');
      if (sent) store.answers.record({ ...sent, recalledAt: 9 });
    };
    await replies.reply('1', [], replyOf(['甲', '乙']));
    expect(did).toEqual(['send 甲 to 7']);
  });

  test('that arrives in another group, which this one became, is not taken for its messages and questions', async () => {
    movedTo = NEW_CHAT.chat;
    const lines = [
      { messageId: '7', text: '问' },
      { messageId: '8', text: '' },
    ];
    await replies.reply('1', [], replyOf(['甲', '乙'], { answer: { ...answer, lines } }));
    expect(store.answers.find(NEW_CHAT, '501')?.messageIds).toEqual(['500', '501']);
    for (const chat of [CHAT, NEW_CHAT])
      for (const id of ['7', '8']) expect(store.answers.findByQuestion(chat, id)).toBeUndefined();
  });

  test('that the chat does not take in its form is sent in another, to the same message, and found by all of it', async () => {
    other.set('表', [{ plain: '甲' }, { plain: '乙' }]);
    await replies.reply('1', [], replyOf(['表', '丙']));
    expect(did).toEqual(['send 甲 to 7', 'send 乙', 'send 丙']);
    expect(store.answers.findByKey('abc')?.messageIds).toEqual(['500', '501', '502']);
  });

  test('that takes the place of others does so in the other form as well', async () => {
    other.set('表', [{ plain: '甲' }, { plain: '乙' }]);
    store.answers.record({ ...answer, messageIds: ['40', '41'] });
    await replies.reply('1', [], replyOf(['表']));
    expect(did).toEqual(['edit 40 甲', 'send 乙', 'remove 41']);
    expect(store.answers.findByKey('abc')?.messageIds).toEqual(['40', '500']);
    did = [];
    gone.add('40');
    store.inbox(CHAT.surface).put([{ id: '2', chat: CHAT.chat, body: '{}' }], Date.now());
    await replies.reply('2', [], replyOf(['表']));
    expect(did).toEqual(['send 甲 to 7', 'send 乙', 'remove 500']);
    expect(store.answers.findByKey('abc')?.messageIds).toEqual(['501', '502']);
  });

  test('in another form that broke off goes on where it stopped, whatever the chat takes then', async () => {
    other.set('表', [{ plain: '甲' }, { plain: '乙' }]);
    fails = 2;
    await expect(replies.reply('1', [], replyOf(['首', '表', '末']))).rejects.toThrow('no network');
    fails = Number.POSITIVE_INFINITY;
    other.clear();
    const kept = store.inbox(CHAT.surface).find('1');
    expect(kept?.sent).toBe(2);
    await replies.resume(kept!);
    expect(did).toEqual(['send 首 to 7', 'send 甲', 'send 乙', 'send 末']);
    expect(store.answers.findByKey('abc')?.messageIds).toEqual(['500', '501', '502', '503']);
  });

  test('that says an answer anew in another form leaves the answer, and the passages shown behind it, as they are', async () => {
    const standing = { ...answer, messageIds: ['40'], originalIds: ['50'], sentAt: 77 };
    store.answers.record(standing);
    await replies.reply('1', [], replyOf(['甲', '乙'], { isRestated: true }));
    expect(did).toEqual(['edit 40 甲', 'send 乙']);
    expect(store.answers.findByKey('abc')).toEqual({ ...standing, messageIds: ['40', '500'] });
  });

  test('that says anew what was recalled is not sent', async () => {
    store.answers.record({ ...answer, messageIds: ['40'], recalledAt: 5 });
    await replies.reply('1', [], replyOf(['甲'], { isRestated: true }));
    expect(did).toEqual([]);
  });

  test('is kept with what belongs to it, or not at all', async () => {
    const broken = () => {
      throw new Error('disk full');
    };
    await expect(replies.reply('1', [], replyOf(['甲']), broken)).rejects.toThrow('disk full');
    expect(did).toEqual([]);
    expect(store.answers.findByKey('abc')).toBeUndefined();
    expect(store.inbox(CHAT.surface).find('1')?.reply).toBeNull();
  });
});

describe('a reply that one member alone is shown', () => {
  const place = { ...CHAT, thread: '', replyTo: '7', aside: { member: '1', otherwise: 'all' } } as const;

  test('goes on to its end, and none of its messages is found again', async () => {
    isAside = true;
    await replies.reply('1', [], replyOf(['甲', '乙'], { place }));
    expect(did).toEqual(['send 甲 to 7', 'send 乙']);
    expect(places.map(({ aside }) => aside)).toEqual([place.aside, place.aside]);
    expect(store.answers.findByKey('abc')?.messageIds).toEqual([]);
    expect(store.answers.findByQuestion(CHAT, '7')?.key).toBe('abc');
  });

  test('points at a message that nobody else sees with each of its parts', async () => {
    isAside = true;
    const aside = { member: '1', otherwise: 'nobody' } as const;
    await replies.reply('1', [], replyOf(['甲', '乙'], { place: { ...place, replyTo: 'e5@9', aside } }));
    expect(did).toEqual(['send 甲 to e5@9', 'send 乙 to e5@9']);
  });

  test('is followed by an answer for all in a message of its own', async () => {
    isAside = true;
    await replies.reply('1', [], replyOf(['请问是哪个县？'], { place }));
    isAside = false;
    store.inbox(CHAT.surface).put([{ id: '2', chat: CHAT.chat, body: '{}' }], Date.now());
    await replies.reply('2', [], replyOf(['答']));
    expect(did).toEqual(['send 请问是哪个县？ to 7', 'send 答 to 7']);
    expect(store.answers.findByKey('abc')?.messageIds).toEqual(['500']);
  });
});
