import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createBotApiServer } from '../bot-api-server.ts';
import { createTestClock } from '../clock.ts';
import { callerOf, messageIdOf } from './calling.ts';
import {
  checklist,
  contact,
  dice,
  location,
  mentioning,
  poll,
  richMessage,
  story,
  venue,
  voice,
} from './contents.ts';
import type { BotApiServer, Chat, Person } from './types.ts';
import type { BotApiVersion } from './version.ts';

let server: BotApiServer;
let group: Chat;
let member: Person;

async function serve(version: BotApiVersion = '10.3'): Promise<void> {
  await server?.close();
  server = await createBotApiServer({ clock: createTestClock(), version });
  group = server.group();
  member = server.person();
}
beforeEach(() => serve());
afterEach(() => server.close());

const call: ReturnType<typeof callerOf>['call'] = (...args) => callerOf(server).call(...args);
async function updates(more: object = {}): Promise<Record<string, Record<string, unknown>>[]> {
  return (await call('getUpdates', more)).result as Record<string, Record<string, unknown>>[];
}

describe('what has no text', () => {
  test.each([
    ['a rich message', richMessage(mentioning('MingbaiBot', '低保')), 'rich_message'],
    ['a checklist', checklist('待办', '核对名单'), 'checklist'],
    ['a story', story({ id: -5, type: 'channel', title: '频道' }), 'story'],
    ['a dice', dice(), 'dice'],
    ['a poll', poll('去哪里', '甲', '乙'), 'poll'],
    ['a contact', contact('王'), 'contact'],
    ['a location', location(), 'location'],
    ['a venue', venue('便民中心'), 'venue'],
    ['a voice message', voice('低保'), 'voice'],
    ['a service message', { community_chat_joined: {} }, 'community_chat_joined'],
  ])('comes as it is: %s', async (_, content, field) => {
    server.post(group, member, content);
    const [{ message = {} } = {}] = await updates();
    expect(message).toHaveProperty(field);
    expect(message).not.toHaveProperty('text');
    expect(message).toMatchObject({ message_id: 1, from: member });
  });
});

describe('a quotation in a reply', () => {
  test('is a part of the text that is replied to', async () => {
    const said = server.say(group, member, '低保标准是多少');
    server.say(group, member, '这个', { reply_to: said, quote: '标准' });
    const [, { message = {} } = {}] = await updates();
    expect(message.quote).toEqual({ text: '标准', position: 2, is_manual: true });
  });

  test('is offered of no rich message', () => {
    const said = server.post(group, member, richMessage({ type: 'paragraph', text: '标准' }));
    expect(() => server.say(group, member, '这个', { reply_to: said, quote: '标准' })).toThrow('to quote');
  });
});

test.each([
  ['9.0', 0],
  ['10.1', 1],
] as const)('of what other bots say, a bot at %s gets %d messages', async (version, count) => {
  await serve(version);
  const robot = server.otherBot();
  server.say(group, robot, '/ask@MingbaiBot 低保');
  expect(await updates()).toHaveLength(count);
});

test('a guest asks in a chat whose id may be that of a chat of ours', async () => {
  server.guest(group, member, '低保');
  expect(await updates()).toMatchObject([{ guest_message: { chat: { id: group.id }, text: '低保' } }]);
  expect(server.sent(group.id)).toEqual([]);
});

describe('kinds of updates', () => {
  const bring = () => {
    server.say(group, member, '一');
    server.push('message_reaction', { chat: group });
    server.guest(group, member, '二');
  };
  const kindsOf = (all: readonly object[]) => all.flatMap((update) => Object.keys(update).slice(1));

  test.each([
    ['the usual ones unless asked', {}, ['message', 'guest_message']],
    ['the usual ones for an empty list', { allowed_updates: [] }, ['message', 'guest_message']],
    [
      'those of a list',
      { allowed_updates: ['message', 'message_reaction'] },
      ['message', 'message_reaction'],
    ],
    ['what is known of a list', { allowed_updates: ['message', 'magic'] }, ['message']],
    [
      'the usual ones where nothing of a list is known',
      { allowed_updates: ['magic'] },
      ['message', 'guest_message'],
    ],
  ])('come: %s', async (_, asked, kinds) => {
    bring();
    expect(kindsOf(await updates(asked))).toEqual(kinds);
    expect(server.violations).toEqual([]);
  });

  test('that the server is too old for never come', async () => {
    await serve('9.0');
    bring();
    expect(kindsOf(await updates({ allowed_updates: ['message', 'guest_message'] }))).toEqual(['message']);
  });
});

