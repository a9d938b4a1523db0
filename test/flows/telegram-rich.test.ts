import { afterEach, describe, expect, test } from 'vitest';
import type { Answer } from '../../src/core/types.ts';
import { addressOf } from '../../src/telegram/ids.ts';
import { wording } from '../../src/wording.ts';
import { type BotApiVersion, VERSIONS } from '../fakes/bot-api/version.ts';
import { answerOf } from '../fakes/scripted-app.ts';
import { TABLE } from '../fakes/tables.ts';
import { ASKED, clock, createTelegramScene, type TelegramScene } from './telegram-scene.ts';

let scene: TelegramScene;
let { server, app, store, group, member, start, mention } = {} as TelegramScene;

const COMPARED = '甲县和乙县的低保标准';
const RICH = answerOf('甲县的低保标准为560元[1]，乙县的未找到。', '甲县城市低保标准提高到560元', {
  table: TABLE,
});
/** As texts it is two messages. */
const LONG = answerOf(`甲县的标准为560元[1]。${'说'.repeat(4_300)}。`, '标准560元', { table: TABLE });
const BACK: Answer = {
  kind: 'clarify',
  text: '您问的是哪个县？',
  options: [
    { place: '甲县', label: '甲县' },
    { place: '乙县', label: '乙县' },
  ],
  corpusVersion: 'v1',
};
const TEXT_VERSION = wording.buttons.text;

async function sceneAt(version: BotApiVersion): Promise<void> {
  scene = await createTelegramScene({ version });
  ({ server, app, store, group, member, start, mention } = scene);
  app.on(COMPARED, RICH);
}
afterEach(async () => {
  expect(await scene.end()).toEqual([]);
});

const pause = () => clock.sleep(15_000);
const shown = (at = 0) => server.sent(group.id)[at];
const isRich = (at = 0) => shown(at)?.rich_message !== undefined;
const buttonsOf = (at = 0) => (shown(at)?.reply_markup?.inline_keyboard ?? []).flat().map(({ text }) => text);
const callsOf = (method: string) => server.calls.filter((call) => call.method === method);
const logged = (event: string) => scene.logged.filter((line) => line.includes(`"${event}"`)).length;
const ask = (text: string) => server.say(group, member, mention(text));
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await clock.sleep(100);
}
/** How often a server's probe is made. */
const PROBES = 1;

describe.each(VERSIONS)('at Bot API %s', (version) => {
  const takesBlocks = version === '10.2' || version === '10.3';

  test('an answer with a table is one rich message where the server takes blocks, else the text that says it', async () => {
    await sceneAt(version);
    await start();
    const question = ask(COMPARED);
    const [answer] = await server.waitForSent(group.id, 1);
    expect(answer?.reply_to_message?.message_id).toBe(question.message_id);
    expect(answer?.text).toContain('甲县的低保标准为560元[1]');
    expect(isRich()).toBe(takesBlocks);
    expect(buttonsOf()).toEqual(['👍', '👎', '查看原文', ...(takesBlocks ? [TEXT_VERSION] : [])]);
    await pause();
    expect(server.sent(group.id)).toHaveLength(1);
  });

  test('an answer that a text says as well is a text', async () => {
    await sceneAt(version);
    await start();
    ask(ASKED);
    await server.waitForSent(group.id, 1);
    expect([isRich(), buttonsOf()]).toEqual([false, ['👍', '👎', '查看原文']]);
  });

  test('an edited question has its answer edited from a text to a rich message, and back', async () => {
    await sceneAt(version);
    await start();
    const question = ask(ASKED);
    await server.waitForSent(group.id, 1);
    server.edit(group, question, mention(COMPARED));
    await server.waitFor('the comparison', () => shown()?.text.includes('乙县的未找到') ?? false);
    expect(isRich()).toBe(takesBlocks);
    server.edit(group, question, mention(ASKED));
    await server.waitFor('the text', () => shown()?.text.includes('低保标准为260元') ?? false);
    expect([isRich(), server.sent(group.id).length]).toEqual([false, 1]);
    expect(buttonsOf()).toEqual(['👍', '👎', '查看原文']);
  });

  test('in a private chat a draft has the form of its answer, and can be stopped from 10.3 on', async () => {
    await sceneAt(version);
    const here = server.private(member);
    app.on(COMPARED, async (_, onDraft) => {
      onDraft(RICH);
      await clock.sleep(3_000);
      return RICH;
    });
    await start();
    server.say(here, member, COMPARED);
    await server.waitForSent(here.id, 1);
    const [draft] = server.drafts(here.id);
    if (version === '9.0') expect(draft).toBeUndefined();
    else expect(draft?.text).toContain('甲县的低保标准为560元[1]');
    expect(draft?.rich_message !== undefined).toBe(takesBlocks);
    expect(draft?.can_stop === true).toBe(version === '10.3');
  });
});

