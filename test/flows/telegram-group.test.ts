import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Answer } from '../../src/core/types.ts';
import { addressOf } from '../../src/telegram/ids.ts';
import { wording } from '../../src/wording.ts';
import { knows } from '../fakes/bot-api/version.ts';
import { answerOf } from '../fakes/scripted-app.ts';
import { ANSWER, ASKED, clock, createTelegramScene, later, type TelegramScene } from './telegram-scene.ts';

const words = wording.telegram;

let scene: TelegramScene;
let { server, app, store, group, member, operator, start, mention, textsOf } = {} as TelegramScene;

beforeEach(async () => {
  scene = await createTelegramScene();
  ({ server, app, store, group, member, operator, start, mention, textsOf } = scene);
});
afterEach(async () => {
  expect(await scene.end()).toEqual([]);
});

const firstLines = (texts: readonly string[]) => texts.map((text) => text.split('\n')[0]);
/** Time for what must not happen. */
const pause = () => clock.sleep(15_000);

describe('an edited question', () => {
  test('has its answer edited, in as many messages as it now needs', async () => {
    app.on('低保标准是多少呢', answerOf('标准已经提高了[1]。'.repeat(900), '原文'));
    await start();
    const asked = server.say(group, member, mention(ASKED));
    const [first] = await server.waitForSent(group.id, 1);
    server.edit(group, asked, mention('低保标准是多少呢'));
    const sent = await server.waitForSent(group.id, 3);
    expect(sent[0]?.message_id).toBe(first?.message_id);
    expect(sent[0]?.text).toContain('标准已经提高了');

    server.edit(group, asked, mention(ASKED));
    await server.waitFor(
      'one message is left',
      () => server.sent(group.id).filter(({ message_id: id }) => server.shown(group.id, id)).length === 1,
    );
    expect(server.shown(group.id, first?.message_id ?? 0)?.text).toContain('低保标准为260元');
  });

  test('that says the same, or whose answer was recalled, changes nothing', async () => {
    await start();
    const asked = server.say(group, member, mention(ASKED));
    const [answer] = await server.waitForSent(group.id, 1);
    server.edit(group, asked, mention(ASKED));
    server.say(group, member, '/recall', { reply_to: answer! });
    await server.waitFor(
      'the answer is gone',
      () => server.shown(group.id, answer!.message_id) === undefined,
    );
    server.edit(group, asked, mention('石柱呢'));
    await pause();
    expect(app.questions).toHaveLength(1);
  });

  test('is answered when only the edit addresses the bot', async () => {
    await start();
    const asked = server.say(group, member, ASKED);
    server.edit(group, asked, mention(ASKED));
    const [sent] = await server.waitForSent(group.id, 1);
    expect(sent?.reply_to_message?.message_id).toBe(asked.message_id);
  });
});

describe('a question back', () => {
  const back: Answer = {
    kind: 'clarify',
    text: '您问的是哪个县？',
    options: [
      { place: '甲县', label: '甲县' },
      { place: '乙县', label: '乙县' },
    ],
    corpusVersion: 'v1',
  };

  test('becomes the answer when its asker presses a county; others are told whose it is', async () => {
    app.on(ASKED, async ({ place }) =>
      place === undefined ? back : answerOf(`${place}为260元[1]。`, '原文'),
    );
    await start();
    server.say(group, member, mention(ASKED));
    const [sent] = await server.waitForSent(group.id, 1);
    const wrong = server.press(group, operator, sent!, '乙县');
    expect((await server.waitForPress(wrong)).text).toBe(wording.buttons.notAsker);
    server.press(group, member, sent!, '乙县');
    await server.waitFor(
      'the answer',
      () => server.shown(group.id, sent!.message_id)?.text?.startsWith('乙县为260元') === true,
    );
    expect(server.sent(group.id)).toHaveLength(1);
    const late = server.press(group, member, sent!, '👍');
    expect((await server.waitForPress(late)).text).toBe(wording.buttons.thanks);
    expect(store.feedback.counts()).toEqual({ good: 1 });
  });
});

