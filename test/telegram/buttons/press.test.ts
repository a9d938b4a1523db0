import type { CallbackQuery } from 'telegraf/types';
import { afterEach, describe, expect, test } from 'vitest';
import { newAnswerKey } from '../../../src/chat/answer-key.ts';
import { readDocument } from '../../../src/core/facts/read.ts';
import type { SentAnswer } from '../../../src/core/ports.ts';
import { originalOf } from '../../../src/core/reply/original.ts';
import type { Answer, Citation, SourceDocument } from '../../../src/core/types.ts';
import { blocksOf } from '../../../src/corpus/structure/blocks.ts';
import { passagesOf } from '../../../src/corpus/structure/passages.ts';
import { createStore } from '../../../src/state/store.ts';
import { createButtonSigner } from '../../../src/telegram/buttons/data.ts';
import { keyboardOf } from '../../../src/telegram/buttons/keyboard.ts';
import { createPresses } from '../../../src/telegram/buttons/press.ts';
import { addressOf } from '../../../src/telegram/ids.ts';
import { createOutbox } from '../../../src/telegram/outbox.ts';
import { renderAnswer } from '../../../src/telegram/render.ts';
import { wording } from '../../../src/wording.ts';
import { createDirectBotApi } from '../../fakes/bot-api/direct.ts';
import { createTestClock } from '../../fakes/clock.ts';
import { createScriptedApp } from '../../fakes/scripted-app.ts';

const GROUP = -1_001;
const ASKER = 71;
const OTHER = 72;

const TEXT = '全县干部入户走访。农村低保标准提高到每人每月310元。各村张榜公示名单。';
const REPORT: SourceDocument = {
  id: 'rucheng',
  path: '汝城.txt',
  title: '汝城县脱贫攻坚工作纪实',
  place: '汝城县',
  sha256: '',
  damage: [],
  text: TEXT,
  blocks: blocksOf(TEXT, { title: '汝城县脱贫攻坚工作纪实' }),
};
const QUOTE = '农村低保标准提高到每人每月310元。';
const CITATION: Citation = {
  marker: 1,
  documentId: REPORT.id,
  document: REPORT.path,
  title: REPORT.title,
  span: { start: REPORT.text.indexOf(QUOTE), end: REPORT.text.indexOf(QUOTE) + QUOTE.length },
  quote: QUOTE,
};
const ANSWERED: Answer = {
  kind: 'answered',
  method: 'extracted',
  text: '农村低保标准提高到每人每月310元[1]。',
  citations: [CITATION],
  corpusVersion: 'v1',
};
const CLARIFY: Answer = {
  kind: 'clarify',
  text: '问哪个县？',
  options: [
    { place: '汝城县', label: '汝城县' },
    { place: '石柱土家族自治县', label: '石柱县' },
  ],
  corpusVersion: 'v1',
};

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

