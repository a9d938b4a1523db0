import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ReloadReport } from '../../src/core/ports.ts';
import type { Answer, RefusalReason } from '../../src/core/types.ts';
import { addressOf } from '../../src/telegram/ids.ts';
import { wording } from '../../src/wording.ts';
import { answerOf, createScriptedApp } from '../fakes/scripted-app.ts';
import { ANSWER, ASKED, clock, createTelegramScene, type TelegramScene } from './telegram-scene.ts';

const words = wording.telegram;

let scene: TelegramScene;
let { server, app, store, group, member, operator, logged, start, mention, textsOf } = {} as TelegramScene;

beforeEach(async () => {
  scene = await createTelegramScene();
  ({ server, app, store, group, member, operator, logged, start, mention, textsOf } = scene);
});
afterEach(async () => {
  expect(await scene.end()).toEqual([]);
});

describe('a question', () => {
  test('asked by mention in a group is answered there, as a reply, with its source below', async () => {
    const bot = await start();
    const question = server.say(group, member, mention(ASKED));
    const [sent] = await server.waitForSent(group.id, 1);
    expect(sent?.text).toBe(
      '低保标准为260元[1]。\n\n[1] 某县 · 某县工作总结 · 2019年3月5日\n农村低保标准提高到260元/人·月',
    );
    expect(sent?.reply_to_message?.message_id).toBe(question.message_id);
    expect(sent?.entities.map(({ type }) => type)).toEqual(['expandable_blockquote']);
    expect(app.questions).toEqual([{ text: ASKED, history: [] }]);
    await bot.stop();
    expect(store.answers.find(addressOf(group.id), String(sent?.message_id ?? 0))).toMatchObject({
      question: ASKED,
      member: String(member.id),
    });
  });

  test('in private needs no mention; /ask and a reply to the bot need none in a group', async () => {
    await start();
    server.say(server.private(member), member, ASKED);
    await server.waitForSent(member.id, 1);
    server.say(group, member, `/ask ${ASKED}`);
    const [answer] = await server.waitForSent(group.id, 1);
    server.say(group, server.person(), ASKED, { reply_to: answer! });
    expect(await server.waitForSent(group.id, 2)).toHaveLength(2);
  });

  test('in a forum topic is answered in that topic', async () => {
    await start();
    const forum = server.group({ topics: [42] });
    server.say(forum, member, mention(ASKED), { topic: 42 });
    const [sent] = await server.waitForSent(forum.id, 1);
    expect(sent?.message_thread_id).toBe(42);
  });

  test('that follows another one of the same member brings the earlier turns; nobody else gets them', async () => {
    await start();
    app.on('那医保呢', ANSWER);
    for (const [at, [from, text]] of (
      [
        [member, ASKED],
        [member, '那医保呢'],
        [operator, '那医保呢'],
      ] as const
    ).entries()) {
      server.say(group, from, mention(text));
      await server.waitForSent(group.id, at + 1);
    }
    expect(app.questions.map(({ history }) => history)).toEqual([
      [],
      [
        { role: 'user', content: ASKED },
        { role: 'assistant', content: ANSWER.text },
      ],
      [],
    ]);
  });

  test('is asked without the clause that says whose identity number it was', async () => {
    await start();
    server.say(group, member, mention(`我的身份证号是11010519491231002X，${ASKED}`));
    await server.waitForSent(group.id, 1);
    expect(app.questions.map(({ text }) => text)).toEqual([ASKED]);
  });

  test('that is a county alone is what the next one is about', async () => {
    const what: Answer = {
      kind: 'refused',
      reason: 'empty',
      text: '请写明想问乙县的什么。',
      nearest: [],
      corpusVersion: 'v1',
    };
    app.on('乙县', what);
    await start();
    for (const [at, text] of ['乙县', ASKED].entries()) {
      server.say(group, member, mention(text));
      await server.waitForSent(group.id, at + 1);
    }
    expect(app.questions[1]?.history.map(({ content }) => content)).toEqual(['乙县', what.text]);
  });

  test('that was refused is remembered for the next one; chatter is not', async () => {
    await start();
    const refusal = (reason: RefusalReason, text: string) =>
      ({ kind: 'refused', reason, text, nearest: [], corpusVersion: 'v1' }) as const;
    app.on('乙县低保标准是多少', refusal('place-not-in-corpus', '没有乙县的报告。'));
    app.on('今天天气怎么样', refusal('off-topic', '查不到。'));
    app.on('那医保呢', ANSWER);
    for (const [at, text] of ['乙县低保标准是多少', '今天天气怎么样', '那医保呢'].entries()) {
      server.say(group, member, mention(text));
      await server.waitForSent(group.id, at + 1);
    }
    expect(app.questions[2]?.history).toEqual([
      { role: 'user', content: '乙县低保标准是多少' },
      { role: 'assistant', content: '没有乙县的报告。' },
    ]);
  });

  test('whose answer fails gets one line in Chinese and nothing of the error', async () => {
    await start();
    app.on('坏了', new Error('ENOENT: /srv/secret/index'));
    server.say(group, member, mention('坏了'));
    await server.waitForSent(group.id, 1);
    expect(textsOf(group)).toEqual([words.failed]);
    expect(logged.join('\n')).toContain('ENOENT');
  });

  test('longer than a message is answered in several, the first of which replies', async () => {
    await start();
    app.on('全文', answerOf('标准已经提高了[1]。'.repeat(900), '原文'));
    server.say(group, member, mention('全文'));
    const sent = await server.waitForSent(group.id, 3);
    expect(
      sent
        .map(({ text }) => text)
        .join('')
        .match(/标准已经提高了\[1\]。/g),
    ).toHaveLength(900);
    expect(sent.map(({ reply_to_message }) => reply_to_message !== undefined)).toEqual([true, false, false]);
  });

  test('from before an outage gets one short line for the chat, and no answer', async () => {
    for (let at = 0; at < 3; at++) server.say(group, member, mention(ASKED), { age: 11 * 60_000 });
    server.say(group, member, '/reload', { age: 11 * 60_000 });
    server.say(group, member, mention(ASKED));
    await start();
    await server.waitForSent(group.id, 2);
    expect(textsOf(group)[0]).toBe(words.stale);
    expect(app.questions).toHaveLength(1);
    expect(server.sent(group.id)).toHaveLength(2);
  });
});