describe.each(['10.2', '10.3'] as const)('a rich answer at Bot API %s', (version) => {
  test('is continued by a reply to it, though no text comes with the reply', async () => {
    await sceneAt(version);
    app.on('那丙县呢', answerOf('丙县为400元[1]。', '丙县400元'));
    await start();
    ask(COMPARED);
    const [answer] = await server.waitForSent(group.id, 1);
    server.say(group, member, '那丙县呢', { reply_to: answer! });
    await server.waitForSent(group.id, 2);
    expect(app.questions.at(-1)?.history.map(({ content }) => content)).toEqual([COMPARED, RICH.text]);
  });

  test('shows its passage, takes verdicts, and keeps its buttons', async () => {
    await sceneAt(version);
    app.onOriginal(() => null);
    await start();
    ask(COMPARED);
    const [answer] = await server.waitForSent(group.id, 1);
    await server.waitForPress(server.press(group, member, answer!, '👎'));
    await server.waitFor('the reasons', () => buttonsOf().includes('数字错'));
    await server.waitForPress(server.press(group, member, answer!, '数字错'));
    await server.waitFor('the buttons', () => buttonsOf().includes(TEXT_VERSION));
    expect([isRich(), store.feedback.counts()]).toEqual([true, { 'wrong-figure': 1 }]);
    const told = await server.waitForPress(server.press(group, member, answer!, '查看原文'));
    expect(told.text).toBe(wording.buttons.source.gone);
  });

  test('takes the place of the question back once the county is chosen', async () => {
    await sceneAt(version);
    app.on('低保标准', async ({ chosen }) => (chosen === undefined ? BACK : RICH));
    await start();
    ask('低保标准');
    const [back] = await server.waitForSent(group.id, 1);
    server.press(group, member, back!, '甲县');
    await server.waitFor('the answer', () => isRich());
    expect([server.sent(group.id).length, buttonsOf().at(-1)]).toEqual([1, TEXT_VERSION]);
  });

  test('becomes texts by its button, for good: all of it, and the later answers of the chat', async () => {
    await sceneAt(version);
    app.on('长的', LONG);
    const other = server.group();
    await start();
    ask('长的');
    const [answer] = await server.waitForSent(group.id, 1);
    expect([isRich(), server.sent(group.id).length]).toEqual([true, 1]);
    const told = await server.waitForPress(server.press(group, member, answer!, TEXT_VERSION));
    expect(told.text).toBe(wording.buttons.textComing);
    await server.waitFor('all of the text', () => !isRich() && server.sent(group.id).length > 1);
    await pause();
    const texts = [...server.sent(group.id)];
    expect(
      texts
        .map(({ text }) => text)
        .join('')
        .match(/说/gu),
    ).toHaveLength(4_300);
    expect(buttonsOf(texts.length - 1)).toEqual(['👍', '👎', '查看原文']);
    expect(store.answers.find(addressOf(group.id), String(texts.at(-1)?.message_id))?.messageIds).toEqual(
      texts.map(({ message_id }) => String(message_id)),
    );
    ask(COMPARED);
    await server.waitForSent(group.id, texts.length + 1);
    expect(isRich(texts.length)).toBe(false);
    server.say(other, member, mention(COMPARED));
    const [elsewhere] = await server.waitForSent(other.id, 1);
    expect(elsewhere?.rich_message).toBeDefined();
  });

  test('goes by /recall, and says nothing any more where it is too old to go', async () => {
    await sceneAt(version);
    await start();
    ask(COMPARED);
    const [answer] = await server.waitForSent(group.id, 1);
    await until(() => store.answers.find(addressOf(group.id), String(answer?.message_id)) !== undefined);
    server.say(group, member, '/recall', { reply_to: answer! });
    await server.waitFor('it is gone', () => server.shown(group.id, answer!.message_id) === undefined);
    ask(COMPARED);
    await server.waitFor('the second answer', () => isRich(server.sent(group.id).length - 1));
    const second = server.sent(group.id).at(-1)!;
    server.age(group, second, 49 * 3_600_000);
    const kept = () => store.answers.find(addressOf(group.id), String(second.message_id));
    await until(() => kept() !== undefined);
    const sent = kept()!;
    store.answers.record({ ...sent, sentAt: sent.sentAt - 49 * 3_600_000 });
    server.say(group, member, '/recall', { reply_to: second });
    await server.waitFor(
      'it is empty',
      () => server.shown(group.id, second.message_id)?.rich_message === undefined,
    );
    expect(server.shown(group.id, second.message_id)?.text).toBe(wording.telegram.commands.recall.instead);
  });
});