/** An answer that stands in a chat of a strict server, and members who press its buttons. */
async function sceneOf(answer: Answer, more: Partial<SentAnswer> = {}, signedWith = 'token') {
  const clock = createTestClock();
  const api = createDirectBotApi(clock);
  const store = createStore(':memory:');
  ends.push(() => store.close());
  const app = createScriptedApp();
  let corpus = [REPORT];
  app.onOriginal((citation) =>
    originalOf(citation, {
      documentById: new Map(corpus.map((document) => [document.id, readDocument(document)])),
      passages: corpus.flatMap((document) => passagesOf(document)),
    }),
  );
  const outbox = createOutbox({ api, clock, log: () => undefined, onMoved: () => undefined });
  const signer = createButtonSigner('token');
  const chosen: [string, string][] = [];
  const restated: string[] = [];
  const givenUp: number[] = [];
  const richChoice = { giveUp: (one: number) => void givenUp.push(one) };
  let onChosen: () => Promise<void> = async () => undefined;
  const createPress = () =>
    createPresses({ app, store, outbox, api, signer, richChoice, log: () => undefined });
  let press = createPress();

  const chat = Number(more.chat ?? GROUP);
  const state = api.chat(chat);
  const key = newAnswerKey();
  const keyboard = keyboardOf(answer, chat, key, createButtonSigner(signedWith));
  const [rendered] = renderAnswer(answer);
  if (rendered === undefined || keyboard === undefined) throw new Error('an answer with buttons is needed');
  const sending = outbox.send({ chat, ...rendered, keyboard });
  await clock.runAll();
  const delivery = await sending;
  if (delivery.kind !== 'sent') throw new Error('not sent');
  const { messageId } = delivery;
  store.answers.record({
    ...{ key, ...addressOf(chat), thread: '', questionId: '5', messageIds: [String(messageId)] },
    ...{
      question: '低保标准',
      place: null,
      member: String(ASKER),
      hops: 0,
      answer,
      sentAt: 1,
      recalledAt: null,
    },
    ...more,
  });

  let presses = 0;
  let fields: object = {};
  const buttons = () =>
    (state.messages.get(messageId)?.reply_markup?.inline_keyboard ?? []).flat() as readonly {
      text: string;
      callback_data: string;
    }[];
  async function pressData(
    data: string,
    from = OTHER,
    at = messageId,
    where = chat,
    id = `q${++presses}`,
  ): Promise<string | undefined> {
    api.expectPress(id);
    const query = {
      id,
      from: { id: from, is_bot: false, first_name: '王' },
      message: {
        ...{ message_id: at, date: 0, ...fields },
        chat: { id: where, type: where < 0 ? 'supergroup' : 'private' },
      },
      chat_instance: 'c',
      data,
    } as unknown as CallbackQuery;
    const pressed = press(
      query,
      Date.now(),
      async (sent, place) => {
        chosen.push([sent.key, place]);
        await onChosen();
      },
      async (sent) => void restated.push(sent.key),
    );
    pressed.catch(() => undefined);
    await clock.runAll();
    await pressed;
    const answered = api.pressAnswer(id);
    expect(answered, 'every press is answered').toBeDefined();
    return answered?.text;
  }
  return {
    clock,
    api,
    store,
    outbox,
    signer,
    key,
    chosen,
    messageId,
    pressData,
    sent: () => state.sent,
    edits: () => api.calls.filter(({ method }) => method === 'editMessageReplyMarkup').length,
    texts: () => buttons().map(({ text }) => text),
    restated,
    givenUp,
    pressText: () => pressData(signer.sign(chat, 'text', key)),
    /** The answer stands there in blocks from now on. */
    asRich() {
      fields = { rich_message: { blocks: [] } };
    },
    press(label: string, from = OTHER) {
      const button = buttons().find(({ text }) => text === label);
      if (!button) throw new Error(`no button ${label}, only ${buttons().map(({ text }) => text)}`);
      return pressData(button.callback_data, from);
    },
    restart() {
      press = createPress();
    },
    reload(documents: SourceDocument[]) {
      corpus = documents;
    },
    onChosen(run: () => Promise<void>) {
      onChosen = run;
    },
  };
}

const EXPIRED = '这个按钮已经失效，请重新提问。';

