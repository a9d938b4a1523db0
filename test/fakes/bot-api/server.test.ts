import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createBotApiServer } from '../bot-api-server.ts';
import { createTestClock, type TestClock } from '../clock.ts';
import { callerOf, keyboard, messageIdOf, noPreview, type Said } from './calling.ts';
import { parseHtml, typedEntities } from './html.ts';
import type { BotApiServer } from './types.ts';

/** The strict server is what other tests lean on, so it is tested itself, over plain HTTP. */
let server: BotApiServer;
let clock: TestClock;
beforeEach(async () => {
  clock = createTestClock();
  server = await createBotApiServer({ clock });
});
afterEach(() => server.close());

const call: ReturnType<typeof callerOf>['call'] = (...args) => callerOf(server).call(...args);
const sendTo: ReturnType<typeof callerOf>['sendTo'] = (...args) => callerOf(server).sendTo(...args);
const idsOf = (reply: Said) => (reply.result as { update_id: number }[]).map(({ update_id }) => update_id);

describe('updates', () => {
  test('are delivered again until a higher offset confirms them', async () => {
    const group = server.group();
    const member = server.person();
    for (const text of ['一', '二', '三']) server.say(group, member, text);
    const [first = 0, second = 0, third = 0] = idsOf(await call('getUpdates'));
    expect([second - first, third - first]).toEqual([1, 2]);
    expect(idsOf(await call('getUpdates', { offset: second }))).toEqual([second, third]);
    expect(idsOf(await call('getUpdates', { limit: 1 }))).toEqual([second]);
    expect(server.unconfirmedUpdates).toBe(2);
  });

  test('wake a waiting poller', async () => {
    const polled = call('getUpdates', { timeout: 50 });
    server.say(server.group(), server.person(), '你好');
    expect(idsOf(await polled)).toHaveLength(1);
  });

  test('are given to the second of two pollers; the first gets a 409', async () => {
    const first = call('getUpdates', { timeout: 50 });
    while (server.calls.length === 0) await new Promise((resolve) => setImmediate(resolve));
    const second = call('getUpdates', { timeout: 50 });
    expect(await first).toMatchObject({ ok: false, error_code: 409 });
    server.say(server.group(), server.person(), '你好');
    expect(idsOf(await second)).toHaveLength(1);
  });

  test('are not given to a poller while a webhook is set', async () => {
    await call('setWebhook', { url: 'https://example.org/hook' });
    expect(await call('getUpdates')).toMatchObject({ error_code: 409 });
    await call('deleteWebhook');
    expect(await call('getUpdates')).toMatchObject({ ok: true });
  });
});

describe('calls', () => {
  test('with another token are unauthorised, with no token at all not found', async () => {
    expect(await call('getMe', {}, '1:other')).toMatchObject({ error_code: 401 });
    expect(await call('getMe', {}, 'nonsense')).toMatchObject({ error_code: 404 });
  });

  test('of unknown methods and with unknown or wrong parameters are violations', async () => {
    await call('sendMagic');
    await call('getMe', { verbose: true });
    await call('sendChatAction', { chat_id: '1', action: 'typing' });
    expect(server.violations).toEqual([
      'unknown method sendMagic',
      'getMe: parameter verbose is unknown',
      'sendChatAction: parameter chat_id must be an integer',
    ]);
  });

  test('to a chat that the bot does not know fail', async () => {
    expect(await sendTo(5, '你好')).toMatchObject({
      error_code: 400,
      description: 'Bad Request: chat not found',
    });
  });

  test('with callback data of more than 64 bytes fail', async () => {
    const { id } = server.private(server.person());
    expect(await sendTo(id, '一', keyboard('县'.repeat(21)))).toMatchObject({ ok: true });
    expect(await sendTo(id, '二', keyboard('县'.repeat(22)))).toMatchObject({ ok: false });
  });

  test('fail as scripted, once', async () => {
    const { id } = server.private(server.person());
    server.script({ method: 'sendMessage', as: { html: 502 } });
    server.script({ method: 'sendMessage', as: { drop: 'after' } });
    await expect(sendTo(id, '一')).rejects.toThrow(SyntaxError);
    await expect(sendTo(id, '二')).rejects.toThrow('fetch failed');
    expect(await sendTo(id, '三')).toMatchObject({ ok: true });
    expect(server.sent(id).map(({ text }) => text)).toEqual(['二', '三']);
  });
});

