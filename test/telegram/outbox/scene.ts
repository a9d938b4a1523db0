import { createOutbox, type Outbox } from '../../../src/telegram/outbox.ts';
import { createDirectBotApi, type DirectBotApi } from '../../fakes/bot-api/direct.ts';
import { createTestClock, type TestClock } from '../../fakes/clock.ts';

export const GROUP = -100;
export const OTHER = -200;
export const PERSON = 7;

export interface OutboxScene {
  readonly clock: TestClock;
  readonly api: DirectBotApi;
  readonly outbox: Outbox;
  /** What the group became. */
  readonly moves: number[][];
  readonly logged: string[];
  /** What the chat shows of the bot, oldest first. */
  shown(chat: number): string[];
  methods(): string[];
  /** The id of a new message of the bot. */
  standing(chat: number, text: string): Promise<number>;
}

/** An outbox over the strict rules, in time that the test owns. */
export function createOutboxScene(): OutboxScene {
  const clock = createTestClock();
  const api = createDirectBotApi(clock);
  const moves: number[][] = [];
  const logged: string[] = [];
  const outbox = createOutbox({
    api,
    clock,
    log: (_, event) => logged.push(event),
    onMoved: (from, to) => moves.push([from, to]),
    random: () => 1,
  });
  for (const id of [GROUP, OTHER, PERSON]) api.chat(id);
  return {
    clock,
    api,
    outbox,
    moves,
    logged,
    shown: (chat) => api.chat(chat).sent.map(({ text }) => text),
    methods: () => api.calls.map(({ method }) => method),
    async standing(chat, html) {
      const delivery = outbox.send(text(chat, html));
      await clock.runAll();
      const sent = await delivery;
      if (sent.kind !== 'sent') throw new Error(`the message was not sent: ${sent.kind}`);
      return sent.messageId;
    },
  };
}

export const flood = (seconds: number) => ({
  status: 429,
  description: `Too Many Requests: retry after ${seconds}`,
  parameters: { retry_after: seconds },
});

export const refused = (description: string, status = 400) => ({ status, description });

export const text = (chat: number, html: string, more: object = {}) => ({ chat, html, plain: html, ...more });

export const button = (data: string) => [[{ text: data, data }]];

/** What the server keeps of `button(data)`. */
export const shownButton = (data: string) => ({ inline_keyboard: [[{ text: data, callback_data: data }]] });
