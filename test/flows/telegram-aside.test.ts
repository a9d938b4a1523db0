import { afterEach, describe, expect, test, vi } from 'vitest';
import { citationsOf } from '../../src/core/shown/citations.ts';
import type { Answer } from '../../src/core/types.ts';
import { addressOf } from '../../src/telegram/ids.ts';
import { wording } from '../../src/wording.ts';
import type { ShownMessage } from '../fakes/bot-api/chats.ts';
import type { BotApiVersion } from '../fakes/bot-api/version.ts';
import { answerOf } from '../fakes/scripted-app.ts';
import { ANSWER, ASKED, clock, createTelegramScene, later, type TelegramScene } from './telegram-scene.ts';

const words = wording.telegram;
const UNKNOWN = '牧区补贴是多少';
const WHICH = '补贴标准是多少';
const ANSWERED = '低保标准为260元[1]。';
const [NEAREST] = citationsOf(ANSWER);
const REFUSED: Answer = {
  ...{ kind: 'refused', reason: 'not-in-corpus', text: '资料里没有牧区补贴。', corpusVersion: 'v1' },
  nearest: NEAREST === undefined ? [] : [NEAREST],
};
const BACK: Answer = {
  ...{ kind: 'clarify', text: '请问是哪个县？', corpusVersion: 'v1' },
  options: [
    { place: '甲县', label: '甲县' },
    { place: '乙县', label: '乙县' },
  ],
};

const ORIGINAL = {
  ...{ title: '牧区工作总结', document: '牧区.txt', headings: [], text: '原文', isDamaged: false },
  ...{ span: { start: 0, end: 2 }, quote: { start: 0, end: 2 } },
};

let scene: TelegramScene | undefined;
afterEach(async () => {
  vi.restoreAllMocks();
  const { calls } = scene!.server;
  expect(await scene!.end()).toEqual([]);
  for (const { parameters } of calls) {
    const pointsAt = parameters.reply_parameters as { readonly message_id?: unknown } | undefined;
    if (pointsAt !== undefined && 'message_id' in pointsAt) expect(pointsAt.message_id).toBeGreaterThan(0);
  }
});

/** A group with a running bot, which is an administrator there or not. */
async function begin(version: BotApiVersion, rank: 'administrator' | 'member' = 'administrator') {
  scene = await createTelegramScene({ version });
  const { server, app, group, member, start } = scene;
  app.on(UNKNOWN, REFUSED);
  app.on(WHICH, async ({ place }) => (place === undefined ? BACK : answerOf(`${place}为310元[1]。`, '原文')));
  if (rank === 'administrator') server.promote(group, server.bot);
  const bot = await start();
  const seen = async (count: number, who = member) =>
    (await server.waitForSeen(group.id, who, count)).map(({ text }) => text.split('\n')[0]);
  const toAll = () => server.sent(group.id).map(({ text }) => text.split('\n')[0]);
  const aside = (text: string, more: { readonly reply_to?: ShownMessage; readonly age?: number } = {}) =>
    server.say(group, member, text, { ephemeral: true, ...more });
  return { ...scene, bot, seen, toAll, aside };
}

/** Time for what must not happen. */
const pause = () => clock.sleep(15_000);