describe('a verdict', () => {
  test('is noted for each member of a group, a later one in place of the earlier, without an edit', async () => {
    const { press, store, edits, key } = await sceneOf(ANSWERED);
    expect(await press('👍', ASKER)).toBe('已记下，谢谢。');
    await press('👍', OTHER);
    await press('👍', OTHER);
    expect(store.feedback.counts()).toEqual({ good: 2 });
    expect(edits()).toBe(0);
    await press('👎', OTHER);
    expect(store.feedback.counts()).toEqual({ good: 1, bad: 1 });
    expect(store.feedback.find(key, String(ASKER))).toBe('good');
  });

  test('👎 asks for the reason on the buttons, and the chosen reason brings the buttons back', async () => {
    const { press, store, texts, edits } = await sceneOf(ANSWERED);
    expect(await press('👎')).toBe('已记下。请点一下哪里不对。');
    expect(texts()).toEqual(['数字错', '县错', '过期', '答非所问', '不全', '返回']);
    expect(await press('县错')).toBe('已记下“县错”，谢谢。');
    expect(texts()).toEqual(['👍', '👎', '查看原文']);
    expect(store.feedback.counts()).toEqual({ 'wrong-place': 1 });
    expect(edits()).toBe(2);
  });

  test.each([
    ['数字错', 'wrong-figure'],
    ['县错', 'wrong-place'],
    ['过期', 'outdated'],
    ['答非所问', 'off-the-point'],
    ['不全', 'incomplete'],
  ])('%s is kept as %s', async (label, verdict) => {
    const { press, store } = await sceneOf(ANSWERED);
    await press('👎');
    await press(label);
    expect(store.feedback.complaints(9).map((complaint) => complaint.verdict)).toEqual([verdict]);
  });

  test('返回 brings the buttons back and leaves 👎 noted', async () => {
    const { press, store, texts } = await sceneOf(ANSWERED);
    await press('👎');
    expect(await press('返回')).toBeUndefined();
    expect(texts()).toEqual(['👍', '👎', '查看原文']);
    expect(store.feedback.counts()).toEqual({ bad: 1 });
  });

  test('a further 👎 does not take the reason away', async () => {
    const { press, store } = await sceneOf(ANSWERED);
    await press('👎');
    await press('过期');
    await press('👎');
    await press('返回');
    expect(store.feedback.counts()).toEqual({ outdated: 1 });
  });

  test('👎 is noted without asking where the minute of the group is nearly used up', async () => {
    const { press, store, outbox, clock, texts } = await sceneOf(ANSWERED);
    for (let at = 0; at < 9; at++) void outbox.send({ chat: GROUP, html: '答', plain: '答' });
    await clock.advance(12_000);
    expect(outbox.room(GROUP)).toBeLessThanOrEqual(6);
    expect(await press('👎')).toBe('已记下，谢谢。');
    expect(store.feedback.counts()).toEqual({ bad: 1 });
    expect(texts()).toContain('👎');
  });

  test('is shown on the buttons in a private chat', async () => {
    const { press, texts } = await sceneOf(ANSWERED, { chat: String(ASKER) });
    await press('👍', ASKER);
    expect(texts()).toEqual(['✓ 👍', '👎', '查看原文']);
    await press('👎', ASKER);
    await press('不全', ASKER);
    expect(texts()).toEqual(['👍', '✓ 👎', '查看原文']);
    await press('✓ 👎', ASKER);
    expect(texts()).toContain('✓ 不全');
  });
});

describe('看文字版', () => {
  test('has the answer said anew, and every later answer of the chat as a text', async () => {
    const { pressText, restated, givenUp, key } = await sceneOf(ANSWERED);
    expect(await pressText()).toBe('好的，马上换成文字。本群后面的回答也用文字。');
    expect([restated, givenUp]).toEqual([[key], [GROUP]]);
  });

  test('says so of the chat that it is pressed in', async () => {
    const { pressText } = await sceneOf(ANSWERED, { chat: String(ASKER) });
    expect(await pressText()).toBe('好的，马上换成文字，后面的回答也用文字。');
  });

  test('waits for a minute with room, and changes nothing until then', async () => {
    const { pressText, restated, givenUp, outbox, clock } = await sceneOf(ANSWERED);
    for (let at = 0; at < 14; at++) void outbox.send({ chat: GROUP, html: '答', plain: '答' });
    await clock.advance(15_000);
    expect(await pressText()).toBe('这会儿消息太多，请一分钟后再按。');
    expect([restated, givenUp]).toEqual([[], []]);
  });

  test('stays under an answer in blocks when its other buttons change', async () => {
    const { press, texts, asRich } = await sceneOf(ANSWERED);
    asRich();
    await press('👎');
    await press('返回');
    expect(texts()).toEqual(['👍', '👎', '查看原文', '看文字版']);
  });
});

