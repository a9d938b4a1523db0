import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createBotApiServer } from '../bot-api-server.ts';
import { createTestClock, type TestClock } from '../clock.ts';
import { callerOf, keyboard, noPreview } from './calling.ts';
import type { BotApiServer, Chat, Person } from './types.ts';
import type { BotApiVersion } from './version.ts';

let server: BotApiServer;
let clock: TestClock;
let group: Chat;
let member: Person;

async function serve(version: BotApiVersion = '10.3'): Promise<void> {
  await server?.close();
  clock = createTestClock();
  server = await createBotApiServer({ clock, version });
  group = server.group();
  member = server.person();
}
beforeEach(() => serve());
afterEach(() => server.close());

const call: ReturnType<typeof callerOf>['call'] = (...args) => callerOf(server).call(...args);
const sendTo: ReturnType<typeof callerOf>['sendTo'] = (...args) => callerOf(server).sendTo(...args);
const to = ({ id }: Person, more: object = {}) => ({
  ephemeral_message_parameters: { receiver_user_id: id, ...more },
});
const ephemeralIdOf = (said: { readonly result?: unknown }) =>
  (said.result as { ephemeral_message_id: number }).ephemeral_message_id;
const textsFor = (person: Person) => server.seenBy(group.id, person).map(({ text }) => text);

describe('a message for one member', () => {
  test('from an administrator is seen by that member alone', async () => {
    server.promote(group, server.bot);
    const said = await sendTo(group.id, '只给您', to(member));
    expect(said.result).toMatchObject({
      message_id: 0,
      ephemeral_message_id: 1,
      receiver_user: member,
      text: '只给您',
    });
    expect(textsFor(member)).toEqual(['只给您']);
    expect(textsFor(server.person())).toEqual([]);
    expect(server.sent(group.id)).toEqual([]);
    expect(server.violations).toEqual([]);
  });

  test('is not for a bot that is no administrator, and never in private', async () => {
    expect((await sendTo(group.id, '一', to(member))).description).toBe('Bad Request: BOT_NOT_ADMIN');
    expect(server.violations).toEqual([]);
    const here = server.private(member);
    expect((await sendTo(here.id, '一', to(member))).description).toBe('Bad Request: BOT_NOT_ADMIN');
    expect(server.violations).toHaveLength(1);
  });

  test('goes to nobody who is a bot, speaks as a channel, or left', async () => {
    server.promote(group, server.bot);
    const [faceless, gone] = [server.person(), server.person()];
    server.say(group, faceless, '一', { fields: { sender_chat: { id: group.id, type: 'supergroup' } } });
    server.promote(group, gone, 'left');
    for (const person of [server.bot, faceless, gone]) {
      expect((await sendTo(group.id, '一', to(person))).ok).toBe(false);
    }
    expect(server.violations).toHaveLength(2);
  });

  test('answers a press for 15 seconds, before the press is answered, and needs no right', async () => {
    await sendTo(group.id, '众', keyboard('a'));
    const press = () => server.press(group, member, server.sent(group.id)[0]!, '好');
    const by = (callback_query_id: string, person = member) =>
      sendTo(group.id, '只给您', to(person, { callback_query_id }));
    expect((await by(press())).ok).toBe(true);
    expect((await by(press(), server.person())).description).toContain('query is too old');
    const answered = press();
    await call('answerCallbackQuery', { callback_query_id: answered });
    expect((await by(answered)).description).toContain('query is too old');
    const late = press();
    await clock.advance(15_001);
    expect((await by(late)).description).toContain('query is too old');
    expect(textsFor(member)).toEqual(['只给您']);
  });

  test('may stand where the pressed message stood, and cannot be named then', async () => {
    await sendTo(group.id, '众', keyboard('a'));
    const id = server.press(group, member, server.sent(group.id)[0]!, '好');
    const said = await sendTo(
      group.id,
      '只给您',
      to(member, { callback_query_id: id, replace_callback_query_message: true }),
    );
    expect(said.result).not.toHaveProperty('ephemeral_message_id');
    expect(textsFor(member)).toEqual(['只给您']);
  });

  test('answers what that member said to the bot alone, for 15 seconds', async () => {
    const reply = (ephemeral_message_id: number | undefined, more: object = to(member)) =>
      sendTo(group.id, '答', { reply_parameters: { ephemeral_message_id }, ...more });
    const said = server.say(group, member, '/why', { ephemeral: true });
    expect(said).toMatchObject({ message_id: 0, ephemeral_message_id: 1, receiver_user: server.bot });
    expect((await reply(said.ephemeral_message_id)).ok).toBe(true);
    const late = server.say(group, member, '/why', { ephemeral: true });
    server.age(group, late, 15_001);
    expect((await reply(late.ephemeral_message_id)).ok).toBe(false);
    expect(server.violations).toEqual([]);
    expect((await reply(said.ephemeral_message_id, {})).ok).toBe(false);
    expect(server.violations).toHaveLength(1);
    expect(server.sent(group.id)).toEqual([]);
  });

  test('may be rich, reply to a message that all see, and have buttons', async () => {
    server.promote(group, server.bot);
    const asked = server.say(group, member, '低保');
    const blocks = [{ type: 'paragraph', text: '只给您' }];
    const said = await call('sendRichMessage', {
      chat_id: group.id,
      rich_message: { blocks, skip_entity_detection: true },
      reply_parameters: { message_id: asked.message_id },
      ...to(member),
      ...keyboard('a'),
    });
    expect(said.result).toMatchObject({
      rich_message: { blocks },
      reply_to_message: { message_id: asked.message_id },
    });
    const shown = server.seenBy(group.id, member)[0]!;
    const by = server.press(group, member, shown, '好');
    expect(() => server.press(group, server.person(), shown, '好')).toThrow('does not see');
    const { result } = await call('getUpdates', { offset: -1 });
    expect(result).toMatchObject([
      { callback_query: { id: by, message: { message_id: 0, ephemeral_message_id: 1 } } },
    ]);
    expect(server.violations).toEqual([]);
  });

  test('counts among the messages of its group', async () => {
    server.promote(group, server.bot);
    for (let at = 0; at < 4; at++) await sendTo(group.id, String(at), to(member));
    expect(server.violations).toEqual([expect.stringContaining('more than one message a second')]);
  });
});

