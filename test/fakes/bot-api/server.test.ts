import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createBotApiServer } from '../bot-api-server.ts';
import { createTestClock } from '../clock.ts';
import { parseHtml, typedEntities } from './html.ts';
import type { BotApiServer } from './types.ts';

/** The strict server is what other tests lean on, so it is tested itself, over plain HTTP. */
let server: BotApiServer;
beforeEach(async () => {
  server = await createBotApiServer({ clock: createTestClock() });
});
afterEach(() => server.close());

interface Reply {
  readonly ok: boolean;
  readonly result?: unknown;
  readonly error_code?: number;
  readonly description?: string;
  readonly parameters?: { readonly retry_after?: number; readonly migrate_to_chat_id?: number };
}

async function call(method: string, parameters: object = {}, token = server.token): Promise<Reply> {
  const response = await fetch(`${server.apiRoot}/bot${token}/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(parameters),
  });
  return (await response.json()) as Reply;
}

const noPreview = { link_preview_options: { is_disabled: true } };
const sendTo = (chat_id: number, text: string, more: object = {}) =>
  call('sendMessage', { chat_id, text, ...noPreview, ...more });
const idsOf = (reply: Reply) => (reply.result as { update_id: number }[]).map(({ update_id }) => update_id);

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
    const keyboard = (callback_data: string) => ({
      reply_markup: { inline_keyboard: [[{ text: '好', callback_data }]] },
    });
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
    const { message_id } = (await sendTo(id, '一')).result as { message_id: number };
    const edit = (text: string) => call('editMessageText', { chat_id: id, message_id, text, ...noPreview });
    expect(await edit('一')).toMatchObject({ description: 'Bad Request: message is not modified' });
    expect(await edit('二')).toMatchObject({ ok: true });
    expect(server.sent(id).map(({ text }) => text)).toEqual(['二']);
  });

  test('in too quick succession are a 429, and so is everything before it is over', async () => {
    const { id } = server.private(server.person());
    const replies: Reply[] = [];
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
