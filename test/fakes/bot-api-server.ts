import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Clock, monotonicClock } from '../../src/chat/clock.ts';
import { createLeakWatch, type Leak } from './bot-api/asides.ts';
import {
  type ChatState,
  createChatState,
  type Failure,
  type Parameters,
  type Reply,
} from './bot-api/chats.ts';
import { createMessageMethods } from './bot-api/methods.ts';
import { METHODS, readCall } from './bot-api/parameters.ts';
import { createPeople } from './bot-api/people.ts';
import { createCallbacks } from './bot-api/presses.ts';
import { createRates } from './bot-api/rates.ts';
import type { BotApiServer, Chat, Fault } from './bot-api/types.ts';
import { createUpdateQueue } from './bot-api/updates.ts';
import { type BotApiVersion, knows } from './bot-api/version.ts';
import { createViews } from './bot-api/views.ts';
import { createWebhook } from './bot-api/webhook.ts';
import { readBody, send, tooMany } from './bot-api/wire.ts';

export async function createBotApiServer(
  options: {
    readonly clock?: Clock;
    readonly token?: string;
    /** '10.3'. */
    readonly version?: BotApiVersion;
    /** Methods that the server is too old to know, whatever its version. */
    readonly lacks?: readonly string[];
  } = {},
): Promise<BotApiServer> {
  const clock = options.clock ?? monotonicClock;
  const token = options.token ?? '700777:AAF-strict_Test_Token';
  const bot = { id: 700_777, is_bot: true, first_name: '明白', username: 'MingbaiBot' };
  const version = options.version ?? '10.3';
  const violations: string[] = [];
  const ignored: string[] = [];
  const calls: BotApiServer['calls'] = [];
  const commands = new Map<string, unknown>();
  const chats = new Map<number, ChatState>();
  const faults: { fault: Fault; skip: number; left: number }[] = [];
  const events = new EventEmitter().setMaxListeners(0);
  const rates = createRates();
  const updates = createUpdateQueue(clock, 500_000_001, version);
  let revoked = false;
  let nextGroup = 1_000_000_001_000;

  const violate = (what: string) => {
    violations.push(what);
  };
  const ignore = (what: string) => {
    ignored.push(what);
  };
  const leaks: Leak[] = [];
  const onLeak = (leak: Leak) => {
    leaks.push(leak);
  };
  const leaking = createLeakWatch({ violate, onLeak });
  const onChange = () => {
    events.emit('change');
  };
  const callbacks = createCallbacks({ chats, clock, push: updates.push, violate, onChange });
  const people = createPeople({ chats, bot, version, clock, push: updates.push, commands });
  const webhook = createWebhook({ updates, clock, violate });
  const addChat = (chat: Chat, topics: readonly number[] = []) => {
    chats.set(chat.id, createChatState(chat, topics));
    return chat;
  };

  const methods: Readonly<
    Record<string, (parameters: Parameters, signal: AbortSignal) => Reply | Promise<Reply>>
  > = {
    ...createMessageMethods({
      chats,
      bot,
      version,
      rates,
      clock,
      personOf: people.personOf,
      pressOf: callbacks.pressOf,
      violate,
      ignore,
      onLeak,
      onChange,
    }),
    ...callbacks.methods,
    ...people.methods,
    ...webhook.methods,
    getMe: () => ({ result: { ...bot, can_join_groups: true, can_read_all_group_messages: false } }),
    getUpdates: async ({ offset, limit, timeout, allowed_updates }, signal) => {
      if (webhook.isSet) {
        return conflict(
          "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
        );
      }
      const polled = await updates.poll({
        signal,
        ...(offset === undefined ? {} : { offset: Number(offset) }),
        ...(limit === undefined ? {} : { limit: Number(limit) }),
        ...(timeout === undefined ? {} : { timeout: Number(timeout) }),
        ...(allowed_updates === undefined ? {} : { allowed: allowed_updates as string[] }),
      });
      return 'conflict' in polled ? conflict(polled.conflict) : { result: polled.updates };
    },
  };

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const gone = new AbortController();
    response.on('close', () => gone.abort());
    const body = await readBody(request);
    const [, given, method = ''] = /^\/bot([^/]*)\/(\w+)$/.exec(request.url ?? '') ?? [];
    if (given === undefined) return send(response, { status: 404, description: 'Not Found' });
    if (!/^\d+:[\w-]+$/.test(given)) return send(response, { status: 404, description: 'Not Found' });
    if (given !== token || revoked) return send(response, { status: 401, description: 'Unauthorized' });
    const known = METHODS[method];
    if (options.lacks?.includes(method) || (known && !knows(version, known.since))) {
      calls.push({ method, parameters: body ?? {}, at: clock.now() });
      return send(response, { status: 404, description: 'Not Found: method not found' });
    }
    const run = methods[method];
    if (!known || !run) {
      violate(`unknown method ${method}`);
      return send(response, { status: 404, description: 'Not Found: method not found' });
    }
    if (body === undefined) {
      violate(`${method}: the body is not a JSON object`);
      return send(response, { status: 400, description: 'Bad Request: wrong body' });
    }
    const chat = typeof body.chat_id === 'number' ? body.chat_id : null;
    calls.push({ method, parameters: body, at: clock.now() });

    const early = rates.early(chat, clock.now());
    if (early) {
      violate(`${method}: ${early.violation}`);
      return send(response, tooMany(early.retryAfter));
    }
    const { faults: wrong, ignored: newer, parameters } = readCall(body, known, version);
    for (const name of newer) ignore(`${method}: ${name}`);
    if (wrong.length > 0) {
      for (const fault of wrong) violate(`${method}: ${fault}`);
      return send(response, { status: 400, description: `Bad Request: ${wrong[0]}` });
    }
    const fault = takeFault(method, chat);
    if (fault && 'retryAfter' in fault) {
      rates.holdOff(chat, clock.now() + fault.retryAfter * 1_000);
      return send(response, tooMany(fault.retryAfter));
    }
    if (fault && 'status' in fault) return send(response, fault);
    if (fault && 'html' in fault) {
      response.writeHead(fault.html, { 'content-type': 'text/html' });
      response.end('<html><body><h1>Bad Gateway</h1></body></html>');
      return;
    }
    if (fault && 'drop' in fault) {
      if (fault.drop === 'after') leaking(method, newer, await run(parameters, gone.signal));
      request.socket.destroy();
      return;
    }
    if (fault) await clock.sleep(fault.delay, gone.signal).catch(() => undefined);
    if (gone.signal.aborted) return;
    send(response, leaking(method, newer, await run(parameters, gone.signal)));
  }

  function takeFault(method: string, chat: number | null): Fault['as'] | undefined {
    const found = faults.find(
      ({ fault, left }) =>
        left > 0 && (fault.method ?? method) === method && (fault.chat === undefined || fault.chat === chat),
    );
    if (!found || found.skip-- > 0) return undefined;
    found.left--;
    return found.fault.as;
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((thrown: unknown) => {
      violate(`the fake server failed: ${String(thrown)}`);
      response.destroy();
    });
  });
  async function waitFor(what: string, holds: () => boolean, patience = 10_000): Promise<void> {
    const deadline = AbortSignal.timeout(patience);
    while (!holds()) {
      await once(events, 'change', { signal: deadline }).catch(() => {
        throw new Error(`not within ${patience} ms: ${what}; violations: ${violations.join('; ')}`);
      });
    }
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  return {
    apiRoot: `http://127.0.0.1:${port}`,
    token,
    bot,
    version,
    violations,
    ignored,
    leaks,
    calls,
    commands,
    get unconfirmedUpdates() {
      return updates.unconfirmed;
    },
    group: ({ title = '群', type = 'supergroup', topics = [] } = {}) =>
      addChat({ id: -nextGroup++, type, title }, topics),
    private: ({ id }) => (chats.get(id)?.chat as Chat | undefined) ?? addChat({ id, type: 'private' }),
    person: people.person,
    otherBot: people.otherBot,
    say: people.say,
    post: people.post,
    guest: (chat, from, text) =>
      updates.push('guest_message', {
        message_id: 1,
        date: Math.floor(Date.now() / 1_000),
        chat: { ...chat, type: 'supergroup', title: '别处' },
        from,
        text,
        guest_query_id: `guest-${from.id}`,
      }),
    edit: people.edit,
    promote: people.promote,
    age: people.age,
    expire: people.expire,
    press: callbacks.press,
    unanswered: callbacks.unanswered,
    async waitForPress(id, patience) {
      await waitFor(`an answer to the press ${id}`, () => callbacks.answerOf(id) !== undefined, patience);
      return callbacks.answerOf(id) ?? {};
    },
    ...createViews({ chats, clock, push: updates.push, waitFor }),
    push: updates.push,
    redeliver: updates.redeliver,
    waitFor,
    script: (fault) => faults.push({ fault, skip: fault.skip ?? 0, left: fault.times ?? 1 }),
    clearScript: () => {
      faults.length = 0;
    },
    block(chatId, description = 'Forbidden: bot was blocked by the user') {
      const state = chats.get(chatId);
      if (state) state.blocked = description;
    },
    migrate(chat) {
      const moved = addChat({ ...chat, id: -nextGroup++, type: 'supergroup' });
      const state = chats.get(chat.id);
      if (state) state.movedTo = moved.id;
      return moved;
    },
    revokeToken: () => {
      revoked = true;
    },
    async close() {
      webhook.end();
      updates.close();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const conflict = (description: string): Failure => ({ status: 409, description });
