import type { Store } from '../../src/core/ports.ts';
import type { Answer } from '../../src/core/types.ts';
import { createStore } from '../../src/state/store.ts';
import { createTelegramBot, type TelegramBot, type TelegramBotOptions } from '../../src/telegram/bot.ts';
import type { BotApiServer, Chat, Person } from '../fakes/bot-api/types.ts';
import type { BotApiVersion } from '../fakes/bot-api/version.ts';
import { createBotApiServer } from '../fakes/bot-api-server.ts';
import { createFastClock } from '../fakes/clock.ts';
import { answerOf, createScriptedApp, type ScriptedApp } from '../fakes/scripted-app.ts';

export const ASKED = '低保标准是多少';
export const ANSWER = answerOf('低保标准为260元[1]。', '农村低保标准提高到260元/人·月');
export const clock = createFastClock(50);

/** What version of the Bot API the server of a scene speaks that names none; absent: the newest. */
export const spoken: { version?: BotApiVersion } = {};

/** A strict server with one group, a member and an operator; a scripted app; and bots between them. */
export interface TelegramScene {
  readonly server: BotApiServer;
  readonly app: ScriptedApp;
  readonly store: Store;
  readonly group: Chat;
  readonly member: Person;
  readonly operator: Person;
  /** Log events, each as JSON. */
  readonly logged: string[];
  start(options?: Partial<TelegramBotOptions>): Promise<TelegramBot>;
  mention(text: string): string;
  textsOf(chat: Chat): string[];
  /** Stops every bot; returns what nobody may do: violations, and log lines with the token. */
  end(): Promise<string[]>;
}

/** @param options what version of the Bot API the server speaks. */
export async function createTelegramScene(
  options: { readonly version?: BotApiVersion } = {},
): Promise<TelegramScene> {
  const server = await createBotApiServer({ clock, ...spoken, ...options });
  const app = createScriptedApp();
  app.on(ASKED, ANSWER);
  const store = createStore(':memory:');
  const operator = server.person('管');
  const logged: string[] = [];
  const bots: TelegramBot[] = [];
  return {
    server,
    app,
    store,
    group: server.group(),
    member: server.person(),
    operator,
    logged,
    async start(options = {}) {
      const bot = createTelegramBot({
        app,
        store,
        token: server.token,
        apiRoot: server.apiRoot,
        operatorIds: [operator.id],
        groupIds: [],
        log: (level, event, fields) => logged.push(JSON.stringify({ level, event, ...fields })),
        clock,
        ...options,
      });
      bots.push(bot);
      await bot.start();
      return bot;
    },
    mention: (text) => `@${server.bot.username} ${text}`,
    textsOf: (chat) => server.sent(chat.id).map(({ text }) => text),
    async end() {
      await Promise.all(bots.map((bot) => bot.stop()));
      await server.close();
      return [...server.violations, ...logged.filter((line) => line.includes(server.token))];
    },
  };
}

/** An answer that is given when the test says so. */
export function later(): { answer: () => Promise<Answer>; give: (answer: Answer) => void } {
  let give: (answer: Answer) => void = () => undefined;
  const promise = new Promise<Answer>((resolve) => {
    give = resolve;
  });
  return { answer: () => promise, give: (answer) => give(answer) };
}