describe.each(['10.2', '10.3'] as const)('with Bot API %s, by an administrator', (version) => {
  test('the group is shown answers alone; refusals, questions back and lines for one member are for that member', async () => {
    const { server, app, group, member, mention, seen, toAll } = await begin(version);
    const asked = server.say(group, member, mention(UNKNOWN));
    expect(await seen(1)).toEqual([REFUSED.text]);
    expect(server.reactions(group.id, asked.message_id)).toEqual(['🤷']);
    const back = server.say(group, member, mention(WHICH));
    expect(await seen(2)).toEqual([REFUSED.text, BACK.text]);
    expect(server.reactions(group.id, back.message_id)).toEqual(['🤔']);
    server.say(group, member, mention(''));
    await seen(3);
    server.say(group, member, '/region 甲县');
    server.say(group, member, '/help');
    server.say(group, member, '/why', { reply_to: asked });
    server.say(group, member, '/sources');
    expect((await seen(7)).slice(2)).toEqual([
      words.nothingAsked(server.bot.username),
      words.commands.adminsOnly,
      words.help(server.bot.username).split('\n')[0],
      words.commands.why.outcome('refused', undefined),
      words.noSources,
    ]);
    server.say(group, member, mention(ASKED));
    expect((await server.waitForSent(group.id, 1))[0]?.text).toContain(ANSWERED);
    for (let more = 0; more < 6; more++) {
      await clock.sleep(2_500);
      server.say(group, member, mention(ASKED));
    }
    expect((await seen(8)).at(-1)).toBe(words.limited.member);
    await pause();
    expect(new Set(toAll())).toEqual(new Set([ANSWERED]));
    expect(app.questions.length).toBe(toAll().length + 2);
  });

  test('a county that is chosen under a question back is answered to all, and the sign goes', async () => {
    const { server, store, group, member, mention } = await begin(version);
    const asked = server.say(group, member, mention(WHICH));
    const [back] = await server.waitForSeen(group.id, member, 1);
    const press = server.press(group, member, back!, '乙县');
    const [answer] = await server.waitForSent(group.id, 1);
    expect(answer?.text).toContain('乙县为310元');
    expect(answer?.reply_to_message?.message_id).toBe(asked.message_id);
    expect((await server.waitForPress(press)).text).toBe(wording.buttons.chosenPlace('乙县'));
    await server.waitFor('the sign is gone', () => server.reactions(group.id, asked.message_id).length === 0);
    const kept = store.answers.find(addressOf(group.id), String(answer?.message_id));
    expect(kept?.questionId).toBe(String(asked.message_id));
  });

  test('a question that is edited into one with an answer is answered to all, and the sign goes', async () => {
    const { server, group, member, mention, seen } = await begin(version);
    const asked = server.say(group, member, mention(UNKNOWN));
    await seen(1);
    server.edit(group, asked, mention(ASKED));
    const [answer] = await server.waitForSent(group.id, 1);
    expect(answer?.reply_to_message?.message_id).toBe(asked.message_id);
    await server.waitFor('the sign is gone', () => server.reactions(group.id, asked.message_id).length === 0);
  });

  test('the passages behind a refusal are for whoever sees it, and what is said of it counts', async () => {
    const { server, store, app, group, member, mention, seen, toAll } = await begin(version);
    app.onOriginal(() => ORIGINAL);
    server.say(group, member, mention(UNKNOWN));
    const [refusal] = await server.waitForSeen(group.id, member, 1);
    const bad = server.press(group, member, refusal!, '👎');
    expect((await server.waitForPress(bad)).text).toBe(wording.buttons.thanks);
    expect(store.feedback.counts()).toEqual({ bad: 1 });
    const press = server.press(group, member, refusal!, wording.buttons.original);
    expect((await server.waitForPress(press)).text).toBe(wording.buttons.source.aside);
    expect((await seen(2))[1]).toBe(wording.buttons.source.htmlTitle);
    expect(toAll()).toEqual([]);
  });

  test('who waits is told so alone, and is answered to all', async () => {
    const { server, app, group, member, operator, mention, seen } = await begin(version);
    const slow = later();
    app.on('慢问题是什么', slow.answer);
    server.say(group, member, mention('慢问题是什么'));
    const asked = server.say(group, operator, mention(ASKED));
    expect(await seen(1, operator)).toEqual([words.queued(1)]);
    slow.give(answerOf('慢的答案[1]。', '原文'));
    const [, answer] = await server.waitForSent(group.id, 2);
    expect(answer?.reply_to_message?.message_id).toBe(asked.message_id);
  });

  test('a refusal goes to all where the group takes no such sign, or nobody knows who asks', async () => {
    const { server, group, member, mention, toAll } = await begin(version);
    server.say(group, server.person(), mention(UNKNOWN), { fields: { sender_chat: group } });
    await server.waitForSent(group.id, 1);
    server.allowReactions(group, []);
    server.say(group, member, mention(UNKNOWN));
    await server.waitForSent(group.id, 2);
    expect(toAll()).toEqual([REFUSED.text, REFUSED.text]);
  });
});

