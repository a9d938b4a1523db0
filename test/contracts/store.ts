import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SentAnswer, Store } from '../../src/core/ports/store.ts';
import { answerOf } from '../fakes/scripted-app.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const SURFACE = 'telegram';
const CHAT = { surface: SURFACE, chat: '-1' };
const update = (id: string, chat: string | null = '-1') => ({ id, chat, body: `{"update_id":${id}}` });

/** An answer as it is kept, with what the test says otherwise. */
export function sentAnswer(told: Partial<SentAnswer> = {}): SentAnswer {
  return {
    key: 'k1',
    surface: 'telegram',
    chat: '-1',
    thread: '',
    questionId: '6',
    messageIds: ['7'],
    question: '低保标准',
    place: null,
    member: '5',
    hops: 0,
    answer: answerOf('低保标准为260元[1]。', '农村低保标准提高到260元/人·月'),
    sentAt: 10,
    recalledAt: null,
    ...told,
  };
}

/** What every `Store` promises. `open` gives an empty one; what outlives a process is tested with the real file. */
export function storeContract(name: string, open: () => Store): void {
  describe(`${name} as a store`, () => {
    let store: Store;
    beforeEach(() => {
      store = open();
    });
    afterEach(() => store.close());
    const inbox = () => store.inbox(SURFACE);
    const ids = () =>
      inbox()
        .pending()
        .map(({ id }) => id);

    test('keeps updates in order of arrival, whatever their ids', () => {
      inbox().put([update('9'), update('3')], 1);
      inbox().put([update('5')], 2);
      expect(ids()).toEqual(['9', '3', '5']);
    });

    test('returns only the updates that are new', () => {
      expect(
        inbox()
          .put([update('1'), update('1'), update('2')], 1)
          .map(({ id }) => id),
      ).toEqual(['1', '2']);
      expect(
        inbox()
          .put([update('2'), update('3')], 2)
          .map(({ id }) => id),
      ).toEqual(['3']);
      expect(ids()).toEqual(['1', '2', '3']);
    });

    test('keeps body and chat as they were put, a missing chat included', () => {
      inbox().put(
        [{ id: '1', chat: '-1002345678901', body: '{"text":"低保\\ud83d\\ude4f"}' }, update('2', null)],
        77,
      );
      expect(inbox().find('1')).toEqual({
        id: '1',
        chat: '-1002345678901',
        body: '{"text":"低保\\ud83d\\ude4f"}',
        receivedAt: 77,
        attempts: 0,
        reply: null,
        sent: 0,
      });
      expect(inbox().find('2')?.chat).toBeNull();
      expect(inbox().find('3')).toBeUndefined();
    });

    test('counts attempts of what is unfinished', () => {
      inbox().put([update('1')], 1);
      expect([inbox().claim('1'), inbox().claim('1'), inbox().claim('2')]).toEqual([1, 2, 0]);
      inbox().done('1', 2);
      expect(inbox().claim('1')).toBe(0);
    });

    test('keeps with an answer the question that a choice stood for, where there was one', () => {
      store.answers.record(sentAnswer({ question: '2', meant: '低保标准是多少' }));
      expect(store.answers.findByKey('k1')).toEqual(sentAnswer({ question: '2', meant: '低保标准是多少' }));
      store.answers.record(sentAnswer());
      expect(store.answers.findByKey('k1')).toEqual(sentAnswer());
    });

    test('tells how many parts of replies went to each chat lately, those of unfinished replies as of now', () => {
      inbox().put([update('1'), update('2', '-3'), update('3'), update('4', null)], 1);
      for (const id of ['1', '2', '3', '4']) inbox().keepReply(id, ['甲', '乙'], [], 2);
      for (const id of ['1', '1', '2', '3', '4']) inbox().partSent(id);
      inbox().done('1', 10);
      inbox().done('2', 20);
      expect(inbox().sentSince(5, 30)).toEqual([
        { chat: '-1', at: 10, parts: 2 },
        { chat: '-3', at: 20, parts: 1 },
        { chat: '-1', at: 30, parts: 1 },
      ]);
      expect(inbox().sentSince(11, 30)).toHaveLength(2);
      expect(store.inbox('page').sentSince(0, 30)).toEqual([]);
    });

    test('remembers a reply and how many of its parts are sent', () => {
      inbox().put([update('1')], 1);
      inbox().keepReply('1', ['甲', '乙'], [], 2);
      inbox().partSent('1');
      expect(inbox().pending()[0]).toMatchObject({ reply: ['甲', '乙'], sent: 1 });
    });

    test('has the updates that a reply answers too done with it, and their ids known for as long', () => {
      inbox().put([update('1'), update('2'), update('3'), update('4')], 1);
      inbox().keepReply('1', ['甲'], ['1', '2', '3', '99'], 1_000);
      expect(ids()).toEqual(['1', '4']);
      expect(inbox().find('1')?.reply).toEqual(['甲']);
      store.forget(1_000 + DAY);
      expect(inbox().put([update('2'), update('3')], 2)).toEqual([]);
      store.forget(1_001 + DAY);
      expect(inbox().put([update('2'), update('3')], 3)).toHaveLength(2);
    });

    test('lets no reply absorb updates that is itself not kept', () => {
      inbox().put([update('1'), update('2')], 1);
      inbox().done('1', 2);
      inbox().keepReply('1', ['甲'], ['2'], 3);
      expect(ids()).toEqual(['2']);
    });

    test('knows the id of a finished update for 24 hours, and no longer', () => {
      inbox().put([update('1')], 1);
      inbox().done('1', 1_000);
      store.forget(1_000 + 24 * HOUR);
      expect(inbox().put([update('1')], 2)).toEqual([]);
      store.forget(1_001 + 24 * HOUR);
      expect(inbox().put([update('1')], 3)).toHaveLength(1);
    });

    test('never forgets an unfinished update', () => {
      inbox().put([update('1')], 1);
      store.forget(1_000 * HOUR);
      expect(ids()).toEqual(['1']);
    });

    test('finds an answer by its key and by any of its messages, as it was kept', () => {
      const answer = sentAnswer({ messageIds: ['7', '8', '9'], place: '蓬安县', thread: '3', hops: 1 });
      store.answers.record(answer);
      for (const id of answer.messageIds) expect(store.answers.find(CHAT, id)).toEqual(answer);
      expect(store.answers.findByKey('k1')).toEqual(answer);
      expect(store.answers.find(CHAT, '6')).toBeUndefined();
      expect(store.answers.find({ ...CHAT, chat: '-2' }, '7')).toBeUndefined();
      expect(store.answers.findByKey('k2')).toBeUndefined();
    });

    test('keeps every kind of answer, and an asker without a name', () => {
      const corpusVersion = 'v';
      const clarify = sentAnswer({
        member: null,
        answer: {
          kind: 'clarify',
          text: '哪个县？',
          options: [{ place: '甲县', label: '甲' }],
          corpusVersion,
        },
      });
      const refused = sentAnswer({
        key: 'k2',
        answer: { kind: 'refused', reason: 'not-in-corpus', text: '没有', nearest: [], corpusVersion },
      });
      store.answers.record(clarify);
      store.answers.record(refused);
      expect(store.answers.findByKey('k1')).toEqual(clarify);
      expect(store.answers.findByKey('k2')).toEqual(refused);
    });

    test('keeps what was recorded last under a key, and only its messages', () => {
      store.answers.record(sentAnswer({ messageIds: [] }));
      store.answers.record(sentAnswer({ messageIds: ['7', '8'] }));
      const recalled = sentAnswer({ messageIds: ['8', '9'], recalledAt: 20 });
      store.answers.record(recalled);
      expect(store.answers.find(CHAT, '7')).toBeUndefined();
      expect(store.answers.find(CHAT, '9')).toEqual(recalled);
      expect(store.answers.findByKey('k1')).toEqual(recalled);
    });

    test('gives a message to the answer that it was recorded for last', () => {
      store.answers.record(sentAnswer());
      store.answers.record(sentAnswer({ key: 'k2', question: '另一问' }));
      expect(store.answers.find(CHAT, '7')?.key).toBe('k2');
      expect(store.answers.findByKey('k1')?.messageIds).toEqual(['7']);
    });

    test('finds the newest answer to a question by the message that asked', () => {
      store.answers.record(sentAnswer({ key: 'new', sentAt: 20 }));
      store.answers.record(sentAnswer({ key: 'old', sentAt: 10, messageIds: ['8'] }));
      store.answers.record(sentAnswer({ key: 'other chat', chat: '-2', sentAt: 30 }));
      expect(store.answers.findByQuestion(CHAT, '6')?.key).toBe('new');
      expect(store.answers.findByQuestion(CHAT, '7')).toBeUndefined();
    });

    test('finds it by each of several messages that asked, as they were last recorded', () => {
      const lines = [
        { messageId: '6', text: '石柱' },
        { messageId: '9', text: '低保标准' },
      ];
      store.answers.record(sentAnswer({ lines }));
      for (const id of ['6', '9'])
        expect(store.answers.findByQuestion(CHAT, id)).toEqual(sentAnswer({ lines }));
      expect(store.answers.findByQuestion({ ...CHAT, chat: '-2' }, '9')).toBeUndefined();
      expect(store.answers.find(CHAT, '9')).toBeUndefined();
      store.answers.record(sentAnswer());
      expect(store.answers.findByQuestion(CHAT, '9')).toBeUndefined();
      expect(store.answers.findByQuestion(CHAT, '6')).toEqual(sentAnswer());
    });

    test('forgets answers after 30 days, by whatever they are looked for', () => {
      store.answers.record(sentAnswer());
      store.answers.record(sentAnswer({ key: 'k2', questionId: '8', messageIds: ['9'], sentAt: 11 }));
      store.forget(10 + 30 * DAY);
      expect(store.answers.findByKey('k1')).toBeDefined();
      store.forget(11 + 30 * DAY);
      expect(store.answers.find(CHAT, '7')).toBeUndefined();
      expect(store.answers.findByKey('k1')).toBeUndefined();
      expect(store.answers.findByQuestion(CHAT, '6')).toBeUndefined();
      expect(store.answers.find(CHAT, '9')?.key).toBe('k2');
    });

    test('keeps the turns of members, chats and topics apart', () => {
      const at = { ...CHAT, thread: '', member: '5' };
      const said = (content: string) => [{ role: 'user' as const, content }];
      store.turns.add(at, said('一'), 10);
      store.turns.add({ ...at, member: '6' }, said('二'), 10);
      store.turns.add({ ...at, thread: '3' }, said('三'), 10);
      store.turns.add({ ...at, chat: '-2' }, said('四'), 10);
      expect(store.turns.recent(at, 0, 9)).toEqual(said('一'));
    });

    test('gives the latest turns, oldest first, none from before `since`', () => {
      const at = { ...CHAT, thread: '', member: '5' };
      for (const [index, content] of ['一', '二', '三', '四'].entries()) {
        store.turns.add(at, [{ role: index % 2 === 0 ? 'user' : 'assistant', content }], index * 10);
      }
      const contents = (since: number, limit: number) =>
        store.turns.recent(at, since, limit).map(({ content }) => content);
      expect(contents(0, 2)).toEqual(['三', '四']);
      expect(contents(10, 9)).toEqual(['二', '三', '四']);
      store.forget(25 + HOUR);
      expect(contents(0, 9)).toEqual(['四']);
    });

    test('withdraws the newest question in the same words with its answer, and nothing else', () => {
      const at = { ...CHAT, thread: '', member: '5' };
      const pair = (question: string) => [
        { role: 'user' as const, content: question },
        { role: 'assistant' as const, content: `${question}的答案` },
      ];
      for (const question of ['甲', '乙', '甲', '丙']) store.turns.add(at, pair(question), 10);
      store.turns.add({ ...at, member: '6' }, pair('甲'), 10);
      store.turns.withdraw(at, '甲');
      const left = () => store.turns.recent(at, 0, 99).map(({ content }) => content);
      expect(left()).toEqual(['甲', '甲的答案', '乙', '乙的答案', '丙', '丙的答案']);
      store.turns.withdraw(at, '丁');
      expect(left()).toHaveLength(6);
      expect(store.turns.recent({ ...at, member: '6' }, 0, 9)).toHaveLength(2);
    });

    test('clears the turns of one member in one place, and no others', () => {
      const at = { ...CHAT, thread: '', member: '5' };
      const others = [
        { ...at, member: '6' },
        { ...at, thread: '3' },
        { ...at, chat: '-2' },
      ];
      for (const each of [at, ...others]) store.turns.add(each, [{ role: 'user', content: '问' }], 10);
      store.turns.clear(at);
      expect(store.turns.recent(at, 0, 9)).toEqual([]);
      for (const each of others) expect(store.turns.recent(each, 0, 9)).toHaveLength(1);
    });

    test('keeps what a chat has decided for itself; before that no county, and no listening', () => {
      const nothing = { place: null, isListening: false };
      expect(store.chats.settings(CHAT)).toEqual(nothing);
      store.chats.set(CHAT, { place: '蓬安县', isListening: true });
      expect(store.chats.settings(CHAT)).toEqual({ place: '蓬安县', isListening: true });
      expect(store.chats.settings({ ...CHAT, chat: '-2' })).toEqual(nothing);
      store.forget(10_000 * DAY);
      expect(store.chats.settings(CHAT)).toEqual({ place: '蓬安县', isListening: true });
      store.chats.set(CHAT, nothing);
      expect(store.chats.settings(CHAT)).toEqual(nothing);
    });

    test('keeps which messages show the passages behind an answer, until the answer is another', () => {
      const shown = sentAnswer({ originalIds: ['11', '12'] });
      store.answers.record(sentAnswer());
      store.answers.record(shown);
      expect(store.answers.findByKey('k1')).toEqual(shown);
      store.answers.record(sentAnswer());
      expect(store.answers.findByKey('k1')).toEqual(sentAnswer());
    });

    test('counts one verdict a member and answer: the last', () => {
      expect(store.feedback.counts()).toEqual({});
      store.feedback.record('k1', '5', 'bad', 1);
      store.feedback.record('k1', '5', 'wrong-figure', 2);
      store.feedback.record('k1', '6', 'wrong-figure', 3);
      store.feedback.record('k2', '5', 'good', 4);
      expect(store.feedback.counts()).toEqual({ 'wrong-figure': 2, good: 1 });
      expect(store.feedback.find('k1', '5')).toBe('wrong-figure');
      expect(store.feedback.find('k1', '7')).toBeUndefined();
      expect(store.feedback.find('k3', '5')).toBeUndefined();
    });

    test('tells complaints, newest first, with the answers they are about', () => {
      const first = sentAnswer();
      const second = sentAnswer({ key: 'k2', messageIds: ['8'] });
      store.answers.record(first);
      store.answers.record(second);
      store.feedback.record('k1', '5', 'bad', 1);
      store.feedback.record('k2', '5', 'outdated', 2);
      store.feedback.record('k2', '6', 'good', 3);
      store.feedback.record('unknown', '6', 'bad', 4);
      store.feedback.record('k1', '5', 'incomplete', 5);
      expect(store.feedback.complaints(9)).toEqual([
        { verdict: 'incomplete', at: 5, answer: first },
        { verdict: 'outdated', at: 2, answer: second },
      ]);
      expect(store.feedback.complaints(1)).toHaveLength(1);
      store.feedback.record('k2', '5', 'good', 6);
      expect(store.feedback.complaints(9)).toHaveLength(1);
    });

    test('forgets verdicts after 30 days', () => {
      store.feedback.record('k1', '5', 'bad', 1);
      store.feedback.record('k1', '6', 'good', 2);
      store.forget(2 + 30 * DAY);
      expect(store.feedback.counts()).toEqual({ good: 1 });
    });

    test('keeps the last decision on a message for 7 days', () => {
      store.decisions.record(CHAT, '7', '{"outcome":"silent"}', 10);
      store.decisions.record(CHAT, '7', '{"outcome":"answered"}', 20);
      store.decisions.record({ ...CHAT, chat: '-2' }, '7', '{}', 20);
      expect(store.decisions.find(CHAT, '7')).toEqual({ body: '{"outcome":"answered"}', at: 20 });
      expect(store.decisions.find(CHAT, '8')).toBeUndefined();
      store.forget(20 + 7 * DAY);
      expect(store.decisions.find(CHAT, '7')).toBeDefined();
      store.forget(21 + 7 * DAY);
      expect(store.decisions.find(CHAT, '7')).toBeUndefined();
    });

    test('keeps surfaces apart that name their chats, members and messages alike', () => {
      const other = { ...CHAT, surface: 'page' };
      const of = { thread: '', member: '5' };
      inbox().put([update('1')], 1);
      expect(store.inbox('page').put([update('1')], 2)).toHaveLength(1);
      inbox().keepReply('1', ['甲'], [], 3);
      store.inbox('page').done('1', 4);
      expect(inbox().pending()).toMatchObject([{ id: '1', reply: ['甲'] }]);
      expect(store.inbox('page').pending()).toEqual([]);
      store.answers.record(sentAnswer());
      store.answers.record(sentAnswer({ key: 'k2', surface: 'page' }));
      store.turns.add({ ...CHAT, ...of }, [{ role: 'user', content: '问' }], 1);
      store.chats.set(CHAT, { place: '蓬安县', isListening: true });
      store.decisions.record(CHAT, '6', '{}', 10);
      expect(store.answers.find(other, '7')?.key).toBe('k2');
      expect(store.answers.findByQuestion(CHAT, '6')?.key).toBe('k1');
      expect(store.turns.recent({ ...other, ...of }, 0, 9)).toEqual([]);
      expect(store.chats.settings(other).place).toBeNull();
      expect(store.decisions.find(other, '6')).toBeUndefined();
      store.chats.set(other, { place: '石柱县', isListening: false });
      store.moveChat('page', '-1', '-100');
      expect(store.chats.settings(CHAT).place).toBe('蓬安县');
      expect(inbox().find('1')?.chat).toBe('-1');
    });

    test('keeps an answer that no message of the chat asked for, as a page has it', () => {
      const answer = sentAnswer({ surface: 'page', chat: 'a7Q', questionId: null, messageIds: [] });
      store.answers.record(answer);
      expect(store.answers.findByKey('k1')).toEqual(answer);
    });

    test('moves the updates, turns and settings of a chat', () => {
      const at = { ...CHAT, thread: '', member: '5' };
      inbox().put([update('1'), update('2', '-3')], 1);
      store.turns.add(at, [{ role: 'user', content: '问' }], 1);
      store.chats.set(CHAT, { place: '蓬安县', isListening: true });
      store.moveChat(SURFACE, '-1', '-100');
      expect(inbox().find('1')?.chat).toBe('-100');
      expect(inbox().find('2')?.chat).toBe('-3');
      expect(store.turns.recent({ ...at, chat: '-100' }, 0, 9)).toHaveLength(1);
      expect(store.turns.recent(at, 0, 9)).toEqual([]);
      expect(store.chats.settings({ ...CHAT, chat: '-100' })).toEqual({ place: '蓬安县', isListening: true });
      expect(store.chats.settings(CHAT)).toEqual({ place: null, isListening: false });
    });

    test('lets what the new chat has decided already stand when a chat moves, however often it is told', () => {
      store.chats.set(CHAT, { place: '蓬安县', isListening: true });
      store.chats.set({ ...CHAT, chat: '-100' }, { place: null, isListening: false });
      for (let times = 0; times < 2; times++) store.moveChat(SURFACE, '-1', '-100');
      expect(store.chats.settings({ ...CHAT, chat: '-100' })).toEqual({ place: null, isListening: false });
      store.chats.set({ ...CHAT, chat: '-100' }, { place: '石柱县', isListening: false });
      store.moveChat(SURFACE, '-100', '-100');
      expect(store.chats.settings({ ...CHAT, chat: '-100' }).place).toBe('石柱县');
    });

    test('takes no message of a chat that moved for one of the new chat, which counts its own', () => {
      store.answers.record(sentAnswer());
      store.decisions.record(CHAT, '6', '{}', 10);
      store.feedback.record('k1', '5', 'bad', 11);
      store.moveChat(SURFACE, '-1', '-100');
      expect(store.answers.find({ ...CHAT, chat: '-100' }, '7')).toBeUndefined();
      expect(store.answers.findByQuestion({ ...CHAT, chat: '-100' }, '6')).toBeUndefined();
      expect(store.decisions.find({ ...CHAT, chat: '-100' }, '6')).toBeUndefined();
      expect(store.answers.findByKey('k1')).toEqual(sentAnswer());
      expect(store.answers.find(CHAT, '7')).toEqual(sentAnswer());
      expect(store.decisions.find(CHAT, '6')).toBeDefined();
      expect(store.feedback.complaints(9)).toHaveLength(1);
      store.answers.record(sentAnswer({ key: 'k2', chat: '-100' }));
      expect(store.answers.find({ ...CHAT, chat: '-100' }, '7')?.key).toBe('k2');
    });
  });
}