describe('messages', () => {
  test('are 1 to 4096 units after parsing', async () => {
    const { id } = server.private(server.person());
    const html = { parse_mode: 'HTML' };
    expect(await sendTo(id, `<b>${'&lt;'.repeat(4_096)}</b>`, html)).toMatchObject({ ok: true });
    expect(await sendTo(id, '字'.repeat(4_097))).toMatchObject({
      description: 'Bad Request: message is too long',
    });
    expect(await sendTo(id, '<b> </b>', html)).toMatchObject({
      description: 'Bad Request: message text is empty',
    });
  });

  test('that reply to nothing fail unless they may stand alone', async () => {
    const { id } = server.private(server.person());
    const reply = (more: object) => sendTo(id, '答', { reply_parameters: { message_id: 99, ...more } });
    expect(await reply({})).toMatchObject({ description: 'Bad Request: message to be replied not found' });
    expect(await reply({ allow_sending_without_reply: true })).toMatchObject({ ok: true });
  });

  test('edited to what they are fail', async () => {
    const { id } = server.private(server.person());
    const message_id = messageIdOf(await sendTo(id, '一', keyboard('a')));
    const edit = (text: string, more = {}) =>
      call('editMessageText', { chat_id: id, message_id, text, ...noPreview, ...more });
    const same = { description: expect.stringContaining('message is not modified') };
    expect(await edit('一', keyboard('a'))).toMatchObject(same);
    expect(await call('editMessageReplyMarkup', { chat_id: id, message_id, ...keyboard('a') })).toMatchObject(
      same,
    );
    await clock.advance(2_000);
    expect(await call('editMessageReplyMarkup', { chat_id: id, message_id, ...keyboard('b') })).toMatchObject(
      { ok: true },
    );
    expect(server.shown(id, message_id)).toMatchObject({ text: '一', ...keyboard('b') });
    expect(await edit('二')).toMatchObject({ ok: true });
    expect(server.sent(id)).toMatchObject([{ text: '二' }]);
    expect(server.shown(id, message_id)?.reply_markup).toBeUndefined();
    expect(server.violations).toEqual([]);
  });

  test("that are not the bot's own, or not there, can neither be edited nor removed", async () => {
    const group = server.group();
    const { message_id } = server.say(group, server.person(), '你好');
    const of = (method: string, id: number, more = {}) =>
      call(method, { chat_id: group.id, message_id: id, ...more });
    const text = { text: '改', ...noPreview };
    expect((await of('editMessageText', message_id, text)).description).toBe(
      "Bad Request: message can't be edited",
    );
    expect((await of('editMessageText', 99, text)).description).toBe(
      'Bad Request: message to edit not found',
    );
    expect((await of('deleteMessage', message_id)).description).toBe("Bad Request: message can't be deleted");
    expect((await of('deleteMessage', 99)).description).toBe('Bad Request: message to delete not found');
  });

  test('can be removed for 48 hours', async () => {
    const group = server.group();
    const ids = [messageIdOf(await sendTo(group.id, '一')), messageIdOf(await sendTo(group.id, '二'))];
    server.age(group, { message_id: ids[0]! }, 49 * 3_600_000);
    server.age(group, { message_id: ids[1]! }, 47 * 3_600_000);
    await clock.advance(2_000);
    const replies = [];
    for (const message_id of ids)
      replies.push(await call('deleteMessage', { chat_id: group.id, message_id }));
    expect(replies[0]?.description).toBe("Bad Request: message can't be deleted for everyone");
    expect(replies[1]?.ok).toBe(true);
    expect(server.sent(group.id).map(({ text }) => text)).toEqual(['一']);
  });

  test('and edits count together: the 21st of a minute in a group is a 429', async () => {
    const group = server.group();
    const message_id = messageIdOf(await sendTo(group.id, '0'));
    const replies: Said[] = [];
    for (let at = 1; at <= 20; at++) {
      await clock.advance(1_000);
      replies.push(
        await call('editMessageText', { chat_id: group.id, message_id, text: String(at), ...noPreview }),
      );
    }
    expect(replies.filter(({ ok }) => ok)).toHaveLength(19);
    expect(replies.at(-1)?.parameters).toEqual({ retry_after: 40 });
    expect(server.violations).toHaveLength(1);
  });

  test('are shown as drafts in private chats alone, until the message is sent', async () => {
    const { id } = server.private(server.person());
    const draft = (chat_id: number, text: string) =>
      call('sendMessageDraft', { chat_id, draft_id: 7, text, parse_mode: 'HTML' });
    expect((await draft(server.group().id, '一')).description).toBe('Bad Request: TEXTDRAFT_PEER_INVALID');
    await draft(id, '一');
    await draft(id, '<b>一二</b>');
    expect(server.draft(id)).toBe('一二');
    await sendTo(id, '一二三');
    expect(server.draft(id)).toBeUndefined();
    expect(server.drafts(id).map(({ text }) => text)).toEqual(['一', '一二']);
    expect(server.sent(id)).toHaveLength(1);
  });

  test('in too quick succession are a 429, and so is everything before it is over', async () => {
    const { id } = server.private(server.person());
    const replies: Said[] = [];
    for (const text of ['一', '二', '三', '四', '五']) replies.push(await sendTo(id, text));
    expect(replies.map(({ ok }) => ok)).toEqual([true, true, true, false, false]);
    expect(replies[3]?.parameters).toEqual({ retry_after: 1 });
    expect(server.violations).toHaveLength(2);
    expect(server.violations[1]).toContain('before retry_after was over');
  });

  test('to a group that moved tell its new id', async () => {
    const group = server.group({ type: 'group' });
    const moved = server.migrate(group);
    expect((await sendTo(group.id, '一')).parameters).toEqual({ migrate_to_chat_id: moved.id });
  });
});