describe.each(['10.2', '10.3'] as const)('with Bot API %s, by a plain member', (version) => {
  test('commands that concern one member are published so, and answered to that member, twice in a chat', async () => {
    const { server, group, member, mention, seen, toAll, aside } = await begin(version, 'member');
    const scope = JSON.stringify({ type: 'all_group_chats' });
    await expect.poll(() => server.commands.get(scope)).toBeDefined();
    const published = server.commands.get(scope) as object[];
    expect(published).toContainEqual(expect.objectContaining({ command: 'why', is_ephemeral: true }));
    expect(published).toContainEqual(expect.not.objectContaining({ is_ephemeral: true }));
    const asked = server.say(group, member, mention(UNKNOWN));
    await server.waitForSent(group.id, 1);
    const first = aside('/why', { reply_to: asked });
    const [told] = await server.waitForSeen(group.id, member, 1);
    server.expire(group, first);
    server.expire(group, told!);
    const second = aside('/why', { reply_to: asked });
    expect(second.ephemeral_message_id).toBe(first.ephemeral_message_id);
    const outcome = words.commands.why.outcome('refused', undefined);
    expect(await seen(2)).toEqual([outcome, outcome]);
    expect(toAll()).toEqual([REFUSED.text]);
  });

  test('what is asked where nobody else sees it is not answered there', async () => {
    const { server, app, group, seen, toAll, aside } = await begin(version, 'member');
    aside('/help');
    const [help] = await server.waitForSeen(group.id, scene!.member, 1);
    aside('甲县低保标准是多少', { reply_to: help! });
    aside(`/ask ${ASKED}`);
    aside('/nosuch');
    const open = words.askOpenly(server.bot.username);
    expect((await seen(4)).slice(1).sort()).toEqual([open, open, words.unknownCommand].sort());
    await pause();
    expect(toAll()).toEqual([]);
    expect(app.questions).toEqual([]);
    expect(server.actions(group.id)).toEqual([]);
  });

  test('a command that waited too long is answered to nobody', async () => {
    const { server, group, member, toAll, aside } = await begin(version, 'member');
    aside('/help', { age: 15_100 });
    await pause();
    expect(server.seenBy(group.id, member)).toEqual([]);
    expect(toAll()).toEqual([]);
  });

  test('the reply to a command that was kept over a restart is shown to nobody else', async () => {
    const { server, store, group, member, bot, start, toAll, aside } = await begin(version, 'member');
    server.script({ method: 'sendMessage', chat: group.id, times: 100, as: { html: 502 } });
    aside('/help');
    await expect.poll(() => server.calls.map(({ method }) => method)).toContain('sendMessage');
    await bot.stop();
    // What was on its way when the bot stopped is refused as well.
    await pause();
    server.clearScript();
    const afterwards = Date.now() + 20_000;
    vi.spyOn(Date, 'now').mockImplementation(() => afterwards);
    expect(store.inbox('telegram').pending()).toHaveLength(1);
    await start();
    await pause();
    expect(store.inbox('telegram').pending()).toEqual([]);
    expect(toAll()).toEqual([]);
    expect(server.seenBy(group.id, member)).toEqual([]);
  });

  test('refusals go to all, as ever', async () => {
    const { server, group, member, mention, toAll } = await begin(version, 'member');
    const asked = server.say(group, member, mention(UNKNOWN));
    const [refusal] = await server.waitForSent(group.id, 1);
    expect(refusal?.reply_to_message?.message_id).toBe(asked.message_id);
    expect(server.reactions(group.id, asked.message_id)).toEqual([]);
    expect(toAll()).toEqual([REFUSED.text]);
  });
});

describe.each(['9.0', '10.1'] as const)('with Bot API %s', (version) => {
  test('everything is said as ever, and no parameter of a later version is sent', async () => {
    const { server, group, member, mention, toAll, aside } = await begin(version);
    server.say(group, member, mention(UNKNOWN));
    await server.waitForSent(group.id, 1);
    server.say(group, member, mention(WHICH));
    const [, back] = await server.waitForSent(group.id, 2);
    server.press(group, member, back!, '甲县');
    await server.waitFor('the answer', () => toAll()[1] === '甲县为310元[1]。');
    aside('/help');
    await server.waitForSent(group.id, 3);
    expect(toAll()).toEqual([
      ...[REFUSED.text, '甲县为310元[1]。'],
      words.help(server.bot.username).split('\n')[0],
    ]);
    expect(server.ignored.filter((name) => !name.startsWith('sendRichMessage'))).toEqual([]);
    expect(server.leaks).toEqual([]);
    expect(server.calls.map(({ method }) => method)).not.toContain('setMessageReaction');
  });
});