describe('the id of a message for one member', () => {
  beforeEach(() => {
    server.promote(group, server.bot);
  });
  const named = (ephemeral_message_id: number, { id }: Person = member) => ({
    chat_id: group.id,
    receiver_user_id: id,
    ephemeral_message_id,
  });

  test('comes again once the message was deleted or is gone', async () => {
    const first = ephemeralIdOf(await sendTo(group.id, '一', to(member)));
    expect((await call('deleteEphemeralMessage', named(first, server.person()))).ok).toBe(false);
    expect((await call('deleteEphemeralMessage', named(first))).ok).toBe(true);
    expect((await call('deleteEphemeralMessage', named(first))).description).toContain('not found');
    await clock.advance(3_000);
    const said = server.say(group, member, '/why', { ephemeral: true });
    expect(said.ephemeral_message_id).toBe(first);
    server.expire(group, said);
    expect(ephemeralIdOf(await sendTo(group.id, '二', to(member)))).toBe(first);
    expect(textsFor(member)).toEqual(['二']);
  });

  test('names it for edits, of at most 1,024 characters', async () => {
    const id = ephemeralIdOf(await sendTo(group.id, '一', { ...to(member), ...keyboard('a') }));
    const edit = (text: string) =>
      call('editEphemeralMessageText', { ...named(id), text, ...noPreview, ...keyboard('a') });
    expect((await edit('一')).description).toContain('not modified');
    expect((await edit('字'.repeat(1_025))).description).toContain('MEDIA_CAPTION_TOO_LONG');
    expect((await edit('二')).result).toBe(true);
    await call('editEphemeralMessageReplyMarkup', named(id));
    expect(server.seenBy(group.id, member)).toMatchObject([{ text: '二' }]);
    expect(server.seenBy(group.id, member)[0]?.reply_markup).toBeUndefined();
  });

  test('is no message id: 0 names nothing, and as a reply posts to all', async () => {
    await sendTo(group.id, '一', to(member));
    expect((await call('deleteMessage', { chat_id: group.id, message_id: 0 })).ok).toBe(false);
    expect(server.violations).toHaveLength(1);
    await sendTo(group.id, '漏', { reply_parameters: { message_id: 0 } });
    expect(server.leaks).toEqual([{ chat: group.id, message_id: 1 }]);
    expect(server.violations).toHaveLength(2);
  });
});