describe('a draft', () => {
  const draft = (chat_id: number, more: object) =>
    call('sendMessageDraft', { chat_id, draft_id: 7, text: '一', ...more });

  test('is stopped by its reader where it can be', async () => {
    const { id } = server.private(member);
    await draft(id, {});
    expect(() => server.stopDraft(id, 7)).toThrow('can be stopped');
    await draft(id, { can_stop: true });
    server.stopDraft(id, 7);
    expect(server.draft(id)).toBeUndefined();
    expect(await updates()).toMatchObject([{ stopped_message_generation: { chat: { id }, draft_id: 7 } }]);
  });

  test('stays where it is to stay, and tells its topic', async () => {
    const chat = server.private(member);
    server.say(chat, member, '问', { topic: 5 });
    await draft(chat.id, { can_stop: true, keep_on_stop: true, message_thread_id: 5 });
    server.stopDraft(chat.id, 7);
    expect(server.draft(chat.id)).toBe('一');
    expect((await updates({ offset: -1 }))[0]).toMatchObject({
      stopped_message_generation: { message_thread_id: 5 },
    });
  });

  test('cannot be stopped on a server that knows no such button', async () => {
    await serve('10.2');
    const { id } = server.private(member);
    await draft(id, { can_stop: true });
    expect(() => server.stopDraft(id, 7)).toThrow('can be stopped');
  });
});

describe('a reaction of the bot', () => {
  const react = (message_id: number, ...emoji: readonly string[]) =>
    call('setMessageReaction', {
      chat_id: group.id,
      message_id,
      reaction: emoji.map((one) => ({ type: 'emoji', emoji: one })),
    });

  test('is one of the list, stands in place of the last, and may be taken away', async () => {
    const { message_id } = server.say(group, member, '低保');
    expect((await react(message_id, '🤷')).result).toBe(true);
    await react(message_id, '🤔');
    expect(server.reactions(group.id, message_id)).toEqual(['🤔']);
    expect((await react(message_id, '🏠')).description).toBe('Bad Request: REACTION_INVALID');
    expect((await react(message_id, '🤔', '👀')).description).toBe('Bad Request: REACTIONS_TOO_MANY');
    expect((await react(99, '🤔')).description).toContain('not found');
    await react(message_id);
    expect(server.reactions(group.id, message_id)).toEqual([]);
    expect(server.violations).toEqual([]);
  });

  test('is refused where the chat takes no such', async () => {
    server.allowReactions(group, []);
    const { message_id } = server.say(group, member, '低保');
    expect((await react(message_id, '🤷')).description).toBe('Bad Request: REACTION_INVALID');
    server.allowReactions(group, ['🤷']);
    expect((await react(message_id, '🤷')).ok).toBe(true);
  });

  test('to what one member said alone has nothing to stand below', async () => {
    const said = server.say(group, member, '/why', { ephemeral: true });
    expect((await react(said.message_id, '🤷')).ok).toBe(false);
    expect(server.violations).toHaveLength(1);
  });
});

test('a message of the bot keeps its topic in a private chat', async () => {
  const chat = server.private(member);
  server.say(chat, member, '问', { topic: 5 });
  const said = await callerOf(server).sendTo(chat.id, '答', { message_thread_id: 5 });
  expect(server.shown(chat.id, messageIdOf(said))).toMatchObject({ message_thread_id: 5 });
});
