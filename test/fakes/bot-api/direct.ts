import { TelegramError } from 'telegraf';
import type { Clock } from '../../../src/chat/clock.ts';
import type { BotApi } from '../../../src/telegram/api.ts';
import { createLeakWatch, type Leak } from './asides.ts';
import { type ChatState, createChatState, type Failure, type Rank, type Reply } from './chats.ts';
import { createMessageMethods } from './methods.ts';
import { METHODS, readCall } from './parameters.ts';
import { createPeople } from './people.ts';
import { createCallbacks } from './presses.ts';
import { createRates } from './rates.ts';
import type { Chat, Person, PressAnswer } from './types.ts';
import { type BotApiVersion, knows } from './version.ts';

const BOT: Person = { id: 1, is_bot: true, first_name: '明白' };
/** Waited beyond a hold of the whole bot, as the real client does. */
const MARGIN = 250;

export interface DirectBotApi extends BotApi {
  /** The bot itself, for its ranks. */
  readonly bot: Person;
  readonly violations: string[];
  /** What all of a chat were shown and was meant for one. */
  readonly leaks: Leak[];
  readonly heldAll: number[];
  readonly calls: { readonly method: string; readonly chat: number; readonly at: number }[];
  /** The chat, made where there is none: a private one for a person's id, else a supergroup. */
  chat(id: number): ChatState;
  /** Milliseconds that the next call takes to arrive, and its reply to come back. */
  latency: () => number;
  /** The server knows no such method any more. */
  lack(method: string): void;
  /** A press that may be answered once; by whom and where, for what is shown to that member alone. */
  expectPress(id: string, of?: { readonly chat: { readonly id: number }; readonly from: Person }): void;
  pressAnswer(id: string): PressAnswer | undefined;
  /** What `getChatMember` says of the person. */
  promote(chat: number, person: Person, rank?: Rank): void;
  /** The next `times` (1) calls to the chat end so; `network` is a connection that breaks. */
  fail(chat: number, how: Failure | 'network', times?: number): void;
}

/** The strict server's rules without sockets, for tests that own the time. */
export function createDirectBotApi(
  clock: Clock,
  { version = '10.3' }: { readonly version?: BotApiVersion } = {},
): DirectBotApi {
  const violations: string[] = [];
  const leaks: Leak[] = [];
  const heldAll: number[] = [];
  const calls: { method: string; chat: number; at: number }[] = [];
  const faults = new Map<number, (Failure | 'network')[]>();
  const chats = new Map<number, ChatState>();
  const rates = createRates();
  const violate = (what: string) => {
    violations.push(what);
  };
  const lacking = new Set<string>();
  let closedUntil = 0;
  const callbacks = createCallbacks({
    chats,
    clock,
    push: () => undefined,
    violate,
    onChange: () => undefined,
  });
  const people = createPeople({
    chats,
    bot: BOT,
    version,
    clock,
    push: () => undefined,
    commands: new Map(),
  });
  const methods = {
    ...createMessageMethods({
      chats,
      bot: BOT,
      version,
      rates,
      clock,
      // Who was not made known is a person.
      personOf: (id) => people.personOf(id) ?? { id, is_bot: false, first_name: '王' },
      pressOf: callbacks.pressOf,
      violate,
      ignore: () => undefined,
      onLeak: (leak) => leaks.push(leak),
      onChange: () => undefined,
    }),
    ...callbacks.methods,
    ...people.methods,
  };
  const leaking = createLeakWatch({ violate, onLeak: (leak) => leaks.push(leak) });
  const held = () => Math.max(0, closedUntil - clock.now());

  function run(method: string, payload: Record<string, unknown>): Reply {
    const chat = Number(payload.chat_id);
    const known = METHODS[method]!;
    calls.push({ method, chat, at: clock.now() });
    if (lacking.has(method) || !knows(version, known.since)) {
      return { status: 404, description: 'Not Found: method not found' };
    }
    const early = rates.early(chat, clock.now());
    if (early) violate(early.violation);
    const { faults: wrong, ignored, parameters } = readCall(payload, known, version);
    for (const fault of wrong) violate(`${method}: ${fault}`);
    const fault = faults.get(chat)?.shift();
    if (fault === 'network') throw Object.assign(new Error('socket hang up'), { name: 'FetchError' });
    if (fault?.parameters?.retry_after !== undefined) {
      rates.holdOff(chat, clock.now() + fault.parameters.retry_after * 1_000);
    }
    return fault ?? leaking(method, ignored, methods[method as keyof typeof methods](parameters));
  }

  const api: DirectBotApi = {
    bot: BOT,
    violations,
    leaks,
    heldAll,
    calls,
    chat(id) {
      const known = chats.get(id);
      if (known) return known;
      const made = createChatState({ id, type: id < 0 ? 'supergroup' : 'private' });
      chats.set(id, made);
      return made;
    },
    fail(chat, how, times = 1) {
      faults.set(chat, [...(faults.get(chat) ?? []), ...Array.from({ length: times }, () => how)]);
    },
    lack: (method) => void lacking.add(method),
    expectPress: callbacks.expect,
    pressAnswer: callbacks.answerOf,
    promote: (chat, person, rank) => people.promote(api.chat(chat).chat as Chat, person, rank),
    latency: () => 0,
    call: (async (method: string, payload: object, { signal }: { signal?: AbortSignal } = {}) => {
      await Promise.resolve();
      while (held() > 0) await clock.sleep(held(), signal);
      const [there, back] = [api.latency(), api.latency()];
      if (there > 0) await clock.sleep(there, signal);
      const reply = run(method, payload as Record<string, unknown>);
      if (back > 0) await clock.sleep(back, signal);
      if (!('status' in reply)) return reply.result;
      throw new TelegramError({
        error_code: reply.status,
        description: reply.description,
        ...(reply.parameters === undefined ? {} : { parameters: reply.parameters as never }),
      });
    }) as BotApi['call'],
    holdAll(seconds) {
      heldAll.push(seconds);
      closedUntil = Math.max(closedUntil, clock.now() + seconds * 1_000 + MARGIN);
    },
    held,
    describe: String,
  };
  return api;
}
