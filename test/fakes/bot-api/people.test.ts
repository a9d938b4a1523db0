import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createBotApiServer } from '../bot-api-server.ts';
import { createTestClock } from '../clock.ts';
import { callerOf, keyboard, messageIdOf } from './calling.ts';
import type { BotApiServer } from './types.ts';

let server: BotApiServer;
beforeEach(async () => {
  server = await createBotApiServer({ clock: createTestClock() });
});
afterEach(() => server.close());

const call: ReturnType<typeof callerOf>['call'] = (...args) => callerOf(server).call(...args);
const sendTo: ReturnType<typeof callerOf>['sendTo'] = (...args) => callerOf(server).sendTo(...args);
describe('people', () => {
  const answer = (callback_query_id: string, text?: string) =>
    call('answerCallbackQuery', { callback_query_id, ...(text === undefined ? {} : { text }) });

  test('press the buttons that a message shows; each press has one answer of at most 200 characters', async () => {
    const group = server.group();
    const member = server.person();
    const message_id = messageIdOf(await sendTo(group.id, '一', keyboard('yes')));
    const id = server.press(group, member, { message_id }, '好');
    const pressed = {
      data: 'yes',
      id,
      from: member,
      message: { message_id, text: '一', ...keyboard('yes') },
    };
    expect((await call('getUpdates')).result).toMatchObject([{ callback_query: pressed }]);
    expect(() => server.press(group, member, { message_id }, '坏')).toThrow('has no button');
    expect(server.unanswered()).toEqual([id]);
    expect(await answer(id, '谢'.repeat(201))).toMatchObject({ ok: false });
    await answer(id, '谢谢');
    expect(await server.waitForPress(id)).toEqual({ text: '谢谢' });
    expect(server.unanswered()).toEqual([]);
    await answer(id);
    await answer('5');
    expect(server.violations).toHaveLength(3);
  });

  test('send any data from messages that are gone', async () => {
    const group = server.group();
    server.press(group, server.person(), { message_id: 99 }, { data: 'forged' });
    expect((await call('getUpdates')).result).toMatchObject([
      { callback_query: { data: 'forged', message: { message_id: 99, date: 0 } } },
    ]);
  });

  test('edit what they wrote', async () => {
    const group = server.group();
    const said = server.say(group, server.person(), '@MingbaiBot 低保');
    server.edit(group, said, '五保');
    const edited_message = { message_id: said.message_id, text: '五保', edit_date: expect.any(Number) };
    const { result } = await call('getUpdates', { offset: -1 });
    expect(result).toMatchObject([{ edited_message }]);
    expect((result as { edited_message: object }[])[0]?.edited_message).not.toHaveProperty('entities');
  });

  test('are members of a group, or what they were made', async () => {
    const group = server.group();
    const [member, admin] = [server.person(), server.person()];
    server.promote(group, admin);
    const rankOf = async (user_id: number) => await call('getChatMember', { chat_id: group.id, user_id });
    expect(await rankOf(member.id)).toMatchObject({ result: { status: 'member' } });
    expect(await rankOf(admin.id)).toMatchObject({ result: { status: 'administrator', user: admin } });
    expect(await rankOf(5)).toMatchObject({ description: 'Bad Request: user not found' });
  });

  test('see the commands of their scope', async () => {
    const commands = [{ command: 'ask', description: '提问' }];
    const scope = { type: 'chat_administrators', chat_id: server.group().id };
    const unknown = { ...scope, chat_id: -5 };
    expect(await call('setMyCommands', { commands, scope })).toMatchObject({ ok: true });
    expect(await call('setMyCommands', { commands, scope: unknown })).toMatchObject({ error_code: 400 });
    expect([...server.commands]).toEqual([[JSON.stringify(scope), commands]]);
    await call('deleteMyCommands', { scope });
    expect(server.commands.size).toBe(0);
  });
});