describe('查看原文', () => {
  test('sends the passage with the quote marked, as a reply to the answer, once, also after a restart', async () => {
    const { press, sent, restart, store, key, messageId, api } = await sceneOf(ANSWERED);
    expect(await press('查看原文')).toBe('原文马上发在下面。');
    const [, original] = sent();
    expect(original?.text).toContain(REPORT.text);
    expect(original?.reply_to_message?.message_id).toBe(messageId);
    const bold = original?.entities.find(({ type }) => type === 'bold');
    expect(original?.text.slice(bold?.offset, (bold?.offset ?? 0) + (bold?.length ?? 0))).toBe(QUOTE);
    expect(original?.entities.map(({ type }) => type)).toContain('expandable_blockquote');
    expect(await press('查看原文', ASKER)).toBe('原文已经发在下面了。');
    restart();
    expect(await press('查看原文')).toBe('原文已经发在下面了。');
    expect(sent()).toHaveLength(2);
    expect(store.answers.findByKey(key)?.originalIds).toEqual([String(original?.message_id)]);
    expect(api.violations).toEqual([]);
  });

  test('goes to the topic of the answer', async () => {
    const scene = await sceneOf(ANSWERED, { thread: '9' });
    scene.api.chat(GROUP).topics.add(9);
    await scene.press('查看原文');
    expect(scene.sent()[1]?.message_thread_id).toBe(9);
  });

  test('says that a newer corpus no longer has the quote, and sends nothing', async () => {
    const { press, sent, reload } = await sceneOf(ANSWERED);
    reload([{ ...REPORT, text: REPORT.text.replace('310', '345') }]);
    expect(await press('查看原文')).toBe('资料更新过，找不到这段原文了，请重新提问。');
    reload([]);
    expect(await press('查看原文')).toContain('找不到这段原文了');
    expect(sent()).toHaveLength(1);
  });

  test('of a refusal shows the nearest that it quotes', async () => {
    const { press, sent } = await sceneOf({
      ...{ kind: 'refused', reason: 'not-in-corpus', text: '没有写明[1]。', nearest: [CITATION] },
      corpusVersion: 'v1',
    });
    await press('查看原文');
    expect(sent()[1]?.text).toContain('各村张榜公示名单');
  });

  test('waits for nobody where the group cannot take a message now: says to press again, and then works', async () => {
    const { press, sent, api, outbox, clock } = await sceneOf(ANSWERED);
    for (let at = 0; at < 14; at++) void outbox.send({ chat: GROUP, html: '答', plain: '答' });
    await clock.advance(20_000);
    expect(outbox.room(GROUP)).toBe(0);
    expect(await press('查看原文')).toBe('这会儿消息太多，请一分钟后再按。');
    await clock.advance(61_000);
    expect(await press('查看原文')).toBe('原文马上发在下面。');
    expect(sent().at(-1)?.text).toContain(REPORT.text);
    expect(api.violations).toEqual([]);
  });

  test('is not taken for shown where the chat did not get it', async () => {
    const { press, api, store, key } = await sceneOf(ANSWERED);
    api.fail(GROUP, { status: 400, description: 'Bad Request: not enough rights to send text messages' });
    await press('查看原文');
    expect(store.answers.findByKey(key)?.originalIds).toBeUndefined();
  });
});

describe('a county', () => {
  test('is chosen by who asked, and by nobody else', async () => {
    const { press, chosen, key } = await sceneOf(CLARIFY);
    expect(await press('石柱县', OTHER)).toBe('请由提问的人来选；您也可以另外提问。');
    expect(chosen).toEqual([]);
    expect(await press('石柱县', ASKER)).toBe('好的，按石柱县回答。');
    expect(chosen).toEqual([[key, '石柱土家族自治县']]);
  });

  test('is chosen by anybody where an anonymous member asked', async () => {
    const { press, chosen } = await sceneOf(CLARIFY, { member: null });
    await press('汝城县', OTHER);
    expect(chosen).toHaveLength(1);
  });

  test('is chosen once: the answer stands there by then', async () => {
    const { press, chosen, store, onChosen, key } = await sceneOf(CLARIFY);
    onChosen(async () => {
      const sent = store.answers.findByKey(key);
      if (sent) store.answers.record({ ...sent, answer: ANSWERED });
    });
    await press('汝城县', ASKER);
    expect(await press('石柱县', ASKER)).toBe('已经选过了。');
    expect(chosen).toHaveLength(1);
  });

  test('is tried again by the same press when answering failed; the press is answered once', async () => {
    const { pressData, messageId, onChosen, api, chosen, signer, key } = await sceneOf(CLARIFY);
    const data = signer.sign(GROUP, 'place', key, '0');
    onChosen(() => Promise.reject(new Error('out of reach')));
    await expect(pressData(data, ASKER, messageId, GROUP, 'again')).rejects.toThrow('out of reach');
    onChosen(async () => undefined);
    expect(await pressData(data, ASKER, messageId, GROUP, 'again')).toBe('好的，按汝城县回答。');
    expect(chosen).toHaveLength(2);
    expect(api.violations).toEqual([]);
  });
});