test("a method that the server is too old for is not found, and that is nobody's fault", async () => {
  const old = await createBotApiServer({ clock, lacks: ['sendMessageDraft'] });
  const response = await fetch(`${old.apiRoot}/bot${old.token}/sendMessageDraft`, {
    method: 'POST',
    body: '{}',
  });
  expect(await response.json()).toMatchObject({
    error_code: 404,
    description: 'Not Found: method not found',
  });
  expect(old.violations).toEqual([]);
  await old.close();
});

describe('HTML', () => {
  test.each([
    ['<b>甲</b> &amp; <i>乙</i>', '甲 & 乙'],
    ['<blockquote expandable>引<b>文</b></blockquote>', '引文'],
    ['<a href="https://example.org/?a=1&amp;b">链</a>', '链'],
    ['<pre><code class="language-ts">x</code></pre>', 'x'],
    ['&#26446;&#x674E;&nbsp;&lt;', '李李&nbsp;<'],
  ])('%s is read', (html, text) => {
    expect(parseHtml(html)).toMatchObject({ text });
  });

  test.each([
    '<p>甲</p>',
    '<b>甲',
    '甲</b>',
    '<b><i>甲</b></i>',
    '甲 < 乙',
    '<blockquote>甲<blockquote>乙</blockquote></blockquote>',
    '<code><b>x</b></code>',
    '<b onclick="x">甲</b>',
    '<span>甲</span>',
  ])('%s is refused', (html) => {
    expect(parseHtml(html)).toMatchObject({ error: expect.stringContaining("can't parse entities") });
  });

  test('offsets are UTF-16 units', () => {
    expect(parseHtml('👍<b>好</b>')).toMatchObject({ entities: [{ type: 'bold', offset: 2, length: 1 }] });
  });
});

describe('what people type', () => {
  test.each([
    ['@MingbaiBot 低保', ['mention']],
    ['请问 @MingbaiBot，低保', ['mention']],
    ['请问@MingbaiBot，低保', []],
    ['@MingbaiBot低保', []],
    ['/ask@MingbaiBot 低保', ['bot_command']],
    ['/ask低保', []],
    ['a/b', []],
  ])('%s has the entities %j', (text, types) => {
    expect(typedEntities(text).map(({ type }) => type)).toEqual(types);
  });
});