describe('an older server', () => {
  const bare = ({ id }: Person) => ({ receiver_user_id: id });

  test.each([
    ['9.0', bare],
    ['9.0', to],
    ['10.1', bare],
    ['10.2', to],
  ] as const)('of %s shows to all what it was to show to one', async (version, how) => {
    await serve(version);
    server.promote(group, server.bot);
    await sendTo(group.id, '漏', how(member));
    expect(server.sent(group.id).map(({ text }) => text)).toEqual(['漏']);
    expect(server.leaks).toEqual([{ chat: group.id, message_id: 1 }]);
    expect(server.violations).toEqual([expect.stringContaining('too old')]);
  });

  test.each(['10.2', '10.3'] as const)(
    'of %s takes the bare names, with the object beside them too',
    async (version) => {
      await serve(version);
      server.promote(group, server.bot);
      await sendTo(group.id, '一', bare(member));
      await sendTo(group.id, '二', { ...bare(member), ...to(member) });
      expect(textsFor(member)).toEqual(['一', '二']);
      expect(server.leaks).toEqual([]);
      expect(server.violations).toEqual([]);
    },
  );

  test('of 10.1 takes no notice of which message for one is answered, and answers to all', async () => {
    await serve('10.1');
    await sendTo(group.id, '漏', { reply_parameters: { ephemeral_message_id: 1 } });
    expect(server.leaks).toHaveLength(1);
  });

  test('of 10.1 has members say their commands to all', async () => {
    await serve('10.1');
    expect(server.say(group, member, '/why', { ephemeral: true })).toMatchObject({ message_id: 1 });
  });

  test.each([
    ['10.1', 'method not found'],
    ['10.2', 'chat not found'],
  ] as const)('of %s is told by a call that no chat sees: %s', async (version, says) => {
    await serve(version);
    const nothing = { chat_id: 0, receiver_user_id: 0, ephemeral_message_id: 0 };
    expect((await call('deleteEphemeralMessage', nothing)).description).toContain(says);
    expect(server.violations).toEqual([]);
  });
});

test('what one member says to the bot alone is no reply to what the others see', async () => {
  server.promote(group, server.bot);
  await sendTo(group.id, '只给您', to(member));
  const shown = server.seenBy(group.id, member)[0]!;
  server.say(group, member, '那医保呢', { ephemeral: true, reply_to: shown });
  const { result } = await call('getUpdates', { offset: -1 });
  const [{ message }] = result as [{ message: object }];
  expect(message).toMatchObject({ message_id: 0, ephemeral_message_id: 2, text: '那医保呢' });
  expect(message).not.toHaveProperty('reply_to_message');
});

test('the bot is told of its own rank', async () => {
  server.promote(group, server.bot);
  expect((await call('getUpdates')).result).toMatchObject([
    {
      my_chat_member: { old_chat_member: { status: 'member' }, new_chat_member: { status: 'administrator' } },
    },
  ]);
});
