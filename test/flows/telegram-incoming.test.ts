import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addressOf, SURFACE } from '../../src/telegram/ids.ts';
import { wording } from '../../src/wording.ts';
import {
  checklist,
  contact,
  dice,
  location,
  mentioning,
  poll,
  richMessage,
  venue,
  voice,
} from '../fakes/bot-api/contents.ts';
import { answerOf } from '../fakes/scripted-app.ts';
import { ANSWER, ASKED, clock, createTelegramScene, later, type TelegramScene } from './telegram-scene.ts';

const words = wording.telegram;

let scene: TelegramScene;
let { server, app, store, group, member, logged, start, mention, textsOf } = {} as TelegramScene;

beforeEach(async () => {
  scene = await createTelegramScene();
  ({ server, app, store, group, member, logged, start, mention, textsOf } = scene);
});
afterEach(async () => {
  expect(await scene.end()).toEqual([]);
});

/** Resolves once the bot has answered a question that was asked after all that came before. */
async function settled(): Promise<void> {
  const other = server.person('后');
  server.say(server.private(other), other, ASKED);
  await server.waitForSent(other.id, 1);
}

const decisionOn = (chat: number, message: number) => {
  const kept = store.decisions.find(addressOf(chat), String(message));
  return kept === undefined ? undefined : JSON.parse(kept.body);
};

describe('a rich message', () => {
  const paragraph = (text: string) => ({ type: 'paragraph', text }) as const;

  test('asks as a text does: in private, by a mention, as a reply, and in one breath with a text', async () => {
    await start();
    const own = server.private(member);
    server.post(own, member, richMessage(paragraph(ASKED)));
    await server.waitForSent(own.id, 1);
    const question = server.post(group, member, richMessage(mentioning(server.bot.username, ASKED)));
    const [answer] = await server.waitForSent(group.id, 1);
    expect(answer?.reply_to_message?.message_id).toBe(question.message_id);
    app.on('那医保呢', ANSWER);
    server.post(group, member, richMessage(paragraph('那医保呢')), { reply_to: answer! });
    await server.waitForSent(group.id, 2);
    expect(app.questions.map(({ text }) => text)).toEqual([ASKED, ASKED, '那医保呢']);
    app.on('安平县\n低保多少', ANSWER);
    server.post(own, member, richMessage(paragraph('安平县')));
    server.say(own, member, '低保多少');
    await server.waitForSent(own.id, 2);
  });

  test('is what the name alone below it asks', async () => {
    await start();
    const asked = server.post(group, server.person(), richMessage(paragraph(ASKED)));
    server.say(group, member, mention(''), { reply_to: asked });
    await server.waitForSent(group.id, 1);
    expect(app.questions.map(({ text }) => text)).toEqual([ASKED]);
  });

  test('is kept without the number of a person that is written in several of its strings', async () => {
    const slow = later();
    app.on('我的证号，低保标准是多少', slow.answer);
    await start();
    const number: readonly [string, { readonly type: 'bold'; readonly text: string }, string] = [
      '11010519',
      { type: 'bold', text: '491231' },
      '002X',
    ];
    const text = ['我的证号', ...number, '，低保标准是多少'];
    server.post(server.private(member), member, richMessage({ type: 'paragraph', text }));
    await server.waitFor('the update', () => store.inbox(SURFACE).pending().length > 0);
    const [kept] = store.inbox(SURFACE).pending();
    expect(kept?.body).toContain(`我的证号${'█'.repeat(18)}，低保标准是多少`);
    expect(kept?.body).not.toContain('491231');
  });
});

test('a checklist is read, title and tasks', async () => {
  await start();
  app.on('要问的\n低保标准\n医保缴费', ANSWER);
  server.post(server.private(member), member, checklist('要问的', '低保标准', '医保缴费'));
  await server.waitForSent(member.id, 1);
});