describe('a reply to an answer', () => {
  test('continues that answer, whoever asked it; the turns of members never mix', async () => {
    app.on('那医保呢', ANSWER);
    await start();
    server.say(group, member, mention(ASKED));
    const [answer] = await server.waitForSent(group.id, 1);
    server.say(group, operator, '那医保呢', { reply_to: answer! });
    await server.waitForSent(group.id, 2);
    server.say(group, server.person(), mention('那医保呢'));
    await server.waitForSent(group.id, 3);
    expect(app.questions.map(({ history }) => history.map(({ content }) => content))).toEqual([
      [],
      [ASKED, ANSWER.text],
      [],
    ]);
  });
});

describe('what comes too thick', () => {
  test('gets one polite line a minute, and then silence', async () => {
    await start();
    for (let at = 0; at < 9; at++) {
      server.say(group, member, mention(ASKED));
      await clock.sleep(2_500);
    }
    await server.waitForSent(group.id, 7);
    await pause();
    expect(firstLines(textsOf(group))).toEqual([
      ...Array(6).fill('低保标准为260元[1]。'),
      words.limited.member,
    ]);
  });

  test('waits its turn, is told its place in the queue, and has the answer put there', async () => {
    const slow = later();
    app.on('慢问题是什么', slow.answer);
    await start();
    server.say(group, member, mention('慢问题是什么'));
    const asked = server.say(group, operator, mention(ASKED));
    const [notice] = await server.waitForSent(group.id, 1);
    expect(notice?.text).toBe(words.queued(1));
    expect(notice?.reply_to_message?.message_id).toBe(asked.message_id);
    slow.give(answerOf('慢的答案[1]。', '原文'));
    await server.waitForSent(group.id, 2);
    await server.waitFor(
      'the answer in place of the notice',
      () => server.shown(group.id, notice!.message_id)?.text?.startsWith('低保标准为260元') === true,
    );
    expect(server.sent(group.id)).toHaveLength(2);
  });
});

describe('a channel that answers the bot', () => {
  test('is answered once, and not again', async () => {
    await start();
    const channel = { fields: { sender_chat: { id: -777, type: 'channel', title: '转发' } } };
    server.say(group, server.person(), mention(ASKED), channel);
    const [answer] = await server.waitForSent(group.id, 1);
    server.say(group, server.person(), ASKED, { ...channel, reply_to: answer! });
    await pause();
    expect(app.questions).toHaveLength(1);
  });
});

describe('two messages of a member within two seconds', () => {
  test('are one question where the first does not end like one', async () => {
    const here = server.private(member);
    app.on('石柱\n低保标准是多少', ANSWER);
    await start();
    server.say(here, member, '石柱');
    server.say(here, member, '低保标准是多少');
    await server.waitForSent(member.id, 1);
    await pause();
    expect(app.questions.map(({ text }) => text)).toEqual(['石柱\n低保标准是多少']);
  });
});

describe('a group whose every line reaches the bot', () => {
  test('has a question begun with a mention and ended in the next line answered as one', async () => {
    app.on('蓬安\n低保标准是多少', ANSWER);
    await start();
    server.say(group, operator, '大家早上好');
    await clock.sleep(5_000);
    server.say(group, member, mention('蓬安'));
    server.say(group, member, '低保标准是多少');
    await server.waitForSent(group.id, 1);
    expect(app.questions.map(({ text }) => text)).toEqual(['蓬安\n低保标准是多少']);
  });
});

describe('an album in private', () => {
  test('is one question by its one caption, and without any gets one line', async () => {
    const here = server.private(member);
    await start();
    for (const text of ['', ASKED, '']) {
      const words = text === '' ? { text: undefined } : { text: undefined, caption: text };
      server.say(here, member, '', { fields: { ...words, photo: [], media_group_id: '1' } });
    }
    await server.waitForSent(member.id, 1);
    for (let at = 0; at < 3; at++)
      server.say(here, member, '', { fields: { text: undefined, photo: [], media_group_id: '2' } });
    await server.waitForSent(member.id, 2);
    await pause();
    expect(firstLines(textsOf(here))).toEqual(['低保标准为260元[1]。', words.noText]);
  });
});

