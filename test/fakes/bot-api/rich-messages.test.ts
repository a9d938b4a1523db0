import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createBotApiServer } from '../bot-api-server.ts';
import { createTestClock, type TestClock } from '../clock.ts';
import { callerOf, messageIdOf, noPreview } from './calling.ts';
import type { BotApiServer } from './types.ts';

let server: BotApiServer;
let clock: TestClock;
beforeEach(async () => {
  clock = createTestClock();
  server = await createBotApiServer({ clock });
});
afterEach(() => server.close());

const call: ReturnType<typeof callerOf>['call'] = (...args) => callerOf(server).call(...args);
const rich = (text: string) => ({
  rich_message: { blocks: [{ type: 'paragraph', text }], skip_entity_detection: true },
});
const sendRich = (chat_id: number, text: string, more: object = {}) =>
  call('sendRichMessage', { chat_id, ...rich(text), ...more });

describe('a rich message', () => {
  test('comes back with its blocks and without text; a test sees its words', async () => {
    const group = server.group();
    const said = await sendRich(group.id, '甲');
    expect(said.result).toMatchObject({ rich_message: { blocks: [{ type: 'paragraph', text: '甲' }] } });
    expect(said.result).not.toHaveProperty('text');
    expect(said.result).not.toHaveProperty('entities');
    expect(server.sent(group.id).map(({ text }) => text)).toEqual(['甲']);
    expect(server.violations).toEqual([]);
  });

  test('that is replied to reaches the bot without text', async () => {
    const group = server.group();
    await sendRich(group.id, '甲');
    server.say(group, server.person(), '那医保呢', { reply_to: server.sent(group.id)[0]! });
    const { result } = await call('getUpdates');
    const [{ message }] = result as [{ message: { reply_to_message: object } }];
    expect(message.reply_to_message).toMatchObject({ rich_message: { blocks: [{ text: '甲' }] } });
    expect(message.reply_to_message).not.toHaveProperty('text');
  });

  test('becomes a text and a text a rich one by an edit', async () => {
    const { id } = server.private(server.person());
    const message_id = messageIdOf(await sendRich(id, '甲'));
    const edit = (more: object) => call('editMessageText', { chat_id: id, message_id, ...more });
    expect((await edit(rich('甲'))).description).toContain('message is not modified');
    await edit({ text: '甲', ...noPreview });
    expect(server.shown(id, message_id)).toMatchObject({ text: '甲' });
    expect(server.shown(id, message_id)).not.toHaveProperty('rich_message');
    await clock.advance(5_000);
    expect((await edit(rich('乙'))).result).not.toHaveProperty('text');
    expect(server.shown(id, message_id)).toMatchObject({ text: '乙', rich_message: { blocks: [{}] } });
    expect(server.violations).toEqual([]);
  });

  test('whose content is refused is refused after the chat was found, one that cannot be read before', async () => {
    const empty = { rich_message: { blocks: [], skip_entity_detection: true } };
    const unknown = { rich_message: { blocks: [{ type: 'poem' }], skip_entity_detection: true } };
    const { id } = server.private(server.person());
    expect((await call('sendRichMessage', { chat_id: 0, ...empty })).description).toContain('chat not found');
    expect((await call('sendRichMessage', { chat_id: 0, ...unknown })).description).toContain('unsupported');
    expect((await call('sendRichMessage', { chat_id: id, ...empty })).description).toContain('non-empty');
  });

  test('counts among the messages of a chat', async () => {
    const { id } = server.private(server.person());
    for (let at = 0; at < 4; at++) await sendRich(id, String(at));
    expect(server.violations).toEqual([expect.stringContaining('more than one message a second')]);
  });
});

describe('a rich draft', () => {
  const draft = (chat_id: number, more: object = {}) =>
    call('sendRichMessageDraft', { chat_id, draft_id: 7, ...rich('一'), ...more });

  test('is shown in private chats alone, until the message is sent', async () => {
    const { id } = server.private(server.person());
    expect((await draft(server.group().id)).description).toBe('Bad Request: TEXTDRAFT_PEER_INVALID');
    expect((await draft(id, { draft_id: 0 })).description).toBe('Bad Request: RANDOM_ID_INVALID');
    await draft(id);
    expect(server.draft(id)).toBe('一');
    await sendRich(id, '一二');
    expect(server.draft(id)).toBeUndefined();
  });

  test('of another topic stays', async () => {
    const member = server.person();
    const chat = server.private(member);
    server.say(chat, member, '一', { topic: 5 });
    await draft(chat.id, { message_thread_id: 5 });
    await sendRich(chat.id, '二');
    expect(server.draft(chat.id)).toBe('一');
    await sendRich(chat.id, '三', { message_thread_id: 5 });
    expect(server.draft(chat.id)).toBeUndefined();
  });

  test('may be stopped by its reader where the bot lets it', async () => {
    const { id } = server.private(server.person());
    await draft(id, { can_stop: true, keep_on_stop: true });
    expect(server.drafts(id)).toMatchObject([{ can_stop: true, keep_on_stop: true }]);
  });
});

describe('what a server can do is told by calls that no chat sees:', () => {
  test.each([
    ['9.0', /method not found/],
    ['10.1', /non-empty/],
    ['10.2', /unsupported/],
    ['10.3', /chat not found/],
  ] as const)('%s', async (version, says) => {
    const other = await createBotApiServer({ clock, version });
    const probe = { blocks: [{ type: 'expandable_blockquote', text: '引' }], skip_entity_detection: true };
    const said = await callerOf(other).call('sendRichMessage', { chat_id: 0, rich_message: probe });
    expect(said.description).toMatch(says);
    expect(other.violations).toEqual([]);
    await other.close();
  });
});