describe('silence', () => {
  test('is kept on talk, other bots, edits, unknown commands and groups that are not allowed', async () => {
    const allowed = server.group();
    await start({ groupIds: [allowed.id] });
    server.say(group, member, mention(ASKED));
    server.say(allowed, member, '吃饭了吗');
    server.say(allowed, { id: 5, is_bot: true, first_name: 'Bot' }, mention(ASKED));
    server.say(allowed, member, '/weather');
    server.push('edited_message', {
      ...server.say(allowed, member, '没事'),
      text: mention(ASKED),
      edit_date: 1,
    });
    server.push('my_chat_member', {
      chat: allowed,
      from: member,
      date: 1,
      old_chat_member: { user: server.bot, status: 'left' },
      new_chat_member: { user: server.bot, status: 'member' },
    });
    server.say(allowed, member, mention(ASKED));
    await server.waitForSent(allowed.id, 1);
    expect(server.sent(allowed.id)).toHaveLength(1);
    expect(server.sent(group.id)).toEqual([]);
    expect(app.questions).toHaveLength(1);
  });
});

describe('commands', () => {
  test('/start and /help explain; nothing asked, no text and an unknown command get a line', async () => {
    await start();
    const here = server.private(member);
    server.say(here, member, '/start');
    server.say(here, member, '/nonsense');
    server.say(here, member, '/ask');
    server.say(here, member, '', { fields: { text: undefined, photo: [] } });
    server.say(group, member, `/help@${server.bot.username}`);
    server.say(group, member, `@${server.bot.username}`);
    await server.waitForSent(member.id, 4);
    await server.waitForSent(group.id, 2);
    const [started, ...others] = textsOf(here);
    expect(started?.startsWith(`${words.start}\n\n${words.help(server.bot.username)}`)).toBe(true);
    expect(others).toEqual([words.unknownCommand, words.nothingAskedPrivately, words.noText]);
    const [help, nothingAsked] = textsOf(group);
    expect(help?.startsWith(words.help(server.bot.username))).toBe(true);
    expect(nothingAsked).toBe(words.nothingAsked(server.bot.username));
  });

  test('/sources lists every document, over several messages if need be', async () => {
    const documents = Array.from({ length: 120 }, (_, at) => ({
      path: `${at}.txt`,
      title: `第${at}号报告<${'长'.repeat(30)}>`,
      place: `${at}县`,
      date: '2018-12',
      passages: at,
    }));
    await start({ app: createScriptedApp({ documents, passages: 7_140 }) });
    server.say(group, member, '/sources');
    const sent = await server.waitForSent(group.id, 3);
    const lines = sent.flatMap(({ text }) => text.split('\n'));
    expect(lines[0]).toBe(words.sourcesTitle(120, 7_140));
    expect(lines).toHaveLength(121);
    expect(lines[8]).toBe(`8. 7县 · 第7号报告<${'长'.repeat(30)}> · 2018年12月 · 7 段`);
  });

  test('/sources says how many documents it does not list', async () => {
    const documents = Array.from({ length: 1_000 }, (_, at) => ({
      path: `${at}`,
      title: '长'.repeat(50),
      passages: 1,
    }));
    await start({ app: createScriptedApp({ documents, passages: 1_000 }) });
    server.say(server.private(member), member, '/sources');
    const sent = await server.waitForSent(member.id, 6);
    const listed = sent.flatMap(({ text }) => text.split('\n')).filter((line) => /^\d+\. /.test(line)).length;
    expect(sent.at(-1)?.text).toBe(words.sourcesMore(1_000 - listed));
  });

  test('are in the menu of everybody, /reload in that of operators once they write to the bot', async () => {
    const published = () => server.calls.filter(({ method }) => method === 'setMyCommands').length;
    await start({ operatorIds: [operator.id, 404] });
    server.say(group, operator, mention(ASKED));
    await server.waitForSent(group.id, 1);
    while (published() < 4) await clock.sleep(100);
    server.say(server.private(operator), operator, '/help');
    server.say(server.private(operator), operator, ASKED);
    while (published() < 5) await clock.sleep(100);
    await server.waitForSent(operator.id, 2);
    expect(published()).toBe(5);
    const names = (scope: object) =>
      (server.commands.get(JSON.stringify(scope)) as { command: string }[]).map(({ command }) => command);
    expect(names({ type: 'default' })).toEqual(['ask', 'sources', 'why', 'recall', 'help']);
    expect(names({ type: 'all_chat_administrators' })).toEqual(expect.arrayContaining(['region', 'listen']));
    expect(names({ type: 'all_group_chats' })).not.toContain('reload');
    expect(names({ type: 'chat', chat_id: operator.id })).toContain('reload');
  });
});

