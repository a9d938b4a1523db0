import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createBotApiServer } from '../bot-api-server.ts';
import { createFastClock } from '../clock.ts';
import type { BotApiServer } from './types.ts';

interface Arrived {
  readonly text: string;
  readonly secret: string | undefined;
  readonly answer: (status: number, headers?: Record<string, string>) => void;
}

let server: BotApiServer;
let receiver: Server;
let arrived: Arrived[];
let wake: () => void;

beforeEach(async () => {
  server = await createBotApiServer({ clock: createFastClock(50) });
  arrived = [];
  wake = () => undefined;
  receiver = createServer((request, response) => void receive(request, response));
  receiver.listen(0, '127.0.0.1');
  await once(receiver, 'listening');
});
afterEach(async () => {
  await server.close();
  receiver.closeAllConnections();
  receiver.close();
});

async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const { message } = JSON.parse(Buffer.concat(parts).toString('utf8')) as { message: { text: string } };
  arrived.push({
    text: message.text,
    secret: request.headers['x-telegram-bot-api-secret-token'] as string | undefined,
    answer: (status, headers = {}) => response.writeHead(status, headers).end(),
  });
  wake();
}

async function arrivals(count: number): Promise<readonly string[]> {
  while (arrived.length < count) await new Promise<void>((resolve) => (wake = resolve));
  return arrived.map(({ text }) => text);
}

async function call(method: string, parameters: object = {}): Promise<unknown> {
  const response = await fetch(`${server.apiRoot}/bot${server.token}/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(parameters),
  });
  return await response.json();
}

const hook = (more: object = {}) =>
  call('setWebhook', { url: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`, ...more });

test('one update of a chat is on its way at a time, in order; chats do not wait for each other', async () => {
  const [one, other] = [server.group(), server.group()];
  const member = server.person();
  await hook({ secret_token: 'a-Secret_1' });
  for (const text of ['甲1', '甲2']) server.say(one, member, text);
  server.say(other, member, '乙1');
  expect(await arrivals(2)).toEqual(['甲1', '乙1']);
  expect(arrived[0]?.secret).toBe('a-Secret_1');
  arrived[0]?.answer(200);
  expect(await arrivals(3)).toEqual(['甲1', '乙1', '甲2']);
  for (const { answer } of arrived.slice(1)) answer(200);
  await hook();
  expect(server.violations).toEqual([]);
});

test('what is not taken comes again, in its place, after Retry-After', async () => {
  const group = server.group();
  await hook();
  for (const text of ['一', '二']) server.say(group, server.person(), text);
  await arrivals(1);
  arrived[0]?.answer(500);
  expect(await arrivals(2)).toEqual(['一', '一']);
  arrived[1]?.answer(503, { 'retry-after': '2' });
  expect(await arrivals(3)).toEqual(['一', '一', '一']);
  arrived[2]?.answer(200);
  expect(await arrivals(4)).toEqual(['一', '一', '一', '二']);
  expect(server.unconfirmedUpdates).toBe(1);
});

test('no more connections are open than were asked for', async () => {
  await hook({ max_connections: 2 });
  for (let at = 0; at < 3; at++) server.say(server.group(), server.person(), String(at));
  expect(await arrivals(2)).toEqual(['0', '1']);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(arrived).toHaveLength(2);
  arrived[1]?.answer(200);
  expect(await arrivals(3)).toEqual(['0', '1', '2']);
});

test('without the webhook, what was not taken can be polled', async () => {
  await hook();
  server.say(server.group(), server.person(), '一');
  await arrivals(1);
  expect(await call('getUpdates')).toMatchObject({ error_code: 409 });
  await call('deleteWebhook');
  expect(await call('getUpdates')).toMatchObject({ result: [{ message: { text: '一' } }] });
});

test('an address in the open must be HTTPS', async () => {
  expect(await call('setWebhook', { url: 'http://example.org/hook' })).toMatchObject({ error_code: 400 });
  expect(await call('setWebhook', { url: 'nonsense' })).toMatchObject({ error_code: 400 });
  expect(await call('setWebhook', { url: 'https://example.org/hook' })).toMatchObject({ ok: true });
});
