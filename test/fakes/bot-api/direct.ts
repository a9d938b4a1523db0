import { TelegramError } from 'telegraf';
import type { BotApi } from '../../../src/telegram/api.ts';
import type { Clock } from '../../../src/telegram/clock.ts';
import { type ChatState, createMessageMethods, type Failure, type Reply } from './methods.ts';
import { faultsOf, METHODS } from './parameters.ts';
import { createRates } from './rates.ts';

export interface DirectBotApi extends BotApi {
  readonly violations: string[];
  readonly heldAll: number[];
  readonly calls: { readonly method: string; readonly chat: number; readonly at: number }[];
  chat(id: number): ChatState;
  /** The next `times` (1) calls to the chat end so; `network` is a connection that breaks. */
  fail(chat: number, how: Failure | 'network', times?: number): void;
}

/** The strict server's rules without sockets, for tests that own the time. */
export function createDirectBotApi(clock: Clock): DirectBotApi {
  const violations: string[] = [];
  const heldAll: number[] = [];
  const calls: { method: string; chat: number; at: number }[] = [];
  const faults = new Map<number, (Failure | 'network')[]>();
  const chats = new Map<number, ChatState>();
  const rates = createRates();
  const violate = (what: string) => {
    violations.push(what);
  };
  const methods = createMessageMethods({
    chats,
    bot: { id: 1 },
    rates,
    now: clock.now,
    violate,
    onSent: () => undefined,
  });

  function run(method: string, payload: Record<string, unknown>): Reply {
    const chat = Number(payload.chat_id);
    calls.push({ method, chat, at: clock.now() });
    const early = rates.early(chat, clock.now());
    if (early) violate(early.violation);
    for (const fault of faultsOf(payload, METHODS[method]!)) violate(`${method}: ${fault}`);
    const fault = faults.get(chat)?.shift();
    if (fault === 'network') throw Object.assign(new Error('socket hang up'), { name: 'FetchError' });
    if (fault?.parameters?.retry_after !== undefined) {
      rates.holdOff(chat, clock.now() + fault.parameters.retry_after * 1_000);
    }
    return fault ?? methods[method]!(payload);
  }

  return {
    violations,
    heldAll,
    calls,
    chat(id) {
      const known = chats.get(id);
      if (known) return known;
      const made: ChatState = {
        chat: { id, type: id < 0 ? 'supergroup' : 'private' },
        messages: new Map(),
        sent: [],
        actions: [],
        topics: new Set(),
        nextMessageId: 1,
      };
      chats.set(id, made);
      return made;
    },
    fail(chat, how, times = 1) {
      faults.set(chat, [...(faults.get(chat) ?? []), ...Array.from({ length: times }, () => how)]);
    },
    call: (async (method: string, payload: object) => {
      await Promise.resolve();
      const reply = run(method, payload as Record<string, unknown>);
      if (!('status' in reply)) return reply.result;
      throw new TelegramError({
        error_code: reply.status,
        description: reply.description,
        ...(reply.parameters === undefined ? {} : { parameters: reply.parameters as never }),
      });
    }) as BotApi['call'],
    holdAll: (seconds) => heldAll.push(seconds),
    describe: String,
  };
}