describe('/reload', () => {
  const report: ReloadReport = {
    corpusVersion: 'v2',
    documents: [],
    refusedFiles: [{ path: 'bad.txt', reason: '编码不明' }],
    passages: 40,
    embedded: 3,
    changes: { added: ['新.txt'], changed: [], removed: ['旧.txt'] },
    seconds: 2.4,
  };

  test('by an operator tells the progress once and then the result; questions are answered meanwhile', async () => {
    let finish: () => void = () => undefined;
    const finished = new Promise<void>((resolve) => (finish = resolve));
    app.onReload(async (onProgress) => {
      onProgress?.({ phase: 'reading', done: 0, total: 5 });
      onProgress?.({ phase: 'embedding', done: 1, total: 3 });
      await finished;
      return report;
    });
    await start();
    server.say(group, operator, '/reload');
    await server.waitForSent(group.id, 1);
    server.say(group, member, mention(ASKED));
    await server.waitForSent(group.id, 2);
    finish();
    const sent = await server.waitForSent(group.id, 3);
    await server.waitFor('the end of the progress', () => textsOf(group)[0] === words.commands.reloadEnded);
    expect(sent.map(({ text }) => text.split('\n')[0])).toEqual([
      expect.stringMatching(/^正在重新载入资料|^重新载入已结束/u),
      '低保标准为260元[1]。',
      '资料已更新：0 份，共 40 段，其中新算 3 段，用时 2 秒。',
    ]);
    expect(sent[2]?.text).toContain(
      '新增 1 份：新.txt\n已移除 1 份：旧.txt\n未能读取 1 份：\n· bad.txt：编码不明',
    );
  });

  test('by anybody else, an anonymous administrator included, gets one line and does nothing', async () => {
    await start();
    server.say(group, member, '/reload');
    server.say(group, operator, `/reload@${server.bot.username}`, { fields: { sender_chat: group } });
    await server.waitForSent(group.id, 2);
    expect(textsOf(group)).toEqual([words.notOperator, words.notOperator]);
    expect(app.reloads).toBe(0);
  });

  test('that fails says that the old corpus serves, and nothing of the error', async () => {
    app.onReload(async () => {
      throw new Error('ENOSPC /srv/index');
    });
    await start();
    server.say(server.private(operator), operator, '/reload');
    await server.waitForSent(operator.id, 1);
    expect(server.sent(operator.id).map(({ text }) => text)).toEqual([words.reloadFailed(null).join('\n')]);
  });
});