describe('what has no words', () => {
  const KINDS: readonly object[] = [
    ...[voice(), dice(), location(), venue('县民政局'), contact('李'), poll('低保多少？', '200元', '300元')],
    ...[
      { video_note: {} },
      { sticker: {} },
      { paid_media: {} },
      { game: {} },
      { giveaway: {} },
      { invoice: {} },
    ],
    ...[
      { photo: [], live_photo: {} },
      { animation: {}, document: {} },
    ],
  ];

  test('is told in private what can be read, each with a line', async () => {
    await start();
    for (const kind of [...KINDS, { story: { id: 1, chat: group } }]) {
      const person = server.person();
      server.post(server.private(person), person, kind);
      const [sent] = await server.waitForSent(person.id, 1);
      expect(sent?.text, JSON.stringify(kind)).toBe(words.noText);
    }
  });

  test('is told so in a group where it is a reply to the bot, and passed over elsewhere', async () => {
    await start();
    server.say(group, member, mention(ASKED));
    const [answer] = await server.waitForSent(group.id, 1);
    for (const kind of KINDS) server.post(group, member, kind);
    server.post(group, member, voice(), { reply_to: answer! });
    const sent = await server.waitForSent(group.id, 2);
    expect(sent[1]?.text).toBe(words.noText);
    await settled();
    expect(textsOf(group)).toHaveLength(2);
  });

  test('is told so once for an album', async () => {
    await start();
    const own = server.private(member);
    for (let at = 0; at < 3; at++) server.post(own, member, { photo: [], media_group_id: '9' });
    await server.waitForSent(own.id, 1);
    await settled();
    expect(textsOf(own)).toEqual([words.noText]);
  });

  test('and service messages, known and of later versions, are passed over in private as well', async () => {
    await start();
    const own = server.private(member);
    for (const content of [
      ...[
        { chat_owner_left: {} },
        { community_chat_joined: {} },
        { poll_option_added: {} },
        { unique_gift: {} },
      ],
      ...[{ checklist_tasks_done: {} }, { suggested_post_paid: {} }, { managed_bot_created: {} }],
      ...[{ paid_message_price_changed: {} }, { something_of_a_later_version: {} }],
    ])
      server.post(own, member, content);
    await settled();
    expect(textsOf(own)).toEqual([]);
  });
});

describe('another bot', () => {
  test('is never answered, whatever it says and whatever it does with it', async () => {
    await start();
    server.say(group, member, mention(ASKED));
    const [answer] = await server.waitForSent(group.id, 1);
    const other = server.otherBot();
    const said = [
      server.say(group, other, mention(ASKED)),
      server.say(group, other, ASKED, { reply_to: answer! }),
      server.say(group, other, `/ask@${server.bot.username} ${ASKED}`),
      server.say(group, other, `/help@${server.bot.username}`),
      server.say(group, other, mention(ASKED), { caption: true }),
      server.post(group, other, richMessage(mentioning(server.bot.username, ASKED)), { reply_to: answer! }),
    ];
    server.edit(group, said[0]!, mention('医保呢'));
    server.post(group, other, voice(), { reply_to: answer! });
    await settled();
    expect(textsOf(group)).toHaveLength(1);
    expect(said.map(({ message_id: id }) => decisionOn(group.id, id)?.reason)).toEqual(said.map(() => 'bot'));
  });

  test('that speaks as a channel is answered once in a row, and no more', async () => {
    await start();
    const channel = { id: -900, type: 'channel', title: '频道' };
    const as = { fields: { sender_chat: channel } };
    const bot = { id: 136_817_688, is_bot: true, first_name: 'Channel', username: 'Channel_Bot' };
    server.say(group, bot, mention(ASKED), as);
    const [answer] = await server.waitForSent(group.id, 1);
    const again = server.say(group, bot, ASKED, { ...as, reply_to: answer! });
    await settled();
    expect(decisionOn(group.id, again.message_id)).toMatchObject({ outcome: 'silent', reason: 'hop-limit' });
    expect(textsOf(group)).toHaveLength(1);
  });
});

describe('an update that was not asked for', () => {
  test('is dropped, though it names a chat of ours', async () => {
    const secret = 's'.repeat(32);
    const bot = await start({ webhook: { url: 'https://hook.example/telegram', secret } });
    const deliver = (update_id: number, content: object) =>
      bot.receive(
        new Request('https://hook.example/telegram', {
          method: 'POST',
          headers: { 'x-telegram-bot-api-secret-token': secret },
          body: JSON.stringify({ update_id, ...content }),
        }),
      );
    const message = { message_id: 1, date: Math.floor(Date.now() / 1_000), chat: group, from: member };
    const asks = { ...message, text: mention(ASKED), entities: [{ type: 'mention', offset: 0, length: 12 }] };
    const kinds = [
      'guest_message',
      'business_message',
      'edited_business_message',
      'channel_post',
      'subscription',
    ];
    for (const [at, kind] of kinds.entries())
      expect((await deliver(100 + at, { [kind]: asks })).status).toBe(200);
    expect(store.inbox(SURFACE).pending()).toEqual([]);
    expect((await deliver(200, { message: asks })).status).toBe(200);
    await server.waitForSent(group.id, 1);
    expect(app.questions).toHaveLength(1);
    expect(logged.filter((line) => line.includes('telegram-update-left'))).toHaveLength(kinds.length);
  });
});

