import type { Message } from 'telegraf/types';
import type { Decision } from '../../../src/chat/decision.ts';
import type { AppStatus, SentAnswer, Store } from '../../../src/core/ports.ts';
import type { SourceDocument } from '../../../src/core/types.ts';
import { createStore } from '../../../src/state/store.ts';
import { createAbilities } from '../../../src/telegram/abilities.ts';
import { senderOf } from '../../../src/telegram/addressing.ts';
import { createButtonSigner } from '../../../src/telegram/buttons/data.ts';
import { createCommands } from '../../../src/telegram/commands/index.ts';
import { addressOf } from '../../../src/telegram/ids.ts';
import { createRichChoice } from '../../../src/telegram/outbox/rich-choice.ts';
import { createOutbox, type Outbox } from '../../../src/telegram/outbox.ts';
import { createTelegramSurface } from '../../../src/telegram/surface.ts';
import { createDirectBotApi, type DirectBotApi } from '../../fakes/bot-api/direct.ts';
import { createTestClock, type TestClock } from '../../fakes/clock.ts';
import { answerOf, createScriptedApp, type ScriptedApp } from '../../fakes/scripted-app.ts';

export const BOT = { id: 1, username: 'mingbai_bot' };
export const GROUP = -1_001_234_567_890;
export const OTHER_GROUP = -1_009_876_543_210;
export const person = (id: number) => ({ id, is_bot: false, first_name: '王' });
export const MEMBER = person(501);
export const OTHER = person(502);
export const ADMIN = person(503);
export const OPERATOR = person(504);
export const QUESTION_ID = 70;

export interface Saying {
  /** The private chat with `from` when null. */
  readonly chat?: number | null;
  readonly from?: ReturnType<typeof person>;
  readonly replyTo?: number | string | undefined;
  /** Further fields of the message, as Telegram names them. */
  readonly fields?: object;
}

export interface CommandScene {
  readonly api: DirectBotApi;
  readonly app: ScriptedApp;
  readonly clock: TestClock;
  readonly outbox: Outbox;
  readonly store: Store;
  /** Log events with their fields, each as JSON. */
  readonly logged: string[];
  /** Writes `/name argument`; gives what is replied, as plain text, null for an unknown command. */
  say(text: string, how?: Saying): Promise<string | null>;
  /** An answer of the bot that stands in the group, in as many messages as there are texts. */
  answered(texts: readonly string[], more?: Partial<SentAnswer>): Promise<SentAnswer>;
  /** What was decided on a message of the group. */
  decided(decision: Partial<Decision>, messageId?: number): void;
  /** The serving corpus holds these texts. */
  serve(texts: Readonly<Record<string, string>>): void;
  /** What the bot's messages in the chat say now. */
  shown(chat?: number): string[];
}

/** The commands over the real store and outbox, a scripted app and the strict rules of Telegram. */
export function createCommandScene(status: Partial<AppStatus> = {}, bot: object = {}): CommandScene {
  const clock = createTestClock();
  const api = createDirectBotApi(clock);
  const app = createScriptedApp(status);
  const store = createStore(':memory:');
  const logged: string[] = [];
  const log = (level: string, event: string, fields: object = {}) =>
    logged.push(JSON.stringify({ level, event, ...fields }));
  const outbox = createOutbox({ api, clock, log, onMoved: () => undefined });
  const abilities = createAbilities({ api, clock, log });
  const surface = createTelegramSurface({
    ...{ outbox, abilities, signer: createButtonSigner('token') },
    richChoice: createRichChoice({ setting: 'auto', abilities, log }),
  });
  const commands = createCommands({
    ...{ app, store, surface, api, bot: { ...BOT, ...bot }, clock, log },
    operatorIds: [OPERATOR.id],
  });
  for (const chat of [GROUP, OTHER_GROUP]) {
    api.chat(chat);
    for (const one of [MEMBER, OTHER, OPERATOR]) api.promote(chat, one, 'member');
    api.promote(chat, ADMIN);
  }
  let nextMessage = 1_000;
  Object.assign(app, { examples: async () => [] });

  return {
    ...{ api, app, clock, outbox, store, logged },
    async say(text, { chat = GROUP, from = MEMBER, replyTo, fields = {} } = {}) {
      const [, name = '', argument = ''] = /^\/(\w+)\s*(.*)$/su.exec(text) ?? [];
      const where = api.chat(chat ?? from.id).chat;
      const replied =
        replyTo === undefined
          ? {}
          : { reply_to_message: { message_id: Number(replyTo), date: 1, chat: where, text: '…' } };
      const message = {
        message_id: nextMessage++,
        date: Math.floor(Date.now() / 1_000),
        ...{ chat: where, from, text },
        ...replied,
        ...fields,
      } as unknown as Message;
      const told = commands({ name, argument: argument.trim(), message, sender: senderOf(message) });
      await clock.runAll();
      const messages = await told;
      return messages === null ? null : messages.messages.map(({ plain }) => plain).join('\n');
    },
    async answered(texts, more = {}) {
      const messageIds: string[] = [];
      for (const text of texts) {
        const sending = outbox.send({ chat: GROUP, html: text, plain: text });
        await clock.runAll();
        const delivery = await sending;
        if (delivery.kind === 'sent') messageIds.push(String(delivery.messageId));
      }
      const answer: SentAnswer = {
        key: `key-${messageIds.join('-')}`,
        ...addressOf(GROUP),
        thread: '',
        questionId: String(QUESTION_ID),
        messageIds,
        question: '低保标准是多少',
        place: null,
        member: String(MEMBER.id),
        hops: 0,
        answer: answerOf('低保标准为260元[1]。', '农村低保标准提高到260元/人·月'),
        sentAt: Date.now(),
        recalledAt: null,
        ...more,
      };
      store.answers.record(answer);
      return answer;
    },
    decided(decision, messageId = QUESTION_ID) {
      const whole: Decision = {
        outcome: 'answered',
        by: 'mention',
        evidence: [],
        retrieved: [],
        ...decision,
      };
      store.decisions.record(
        addressOf(GROUP),
        String(messageId),
        JSON.stringify(whole),
        Date.UTC(2026, 2, 5, 6, 2),
      );
    },
    serve(texts) {
      const documents = Object.entries(texts).map(([path, text]): SourceDocument => {
        const id = path.replace(/\.\w+$/u, '');
        return { id, path, title: `${id}工作总结`, sha256: '', text, blocks: [], damage: [] };
      });
      Object.assign(app, { documents: () => documents });
    },
    shown: (chat = GROUP) => api.chat(chat).sent.map(({ text }) => text),
  };
}