describe('a button that is good for nothing says so', () => {
  test('forged, of another chat, of another bot, or of an answer that is forgotten', async () => {
    const { pressData, signer, key, store } = await sceneOf(ANSWERED);
    const right = signer.sign(GROUP, 'good', key);
    expect(await pressData('好')).toBe(EXPIRED);
    expect(await pressData(`${right.slice(0, -1)}${right.endsWith('A') ? 'B' : 'A'}`)).toBe(EXPIRED);
    expect(await pressData(right, OTHER, 1, GROUP - 1)).toBe(EXPIRED);
    expect(await pressData(createButtonSigner('other').sign(GROUP, 'good', key))).toBe(EXPIRED);
    expect(await pressData(signer.sign(GROUP, 'good', newAnswerKey()))).toBe(EXPIRED);
    for (const argument of ['', '5', '999'])
      expect(await pressData(signer.sign(GROUP, 'reason', key, argument))).toBe(EXPIRED);
    expect(store.feedback.counts()).toEqual({});
    expect(await pressData(right)).toBe('已记下，谢谢。');
    store.forget(Date.now());
    expect(await pressData(right)).toBe(EXPIRED);
  });

  test('a county that the question back does not offer', async () => {
    const { pressData, signer, key, chosen } = await sceneOf(CLARIFY);
    for (const argument of ['', '2', '999999'])
      expect(await pressData(signer.sign(GROUP, 'place', key, argument), ASKER)).toBe(EXPIRED);
    expect(chosen).toEqual([]);
  });

  test('a recalled answer', async () => {
    const { press, sent, store, key } = await sceneOf(ANSWERED, { recalledAt: 3 });
    for (const label of ['👍', '👎', '查看原文']) expect(await press(label)).toBe('这条回答已经撤回。');
    expect(sent()).toHaveLength(1);
    expect(store.feedback.find(key, String(OTHER))).toBeUndefined();
  });

  test('a press of which the message is gone still has its verdict noted', async () => {
    const { pressData, signer, key, store } = await sceneOf(ANSWERED);
    await pressData(signer.sign(GROUP, 'bad', key), OTHER, 4_000);
    expect(store.feedback.counts()).toEqual({ bad: 1 });
  });
});

describe('a button under what one member alone sees', () => {
  test('is known by its answer, and edits no message', async () => {
    const { signer, key, store, edits, pressData } = await sceneOf(ANSWERED);
    expect(await pressData(signer.sign(GROUP, 'bad', key), ASKER, 0)).toBe(wording.buttons.thanks);
    expect(store.feedback.counts()).toEqual({ bad: 1 });
    expect(edits()).toBe(0);
    const back = await sceneOf(CLARIFY);
    await back.pressData(back.signer.sign(GROUP, 'place', back.key, '1'), ASKER, 0);
    expect(back.chosen).toEqual([[back.key, '石柱土家族自治县']]);
  });

  test('shows its passages to nobody else, and says so where they cannot be shown', async () => {
    const { signer, key, store, sent, pressData } = await sceneOf(ANSWERED);
    const before = sent().length;
    const told = await pressData(signer.sign(GROUP, 'original', key), ASKER, 0);
    expect(told).toBe(wording.buttons.source.notAside);
    expect(sent()).toHaveLength(before);
    expect(store.answers.findByKey(key)?.originalIds).toBeUndefined();
  });
});