describe('a press', () => {
  test('whose message is out of reach, or is none of ours, is answered all the same', async () => {
    await start();
    server.say(group, member, mention(ASKED));
    const [answer] = await server.waitForSent(group.id, 1);
    const { text, callback_data: data } = answer!.reply_markup!.inline_keyboard.flat().at(-1)!;
    const gone = server.press(group, member, { message_id: 9_999 }, { data: data! });
    expect((await server.waitForPress(gone)).text, text).toBeDefined();
    const foreign = server.press(group, member, { message_id: 9_999 }, { data: 'x' });
    expect((await server.waitForPress(foreign)).text).toBe(wording.buttons.expired);
  });
});

describe('a topic of a private chat', () => {
  test('has its answers, and its own memory', async () => {
    await start();
    const own = server.private(member);
    app.on('那医保呢', ANSWER);
    server.say(own, member, ASKED, { topic: 7 });
    const [sent] = await server.waitForSent(own.id, 1);
    expect(sent?.message_thread_id).toBe(7);
    server.say(own, member, '那医保呢', { topic: 8 });
    server.say(own, member, '那医保呢', { topic: 7 });
    await server.waitForSent(own.id, 3);
    expect(app.questions.map(({ history }) => history.length)).toEqual([0, 0, 2]);
  });
});

describe('an answer that its asker stops', () => {
  const DRAFT = answerOf('低保标准为260元[1]。', '低保标准提高到260元', { method: 'generated' });

  /** A question whose draft is shown and whose answer waits. */
  async function drafted(topic?: number) {
    const slow = later();
    let again: NodeJS.Timeout | undefined;
    app.on('慢问题', async (_, onDraft) => {
      onDraft(DRAFT);
      // A draft may get lost; a model goes on to write.
      again = setInterval(() => onDraft(DRAFT), 200);
      return await slow.answer();
    });
    const own = server.private(member);
    const question = server.say(own, member, '慢问题', topic === undefined ? {} : { topic });
    await server
      .waitFor('a draft', () => server.drafts(own.id).length > 0)
      .finally(() => clearInterval(again));
    const { draft_id } = server.drafts(own.id)[0]!;
    const stop = () => server.push('stopped_message_generation', { chat: own, draft_id });
    return { own, question, slow, stop, draft_id };
  }

  test('is sent as far as it was shown, closed by one line, and the queue of the chat goes on', async () => {
    await start();
    const { own, question, stop } = await drafted(7);
    server.say(own, member, ASKED, { topic: 7 });
    stop();
    const [sent] = await server.waitForSent(own.id, 2);
    expect(sent?.text).toMatch(/^低保标准为260元\[1\]。\n已按您的要求停在这里/u);
    expect(sent?.text).toContain('\n\n[1] 某县');
    expect(sent).toMatchObject({
      message_thread_id: 7,
      reply_to_message: { message_id: question.message_id },
    });
    expect(server.draft(own.id)).toBeUndefined();
    expect(decisionOn(own.id, question.message_id)).toMatchObject({
      outcome: 'stopped',
      method: 'generated',
    });
    server.say(own, member, '/why', { reply_to: sent!, topic: 7 });
    const texts = (await server.waitForSent(own.id, 3)).map(({ text }) => text);
    expect(texts[2]).toContain('按提问人的要求停下');
  });

  test('is whole where the stop comes too late, or means another', async () => {
    await start();
    const { own, slow, stop, draft_id } = await drafted();
    server.push('stopped_message_generation', { chat: own, draft_id: draft_id + 1 });
    server.push('stopped_message_generation', { chat: server.private(server.person()), draft_id });
    await settled();
    slow.give(ANSWER);
    const [sent] = await server.waitForSent(own.id, 1);
    expect(sent?.text).toContain('农村低保标准提高到260元');
    stop();
    await settled();
    expect(textsOf(own)).toHaveLength(1);
  });

  test('is stopped over a restart as well, and said once', async () => {
    const first = await start();
    const { own, draft_id } = await drafted();
    await Promise.all([first.stop(), clock.sleep(30_000)]);
    // The process died when the stop was kept, and nothing was done of it.
    const body = { update_id: 9_999, stopped_message_generation: { chat: own, draft_id } };
    const kept = { id: '9999', chat: String(own.id), body: JSON.stringify(body) };
    store.inbox(SURFACE).put([kept], Date.now());
    await start();
    const [sent] = await server.waitForSent(own.id, 1);
    await settled();
    expect([sent?.text, textsOf(own).length]).toEqual([words.stopped.unsaid, 1]);
    expect(store.inbox(SURFACE).find('9999')).toBeUndefined();
  });
});
