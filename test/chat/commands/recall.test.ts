import { beforeEach, describe, expect, test } from 'vitest';
import { addressOf } from '../../../src/telegram/ids.ts';
import { wording } from '../../../src/wording.ts';
import { ADMIN, type CommandScene, createCommandScene, GROUP, MEMBER, OPERATOR, OTHER } from './scene.ts';

const words = wording.telegram.commands.recall;
const HOURS = 3_600_000;
const OLD = Date.now() - 49 * HOURS;
const conversation = { ...addressOf(GROUP), thread: '', member: String(MEMBER.id) };
const others = { ...conversation, member: String(OTHER.id) };

let scene: CommandScene;

beforeEach(() => {
  scene = createCommandScene();
  for (const of of [conversation, others]) {
    scene.store.turns.add(of, [{ role: 'user', content: '低保标准是多少' }], Date.now());
  }
});

const turns = (of: typeof conversation) => scene.store.turns.recent(of, 0, 9).length;

describe('/recall as a reply to an answer', () => {
  test('by its asker deletes all its messages, and it is no ground for a follow-up any more', async () => {
    const answer = await scene.answered(['一', '二']);
    await scene.answered(['别的回答']);
    expect(await scene.say('/recall', { replyTo: answer.messageIds[1] })).toBe(words.done);
    expect(scene.shown()).toEqual(['别的回答']);
    expect(scene.store.answers.findByKey(answer.key)?.recalledAt).toBeTypeOf('number');
    expect([turns(conversation), turns(others)]).toEqual([0, 1]);
    expect(scene.api.violations).toEqual([]);
  });

  test('deletes the passages that were shown behind it as well', async () => {
    const shown = await scene.answered(['原文']);
    const answer = await scene.answered(['回答'], { originalIds: shown.messageIds });
    await scene.say('/recall', { replyTo: answer.messageIds[0] });
    expect(scene.shown()).toEqual([]);
  });

  test.each([
    ['an administrator', { from: ADMIN }],
    ['an operator', { from: OPERATOR }],
    ['an anonymous administrator', { fields: { sender_chat: { id: GROUP, type: 'supergroup' } } }],
  ])('by %s deletes it; the asker’s turns are forgotten', async (_, how) => {
    const answer = await scene.answered(['回答'], { member: String(OTHER.id) });
    expect(await scene.say('/recall', { replyTo: answer.messageIds[0], ...how })).toBe(words.done);
    expect(scene.shown()).toEqual([]);
    expect([turns(conversation), turns(others)]).toEqual([1, 0]);
  });

  test('by anybody else is refused; an answer to an anonymous member is nobody’s', async () => {
    const answer = await scene.answered(['回答']);
    const anonymous = await scene.answered(['回答二'], { member: null });
    expect(await scene.say('/recall', { from: OTHER, replyTo: answer.messageIds[0] })).toBe(words.denied);
    const channel = { id: -1_005_555_555_555, type: 'channel', title: '频道' };
    expect(
      await scene.say('/recall', { replyTo: anonymous.messageIds[0], fields: { sender_chat: channel } }),
    ).toBe(words.denied);
    expect(scene.shown()).toEqual(['回答', '回答二']);
    expect(turns(conversation)).toBe(1);
  });

  test('older than 48 hours empties its messages instead', async () => {
    const answer = await scene.answered(['一', '二'], { sentAt: OLD });
    expect(await scene.say('/recall', { replyTo: answer.messageIds[0] })).toBe(words.emptied);
    expect(scene.shown()).toEqual([words.instead, words.instead]);
    expect(scene.api.calls.some(({ method }) => method === 'deleteMessage')).toBe(false);
    expect(scene.store.answers.findByKey(answer.key)?.recalledAt).toBeTypeOf('number');
  });

  test('that Telegram does not let the bot delete empties it', async () => {
    const answer = await scene.answered(['回答']);
    scene.api.fail(GROUP, { status: 400, description: "Bad Request: message can't be deleted" });
    expect(await scene.say('/recall', { replyTo: answer.messageIds[0] })).toBe(words.emptied);
    expect(scene.shown()).toEqual([words.instead]);
  });

  test('that can neither be deleted nor emptied says so, and may be tried again', async () => {
    const answer = await scene.answered(['一', '二']);
    const refusal = { status: 400, description: "Bad Request: message can't be deleted" };
    scene.api.fail(GROUP, refusal);
    scene.api.fail(GROUP, { status: 400, description: "Bad Request: message can't be edited" });
    expect(await scene.say('/recall', { replyTo: answer.messageIds[0] })).toBe(words.left(1));
    expect(scene.shown()).toEqual(['一']);
    expect(await scene.say('/recall', { replyTo: answer.messageIds[0] })).toBe(words.done);
    expect(scene.shown()).toEqual([]);
  });

  test('that somebody deleted before is done', async () => {
    const answer = await scene.answered(['回答']);
    scene.api.chat(GROUP).messages.clear();
    expect(await scene.say('/recall', { replyTo: answer.messageIds[0] })).toBe(words.done);
  });

  test('twice says that it was done, and does nothing', async () => {
    const answer = await scene.answered(['回答']);
    await scene.say('/recall', { replyTo: answer.messageIds[0] });
    const calls = scene.api.calls.length;
    expect(await scene.say('/recall', { replyTo: answer.messageIds[0] })).toBe(words.already);
    expect(scene.api.calls).toHaveLength(calls);
  });
});

describe('/recall otherwise', () => {
  test('says how it is used: alone, as a reply to something else, as a reply that is a topic’s first message', async () => {
    const answer = await scene.answered(['回答']);
    expect(await scene.say('/recall')).toBe(words.usage);
    expect(await scene.say('/recall', { replyTo: 4_321 })).toBe(words.usage);
    const opening = {
      message_id: answer.messageIds[0],
      forum_topic_created: { name: '话题', icon_color: 1 },
    };
    expect(await scene.say('/recall', { fields: { reply_to_message: opening } })).toBe(words.usage);
    expect(scene.shown()).toEqual(['回答']);
  });

  test('does not reach an answer of another chat by its number', async () => {
    const answer = await scene.answered(['回答']);
    expect(await scene.say('/recall', { chat: null, replyTo: answer.messageIds[0] })).toBe(words.usage);
    expect(scene.shown()).toEqual(['回答']);
  });
});