describe('a rich answer that the server refuses', () => {
  const refuse = (description: string, more: { status?: number; times?: number } = {}) =>
    server.script({
      ...{ method: 'sendRichMessage', chat: group.id, times: more.times ?? 1 },
      as: { status: more.status ?? 400, description },
    });

  test.each([
    'Bad Request: RICH_MESSAGE_BLOCKS_TOO_MANY',
    'Bad Request: can\'t parse InputRichBlock: Can\'t find field "text"',
  ])(
    'with %s is said by its texts at once, as the same reply, and the chat gets texts from then on',
    async (why) => {
      await sceneAt('10.3');
      app.on('长的', LONG);
      await start();
      refuse(why);
      const question = ask('长的');
      await server.waitForSent(group.id, 2);
      await pause();
      const texts = [...server.sent(group.id)];
      expect(texts.every(({ rich_message }) => rich_message === undefined)).toBe(true);
      expect(texts[0]?.reply_to_message?.message_id).toBe(question.message_id);
      expect(
        texts
          .map(({ text }) => text)
          .join('')
          .match(/说/gu),
      ).toHaveLength(4_300);
      expect(logged('telegram-rich-refused')).toBe(1);
      ask(COMPARED);
      await server.waitForSent(group.id, texts.length + 1);
      expect(callsOf('sendRichMessage')).toHaveLength(PROBES + 1);
      server.say(group, member, '/recall', { reply_to: texts[1]! });
      await server.waitFor('every part is gone', () =>
        texts.every(({ message_id }) => server.shown(group.id, message_id) === undefined),
      );
    },
  );

  test('for want of a right is a text this once', async () => {
    await sceneAt('10.3');
    await start();
    refuse('Bad Request: not enough rights to send the rich message to the chat');
    ask(COMPARED);
    await server.waitForSent(group.id, 1);
    ask(COMPARED);
    await server.waitForSent(group.id, 2);
    expect([isRich(0), isRich(1)]).toEqual([false, true]);
  });

  test('as one of an older version is sent in older blocks', async () => {
    await sceneAt('10.3');
    await start();
    refuse('Bad Request: can\'t parse InputRichBlock: type "expandable_blockquote" is unsupported');
    ask(COMPARED);
    await server.waitForSent(group.id, 1);
    ask(COMPARED);
    await server.waitForSent(group.id, 2);
    expect([isRich(0), isRich(1)]).toEqual([true, true]);
    expect(callsOf('sendRichMessage')).toHaveLength(PROBES + 3);
    expect([logged('telegram-ability-lost'), logged('telegram-rich-refused')]).toEqual([1, 0]);
  });

  test('because it knows the method no more is a text, and so is every other', async () => {
    await sceneAt('10.3');
    const other = server.group();
    await start();
    refuse('Not Found: method not found', { status: 404 });
    ask(COMPARED);
    await server.waitForSent(group.id, 1);
    server.say(other, member, mention(COMPARED));
    const [elsewhere] = await server.waitForSent(other.id, 1);
    expect([isRich(), elsewhere?.rich_message]).toEqual([false, undefined]);
    expect(callsOf('sendRichMessage')).toHaveLength(PROBES + 1);
  });

  test('as an edit is the text, by an edit of the same message', async () => {
    await sceneAt('10.3');
    await start();
    const question = ask(ASKED);
    await server.waitForSent(group.id, 1);
    server.script({
      ...{ method: 'editMessageText', chat: group.id },
      as: { status: 400, description: 'Bad Request: RICH_MESSAGE_TEXT_TOO_LONG' },
    });
    server.edit(group, question, mention(COMPARED));
    await server.waitFor('the comparison', () => shown()?.text.includes('乙县的未找到') ?? false);
    expect([isRich(), server.sent(group.id).length]).toEqual([false, 1]);
  });
});

describe('a rich answer of which nobody knows whether it arrived', () => {
  test.each([{ drop: 'before' }, { html: 502 }] as const)(
    'after %o is sent again as it is, and never as a text',
    async (as) => {
      await sceneAt('10.3');
      await start();
      server.script({ method: 'sendRichMessage', chat: group.id, times: 2, as });
      ask(COMPARED);
      await server.waitForSent(group.id, 1);
      await pause();
      expect([isRich(), callsOf('sendMessage').length]).toEqual([true, 0]);
    },
  );

  test('waits as long as it is told', async () => {
    await sceneAt('10.3');
    await start();
    server.script({ method: 'sendRichMessage', chat: group.id, as: { retryAfter: 8 } });
    ask(COMPARED);
    await server.waitForSent(group.id, 1);
    expect([isRich(), callsOf('sendMessage').length]).toEqual([true, 0]);
  });

  test('is decided on again by the next start: kept in blocks, sent as a text where these are off', async () => {
    await sceneAt('10.3');
    const bot = await start();
    server.script({ method: 'sendRichMessage', chat: group.id, times: 50, as: { html: 502 } });
    const question = ask(COMPARED);
    await until(() => callsOf('sendRichMessage').length > PROBES);
    await bot.stop();
    server.clearScript();
    await start({ rich: 'off' });
    const [answer] = await server.waitForSent(group.id, 1);
    expect([isRich(), answer?.reply_to_message?.message_id]).toEqual([false, question.message_id]);
    expect(app.questions).toHaveLength(1);
  });
});

test('TELEGRAM_RICH=off leaves every answer a text', async () => {
  await sceneAt('10.3');
  await start({ rich: 'off' });
  ask(COMPARED);
  await server.waitForSent(group.id, 1);
  expect([isRich(), buttonsOf()]).toEqual([false, ['👍', '👎', '查看原文']]);
});