describe('a private chat', () => {
  test('is shown the checked sentences as a draft before the answer; a group is not', async () => {
    app.on(ASKED, async (_, onDraft) => {
      onDraft(answerOf('第一句[1]。', '原文'));
      await clock.sleep(5_000);
      return ANSWER;
    });
    await start();
    const here = server.private(member);
    server.say(here, member, ASKED);
    server.say(group, member, mention(ASKED));
    await server.waitForSent(member.id, 1);
    await server.waitForSent(group.id, 1);
    expect(server.drafts(member.id).map(({ text }) => text?.split('\n')[0])).toEqual(
      knows(server.version, '9.5') ? ['第一句[1]。'] : [],
    );
    expect(server.drafts(group.id)).toEqual([]);
    expect(server.sent(member.id)).toHaveLength(1);
  });
});

describe('listening', () => {
  const LINE = '蓬安低保标准是多少呀';

  async function listen(): Promise<void> {
    server.promote(group, operator);
    server.say(group, operator, '/listen on');
    await server.waitForSent(group.id, 1);
  }

  test('is off until an administrator switches it on, and then speaks on strong evidence alone', async () => {
    app.onOverheard(LINE, ANSWER, true);
    app.onOverheard('今天几点开会', ANSWER, false);
    await start();
    server.say(group, member, LINE);
    await pause();
    server.say(group, member, '/listen on');
    await server.waitForSent(group.id, 1);
    expect(store.chats.settings(addressOf(group.id)).isListening).toBe(false);
    server.promote(group, operator);
    server.say(group, operator, '/listen on');
    await server.waitForSent(group.id, 2);
    const meeting = server.say(group, member, '今天几点开会');
    await clock.sleep(5_000);
    server.say(group, member, LINE);
    const sent = await server.waitForSent(group.id, 3);
    await pause();
    expect(sent[2]?.text).toContain('260元');
    expect(server.sent(group.id)).toHaveLength(3);
    const silent = store.decisions.find(addressOf(group.id), String(meeting.message_id));
    expect(JSON.parse(silent?.body ?? '{}')).toMatchObject({ outcome: 'silent', reason: 'weak-evidence' });
    expect(silent?.body).not.toContain('开会');
  });

  test('takes two lines of one member for one question, and those of two members for two', async () => {
    app.onOverheard('蓬安\n低保标准是多少', ANSWER, true);
    await start();
    await listen();
    server.say(group, member, '蓬安');
    server.say(group, server.person(), '好的');
    server.say(group, member, '低保标准是多少');
    await server.waitForSent(group.id, 2);
    expect(textsOf(group)[1]).toContain('260元');
  });
});

describe('the group’s own county', () => {
  test('goes with every question once an administrator set it, and no longer once cleared', async () => {
    app.onPlace('蓬安', { kind: 'covered', name: '蓬安县', label: '蓬安' });
    server.promote(group, operator);
    await start();
    const steps: [string, typeof member][] = [
      ['/region 蓬安', operator],
      [mention(ASKED), member],
      ['/region 全部', operator],
      [mention(ASKED), member],
    ];
    for (const [at, [text, from]] of steps.entries()) {
      server.say(group, from, text);
      await server.waitForSent(group.id, at + 1);
    }
    expect(app.questions.map(({ place }) => place)).toEqual(['蓬安县', undefined]);
  });
});

describe('/why', () => {
  test('says what was decided, as a reply to the answer, and of a line that was passed over', async () => {
    await start();
    server.say(group, member, mention(ASKED));
    const [answer] = await server.waitForSent(group.id, 1);
    const passed = server.say(group, member, '吃饭了');
    server.say(group, member, '/why', { reply_to: answer! });
    server.say(group, operator, '/why', { reply_to: passed });
    const sent = await server.waitForSent(group.id, 3);
    expect(sent[1]?.text).not.toBe(sent[2]?.text);
    expect(sent[2]?.text).not.toContain('吃饭');
  });
});
