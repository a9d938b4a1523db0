import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Answer } from '../../src/core/types.ts';
import { addressOf } from '../../src/telegram/ids.ts';
import { wording } from '../../src/wording.ts';
import { createTestClock } from '../fakes/clock.ts';
import { answerOf } from '../fakes/scripted-app.ts';
import { ANSWER, ASKED, clock, createTelegramScene, later, type TelegramScene } from './telegram-scene.ts';

let scene: TelegramScene;
let { server, app, store, group, member, operator, start, mention, textsOf } = {} as TelegramScene;

beforeEach(async () => {
  scene = await createTelegramScene();
  ({ server, app, store, group, member, operator, start, mention, textsOf } = scene);
});
afterEach(async () => {
  expect(await scene.end()).toEqual([]);
});

/** Time for what must not happen. */
const pause = () => clock.sleep(15_000);
/** For what no message shows. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await clock.sleep(100);
}
const shownText = (chat: { id: number }, messageId: number) =>
  server.shown(chat.id, messageId)?.text?.split('\n')[0];

const BACK: Answer = {
  kind: 'clarify',
  text: '您问的是哪个县？',
  options: [
    { place: '甲县', label: '甲县' },
    { place: '乙县', label: '乙县' },
  ],
  corpusVersion: 'v1',
};

describe('a question written in two messages', () => {
  test('is asked anew as a whole when either of them is edited', async () => {
    const here = server.private(member);
    app.on('石柱\n低保标准是多少', ANSWER);
    app.on('石柱\n五保标准是多少', answerOf('五保标准为400元[1]。', '原文'));
    app.on('蓬安\n五保标准是多少', answerOf('五保标准为300元[1]。', '原文'));
    await start();
    const first = server.say(here, member, '石柱');
    const second = server.say(here, member, '低保标准是多少');
    const [answer] = await server.waitForSent(member.id, 1);
    server.edit(here, second, '五保标准是多少');
    await server.waitFor(
      'the answer to the second as edited',
      () => shownText(here, answer!.message_id) === '五保标准为400元[1]。',
    );
    server.edit(here, first, '蓬安');
    await server.waitFor(
      'the answer to the first as edited',
      () => shownText(here, answer!.message_id) === '五保标准为300元[1]。',
    );
    expect(server.sent(member.id)).toHaveLength(1);
  });

  test('is one for /why, by which message it is asked about and after an edit', async () => {
    app.on('石柱\n低保标准是多少', ANSWER);
    app.on('石柱\n五保标准是多少', ANSWER);
    await start();
    const first = server.say(group, member, mention('石柱'));
    const second = server.say(group, member, '低保标准是多少');
    await server.waitForSent(group.id, 1);
    server.edit(group, second, '五保标准是多少');
    await until(() => app.questions.length === 2);
    for (const asked of [first, second]) server.say(group, operator, '/why', { reply_to: asked });
    const [, ...told] = (await server.waitForSent(group.id, 3)).map(({ text }) => text);
    expect(told[0]).toContain(wording.telegram.commands.why.by('mention'));
    expect(told[1]).toBe(told[0]);
  });

  test('keeps its answer through an edit that nobody sees', async () => {
    const here = server.private(member);
    app.on('石柱\n低保标准是多少', ANSWER);
    await start();
    const first = server.say(here, member, '石柱');
    const second = server.say(here, member, '低保标准是多少');
    await server.waitForSent(member.id, 1);
    server.edit(here, first, '石柱');
    server.edit(here, second, '低保标准是多少');
    await pause();
    expect(app.questions).toHaveLength(1);
    expect(server.sent(member.id)).toHaveLength(1);
  });

  test('edited while more of it is waited for is answered as it then stands', async () => {
    const here = server.private(member);
    app.on('石柱', answerOf('石柱的答案[1]。', '原文'));
    app.on('蓬安', answerOf('蓬安的答案[1]。', '原文'));
    await start();
    const asked = server.say(here, member, '石柱');
    server.edit(here, asked, '蓬安');
    const [answer] = await server.waitForSent(member.id, 1);
    await server.waitFor('the answer', () => shownText(here, answer!.message_id) === '蓬安的答案[1]。');
    expect(server.sent(member.id)).toHaveLength(1);
  });
});

describe('a line that was answered unasked', () => {
  test('waited for none of the answers that other groups wait for', async () => {
    const slow = later();
    app.on('慢问题', slow.answer);
    app.onOverheard('低保标准是多少呀', ANSWER, true);
    store.chats.set(addressOf(group.id), { place: null, isListening: true });
    // However slow this machine is, the bot sees less time pass than after which it tells a place in the queue.
    const bots = createTestClock();
    let left = 7_000;
    const untilWithin = async (holds: () => boolean) => {
      for (; !holds(); left -= 100) {
        if (left > 0) await bots.advance(100);
        await clock.sleep(500);
      }
    };
    await start({ clock: bots });
    const others = Array.from({ length: 8 }, () => server.group());
    for (const other of others) server.say(other, server.person(), mention('慢问题'));
    await untilWithin(() => app.questions.length === 8);
    server.say(group, member, '低保标准是多少呀');
    await untilWithin(() => server.sent(group.id).length === 1);
    expect(others.flatMap(textsOf)).toEqual([]);
    slow.give(ANSWER);
    const rest = scene.end();
    while ((await Promise.race([rest, clock.sleep(500)])) === undefined) await bots.advance(1_000);
  });

  test('has its answer edited with it', async () => {
    const line = '蓬安低保标准是多少呀';
    app.onOverheard(line, ANSWER, true);
    app.on('蓬安五保标准是多少呀', answerOf('五保标准为300元[1]。', '原文'));
    store.chats.set(addressOf(group.id), { place: null, isListening: true });
    await start();
    const said = server.say(group, member, line);
    const [answer] = await server.waitForSent(group.id, 1);
    server.edit(group, said, '蓬安五保标准是多少呀');
    await server.waitFor('the answer', () => shownText(group, answer!.message_id) === '五保标准为300元[1]。');
    expect(server.sent(group.id)).toHaveLength(1);
  });
});

describe('a county that is chosen', () => {
  test('for an answer that was recalled meanwhile brings nothing back', async () => {
    const slow = later();
    app.on(ASKED, async ({ place }) => (place === undefined ? BACK : await slow.answer()));
    await start();
    server.say(group, member, mention(ASKED));
    const [back] = await server.waitForSent(group.id, 1);
    server.press(group, member, back!, '乙县');
    await until(() => app.questions.length === 2);
    server.say(group, member, '/recall', { reply_to: back! });
    const done = wording.telegram.commands.recall.done;
    await server.waitFor('it is recalled', () => textsOf(group).includes(done));
    slow.give(answerOf('乙县为260元[1]。', '原文'));
    await pause();
    expect(textsOf(group).map((text) => text.split('\n')[0])).toEqual([done]);
    expect(store.answers.find(addressOf(group.id), String(back!.message_id))?.recalledAt).not.toBeNull();
  });

  test('for a question that was edited meanwhile gives way to the edit', async () => {
    const slow = later();
    app.on(ASKED, async ({ place }) => (place === undefined ? BACK : await slow.answer()));
    app.on('医保呢', answerOf('医保的答案[1]。', '原文'));
    await start();
    const asked = server.say(group, member, mention(ASKED));
    const [back] = await server.waitForSent(group.id, 1);
    server.press(group, member, back!, '乙县');
    await until(() => app.questions.length === 2);
    server.edit(group, asked, mention('医保呢'));
    await server.waitFor('the edit', () => shownText(group, back!.message_id) === '医保的答案[1]。');
    slow.give(answerOf('乙县为260元[1]。', '原文'));
    await pause();
    expect(shownText(group, back!.message_id)).toBe('医保的答案[1]。');
    expect(server.sent(group.id)).toHaveLength(1);
  });

  test('does not take from the asker what was asked meanwhile', async () => {
    const slow = later();
    app.on(ASKED, async ({ place }) => (place === undefined ? BACK : await slow.answer()));
    app.on('医保报销比例是多少', answerOf('医保报销80%[1]。', '原文'));
    app.on('那石柱呢', ANSWER);
    await start();
    server.say(group, member, mention(ASKED));
    const [back] = await server.waitForSent(group.id, 1);
    server.press(group, member, back!, '乙县');
    await until(() => app.questions.length === 2);
    server.say(group, member, mention('医保报销比例是多少'));
    await server.waitForSent(group.id, 2);
    slow.give(answerOf('乙县为260元[1]。', '原文'));
    await server.waitFor('the answer', () => shownText(group, back!.message_id) === '乙县为260元[1]。');
    server.say(group, member, mention('那石柱呢'));
    await server.waitForSent(group.id, 3);
    expect(app.questions.at(-1)?.history.map(({ content }) => content)).toContain('医保报销比例是多少');
  });
});

describe('an edit of a question whose answer is being replaced', () => {
  test('finds the message that stands in the chat', async () => {
    app.on(ASKED, async ({ place }) => (place === undefined ? BACK : answerOf('乙县为260元[1]。', '原文')));
    app.on('医保呢', answerOf('医保的答案[1]。', '原文'));
    await start();
    const asked = server.say(group, member, mention(ASKED));
    const [back] = await server.waitForSent(group.id, 1);
    server.script({ method: 'editMessageText', chat: group.id, as: { retryAfter: 30 } });
    server.press(group, member, back!, '乙县');
    await until(
      () =>
        store.answers.findByQuestion(addressOf(group.id), String(asked.message_id))?.answer.kind ===
        'answered',
    );
    server.edit(group, asked, mention('医保呢'));
    await server.waitFor('the edit', () => shownText(group, back!.message_id) === '医保的答案[1]。');
    await pause();
    expect(server.sent(group.id)).toHaveLength(1);
    expect(store.answers.findByQuestion(addressOf(group.id), String(asked.message_id))?.messageIds).toEqual([
      String(back!.message_id),
    ]);
  });
});

describe('the originals behind an answer', () => {
  test('go with the answer when its question is edited', async () => {
    app.onOriginal(({ quote }) => ({
      ...{ document: 'a.txt', title: '某县工作总结', headings: [], text: quote },
      ...{ span: { start: 0, end: quote.length }, quote: { start: 0, end: quote.length }, isDamaged: false },
    }));
    app.on('医保呢', answerOf('医保的答案[1]。', '医保原文'));
    await start();
    const asked = server.say(group, member, mention(ASKED));
    const [answer] = await server.waitForSent(group.id, 1);
    server.press(group, operator, answer!, wording.buttons.original);
    const original = (await server.waitForSent(group.id, 2))[1];
    await until(
      () => store.answers.find(addressOf(group.id), String(answer!.message_id))?.originalIds !== undefined,
    );
    server.edit(group, asked, mention('医保呢'));
    await server.waitFor(
      'the old original goes',
      () => server.shown(group.id, original!.message_id) === undefined,
    );
    expect(shownText(group, answer!.message_id)).toBe('医保的答案[1]。');
    server.press(group, operator, answer!, wording.buttons.original);
    const sent = await server.waitForSent(group.id, 2);
    expect(sent[1]?.text).toContain('医保原文');
  });
});

describe('commands of other bots', () => {
  test('count for nothing and are not spoken of', async () => {
    await start();
    for (let at = 0; at < 8; at++) server.say(group, member, '/roll');
    await pause();
    server.say(group, member, mention(ASKED));
    await server.waitForSent(group.id, 1);
    expect(textsOf(group)[0]).toContain('260元');
  });
});

describe('a group that became a supergroup', () => {
  test('is answered at once where groups are listed, by its new id', async () => {
    const slow = later();
    app.on('慢问题', slow.answer);
    const old = server.group({ type: 'group' });
    await start({ groupIds: [old.id] });
    server.say(old, member, mention('慢问题'));
    await until(() => app.questions.length === 1);
    const moved = server.migrate(old);
    const service = { date: Math.floor(Date.now() / 1_000), from: member };
    server.push('message', { ...service, message_id: 90, chat: old, migrate_to_chat_id: moved.id });
    server.push('message', { ...service, message_id: 1, chat: moved, migrate_from_chat_id: old.id });
    server.say(moved, member, mention(ASKED));
    await server.waitForSent(moved.id, 1);
    slow.give(answerOf('慢的答案[1]。', '原文'));
    const sent = await server.waitForSent(moved.id, 2);
    expect(sent[0]?.text).toContain('260元');
  });
});
