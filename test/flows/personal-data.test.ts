import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Store } from '../../src/core/ports.ts';
import { createLog } from '../../src/log.ts';
import { MASK } from '../../src/personal-data.ts';
import { createStore } from '../../src/state/store.ts';
import { createTelegramBot, type TelegramBot } from '../../src/telegram/bot.ts';
import { addressOf } from '../../src/telegram/ids.ts';
import type { BotApiServer, SayOptions } from '../fakes/bot-api/types.ts';
import { createBotApiServer } from '../fakes/bot-api-server.ts';
import { type ChatServer, startChatServer } from '../fakes/chat-server.ts';
import { createFastClock } from '../fakes/clock.ts';
import { type SmallApp, startSmallApp } from '../fakes/small-app.ts';
import { TWO_COUNTIES } from '../fakes/small-knowledge.ts';
import { scratchFolder } from './command-line.ts';

/* People write what nobody should keep; afterwards everything that was kept, logged or sent on is searched for it. */

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const TOKEN = '700777123:AAF-strict_Test_Token_of_35_chars_x';
const KEY = 'sk-0a1b2c3d4e5f6a7b8c9d';
const ID = '11010519491231002X';
const OLD_ID = '110105491231002';
const PHONE = '13812345678';
const OTHER_PHONE = '19987654321';
const CARD = '6228480402564890018';
const MAIL = 'zhang.san@example.cn';
const SECRETS = { TOKEN, KEY, ID, OLD_ID, PHONE, OTHER_PHONE, CARD, MAIL };

let server: BotApiServer;
let model: ChatServer;
let small: SmallApp;
let store: Store;
let bot: TelegramBot;
let path: string;
const clock = createFastClock(10);
const lines: string[] = [];
const log = createLog({ level: 'debug', secrets: [TOKEN, KEY], write: (line) => lines.push(line) });

beforeAll(async () => {
  server = await createBotApiServer({ clock, token: TOKEN });
  model = await startChatServer();
  model.otherwise({ text: '汝城县有63510人脱贫[1]。' });
  small = await startSmallApp(TWO_COUNTIES, {
    chatModel: { apiKey: KEY, baseUrl: model.url, model: 'scripted' },
  });
  path = join(await scratchFolder(), 'state.sqlite');
  store = createStore(path);
  bot = createTelegramBot({
    ...{ app: small.app, store, token: TOKEN, apiRoot: server.apiRoot, log, clock },
    ...{ operatorIds: [], groupIds: [] },
  });
  await bot.start();
});
afterAll(async () => {
  await bot?.stop();
  store?.close();
  await small?.close();
  await model?.close();
  await server?.close();
  expect(server.violations).toEqual([]);
});

/** The names of the secrets that the text holds, however they are written: full-width, or with spaces and dashes. */
function secretsIn(text: string): string[] {
  const bare = (each: string) =>
    each
      .normalize('NFKC')
      .replaceAll(/[\s\p{Cf}\p{Pd}]/gu, '')
      .toLowerCase();
  const searched = bare(text);
  return Object.entries(SECRETS)
    .filter(([, secret]) => searched.includes(bare(secret)))
    .map(([name]) => name);
}

/** The bytes of the store as text, what it has not yet written back included. */
function storeText(): string {
  return ['', '-wal', '-shm']
    .map((end) => path + end)
    .filter((file) => existsSync(file))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
}

function everythingKept(): Readonly<Record<string, string>> {
  for (const { event, fields } of small.events) log('info', event, fields);
  return {
    'the log': lines.join(''),
    'the store': storeText(),
    'requests to the model': JSON.stringify(model.requests.map(({ body }) => body)),
    'calls to Telegram': JSON.stringify(server.calls),
  };
}

test('what people write of themselves, tokens and keys reach neither log nor store nor model nor Telegram', async () => {
  const group = server.group();
  const mention = (text: string) => `@${server.bot.username} ${text}`;
  const wide = (text: string) =>
    text.replaceAll(/\d/gu, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
  const written: string[] = [];
  const say = (...[chat, from, text, more]: Parameters<BotApiServer['say']>) => {
    written.push(JSON.stringify([from, text, more]));
    return server.say(chat, from, text, more);
  };
  /** A person of its own each, in private: nobody waits for another, or asks too much. */
  const ask = (text: string, more?: SayOptions) => {
    const person = server.person(`张三${OTHER_PHONE}`);
    const chat = server.private(person);
    return { chat, person, message: say(chat, person, text, more) };
  };

  const first = ask(`汝城县脱贫了多少人？${ID}`);
  const others = [
    ask(`汝城县贫困村有多少个？电话138-1234-5678`),
    ask(`/ask 桂东县脱贫了多少人？卡号${wide(CARD)}`),
    ask(`旧证${OLD_ID}，邮箱${MAIL}，今天天气好吗？`),
    ask(`汝城县挪窝的有多少户？${ID}，${PHONE}`),
    ask(`/region ${PHONE}`),
    ask(`/${PHONE} ${ID}`),
    ask(`令牌${TOKEN}，密钥${KEY}，汝城县的贫困村有多少个？`),
    ask('汝城县脱贫了多少人？', {
      fields: { contact: { phone_number: `+86${OTHER_PHONE}`, first_name: '李四' }, quote: { text: ID } },
    }),
  ];
  say(group, server.person(), mention(`桂东县脱贫了多少人？卡${CARD}`), { caption: true });
  await server.waitForSent(group.id, 1);
  const line = say(group, server.person(), `汝城县脱贫了多少人？我是${OTHER_PHONE}`);
  say(group, server.person(), mention(''), { reply_to: line });
  await server.waitForSent(group.id, 2);
  for (const { chat } of [first, ...others]) await server.waitForSent(chat.id, 1);

  say(first.chat, first.person, `那低保标准呢？${PHONE}`);
  await server.waitForSent(first.chat.id, 2);
  const edited = server.edit(first.chat, first.message, `桂东县脱贫了多少人？${ID}，${OTHER_PHONE}`);
  await server.waitFor('the answer of the edited question is edited', () =>
    server
      .sent(first.chat.id)
      .some(({ message_id }) => server.shown(first.chat.id, message_id)?.text.includes('21480')),
  );

  // What is searched for was really there, and each question really came through.
  expect(new Set([...written, JSON.stringify(edited)].flatMap(secretsIn))).toEqual(
    new Set(Object.keys(SECRETS)),
  );
  expect(model.requests.length).toBeGreaterThanOrEqual(3);
  expect(JSON.stringify(model.requests)).toContain(`汝城县脱贫了多少人?${MASK.repeat(ID.length)}`);
  expect(
    store.answers.findByQuestion(addressOf(first.chat.id), String(first.message.message_id))?.question,
  ).toContain(MASK.repeat(ID.length));
  expect(
    store.turns.recent({ ...addressOf(first.chat.id), thread: '', member: String(first.person.id) }, 0, 99),
  ).not.toEqual([]);
  expect(lines.length).toBeGreaterThan(5);
  expect(storeText()).toContain(MASK);

  for (const [where, text] of Object.entries(everythingKept())) {
    expect([where, secretsIn(text)]).toEqual([where, []]);
  }
  await bot.stop();
  store.close();
  for (const [where, text] of Object.entries(everythingKept())) {
    expect([where, secretsIn(text)]).toEqual([where, []]);
  }
});
